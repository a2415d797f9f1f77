//! Events of Chrome's trace format, as text: one JSON object a line in one array, which Perfetto and chrome://tracing
//! open even when its end is missing.

use std::fmt::Write;

/// Process under which the cores themselves are shown.
const CORES: usize = 1;

/// One event under construction.
pub struct Event(String);

impl Event {
    /// An event of phase `phase` on a track.
    pub fn new(phase: char, track: Track) -> Event {
        let (process, thread) = match track {
            Track::Core(isolate) => (CORES, isolate as u64 + 1),
            Track::Thread(isolate, thread) => (CORES + 1 + isolate, thread),
        };
        Event(format!("{{\"ph\":\"{phase}\",\"pid\":{process},\"tid\":{thread}"))
    }

    /// When, and for how long if that is known.
    pub fn at(mut self, at_us: f64, duration_us: Option<f64>) -> Event {
        let _ = write!(self.0, ",\"ts\":{at_us:.3}");
        if let Some(duration_us) = duration_us {
            let _ = write!(self.0, ",\"dur\":{:.3}", duration_us.max(0.0));
        }
        self
    }

    /// A field that is text.
    pub fn text(mut self, key: &str, value: &str) -> Event {
        let _ = write!(self.0, ",\"{key}\":{}", quoted(value));
        self
    }

    /// The arguments, which are shown beside the event; those without a text are left out.
    pub fn args(mut self, args: &[(&str, &str)]) -> Event {
        let shown = args.iter().filter(|(_, value)| !value.is_empty());
        let fields: Vec<String> = shown.map(|(key, value)| format!("\"{key}\":{}", quoted(value))).collect();
        if !fields.is_empty() {
            let _ = write!(self.0, ",\"args\":{{{}}}", fields.join(","));
        }
        self
    }

    /// The arguments of an event that orders or names tracks.
    pub fn number(mut self, key: &str, value: usize) -> Event {
        let _ = write!(self.0, ",\"args\":{{\"{key}\":{value}}}");
        self
    }

    /// The event's line.
    pub fn line(mut self) -> String {
        self.0.push('}');
        self.0
    }
}

/// Where an event is shown.
#[derive(Debug, Clone, Copy)]
pub enum Track {
    /// What runs on a core.
    Core(usize),
    /// What a thread of an isolate does.
    Thread(usize, u64),
}

/// A text in JSON's form.
fn quoted(text: &str) -> String {
    serde_json::to_string(text).unwrap_or_else(|_| "\"\"".to_owned())
}

//! An isolate that cannot be stopped is given up, and a fresh one has its number from then on.
//!
//! Native code of V8 may hold the isolate's OS thread for ever without looking whether it must end, or fill the heap so. The
//! thread cannot be ended from outside; it stays, asleep or at the lowest priority. All that others know of the isolate is
//! taken from it:
//!
//! - its place in the process and at the ticker: what is sent to its number goes to the fresh isolate;
//! - its blocked operations on channels: no message is handed to them;
//! - threads that have not begun: they begin in the fresh isolate;
//! - threads that have: their homes are told.
//!
//! The main isolate cannot be replaced, since the program's top level is there. Bound: what is lost is never freed, so the heaps
//! of all lost isolates together may have no more than a part of the machine's memory.

use std::time::Duration;

use super::{Lifecycle, Status};
use crate::inbox::Event;
use crate::isolate::Isolate;
use crate::sync::{Arc, Ordering, lock};
use crate::value::Value;

/// A silent isolate is given up after its thread has used so much of a processor since: less may be a collection.
const SILENCE: Duration = Duration::from_secs(2);
/// What is lost is never freed: after so many losses the process ends.
const MAX_LOSSES: usize = 8;
/// The lowest priority of the system's threads.
const LOWEST: i32 = 19;

/// Why an isolate is given up.
#[derive(Debug, Clone)]
pub struct Loss {
    /// "heap" or "cpu"; property `limit` of the LimitError.
    pub limit: &'static str,
    /// What happened, for people.
    pub message: String,
}

impl Lifecycle {
    /// Gives an isolate up. False when that cannot be, and the process must end.
    pub fn lose(&self, isolate: &Arc<Isolate>, loss: &Loss) -> bool {
        let process = &isolate.process;
        let mut state = lock(&self.state);
        let is_bound = isolate.number == 0 || process.config.seed.is_some();
        if is_bound || state.drained.is_some() || state.losses == MAX_LOSSES {
            return false;
        }
        if !isolate.lose() {
            return true;
        }
        state.losses += 1;
        state.note_cause(format!("core {} was given up: {}", isolate.number, loss.message));
        let fresh = process.replace(isolate);
        self.ticker.remove(&isolate.words);
        self.awake.fetch_sub(1, Ordering::Relaxed);
        state.isolates[isolate.number] = Status::Absent;
        isolate.handles.give_up();
        let mut begun = isolate.guests.take();
        let events = isolate.inbox.drain();
        let waiting: Vec<Event> = events.into_iter().filter(|event| event.kind == Event::START).collect();
        if !waiting.is_empty() {
            self.open(&mut state, process, fresh.number);
        }
        for event in waiting {
            begun.remove(&hand_over(&event, isolate, &fresh));
            fresh.inbox.push(event);
        }
        for (home, task) in begun.into_iter().filter(|(home, _)| *home != isolate.number) {
            let payload = vec![loss.limit.into(), loss.message.as_str().into(), isolate.number.into()];
            process.isolate(home).inbox.push(Event::new(Event::LOST, task, payload));
        }
        true
    }
}

/// Makes a thread that has not begun the guest of another isolate; gives its home and its number there.
fn hand_over(start: &Event, from: &Isolate, to: &Isolate) -> (usize, u32) {
    let home = match start.payload.first() {
        Some(Value::Number(home)) => *home as usize,
        _ => 0,
    };
    let guest = (home, start.id as u32);
    to.guests.add(guest.0, guest.1);
    if let Some(what) = start.payload.get(1) {
        from.handles.hand_over(what, &to.handles);
    }
    guest
}

/// Watches whether an isolate that was interrupted answers, by what its OS thread uses of a processor: on a busy machine it
/// may not even get to run.
pub(super) struct Silence {
    isolate: Arc<Isolate>,
    since: Duration,
}

impl Silence {
    pub fn new(isolate: &Arc<Isolate>) -> Silence {
        Silence { isolate: isolate.clone(), since: Duration::ZERO }
    }

    /// It has not answered `interrupts` interrupts. Gives it up when that has gone on for too long.
    pub fn lasts(&mut self, interrupts: u32) {
        let Some(used) = self.isolate.cpu_time() else { return };
        if interrupts <= 2 {
            self.since = used;
        } else if used.saturating_sub(self.since) > SILENCE {
            let message = "native code held its core for too long and could not be stopped".to_owned();
            if self.isolate.process.lifecycle.lose(&self.isolate, &Loss { limit: "cpu", message }) {
                // It computes in vain until it looks. Without the right to lower its priority it only takes more of the processor.
                let _ = rustix::process::setpriority_process(self.isolate.os_thread(), LOWEST);
            }
        }
    }
}

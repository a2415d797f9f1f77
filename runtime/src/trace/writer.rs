//! From records to events: the writer knows what each thread did last, and makes slices of that.
//!
//! A thread's track has one slice for each time that it ran, waited, or could have run but did not get its turn; a core's
//! track shows whose slices ran there, sleep and garbage collections. Arrows go from who did something to whom it woke
//! or started, and from who sent a value to who received it.
//!
//! Bound: an entry for each thread that lives, and one for each arrow's name that is under way in a batch.

use std::collections::BTreeMap;
use std::io::Write;

use super::json::{Event, Track};
use super::record::{Kind, Record, Space, Stop};
use super::{Batch, Collection};

/// Makes a trace of batches.
pub struct Writer<W: Write> {
    out: W,
    /// The file, for messages.
    name: String,
    /// Writing failed: what comes is dropped.
    failed: bool,
    begun: bool,
    /// The latest time that any record had.
    last_us: f64,
    threads: BTreeMap<(usize, u64), Thread>,
    /// Since when each isolate sleeps, and which are known.
    cores: BTreeMap<usize, Option<f64>>,
    arrows: u64,
}

/// What is known of a thread.
#[derive(Default)]
struct Thread {
    name: String,
    /// Where its function begins.
    place: String,
    open: Option<Slice>,
}

/// A slice that has not ended.
struct Slice {
    from_us: f64,
    category: &'static str,
    name: String,
    place: String,
    pinned: bool,
}

impl Slice {
    fn new(from_us: f64, category: &'static str, name: &str) -> Slice {
        Slice { from_us, category, name: name.to_owned(), place: String::new(), pinned: false }
    }
}

/// The records of one isolate with the texts they mention.
struct Source<'a> {
    isolate: usize,
    texts: &'a [String],
}

impl Source<'_> {
    fn text(&self, index: f64) -> &str {
        if index < 0.0 { "" } else { self.texts.get(index as usize).map_or("", String::as_str) }
    }
}

impl<W: Write> Writer<W> {
    /// A writer to `out`, which messages call `name`.
    pub fn new(out: W, name: String) -> Writer<W> {
        let (threads, cores) = (BTreeMap::new(), BTreeMap::new());
        Writer { out, name, failed: false, begun: false, last_us: 0.0, threads, cores, arrows: 0 }
    }

    /// Writes what an isolate has noted.
    pub fn write(&mut self, batch: &Batch) {
        self.introduce(batch.isolate);
        let source = Source { isolate: batch.isolate, texts: &batch.texts };
        for fields in &batch.records {
            if let Some(record) = Record::read(fields) {
                self.record(&source, &record);
            }
        }
        for collection in &batch.collections {
            self.collection(batch.isolate, collection);
        }
    }

    /// Ends all slices at `now_us` or at the last record, whichever is later, and the file.
    pub fn finish(&mut self, now_us: f64) {
        let now_us = now_us.max(self.last_us);
        for ((isolate, thread), state) in std::mem::take(&mut self.threads) {
            if let Some(slice) = state.open {
                self.slice(isolate, thread, &state.name, slice, now_us, "the program ended");
            }
        }
        for (isolate, asleep) in std::mem::take(&mut self.cores) {
            if let Some(from_us) = asleep {
                self.idle(isolate, from_us, now_us);
            }
        }
        let end = if self.begun { "\n]\n" } else { "[]\n" };
        self.put(end);
        let flushed = self.out.flush();
        self.check(flushed);
    }

    fn record(&mut self, source: &Source<'_>, record: &Record) {
        let (isolate, thread, at_us) = (source.isolate, record.thread, record.at_us);
        self.last_us = self.last_us.max(at_us);
        match record.kind {
            Kind::Spawn => self.spawned(source, record),
            Kind::Run => {
                self.close(isolate, thread, at_us, "");
                self.open(isolate, thread, Slice::new(at_us, "run", "run"));
            }
            Kind::Stop => self.stopped(source, record),
            Kind::Wake => self.woken(isolate, thread, record.a as u64, at_us),
            Kind::Name => self.name(isolate, thread, source.text(record.b)),
            Kind::FlowOut(space) => self.flow('s', source, record, space),
            Kind::FlowNext(space) | Kind::FlowHere(space) => self.flow('f', source, record, space),
            Kind::Idle => drop(self.cores.insert(isolate, Some(at_us))),
            Kind::Awake => {
                if let Some(Some(from_us)) = self.cores.insert(isolate, None) {
                    self.idle(isolate, from_us, at_us);
                }
            }
        }
    }

    fn spawned(&mut self, source: &Source<'_>, record: &Record) {
        let (isolate, thread, starter) = (source.isolate, record.thread, record.a as u64);
        self.name(isolate, thread, source.text(record.b));
        let state = self.threads.entry((isolate, thread)).or_default();
        state.place = source.text(record.c).to_owned();
        state.open = Some(Slice::new(record.at_us, "ready", "new"));
        if starter != 0 {
            self.arrow("spawn", "spawn", (isolate, starter), (isolate, thread), record.at_us);
        }
    }

    fn stopped(&mut self, source: &Source<'_>, record: &Record) {
        let (isolate, thread, at_us) = (source.isolate, record.thread, record.at_us);
        let Some(stop) = Stop::of(record.a) else { return };
        let (reason, place) = (source.text(record.b), source.text(record.c));
        let next = match stop {
            Stop::Blocked | Stop::Pinned => Some(Slice::new(at_us, "blocked", reason)),
            Stop::Preempted | Stop::PreemptedPinned => Some(Slice::new(at_us, "ready", "pre-empted")),
            Stop::Yielded => Some(Slice::new(at_us, "ready", "yielded")),
            Stop::Ended | Stop::Failed | Stop::JobDone => None,
        };
        let then = match stop {
            Stop::Blocked | Stop::Pinned => reason,
            Stop::Preempted | Stop::PreemptedPinned => "pre-empted",
            Stop::Yielded => "yielded",
            Stop::Ended => "ended",
            Stop::Failed => "failed",
            Stop::JobDone => "job done",
        };
        self.close(isolate, thread, at_us, then);
        if let Some(mut slice) = next {
            slice.place = place.to_owned();
            slice.pinned = matches!(stop, Stop::Pinned | Stop::PreemptedPinned);
            self.open(isolate, thread, slice);
        } else if stop != Stop::JobDone {
            self.threads.remove(&(isolate, thread));
        }
    }

    fn woken(&mut self, isolate: usize, thread: u64, waker: u64, at_us: f64) {
        let open = self.threads.get(&(isolate, thread)).and_then(|state| state.open.as_ref());
        let name = open.map_or(String::new(), |slice| slice.name.clone());
        self.close(isolate, thread, at_us, "");
        if waker != 0 {
            self.arrow("wake", &name, (isolate, waker), (isolate, thread), at_us);
        }
        self.open(isolate, thread, Slice::new(at_us, "ready", "ready"));
    }

    fn open(&mut self, isolate: usize, thread: u64, slice: Slice) {
        self.threads.entry((isolate, thread)).or_default().open = Some(slice);
    }

    /// Ends the open slice of a thread, if it has one.
    fn close(&mut self, isolate: usize, thread: u64, at_us: f64, then: &str) {
        let Some(state) = self.threads.get_mut(&(isolate, thread)) else { return };
        let Some(mut slice) = state.open.take() else { return };
        let name = state.name.clone();
        if slice.category == "run" {
            slice.place = state.place.clone();
        }
        self.slice(isolate, thread, &name, slice, at_us, then);
    }

    fn slice(&mut self, isolate: usize, thread: u64, name: &str, slice: Slice, end_us: f64, then: &str) {
        let Slice { from_us, category, name: what, place, pinned } = slice;
        let duration = Some(end_us - from_us);
        let place_key = if category == "run" { "function" } else { "at" };
        let pinned = if pinned { "native frames hold up the threads below" } else { "" };
        let args = [("then", then), (place_key, place.as_str()), ("pinned", pinned)];
        let event = Event::new('X', Track::Thread(isolate, thread)).at(from_us, duration);
        self.event(event.text("name", &what).text("cat", category).args(&args));
        if category == "run" {
            let shown = if name.is_empty() { format!("thread {thread}") } else { name.to_owned() };
            let number = thread.to_string();
            let event = Event::new('X', Track::Core(isolate)).at(from_us, duration);
            self.event(
                event.text("name", &shown).text("cat", "core").args(&[("thread", &number), ("then", then)]),
            );
        }
    }

    fn idle(&mut self, isolate: usize, from_us: f64, to_us: f64) {
        let event = Event::new('X', Track::Core(isolate)).at(from_us, Some(to_us - from_us));
        self.event(event.text("name", "asleep").text("cat", "idle"));
    }

    fn collection(&mut self, isolate: usize, collection: &Collection) {
        let Collection { what, from_us, to_us, bytes: [before, after] } = collection;
        let kib = |bytes: usize| format!("{} KiB", bytes >> 10);
        let event = Event::new('X', Track::Core(isolate)).at(*from_us, Some(to_us - from_us));
        let args = [("heap before", &*kib(*before)), ("heap after", &*kib(*after))];
        self.event(event.text("name", what).text("cat", "gc").args(&args));
    }

    /// An arrow from what one thread does to what another does next.
    fn arrow(&mut self, category: &str, name: &str, from: (usize, u64), to: (usize, u64), at_us: f64) {
        self.arrows += 1;
        let id = format!("w{}", self.arrows);
        for (phase, (isolate, thread)) in [('s', from), ('f', to)] {
            let event = Event::new(phase, Track::Thread(isolate, thread)).at(at_us, None);
            self.event(event.text("name", name).text("cat", category).text("id", &id));
        }
    }

    /// One end of an arrow whose other end another record has.
    fn flow(&mut self, phase: char, source: &Source<'_>, record: &Record, space: Space) {
        let (category, name) = match space {
            Space::Local | Space::Shared => ("channel", "send → receive"),
            Space::Start => ("go", "go"),
            Space::End => ("go", "end of go"),
        };
        let (a, c) = (record.a as u64, record.c as u64);
        let id = match space {
            Space::Local => format!("{}{}.{a}.{c}", space.letter(), source.isolate),
            _ => format!("{}{a}.{c}", space.letter()),
        };
        let mut event =
            Event::new(phase, Track::Thread(source.isolate, record.thread)).at(record.at_us, None);
        event = event.text("name", name).text("cat", category).text("id", &id);
        if matches!(record.kind, Kind::FlowHere(_)) {
            event = event.text("bp", "e");
        }
        self.event(event.args(&[("channel", source.text(record.b))]));
    }

    fn name(&mut self, isolate: usize, thread: u64, name: &str) {
        let shown = if name.is_empty() { "thread" } else { name };
        self.event(
            Event::new('M', Track::Thread(isolate, thread))
                .text("name", "thread_name")
                .args(&[("name", shown)]),
        );
        self.threads.entry((isolate, thread)).or_default().name = name.to_owned();
    }

    /// Names the tracks of an isolate when it is met first.
    fn introduce(&mut self, isolate: usize) {
        if self.cores.contains_key(&isolate) {
            return;
        }
        self.cores.insert(isolate, None);
        let core = format!("core {isolate}");
        let of = Track::Thread(isolate, 1);
        let group = format!("green threads of core {isolate}");
        let named = |event: Event, what: &str, name: &str| event.text("name", what).args(&[("name", name)]);
        self.event(named(Event::new('M', Track::Core(isolate)), "process_name", "cores"));
        self.event(named(Event::new('M', Track::Core(isolate)), "thread_name", &core));
        self.event(named(Event::new('M', of), "process_name", &group));
        self.event(Event::new('M', of).text("name", "process_sort_index").number("sort_index", isolate + 1));
    }

    fn event(&mut self, event: Event) {
        let before = if self.begun { ",\n" } else { "[\n" };
        self.begun = true;
        self.put(before);
        self.put(&event.line());
    }

    fn put(&mut self, text: &str) {
        if !self.failed {
            let written = self.out.write_all(text.as_bytes());
            self.check(written);
        }
    }

    fn check(&mut self, written: std::io::Result<()>) {
        if let Err(error) = written
            && !self.failed
        {
            self.failed = true;
            eprintln!("hzrun: --trace: cannot write {}: {error}; the trace ends here", self.name);
        }
    }
}

//! The life of N isolates together: when each starts, sleeps and wakes, who gets a new thread, and how it is known
//! that the program is over or stuck.
//!
//! Invariants:
//!
//! - An isolate is `Asleep` only while its thread is inside `wait`, and it says so under the lock before it sleeps.
//! - Only awake isolates, operations and timers make events. So when all isolates are asleep, none has operations
//!   or timers under way, all inboxes are empty and the queue of threads is empty, nothing can happen any more: the
//!   process is *quiet*. The last isolate to fall asleep sees that.
//! - A thread is put into a sleeping isolate's inbox or into the queue under the same lock, so it is never put into
//!   the queue while an isolate is on its way to sleep without having looked.

use std::collections::VecDeque;
use std::sync::OnceLock;
use std::time::Duration;

pub use self::loss::Loss;
use self::loss::Silence;
use crate::inbox::Event;
use crate::isolate::{Isolate, Process};
use crate::spawn::{Load, Place, Start, StartQueue, place};
use crate::sync::{Arc, AtomicUsize, Mutex, Ordering, lock, thread};
use crate::ticker::Ticker;
use crate::value::Value;

/// What an isolate that goes to sleep has left.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Remains {
    /// Green threads, parked ones included.
    pub threads: usize,
    /// Operations and timers under way that keep the program alive.
    pub pending: usize,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Status {
    Absent,
    /// On its way to its first look at the queue. For the process it is awake.
    Starting,
    Awake,
    Asleep {
        remains: Remains,
        /// A new thread is in its inbox, so it counts as busy for the next one.
        given: bool,
    },
}

/// How many slices each busy isolate leaves a new thread to others before it takes it itself.
const SLICES_OF_PATIENCE: usize = 2;

/// So many are named; who has lost more has other worries.
const MAX_CAUSES: usize = 4;

/// Starts an isolate: makes its OS thread, which enters JavaScript's loop there.
pub type Starter = Box<dyn Fn(Arc<Isolate>) -> std::io::Result<()> + Send + Sync>;

/// What all isolates know of each other.
pub struct Lifecycle {
    state: Mutex<State>,
    /// Length of the queue of threads, for the ticker, which must not take the lock above.
    queued: Arc<AtomicUsize>,
    /// How many isolates are neither absent nor asleep, for those that wait without a lock. It changes under the lock.
    awake: AtomicUsize,
    ticker: Arc<Ticker>,
    starter: OnceLock<Starter>,
}

struct State {
    isolates: Vec<Status>,
    queue: StartQueue,
    /// How often busy isolates have left the oldest thread of the queue to others.
    passed: usize,
    /// While the process is being shut down: the isolates that have no threads left.
    drained: Option<Vec<usize>>,
    /// How many isolates were given up.
    losses: usize,
    /// What limits have ended since nothing could happen any more: who then waits for ever is told so.
    causes: Vec<String>,
    /// The reports of a deadlock, by isolate, while they are being gathered: `None` is still to come.
    reports: Vec<(usize, Option<String>)>,
}

impl Lifecycle {
    /// The process is over: all has ended.
    pub const FINISHED: u32 = 0;
    /// Threads are left and none can ever go on: report them.
    pub const STUCK: u32 = 1;
    /// Threads are left and none can ever go on, and a limit has ended others, which the text names: the waits of those
    /// that are left throw.
    pub const ABANDONED: u32 = 3;
    /// To the main isolate: all have reported; the text is the whole report.
    pub const REPORTED: u32 = 2;

    /// A process of `cores` isolates, none of which runs.
    pub fn new(cores: usize, slice_ms: u32) -> Lifecycle {
        let isolates = vec![Status::Absent; cores];
        Lifecycle {
            state: Mutex::new(State {
                isolates,
                queue: StartQueue::default(),
                passed: 0,
                drained: None,
                losses: 0,
                causes: Vec::new(),
                reports: Vec::new(),
            }),
            queued: Arc::new(AtomicUsize::new(0)),
            awake: AtomicUsize::new(0),
            ticker: Arc::new(Ticker::new(slice_ms)),
            starter: OnceLock::new(),
        }
    }

    /// How isolates other than the main one are started. Without it there is only the main one.
    pub fn set_starter(&self, starter: Starter) {
        // A second starter would be a mistake of ours; the first one stays.
        let _ = self.starter.set(starter);
    }

    /// Isolate 0 runs now, on the caller's thread; the ticker starts with it.
    pub fn begin(&self, main: &Arc<Isolate>) -> std::io::Result<()> {
        lock(&self.state).isolates[main.number] = Status::Awake;
        self.awake.fetch_add(1, Ordering::Relaxed);
        self.watch(main);
        let (ticker, queued) = (self.ticker.clone(), self.queued.clone());
        let body = move || ticker.run(|| queued.load(Ordering::Relaxed) != 0);
        #[cfg(not(feature = "model"))]
        let spawned = thread::Builder::new().name("hz-ticker".to_owned()).spawn(body).map(drop);
        #[cfg(feature = "model")]
        let spawned = {
            thread::spawn(body);
            Ok(())
        };
        spawned
    }

    /// Finds a place for a new thread: a certain isolate, or any. Gives the thread back when the queue is full or
    /// the isolate cannot be started: the caller runs it itself.
    pub fn submit(&self, process: &Arc<Process>, start: Start, pinned: Option<usize>) -> Result<(), Start> {
        let mut state = lock(&self.state);
        if let Some(number) = pinned {
            self.open(&mut state, process, number);
            if state.isolates[number] == Status::Absent {
                return Err(start);
            }
            state.give(process, start, number);
            return Ok(());
        }
        let can_start = self.starter.get().is_some() && state.drained.is_none();
        let loads = state.isolates.iter().map(|status| match status {
            Status::Absent if can_start => Load::Absent,
            Status::Asleep { given: false, .. } => Load::Idle,
            _ => Load::Busy,
        });
        match place(loads) {
            Place::Give(number) => {
                state.give(process, start, number);
                return Ok(());
            }
            Place::Open(number) => self.open(&mut state, process, number),
            Place::Queue => {}
        }
        state.queue.push(start)?;
        self.queued.store(state.queue.len(), Ordering::Relaxed);
        Ok(())
    }

    /// Takes back a thread that nobody has started; false when it is under way.
    pub fn withdraw(&self, home: usize, task: u32) -> bool {
        let mut state = lock(&self.state);
        let found = state.queue.remove(home, task).is_some();
        self.queued.store(state.queue.len(), Ordering::Relaxed);
        found
    }

    /// What has happened, without waiting, for an isolate that has work; and at most one thread of the queue, so that
    /// threads which have not started get their turn beside those that never end.
    pub fn drain(&self, isolate: &Isolate) -> VecDeque<Event> {
        let mut events = isolate.inbox.drain();
        events.extend(self.take_while_busy(isolate));
        events
    }

    /// As `drain`, but sleeps until there is something or the time is up (`None`: for ever; with a seed `Turns` know).
    pub fn wait(
        &self,
        isolate: &Arc<Isolate>,
        timeout: Option<Duration>,
        remains: Remains,
    ) -> VecDeque<Event> {
        let mut events = isolate.inbox.drain();
        events.extend(self.take(isolate));
        if !events.is_empty() || timeout.is_some_and(|timeout| timeout.is_zero()) {
            return events;
        }
        let turns = isolate.process.turns.as_ref();
        if turns.is_none() && isolate.inbox.spin(timeout, || self.others_run()) {
            events.extend(isolate.inbox.drain());
            events.extend(self.take(isolate));
            return events;
        }
        {
            let mut state = lock(&self.state);
            // Looked at again under the lock: what is submitted from here on finds this isolate asleep.
            if let Some(start) = self.pop(&mut state) {
                state.arrived(isolate);
                drop(state);
                return VecDeque::from([start.event(isolate)]);
            }
            state.isolates[isolate.number] = Status::Asleep { remains, given: false };
            self.awake.fetch_sub(1, Ordering::Relaxed);
            state.announce_quiet(&isolate.process);
        }
        self.ticker.slept();
        match turns {
            Some(turns) => turns.sleep(isolate),
            None => isolate.inbox.wait(timeout),
        }
        // Awake first, then drained: an isolate that is asleep with an empty inbox has nothing to do.
        {
            let mut state = lock(&self.state);
            state.isolates[isolate.number] = Status::Awake;
            self.awake.fetch_add(1, Ordering::Relaxed);
        }
        self.ticker.woke();
        isolate.inbox.drain()
    }

    /// A limit has ended a thread.
    pub fn note_cause(&self, cause: String) {
        lock(&self.state).note_cause(cause);
    }

    /// One isolate's part of a deadlock report. The last one sends the whole to the main isolate.
    pub fn report(&self, isolate: &Isolate, text: String) {
        let mut state = lock(&self.state);
        if let Some(part) = state.reports.iter_mut().find(|part| part.0 == isolate.number) {
            part.1 = Some(text);
        }
        if state.reports.is_empty() || state.reports.iter().any(|part| part.1.is_none()) {
            return;
        }
        let parts = std::mem::take(&mut state.reports);
        let whole = parts.into_iter().filter_map(|part| part.1).collect::<Vec<_>>().concat();
        let event = Event::new(Event::QUIET, Lifecycle::REPORTED, vec![Value::String(whole)]);
        isolate.process.isolate(0).inbox.push(event);
    }

    /// The process is to end as soon as no isolate has threads. Every isolate that there is gets `event`; no more are started.
    pub fn shut_down(&self, process: &Arc<Process>, event: impl Fn() -> Event) {
        let mut state = lock(&self.state);
        state.drained = Some(Vec::new());
        for (number, _) in state.present() {
            process.isolate(number).happened(event());
        }
    }

    /// While the process is being shut down an isolate says that none of its threads is left; it may say so again. True
    /// when that holds for all: a thread that one isolate has started in another counts in both.
    pub fn drained(&self, number: usize) -> bool {
        let mut state = lock(&self.state);
        let Some(drained) = &mut state.drained else { return false };
        drained.push(number);
        let drained = std::mem::take(drained);
        let all = state.present().all(|(number, _)| drained.contains(&number));
        state.drained = Some(drained);
        all
    }

    /// True when an isolate other than the one that asks, which is awake, is so too.
    fn others_run(&self) -> bool {
        self.awake.load(Ordering::Relaxed) > 1
    }

    fn take(&self, isolate: &Isolate) -> Option<Event> {
        // Read without the lock: a thread that is missed now is found before this isolate sleeps.
        if self.queued.load(Ordering::Relaxed) == 0 {
            return None;
        }
        let mut state = lock(&self.state);
        state.arrived(isolate);
        let start = self.pop(&mut state)?;
        Some(start.event(isolate))
    }

    /// An isolate that has work leaves a new thread to one that starts or is about to be idle; a thread cannot move
    /// once it has begun. Only one that nobody wanted for some slices is taken all the same.
    fn take_while_busy(&self, isolate: &Isolate) -> Option<Event> {
        if self.queued.load(Ordering::Relaxed) == 0 {
            return None;
        }
        let mut state = lock(&self.state);
        state.arrived(isolate);
        if state.isolates.contains(&Status::Starting) {
            return None;
        }
        let awake = state.isolates.iter().filter(|status| **status == Status::Awake).count();
        state.passed += 1;
        if state.passed <= SLICES_OF_PATIENCE * awake {
            return None;
        }
        let start = self.pop(&mut state)?;
        Some(start.event(isolate))
    }

    fn pop(&self, state: &mut State) -> Option<Start> {
        state.passed = 0;
        let start = state.queue.pop()?;
        self.queued.store(state.queue.len(), Ordering::Relaxed);
        Some(start)
    }

    /// Starts an isolate that does not exist. For the process it is awake at once, so the process cannot be taken for quiet
    /// before it has looked at the queue.
    fn open(&self, state: &mut State, process: &Arc<Process>, number: usize) {
        let Some(starter) = self.starter.get() else { return };
        if state.isolates[number] != Status::Absent || state.drained.is_some() {
            return;
        }
        let isolate = process.isolate(number);
        match starter(isolate.clone()) {
            Ok(()) => {
                state.isolates[number] = Status::Starting;
                self.awake.fetch_add(1, Ordering::Relaxed);
                if let Some(turns) = &process.turns {
                    turns.open(number);
                }
                self.watch(&isolate);
            }
            // The program goes on with the isolates it has; what it wanted to start there is in the queue.
            Err(error) => eprintln!("hzrun: cannot start a thread for isolate {number}: {error}"),
        }
    }
}

impl Lifecycle {
    /// The ticker watches an isolate from now on.
    fn watch(&self, isolate: &Arc<Isolate>) {
        let (interrupted, measured) = (isolate.clone(), isolate.clone());
        let silent = Mutex::new(Silence::new(isolate));
        self.ticker.add(
            isolate.words.clone(),
            Box::new(move || interrupted.interrupt()),
            Box::new(move || measured.cpu_time()),
            Arc::new(move |interrupts| lock(&silent).lasts(interrupts)),
        );
    }
}

impl State {
    fn present(&self) -> impl Iterator<Item = (usize, &Status)> {
        self.isolates.iter().enumerate().filter(|(_, status)| **status != Status::Absent)
    }

    /// An isolate has come to the queue: it is no longer starting.
    fn arrived(&mut self, isolate: &Isolate) {
        let status = &mut self.isolates[isolate.number];
        if *status == Status::Starting {
            *status = Status::Awake;
        }
    }

    fn give(&mut self, process: &Arc<Process>, start: Start, number: usize) {
        if let Status::Asleep { given, .. } = &mut self.isolates[number] {
            *given = true;
        }
        let isolate = process.isolate(number);
        isolate.inbox.push(start.event(&isolate));
    }

    /// Tells those concerned when nothing can happen any more.
    fn announce_quiet(&mut self, process: &Arc<Process>) {
        let mut total = Remains::default();
        for (number, status) in self.isolates.iter().enumerate() {
            match status {
                Status::Absent => {}
                Status::Awake | Status::Starting => return,
                Status::Asleep { remains, .. } => {
                    total.threads += remains.threads;
                    total.pending += remains.pending;
                    if !process.isolate(number).inbox.is_empty() {
                        return;
                    }
                }
            }
        }
        if total.pending > 0 || !self.queue.is_empty() || !self.reports.is_empty() {
            return;
        }
        if total.threads == 0 {
            process.isolate(0).inbox.push(Event::new(Event::QUIET, Lifecycle::FINISHED, vec![]));
            return;
        }
        let causes = std::mem::take(&mut self.causes).join("; ");
        for (number, status) in self.isolates.iter().enumerate() {
            if !matches!(status, Status::Asleep { remains, .. } if remains.threads > 0) {
                continue;
            }
            let event = if causes.is_empty() {
                self.reports.push((number, None));
                Event::new(Event::QUIET, Lifecycle::STUCK, vec![])
            } else {
                Event::new(Event::QUIET, Lifecycle::ABANDONED, vec![causes.as_str().into()])
            };
            process.isolate(number).inbox.push(event);
        }
    }

    fn note_cause(&mut self, cause: String) {
        if self.causes.len() < MAX_CAUSES {
            self.causes.push(cause);
        }
    }
}

mod loss;
#[cfg(all(test, feature = "model"))]
mod model_tests;
#[cfg(test)]
mod tests;

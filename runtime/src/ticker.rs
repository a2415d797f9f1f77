//! The ticker: one thread that tells busy isolates when a slice is over.
//!
//! Each tick it writes `SLICE_OVER` into the words of every isolate whose JavaScript said that others wait
//! (`WANTS_TICKS`), that has events, or that should look for threads nobody has started yet. When no isolate is awake
//! it sleeps without a timeout, so an idle process uses no CPU; the isolate that wakes first starts it again.

use std::time::Duration;

use crate::isolate::Words;
use crate::sync::{Arc, Condvar, Mutex, lock, sleep};

/// An isolate that holds its core without computing (it sleeps in native code) is interrupted so much later: on a busy machine
/// one that does compute may not get to run for as long.
const WITHOUT_RUNNING_MS: u64 = 2000;

/// An isolate, as the ticker sees it.
struct Watched {
    words: Arc<Words>,
    /// Interrupts native code that holds the isolate.
    interrupt: Box<dyn Fn() + Send + Sync>,
    /// What the isolate's thread has used of a processor, where that is known.
    cpu_time: Box<dyn Fn() -> Option<Duration> + Send + Sync>,
    /// That, when it was asked while the slice was over; an isolate that the system does not let run holds nothing.
    used: Option<Duration>,
    /// Told how many interrupts it has not answered.
    silent: Arc<dyn Fn(u32) + Send + Sync>,
    /// How long nobody has noticed that the slice is over.
    held_ms: u64,
    /// How often it was interrupted since anybody noticed.
    interrupts: u32,
}

/// The ticker's state; its thread runs `run`.
pub struct Ticker {
    state: Mutex<State>,
    changed: Condvar,
    slice: Duration,
}

#[derive(Default)]
struct State {
    isolates: Vec<Watched>,
    /// How many isolates are not asleep in their inbox.
    awake: usize,
    /// The thread sleeps without a timeout.
    resting: bool,
    stopped: bool,
}

impl Ticker {
    /// A ticker that ticks every `slice_ms`.
    pub fn new(slice_ms: u32) -> Ticker {
        let slice = Duration::from_millis(slice_ms.max(1).into());
        Ticker { state: Mutex::default(), changed: Condvar::new(), slice }
    }

    /// An isolate has started; it counts as awake. `interrupt` is called when it is held for longer than its words allow.
    /// While it does not answer to that, `silent` is called with the number of interrupts so far.
    pub fn add(
        &self,
        words: Arc<Words>,
        interrupt: Box<dyn Fn() + Send + Sync>,
        cpu_time: Box<dyn Fn() -> Option<Duration> + Send + Sync>,
        silent: Arc<dyn Fn(u32) + Send + Sync>,
    ) {
        let mut state = lock(&self.state);
        state.isolates.push(Watched {
            words,
            interrupt,
            cpu_time,
            used: None,
            silent,
            held_ms: 0,
            interrupts: 0,
        });
        self.count_awake(&mut state);
    }

    /// An isolate that is awake was given up.
    pub fn remove(&self, words: &Arc<Words>) {
        let mut state = lock(&self.state);
        state.isolates.retain(|watched| !Arc::ptr_eq(&watched.words, words));
        state.awake -= 1;
    }

    /// An isolate has woken.
    pub fn woke(&self) {
        self.count_awake(&mut lock(&self.state));
    }

    /// An isolate goes to sleep.
    pub fn slept(&self) {
        lock(&self.state).awake -= 1;
    }

    /// Ends the thread.
    pub fn stop(&self) {
        lock(&self.state).stopped = true;
        self.changed.notify_one();
    }

    /// The body of the ticker's thread. `work_waits` says whether isolates should look for new threads.
    pub fn run(&self, work_waits: impl Fn() -> bool) {
        let mut state = lock(&self.state);
        while !state.stopped {
            if state.awake == 0 {
                state.resting = true;
                state = sleep(&self.changed, &self.state, state, None);
                continue;
            }
            state.resting = false;
            state = sleep(&self.changed, &self.state, state, Some(self.slice));
            let look = work_waits();
            for watched in &mut state.isolates {
                watched.tick(look, self.slice.as_millis() as u64);
            }
            let silent: Vec<_> = state.isolates.iter().filter(|watched| watched.interrupts > 1).collect();
            if !silent.is_empty() {
                let calls: Vec<_> =
                    silent.iter().map(|watched| (watched.silent.clone(), watched.interrupts)).collect();
                // They take other locks, and may remove the isolate here.
                drop(state);
                for (silent, interrupts) in calls {
                    silent(interrupts);
                }
                state = lock(&self.state);
            }
        }
    }

    fn count_awake(&self, state: &mut State) {
        state.awake += 1;
        // An isolate that sleeps for microseconds between messages finds the thread still ticking: no system call.
        if state.resting {
            self.changed.notify_one();
        }
    }
}

impl Watched {
    fn tick(&mut self, look: bool, slice_ms: u64) {
        let limit_ms = self.words.get(Words::CPU_LEFT_MS);
        if limit_ms > 0 {
            self.words.set(Words::TICKS, self.words.get(Words::TICKS).wrapping_add(1));
            if self.words.get(Words::SLICE_OVER) == 0 {
                self.answered();
            } else {
                self.held_ms += slice_ms;
            }
            if self.held_ms > limit_ms as u64 && self.has_run(limit_ms as u64) {
                (self.interrupt)();
                self.interrupts += 1;
            }
            self.words.set(Words::SLICE_OVER, 1);
        } else {
            self.answered();
        }
        tick(&self.words, look);
    }
}

impl Watched {
    fn answered(&mut self) {
        (self.held_ms, self.interrupts, self.used) = (0, 0, None);
    }

    /// Whether the isolate has used the processor for that long since it was asked first, or has slept in native code for so
    /// long that it cannot be for want of a processor.
    fn has_run(&mut self, limit_ms: u64) -> bool {
        let used = (self.cpu_time)();
        let since = *self.used.get_or_insert(used.unwrap_or_default());
        let is_enough = used.is_none_or(|used| used - since >= Duration::from_millis(limit_ms / 2));
        if !is_enough && self.held_ms < limit_ms + WITHOUT_RUNNING_MS {
            return false;
        }
        self.held_ms = 0;
        self.used = used;
        true
    }
}

/// Ends the slice of the thread that runs, if there is anything else to do.
fn tick(words: &Words, look: bool) {
    if look {
        words.set(Words::HAS_EVENTS, 1);
    }
    if words.get(Words::WANTS_TICKS) != 0 || words.get(Words::HAS_EVENTS) != 0 {
        words.set(Words::SLICE_OVER, 1);
    }
}

#[cfg(all(test, not(feature = "model")))]
mod tests {
    use super::*;

    #[test]
    fn only_isolates_with_something_to_do_are_ticked() {
        let words = Words::default();
        tick(&words, false);
        assert_eq!(words.get(Words::SLICE_OVER), 0);
        words.set(Words::WANTS_TICKS, 1);
        tick(&words, false);
        assert_eq!(words.get(Words::SLICE_OVER), 1);

        let idle = Words::default();
        tick(&idle, true);
        assert_eq!((idle.get(Words::HAS_EVENTS), idle.get(Words::SLICE_OVER)), (1, 1));
    }
}

#[cfg(all(test, feature = "model"))]
mod model_tests {
    use super::*;
    use crate::model::explore;
    use crate::sync::thread;

    #[test]
    fn an_isolate_that_wakes_finds_the_ticker_going() {
        let body = || {
            let ticker = Arc::new(Ticker::new(1));
            let words: Arc<Words> = Arc::default();
            let thread = {
                let ticker = ticker.clone();
                thread::spawn(move || ticker.run(|| false))
            };
            ticker.add(words.clone(), Box::new(|| ()), Box::new(|| None), Arc::new(|_| ()));
            ticker.slept();
            ticker.woke();
            words.set(Words::WANTS_TICKS, 1);
            // A ticker that missed the wake-up would rest for ever, which shuttle reports as a deadlock.
            while words.get(Words::SLICE_OVER) == 0 {
                thread::yield_now();
            }
            ticker.stop();
            thread.join().unwrap();
        };
        explore(body);
    }
}

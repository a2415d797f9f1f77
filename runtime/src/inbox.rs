//! The inbox of an isolate: the only way in for anything that happens outside of its thread.
//!
//! Invariants: any thread may push; only the isolate's own thread waits and drains. A push sets the word
//! `HAS_EVENTS` after the event is in the queue, and the drain clears it before it empties the queue, so an event is
//! never left behind without the word being set. Whether the isolate sleeps stands under the same lock as the queue,
//! so a push either is seen before the sleep or ends it. The queue has no bound of its own: each event answers an
//! operation or a message that JavaScript or a channel has bounded already.

use std::collections::VecDeque;
use std::hint::spin_loop;
use std::time::{Duration, Instant};

use crate::isolate::Words;
use crate::sync::{Arc, AtomicU32, Condvar, Mutex, Ordering, lock, sleep};
use crate::value::{OpResult, Value};

/// How long an isolate looks at its words before it sleeps, while other isolates run and may answer soon. Sleeping
/// and being woken costs two to five times as much as an answer that comes at once takes to arrive.
const LONGEST_SPIN: Duration = Duration::from_micros(20);

/// Each look in vain halves the next one, down to this; one that finds something makes it whole again. Where the cores are
/// busy with other processes, to look on is to keep the one that would answer from its core.
const SHORTEST_SPIN: Duration = Duration::from_micros(1);

/// After so many looks in vain a long one is tried again: the cores may be free by now.
const RETRY: u32 = 32;

/// Something that happened; JavaScript sees it as the array `[kind, id, ...payload]`.
#[derive(Debug)]
pub struct Event {
    /// What happened, one of the constants of `Event`.
    pub kind: u8,
    /// What it happened to: number of the operation, token of the waiter, …
    pub id: f64,
    /// The rest of the array.
    pub payload: Vec<Value>,
}

impl Event {
    /// An asynchronous operation ended: `[0, opId, error | null, value]`.
    pub const COMPLETION: u8 = 0;
    /// A channel shared by several isolates answers a waiter: `[1, token, ok, parcel, case]`.
    pub const MESSAGE: u8 = 1;
    /// A thread is to be started here: `[2, taskId, parcel, home]`.
    pub const START: u8 = 2;
    /// A task that is watched here ended: `[3, taskId, isError, parcel]`.
    pub const ENDED: u8 = 3;
    /// The process got a signal: `[4, signo]`.
    pub const SIGNAL: u8 = 4;
    /// Nothing is left that could make work anywhere: `[5, verdict, text]`, see `lifecycle`.
    pub const QUIET: u8 = 5;
    /// A task that runs here is to be cancelled: `[6, taskId, parcel]`.
    pub const CANCEL: u8 = 6;
    /// The process is to end by a signal that nobody listens to: `[7, signo]`. All threads are cancelled.
    pub const SHUTDOWN: u8 = 7;

    /// A task that is watched here ran in an isolate that was given up: `[8, taskId, limit, message, core]`.
    pub const LOST: u8 = 8;

    /// V8 has a task for the isolate that the program waits for: `[9]`.
    pub const TASKS: u8 = 9;

    /// An event of that kind.
    pub fn new(kind: u8, id: impl Into<f64>, payload: Vec<Value>) -> Event {
        Event { kind, id: id.into(), payload }
    }

    /// The result of operation `id`.
    pub fn completion(id: f64, result: OpResult) -> Event {
        let payload = match result {
            Ok(value) => vec![Value::Null, value],
            Err(error) => vec![Value::from(error), Value::Undefined],
        };
        Event { kind: Event::COMPLETION, id, payload }
    }
}

impl From<Event> for Value {
    fn from(event: Event) -> Value {
        let mut items = Vec::with_capacity(2 + event.payload.len());
        items.push(Value::Number(event.kind.into()));
        items.push(Value::Number(event.id));
        items.extend(event.payload);
        Value::Array(items)
    }
}

/// Queue of events with one reader.
pub struct Inbox {
    queue: Mutex<Queue>,
    arrived: Condvar,
    words: Arc<Words>,
    /// How often in a row the reader has looked in vain. Only the reader uses it.
    vain: AtomicU32,
}

#[derive(Default)]
struct Queue {
    events: VecDeque<Event>,
    /// The reader sleeps, or is about to and has let go of the lock for it: only then is a wake-up worth a system call.
    asleep: bool,
}

impl Inbox {
    /// An empty inbox that announces events in `words`.
    pub fn new(words: Arc<Words>) -> Inbox {
        Inbox { queue: Mutex::default(), arrived: Condvar::new(), words, vain: AtomicU32::new(0) }
    }

    /// Adds an event and wakes the isolate when it sleeps.
    pub fn push(&self, event: Event) {
        let mut queue = lock(&self.queue);
        queue.events.push_back(event);
        self.words.set(Words::HAS_EVENTS, 1);
        let wake = std::mem::take(&mut queue.asleep);
        drop(queue);
        if wake {
            self.arrived.notify_one();
        }
    }

    /// Takes all events at once.
    pub fn drain(&self) -> VecDeque<Event> {
        let mut queue = lock(&self.queue);
        self.words.set(Words::HAS_EVENTS, 0);
        std::mem::take(&mut queue.events)
    }

    /// True when there are no events.
    pub fn is_empty(&self) -> bool {
        lock(&self.queue).events.is_empty()
    }

    /// Sleeps until there are events or the time is up (`None`: for ever). It leaves them where they are, so that the
    /// isolate can say that it is awake before anyone could find it asleep with nothing to do.
    pub fn wait(&self, timeout: Option<Duration>) {
        let deadline = timeout.map(|timeout| Instant::now() + timeout);
        let mut queue = lock(&self.queue);
        while queue.events.is_empty() {
            let left = deadline.map(|deadline| deadline.saturating_duration_since(Instant::now()));
            if left.is_some_and(|left| left.is_zero()) {
                break;
            }
            queue.asleep = true;
            queue = sleep(&self.arrived, &self.queue, queue, left);
        }
        queue.asleep = false;
    }

    /// Looks for events for a moment without sleeping; true as soon as there are some. `worthwhile` is asked now and
    /// then whether somebody may still answer soon.
    pub fn spin(&self, limit: Option<Duration>, worthwhile: impl Fn() -> bool) -> bool {
        /// Turns between two looks at the clock, which costs as much as a few dozen of them.
        const TURNS: u32 = 16;
        let patience = self.patience();
        let limit = limit.map_or(patience, |limit| limit.min(patience));
        let started = Instant::now();
        while worthwhile() && started.elapsed() < limit {
            for _ in 0..TURNS {
                if self.words.get(Words::HAS_EVENTS) != 0 {
                    self.vain.store(0, Ordering::Relaxed);
                    return true;
                }
                spin_loop();
            }
        }
        self.vain.store((self.vain.load(Ordering::Relaxed) + 1) % RETRY, Ordering::Relaxed);
        false
    }

    /// How long the next look takes at most.
    fn patience(&self) -> Duration {
        SHORTEST_SPIN.max(LONGEST_SPIN / (1 << self.vain.load(Ordering::Relaxed).min(8)))
    }
}

#[cfg(all(test, not(feature = "model")))]
mod tests {
    use super::*;

    #[test]
    fn events_come_in_order_and_announce_themselves() {
        let words = Arc::new(Words::default());
        let inbox = Inbox::new(words.clone());
        assert!(inbox.is_empty());
        for id in 0..3 {
            inbox.push(Event::new(Event::SIGNAL, id, vec![]));
        }
        assert_eq!(words.get(Words::HAS_EVENTS), 1);
        let ids: Vec<f64> = inbox.drain().into_iter().map(|event| event.id).collect();
        assert_eq!(ids, [0.0, 1.0, 2.0]);
        assert_eq!(words.get(Words::HAS_EVENTS), 0);
    }

    #[test]
    fn a_wait_without_time_does_not_sleep() {
        let inbox = Inbox::new(Arc::default());
        inbox.wait(Some(Duration::ZERO));
        assert!(inbox.is_empty());
        inbox.push(Event::new(Event::SIGNAL, 2, vec![]));
        inbox.wait(None);
        assert_eq!(inbox.drain().len(), 1);
    }

    #[test]
    fn looking_in_vain_gets_shorter_and_a_find_makes_it_long_again() {
        let inbox = Inbox::new(Arc::default());
        let mut lengths = Vec::new();
        for _ in 0..=RETRY {
            lengths.push(inbox.patience());
            assert!(!inbox.spin(None, || true));
        }
        assert_eq!(lengths[..2], [LONGEST_SPIN, LONGEST_SPIN / 2]);
        assert_eq!(lengths[5..RETRY as usize], [SHORTEST_SPIN; RETRY as usize - 5]);
        assert_eq!(lengths[RETRY as usize], LONGEST_SPIN);
        inbox.push(Event::new(Event::SIGNAL, 2, vec![]));
        assert!(inbox.spin(None, || true));
        assert_eq!(inbox.patience(), LONGEST_SPIN);
    }
}

#[cfg(all(test, feature = "model"))]
mod model_tests {
    use super::*;
    use crate::model::explore;
    use crate::sync::thread;

    #[test]
    fn no_push_is_lost_and_no_wake_up_either() {
        let body = || {
            let inbox = Arc::new(Inbox::new(Arc::default()));
            let pushers: Vec<_> = (0..2)
                .map(|pusher| {
                    let inbox = inbox.clone();
                    thread::spawn(move || {
                        for i in 0..2 {
                            inbox.push(Event::new(Event::SIGNAL, pusher * 10 + i, vec![]));
                        }
                    })
                })
                .collect();
            // A wake-up that got lost would leave this thread asleep, which shuttle reports as a deadlock.
            let mut got = Vec::new();
            while got.len() < 4 {
                inbox.wait(None);
                got.extend(inbox.drain().into_iter().map(|event| event.id as i32));
            }
            for pusher in pushers {
                pusher.join().unwrap();
            }
            for pusher in 0..2 {
                let of_pusher: Vec<i32> = got.iter().copied().filter(|id| id / 10 == pusher).collect();
                assert_eq!(of_pusher, [pusher * 10, pusher * 10 + 1]);
            }
        };
        explore(body);
    }
}

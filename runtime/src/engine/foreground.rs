//! What V8 wants done on an isolate's own thread: finalisers, results of background compilation, the ends of
//! `Atomics.waitAsync`.
//!
//! Invariants: any thread may post; only the isolate's own thread runs. Tasks run between promise jobs, and an isolate that
//! sleeps is woken for one only while the word `AWAITS_V8` says that a promise of the program hangs on it: collections must not
//! wake a resting isolate. Tasks that are posted for an isolate that ends are dropped while it lives, as V8 asks.
//! Bound: V8 posts a task of each kind once until it has run.

use std::cell::Cell;
use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashMap, VecDeque};
use std::ffi::c_void;
use std::sync::{Arc, LazyLock, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use crate::inbox::Event;
use crate::isolate::{Isolate, Words};

/// How many tasks run in one turn: the collections of a heap that is almost full follow each other without end.
pub const TASKS_A_TURN: usize = 16;

/// The queues of all isolates, by the addresses that V8 knows them by.
static QUEUES: LazyLock<Mutex<HashMap<usize, Queue>>> = LazyLock::new(Mutex::default);

fn queues() -> MutexGuard<'static, HashMap<usize, Queue>> {
    QUEUES.lock().unwrap_or_else(PoisonError::into_inner)
}

#[derive(Default)]
struct Queue {
    /// Whom to wake; `None` before the isolate is made, and once it ends.
    isolate: Option<Arc<Isolate>>,
    ended: bool,
    tasks: VecDeque<Posted>,
    delayed: BinaryHeap<Reverse<Delayed>>,
    posts: u64,
}

struct Posted {
    task: v8::Task,
    /// Whether it may run while another one is under way.
    nests: bool,
}

struct Delayed {
    due: Instant,
    order: u64,
    posted: Posted,
}

impl PartialEq for Delayed {
    fn eq(&self, other: &Delayed) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for Delayed {}

impl PartialOrd for Delayed {
    fn partial_cmp(&self, other: &Delayed) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Delayed {
    fn cmp(&self, other: &Delayed) -> std::cmp::Ordering {
        (self.due, self.order).cmp(&(other.due, other.order))
    }
}

impl Queue {
    /// The next task that may run now.
    fn take(&mut self, nested: bool) -> Option<v8::Task> {
        let now = Instant::now();
        while self.delayed.peek().is_some_and(|Reverse(first)| first.due <= now) {
            self.tasks.extend(self.delayed.pop().map(|Reverse(first)| first.posted));
        }
        let index = self.tasks.iter().position(|posted| posted.nests || !nested)?;
        self.tasks.remove(index).map(|posted| posted.task)
    }
}

/// The part of V8's platform that is ours.
pub struct Foreground;

impl Foreground {
    fn post(isolate: *mut c_void, posted: Posted, delay: Option<f64>) {
        let mut queues = queues();
        let queue = queues.entry(isolate as usize).or_default();
        if queue.ended {
            drop(queues);
            return drop(posted);
        }
        match delay.and_then(|seconds| Duration::try_from_secs_f64(seconds).ok()) {
            Some(delay) => {
                queue.posts += 1;
                let delayed = Delayed { due: Instant::now() + delay, order: queue.posts, posted };
                queue.delayed.push(Reverse(delayed));
            }
            None => {
                queue.tasks.push_back(posted);
                let isolate = queue.isolate.clone();
                drop(queues);
                if let Some(isolate) = isolate.filter(|isolate| isolate.words.get(Words::AWAITS_V8) != 0) {
                    isolate.happened(Event::new(Event::TASKS, 0, Vec::new()));
                }
            }
        }
    }
}

impl v8::PlatformImpl for Foreground {
    fn post_task(&self, isolate: *mut c_void, task: v8::Task) {
        Foreground::post(isolate, Posted { task, nests: true }, None);
    }

    fn post_non_nestable_task(&self, isolate: *mut c_void, task: v8::Task) {
        Foreground::post(isolate, Posted { task, nests: false }, None);
    }

    fn post_delayed_task(&self, isolate: *mut c_void, task: v8::Task, delay_in_seconds: f64) {
        Foreground::post(isolate, Posted { task, nests: true }, Some(delay_in_seconds));
    }

    fn post_non_nestable_delayed_task(&self, isolate: *mut c_void, task: v8::Task, delay_in_seconds: f64) {
        Foreground::post(isolate, Posted { task, nests: false }, Some(delay_in_seconds));
    }

    // V8 posts none: the platform says that it has no idle time to give.
    fn post_idle_task(&self, _isolate: *mut c_void, task: v8::IdleTask) {
        drop(task);
    }
}

/// An isolate's queue, from before V8 makes the isolate until it is gone.
#[derive(Default)]
pub struct Seat(Cell<usize>);

/// While it lives tasks are taken.
pub struct Taken<'a>(&'a Seat);

impl Seat {
    /// V8 has made the isolate, on this thread.
    pub fn take(&self, v8_isolate: &v8::Isolate, isolate: &Arc<Isolate>) -> Taken<'_> {
        self.0.set(address(v8_isolate));
        queues().entry(self.0.get()).or_default().isolate = Some(isolate.clone());
        Taken(self)
    }
}

impl Drop for Taken<'_> {
    fn drop(&mut self) {
        let ended = Queue { ended: true, ..Queue::default() };
        let queue = queues().insert(self.0.0.get(), ended);
        // What a task does when it is dropped may post another one.
        drop(queue);
    }
}

impl Drop for Seat {
    fn drop(&mut self) {
        queues().remove(&self.0.get());
    }
}

thread_local! {
    /// Whether a task runs, on top of which others may be run.
    static BUSY: Cell<bool> = const { Cell::new(false) };
}

/// Runs tasks of the isolate, which is the one of this thread.
pub fn run(isolate: &v8::Isolate) {
    let key = address(isolate);
    for _ in 0..TASKS_A_TURN {
        let nested = BUSY.get();
        let Some(task) = queues().get_mut(&key).and_then(|queue| queue.take(nested)) else { return };
        BUSY.set(true);
        task.run();
        BUSY.set(nested);
    }
}

fn address(isolate: &v8::Isolate) -> usize {
    // SAFETY: the pointer is only compared.
    let pointer = unsafe { isolate.as_raw_isolate_ptr() };
    // SAFETY: `UnsafeRawIsolatePtr` is a transparent wrapper of one pointer.
    unsafe { std::mem::transmute::<v8::UnsafeRawIsolatePtr, usize>(pointer) }
}

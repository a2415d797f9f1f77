//! Threads that `go` has made and nobody has started: a queue from which every isolate takes, and the choice of the
//! isolate that gets the next one.
//!
//! A thread can move until it starts; from then on it belongs to its isolate. A thread that is not pinned goes to an
//! isolate that sleeps, else to a new isolate while there are fewer than cores, else into the queue, from which
//! isolates take one whenever they run out of work, and one in some slices when they do not. So no core is idle while
//! there is work, and nobody waits for ever behind threads that never end. The queue is bounded: `go` in an isolate
//! that meets a full queue keeps the thread, which slows that isolate down rather than fill the memory.

use std::collections::VecDeque;

use crate::inbox::Event;
use crate::message::Parcel;

/// A full queue has this many threads; each holds its arguments as a message. Models fill a small one.
pub const MAX_QUEUED: usize = if cfg!(feature = "model") { 2 } else { 1 << 16 };

/// A thread that has not started.
#[derive(Debug)]
pub struct Start {
    /// The isolate that made it, which wants to know its end.
    pub home: usize,
    /// Its number there.
    pub task: u32,
    /// What to run, captured variables and arguments, as `core/remote.js` wrote them.
    pub what: Parcel,
}

impl Start {
    /// The event that makes isolate `to` start it.
    pub fn event(self, to: &crate::isolate::Isolate) -> Event {
        to.guests.add(self.home, self.task);
        Event::new(Event::START, self.task, vec![(self.home as f64).into(), self.what.deliver(to)])
    }
}

/// Threads that wait for an isolate, oldest first.
#[derive(Default)]
pub struct StartQueue {
    waiting: VecDeque<Start>,
}

impl StartQueue {
    /// Adds a thread, or gives it back when the queue is full.
    pub fn push(&mut self, start: Start) -> Result<(), Start> {
        if self.waiting.len() >= MAX_QUEUED {
            return Err(start);
        }
        self.waiting.push_back(start);
        Ok(())
    }

    /// Takes the oldest.
    pub fn pop(&mut self) -> Option<Start> {
        self.waiting.pop_front()
    }

    /// Takes a certain one out, if it is still there: it will never start.
    pub fn remove(&mut self, home: usize, task: u32) -> Option<Start> {
        let place = self.waiting.iter().position(|start| start.home == home && start.task == task)?;
        self.waiting.remove(place)
    }

    /// How many wait.
    pub fn len(&self) -> usize {
        self.waiting.len()
    }

    /// True when none waits.
    pub fn is_empty(&self) -> bool {
        self.waiting.is_empty()
    }
}

/// What an isolate does, as placement sees it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Load {
    /// It does not exist yet.
    Absent,
    /// It runs, or starts.
    Busy,
    /// It sleeps, and nobody has given it a thread since.
    Idle,
}

/// Where a new thread goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// To this isolate, which sleeps.
    Give(usize),
    /// Into the queue, and this isolate is started: it takes from there.
    Open(usize),
    /// Into the queue.
    Queue,
}

/// Chooses for a thread that runs anywhere. `loads` has one entry a core.
pub fn place(loads: impl Iterator<Item = Load> + Clone) -> Place {
    if let Some(idle) = loads.clone().position(|load| load == Load::Idle) {
        return Place::Give(idle);
    }
    match { loads }.position(|load| load == Load::Absent) {
        Some(absent) => Place::Open(absent),
        None => Place::Queue,
    }
}

#[cfg(all(test, not(feature = "model")))]
mod tests {
    use super::*;

    fn start(task: u32) -> Start {
        Start { home: 0, task, what: Parcel::undefined() }
    }

    #[test]
    fn a_sleeping_isolate_is_better_than_a_new_one_and_that_than_the_queue() {
        use Load::*;
        assert_eq!(place([Busy, Idle, Absent].into_iter()), Place::Give(1));
        assert_eq!(place([Busy, Busy, Absent].into_iter()), Place::Open(2));
        assert_eq!(place([Busy, Busy].into_iter()), Place::Queue);
    }

    #[test]
    fn the_queue_is_bounded_and_gives_back_what_does_not_fit() {
        let mut queue = StartQueue::default();
        for task in 0..MAX_QUEUED as u32 {
            queue.push(start(task)).unwrap();
        }
        assert_eq!(queue.push(start(7)).unwrap_err().task, 7);
        assert_eq!(queue.pop().unwrap().task, 0);
        assert!(queue.push(start(8)).is_ok());
        assert_eq!(queue.len(), MAX_QUEUED);
    }

    #[test]
    fn a_thread_that_has_not_started_can_be_taken_back() {
        let mut queue = StartQueue::default();
        (0..3).for_each(|task| queue.push(start(task)).unwrap());
        assert_eq!(queue.remove(0, 1).unwrap().task, 1);
        assert!(queue.remove(0, 1).is_none());
        assert!(queue.remove(1, 0).is_none());
        assert_eq!((queue.pop().unwrap().task, queue.pop().unwrap().task), (0, 2));
        assert!(queue.is_empty());
    }
}

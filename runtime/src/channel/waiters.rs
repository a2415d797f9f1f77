//! A queue of waiters, oldest first, some of which have been answered elsewhere in the meantime.
//!
//! A `select` that was answered by one channel leaves stale entries in the others. They are skipped when their turn
//! comes, and swept out when the queue has doubled since the last sweep, so that a channel that never fires (a
//! `done` channel that a thousand loops select on) holds at most twice its live waiters: amortised constant time,
//! bounded memory, and no lock of a channel other than the one at hand.

use std::collections::VecDeque;

use super::Ticket;
use crate::sync::Arc;

/// Shorter queues are not swept.
const SWEEP_MIN: usize = 16;

/// A party that waits in a channel.
pub(crate) trait Waiter {
    type Message;
    fn ticket(&self) -> &Arc<Ticket<Self::Message>>;
}

/// Waits to hand over `message`.
pub(crate) struct Sender<T> {
    pub ticket: Arc<Ticket<T>>,
    pub case: u32,
    pub message: T,
}

/// Waits for a message.
pub(crate) struct Receiver<T> {
    pub ticket: Arc<Ticket<T>>,
    pub case: u32,
}

impl<T> Waiter for Sender<T> {
    type Message = T;
    fn ticket(&self) -> &Arc<Ticket<T>> {
        &self.ticket
    }
}

impl<T> Waiter for Receiver<T> {
    type Message = T;
    fn ticket(&self) -> &Arc<Ticket<T>> {
        &self.ticket
    }
}

pub(crate) struct Waiters<W> {
    queue: VecDeque<W>,
    sweep_at: usize,
}

impl<W: Waiter> Waiters<W> {
    pub fn new() -> Waiters<W> {
        Waiters { queue: VecDeque::new(), sweep_at: SWEEP_MIN }
    }

    pub fn push(&mut self, waiter: W) {
        if self.queue.len() >= self.sweep_at {
            self.queue.retain(|waiter| waiter.ticket().is_open());
            self.sweep_at = SWEEP_MIN.max(2 * self.queue.len());
        }
        self.queue.push_back(waiter);
    }

    /// Takes the oldest waiter whose ticket could be won.
    pub fn pop(&mut self) -> Option<W> {
        while let Some(waiter) = self.queue.pop_front() {
            if waiter.ticket().win() {
                return Some(waiter);
            }
        }
        None
    }

    /// True when somebody waits.
    pub fn any(&mut self) -> bool {
        while self.queue.front().is_some_and(|waiter| !waiter.ticket().is_open()) {
            self.queue.pop_front();
        }
        !self.queue.is_empty()
    }

    /// How many wait.
    pub fn live(&self) -> usize {
        self.queue.iter().filter(|waiter| waiter.ticket().is_open()).count()
    }

    /// How many entries there are, stale ones included.
    #[cfg(all(test, not(feature = "model")))]
    pub fn stored(&self) -> usize {
        self.queue.len()
    }
}

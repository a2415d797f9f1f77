//! Channels whose ends are in several isolates: the shared core behind the JavaScript class `Chan`.
//!
//! One channel is one lock around a ring of messages and two queues of waiters. Invariants, at every unlock:
//!
//! - live receivers wait only while the ring is empty, live senders only while it is full;
//! - messages leave in the order in which they came in (ring first, then waiting senders, oldest first);
//! - after `close` nobody waits: receivers have been told, senders have their message back;
//! - each waiter is answered exactly once: who answers has won its ticket (`ticket.rs`).
//!
//! Answers are posted after the lock is released, because a post wakes another thread that may want the lock at once.
//! Nothing here knows V8 or JavaScript: a message is any `T` that knows its weight.

use std::collections::VecDeque;

use crate::sync::{Arc, Mutex, MutexGuard, lock};

#[cfg(all(test, feature = "model"))]
mod model_tests;
#[cfg(all(test, not(feature = "model")))]
mod property_tests;
#[cfg(test)]
mod rig;
mod select;
mod ticket;
mod waiters;

pub use select::{Case, Direction, Selected, select};
pub use ticket::{Answer, Mailbox, Ticket, Token};

use waiters::{Receiver, Sender, Waiters};

/// What the memory bound of a channel counts.
pub trait Weight {
    /// Bytes that this message keeps alive.
    fn weight(&self) -> usize;
}

/// Messages in the ring of one channel weigh at most this much, however large its capacity is; a channel that holds
/// more counts as full. It keeps a fast producer of large messages from filling the machine's memory. Models fill a small one.
pub const MAX_BUFFERED_BYTES: usize = if cfg!(feature = "model") { 8 } else { 256 << 20 };

/// Why a message could not be sent; it is given back.
#[derive(Debug, PartialEq, Eq)]
pub enum SendError<T> {
    /// No receiver waits and there is no room.
    Full(T),
    /// The channel is closed.
    Closed(T),
}

/// Why nothing was received.
#[derive(Debug, PartialEq, Eq)]
pub enum RecvError {
    /// Nobody has sent anything.
    Empty,
    /// The channel is closed and drained.
    Closed,
}

/// A channel that any thread may use.
pub struct Channel<T> {
    id: u32,
    capacity: usize,
    state: Mutex<State<T>>,
}

pub(crate) struct State<T> {
    ring: VecDeque<T>,
    ring_bytes: usize,
    senders: Waiters<Sender<T>>,
    receivers: Waiters<Receiver<T>>,
    closed: bool,
}

/// Answers that are due once the lock is released.
pub(crate) type Due<T> = Vec<(Arc<Ticket<T>>, u32, Answer<T>)>;

impl<T: Weight> Channel<T> {
    /// An open channel. `id` must be unique in the process: it orders the locks that `select` takes.
    pub fn new(id: u32, capacity: usize) -> Channel<T> {
        let state = State {
            ring: VecDeque::new(),
            ring_bytes: 0,
            senders: Waiters::new(),
            receivers: Waiters::new(),
            closed: false,
        };
        Channel { id, capacity, state: Mutex::new(state) }
    }

    /// The number that identifies it in the process.
    pub fn id(&self) -> u32 {
        self.id
    }

    /// How many messages it holds before senders wait.
    pub fn capacity(&self) -> usize {
        self.capacity
    }

    /// How many messages it holds now.
    pub fn len(&self) -> usize {
        self.lock().ring.len()
    }

    /// True when it holds no message.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// True once `close` was called.
    pub fn is_closed(&self) -> bool {
        self.lock().closed
    }

    /// Hands a message to a waiting receiver or puts it into the ring.
    pub fn try_send(&self, message: T) -> Result<(), SendError<T>> {
        let mut due = Due::new();
        let result = self.send_now(message, &mut due);
        post(due);
        result
    }

    /// As `try_send`, for a caller that holds a lock which the answer would need: it posts what is then due itself.
    pub(crate) fn send_now(&self, message: T, due: &mut Due<T>) -> Result<(), SendError<T>> {
        self.lock().send(self.capacity, message, due)
    }

    /// Takes the oldest message.
    pub fn try_recv(&self) -> Result<T, RecvError> {
        let mut due = Due::new();
        let result = self.recv_now(&mut due);
        post(due);
        result
    }

    /// As `try_recv`, for a caller that posts what is then due itself.
    pub(crate) fn recv_now(&self, due: &mut Due<T>) -> Result<T, RecvError> {
        self.lock().recv(self.capacity, due)
    }

    /// As `try_send`; when there is no room the sender waits as `ticket`, and `Ok(false)` says so.
    pub fn send_or_wait(&self, message: T, ticket: &Arc<Ticket<T>>) -> Result<bool, SendError<T>> {
        let mut due = Due::new();
        let result = self.send_or_wait_now(message, ticket, &mut due);
        post(due);
        result
    }

    /// As `send_or_wait`, for a caller that posts what is then due itself.
    pub(crate) fn send_or_wait_now(
        &self,
        message: T,
        ticket: &Arc<Ticket<T>>,
        due: &mut Due<T>,
    ) -> Result<bool, SendError<T>> {
        let mut state = self.lock();
        match state.send(self.capacity, message, due) {
            Ok(()) => Ok(true),
            Err(SendError::Full(message)) => {
                state.senders.push(Sender { ticket: ticket.clone(), case: 0, message });
                Ok(false)
            }
            Err(closed) => Err(closed),
        }
    }

    /// As `try_recv`; when there is no message the receiver waits as `ticket`, and `RecvError::Empty` says so.
    pub fn recv_or_wait(&self, ticket: &Arc<Ticket<T>>) -> Result<T, RecvError> {
        let mut due = Due::new();
        let result = self.recv_or_wait_now(ticket, &mut due);
        post(due);
        result
    }

    /// As `recv_or_wait`, for a caller that posts what is then due itself.
    pub(crate) fn recv_or_wait_now(&self, ticket: &Arc<Ticket<T>>, due: &mut Due<T>) -> Result<T, RecvError> {
        let mut state = self.lock();
        let result = state.recv(self.capacity, due);
        if matches!(result, Err(RecvError::Empty)) {
            state.receivers.push(Receiver { ticket: ticket.clone(), case: 0 });
        }
        result
    }

    /// Puts a waiter into a channel that nobody else knows yet, so that nothing there could answer it at once.
    pub fn enqueue(&self, direction: Direction<T>, case: u32, ticket: Arc<Ticket<T>>) {
        let mut state = self.lock();
        match direction {
            Direction::Send(message) => state.senders.push(Sender { ticket, case, message }),
            Direction::Recv => state.receivers.push(Receiver { ticket, case }),
        }
    }

    /// True when `try_send` would not find the channel full; others may be faster.
    pub fn can_send(&self) -> bool {
        let mut state = self.lock();
        state.closed || state.receivers.any() || state.has_room(self.capacity)
    }

    /// True when `try_recv` would not find the channel empty; others may be faster.
    pub fn can_recv(&self) -> bool {
        let mut state = self.lock();
        state.closed || !state.ring.is_empty() || state.senders.any()
    }

    /// Takes up to `limit` messages that are there now, oldest first. An error says why there is none.
    pub fn try_recv_many(&self, limit: usize) -> Result<Vec<T>, RecvError> {
        let mut due = Due::new();
        let mut state = self.lock();
        let first = state.recv(self.capacity, &mut due);
        let result = first.map(|first| {
            let mut messages = vec![first];
            while messages.len() < limit {
                match state.recv(self.capacity, &mut due) {
                    Ok(message) => messages.push(message),
                    Err(_) => break,
                }
            }
            messages
        });
        drop(state);
        post(due);
        result
    }

    /// Ends the channel: what is in it can still be received, nothing can be sent. False when it was closed already.
    pub fn close(&self) -> bool {
        let mut due = Due::new();
        let mut state = self.lock();
        if std::mem::replace(&mut state.closed, true) {
            return false;
        }
        while let Some(receiver) = state.receivers.pop() {
            due.push((receiver.ticket, receiver.case, Answer::Closed));
        }
        while let Some(sender) = state.senders.pop() {
            due.push((sender.ticket, sender.case, Answer::Refused(sender.message)));
        }
        drop(state);
        post(due);
        true
    }

    /// How many senders and receivers wait.
    pub fn waiting(&self) -> (usize, usize) {
        let state = self.lock();
        (state.senders.live(), state.receivers.live())
    }

    pub(crate) fn lock(&self) -> MutexGuard<'_, State<T>> {
        lock(&self.state)
    }
}

impl<T: Weight> State<T> {
    pub(crate) fn send(&mut self, capacity: usize, message: T, due: &mut Due<T>) -> Result<(), SendError<T>> {
        if self.closed {
            return Err(SendError::Closed(message));
        }
        if let Some(receiver) = self.receivers.pop() {
            due.push((receiver.ticket, receiver.case, Answer::Received(message)));
            return Ok(());
        }
        if !self.has_room(capacity) {
            return Err(SendError::Full(message));
        }
        self.put(message);
        Ok(())
    }

    pub(crate) fn recv(&mut self, capacity: usize, due: &mut Due<T>) -> Result<T, RecvError> {
        let Some(message) = self.ring.pop_front() else {
            // Without a ring message, a waiting sender means that the channel is unbuffered.
            let Some(sender) = self.senders.pop() else {
                return Err(if self.closed { RecvError::Closed } else { RecvError::Empty });
            };
            due.push((sender.ticket, sender.case, Answer::Sent));
            return Ok(sender.message);
        };
        self.ring_bytes -= message.weight();
        // One message may make room for several when the bound in bytes was the reason to wait.
        while self.has_room(capacity) {
            let Some(sender) = self.senders.pop() else { break };
            due.push((sender.ticket, sender.case, Answer::Sent));
            self.put(sender.message);
        }
        Ok(message)
    }

    fn has_room(&self, capacity: usize) -> bool {
        self.ring.len() < capacity && (self.ring.is_empty() || self.ring_bytes < MAX_BUFFERED_BYTES)
    }

    fn put(&mut self, message: T) {
        self.ring_bytes += message.weight();
        self.ring.push_back(message);
    }
}

/// Posts the answers. Their tickets are won, so each goes out once.
pub(crate) fn post<T>(due: Due<T>) {
    for (ticket, case, answer) in due {
        ticket.answer(case, answer);
    }
}

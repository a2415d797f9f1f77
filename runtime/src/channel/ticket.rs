//! The ticket of one blocked operation: a single send or receive, or a `select` over many channels.
//!
//! A ticket can be won once. Whoever wants to answer it (a counterpart in some channel, `close`, a timeout or
//! cancellation in its own isolate, a channel local to that isolate) wins it first by one atomic exchange, so exactly
//! one case of a `select` happens, whichever mixture of channels it waits on.

use crate::sync::{Arc, AtomicBool, Ordering};

/// Names a blocked operation inside its isolate.
pub type Token = u32;

/// What a blocked operation is told.
#[derive(Debug, PartialEq, Eq)]
pub enum Answer<T> {
    /// The message was taken or stored.
    Sent,
    /// A message for the receiver.
    Received(T),
    /// The receiver's channel is closed and drained.
    Closed,
    /// The sender's channel was closed; the message comes back.
    Refused(T),
}

/// Where answers go: an isolate, as channels see it.
pub trait Mailbox<T>: Send + Sync {
    /// Delivers the answer for case `case` of the operation `token`.
    fn deliver(&self, token: Token, case: u32, answer: Answer<T>);
}

/// A blocked operation.
pub struct Ticket<T> {
    to: Arc<dyn Mailbox<T>>,
    token: Token,
    won: AtomicBool,
}

impl<T> Ticket<T> {
    /// A ticket whose answer goes to `to` as `token`.
    pub fn new(to: Arc<dyn Mailbox<T>>, token: Token) -> Arc<Ticket<T>> {
        Arc::new(Ticket { to, token, won: AtomicBool::new(false) })
    }

    /// Wins the right to answer; true for one caller only. The isolate itself calls this to give up waiting, or to let
    /// one of its own channels answer.
    pub fn win(&self) -> bool {
        // AcqRel: what the winner did before is seen by those who lose, and by the isolate that is answered.
        !self.won.swap(true, Ordering::AcqRel)
    }

    /// True while nobody has won it.
    pub fn is_open(&self) -> bool {
        !self.won.load(Ordering::Acquire)
    }

    /// Delivers the answer; only for the winner.
    pub(crate) fn answer(&self, case: u32, answer: Answer<T>) {
        self.to.deliver(self.token, case, answer);
    }
}

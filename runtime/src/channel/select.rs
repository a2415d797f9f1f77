//! `select` over several channels: the first case that can proceed, or one ticket that waits on all of them.
//!
//! All locks are held, taken in the order of the channels' ids, from the first look to the last entry in a queue. So
//! nobody can answer the ticket before it waits everywhere, two selects that meet cannot each wait for the other,
//! and the same channel may occur in any number of cases.

use super::waiters::{Receiver, Sender};
use super::{Answer, Channel, Due, RecvError, SendError, State, Ticket, Weight, post};
use crate::sync::{Arc, MutexGuard};

/// One case of a `select`.
pub struct Case<T> {
    /// Where.
    pub channel: Arc<Channel<T>>,
    /// Which way.
    pub direction: Direction<T>,
    /// The number under which the answer comes.
    pub number: u32,
}

/// Which way a case goes.
pub enum Direction<T> {
    /// Send this message.
    Send(T),
    /// Receive one.
    Recv,
}

/// What became of a `select`.
#[derive(Debug, PartialEq, Eq)]
pub enum Selected<T> {
    /// This case could proceed and did.
    Ready(u32, Answer<T>),
    /// None can proceed; the ticket waits, or nothing waits when there was no ticket.
    Waiting,
}

/// Looks at the cases from the one at `first` on, wrapping round, and takes the first that can proceed. If there is
/// none and a ticket is given, it waits on all cases. The caller draws `first` at random: that is the fairness.
pub fn select<T: Weight>(cases: Vec<Case<T>>, first: usize, ticket: Option<&Arc<Ticket<T>>>) -> Selected<T> {
    let channels: Vec<Arc<Channel<T>>> = cases.iter().map(|case| case.channel.clone()).collect();
    let mut order: Vec<usize> = (0..channels.len()).collect();
    order.sort_by_key(|&i| channels[i].id());

    // `lock_of[i]` is the place of case i's channel in `locks`.
    let mut locks: Vec<MutexGuard<'_, State<T>>> = Vec::with_capacity(cases.len());
    let mut lock_of = vec![0; cases.len()];
    let mut previous = None;
    for i in order {
        if previous != Some(channels[i].id()) {
            previous = Some(channels[i].id());
            locks.push(channels[i].lock());
        }
        lock_of[i] = locks.len() - 1;
    }

    let mut due = Due::new();
    let selected = attempt(cases, first, &mut locks, &lock_of, &mut due).unwrap_or_else(|cases| {
        if let Some(ticket) = ticket {
            enqueue(cases, ticket, &mut locks, &lock_of);
        }
        Selected::Waiting
    });
    drop(locks);
    post(due);
    selected
}

/// Pass 1: takes the first case that can proceed, or gives all cases back, in their order.
fn attempt<T: Weight>(
    cases: Vec<Case<T>>,
    first: usize,
    locks: &mut [MutexGuard<'_, State<T>>],
    lock_of: &[usize],
    due: &mut Due<T>,
) -> Result<Selected<T>, Vec<Case<T>>> {
    let count = cases.len();
    let mut cases: Vec<Option<Case<T>>> = cases.into_iter().map(Some).collect();
    for step in 0..count {
        let i = (first + step) % count;
        let Some(Case { channel, direction, number }) = cases[i].take() else { continue };
        let state = &mut locks[lock_of[i]];
        let direction = match direction {
            Direction::Send(message) => match state.send(channel.capacity(), message, due) {
                Ok(()) => return Ok(Selected::Ready(number, Answer::Sent)),
                Err(SendError::Closed(message)) => {
                    return Ok(Selected::Ready(number, Answer::Refused(message)));
                }
                Err(SendError::Full(message)) => Direction::Send(message),
            },
            Direction::Recv => match state.recv(channel.capacity(), due) {
                Ok(message) => return Ok(Selected::Ready(number, Answer::Received(message))),
                Err(RecvError::Closed) => return Ok(Selected::Ready(number, Answer::Closed)),
                Err(RecvError::Empty) => Direction::Recv,
            },
        };
        cases[i] = Some(Case { channel, direction, number });
    }
    Err(cases.into_iter().flatten().collect())
}

/// Pass 2: waits on every case.
fn enqueue<T: Weight>(
    cases: Vec<Case<T>>,
    ticket: &Arc<Ticket<T>>,
    locks: &mut [MutexGuard<'_, State<T>>],
    lock_of: &[usize],
) {
    for (i, Case { direction, number, .. }) in cases.into_iter().enumerate() {
        let state = &mut locks[lock_of[i]];
        match direction {
            Direction::Send(message) => {
                state.senders.push(Sender { ticket: ticket.clone(), case: number, message });
            }
            Direction::Recv => state.receivers.push(Receiver { ticket: ticket.clone(), case: number }),
        }
    }
}

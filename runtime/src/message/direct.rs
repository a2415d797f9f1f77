//! The short way through a shared channel: what the native functions do that optimised JavaScript calls directly, without
//! arguments boxed, results allocated or strings made.
//!
//! A number and the four constants are arguments and results themselves. Any other value is bytes (`core/pack.js`): they are
//! copied once from the memory in which JavaScript wrote them, and once into that from which it reads. What does not fit
//! there, or is more than bytes, is *kept* until JavaScript asks for it in the general way.

use std::cell::Cell;

use super::{Content, Parcel};
use crate::channel::{Due, Mailbox, RecvError, SendError, Ticket, post};
use crate::engine::Message;
use crate::isolate::{Isolate, Words};
use crate::sync::Arc;

/// Sizes of the memory for the bytes of one value on its way out, and in.
pub const DIRECT_BYTES: usize = 1 << 14;

/// What became of an operation, and in what form a receive gives its value: the result of a send, and of a receive
/// the word `OUTCOME`. core/remote.js has the same list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(i32)]
pub enum Outcome {
    /// It could not take place at once; with a token, it waits now.
    Waits = 0,
    /// It took place; nothing was received, or the value itself.
    Done = 1,
    /// The channel is closed (and drained).
    Closed = 2,
    /// The result is the number received.
    Number = 3,
    /// The result says which of `CONSTANTS` was received.
    Constant = 4,
    /// So many bytes were received; they are where JavaScript reads.
    Bytes = 5,
    /// The value received is kept; `channelKept` gives it.
    Kept = 6,
    /// This isolate holds no channel of that number.
    Unknown = -1,
}

/// A token that no operation has: this one shall not wait.
pub const NO_TOKEN: u32 = 0;

/// The message of constant number `which`.
pub fn constant(which: u32) -> Message {
    match which {
        1 => Message::Null,
        2 => Message::Bool(false),
        3 => Message::Bool(true),
        _ => Message::Undefined,
    }
}

/// Sends a parcel; `token` waits when there is no room.
pub fn send(isolate: &Arc<Isolate>, channel: u32, token: u32, parcel: Parcel) -> Outcome {
    let_others_come_first(isolate);
    let mut due = Due::new();
    let sent = isolate.handles.with(channel, |channel| {
        let parcel = match channel.send_now(parcel, &mut due) {
            Err(SendError::Full(parcel)) if token != NO_TOKEN => parcel,
            other => return other.map(|()| true),
        };
        let ticket = waiting(isolate, token);
        let result = channel.send_or_wait_now(parcel, &ticket, &mut due);
        if !matches!(result, Ok(false)) {
            isolate.handles.unpark(token);
        }
        result
    });
    post(due);
    match sent {
        Some(Ok(true)) => Outcome::Done,
        Some(Ok(false) | Err(SendError::Full(_))) => Outcome::Waits,
        Some(Err(SendError::Closed(_))) => Outcome::Closed,
        None => Outcome::Unknown,
    }
}

/// Receives; `token` waits when there is nothing. The outcome says what the result means. Bytes are put into `memory`.
pub fn receive(isolate: &Arc<Isolate>, channel: u32, token: u32, memory: &[Cell<u8>]) -> f64 {
    let_others_come_first(isolate);
    let mut due = Due::new();
    let received = isolate.handles.with(channel, |channel| {
        let result = channel.recv_now(&mut due);
        if token == NO_TOKEN || !matches!(result, Err(RecvError::Empty)) {
            return result;
        }
        let ticket = waiting(isolate, token);
        let result = channel.recv_or_wait_now(&ticket, &mut due);
        if !matches!(result, Err(RecvError::Empty)) {
            isolate.handles.unpark(token);
        }
        result
    });
    post(due);
    let (outcome, result) = match received {
        Some(Ok(parcel)) => unload(isolate, parcel, memory),
        Some(Err(RecvError::Empty)) => (Outcome::Waits, 0.0),
        Some(Err(RecvError::Closed)) => (Outcome::Closed, 0.0),
        None => (Outcome::Unknown, 0.0),
    };
    isolate.words.set(Words::OUTCOME, outcome as i32);
    result
}

/// With a seed chance says whether other isolates have their turn before something that they can see or bring about.
fn let_others_come_first(isolate: &Isolate) {
    if let Some(turns) = &isolate.process.turns {
        turns.perhaps_pass(isolate);
    }
}

fn unload(isolate: &Isolate, parcel: Parcel, memory: &[Cell<u8>]) -> (Outcome, f64) {
    match parcel.0 {
        Content::Plain(Message::Number(value)) => (Outcome::Number, value),
        Content::Plain(Message::Undefined) => (Outcome::Constant, 0.0),
        Content::Plain(Message::Null) => (Outcome::Constant, 1.0),
        Content::Plain(Message::Bool(value)) => (Outcome::Constant, if value { 3.0 } else { 2.0 }),
        Content::Bytes(bytes) if bytes.len() <= memory.len() => {
            for (to, from) in memory.iter().zip(&bytes) {
                to.set(*from);
            }
            (Outcome::Bytes, bytes.len() as f64)
        }
        content => {
            isolate.handles.keep(Parcel(content));
            (Outcome::Kept, 0.0)
        }
    }
}

/// A ticket for `token`, parked: whoever answers it finds it there.
pub fn waiting(isolate: &Arc<Isolate>, token: u32) -> Arc<Ticket<Parcel>> {
    let mailbox: Arc<dyn Mailbox<Parcel>> = isolate.clone();
    let ticket = Ticket::new(mailbox, token);
    isolate.handles.park(token, ticket.clone());
    ticket
}

/// What `look` is asked, by number.
pub const LENGTH: u32 = 0;
/// Whether it is closed.
pub const IS_CLOSED: u32 = 1;
/// Whether a send would not wait.
pub const CAN_SEND: u32 = 2;
/// Whether a receive would not wait.
pub const CAN_RECEIVE: u32 = 3;

/// Looks at a channel; negative when this isolate does not hold it. Others may change it at once.
pub fn look(isolate: &Isolate, channel: u32, what: u32) -> f64 {
    let_others_come_first(isolate);
    let found = isolate.handles.with(channel, |channel| match what {
        LENGTH => channel.len() as f64,
        IS_CLOSED => channel.is_closed().into(),
        CAN_SEND => channel.can_send().into(),
        _ => f64::from(channel.can_recv()),
    });
    found.unwrap_or(-1.0)
}

#[cfg(all(test, not(feature = "model")))]
mod tests {
    use super::*;
    use crate::config::Config;
    use crate::isolate::Process;
    use crate::message::Packed;

    fn held() -> (Arc<Isolate>, u32) {
        let process = Process::new(Config::default());
        let isolate = process.isolate(0);
        let channel = isolate.handles.hold(process.channels.make(8));
        (isolate, channel)
    }

    fn outcome(isolate: &Isolate) -> i32 {
        isolate.words.get(Words::OUTCOME)
    }

    #[test]
    fn each_form_of_a_value_comes_as_it_was_sent() {
        let (isolate, channel) = held();
        let memory = vec![Cell::new(0u8); 4];
        for which in 0..4 {
            assert_eq!(send(&isolate, channel, NO_TOKEN, Parcel::plain(constant(which))), Outcome::Done);
            assert_eq!(receive(&isolate, channel, NO_TOKEN, &memory), f64::from(which));
            assert_eq!(outcome(&isolate), Outcome::Constant as i32);
        }
        send(&isolate, channel, NO_TOKEN, Parcel::plain(Message::Number(-0.5)));
        assert_eq!(receive(&isolate, channel, NO_TOKEN, &memory), -0.5);
        assert_eq!(outcome(&isolate), Outcome::Number as i32);
        send(&isolate, channel, NO_TOKEN, Parcel::bytes(Box::new([7, 8, 9])));
        assert_eq!(receive(&isolate, channel, NO_TOKEN, &memory), 3.0);
        assert_eq!((outcome(&isolate), memory[2].get()), (Outcome::Bytes as i32, 9));
    }

    #[test]
    fn what_does_not_fit_or_is_more_than_bytes_is_kept() {
        let (isolate, channel) = held();
        let memory = vec![Cell::new(0u8); 4];
        let packed = Packed { bytes: Box::new([1]), channels: vec![], cargo: Some(Message::Null) };
        for parcel in [Parcel::bytes(Box::new([0; 5])), Parcel::packed(packed)] {
            send(&isolate, channel, NO_TOKEN, parcel);
            receive(&isolate, channel, NO_TOKEN, &memory);
            assert_eq!(outcome(&isolate), Outcome::Kept as i32);
            assert!(isolate.handles.take_kept().is_some());
        }
        assert!(isolate.handles.take_kept().is_none());
    }

    #[test]
    fn nothing_waits_without_a_token_and_an_unknown_channel_is_said_to_be_so() {
        let (isolate, channel) = held();
        receive(&isolate, channel, NO_TOKEN, &[]);
        assert_eq!(outcome(&isolate), Outcome::Waits as i32);
        assert!(isolate.handles.parked(NO_TOKEN).is_none());
        receive(&isolate, channel, 7, &[]);
        assert!(isolate.handles.parked(7).is_some());
        assert_eq!(send(&isolate, channel + 1, 8, Parcel::undefined()), Outcome::Unknown);
        assert_eq!(look(&isolate, channel + 1, LENGTH), -1.0);
        assert_eq!(look(&isolate, channel, CAN_SEND), 1.0);
    }
}

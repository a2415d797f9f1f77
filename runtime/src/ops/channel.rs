//! Native half of channels that several isolates share (core/remote.js).
//!
//! A value to send is five arguments, `(value, length, channels, cargo, moved)`: a primitive and nothing else, or a
//! buffer of which the first `length` bytes are the packed value, the numbers of the channels in it, an array of what
//! only the engine can carry, and an array of the `ArrayBuffer`s in there, which move. Whether an operation took place comes back as a `DONE`,
//! `WAITS` or `CLOSED`; a receive gives its value instead and puts that into the word `OUTCOME`.

use super::{Call, Op, OpError, OpResult, Value};
use crate::channel::{Answer, Case, Direction, RecvError, Selected, SendError, Ticket, select};
use crate::isolate::Words;
use crate::message::{Packed, Parcel, ParcelChannel, Shared};
use crate::sync::Arc;

/// The functions of this file.
pub fn ops() -> Vec<Op> {
    vec![
        Op::sync("channelMake", make),
        Op::sync("channelNamed", named),
        Op::sync("channelRelease", release),
        Op::sync("channelLength", length),
        Op::sync("channelClosed", closed),
        Op::sync("channelClose", close),
        Op::sync("channelTrySend", try_send),
        Op::sync("channelTryRecv", try_recv),
        Op::sync("channelSend", send),
        Op::sync("channelRecv", recv),
        Op::sync("channelCase", case),
        Op::sync("channelSelect", run_select),
        Op::sync("channelWin", win),
    ]
}

/// The operation took place.
const DONE: i32 = 1;
/// It could not at once; with a token, it waits now.
const WAITS: i32 = 0;
/// The channel is closed.
const CLOSED: i32 = 2;

/// `channelMake(capacity)` gives the number of a new channel, held once.
fn make(call: &mut Call) -> OpResult {
    let capacity = call.arg(0)?;
    let channel = call.process().channels.make(capacity);
    Ok(call.isolate().handles.hold(channel).into())
}

/// `channelNamed(name, capacity)` gives the number of the channel of that name, the same on every core.
fn named(call: &mut Call) -> OpResult {
    let (name, capacity) = (call.arg(0)?, call.arg(1)?);
    let channel = call.process().channels.named(name, capacity);
    Ok(call.isolate().handles.hold(channel).into())
}

/// `channelRelease(channel, holds)`: JavaScript has no object for it any more.
fn release(call: &mut Call) -> OpResult {
    let (id, holds) = (call.arg(0)?, call.arg(1)?);
    call.isolate().handles.release(id, holds);
    Ok(Value::Undefined)
}

/// `channelLength(channel)`.
fn length(call: &mut Call) -> OpResult {
    Ok(channel(call, 0)?.len().into())
}

/// `channelClosed(channel)`.
fn closed(call: &mut Call) -> OpResult {
    Ok(channel(call, 0)?.is_closed().into())
}

/// `channelClose(channel)` is false when it was closed already.
fn close(call: &mut Call) -> OpResult {
    Ok(channel(call, 0)?.close().into())
}

/// `channelTrySend(channel, ...value)`.
fn try_send(call: &mut Call) -> OpResult {
    let channel = channel(call, 0)?;
    Ok(sent(channel.try_send(parcel(call, 1)?).map(|()| true)))
}

/// `channelSend(channel, token, ...value)`.
fn send(call: &mut Call) -> OpResult {
    let (channel, token) = (channel(call, 0)?, call.arg(1)?);
    let parcel = parcel(call, 2)?;
    let parcel = match channel.try_send(parcel) {
        Err(SendError::Full(parcel)) => parcel,
        other => return Ok(sent(other.map(|()| true))),
    };
    let ticket = ticket(call, token);
    let result = channel.send_or_wait(parcel, &ticket);
    if !matches!(result, Ok(false)) {
        call.isolate().handles.unpark(token);
    }
    Ok(sent(result))
}

/// `channelTryRecv(channel)`.
fn try_recv(call: &mut Call) -> OpResult {
    let result = channel(call, 0)?.try_recv();
    Ok(received(call, result))
}

/// `channelRecv(channel, token)`.
fn recv(call: &mut Call) -> OpResult {
    let (channel, token) = (channel(call, 0)?, call.arg(1)?);
    let mut result = channel.try_recv();
    if result.as_ref().is_err_and(|error| *error == RecvError::Empty) {
        let ticket = ticket(call, token);
        result = channel.recv_or_wait(&ticket);
        if !result.as_ref().is_err_and(|error| *error == RecvError::Empty) {
            call.isolate().handles.unpark(token);
        }
    }
    Ok(received(call, result))
}

/// `channelCase(channel, sends, ...value)` adds a case to the next `channelSelect` of this isolate.
fn case(call: &mut Call) -> OpResult {
    let channel = channel(call, 0)?;
    let direction = match call.arg(1)? {
        true => Direction::Send(parcel(call, 2)?),
        false => Direction::Recv,
    };
    call.isolate().handles.add_case(channel, direction);
    Ok(Value::Undefined)
}

/// `channelSelect(first, token)` takes the first of the added cases that can proceed, from number `first` on; else,
/// with a token other than 0, waits on all. Word `CASE` tells which case it was, `OUTCOME` as for a receive.
fn run_select(call: &mut Call) -> OpResult {
    let (first, token) = (call.arg(0)?, call.arg(1)?);
    let cases: Vec<Case<Parcel>> = call.isolate().handles.take_cases();
    let ticket = (token != 0).then(|| ticket(call, token));
    let selected = select(cases, first, ticket.as_ref());
    if token != 0 && !matches!(selected, Selected::Waiting) {
        call.isolate().handles.unpark(token);
    }
    let words = &call.isolate().words;
    let (outcome, value) = match selected {
        Selected::Waiting => (WAITS, Value::Undefined),
        Selected::Ready(number, answer) => {
            words.set(Words::CASE, number as i32);
            match answer {
                Answer::Sent => (DONE, Value::Undefined),
                Answer::Received(parcel) => (DONE, parcel.deliver(call.isolate())),
                Answer::Closed | Answer::Refused(_) => (CLOSED, Value::Undefined),
            }
        }
    };
    words.set(Words::OUTCOME, outcome);
    Ok(value)
}

/// `channelWin(token)`: the operation is given up, or answered by a channel of this isolate. False when another isolate
/// answered first: its event is on the way.
fn win(call: &mut Call) -> OpResult {
    let token = call.arg(0)?;
    let ticket = call.isolate().handles.unpark(token);
    Ok(ticket.is_some_and(|ticket| ticket.win()).into())
}

fn channel(call: &mut Call, index: usize) -> Result<Arc<ParcelChannel>, OpError> {
    let id = call.arg(index)?;
    call.isolate()
        .handles
        .channel(id)
        .ok_or_else(|| OpError::new("Error", format!("this isolate holds no channel of number {id}")))
}

/// Reads a value from the five arguments at `index`.
pub fn parcel(call: &mut Call, index: usize) -> Result<Parcel, OpError> {
    let Some(length) = call.arg::<Option<usize>>(index + 1)? else {
        return Ok(Parcel::plain(call.message(index)?));
    };
    let bytes = call.bytes_mut(index, |memory| memory.get(..length).map(Box::from))?;
    let bytes = bytes.ok_or_else(|| OpError::range_error("a packed value is longer than its buffer"))?;
    let ids = call.arg::<Option<Vec<f64>>>(index + 2)?.unwrap_or_default();
    let channels = ids
        .into_iter()
        .map(|id| call.isolate().handles.channel(id as u32).map(Shared))
        .collect::<Option<Vec<_>>>()
        .ok_or_else(|| OpError::new("Error", "a packed value names a channel that this isolate does not hold"))?;
    let cargo = match call.len() > index + 3 {
        true => Some(call.message_moving(index + 3, Some(index + 4))?),
        false => None,
    };
    Ok(Parcel::packed(Packed { bytes, channels, cargo }))
}

fn ticket(call: &Call, token: u32) -> Arc<Ticket<Parcel>> {
    let isolate = call.isolate();
    let ticket = Ticket::new(isolate.clone(), token);
    isolate.handles.park(token, ticket.clone());
    ticket
}

fn sent(result: Result<bool, SendError<Parcel>>) -> Value {
    Value::from(match result {
        Ok(true) => DONE,
        Ok(false) | Err(SendError::Full(_)) => WAITS,
        Err(SendError::Closed(_)) => CLOSED,
    })
}

fn received(call: &Call, result: Result<Parcel, RecvError>) -> Value {
    let isolate = call.isolate();
    let (outcome, value) = match result {
        Ok(parcel) => (DONE, parcel.deliver(isolate)),
        Err(RecvError::Empty) => (WAITS, Value::Undefined),
        Err(RecvError::Closed) => (CLOSED, Value::Undefined),
    };
    isolate.words.set(Words::OUTCOME, outcome);
    value
}

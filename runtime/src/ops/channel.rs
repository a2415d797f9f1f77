//! Native half of channels that several isolates share (core/remote.js).
//!
//! A value to send is five arguments, `(value, length, channels, cargo, moved)`: a primitive and nothing else, or a
//! buffer of which the first `length` bytes are the packed value, the numbers of the channels in it, an array of what
//! only the engine can carry, and an array of the `ArrayBuffer`s in there, which move. Whether an operation took place comes back as a `DONE`,
//! `WAITS` or `CLOSED`; a receive gives its value instead and puts that into the word `OUTCOME`.

use super::{Call, Op, OpError, OpResult, Value};
use crate::channel::{Case, Direction, Mailbox, RecvError, Selected, SendError, Ticket, select};
use crate::isolate::Words;
use crate::message::{Packed, Parcel, ParcelChannel, Shared};
use crate::sync::Arc;

/// The functions of this file.
pub fn ops() -> Vec<Op> {
    vec![
        Op::sync("channelMake", make),
        Op::shared("channelNamed", named),
        Op::sync("channelRelease", release),
        Op::sync("channelCapacity", capacity),
        Op::shared("channelLength", length),
        Op::shared("channelClosed", closed),
        Op::shared("channelClose", close),
        Op::shared("channelTrySend", try_send),
        Op::shared("channelTryRecv", try_recv),
        Op::shared("channelSend", send),
        Op::shared("channelRecv", recv),
        Op::sync("channelCase", case),
        Op::sync("channelForget", forget),
        Op::shared("channelSelect", run_select),
        Op::sync("channelEnqueue", enqueue),
        Op::shared("channelReady", ready),
        Op::shared("channelWin", win),
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

/// `channelCapacity(channel)`.
fn capacity(call: &mut Call) -> OpResult {
    Ok((channel(call, 0)?.capacity() as f64).into())
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

/// `channelReady(channel, sends)`: whether sending, or receiving, would take place at once. Others may be faster.
fn ready(call: &mut Call) -> OpResult {
    let channel = channel(call, 0)?;
    Ok(match call.arg(1)? {
        true => channel.can_send(),
        false => channel.can_recv(),
    }
    .into())
}

/// `channelTrySend(channel, undefined, ...value)`.
fn try_send(call: &mut Call) -> OpResult {
    let channel = channel(call, 0)?;
    Ok(sent(channel.try_send(parcel(call, 2)?).map(|()| true)))
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

/// `channelForget()` drops the cases added so far.
fn forget(call: &mut Call) -> OpResult {
    call.isolate().handles.take_cases();
    Ok(Value::Undefined)
}

/// `channelSelect(first, token)` waits on all of the added cases. If some can proceed already, the first of them from
/// number `first` on does; its answer comes as an event too.
fn run_select(call: &mut Call) -> OpResult {
    let (first, token) = (call.arg(0)?, call.arg(1)?);
    let cases: Vec<Case<Parcel>> = call.isolate().handles.take_cases();
    let ticket = ticket(call, token);
    if let Selected::Ready(number, answer) = select(cases, first, Some(&ticket)) {
        call.isolate().deliver(token, number, answer);
    }
    Ok(Value::Undefined)
}

/// `channelEnqueue(channel, sends, token, case, ...value)` puts a waiter into a channel that has just become shared, from
/// which nobody else can take or give yet. Several calls with one token are the cases of one select.
fn enqueue(call: &mut Call) -> OpResult {
    let (channel, sends, token, case) = (channel(call, 0)?, call.arg(1)?, call.arg(2)?, call.arg(3)?);
    let direction = match sends {
        true => Direction::Send(parcel(call, 4)?),
        false => Direction::Recv,
    };
    let known = call.isolate().handles.parked(token);
    let ticket = known.unwrap_or_else(|| ticket(call, token));
    channel.enqueue(direction, case, ticket);
    Ok(Value::Undefined)
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
        .ok_or_else(|| {
            OpError::new("Error", "a packed value names a channel that this isolate does not hold")
        })?;
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

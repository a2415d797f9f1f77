//! Native half of channels that several isolates share (core/remote.js).
//!
//! A value to send is five arguments, `(value, length, channels, cargo, moved)`: a primitive and nothing else, or a
//! buffer of which the first `length` bytes are the packed value, the numbers of the channels in it, an array of what
//! only the engine can carry, and an array of the `ArrayBuffer`s in there, which move. Most sends and all receives take
//! the short way of `message::direct`, by the functions of `engine/direct_natives.rs`.

use super::{Call, Op, OpError, OpResult, Value};
use crate::channel::{Case, Direction, Mailbox, Selected, select};
use crate::message::direct::{self, waiting};
use crate::message::{Packed, Parcel, ParcelChannel, Shared};
use crate::sync::Arc;

/// The functions of this file.
pub fn ops() -> Vec<Op> {
    vec![
        Op::sync("channelMake", make),
        Op::shared("channelNamed", named),
        Op::sync("channelRelease", release),
        Op::sync("channelCapacity", capacity),
        Op::shared("channelClose", close),
        Op::sync("channelSend", send),
        Op::sync("channelKept", kept),
        Op::sync("formNumber", form_number),
        Op::sync("formText", form_text),
        Op::sync("channelCase", case),
        Op::sync("channelForget", forget),
        Op::shared("channelSelect", run_select),
        Op::sync("channelEnqueue", enqueue),
        Op::shared("channelWin", win),
    ]
}

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

/// `channelClose(channel)` is false when it was closed already.
fn close(call: &mut Call) -> OpResult {
    Ok(channel(call, 0)?.close().into())
}

/// `channelSend(channel, token, ...value)`: what `message::direct` has no shorter way for. Without a token (0) it does not
/// wait.
fn send(call: &mut Call) -> OpResult {
    let (channel, token) = (call.arg(0)?, call.arg(1)?);
    let parcel = parcel(call, 2)?;
    Ok((direct::send(call.isolate(), channel, token, parcel) as i32).into())
}

/// `channelKept()` gives the value that a receive has just kept.
fn kept(call: &mut Call) -> OpResult {
    let parcel = call.isolate().handles.take_kept();
    let parcel = parcel.ok_or_else(|| OpError::new("Error", "no value was received"))?;
    Ok(parcel.deliver(call.isolate()))
}

/// `formNumber(keys)` gives the number of a form, or null when the table of forms is full.
fn form_number(call: &mut Call) -> OpResult {
    let keys: String = call.arg(0)?;
    Ok(call.process().forms.number(&keys).into())
}

/// `formText(number)` gives the keys of that form.
fn form_text(call: &mut Call) -> OpResult {
    let number = call.arg(0)?;
    let text = call.process().forms.text(number);
    let text = text.ok_or_else(|| OpError::new("Error", format!("there is no form of number {number}")))?;
    Ok(Value::String(text.to_string()))
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
    let ticket = waiting(call.isolate(), token);
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
    let ticket = known.unwrap_or_else(|| waiting(call.isolate(), token));
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
    if channels.is_empty() && cargo.is_none() {
        return Ok(Parcel::bytes(bytes));
    }
    Ok(Parcel::packed(Packed { bytes, channels, cargo }))
}

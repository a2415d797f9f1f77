//! Native half of the event loop: the inbox, sleeping, and the end of the process (core/loop.js).

use std::time::Duration;

use super::{Call, Op, OpResult, Value};
use crate::lifecycle::Remains;

/// The functions of this file.
pub fn ops() -> Vec<Op> {
    vec![
        Op::sync("drain", drain),
        Op::sync("wait", wait),
        Op::sync("report", report),
        Op::sync("noteCause", note_cause),
    ]
}

/// `drain()` gives the events that are there as an array of `[kind, id, ...payload]`, or null. With a seed others may have
/// their turn first.
fn drain(call: &mut Call) -> OpResult {
    let isolate = call.isolate();
    if let Some(turns) = &isolate.process.turns {
        turns.pass(isolate);
    }
    Ok(list(isolate.process.lifecycle.drain(isolate)))
}

/// `wait(timeoutMs, threads, pending)` sleeps until there are events or the time is up (-1: for ever) and gives them as
/// `drain` does. `threads` and `pending` say what is left in this isolate: threads of any state, and operations and
/// timers that keep the program alive. With a seed the time is not a span but the moment, in virtual time.
fn wait(call: &mut Call) -> OpResult {
    let timeout_ms: f64 = call.arg(0)?;
    let threads = call.arg::<Option<usize>>(1)?.unwrap_or(0);
    let pending = call.arg::<Option<usize>>(2)?.unwrap_or(0);
    let isolate = call.isolate();
    let timeout = match &isolate.process.turns {
        Some(turns) => {
            turns.is_due(isolate.number, if timeout_ms < 0.0 { f64::INFINITY } else { timeout_ms });
            None
        }
        None if timeout_ms < 0.0 => None,
        // A time beyond what a Duration can hold is as good as for ever.
        None => Duration::try_from_secs_f64(timeout_ms / 1e3).ok(),
    };
    let events = isolate.process.lifecycle.wait(isolate, timeout, Remains { threads, pending });
    Ok(list(events))
}

/// `noteCause(text)`: a limit has ended a thread; those that wait for ever will be told so.
fn note_cause(call: &mut Call) -> OpResult {
    let text: String = call.arg(0)?;
    call.process().lifecycle.note_cause(text);
    Ok(Value::Undefined)
}

/// `report(text)` is this isolate's part of the report of a deadlock.
fn report(call: &mut Call) -> OpResult {
    let text: String = call.arg(0)?;
    let isolate = call.isolate();
    isolate.process.lifecycle.report(isolate, text);
    Ok(Value::Undefined)
}

fn list(events: std::collections::VecDeque<crate::inbox::Event>) -> Value {
    match events.is_empty() {
        true => Value::Null,
        false => Value::Array(events.into_iter().map(Value::from).collect()),
    }
}

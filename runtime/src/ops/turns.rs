//! Native half of what a seed does to shared memory (core/repeatable.js).

use super::{Call, Op, OpError, OpResult, Value};
use crate::turns::Turns;

/// The functions of this file.
pub fn ops() -> Vec<Op> {
    vec![
        Op::shared("touchShared", |_| Ok(Value::Undefined)),
        Op::sync("waitAt", wait_at),
        Op::sync("notifyAt", notify_at),
    ]
}

/// `waitAt(cell, dueMs)` stops the isolate until the shared memory that `cell` is a view of is notified: true, or until that
/// virtual time: false.
fn wait_at(call: &mut Call) -> OpResult {
    let (cell, due_ms) = (address(call)?, call.arg(1)?);
    let isolate = call.isolate();
    Ok(turns(call)?.wait_at(isolate, cell, due_ms).into())
}

/// `notifyAt(cell, count)` wakes up to `count` isolates that wait there and gives how many they were.
fn notify_at(call: &mut Call) -> OpResult {
    let (cell, count): (usize, f64) = (address(call)?, call.arg(1)?);
    Ok(turns(call)?.notify_at(cell, count as usize).into())
}

fn address(call: &mut Call) -> Result<usize, OpError> {
    call.bytes_mut(0, |bytes| bytes.as_ptr().addr())
}

fn turns<'a>(call: &'a Call) -> Result<&'a Turns, OpError> {
    let turns = call.process().turns.as_ref();
    turns.ok_or_else(|| OpError::type_error("only a run with a seed has turns"))
}

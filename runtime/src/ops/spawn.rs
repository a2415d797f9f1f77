//! Native half of threads that run on any core, and of what isolates tell each other (core/remote.js).

use super::channel::parcel;
use super::{Call, Op, OpError, OpResult, Value};
use crate::inbox::Event;
use crate::spawn::Start;

/// The functions of this file.
pub fn ops() -> Vec<Op> {
    vec![
        Op::shared("spawn", spawn),
        Op::shared("withdraw", withdraw),
        Op::shared("post", post),
        Op::sync("deliver", deliver),
    ]
}

/// `spawn(task, core, ...value)` has `value` started on isolate `core`, or on any when that is -1. Gives null, or the
/// event that starts it here, when no other isolate can take it.
fn spawn(call: &mut Call) -> OpResult {
    let (task, core): (u32, i32) = (call.arg(0)?, call.arg(1)?);
    let pinned = match usize::try_from(core) {
        Ok(core) if core >= call.process().config.cores => {
            let cores = call.process().config.cores;
            return Err(OpError::range_error(format!(
                "go.on: expected a core from 0 to {}, got {core}",
                cores - 1
            )));
        }
        core => core.ok(),
    };
    let start = Start { home: call.isolate().number, task, what: parcel(call, 2)? };
    let (process, isolate) = (call.process(), call.isolate());
    Ok(match process.lifecycle.submit(process, start, pinned) {
        Ok(()) => Value::Null,
        Err(start) => start.event(isolate).into(),
    })
}

/// `withdraw(home, task)` takes back a thread that has not started; false when it has.
fn withdraw(call: &mut Call) -> OpResult {
    let (home, task) = (call.arg(0)?, call.arg(1)?);
    Ok(call.process().lifecycle.withdraw(home, task).into())
}

/// `post(isolate, kind, id, flag, ...value)` puts the event `[kind, id, flag, value, sender]` into an isolate's inbox. The
/// isolate must exist: it has told its number by an event.
fn post(call: &mut Call) -> OpResult {
    let (to, kind, id): (usize, u32, f64) = (call.arg(0)?, call.arg(1)?, call.arg(2)?);
    let flag: Value = call.arg(3)?;
    if to >= call.process().config.cores {
        return Err(OpError::range_error(format!("post: there is no isolate {to}")));
    }
    let parcel = parcel(call, 4)?;
    let isolate = call.process().isolate(to);
    let value = parcel.deliver(&isolate);
    if kind == u32::from(Event::ENDED) {
        call.isolate().guests.remove(to, id as u32);
    }
    isolate.inbox.push(Event::new(kind as u8, id, vec![flag, value, call.isolate().number.into()]));
    Ok(Value::Undefined)
}

/// `deliver(_, _, ...value)` gives a value in the form in which it would arrive here from another isolate.
fn deliver(call: &mut Call) -> OpResult {
    let parcel = parcel(call, 2)?;
    Ok(parcel.deliver(call.isolate()))
}

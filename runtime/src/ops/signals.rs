//! Native half of signals (core/loop.js hands them to whoever listens).

use super::{Call, Op, OpError, OpResult, Value};

/// The functions of this file.
pub fn ops() -> Vec<Op> {
    vec![Op::sync("watchSignal", watch_signal)]
}

/// `watchSignal(number, on)`: from now on the signal comes as the event `[4, number]` instead of doing what it does
/// to a process that does not listen; or no longer.
fn watch_signal(call: &mut Call) -> OpResult {
    let (signal, on): (i32, bool) = (call.arg(0)?, call.arg(1)?);
    let listeners = &call.process().signals;
    if on {
        listeners.listen(call.isolate(), signal).map_err(|error| OpError::io(&error, "sigaction", None))?;
    } else {
        listeners.ignore(call.isolate(), signal);
    }
    Ok(Value::Undefined)
}

//! Native half of signals (core/loop.js hands them to whoever listens).

use super::{Call, Op, OpError, OpResult, Value};

/// The functions of this file.
pub fn ops() -> Vec<Op> {
    vec![Op::sync("watchSignal", watch_signal), Op::sync("drained", drained)]
}

/// `drained()`: the process is being shut down and this isolate has no threads left. The last one ends the process.
fn drained(call: &mut Call) -> OpResult {
    let (process, isolate) = (call.process(), call.isolate());
    if process.lifecycle.drained(isolate.number) {
        process.signals.end();
    }
    Ok(Value::Undefined)
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

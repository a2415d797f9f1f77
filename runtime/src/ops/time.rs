//! Clocks.

use std::time::{SystemTime, UNIX_EPOCH};

use super::{Call, Op, OpResult, Value};

/// The functions of this file.
pub fn ops() -> Vec<Op> {
    vec![Op::sync("now", now), Op::sync("timeOrigin", time_origin)]
}

/// `now()` gives milliseconds since the process started, from a clock that never goes back.
fn now(call: &mut Call) -> OpResult {
    Ok(Value::Number(call.process().started.elapsed().as_secs_f64() * 1e3))
}

/// The time of day at which programs begin whose time is virtual (`--seed`): 2000-01-01, in milliseconds since 1970.
const VIRTUAL_ORIGIN_MS: f64 = 946_684_800_000.0;

/// `timeOrigin()` gives the time of day, in milliseconds since 1970, at which `now()` was 0.
fn time_origin(call: &mut Call) -> OpResult {
    if call.process().config.seed.is_some() {
        return Ok(Value::Number(VIRTUAL_ORIGIN_MS));
    }
    let age = call.process().started.elapsed();
    let origin = (SystemTime::now() - age).duration_since(UNIX_EPOCH).unwrap_or_default();
    Ok(Value::Number(origin.as_secs_f64() * 1e3))
}

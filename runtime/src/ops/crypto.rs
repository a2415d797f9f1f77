//! Native half of `crypto` (stdlib-js/web/crypto.js): randomness of the operating system.

use super::{Call, Op, OpError, OpResult, Value};

/// The functions of this file.
pub fn ops() -> Vec<Op> {
    vec![Op::sync("fillRandom", fill_random)]
}

/// `fillRandom(view)` overwrites its bytes.
fn fill_random(call: &mut Call) -> OpResult {
    call.bytes_mut(0, getrandom::fill)?.map_err(|error| {
        OpError::new("Error", format!("no randomness from the operating system: {error}"))
    })?;
    Ok(Value::Undefined)
}

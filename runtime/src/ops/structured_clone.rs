//! Native half of `structuredClone` (stdlib-js/web/structured_clone.js).

use super::{Call, Op, OpResult};

/// The functions of this file.
pub fn ops() -> Vec<Op> {
    vec![Op::sync("structuredClone", structured_clone)]
}

/// `structuredClone(value, transfer?)`: a message that arrives where it was sent. `transfer` is an array of
/// `ArrayBuffer`s.
fn structured_clone(call: &mut Call) -> OpResult {
    Ok(call.message_moving(0, Some(1))?.into())
}

//! Native half of traces (core/trace.js).

use super::{Call, Op, OpResult, Value};

/// The functions of this file.
pub fn ops() -> Vec<Op> {
    vec![Op::sync("traceText", trace_text), Op::sync("traceFlush", trace_flush)]
}

/// `traceText(text)` keeps a text until the next flush and gives its number, for the records to mention.
fn trace_text(call: &mut Call) -> OpResult {
    let text: String = call.arg(0)?;
    let number = call.isolate().trace.as_ref().map_or(0, |buffer| buffer.text(text));
    Ok(Value::Number(number as f64))
}

/// `traceFlush()` hands all records to the writer; the buffer is empty then.
fn trace_flush(call: &mut Call) -> OpResult {
    if let (Some(buffer), Some(tracer)) = (&call.isolate().trace, call.process().tracer.get()) {
        tracer.flush(buffer);
    }
    Ok(Value::Undefined)
}

//! Native half of the console: text to the standard streams.

use std::io::Write;

use super::{Call, Op, OpError, OpResult, Value};

/// The functions of this file.
pub fn ops() -> Vec<Op> {
    vec![Op::sync("print", print)]
}

/// `print(fd, text)` writes to stdout (1) or stderr (2). A reader that went away (`hzrun … | head`) is not an error
/// worth a report: the text is dropped, as the reader wished.
fn print(call: &mut Call) -> OpResult {
    let fd: i32 = call.arg(0)?;
    let text: String = call.arg(1)?;
    let written = match fd {
        1 => {
            let mut out = std::io::stdout().lock();
            out.write_all(text.as_bytes()).and_then(|()| out.flush())
        }
        2 => std::io::stderr().lock().write_all(text.as_bytes()),
        _ => return Err(OpError::range_error(format!("print: expected 1 or 2 for fd, got {fd}"))),
    };
    match written {
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => {
            Err(OpError::io(&error, "write", None))
        }
        _ => Ok(Value::Undefined),
    }
}

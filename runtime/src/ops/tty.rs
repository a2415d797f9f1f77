//! What the standard streams are (stdlib-js/web/console.js, node/tty.js).

use std::io::IsTerminal;

use super::{Call, Op, OpResult, Value};

/// The functions of this file.
pub fn ops() -> Vec<Op> {
    vec![
        Op::sync("isTerminal", is_terminal),
        Op::sync("hasColours", has_colours),
        Op::sync("terminalSize", terminal_size),
    ]
}

fn is_terminal_fd(fd: i32) -> bool {
    match fd {
        0 => std::io::stdin().is_terminal(),
        1 => std::io::stdout().is_terminal(),
        2 => std::io::stderr().is_terminal(),
        _ => false,
    }
}

/// `isTerminal(fd)` of a standard stream.
fn is_terminal(call: &mut Call) -> OpResult {
    Ok(is_terminal_fd(call.arg(0)?).into())
}

fn is_set(name: &str) -> bool {
    std::env::var_os(name).is_some_and(|value| !value.is_empty())
}

/// `hasColours(fd)`: a terminal that shows colours, unless NO_COLOR or FORCE_COLOR decide.
fn has_colours(call: &mut Call) -> OpResult {
    let fd: i32 = call.arg(0)?;
    if is_set("NO_COLOR") || std::env::var("FORCE_COLOR").is_ok_and(|value| value == "0") {
        return Ok(false.into());
    }
    let is_dumb = std::env::var("TERM").is_ok_and(|term| term == "dumb");
    Ok((is_set("FORCE_COLOR") || (is_terminal_fd(fd) && !is_dumb)).into())
}

/// `terminalSize(fd)` gives `[columns, rows]`, or null where the stream is no terminal.
fn terminal_size(call: &mut Call) -> OpResult {
    let size = match call.arg(0)? {
        0 => rustix::termios::tcgetwinsize(std::io::stdin()),
        1 => rustix::termios::tcgetwinsize(std::io::stdout()),
        2 => rustix::termios::tcgetwinsize(std::io::stderr()),
        _ => return Ok(Value::Null),
    };
    Ok(size.ok().map(|size| vec![Value::from(size.ws_col), Value::from(size.ws_row)]).into())
}

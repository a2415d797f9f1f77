//! The native functions that JavaScript sees as the properties of `ops` (`import ops from "hz:internal/ops"`).
//!
//! **How to add one.** Write it in the file named after the stdlib-js file that uses it, list it in that file's
//! `ops()`, and list the file in `all()` below. Nothing here says `v8::`: a function reads its arguments through a
//! [`Call`] and gives a [`Value`] or an [`OpError`].
//!
//! ```ignore
//! pub fn ops() -> Vec<Op> {
//!     vec![Op::sync("add", add), Op::asynchronous("readWhole", read_whole)]
//! }
//!
//! // JS: ops.add(1, 2) gives 3. Wrong arguments throw a TypeError that names the function and the argument.
//! fn add(call: &mut Call) -> OpResult {
//!     let (a, b): (f64, f64) = (call.arg(0)?, call.arg(1)?);
//!     Ok(Value::Number(a + b))
//! }
//!
//! // JS: ops.readWhole(opId, path), then the caller parks its thread. Arguments are counted behind opId. The future
//! // runs on the I/O runtime; its result comes back to the isolate as the event [0, opId, error | null, value].
//! // An error before the future (a wrong argument) is thrown at once and no event follows.
//! fn read_whole(call: &mut Call) -> Result<Work, OpError> {
//!     let path: String = call.arg(0)?;
//!     Ok(work(async move {
//!         let bytes = tokio::fs::read(&path).await.map_err(|e| OpError::io(&e, "open", Some(&path)))?;
//!         Ok(Value::Bytes(bytes))
//!     }))
//! }
//! ```
//!
//! `blocking(move || …)` makes work of a function that blocks its thread. State of an isolate is at `call.isolate()`,
//! that of the process at `call.process()`; open files, sockets and the like live in `call.process().resources` and
//! JavaScript holds their number. `call.bytes_mut(i, |bytes| …)` writes into JavaScript's memory without a copy;
//! `call.message(i)` makes a structured clone that can travel to another isolate.

use std::future::Future;
use std::pin::Pin;

pub use crate::engine::Call;
pub use crate::value::{FromValue, OpError, OpResult, Value};

mod channel;
mod console;
mod crypto;
mod events;
mod fs;
mod http;
mod os;
mod process;
mod signals;
mod spawn;
mod structured_clone;
mod text;
mod time;
mod trace;
mod tty;
mod turns;
mod url;

/// What an asynchronous native function leaves to the I/O runtime.
pub type Work = Pin<Box<dyn Future<Output = OpResult> + Send>>;

/// A native function and its name in JavaScript.
pub struct Op {
    /// Property of `ops`.
    pub name: &'static str,
    /// The function.
    pub kind: OpKind,
}

/// The forms of a native function.
#[derive(Clone, Copy)]
pub enum OpKind {
    /// Gives its result at once.
    Sync(fn(&mut Call) -> OpResult),
    /// The same, but other isolates can see what it does, or it sees what they do.
    Shared(fn(&mut Call) -> OpResult),
    /// Starts work whose result comes as an event.
    Async(fn(&mut Call) -> Result<Work, OpError>),
}

impl Op {
    /// A function that gives its result at once.
    pub const fn sync(name: &'static str, run: fn(&mut Call) -> OpResult) -> Op {
        Op { name, kind: OpKind::Sync(run) }
    }

    /// A function that gives its result at once, in a way that other isolates can see or bring about: with a seed chance
    /// says whether they come first.
    pub const fn shared(name: &'static str, run: fn(&mut Call) -> OpResult) -> Op {
        Op { name, kind: OpKind::Shared(run) }
    }

    /// A function whose first JavaScript argument is the number of the operation, and whose result comes as an event.
    pub const fn asynchronous(name: &'static str, start: fn(&mut Call) -> Result<Work, OpError>) -> Op {
        Op { name, kind: OpKind::Async(start) }
    }
}

/// Work from a future.
pub fn work(future: impl Future<Output = OpResult> + Send + 'static) -> Work {
    Box::pin(future)
}

/// Work from a function that blocks; it gets a thread of the I/O runtime's pool for that.
pub fn blocking(run: impl FnOnce() -> OpResult + Send + 'static) -> Work {
    Box::pin(async move {
        match tokio::task::spawn_blocking(run).await {
            Ok(result) => result,
            Err(error) => Err(OpError::new("Error", format!("a native operation ended abnormally: {error}"))),
        }
    })
}

/// All native functions of the files of this folder. Names are unique; the engine checks that at start.
pub fn all() -> Vec<Op> {
    let mut ops = Vec::new();
    ops.extend(channel::ops());
    ops.extend(console::ops());
    ops.extend(crypto::ops());
    ops.extend(events::ops());
    ops.extend(fs::ops());
    ops.extend(http::ops());
    ops.extend(os::ops());
    ops.extend(process::ops());
    ops.extend(signals::ops());
    ops.extend(spawn::ops());
    ops.extend(structured_clone::ops());
    ops.extend(text::ops());
    ops.extend(time::ops());
    ops.extend(trace::ops());
    ops.extend(tty::ops());
    ops.extend(turns::ops());
    ops.extend(url::ops());
    ops
}

//! V8: the only folder that says `v8::`, and the only one where `unsafe` is allowed, each block with its reason.
//!
//! **What the engine expects of stdlib-js.** An isolate boots in five steps:
//! 1. `core/abi.js` and what it imports from `core/` run as written. Its export `abi` has a key for each name of
//!    `hz_compiler::abi::GLOBALS`.
//! 2. A classic script makes the constants `hz$S`, `hz$v`, … from that object.
//! 3. `globals.js` runs, compiled: it imports all that installs globals (console, timers, web, re-entrant built-ins).
//! 4. `core/main.js` exports `main(start)`, and the engine calls it. In the main isolate `start()` evaluates the
//!    program's entry module and gives the promise of its evaluation; in the other isolates `start` is undefined.
//! 5. `main` runs threads and events until nothing is left to do, and gives the exit code (`undefined` means 0). An
//!    exception that escapes from it is an uncaught error: report, exit code 1.
//!
//! **What the engine puts into `ops`** beside the functions of `ops/`: the constants `words` (the poll words),
//! `traceBuffer` (in a traced run), `isolate`, `generation`, `cores`, `native`, `stress`, `verify`, `stats`, `cpuLimitMs`, `wallLimitMs`,
//! `exitWithMain`, `heapMessage`, `seed`, `sliceMs`, `mainUrl`, `args`, `version`, `v8Version`; and the functions of `core_natives.rs`, `direct_natives.rs`, `module_natives.rs`,
//! `reentry_natives.rs` and `realm.rs`, each documented where it is made.
#![allow(unsafe_code)]

mod aside;
mod boot;
mod buffers;
mod call;
mod collections;
mod convert;
mod core_natives;
mod direct_natives;
mod dynamic_code;
mod errors;
mod foreground;
mod function_text;
mod limits;
mod message;
mod module_natives;
mod module_table;
mod modules;
mod natives;
mod places;
mod platform;
pub mod profiler;
mod realm;
mod reentry_natives;
mod rejections;
mod scripts;
mod shared_memory;
mod snapshot;
mod stack;
mod state;
mod stats;
mod synthetic;
pub mod test262;
mod thread;
mod uncaught;

pub use call::Call;
pub use message::{Cloned, Handle, Message};
pub use platform::{start, version};
pub use snapshot::{MAKE_SNAPSHOT, Snapshot, make as make_snapshot};
pub use thread::spawn;

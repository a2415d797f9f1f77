//! The runtime: programs compiled by `hz_compiler`, run as green threads over one V8 isolate per core.

pub mod channel;
pub mod config;
pub mod engine;
pub mod exit;
pub mod inbox;
pub mod isolate;
pub mod lifecycle;
pub mod message;
#[cfg(all(test, feature = "model"))]
mod model;
pub mod module;
pub mod ops;
pub mod profile;
mod random;
pub mod report;
pub mod run;
mod signals;
pub mod spawn;
pub mod sync;
pub mod ticker;
pub mod trace;
pub mod turns;
pub mod value;

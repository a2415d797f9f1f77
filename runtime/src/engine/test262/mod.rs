//! A host for test262: programs run as `hzrun` would run them, with the `$262` that the tests expect.
//!
//! One process serves many tests. It boots an isolate once, without any thread beside its own, and forks for each test:
//! the child has an isolate as fresh as that of a new process, at the price of a fork, and may crash, exit or hang as
//! it likes. What the child did comes back through a pipe; whether that is what the test wants is not decided here.

mod agents;
mod host;
mod inherit;
mod realm;
mod run;
mod server;

use std::path::PathBuf;

use serde::{Deserialize, Serialize};

pub use server::serve;

/// One run of one test.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Job {
    /// The test, by its absolute path.
    pub file: PathBuf,
    /// Whether it is a module; else it is a script.
    pub module: bool,
    /// Whether a script gets a directive that makes it strict.
    pub strict: bool,
    /// Scripts that run before it, by their absolute paths.
    pub harness: Vec<PathBuf>,
    /// Whether the main agent may wait in `Atomics.wait`.
    pub can_block: bool,
    /// After this time the run is ended.
    pub limit_ms: u64,
}

/// What a program did.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Report {
    /// How it ended.
    pub end: End,
    /// What it gave to `print`, a call each.
    pub printed: Vec<String>,
    /// The end of what it wrote to stdout and stderr.
    pub output: String,
}

/// How a program ended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum End {
    /// By itself, when nothing was left to do.
    Finished,
    /// By an exception that nothing caught.
    Threw {
        /// How far it had come.
        phase: Phase,
        /// Name of the exception's constructor.
        name: String,
        /// The exception as text.
        message: String,
    },
    /// The process ended in another way: by an exit code or a signal.
    Died(String),
    /// It took too long.
    TimedOut,
}

/// How far a program had come, in test262's words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Phase {
    /// Its text was compiled.
    Parse,
    /// Its imports were resolved.
    Resolution,
    /// It ran.
    Runtime,
}

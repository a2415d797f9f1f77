//! What the compiler decided about each function, and what it can tell about each loop: for `--emit report` and for whoever
//! explains a program's speed.

use crate::diagnostic::Position;
use serde::{Deserialize, Serialize};
use std::ops::Range;

/// The five ways in which a function can be compiled; see "Three kinds of function" in docs/architecture.md.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum FunctionKind {
    /// Has a direct and a resume version; its activations can be moved to the heap.
    Captured,
    /// Keeps its native frame; its callees run to their end on top of it.
    Pinned,
    Async,
    Generator,
    /// Calls nothing and loops nowhere that needs a poll: printed as it was written.
    Leaf,
}

impl FunctionKind {
    /// The word used in reports.
    pub fn name(self) -> &'static str {
        match self {
            FunctionKind::Captured => "captured",
            FunctionKind::Pinned => "pinned",
            FunctionKind::Async => "async",
            FunctionKind::Generator => "generator",
            FunctionKind::Leaf => "leaf",
        }
    }
}

/// The report on one function of the source.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FunctionReport {
    /// Its own name, the name it is bound to, or empty.
    pub name: String,
    pub position: Position,
    /// Byte offsets of the whole function in the source.
    pub span: Range<usize>,
    pub kind: FunctionKind,
    /// Whether its activations can be suspended.
    pub suspends: bool,
    /// Why it can, or why it cannot.
    pub reason: String,
    /// Bytes of its text in the source.
    pub size_before: u32,
    /// Bytes of all its versions in the output; 0 unless [`Options::measure`](crate::Options) is on.
    pub size_after: u32,
}

/// Whether all cores could do something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Verdict {
    /// Nothing in the module speaks against it.
    Yes,
    /// If what the reasons name holds.
    Perhaps,
    /// Not as it is written.
    No,
}

impl Verdict {
    /// The word used in reports.
    pub fn name(self) -> &'static str {
        match self {
            Verdict::Yes => "yes",
            Verdict::Perhaps => "perhaps",
            Verdict::No => "no",
        }
    }
}

/// The report on a loop, or on a call of a method of lists that takes a function: could other cores help?
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LoopReport {
    /// `for`, `for-of`, `while`…, or the name of the method.
    pub what: String,
    pub position: Position,
    /// Byte offsets in the source.
    pub span: Range<usize>,
    pub verdict: Verdict,
    /// What would do it on all cores; empty where nothing would.
    pub instead: String,
    /// Why not, or what has to hold.
    pub reasons: Vec<String>,
}

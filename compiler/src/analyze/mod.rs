//! Facts about a program, found without changing it.
//!
//! `number` gives every function an id (kept in the `ctxt` field of its node, which the resolver no longer needs),
//! `scope` says who declares, captures and writes each binding, `style` decides from that how each function is
//! compiled and which bindings live in boxes. Later passes read [`Facts`] and never ask the tree again.

pub mod number;
mod scope;
mod style;

use swc_common::SyntaxContext;
use swc_ecma_ast::Program;

use crate::facts::Facts;

/// What the caller knows about the program as a whole.
#[derive(Clone, Copy, Debug)]
pub struct Scope {
    /// Context of names that no declaration of the program binds.
    pub unresolved: SyntaxContext,
    /// Whether the top level is that of a script: its declarations are global.
    pub script: bool,
    /// Whether the top level has a place for lifted functions; without one all but wrapped functions is pinned.
    pub can_lift: bool,
    /// Whether top-level code is strict (modules are).
    pub strict: bool,
}

/// Numbers the functions of `program` and gathers the facts about them.
pub fn analyze(program: &mut Program, scope: Scope) -> Facts {
    let count = number::number(program);
    let mut facts = scope::collect(program, scope, count);
    style::decide(&mut facts, scope);
    facts
}

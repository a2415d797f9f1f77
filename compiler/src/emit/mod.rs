//! From nodes back to syntax: the direct version, the resume version, and what both share.
//!
//! ```js
//! function total(list) {                     function hz$r1$total(hz$frame, hz$in) {
//!   var s, hz$0;                               var {2: hz$pc, 3: s} = hz$frame, hz$0;
//!   if ((s = price(list[0])) === hz$S)         if (hz$pc <= 1) { … take the result of call 1 … }
//!     return hz$v(0, hz$r1$total, 1);          …
//! ```
//! `direct` keeps the structure as lowered; `resume` guards it, so that it skips forward to one yield point; `frame` writes the
//! saves both contain; `factory` moves function expressions that both would contain to a place of their own.

mod direct;
pub mod factory;
mod frame;
mod resume;

use frame::Slots;
use swc_ecma_ast::*;

use crate::abi;
use crate::build;
use crate::facts::{Facts, FnId};
use crate::ir::Body;

/// A captured function, ready to be written.
pub struct Function<'a> {
    pub id: FnId,
    pub facts: &'a Facts,
    pub body: Body,
    /// Name of the resume version.
    pub resume: Ident,
    /// Whether `new` can call it.
    constructs: bool,
    slots: Slots,
}

/// The two versions of a function.
pub struct Versions {
    /// Statements of the direct version, directives not included.
    pub direct: Vec<Stmt>,
    /// The resume version, when anything can be resumed.
    pub resume: Option<Stmt>,
}

impl<'a> Function<'a> {
    pub fn new(id: FnId, facts: &'a Facts, body: Body, number: usize) -> Function<'a> {
        let resume = build::name(&resume_name(facts, id, number));
        let slots = Slots::of(&body);
        let constructs = facts.function(id).constructs();
        Function { id, facts, body, resume, constructs, slots }
    }

    /// Writes both versions.
    pub fn write(mut self) -> Versions {
        let nodes = std::mem::take(&mut self.body.nodes);
        let resume = (self.body.pcs > 0).then(|| resume::write(&self, &nodes));
        Versions { direct: direct::write(self, nodes), resume }
    }
}

/// The name of a function's resume version.
pub fn resume_name(facts: &Facts, id: FnId, number: usize) -> String {
    let name = if id == FnId::MODULE { "" } else { &facts.function(id).name };
    let name: String = name.chars().filter(|c| is_name_part(*c)).take(40).collect();
    format!("{}r{}{number}${name}", abi::PREFIX, facts.unit)
}

fn is_name_part(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '_' || c == '$'
}

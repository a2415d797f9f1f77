//! From nodes back to syntax: the direct version, the resume version, and what both share.
//!
//! ```js
//! function total(list) {                     function hz$r1$total(hz$frame, hz$value, hz$failed) {
//!   var s, hz$0;                               var s, hz$0, hz$pc = hz$frame[2];
//!   s = price(list[0]);                        switch (hz$pc) { case 2: s = hz$frame[5]; break; … }
//!   if (s === hz$S) return hz$v(null,          if (hz$pc <= 1) { … take the result of call 1 … }
//!     hz$r1$total, 1, this, new.target);       …
//! ```
//! `direct` keeps the structure as lowered; `resume` guards it, so that it skips forward to one yield point; `frame` writes the
//! saves both contain; `factory` moves function expressions that both would contain to a place of their own.

mod direct;
pub mod factory;
mod frame;
mod resume;

use std::collections::HashMap;

use swc_ecma_ast::*;

use crate::abi;
use crate::build;
use crate::facts::{Facts, FnId, FunctionKind};
use crate::ir::Body;

/// A captured function, ready to be written.
pub struct Function<'a> {
    pub id: FnId,
    pub facts: &'a Facts,
    pub body: Body,
    /// Name of the resume version.
    pub resume: Ident,
    /// How the names of the body and its surroundings are written.
    idents: HashMap<Id, Ident>,
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
        let name: String = facts.function(id).name.chars().filter(|c| is_name_part(*c)).take(40).collect();
        let resume = build::name(&format!("{}r{number}${name}", abi::PREFIX));
        let mut function = Function { id, facts, body, resume, idents: HashMap::new() };
        for name in &function.body.names {
            function.idents.insert(name.to_id(), name.clone());
        }
        function
    }

    fn ident(&self, id: &Id) -> Ident {
        self.idents.get(id).cloned().unwrap_or_else(|| Ident::new(id.0.clone(), swc_common::DUMMY_SP, id.1))
    }

    /// Whether `new` can call it.
    fn constructs(&self) -> bool {
        matches!(self.facts.function(self.id).kind, FunctionKind::Plain | FunctionKind::BaseConstructor)
    }

    fn keeps_this(&self) -> bool {
        self.constructs() || self.facts.function(self.id).uses_this
    }

    /// Writes both versions.
    pub fn write(self) -> Versions {
        let direct = direct::write(&self);
        let resume = (self.body.pcs > 0).then(|| resume::write(&self));
        Versions { direct, resume }
    }
}

fn is_name_part(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '_' || c == '$'
}

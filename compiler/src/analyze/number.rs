//! Gives every function of a program an id, kept in the node's `ctxt` field.
//!
//! The resolver's contexts of identifiers are untouched, and nothing behind the transformation looks at those of functions.

use swc_common::SyntaxContext;
use swc_ecma_ast::{ArrowExpr, Constructor, Function, Program};
use swc_ecma_visit::{VisitMut, VisitMutWith};

/// Numbers functions, arrows and constructors in visiting order from 1; gives how many ids there are (with the module's 0).
pub fn number(program: &mut Program) -> u32 {
    let mut numbering = Numbering { next: 1 };
    program.visit_mut_with(&mut numbering);
    numbering.next
}

struct Numbering {
    next: u32,
}

impl Numbering {
    fn take(&mut self) -> SyntaxContext {
        let id = self.next;
        self.next += 1;
        SyntaxContext::from_u32(id)
    }
}

impl VisitMut for Numbering {
    fn visit_mut_function(&mut self, node: &mut Function) {
        node.ctxt = self.take();
        node.visit_mut_children_with(self);
    }

    fn visit_mut_arrow_expr(&mut self, node: &mut ArrowExpr) {
        node.ctxt = self.take();
        node.visit_mut_children_with(self);
    }

    fn visit_mut_constructor(&mut self, node: &mut Constructor) {
        node.ctxt = self.take();
        node.visit_mut_children_with(self);
    }
}

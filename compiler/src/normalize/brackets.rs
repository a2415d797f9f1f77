//! Brackets that mean something and that the printer would leave out: around the target of an assignment, which gives its name to no
//! function then, and around an arrow function that a class extends, which is an error when it runs and not before.
//!
//! ```js
//! (a) = function () {};               a = (0, function () {});
//! class C extends (() => {}) {}       class C extends (0, () => {}) {}
//! ```

use swc_ecma_ast::{AssignTarget, Class, Expr, Program, SimpleAssignTarget};
use swc_ecma_visit::{VisitMut, VisitMutWith};

use crate::build;

pub(super) fn spell_out(program: &mut Program) {
    program.visit_mut_with(&mut Brackets);
}

struct Brackets;

impl VisitMut for Brackets {
    fn visit_mut_assign_expr(&mut self, node: &mut swc_ecma_ast::AssignExpr) {
        node.visit_mut_children_with(self);
        let in_brackets = matches!(&node.left, AssignTarget::Simple(SimpleAssignTarget::Paren(_)));
        if in_brackets && build::is_anonymous_function(&node.right) {
            enclose(&mut node.right);
        }
    }

    fn visit_mut_class(&mut self, node: &mut Class) {
        node.visit_mut_children_with(self);
        if let Some(parent) = &mut node.super_class
            && matches!(without_brackets(parent), Expr::Arrow(_))
        {
            enclose(parent);
        }
    }
}

fn without_brackets(expr: &Expr) -> &Expr {
    match expr {
        Expr::Paren(paren) => without_brackets(&paren.expr),
        expr => expr,
    }
}

fn enclose(expr: &mut Box<Expr>) {
    let inner = std::mem::replace(expr, build::null());
    *expr = build::sequence(vec![build::number(0), inner]);
}

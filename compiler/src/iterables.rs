//! Guards what the engine iterates by itself: spread, array patterns, `for-of` and `yield*`.
//!
//! ```js
//! for (const x of xs) use(...ys);            for (const x of hz$j(xs, "xs")) use(...hz$j(ys, "ys", true));
//! const [a, b] = pair();                     const [a, b] = hz$j(pair(), "pair(...)");
//! ```
//! The engine would call a program's own iterators and go on with the sentinel as if it were a result. `hz$j` gives
//! arrays, strings and the engine's own collections as they are, and anything else with its methods pinned. Lowering takes
//! the guard off again where it spells the protocol out. Runs first, so that all other passes see the guards.

use swc_ecma_ast::*;
use swc_ecma_visit::{VisitMut, VisitMutWith};

use crate::abi;
use crate::build;
use crate::syntax::describe;

/// Guards the iterables of `program`.
pub fn guard(program: &mut Program) {
    program.visit_mut_with(&mut Guards);
}

/// The iterable under a guard.
pub fn unguarded(expr: Box<Expr>) -> Box<Expr> {
    match *expr {
        Expr::Call(mut call) if is_guard(&call) => call.args.swap_remove(0).expr,
        other => Box::new(other),
    }
}

fn is_guard(call: &CallExpr) -> bool {
    matches!(&call.callee, Callee::Expr(callee) if matches!(&**callee, Expr::Ident(name) if name.sym == abi::ITERABLE))
}

struct Guards;

impl Guards {
    fn guard(&self, expr: &mut Box<Expr>, is_argument: bool) {
        if matches!(&**expr, Expr::Array(_) | Expr::Tpl(_) | Expr::Lit(Lit::Str(_))) {
            return;
        }
        let text = describe(expr);
        let value = std::mem::replace(expr, build::null());
        let mut args = vec![value, build::string(&text)];
        if is_argument {
            args.push(build::boolean(true));
        }
        *expr = build::runtime(abi::ITERABLE, args);
    }

    fn arguments(&self, args: &mut [ExprOrSpread]) {
        for arg in args.iter_mut().filter(|arg| arg.spread.is_some()) {
            self.guard(&mut arg.expr, true);
        }
    }
}

impl VisitMut for Guards {
    fn visit_mut_array_lit(&mut self, node: &mut ArrayLit) {
        node.visit_mut_children_with(self);
        for element in node.elems.iter_mut().flatten().filter(|element| element.spread.is_some()) {
            self.guard(&mut element.expr, false);
        }
    }

    fn visit_mut_call_expr(&mut self, node: &mut CallExpr) {
        node.visit_mut_children_with(self);
        self.arguments(&mut node.args);
    }

    fn visit_mut_opt_call(&mut self, node: &mut OptCall) {
        node.visit_mut_children_with(self);
        self.arguments(&mut node.args);
    }

    fn visit_mut_new_expr(&mut self, node: &mut NewExpr) {
        node.visit_mut_children_with(self);
        self.arguments(node.args.as_deref_mut().unwrap_or_default());
    }

    fn visit_mut_var_declarator(&mut self, node: &mut VarDeclarator) {
        node.visit_mut_children_with(self);
        if let (Pat::Array(_), Some(init)) = (&node.name, &mut node.init) {
            self.guard(init, false);
        }
    }

    fn visit_mut_for_of_stmt(&mut self, node: &mut ForOfStmt) {
        node.visit_mut_children_with(self);
        if !node.is_await {
            self.guard(&mut node.right, false);
        }
    }
}

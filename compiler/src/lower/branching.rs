//! Whether a function can recurse in branches: whether two calls can lie on one way through it.
//!
//! Time between polls is bounded without one at the entry of a function that calls at most once on each way: its recursion
//! is a chain, and depth is bounded by the stack. Calls in loops do not count, because loops poll themselves.

use swc_ecma_ast::*;
use swc_ecma_visit::{Visit, VisitWith};

use crate::syntax::{is_suspending_call, stay_in_function};

/// How many calls can lie on one way through `stmts`, to the end of the function; an upper bound.
pub(super) fn calls_on_a_way(stmts: &[Stmt]) -> u32 {
    list(stmts, Onward { rest: 0, after_break: 0 })
}

/// What comes after a place: the calls to the end of the function, and those behind the next `switch` around.
#[derive(Clone, Copy)]
struct Onward {
    rest: u32,
    after_break: u32,
}

fn list(stmts: &[Stmt], onward: Onward) -> u32 {
    stmts.iter().rev().fold(onward.rest, |rest, stmt| statement(stmt, Onward { rest, ..onward }))
}

fn statement(stmt: &Stmt, onward: Onward) -> u32 {
    match stmt {
        Stmt::Return(ReturnStmt { arg, .. }) => arg.as_ref().map_or(0, |arg| calls(&**arg)),
        Stmt::Throw(stmt) => calls(&*stmt.arg),
        Stmt::Break(BreakStmt { label: None, .. }) => onward.after_break,
        Stmt::Block(block) => list(&block.stmts, onward),
        Stmt::Labeled(labeled) => statement(&labeled.body, onward),
        Stmt::If(stmt) => {
            let alt = stmt.alt.as_ref().map_or(onward.rest, |alt| statement(alt, onward));
            calls(&*stmt.test) + alt.max(statement(&stmt.cons, onward))
        }
        Stmt::Switch(stmt) => {
            let inside = Onward { rest: onward.rest, after_break: onward.rest };
            // From each case into those behind it, unless a `break` leaves them.
            let mut most = onward.rest;
            stmt.cases.iter().rev().fold(onward.rest, |rest, case| {
                let from_here = list(&case.cons, Onward { rest, ..inside });
                most = most.max(from_here);
                from_here
            });
            let tests: u32 = stmt.cases.iter().flat_map(|case| &case.test).map(|test| calls(&**test)).sum();
            calls(&*stmt.discriminant) + tests + most
        }
        Stmt::Try(stmt) => {
            let finalizer = stmt.finalizer.as_ref().map_or(0, calls);
            let handler = stmt.handler.as_ref().map_or(0, |handler| calls(&handler.body));
            calls(&stmt.block) + handler + finalizer + onward.rest
        }
        other => calls(other) + onward.rest,
    }
}

/// All calls in `node` outside loops, those of exclusive branches of an expression counted once.
fn calls<N: VisitWith<Calls>>(node: &N) -> u32 {
    let mut counter = Calls(0);
    node.visit_with(&mut counter);
    counter.0
}

struct Calls(u32);

impl Visit for Calls {
    stay_in_function!();

    fn visit_call_expr(&mut self, node: &CallExpr) {
        self.0 += u32::from(is_suspending_call(node));
        node.visit_children_with(self);
    }
    fn visit_opt_call(&mut self, node: &OptCall) {
        self.0 += 1;
        node.visit_children_with(self);
    }
    fn visit_new_expr(&mut self, node: &NewExpr) {
        self.0 += 1;
        node.visit_children_with(self);
    }
    fn visit_tagged_tpl(&mut self, node: &TaggedTpl) {
        self.0 += 1;
        node.visit_children_with(self);
    }
    fn visit_cond_expr(&mut self, node: &CondExpr) {
        node.test.visit_with(self);
        self.0 += calls(&*node.cons).max(calls(&*node.alt));
    }
    fn visit_while_stmt(&mut self, _: &WhileStmt) {}
    fn visit_do_while_stmt(&mut self, _: &DoWhileStmt) {}
    fn visit_for_stmt(&mut self, node: &ForStmt) {
        node.init.visit_with(self);
    }
    fn visit_for_of_stmt(&mut self, node: &ForOfStmt) {
        node.right.visit_with(self);
    }
}

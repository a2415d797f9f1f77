//! Functions that are clauses of `if`, which sloppy code may have (ECMAScript, annex B.3.3) and the parser reports as errors.
//!
//! ```js
//! if (x) function f() {}          if (x) { function f() {} }
//! ```
//! Runs right behind the parser; postcondition: functions are declared in blocks only.

use rustc_hash::FxHashSet;
use swc_common::{BytePos, DUMMY_SP, Spanned};
use swc_ecma_ast::*;
use swc_ecma_visit::{VisitMut, VisitMutWith};

/// Puts the clauses that are functions into blocks; gives the places of those that the language allows.
pub fn enclose(program: &mut Program) -> FxHashSet<BytePos> {
    let strict = match program {
        Program::Module(_) => true,
        Program::Script(script) => is_strict(&script.body),
    };
    let mut clauses = Clauses { strict, allowed: FxHashSet::default() };
    program.visit_mut_with(&mut clauses);
    clauses.allowed
}

fn is_strict(stmts: &[Stmt]) -> bool {
    stmts.iter().take_while(|stmt| stmt.can_precede_directive()).any(Stmt::is_use_strict)
}

struct Clauses {
    strict: bool,
    allowed: FxHashSet<BytePos>,
}

impl Clauses {
    fn within<N: VisitMutWith<Self>>(&mut self, strict: bool, node: &mut N) {
        let around = self.strict;
        self.strict |= strict;
        node.visit_mut_children_with(self);
        self.strict = around;
    }

    fn clause(&mut self, clause: &mut Stmt) {
        let Stmt::Decl(Decl::Fn(function)) = &*clause else { return };
        let is_plain = !function.function.is_async && !function.function.is_generator;
        if self.strict || !is_plain {
            return;
        }
        self.allowed.insert(function.function.span.lo);
        let stmt = std::mem::replace(clause, Stmt::Empty(EmptyStmt { span: DUMMY_SP }));
        *clause = Stmt::Block(BlockStmt { span: stmt.span(), stmts: vec![stmt], ..Default::default() });
    }
}

impl VisitMut for Clauses {
    fn visit_mut_function(&mut self, node: &mut Function) {
        let strict = node.body.as_ref().is_some_and(|body| is_strict(&body.stmts));
        self.within(strict, node);
    }

    fn visit_mut_arrow_expr(&mut self, node: &mut ArrowExpr) {
        let strict = matches!(&*node.body, ArrowFunctionBody::FunctionBody(body) if is_strict(&body.stmts));
        self.within(strict, node);
    }

    fn visit_mut_class(&mut self, node: &mut Class) {
        self.within(true, node);
    }

    fn visit_mut_if_stmt(&mut self, node: &mut IfStmt) {
        node.visit_mut_children_with(self);
        self.clause(&mut node.cons);
        if let Some(alt) = &mut node.alt {
            self.clause(alt);
        }
    }
}

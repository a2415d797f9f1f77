//! Errors that a `catch` takes apart.
//!
//! ```js
//! try { … } catch ({ code, cause = code }) { … }     try { … } catch (hz$thrown) {
//!                                                      let { code, cause = code } = hz$thrown; …
//!                                                    }
//! ```
//! The names of the pattern are then bound like all others: in order, each an error to use before its turn. The block may not
//! declare them again, so one scope serves both, unless the pattern holds expressions: those do not see what the block declares.
//! Runs before the facts are gathered.

use swc_common::DUMMY_SP;
use swc_ecma_ast::*;
use swc_ecma_visit::{Visit, VisitMut, VisitMutWith, VisitWith};

use crate::abi;
use crate::build;

/// Moves the patterns of `program`'s catch clauses into their blocks.
pub fn move_into_blocks(program: &mut Program) {
    program.visit_mut_with(&mut Patterns);
}

struct Patterns;

impl VisitMut for Patterns {
    fn visit_mut_catch_clause(&mut self, clause: &mut CatchClause) {
        clause.visit_mut_children_with(self);
        match clause.param.take() {
            Some(name @ Pat::Ident(_)) => clause.param = Some(name),
            None => {}
            Some(pattern) => {
                let mut expressions = Expressions(false);
                pattern.visit_with(&mut expressions);
                let error = build::name(abi::THROWN);
                let value = Some(build::ident(&error));
                let declarator =
                    VarDeclarator { span: DUMMY_SP, name: pattern, init: value, definite: false };
                let taken_apart = build::declare(VarDeclKind::Let, vec![declarator]);
                if expressions.0 {
                    let stmts = std::mem::take(&mut clause.body.stmts);
                    clause.body.stmts.push(Stmt::Block(BlockStmt { stmts, ..Default::default() }));
                }
                clause.body.stmts.insert(0, taken_apart);
                clause.param = Some(error.into());
            }
        }
    }
}

/// Whether a pattern holds expressions: defaults, computed keys.
struct Expressions(bool);

impl Visit for Expressions {
    fn visit_expr(&mut self, _: &Expr) {
        self.0 = true;
    }
}

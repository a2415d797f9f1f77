//! What a `catch` gets.
//!
//! ```js
//! try { … } catch (error) { … }                      try { … } catch (error) { hz$O(error); … }
//! try { … } catch ({ code, cause = code }) { … }     try { … } catch (hz$thrown) {
//!                                                      let { code, cause = code } = hz$O(hz$thrown); …
//!                                                    }
//! ```
//! The engine's errors name what they blame as it stands in the output; the program reads them in its own names.
//!
//! The names of the pattern are then bound like all others: in order, each an error to use before its turn. The block may not
//! declare them again, so one scope serves both, unless the pattern holds expressions: those do not see what the block declares.
//! Runs before the facts are gathered.

use swc_common::DUMMY_SP;
use swc_ecma_ast::*;
use swc_ecma_visit::{Visit, VisitMut, VisitMutWith, VisitWith};

use crate::abi;
use crate::build;

/// Moves the patterns of `program`'s catch clauses into their blocks, which see to the error first.
pub fn prepare(program: &mut Program) {
    program.visit_mut_with(&mut Patterns);
}

struct Patterns;

impl VisitMut for Patterns {
    fn visit_mut_catch_clause(&mut self, clause: &mut CatchClause) {
        clause.visit_mut_children_with(self);
        match clause.param.take() {
            Some(Pat::Ident(name)) => {
                clause.body.stmts.insert(0, build::expression(own_names(&name)));
                clause.param = Some(Pat::Ident(name));
            }
            None => {}
            Some(pattern) => {
                let mut expressions = Expressions(false);
                pattern.visit_with(&mut expressions);
                let error = build::name(abi::THROWN);
                let init = Some(own_names(&error));
                let declarator = VarDeclarator { span: DUMMY_SP, name: pattern, init, definite: false };
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

fn own_names(error: &Ident) -> Box<Expr> {
    build::runtime(abi::OWN_NAMES, vec![build::ident(error)])
}

/// Whether a pattern holds expressions: defaults, computed keys.
struct Expressions(bool);

impl Visit for Expressions {
    fn visit_expr(&mut self, _: &Expr) {
        self.0 = true;
    }
}

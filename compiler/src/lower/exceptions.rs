//! `try`, `catch` and `finally`.
//!
//! A suspension leaves a function by `return`, which would run a native `finally`. So `finally` becomes a catch of
//! everything and a record of how the block ended:
//! ```js
//! kind = 0;                                  // 0 normally, 1 by a throw, else the number of a jump
//! L: { try { block } catch (e) { kind = 1; value = e; } }
//! finalizer
//! if (kind === 1) throw value; …             // go on as the block wanted to
//! ```
//! A handler that suspends moves behind its `try`, so that a resume can enter it without throwing.

use swc_ecma_ast::*;

use super::Lowering;
use super::jumps::{Record, Target};
use crate::build;
use crate::ir::Node;
use crate::pinned;
use crate::syntax::bound_names;

impl Lowering<'_> {
    pub(super) fn try_statement(&mut self, mut stmt: TryStmt) {
        match stmt.finalizer.take() {
            Some(finalizer) => self.with_finalizer(stmt, finalizer.stmts),
            None => self.with_handler(stmt),
        }
    }

    fn with_finalizer(&mut self, stmt: TryStmt, finalizer: Vec<Stmt>) {
        let record = Record {
            label: self.label(),
            kind: self.temporary(),
            value: self.temporary(),
            exits: Vec::new(),
        };
        let (label, kind, value) = (record.label.clone(), record.kind.clone(), record.value.clone());
        self.set(&kind, build::number(0));
        self.targets.push(Target::Finally(record));
        self.handlers += 1;
        let block = self.run(|this| match stmt.handler {
            Some(_) => this.with_handler(stmt),
            None => this.block(stmt.block.stmts),
        });
        self.handlers -= 1;
        let Some(Target::Finally(record)) = self.targets.pop() else { unreachable!("pushed above") };
        let handler = self.run(|this| this.set(&kind, build::number(1)));
        let guarded = Node::Try { block, param: Some(value), handler };
        self.push(Node::Labeled { label, body: vec![guarded] });
        self.block(finalizer);
        self.dispatch(record);
    }

    fn with_handler(&mut self, stmt: TryStmt) {
        let clause = stmt.handler.expect("a try without finally has a handler");
        let caught = self.temporary();
        let (error, pattern) = self.handler_parameter(clause.param);
        self.handlers += 1;
        let block = self.run(|this| this.block(stmt.block.stmts));
        self.handlers -= 1;
        let before = self.pcs;
        let handler = self.run(|this| {
            if let (Some(pattern), Some(error)) = (pattern, &error) {
                this.push(Node::Expr(build::assign_pattern(pattern, build::ident(error))));
            }
            this.block(clause.body.stmts);
        });
        // The catch itself only notes the error when the handler has yield points; which shows once it is lowered.
        if self.pcs == before {
            return self.push(Node::Try { block, param: error, handler });
        }
        self.set(&caught, build::boolean(false));
        let note = self.run(|this| this.set(&caught, build::boolean(true)));
        self.push(Node::Try { block, param: error, handler: note });
        self.push(Node::If { test: build::ident(&caught), cons: handler, alt: Vec::new() });
    }

    /// The name that takes the error, and the pattern that takes it apart.
    fn handler_parameter(&mut self, param: Option<Pat>) -> (Option<Ident>, Option<Pat>) {
        let mut names = Vec::new();
        param.iter().for_each(|param| bound_names(param, &mut names));
        names.iter().for_each(|name| self.hoist(name));
        match param {
            None => (None, None),
            Some(Pat::Ident(name)) => (Some(name.id), None),
            Some(mut pattern) => {
                pinned::wrap_pattern(&mut pattern);
                (Some(self.temporary()), Some(pattern))
            }
        }
    }
}

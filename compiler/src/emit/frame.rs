//! Saving and restoring: `hz$v(null, resume, pc, this, newTarget, ...locals)` and its reverse.

use swc_common::DUMMY_SP;
use swc_ecma_ast::*;

use super::Function;
use crate::abi::{self, ARGUMENTS, FRAME, NEW_TARGET, PC, SHARED, THIS};
use crate::build;
use crate::ir::Pc;

/// Which version a save stands in: the resume version has `this` and the like in names.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Version {
    Direct,
    Resume,
}

impl Function<'_> {
    /// `return hz$v(…)` with the names that are live at `pc`.
    pub(super) fn save(&self, pc: Pc, version: Version) -> Stmt {
        let nothing = build::undefined;
        let this = match version {
            _ if !self.keeps_this() => nothing(),
            Version::Direct => build::this(),
            Version::Resume => build::global(THIS),
        };
        let target = match version {
            _ if !self.constructs() => nothing(),
            Version::Direct => new_target(),
            Version::Resume => build::global(NEW_TARGET),
        };
        let mut args =
            vec![build::null(), build::ident(&self.resume), build::number(pc as usize), this, target];
        if self.keeps_arguments() {
            args.push(match version {
                Version::Direct => build::global("arguments"),
                Version::Resume => build::global(ARGUMENTS),
            });
        }
        if !self.body.shared.is_empty() {
            args.push(match version {
                Version::Direct => build::runtime(SHARED, vec![]),
                Version::Resume => build::global(SHARED),
            });
        }
        args.extend(self.body.live[pc as usize - 1].iter().map(|id| build::ident(&self.ident(id))));
        build::returns(Some(build::runtime(abi::SAVE, args)))
    }

    pub(super) fn keeps_arguments(&self) -> bool {
        self.facts.function(self.id).uses_arguments
    }

    /// The first statements of the resume version: declares all names and gives the live ones their values.
    pub(super) fn restore(&self) -> Vec<Stmt> {
        let slot = |index: usize| build::index(build::global(FRAME), build::number(index));
        let mut declarators: Vec<VarDeclarator> = Vec::new();
        let mut declared: Vec<Id> = Vec::new();
        let live = self.body.live.iter().flatten();
        let params = &self.facts.function(self.id).params;
        for id in self.body.names.iter().map(Ident::to_id).chain(params.iter().chain(live).cloned()) {
            if !declared.contains(&id) && !self.body.shared.contains(&id) {
                declarators.push(build::declarator(&self.ident(&id), None));
                declared.push(id);
            }
        }
        let mut named =
            |name: &str, value| declarators.push(build::declarator(&build::name(name), Some(value)));
        named(PC, slot(abi::FRAME_PC));
        if self.keeps_this() {
            named(THIS, slot(abi::FRAME_THIS));
        }
        if self.constructs() {
            named(NEW_TARGET, slot(abi::FRAME_NEW_TARGET));
        }
        let mut first_local = abi::FRAME_LOCALS;
        if self.keeps_arguments() {
            named(ARGUMENTS, slot(first_local));
            first_local += 1;
        }
        if !self.body.shared.is_empty() {
            named(SHARED, slot(first_local));
            first_local += 1;
            for (index, id) in self.body.shared.iter().enumerate() {
                let value = build::index(build::global(SHARED), build::number(index));
                declarators.push(build::declarator(&self.ident(id), Some(value)));
            }
        }
        let mut stmts = vec![build::declare(VarDeclKind::Var, declarators)];
        stmts.extend(self.restore_locals(first_local));
        stmts
    }

    /// `switch (pc) { case 1: case 4: a = frame[5]; … }`, one case for each set of live names.
    fn restore_locals(&self, first: usize) -> Option<Stmt> {
        let mut groups: Vec<(&Vec<Id>, Vec<usize>)> = Vec::new();
        for (index, live) in self.body.live.iter().enumerate().filter(|(_, live)| !live.is_empty()) {
            match groups.iter_mut().find(|(known, _)| *known == live) {
                Some((_, pcs)) => pcs.push(index + 1),
                None => groups.push((live, vec![index + 1])),
            }
        }
        let mut cases = Vec::new();
        for (live, pcs) in groups {
            for pc in pcs {
                cases.push(SwitchCase { span: DUMMY_SP, test: Some(build::number(pc)), cons: Vec::new() });
            }
            let last = cases.last_mut().expect("a group has a pc");
            for (offset, id) in live.iter().enumerate() {
                let value = build::index(build::global(FRAME), build::number(first + offset));
                last.cons.push(build::expression(build::assign(&self.ident(id), value)));
            }
            last.cons.push(Stmt::Break(BreakStmt { span: DUMMY_SP, label: None }));
        }
        (!cases.is_empty()).then(|| {
            Stmt::Switch(SwitchStmt {
                span: DUMMY_SP,
                body_ctxt: Default::default(),
                discriminant: build::global(PC),
                cases,
            })
        })
    }

    /// `if (target === hz$S) return hz$v(…)`
    pub(super) fn check(&self, target: &Ident, pc: Pc, version: Version) -> Stmt {
        let suspended = build::same(build::ident(target), build::global(abi::SENTINEL));
        build::when(suspended, self.save(pc, version))
    }

    /// `if (hz$P[0] !== 0 && hz$y() === hz$S) return hz$v(…)`
    pub(super) fn poll(&self, pc: Pc, version: Version) -> Stmt {
        let stop = build::same(build::runtime(abi::POLL, vec![]), build::global(abi::SENTINEL));
        let test = build::binary(build::slice_used_up(), BinaryOp::LogicalAnd, stop);
        build::when(test, self.save(pc, version))
    }
}

fn new_target() -> Box<Expr> {
    Box::new(Expr::MetaProp(MetaPropExpr { span: DUMMY_SP, kind: MetaPropKind::NewTarget }))
}

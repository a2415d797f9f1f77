//! The direct version: the function that the program sees.
//!
//! No pc, no mode, no closure is added to what was written; behind each call stands the check, whose cold branch saves.

use rustc_hash::FxHashSet;
use swc_common::DUMMY_SP;
use swc_ecma_ast::*;

use super::Function;
use super::frame::Version;
use super::resume::build_function;
use crate::abi::{CAUGHT, SHARED};
use crate::build;
use crate::ir::{Case, LoopKind, Node};

/// The statements of the direct version, made of the function's `nodes`.
pub(super) fn write(mut function: Function, nodes: Vec<Node>) -> Vec<Stmt> {
    let mut stmts = std::mem::take(&mut function.body.functions);
    let declared: FxHashSet<Id> = stmts.iter().filter_map(declared_function).collect();
    stmts.extend(function.shared_names());
    let names = function.body.names.iter().filter(|name| !declared.contains(&name.to_id()));
    let names: Vec<&str> = names.map(|name| name.sym.as_str()).collect();
    if !names.is_empty() {
        stmts.push(build::expression(build::verbatim(format!("var {}", names.join(", ")))));
    }
    stmts.extend(function.direct_nodes(nodes));
    stmts
}

fn declared_function(stmt: &Stmt) -> Option<Id> {
    match stmt {
        Stmt::Decl(Decl::Fn(function)) => Some(function.ident.to_id()),
        _ => None,
    }
}

impl Function<'_> {
    /// `function hz$shared() { return [a, b, …]; }`: so that not every save has to list them.
    fn shared_names(&self) -> Option<Stmt> {
        let shared = &self.body.shared;
        let name = |id: &Id| Box::new(Expr::Ident(Ident::new(id.0.clone(), DUMMY_SP, id.1)));
        let elems: Vec<_> = shared.iter().map(|id| Some(build::argument(name(id)))).collect();
        let list = Box::new(Expr::Array(ArrayLit { span: DUMMY_SP, elems }));
        let body = vec![build::returns(Some(list))];
        (!shared.is_empty()).then(|| build_function(&build::name(SHARED), Vec::new(), body))
    }

    fn direct_nodes(&self, nodes: Vec<Node>) -> Vec<Stmt> {
        nodes.into_iter().map(|node| self.direct_node(node)).collect()
    }

    fn direct_node(&self, node: Node) -> Stmt {
        match node {
            Node::Suspend { pc, target, expr } => {
                self.check(self.assigned_to(&target, pc, expr), pc, Version::Direct)
            }
            Node::Poll { pc } => self.poll(pc, Version::Direct),
            Node::If { test, cons, alt } => {
                let cons = self.direct_nodes(cons);
                let alt = self.direct_nodes(alt);
                if_statement(test, cons, alt)
            }
            Node::Loop { label, kind, body } => loop_statement(label.as_ref(), kind, self.direct_nodes(body)),
            Node::Labeled { label, body } => labeled(&label, self.direct_nodes(body)),
            Node::Switch { label, discriminant, cases } => {
                let cases = cases
                    .into_iter()
                    .map(|Case { test, body }| switch_case(test, self.direct_nodes(body)))
                    .collect();
                switch_statement(label.as_ref(), discriminant, cases)
            }
            Node::Try { block, param, handler } => {
                try_statement(self.direct_nodes(block), param.as_ref(), self.direct_nodes(handler))
            }
            Node::TailCall { value, call } => self.tail_call(&value, call),
            other => simple(other),
        }
    }
}

/// Nodes that are written alike in both versions.
pub(super) fn simple(node: Node) -> Stmt {
    match node {
        Node::Expr(expr) => build::expression(expr),
        Node::Break(label) => Stmt::Break(BreakStmt { span: DUMMY_SP, label }),
        Node::Continue(label) => Stmt::Continue(ContinueStmt { span: DUMMY_SP, label }),
        Node::Return(value) => build::returns(value),
        Node::Throw(value) => build::throws(value),
        Node::Plain(stmt) => stmt,
        other => unreachable!("not a simple node: {other:?}"),
    }
}

pub(super) fn if_statement(test: Box<Expr>, cons: Vec<Stmt>, alt: Vec<Stmt>) -> Stmt {
    match (cons.is_empty(), alt.is_empty()) {
        (_, true) => build::when(test, one(cons)),
        (true, false) => build::when(build::unary(UnaryOp::Bang, test), one(alt)),
        (false, false) => build::when_else(test, build::block(cons), one(alt)),
    }
}

/// A single statement without braces, unless an `else` could be taken for another `if`'s.
pub(super) fn one(mut stmts: Vec<Stmt>) -> Stmt {
    match stmts.as_slice() {
        [Stmt::Expr(_) | Stmt::Return(_) | Stmt::Break(_) | Stmt::Continue(_) | Stmt::Throw(_)] => {
            stmts.remove(0)
        }
        _ => build::block(stmts),
    }
}

pub(super) fn loop_statement(label: Option<&Ident>, kind: LoopKind, body: Vec<Stmt>) -> Stmt {
    let body = Box::new(build::block(body));
    let span = DUMMY_SP;
    let stmt = match kind {
        LoopKind::Forever => Stmt::For(ForStmt { span, init: None, test: None, update: None, body }),
        LoopKind::DoWhile(test) => Stmt::DoWhile(DoWhileStmt { span, test, body }),
        LoopKind::For { test, update } => Stmt::For(ForStmt { span, init: None, test, update, body }),
    };
    with_label(label, stmt)
}

fn with_label(label: Option<&Ident>, stmt: Stmt) -> Stmt {
    match label {
        Some(label) => {
            Stmt::Labeled(LabeledStmt { span: DUMMY_SP, label: label.clone(), body: Box::new(stmt) })
        }
        None => stmt,
    }
}

/// A labeled loop keeps the label on the loop, so that `continue label` stays legal.
pub(super) fn labeled(label: &Ident, mut body: Vec<Stmt>) -> Stmt {
    let inner = match body.as_slice() {
        [
            Stmt::For(_)
            | Stmt::While(_)
            | Stmt::DoWhile(_)
            | Stmt::Labeled(_)
            | Stmt::Try(_)
            | Stmt::Switch(_),
        ] => body.remove(0),
        _ => build::block(body),
    };
    with_label(Some(label), inner)
}

pub(super) fn switch_case(test: Option<Box<Expr>>, cons: Vec<Stmt>) -> SwitchCase {
    SwitchCase { span: DUMMY_SP, test, cons }
}

pub(super) fn switch_statement(
    label: Option<&Ident>,
    discriminant: Box<Expr>,
    cases: Vec<SwitchCase>,
) -> Stmt {
    let body_ctxt = Default::default();
    with_label(label, Stmt::Switch(SwitchStmt { span: DUMMY_SP, body_ctxt, discriminant, cases }))
}

pub(super) fn try_statement(block: Vec<Stmt>, param: Option<&Ident>, handler: Vec<Stmt>) -> Stmt {
    let block_of = |stmts| BlockStmt { span: DUMMY_SP, ctxt: Default::default(), stmts };
    let mut stmts = Vec::new();
    if let Some(param) = param {
        stmts.push(build::expression(build::assign(param, build::global(CAUGHT))));
    }
    stmts.extend(handler);
    let handler = CatchClause {
        span: DUMMY_SP,
        param: param.map(|_| Pat::Ident(build::name(CAUGHT).into())),
        body: block_of(stmts),
    };
    let (block, handler) = (block_of(block), Some(handler));
    Stmt::Try(Box::new(TryStmt { span: DUMMY_SP, block, handler, finalizer: None }))
}

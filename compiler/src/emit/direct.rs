//! The direct version: the function that the program sees.
//!
//! No pc, no mode, no closure is added to what was written; behind each call stands the check, whose cold branch saves.

use swc_common::DUMMY_SP;
use swc_ecma_ast::*;

use super::Function;
use super::frame::Version;
use super::resume::build_function;
use crate::abi::{CAUGHT, SHARED};
use crate::build;
use crate::ir::{Case, LoopKind, Node};

/// The statements of the direct version.
pub(super) fn write(function: &Function) -> Vec<Stmt> {
    let mut stmts = function.body.functions.clone();
    let declared: Vec<Id> = stmts.iter().filter_map(declared_function).collect();
    stmts.extend(function.shared_names());
    let names: Vec<VarDeclarator> = function
        .body
        .names
        .iter()
        .filter(|name| !declared.contains(&name.to_id()))
        .map(|name| build::declarator(name, None))
        .collect();
    if !names.is_empty() {
        stmts.push(build::declare(VarDeclKind::Var, names));
    }
    stmts.extend(function.direct_nodes(&function.body.nodes));
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
        let elems: Vec<_> =
            shared.iter().map(|id| Some(build::argument(build::ident(&self.ident(id))))).collect();
        let list = Box::new(Expr::Array(ArrayLit { span: DUMMY_SP, elems }));
        let body = vec![build::returns(Some(list))];
        (!shared.is_empty()).then(|| build_function(&build::name(SHARED), Vec::new(), body))
    }

    fn direct_nodes(&self, nodes: &[Node]) -> Vec<Stmt> {
        nodes.iter().flat_map(|node| self.direct_node(node)).collect()
    }

    fn direct_node(&self, node: &Node) -> Vec<Stmt> {
        match node {
            Node::Suspend { pc, target, expr } => vec![
                build::expression(build::assign(target, expr.clone())),
                self.check(target, *pc, Version::Direct),
            ],
            Node::Poll { pc } => vec![self.poll(*pc, Version::Direct)],
            Node::If { test, cons, alt } => {
                let cons = self.direct_nodes(cons);
                let alt = self.direct_nodes(alt);
                vec![if_statement(test.clone(), cons, alt)]
            }
            Node::Loop { label, kind, body } => {
                vec![loop_statement(label.as_ref(), kind.clone(), self.direct_nodes(body))]
            }
            Node::Labeled { label, body } => vec![labeled(label, self.direct_nodes(body))],
            Node::Switch { label, discriminant, cases } => {
                let cases = cases
                    .iter()
                    .map(|Case { test, body }| switch_case(test.clone(), self.direct_nodes(body)))
                    .collect();
                vec![switch_statement(label.as_ref(), discriminant.clone(), cases)]
            }
            Node::Try { block, param, handler } => {
                vec![try_statement(self.direct_nodes(block), param.as_ref(), self.direct_nodes(handler))]
            }
            other => simple(other),
        }
    }
}

/// Nodes that are written alike in both versions.
pub(super) fn simple(node: &Node) -> Vec<Stmt> {
    vec![match node {
        Node::Expr(expr) => build::expression(expr.clone()),
        Node::Break(label) => Stmt::Break(BreakStmt { span: DUMMY_SP, label: label.clone() }),
        Node::Continue(label) => Stmt::Continue(ContinueStmt { span: DUMMY_SP, label: label.clone() }),
        Node::Return(value) => build::returns(value.clone()),
        Node::Throw(value) => build::throws(value.clone()),
        Node::Plain(stmt) => stmt.clone(),
        other => unreachable!("not a simple node: {other:?}"),
    }]
}

pub(super) fn if_statement(test: Box<Expr>, cons: Vec<Stmt>, alt: Vec<Stmt>) -> Stmt {
    match (cons.is_empty(), alt.is_empty()) {
        (_, true) => build::when(test, one(cons)),
        (true, false) => build::when(build::unary(UnaryOp::Bang, test), one(alt)),
        (false, false) => build::when_else(test, build::block(cons), one(alt)),
    }
}

/// A single statement without braces, unless an `else` could be taken for another `if`'s.
fn one(mut stmts: Vec<Stmt>) -> Stmt {
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
        LoopKind::While(test) => Stmt::While(WhileStmt { span, test, body }),
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

//! The language between source and output: the body of a captured function with every suspension made a statement.
//!
//! ```text
//! total(list)                        r = g(a) + h(b);        1: t0 = g(a)
//!   names    s, t0                                           2: t1 = h(b)
//!   yield    1, 2                                               r = t0 + t1
//! ```
//! Expressions inside nodes never suspend, so a function can be left and entered again between any two nodes. Each
//! [`Node::Suspend`] and [`Node::Poll`] has a number, its pc, counted in program order from 1: the pcs inside a node are a range,
//! which is how the resume version skips forward. Block-scoped names are names of the function here.

use rustc_hash::FxHashSet;
use std::fmt;

use swc_ecma_ast::{AssignExpr, AssignOp, AssignTarget, Expr, Id, Ident, SimpleAssignTarget, Stmt};

/// Number of a yield point within its function.
pub type Pc = u32;

/// One step of a function.
#[derive(Clone, Debug)]
pub enum Node {
    /// An expression that cannot suspend, for its effect.
    Expr(Box<Expr>),
    /// `target = expr`, where the outermost operation of `expr` can suspend; on resume the target gets the result.
    Suspend {
        pc: Pc,
        target: Ident,
        expr: Box<Expr>,
    },
    /// Looks whether the slice is used up.
    Poll {
        pc: Pc,
    },
    If {
        test: Box<Expr>,
        cons: Vec<Node>,
        alt: Vec<Node>,
    },
    Loop {
        label: Option<Ident>,
        kind: LoopKind,
        body: Vec<Node>,
    },
    /// `label: { body }`, left by `break label`.
    Labeled {
        label: Ident,
        body: Vec<Node>,
    },
    Switch {
        label: Option<Ident>,
        discriminant: Box<Expr>,
        cases: Vec<Case>,
    },
    /// `finally` does not occur: lowering turns it into a catch and a record of how the block ended.
    /// What was thrown is assigned to `param`.
    Try {
        block: Vec<Node>,
        param: Option<Ident>,
        handler: Vec<Node>,
    },
    Break(Option<Ident>),
    Continue(Option<Ident>),
    Return(Option<Box<Expr>>),
    /// `return call` in a function that `new` may call: when the call suspends, `new` must still give an object. `value` is
    /// a temporary for the result.
    TailCall {
        value: Ident,
        call: Box<Expr>,
    },
    Throw(Box<Expr>),
    /// A statement as it was written: it neither suspends nor declares a name that outlives it.
    Plain(Stmt),
}

/// A loop whose conditions cannot suspend; others are lowered to `Forever`.
#[derive(Clone, Debug)]
pub enum LoopKind {
    Forever,
    DoWhile(Box<Expr>),
    For { test: Option<Box<Expr>>, update: Option<Box<Expr>> },
}

/// A case of a switch; `None` is the default.
#[derive(Clone, Debug)]
pub struct Case {
    pub test: Option<Box<Expr>>,
    pub body: Vec<Node>,
}

/// A lowered function body.
#[derive(Debug, Default)]
pub struct Body {
    pub nodes: Vec<Node>,
    /// Names of the function that its nodes use, besides its parameters: hoisted declarations, then temporaries.
    pub names: Vec<Ident>,
    /// Function declarations of the outermost block: they exist before the first node runs.
    pub functions: Vec<Stmt>,
    /// How many yield points there are; 0 when all suspensions are tail calls.
    pub pcs: Pc,
    /// Names that frames hold together, as one array: they have their value before the first yield point and keep it.
    pub shared: Vec<Id>,
    /// Live names at each yield point, by pc − 1.
    pub live: Vec<Vec<Id>>,
    /// The suspensions whose target nobody reads.
    pub unread: FxHashSet<Pc>,
}

/// The range of pcs in a run of nodes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Range {
    pub first: Pc,
    pub last: Pc,
}

impl Range {
    fn of(pc: Pc) -> Option<Range> {
        Some(Range { first: pc, last: pc })
    }

    fn join(a: Option<Range>, b: Option<Range>) -> Option<Range> {
        match (a, b) {
            (Some(a), Some(b)) => Some(Range { first: a.first.min(b.first), last: a.last.max(b.last) }),
            (one, other) => one.or(other),
        }
    }

    /// The pcs in `nodes`; `None` when there are none.
    pub fn in_nodes(nodes: &[Node]) -> Option<Range> {
        nodes.iter().map(Node::range).fold(None, Range::join)
    }
}

impl Node {
    /// The pcs in this node.
    pub fn range(&self) -> Option<Range> {
        match self {
            Node::Suspend { pc, .. } | Node::Poll { pc } => Range::of(*pc),
            Node::If { cons, alt, .. } => Range::join(Range::in_nodes(cons), Range::in_nodes(alt)),
            Node::Loop { body, .. } | Node::Labeled { body, .. } => Range::in_nodes(body),
            Node::Switch { cases, .. } => {
                cases.iter().map(|case| Range::in_nodes(&case.body)).fold(None, Range::join)
            }
            Node::Try { block, handler, .. } => Range::join(Range::in_nodes(block), Range::in_nodes(handler)),
            Node::Expr(_)
            | Node::Break(_)
            | Node::Continue(_)
            | Node::Return(_)
            | Node::TailCall { .. }
            | Node::Throw(_)
            | Node::Plain(_) => None,
        }
    }

    /// The name that the node assigns, when that is all it does.
    pub fn assigned(&self) -> Option<&Ident> {
        let Node::Expr(expr) = self else { return None };
        let Expr::Assign(AssignExpr { op: AssignOp::Assign, left, .. }) = &**expr else { return None };
        match left {
            AssignTarget::Simple(SimpleAssignTarget::Ident(name)) => Some(&name.id),
            _ => None,
        }
    }

    /// The node's name in listings and its nested runs.
    fn parts(&self) -> (&'static str, Vec<&[Node]>) {
        match self {
            Node::Expr(_) => ("expr", vec![]),
            Node::Suspend { .. } => ("suspend", vec![]),
            Node::Poll { .. } => ("poll", vec![]),
            Node::If { cons, alt, .. } => ("if", vec![cons, alt]),
            Node::Loop { body, .. } => ("loop", vec![body]),
            Node::Labeled { body, .. } => ("labeled", vec![body]),
            Node::Switch { cases, .. } => ("switch", cases.iter().map(|case| &*case.body).collect()),
            Node::Try { block, handler, .. } => ("try", vec![block, handler]),
            Node::Break(_) => ("break", vec![]),
            Node::Continue(_) => ("continue", vec![]),
            Node::Return(_) => ("return", vec![]),
            Node::TailCall { .. } => ("tail call", vec![]),
            Node::Throw(_) => ("throw", vec![]),
            Node::Plain(_) => ("plain", vec![]),
        }
    }
}

/// The shape of the body: one node a line, nested runs indented, pcs in front.
impl fmt::Display for Body {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        write_nodes(f, &self.nodes, 0)
    }
}

fn write_nodes(f: &mut fmt::Formatter, nodes: &[Node], depth: usize) -> fmt::Result {
    for node in nodes {
        let (name, runs) = node.parts();
        let pc = match node {
            Node::Suspend { pc, .. } | Node::Poll { pc } => format!("{pc}: "),
            _ => String::new(),
        };
        writeln!(f, "{:1$}{pc}{name}", "", depth * 2)?;
        for run in runs {
            write_nodes(f, run, depth + 1)?;
        }
    }
    Ok(())
}

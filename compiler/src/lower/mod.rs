//! Turns the body of a captured function into [`ir`](crate::ir): every suspension becomes a statement of its own.
//!
//! Before: a body with unique names (`unique`), shared variables in boxes (`boxes`), inner functions already
//! compiled. Postcondition: no expression in the nodes suspends; `finally` and `for-of` are gone; block-scoped names
//! are names of the function; yield points are numbered in program order.
//!
//! `statements`, `loops`, `exceptions` and `jumps` lower statements, `expressions` and `calls` the expressions in them.
//! What an expression cannot express as nodes (a suspending pattern, say) is pinned in place: `emit::pinned` wraps its calls.

mod branching;
mod calls;
mod chunks;
mod exceptions;
mod expressions;
mod jumps;
mod loops;
mod statements;

use rustc_hash::FxHashSet;
use swc_ecma_ast::*;

use crate::abi;
use crate::build;
use crate::facts::{Facts, FnId};
use crate::ir::{Body, Node};
use crate::syntax::can_suspend;
use jumps::Target;

/// What the caller of [`lower`] chooses.
#[derive(Clone, Copy, Debug)]
pub struct Settings {
    /// Poll at the entry of every function and in each turn of every loop but short ones, so that stress runs suspend
    /// everywhere.
    pub poll_everywhere: bool,
}

/// Lowers the body of the captured function `id`.
pub fn lower(mut stmts: Vec<Stmt>, id: FnId, facts: &Facts, settings: Settings) -> Body {
    let mut lowering = Lowering::new(id, facts, settings);
    // Function declarations hold the boxes of this activation, so these are made before it can be left; what cannot
    // suspend behind them takes no time that a poll would have to divide.
    let boxes = statements::boxes_of(&stmts, facts);
    let prologue = stmts[boxes..].iter().take_while(|stmt| !can_suspend(*stmt)).count();
    let rest = stmts.split_off(boxes + prologue);
    lowering.outermost(stmts);
    if settings.poll_everywhere || branching::calls_on_a_way(&rest) >= 2 {
        lowering.poll();
    }
    lowering.outermost(rest);
    lowering.finish()
}

struct Lowering<'a> {
    facts: &'a Facts,
    settings: Settings,
    id: FnId,
    /// The run of nodes being made.
    out: Vec<Node>,
    names: Vec<Ident>,
    seen: FxHashSet<Id>,
    functions: Vec<Stmt>,
    temporaries: usize,
    most_temporaries: usize,
    labels: usize,
    pcs: u32,
    targets: Vec<Target>,
    /// Handlers around the current place in this function: inside them a call is never in tail position.
    handlers: usize,
}

impl<'a> Lowering<'a> {
    fn new(id: FnId, facts: &'a Facts, settings: Settings) -> Lowering<'a> {
        Lowering {
            facts,
            settings,
            id,
            out: Vec::new(),
            names: Vec::new(),
            seen: FxHashSet::default(),
            functions: Vec::new(),
            temporaries: 0,
            most_temporaries: 0,
            labels: 0,
            pcs: 0,
            targets: Vec::new(),
            handlers: 0,
        }
    }

    fn finish(mut self) -> Body {
        for index in 0..self.most_temporaries {
            self.names.push(temporary_name(index));
        }
        Body {
            nodes: self.out,
            names: self.names,
            functions: self.functions,
            pcs: self.pcs,
            ..Body::default()
        }
    }

    fn push(&mut self, node: Node) {
        self.out.push(node);
    }

    /// The nodes that `make` pushes, as a run of their own.
    fn run(&mut self, make: impl FnOnce(&mut Self)) -> Vec<Node> {
        let outer = std::mem::take(&mut self.out);
        make(self);
        std::mem::replace(&mut self.out, outer)
    }

    /// A name of the function for the rest of the current statement.
    fn temporary(&mut self) -> Ident {
        let name = temporary_name(self.temporaries);
        self.temporaries += 1;
        self.most_temporaries = self.most_temporaries.max(self.temporaries);
        name
    }

    /// Runs `make` and gives its temporaries back.
    fn scoped<R>(&mut self, make: impl FnOnce(&mut Self) -> R) -> R {
        let mark = self.temporaries;
        let result = make(self);
        self.temporaries = mark;
        result
    }

    fn label(&mut self) -> Ident {
        self.labels += 1;
        build::name(&format!("{}L{}", abi::PREFIX, self.labels))
    }

    fn next_pc(&mut self) -> u32 {
        self.pcs += 1;
        self.pcs
    }

    fn poll(&mut self) {
        let pc = self.next_pc();
        self.push(Node::Poll { pc });
    }

    /// `target = expr`, which can suspend.
    fn suspend_into(&mut self, target: Ident, expr: Box<Expr>) {
        let pc = self.next_pc();
        self.push(Node::Suspend { pc, target, expr });
    }

    /// Gives the result of `expr`, which can suspend.
    fn suspend(&mut self, expr: Box<Expr>) -> Box<Expr> {
        let target = self.temporary();
        self.suspend_into(target.clone(), expr);
        build::ident(&target)
    }

    fn set(&mut self, target: &Ident, value: Box<Expr>) {
        if !matches!(&*value, Expr::Ident(name) if name.to_id() == target.to_id()) {
            self.push(Node::Expr(build::assign(target, value)));
        }
    }

    /// Makes a declared name a name of the function.
    fn hoist(&mut self, name: &Ident) {
        if self.seen.insert(name.to_id()) && !self.facts.function(self.id).params.contains(&name.to_id()) {
            self.names.push(Ident { optional: false, ..name.clone() });
        }
    }

    /// Whether a call that is returned leaves its caller behind.
    fn allows_tail_calls(&self) -> bool {
        self.handlers == 0
    }
}

fn temporary_name(index: usize) -> Ident {
    build::name(&format!("{}{index}", abi::PREFIX))
}

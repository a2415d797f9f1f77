//! Which names of a captured function are live at each of its yield points.
//!
//! Backward flow over the structured nodes: a name is live where some path reads it before it is written. Loops are
//! repeated until nothing changes; a place inside a `try` also needs what its handler needs, because any node may throw.
//! Frames hold exactly these names.

use std::collections::{HashMap, HashSet};

use swc_ecma_ast::*;
use swc_ecma_visit::{Visit, VisitWith};

use crate::abi::is_temporary;
use crate::ir::{Body, Case, LoopKind, Node};
use crate::syntax::jump_leaves;

/// Fills in `body.live`; `relevant` says which names can be in a frame.
pub fn find(body: &mut Body, relevant: &dyn Fn(&Id) -> bool) {
    let mut names = Names { index: HashMap::new(), ids: Vec::new(), relevant };
    body.nodes.iter().for_each(|node| names.collect(node));
    let mut flow = Flow {
        at: vec![Set::new(names.ids.len()); body.pcs as usize],
        names: &names,
        targets: Vec::new(),
        read: HashSet::new(),
        handlers: Vec::new(),
    };
    let out = Set::new(names.ids.len());
    flow.run(&body.nodes, out);
    body.unread = (1..=body.pcs).filter(|pc| !flow.read.contains(pc)).collect();
    body.live =
        flow.at.iter().map(|set| set.iter().map(|index| names.ids[index].clone()).collect()).collect();
}

/// The names that matter, numbered.
struct Names<'a> {
    index: HashMap<Id, usize>,
    ids: Vec<Id>,
    relevant: &'a dyn Fn(&Id) -> bool,
}

impl Names<'_> {
    fn collect(&mut self, node: &Node) {
        for_each_piece(node, &mut |piece| {
            let mut found = Found::default();
            piece.visit(&mut found);
            for id in found.ids {
                if !self.index.contains_key(&id) && (self.relevant)(&id) {
                    self.index.insert(id.clone(), self.ids.len());
                    self.ids.push(id);
                }
            }
        });
    }

    fn contains(&self, set: &Set, name: &Ident) -> bool {
        self.index.get(&name.to_id()).is_some_and(|index| set.contains(*index))
    }

    fn uses<N: VisitWith<Found>>(&self, node: &N) -> Set {
        let mut found = Found::default();
        node.visit_with(&mut found);
        let mut set = Set::new(self.ids.len());
        found.ids.iter().filter_map(|id| self.index.get(id)).for_each(|index| set.insert(*index));
        set
    }
}

/// All names in a piece of syntax, functions inside it included; those have temporaries of their own, though.
#[derive(Default)]
pub struct Found {
    ids: Vec<Id>,
    functions: usize,
}

impl Found {
    fn inside<N: VisitWith<Self>>(&mut self, node: &N) {
        self.functions += 1;
        node.visit_children_with(self);
        self.functions -= 1;
    }
}

impl Visit for Found {
    fn visit_ident(&mut self, node: &Ident) {
        if self.functions == 0 || !is_temporary(&node.sym) {
            self.ids.push(node.to_id());
        }
    }
    fn visit_function(&mut self, node: &Function) {
        self.inside(node);
    }
    fn visit_arrow_expr(&mut self, node: &ArrowExpr) {
        self.inside(node);
    }
    fn visit_constructor(&mut self, node: &Constructor) {
        self.inside(node);
    }
}

/// A piece of syntax in a node.
enum Piece<'n> {
    Expr(&'n Expr),
    Stmt(&'n Stmt),
    Name(&'n Ident),
}

impl Piece<'_> {
    fn visit(&self, found: &mut Found) {
        match self {
            Piece::Expr(expr) => expr.visit_with(found),
            Piece::Stmt(stmt) => stmt.visit_with(found),
            Piece::Name(name) => name.visit_with(found),
        }
    }
}

fn for_each_piece(node: &Node, each: &mut dyn FnMut(Piece)) {
    match node {
        Node::Expr(expr) | Node::Throw(expr) | Node::TailCall { call: expr, .. } => each(Piece::Expr(expr)),
        Node::Suspend { target, expr, .. } => {
            each(Piece::Name(target));
            each(Piece::Expr(expr));
        }
        Node::If { test, cons, alt } => {
            each(Piece::Expr(test));
            cons.iter().chain(alt).for_each(|node| for_each_piece(node, each));
        }
        Node::Loop { kind, body, .. } => {
            conditions(kind).into_iter().for_each(|expr| each(Piece::Expr(expr)));
            body.iter().for_each(|node| for_each_piece(node, each));
        }
        Node::Labeled { body, .. } => body.iter().for_each(|node| for_each_piece(node, each)),
        Node::Switch { discriminant, cases, .. } => {
            each(Piece::Expr(discriminant));
            for case in cases {
                case.test.iter().for_each(|test| each(Piece::Expr(test)));
                case.body.iter().for_each(|node| for_each_piece(node, each));
            }
        }
        Node::Try { block, param, handler } => {
            param.iter().for_each(|param| each(Piece::Name(param)));
            block.iter().chain(handler).for_each(|node| for_each_piece(node, each));
        }
        Node::Return(value) => value.iter().for_each(|value| each(Piece::Expr(value))),
        Node::Plain(stmt) => each(Piece::Stmt(stmt)),
        Node::Poll { .. } | Node::Break(_) | Node::Continue(_) => {}
    }
}

fn conditions(kind: &LoopKind) -> Vec<&Expr> {
    match kind {
        LoopKind::Forever => vec![],
        LoopKind::DoWhile(test) => vec![test],
        LoopKind::For { test, update } => test.iter().chain(update).map(|expr| &**expr).collect(),
    }
}

/// A set of name numbers.
#[derive(Clone, PartialEq)]
struct Set(Vec<u64>);

impl Set {
    fn new(size: usize) -> Set {
        Set(vec![0; size.div_ceil(64)])
    }
    fn insert(&mut self, index: usize) {
        self.0[index / 64] |= 1 << (index % 64);
    }
    fn contains(&self, index: usize) -> bool {
        self.0[index / 64] & (1 << (index % 64)) != 0
    }
    fn remove(&mut self, index: usize) {
        self.0[index / 64] &= !(1 << (index % 64));
    }
    fn join(mut self, other: &Set) -> Set {
        self.0.iter_mut().zip(&other.0).for_each(|(word, other)| *word |= other);
        self
    }
    fn iter(&self) -> impl Iterator<Item = usize> + '_ {
        (0..self.0.len() * 64).filter(|index| self.contains(*index))
    }
}

/// Where a jump goes on, and what is live there.
struct Aim {
    label: Option<Id>,
    loops: bool,
    breakable: bool,
    after: Set,
    next: Set,
}

struct Flow<'a> {
    at: Vec<Set>,
    names: &'a Names<'a>,
    targets: Vec<Aim>,
    handlers: Vec<Set>,
    /// The suspensions whose target is read later.
    read: HashSet<u32>,
}

impl Flow<'_> {
    /// What is live before `nodes`, given what is live after them.
    fn run(&mut self, nodes: &[Node], out: Set) -> Set {
        nodes.iter().rev().fold(out, |live, node| {
            let mut live = self.node(node, live);
            if let Some(handler) = self.handlers.last() {
                live = live.join(handler);
            }
            live
        })
    }

    fn node(&mut self, node: &Node, out: Set) -> Set {
        match node {
            Node::Expr(expr) => self.effect(expr, out),
            Node::Suspend { pc, target, expr } => {
                let read_in = |set: &Set| self.names.contains(set, target);
                if !is_temporary(&target.sym) || read_in(&out) || self.handlers.iter().any(read_in) {
                    self.read.insert(*pc);
                }
                let live = self.without(out, target);
                self.record(*pc, &live);
                live.join(&self.names.uses(&**expr))
            }
            Node::Poll { pc } => {
                self.record(*pc, &out);
                out
            }
            Node::If { test, cons, alt } => {
                let cons = self.run(cons, out.clone());
                let alt = self.run(alt, out);
                cons.join(&alt).join(&self.names.uses(&**test))
            }
            Node::Loop { label, kind, body } => self.repeat(label, kind, body, out),
            Node::Labeled { label, body } => {
                let aim = Aim {
                    label: Some(label.to_id()),
                    loops: false,
                    breakable: false,
                    after: out.clone(),
                    next: out.clone(),
                };
                self.targets.push(aim);
                let live = self.run(body, out);
                self.targets.pop();
                live
            }
            Node::Switch { label, discriminant, cases } => self.switch(label, discriminant, cases, out),
            Node::Try { block, param, handler } => {
                let mut caught = self.run(handler, out.clone());
                if let Some(param) = param {
                    caught = self.without(caught, param);
                }
                self.handlers.push(caught);
                let live = self.run(block, out);
                let caught = self.handlers.pop().expect("pushed above");
                live.join(&caught)
            }
            Node::Break(label) => self.aim(label, false).map_or(out, |aim| aim.after.clone()),
            Node::Continue(label) => self.aim(label, true).map_or(out, |aim| aim.next.clone()),
            Node::Return(value) => {
                let none = Set::new(self.names.ids.len());
                value.as_ref().map_or(none.clone(), |value| none.join(&self.names.uses(&**value)))
            }
            Node::Throw(value) | Node::TailCall { call: value, .. } => self.names.uses(&**value),
            Node::Plain(stmt) => {
                let mut live = out.join(&self.names.uses(stmt));
                if jump_leaves(stmt) {
                    for aim in &self.targets {
                        live = live.join(&aim.after).join(&aim.next);
                    }
                }
                live
            }
        }
    }

    fn switch(&mut self, label: &Option<Ident>, discriminant: &Expr, cases: &[Case], out: Set) -> Set {
        let label = label.as_ref().map(Ident::to_id);
        let aim = Aim { label, loops: false, breakable: true, after: out.clone(), next: out.clone() };
        self.targets.push(aim);
        let mut entries = out.clone();
        let mut live = out;
        for case in cases.iter().rev() {
            live = self.run(&case.body, live);
            entries = entries.join(&live);
            if let Some(test) = &case.test {
                entries = entries.join(&self.names.uses(&**test));
            }
        }
        self.targets.pop();
        entries.join(&self.names.uses(discriminant))
    }

    /// An assignment to a name ends the life of its old value.
    fn effect(&self, expr: &Expr, out: Set) -> Set {
        if let Expr::Assign(AssignExpr { op: AssignOp::Assign, left, right, .. }) = expr
            && let AssignTarget::Simple(SimpleAssignTarget::Ident(name)) = left
        {
            return self.without(out, &name.id).join(&self.names.uses(&**right));
        }
        out.join(&self.names.uses(expr))
    }

    fn without(&self, mut set: Set, name: &Ident) -> Set {
        if let Some(index) = self.names.index.get(&name.to_id()) {
            set.remove(*index);
        }
        set
    }

    fn record(&mut self, pc: u32, live: &Set) {
        let slot = &mut self.at[pc as usize - 1];
        *slot = slot.clone().join(live);
        if let Some(handler) = self.handlers.last() {
            *slot = slot.clone().join(handler);
        }
    }

    fn repeat(&mut self, label: &Option<Ident>, kind: &LoopKind, body: &[Node], out: Set) -> Set {
        let empty = Set::new(self.names.ids.len());
        let uses =
            |expr: &Option<Box<Expr>>| expr.as_ref().map_or(empty.clone(), |expr| self.names.uses(&**expr));
        let (test, update, leaves_at_test) = match kind {
            LoopKind::Forever => (empty.clone(), empty.clone(), false),
            LoopKind::DoWhile(test) => (self.names.uses(&**test), empty.clone(), true),
            LoopKind::For { test, update } => (uses(test), uses(update), test.is_some()),
        };
        let mut head = test.clone();
        if leaves_at_test {
            head = head.join(&out);
        }
        loop {
            let next = head.clone().join(&test).join(&update);
            self.targets.push(Aim {
                label: label.as_ref().map(Ident::to_id),
                loops: true,
                breakable: true,
                after: out.clone(),
                next: next.clone(),
            });
            let entered = self.run(body, next);
            self.targets.pop();
            let grown = head.clone().join(&entered);
            if grown == head {
                return head;
            }
            head = grown;
        }
    }

    fn aim(&self, label: &Option<Ident>, continues: bool) -> Option<&Aim> {
        self.targets.iter().rev().find(|aim| match label {
            Some(label) => {
                aim.label.as_ref().is_some_and(|own| own.0 == label.sym) && (!continues || aim.loops)
            }
            None if continues => aim.loops,
            None => aim.breakable,
        })
    }
}

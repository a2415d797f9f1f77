//! Which names of a captured function are live at each of its yield points.
//!
//! Backward flow over the structured nodes: a name is live where some path reads it before it is written. Loops are
//! repeated until nothing changes; a place inside a `try` also needs what its handler needs, because any node may throw.
//! Frames hold exactly these names.

use rustc_hash::{FxHashMap, FxHashSet};
use swc_ecma_ast::*;
use swc_ecma_visit::{Visit, VisitWith};

use crate::abi::is_temporary;
use crate::ir::{Body, Case, LoopKind, Node};
use crate::syntax::jump_leaves;

/// Fills in `body.live`; `relevant` says which names can be in a frame.
pub fn find(body: &mut Body, relevant: &dyn Fn(&Id) -> bool) {
    let mut names = Names::default();
    body.nodes.iter().for_each(|node| names.collect(node, relevant));
    let mut flow = Flow {
        at: vec![Set::new(names.ids.len()); body.pcs as usize],
        names: &names,
        targets: Vec::new(),
        read: FxHashSet::default(),
        handlers: Vec::new(),
    };
    let out = Set::new(names.ids.len());
    flow.run(&body.nodes, out);
    body.unread = (1..=body.pcs).filter(|pc| !flow.read.contains(pc)).collect();
    body.live =
        flow.at.iter().map(|set| set.iter().map(|index| names.ids[index].clone()).collect()).collect();
}

/// The names that matter, numbered, and where they are used.
#[derive(Default)]
struct Names {
    /// `None` for names that do not matter.
    index: FxHashMap<Id, Option<usize>>,
    ids: Vec<Id>,
    /// The numbers of the names in each piece, by its address: loops are walked several times, syntax only once.
    uses: FxHashMap<*const (), Vec<usize>>,
}

impl Names {
    fn collect(&mut self, node: &Node, relevant: &dyn Fn(&Id) -> bool) {
        for_each_piece(node, &mut |piece| {
            let mut found = Found { names: self, relevant, used: Vec::new(), functions: 0 };
            piece.visit(&mut found);
            let mut used = found.used;
            if let Some(address) = piece.address() {
                used.sort_unstable();
                used.dedup();
                self.uses.insert(address, used);
            }
        });
    }

    fn number(&mut self, id: Id, relevant: &dyn Fn(&Id) -> bool) -> Option<usize> {
        if let Some(known) = self.index.get(&id) {
            return *known;
        }
        let number = relevant(&id).then(|| {
            self.ids.push(id.clone());
            self.ids.len() - 1
        });
        self.index.insert(id, number);
        number
    }

    fn index_of(&self, name: &Ident) -> Option<usize> {
        self.index.get(&name.to_id()).copied().flatten()
    }

    fn contains(&self, set: &Set, name: &Ident) -> bool {
        self.index_of(name).is_some_and(|index| set.contains(index))
    }

    /// `set` with the names that a piece uses.
    fn used<N>(&self, piece: &N, mut set: Set) -> Set {
        for &index in &self.uses[&std::ptr::from_ref(piece).cast()] {
            set.insert(index);
        }
        set
    }
}

/// Finds the names in a piece of syntax, functions inside it included; those have temporaries of their own, though.
struct Found<'a> {
    names: &'a mut Names,
    relevant: &'a dyn Fn(&Id) -> bool,
    used: Vec<usize>,
    functions: usize,
}

impl Found<'_> {
    fn inside<N: VisitWith<Self>>(&mut self, node: &N) {
        self.functions += 1;
        node.visit_children_with(self);
        self.functions -= 1;
    }
}

impl Visit for Found<'_> {
    fn visit_ident(&mut self, node: &Ident) {
        if self.functions == 0 || !is_temporary(&node.sym) {
            self.used.extend(self.names.number(node.to_id(), self.relevant));
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

    fn address(&self) -> Option<*const ()> {
        match self {
            Piece::Expr(expr) => Some(std::ptr::from_ref(*expr).cast()),
            Piece::Stmt(stmt) => Some(std::ptr::from_ref(*stmt).cast()),
            Piece::Name(_) => None,
        }
    }
}

fn for_each_piece(node: &Node, each: &mut dyn FnMut(Piece)) {
    match node {
        Node::Expr(expr) => match assignment(expr) {
            Some((name, value)) => {
                each(Piece::Name(name));
                each(Piece::Expr(value));
            }
            None => each(Piece::Expr(expr)),
        },
        Node::Throw(expr) | Node::TailCall { call: expr, .. } => each(Piece::Expr(expr)),
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

/// Target and value of `name = value`.
fn assignment(expr: &Expr) -> Option<(&Ident, &Expr)> {
    match expr {
        Expr::Assign(AssignExpr {
            op: AssignOp::Assign,
            left: AssignTarget::Simple(SimpleAssignTarget::Ident(name)),
            right,
            ..
        }) => Some((&name.id, right)),
        _ => None,
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
        self.0.iter().enumerate().flat_map(|(at, &word)| {
            let rest = std::iter::successors(Some(word), |rest| Some(rest & rest.wrapping_sub(1)));
            rest.take_while(|&rest| rest != 0).map(move |rest| at * 64 + rest.trailing_zeros() as usize)
        })
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
    names: &'a Names,
    targets: Vec<Aim>,
    handlers: Vec<Set>,
    /// The suspensions whose target is read later.
    read: FxHashSet<u32>,
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
                self.names.used(&**expr, live)
            }
            Node::Poll { pc } => {
                self.record(*pc, &out);
                out
            }
            Node::If { test, cons, alt } => {
                let cons = self.run(cons, out.clone());
                let alt = self.run(alt, out);
                self.names.used(&**test, cons.join(&alt))
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
                match value {
                    Some(value) => self.names.used(&**value, none),
                    None => none,
                }
            }
            Node::Throw(value) | Node::TailCall { call: value, .. } => {
                self.names.used(&**value, Set::new(self.names.ids.len()))
            }
            Node::Plain(stmt) => {
                let mut live = self.names.used(stmt, out);
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
                entries = self.names.used(&**test, entries);
            }
        }
        self.targets.pop();
        self.names.used(discriminant, entries)
    }

    /// An assignment to a name ends the life of its old value.
    fn effect(&self, expr: &Expr, out: Set) -> Set {
        match assignment(expr) {
            Some((name, value)) => self.names.used(value, self.without(out, name)),
            None => self.names.used(expr, out),
        }
    }

    fn without(&self, mut set: Set, name: &Ident) -> Set {
        if let Some(index) = self.names.index_of(name) {
            set.remove(index);
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
        let used = |expr: &Expr| self.names.used(expr, empty.clone());
        let uses = |expr: &Option<Box<Expr>>| expr.as_deref().map_or(empty.clone(), used);
        let (test, update, leaves_at_test) = match kind {
            LoopKind::Forever => (empty.clone(), empty.clone(), false),
            LoopKind::DoWhile(test) => (used(test), empty.clone(), true),
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

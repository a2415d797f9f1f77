//! Loops.
//!
//! A loop whose conditions cannot suspend keeps its form; the others become `for (;;)` with the conditions as nodes.
//! `for-of` becomes the iteration protocol with a fast way for arrays, so that `next` can suspend; `for-in` a walk over
//! its keys. Every turn begins with a poll, except in loops that
//! count (`chunks`) and in those of a few turns.

use swc_ecma_ast::*;

use super::Lowering;
use super::chunks::{LoopParts, names_of_numbers};
use super::jumps::Target;
use crate::abi;
use crate::build;
use crate::ir::{LoopKind, Node};
use crate::iterables::unguarded;
use crate::pinned;
use crate::syntax::{bound_names, can_suspend, describe, is_short};

impl Lowering<'_> {
    pub(super) fn loop_statement(&mut self, stmt: Stmt, labels: Vec<Ident>) {
        let (label, outer) = self.open_labels(labels);
        let names = outer.iter().chain(&label).map(|label| label.sym.clone()).collect();
        let nodes = self.run(|this| match stmt {
            Stmt::While(stmt) => this.while_loop(stmt, label, names),
            Stmt::DoWhile(stmt) => this.do_while_loop(stmt, label, names),
            Stmt::For(stmt) => this.for_loop(stmt, label, names),
            Stmt::ForIn(stmt) => this.for_in_loop(stmt, label, names),
            Stmt::ForOf(stmt) => this.for_of_loop(stmt, label, names),
            other => unreachable!("not a loop: {other:?}"),
        });
        self.close_loop_labels(outer, nodes);
    }

    /// Outer labels go around the loop itself; what prepares the loop stays in front of them.
    fn close_loop_labels(&mut self, outer: Vec<Ident>, mut nodes: Vec<Node>) {
        let position = nodes.iter().rposition(|node| matches!(node, Node::Loop { .. }));
        let last = position.map_or(Vec::new(), |position| nodes.split_off(position));
        self.out.append(&mut nodes);
        self.close_labels(outer, last);
    }

    fn turn(&mut self, target: Target, make: impl FnOnce(&mut Self)) -> Vec<Node> {
        self.within(target, |this| {
            this.poll();
            make(this);
        })
    }

    /// Runs `make` where `target` is something to jump to.
    fn within(&mut self, target: Target, make: impl FnOnce(&mut Self)) -> Vec<Node> {
        self.targets.push(target);
        let nodes = self.run(make);
        self.targets.pop();
        nodes
    }

    /// `if (!test) break;`
    fn leave_unless(&mut self, test: Box<Expr>) {
        self.scoped(|this| {
            let test = this.expr(test);
            let leave = vec![Node::Break(None)];
            this.push(Node::If { test: build::unary(UnaryOp::Bang, test), cons: leave, alt: Vec::new() });
        });
    }

    fn while_loop(&mut self, stmt: WhileStmt, label: Option<Ident>, labels: Vec<swc_atoms::Atom>) {
        let WhileStmt { test, body, .. } = stmt;
        let parts = LoopParts { test: Some(test), update: None, body, is_short: false };
        match self.counter_of(&parts, &[]) {
            Some(counter) => self.chunked_loop(parts, counter, labels),
            None => self.polled_loop(parts, label, labels),
        }
    }

    fn do_while_loop(&mut self, stmt: DoWhileStmt, label: Option<Ident>, labels: Vec<swc_atoms::Atom>) {
        if !can_suspend(&stmt.test) {
            let body =
                self.turn(Target::Loop { labels, next: None, end: None }, |this| this.statement(*stmt.body));
            return self.push(Node::Loop { label, kind: LoopKind::DoWhile(stmt.test), body });
        }
        let next = self.label();
        let target = Target::Loop { labels, next: Some(next.clone()), end: None };
        let body = self.turn(target, |this| {
            let inner = this.run(|this| this.statement(*stmt.body));
            this.push(Node::Labeled { label: next, body: inner });
            this.leave_unless(stmt.test);
        });
        self.push(Node::Loop { label, kind: LoopKind::Forever, body });
    }

    fn for_loop(&mut self, stmt: ForStmt, label: Option<Ident>, labels: Vec<swc_atoms::Atom>) {
        let is_short = is_short(&stmt);
        let ForStmt { init, test, update, body, .. } = stmt;
        let numbers = init.as_ref().map_or(Vec::new(), names_of_numbers);
        match init {
            Some(VarDeclOrExpr::VarDecl(var)) => self.variables(*var),
            Some(VarDeclOrExpr::Expr(expr)) => {
                let expr = self.scoped(|this| this.expr(expr));
                self.push(Node::Expr(expr));
            }
            None => {}
        }
        let parts = LoopParts { test, update, body, is_short };
        match self.counter_of(&parts, &numbers) {
            Some(counter) => self.chunked_loop(parts, counter, labels),
            None => self.polled_loop(parts, label, labels),
        }
    }

    fn polled_loop(&mut self, parts: LoopParts, label: Option<Ident>, labels: Vec<swc_atoms::Atom>) {
        let LoopParts { test, update, body, is_short } = parts;
        if !can_suspend(&test) && !can_suspend(&update) {
            let target = Target::Loop { labels, next: None, end: None };
            // What a few turns call polls by itself, if it takes long.
            let polls = !is_short || self.settings.poll_everywhere;
            let body = if polls {
                self.turn(target, |this| this.statement(*body))
            } else {
                self.within(target, |this| this.statement(*body))
            };
            return self.push(Node::Loop { label, kind: LoopKind::For { test, update }, body });
        }
        if update.is_none() {
            let target = Target::Loop { labels, next: None, end: None };
            let body = self.turn(target, |this| {
                test.into_iter().for_each(|test| this.leave_unless(test));
                this.statement(*body);
            });
            return self.push(Node::Loop { label, kind: LoopKind::Forever, body });
        }
        let next = self.label();
        let target = Target::Loop { labels, next: Some(next.clone()), end: None };
        let body = self.turn(target, |this| {
            test.into_iter().for_each(|test| this.leave_unless(test));
            let inner = this.run(|this| this.statement(*body));
            this.push(Node::Labeled { label: next, body: inner });
            if let Some(update) = update {
                this.scoped(|this| {
                    let update = this.expr(update);
                    this.push(Node::Expr(update));
                });
            }
        });
        self.push(Node::Loop { label, kind: LoopKind::Forever, body });
    }

    /// `keys = hz$E(object); for (i = 0; i < keys.length; i++) { if (!hz$F(object, keys[i])) continue; … }`
    fn for_in_loop(&mut self, stmt: ForInStmt, label: Option<Ident>, labels: Vec<swc_atoms::Atom>) {
        let value = self.expr(stmt.right);
        let (object, keys, at) = (self.temporary(), self.temporary(), self.temporary());
        self.set(&object, value);
        self.set(&keys, build::runtime(abi::KEYS, vec![build::ident(&object)]));
        self.set(&at, build::number(0));
        let key = build::index(build::ident(&keys), build::ident(&at));
        let body = self.turn(Target::Loop { labels, next: None, end: None }, |this| {
            let visit = build::runtime(abi::HAS_KEY, vec![build::ident(&object), key.clone()]);
            let skip = vec![Node::Continue(None)];
            this.push(Node::If { test: build::unary(UnaryOp::Bang, visit), cons: skip, alt: Vec::new() });
            this.bind_head(stmt.left, key);
            this.statement(*stmt.body);
        });
        let test = build::binary(build::ident(&at), BinaryOp::Lt, build::get(build::ident(&keys), "length"));
        let kind = LoopKind::For { test: Some(test), update: Some(increment(&at)) };
        self.push(Node::Loop { label, kind, body });
    }

    /// Gives the element to what the head declares or assigns.
    fn bind_head(&mut self, head: ForHead, element: Box<Expr>) {
        match head {
            ForHead::VarDecl(var) => {
                let pattern = var.decls.into_iter().next().expect("a loop head declares one pattern").name;
                let mut names = Vec::new();
                bound_names(&pattern, &mut names);
                names.iter().for_each(|name| self.hoist(name));
                match pattern {
                    Pat::Ident(name) => self.set(&name.id, element),
                    pattern => self.destructure(pattern, element),
                }
            }
            ForHead::Pat(mut pattern) => {
                pinned::wrap_pattern(&mut pattern);
                self.push(Node::Expr(build::assign_pattern(*pattern, element)));
            }
            ForHead::UsingDecl(_) => unreachable!("functions with using declarations are pinned"),
        }
    }

    /// ```js
    /// array = hz$A(iterable); i = 0;              // an array that iterates by index, or null
    /// iterator = array || hz$w(hz$i(iterable).apply(iterable)); next = array || hz$G(iterator);
    /// for (;;) {
    ///   if (array !== null) { if (i >= array.length) break; element = array[i++]; }
    ///   else { r = next.apply(iterator); if (hz$d(r).done) break; element = r.value; }
    ///   try { … } catch (e) { if (array === null) hz$e(iterator, true); throw e; }
    /// }
    /// ```
    /// The entries of an array are `[i, array[i++]]`: V8 makes no such pair where a pattern takes it apart at once.
    /// V8 notes for each `f.apply(…)` which `f` it was, so that it can inline that; for `f.call(…)` it does not.
    fn for_of_loop(&mut self, stmt: ForOfStmt, label: Option<Ident>, labels: Vec<swc_atoms::Atom>) {
        let iterable = unguarded(stmt.right);
        let text = describe(&iterable);
        let (array, at) = (self.temporary(), self.temporary());
        let iteration = Iteration { iterator: self.temporary(), next: self.temporary() };
        let (value, element) = (self.temporary(), self.temporary());
        let entries_of = array_of_entries(&iterable).cloned();
        self.open_array(iterable, entries_of.as_ref(), &value, &array);
        self.set(&at, build::number(0));
        let or_array = |value| build::binary(build::ident(&array), BinaryOp::LogicalOr, value);
        let method = build::runtime(abi::ITERATE, vec![build::ident(&value), build::string(&text)]);
        let open = build::runtime(abi::PINNED_CALL, vec![applied(method, &value)]);
        self.set(&iteration.iterator, or_array(open));
        let next = build::runtime(abi::ITERATE_NEXT, vec![build::ident(&iteration.iterator)]);
        self.set(&iteration.next, or_array(next));
        let body = self.turn(Target::Loop { labels, next: None, end: None }, |this| {
            let by_index = build::index(build::ident(&array), increment(&at));
            let by_index = match entries_of {
                Some(_) => build::array(vec![build::ident(&at), by_index]),
                None => by_index,
            };
            this.next_element(&array, &at, by_index, &iteration, &element);
            let nodes = this.guarded_turn(&array, &iteration.iterator, |this| {
                this.bind_head(stmt.left, build::ident(&element));
                this.statement(*stmt.body);
            });
            this.push(nodes);
        });
        self.push(Node::Loop { label, kind: LoopKind::Forever, body });
    }

    /// `value = iterable; array = hz$A(value);`, or `array = hz$D(list); if (array === null) value = list.entries();`
    fn open_array(&mut self, iterable: Box<Expr>, entries_of: Option<&Ident>, value: &Ident, array: &Ident) {
        let Some(list) = entries_of else {
            let iterable = self.expr(iterable);
            self.set(value, iterable);
            return self.set(array, build::runtime(abi::INDEXED, vec![build::ident(value)]));
        };
        self.set(array, build::runtime(abi::INDEXED_ENTRIES, vec![build::ident(list)]));
        let call = self.run(|this| {
            let iterable = this.expr(iterable);
            this.set(value, iterable);
        });
        let by_protocol = build::same(build::ident(array), build::null());
        self.push(Node::If { test: by_protocol, cons: call, alt: Vec::new() });
    }

    fn next_element(
        &mut self,
        array: &Ident,
        at: &Ident,
        indexed: Box<Expr>,
        iteration: &Iteration,
        element: &Ident,
    ) {
        let by_index = self.run(|this| {
            let length = build::get(build::ident(array), "length");
            let at_end = build::binary(build::ident(at), BinaryOp::GtEq, length);
            this.push(Node::If { test: at_end, cons: vec![Node::Break(None)], alt: Vec::new() });
            this.set(element, indexed);
        });
        let by_protocol = self.run(|this| {
            let next = build::ident(&iteration.next);
            this.suspend_into(element.clone(), applied(next, &iteration.iterator));
            let result = build::runtime(abi::ITERATE_RESULT, vec![build::ident(element)]);
            this.push(Node::If {
                test: build::get(result, "done"),
                cons: vec![Node::Break(None)],
                alt: Vec::new(),
            });
            this.set(element, build::get(build::ident(element), "value"));
        });
        let is_array = build::binary(build::ident(array), BinaryOp::NotEqEq, build::null());
        self.push(Node::If { test: is_array, cons: by_index, alt: by_protocol });
    }

    /// A turn that closes the iteration when it throws; jumps close it in `jumps`.
    fn guarded_turn(&mut self, array: &Ident, iterator: &Ident, make: impl FnOnce(&mut Self)) -> Node {
        let error = self.temporary();
        self.targets.push(Target::Iteration { array: array.clone(), iterator: iterator.clone() });
        self.handlers += 1;
        let block = self.run(make);
        self.handlers -= 1;
        self.targets.pop();
        let close = build::runtime(abi::ITERATE_CLOSE, vec![build::ident(iterator), build::boolean(true)]);
        let by_protocol = build::same(build::ident(array), build::null());
        let handler = vec![
            Node::If { test: by_protocol, cons: vec![Node::Expr(close)], alt: Vec::new() },
            Node::Throw(build::ident(&error)),
        ];
        Node::Try { block, param: Some(error), handler }
    }
}

/// `list` of `list.entries()`. A name only: its value is asked for twice.
fn array_of_entries(iterable: &Expr) -> Option<&Ident> {
    let Expr::Call(CallExpr { callee: Callee::Expr(callee), args, .. }) = iterable else { return None };
    let Expr::Member(MemberExpr { obj, prop: MemberProp::Ident(method), .. }) = &**callee else {
        return None;
    };
    obj.as_ident().filter(|_| method.sym == "entries" && args.is_empty())
}

/// The names of an iteration by the protocol.
struct Iteration {
    iterator: Ident,
    next: Ident,
}

/// `function.apply(this)`
fn applied(function: Box<Expr>, this: &Ident) -> Box<Expr> {
    build::call(build::get(function, "apply"), vec![build::ident(this)])
}

fn increment(name: &Ident) -> Box<Expr> {
    Box::new(Expr::Update(UpdateExpr {
        span: swc_common::DUMMY_SP,
        op: UpdateOp::PlusPlus,
        prefix: false,
        arg: build::ident(name),
    }))
}

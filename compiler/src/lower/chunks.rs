//! Loops that count and cannot suspend are divided into chunks, so that their turns need no poll:
//!
//! ```js
//! for (; i < n; i++) sum += a[i];      leave: for (;;) {
//!                                        end = i + 1024;
//!                                        do {
//!                                          if (!(i < n)) break leave;
//!                                          sum += a[i];
//!                                          i++;
//!                                        } while (i < end);
//!                                        poll
//!                                      }
//! ```
//! A poll in each turn of a short loop can take longer than the turn. Here V8 compiles the inner loop as if it was the
//! source's, in the resume version too. What `end` is decides only how often it polls: any value leaves the meaning alone, and
//! a counter that is no number (which no `end` is above) polls in each turn.

use swc_ecma_ast::*;
use swc_ecma_visit::{Visit, VisitWith};

use super::Lowering;
use super::jumps::Target;
use crate::abi;
use crate::build;
use crate::ir::{LoopKind, Node};
use crate::syntax::{can_suspend, number_of, stay_in_function, writes_of};

/// Turns between two polls. At a few nanoseconds a turn this is far below a slice, and the poll is not to be seen.
const TURNS: f64 = 1024.0;

/// How a turn moves the counter.
#[derive(Clone)]
enum Step {
    Known(f64),
    /// By a variable; while it is not positive, each turn polls.
    By(Ident),
}

/// A `for` or `while` loop, without what comes before it.
pub(super) struct LoopParts {
    pub test: Option<Box<Expr>>,
    pub update: Option<Box<Expr>>,
    pub body: Box<Stmt>,
    /// Whether it is known to turn a few times only.
    pub is_short: bool,
}

/// The variable that every turn of a loop moves the same way.
pub(super) struct Counter {
    name: Ident,
    step: Step,
    /// Whether it is a number when the loop begins, as far as the loop itself shows.
    is_number: bool,
}

impl Step {
    /// None for steps that lead nowhere, or so far that no number of them is exact.
    fn of(step: f64) -> Option<Step> {
        let distance = (step * TURNS).abs();
        (1.0..2f64.powi(40)).contains(&distance).then_some(Step::Known(step))
    }
}

impl LoopParts {
    /// The names that every whole turn moves.
    fn steps(&self) -> Vec<(Ident, Step)> {
        let mut steps = Vec::new();
        match &self.update {
            Some(update) => find_steps(update, &mut steps),
            None => {
                self.test.iter().for_each(|test| find_steps(test, &mut steps));
                // A `continue` could skip what stands in the body.
                if !Continues::in_stmt(&self.body) {
                    self.unconditional().iter().for_each(|expr| find_steps(expr, &mut steps));
                }
            }
        }
        steps
    }

    /// The expressions that every whole turn evaluates.
    fn unconditional(&self) -> Vec<&Expr> {
        let stmts = match &*self.body {
            Stmt::Block(block) => block.stmts.as_slice(),
            other => std::slice::from_ref(other),
        };
        let expression = |stmt| match stmt {
            &Stmt::Expr(ExprStmt { ref expr, .. }) => Some(&**expr),
            _ => None,
        };
        stmts.iter().filter_map(expression).collect()
    }

    /// How many places of the loop write the name.
    fn writes_of(&self, name: &Ident) -> usize {
        let in_head = writes_of(&self.test).into_iter().chain(writes_of(&self.update));
        in_head.chain(writes_of(&self.body)).filter(|written| *written == name.to_id()).count()
    }
}

impl Lowering<'_> {
    /// What a loop counts, if it cannot suspend; `numbers` begin as numbers.
    pub(super) fn counter_of(&self, parts: &LoopParts, numbers: &[Id]) -> Option<Counter> {
        if can_suspend(&parts.test) || can_suspend(&parts.update) || can_suspend(&parts.body) {
            return None;
        }
        let (name, step) = parts.steps().into_iter().find(|(name, step)| {
            let step_stays = match step {
                Step::Known(_) => true,
                Step::By(step) => self.is_own(step) && parts.writes_of(step) == 0,
            };
            step_stays && self.is_own(name) && parts.writes_of(name) == 1
        })?;
        let is_number = numbers.contains(&name.to_id());
        Some(Counter { name, step, is_number })
    }

    /// Whether a name is one of this function. Others may be accessors, which would see that they are read more often.
    fn is_own(&self, name: &Ident) -> bool {
        let id = name.to_id();
        self.seen.contains(&id) || self.facts.function(self.id).params.contains(&id)
    }

    /// Lowers a counting loop whose head has been initialised.
    pub(super) fn chunked_loop(&mut self, parts: LoopParts, counter: Counter, labels: Vec<swc_atoms::Atom>) {
        let LoopParts { test, update, body, .. } = parts;
        let (leave, next) = (self.label(), self.label());
        let end = self.temporary();
        let continues = Continues::in_stmt(&body);
        let target = Target::Loop { labels, next: Some(next.clone()), end: Some(leave.clone()) };
        self.targets.push(target);
        let turn = self.run(|this| {
            if let Some(test) = test {
                let cons = vec![Node::Break(Some(leave.clone()))];
                this.push(Node::If { test: build::unary(UnaryOp::Bang, test), cons, alt: Vec::new() });
            }
            match continues {
                true => {
                    let body = this.run(|this| this.statement(*body));
                    this.push(Node::Labeled { label: next, body });
                }
                false => this.statement(*body),
            }
            if let Some(update) = update {
                this.push(Node::Expr(update));
            }
        });
        self.targets.pop();
        let turns = if self.settings.poll_everywhere { 1.0 } else { TURNS };
        let body = self.run(|this| {
            this.set(&end, counter.end_of_chunk(turns));
            let goes_on = counter.is_before(&end);
            this.push(Node::Loop { label: None, kind: LoopKind::DoWhile(goes_on), body: turn });
            this.poll();
        });
        self.push(Node::Loop { label: Some(leave), kind: LoopKind::Forever, body });
    }
}

impl Counter {
    /// `i + distance`, or `hz$N(i) + distance` if it could be no number, or one that such a distance is lost in.
    fn end_of_chunk(&self, turns: f64) -> Box<Expr> {
        let exact = |name| build::runtime(abi::EXACT, vec![build::ident(name)]);
        let start = if self.is_number { build::ident(&self.name) } else { exact(&self.name) };
        let number = |number: f64| build::number(number.ceil() as usize);
        match &self.step {
            Step::Known(step) if *step < 0.0 => build::binary(start, BinaryOp::Sub, number(-step * turns)),
            Step::Known(step) => build::binary(start, BinaryOp::Add, number(step * turns)),
            Step::By(step) => {
                let distance = build::binary(number(turns), BinaryOp::Mul, exact(step));
                build::binary(start, BinaryOp::Add, distance)
            }
        }
    }

    /// Whether the counter is on its way to the end of the chunk.
    fn is_before(&self, end: &Ident) -> Box<Expr> {
        let is_down = matches!(self.step, Step::Known(step) if step < 0.0);
        let op = if is_down { BinaryOp::Gt } else { BinaryOp::Lt };
        build::binary(build::ident(&self.name), op, build::ident(end))
    }
}

/// The names that evaluating `expr` moves in any case, with their steps.
fn find_steps(expr: &Expr, found: &mut Vec<(Ident, Step)>) {
    match expr {
        Expr::Update(update) => match &*update.arg {
            Expr::Ident(name) => {
                let step = if update.op == UpdateOp::PlusPlus { 1.0 } else { -1.0 };
                found.push((name.clone(), Step::Known(step)));
            }
            other => find_steps(other, found),
        },
        Expr::Assign(assign) => find_steps_in_assignment(assign, found),
        Expr::Bin(bin) => {
            find_steps(&bin.left, found);
            let short_circuits =
                matches!(bin.op, BinaryOp::LogicalAnd | BinaryOp::LogicalOr | BinaryOp::NullishCoalescing);
            if !short_circuits {
                find_steps(&bin.right, found);
            }
        }
        Expr::Member(member) => find_steps_in_member(member, found),
        Expr::Unary(unary) => find_steps(&unary.arg, found),
        Expr::Paren(paren) => find_steps(&paren.expr, found),
        Expr::Seq(seq) => seq.exprs.iter().for_each(|expr| find_steps(expr, found)),
        _ => {}
    }
}

fn find_steps_in_assignment(assign: &AssignExpr, found: &mut Vec<(Ident, Step)>) {
    match &assign.left {
        AssignTarget::Simple(SimpleAssignTarget::Ident(name)) => {
            let step = match (assign.op, number_of(&assign.right)) {
                (AssignOp::AddAssign, Some(step)) => Step::of(step),
                (AssignOp::SubAssign, Some(step)) => Step::of(-step),
                (AssignOp::AddAssign, None) => assign.right.as_ident().map(|name| Step::By(name.clone())),
                _ => None,
            };
            found.extend(step.map(|step| (name.id.clone(), step)));
        }
        AssignTarget::Simple(SimpleAssignTarget::Member(member)) => find_steps_in_member(member, found),
        _ => {}
    }
    if !matches!(assign.op, AssignOp::AndAssign | AssignOp::OrAssign | AssignOp::NullishAssign) {
        find_steps(&assign.right, found);
    }
}

fn find_steps_in_member(member: &MemberExpr, found: &mut Vec<(Ident, Step)>) {
    find_steps(&member.obj, found);
    if let MemberProp::Computed(key) = &member.prop {
        find_steps(&key.expr, found);
    }
}

/// A number that counts exactly for longer than any program runs.
fn is_small_number(expr: &Expr) -> bool {
    number_of(expr).is_some_and(|number| number.abs() <= 2f64.powi(32))
}

/// The names that the head of a loop gives such a number.
pub(super) fn names_of_numbers(init: &VarDeclOrExpr) -> Vec<Id> {
    let named = |pattern: &Pat| pattern.as_ident().map(|name| name.to_id());
    match init {
        VarDeclOrExpr::VarDecl(var) => {
            let numbers = var.decls.iter().filter(|decl| decl.init.as_deref().is_some_and(is_small_number));
            numbers.filter_map(|decl| named(&decl.name)).collect()
        }
        VarDeclOrExpr::Expr(expr) => match &**expr {
            Expr::Assign(AssignExpr { op: AssignOp::Assign, left, right, .. }) if is_small_number(right) => {
                left.as_ident().map(|name| name.to_id()).into_iter().collect()
            }
            _ => Vec::new(),
        },
    }
}

/// Whether a statement has a `continue`, wherever that leads.
struct Continues(bool);

impl Continues {
    fn in_stmt(stmt: &Stmt) -> bool {
        let mut finder = Continues(false);
        stmt.visit_with(&mut finder);
        finder.0
    }
}

impl Visit for Continues {
    stay_in_function!();

    fn visit_continue_stmt(&mut self, _: &ContinueStmt) {
        self.0 = true;
    }
}

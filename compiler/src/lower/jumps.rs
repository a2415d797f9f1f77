//! Break, continue and return, on their way out of `finally` blocks and iterations.
//!
//! A jump that crosses nothing stays as it was written. One that leaves a `for-of` closes its iterator first; one that
//! leaves a `try` with `finally` notes where it wanted to go and leaves the try; the jump is made again after the
//! finalizer, in the context around it.

use swc_atoms::Atom;
use swc_ecma_ast::*;

use super::Lowering;
use crate::abi;
use crate::build;
use crate::ir::Node;

/// Something around the current place that jumps aim at or have to get past.
#[derive(Debug)]
pub(super) enum Target {
    /// `next`: label of the block that `continue` leaves, in loops whose update is lowered. `end`: label that `break`
    /// leaves, in loops that became two.
    Loop {
        labels: Vec<Atom>,
        next: Option<Ident>,
        end: Option<Ident>,
    },
    Switch {
        labels: Vec<Atom>,
    },
    Block {
        label: Atom,
    },
    /// A `try` with `finally`.
    Finally(Record),
    /// An iteration that must be closed: `if (array === null) array = 0, close(iterator)`. Once that has begun, an error
    /// does not close it again.
    Iteration {
        array: Ident,
        iterator: Ident,
    },
}

/// How the block of a `try` with `finally` ended: 0 normally, 1 by throwing `value`, else by an exit.
#[derive(Debug)]
pub(super) struct Record {
    pub label: Ident,
    pub kind: Ident,
    pub value: Ident,
    pub exits: Vec<Exit>,
}

#[derive(Clone, Debug, PartialEq)]
pub(super) enum Exit {
    Return,
    Break(Option<Atom>),
    Continue(Option<Atom>),
}

/// Kind of the first exit; 0 and 1 are taken.
const FIRST_EXIT: usize = 2;

impl Target {
    fn is_aim_of(&self, exit: &Exit) -> bool {
        match (self, exit) {
            (Target::Loop { .. }, Exit::Break(None) | Exit::Continue(None)) => true,
            (Target::Switch { .. }, Exit::Break(None)) => true,
            (Target::Loop { labels, .. }, Exit::Break(Some(label)) | Exit::Continue(Some(label))) => {
                labels.contains(label)
            }
            (Target::Switch { labels }, Exit::Break(Some(label))) => labels.contains(label),
            (Target::Block { label: own }, Exit::Break(Some(label))) => own == label,
            _ => false,
        }
    }
}

impl Lowering<'_> {
    /// Whether a jump out of a plain statement would have to be rewritten here.
    pub(super) fn rewrites_jumps(&self) -> bool {
        self.targets.iter().any(|target| {
            matches!(
                target,
                Target::Loop { next: Some(_), .. } | Target::Finally(_) | Target::Iteration { .. }
            )
        })
    }

    /// Leaves by `exit`; `value` is what a return gives.
    pub(super) fn exit(&mut self, exit: Exit, value: Option<Box<Expr>>) {
        for index in (0..self.targets.len()).rev() {
            if self.begins_next_turn(index, &exit) {
                continue;
            }
            match &mut self.targets[index] {
                target if target.is_aim_of(&exit) => return self.jump(index, exit),
                Target::Iteration { array, iterator } => {
                    let close = vec![
                        Node::Expr(build::assign(array, build::number(0))),
                        Node::Expr(build::runtime(
                            abi::ITERATE_CLOSE,
                            vec![build::ident(iterator), build::boolean(false)],
                        )),
                    ];
                    let by_protocol = build::same(build::ident(array), build::null());
                    self.push(Node::If { test: by_protocol, cons: close, alt: Vec::new() });
                }
                Target::Finally(record) => {
                    let number = record.exits.iter().position(|known| *known == exit).unwrap_or_else(|| {
                        record.exits.push(exit.clone());
                        record.exits.len() - 1
                    });
                    let (label, kind, slot) =
                        (record.label.clone(), record.kind.clone(), record.value.clone());
                    if exit == Exit::Return {
                        self.set(&slot, value.unwrap_or_else(build::undefined));
                    }
                    self.set(&kind, build::number(number + FIRST_EXIT));
                    return self.push(Node::Break(Some(label)));
                }
                _ => {}
            }
        }
        debug_assert_eq!(exit, Exit::Return, "the parser has checked that jumps have targets");
        self.push(Node::Return(value));
    }

    /// Whether the target is an iteration and the exit a `continue` of its own loop, which stands right outside.
    fn begins_next_turn(&self, index: usize, exit: &Exit) -> bool {
        matches!(self.targets[index], Target::Iteration { .. })
            && matches!(exit, Exit::Continue(_))
            && self.targets[index - 1].is_aim_of(exit)
    }

    /// Makes the jump natively: nothing lies between here and its target.
    fn jump(&mut self, index: usize, exit: Exit) {
        let label = |label: Option<Atom>| label.map(|label| build::name(&label));
        let node = match (exit, &self.targets[index]) {
            (Exit::Continue(_), Target::Loop { next: Some(next), .. }) => Node::Break(Some(next.clone())),
            (Exit::Continue(aim), _) => Node::Continue(label(aim)),
            (Exit::Break(_), Target::Loop { end: Some(end), .. }) => Node::Break(Some(end.clone())),
            (Exit::Break(aim), _) => Node::Break(label(aim)),
            (Exit::Return, _) => unreachable!("a return has no target"),
        };
        self.push(node);
    }

    /// After a finalizer: goes on as the block wanted to.
    pub(super) fn dispatch(&mut self, record: Record) {
        let is = |kind: usize| build::same(build::ident(&record.kind), build::number(kind));
        let rethrow = vec![Node::Throw(build::ident(&record.value))];
        self.push(Node::If { test: is(1), cons: rethrow, alt: Vec::new() });
        for (number, exit) in record.exits.iter().enumerate() {
            let value = build::ident(&record.value);
            let leave = self.run(|inner| inner.exit(exit.clone(), Some(value)));
            self.push(Node::If { test: is(number + FIRST_EXIT), cons: leave, alt: Vec::new() });
        }
    }

    pub(super) fn return_statement(&mut self, arg: Option<Box<Expr>>) {
        let Some(arg) = arg else { return self.exit(Exit::Return, None) };
        let arg = if self.allows_tail_calls() && self.targets.iter().all(Target::is_transparent) {
            match self.tail(arg) {
                Some(value) => value,
                None => return,
            }
        } else {
            self.expr(arg)
        };
        // The value is fixed before iterations are closed on the way out.
        let crosses = self.targets.iter().any(|target| matches!(target, Target::Iteration { .. }));
        let arg = if crosses { self.keep(arg) } else { arg };
        self.exit(Exit::Return, Some(arg));
    }
}

impl Target {
    /// Whether a `return` passes it without work.
    fn is_transparent(&self) -> bool {
        !matches!(self, Target::Finally(_) | Target::Iteration { .. })
    }
}

//! Saving and restoring: `hz$v(0, resume, pc, ...locals)` and its reverse.
//!
//! Every name that a frame of the function can hold has one slot there, whatever the yield point; the names that are
//! live most often come first. A save lists the slots up to the last live one and puts `0` for what is dead, so nothing that
//! the activation has done with is kept from the garbage collector; the resume version takes all slots at once.

use rustc_hash::{FxHashMap, FxHashSet};
use swc_common::DUMMY_SP;
use swc_ecma_ast::*;

use super::Function;
use crate::abi::{self, ARGUMENTS, FRAME, NEW_TARGET, PC, SHARED, THIS};
use crate::build;
use crate::ir::{Body, Pc};

/// Which version a save stands in: the resume version has `this` and the like in names.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Version {
    Direct,
    Resume,
}

/// The names in the frames of a function, in the order of their slots.
pub(super) struct Slots {
    names: Vec<Id>,
    /// For each yield point, by pc − 1, which of its slots are live, up to the last one.
    live: Vec<Vec<bool>>,
}

impl Slots {
    /// Gives every live name of `body` a slot.
    pub(super) fn of(body: &Body) -> Slots {
        let mut uses: FxHashMap<&Id, usize> = FxHashMap::default();
        let mut names: Vec<&Id> = Vec::new();
        for id in body.live.iter().flatten() {
            let count = uses.entry(id).or_default();
            if *count == 0 {
                names.push(id);
            }
            *count += 1;
        }
        names.sort_by_key(|id| std::cmp::Reverse(uses[id]));
        let index: FxHashMap<&Id, usize> = names.iter().enumerate().map(|(index, id)| (*id, index)).collect();
        let live = body.live.iter().map(|live| {
            let used: Vec<usize> = live.iter().map(|id| index[id]).collect();
            let mut slots = vec![false; used.iter().max().map_or(0, |last| last + 1)];
            used.into_iter().for_each(|slot| slots[slot] = true);
            slots
        });
        let live = live.collect();
        Slots { names: names.into_iter().cloned().collect(), live }
    }
}

impl Function<'_> {
    /// `return hz$v(…)` with the names that are live at `pc`.
    pub(super) fn save(&self, pc: Pc, version: Version) -> Stmt {
        let save =
            if self.constructs && version == Version::Direct { abi::SAVE_CONSTRUCT } else { abi::SAVE };
        let head = format!("0, {}, {pc}", self.resume.sym);
        let mut locals = String::new();
        for (id, live) in self.slots.names.iter().zip(&self.slots.live[pc as usize - 1]) {
            locals.push_str(", ");
            locals.push_str(if *live { id.0.as_str() } else { "0" });
        }
        let fixed = self.fixed();
        if fixed.is_empty() {
            return build::returns(Some(build::verbatim(format!("{save}({head}{locals})"))));
        }
        let mut args = vec![build::verbatim(head)];
        args.extend(fixed.into_iter().map(|slot| slot.value(version)));
        args.extend(locals.strip_prefix(", ").map(build::verbatim));
        build::returns(Some(build::runtime(save, args)))
    }

    /// The slots that come before the names.
    fn fixed(&self) -> Vec<Fixed> {
        let facts = self.facts.function(self.id);
        let uses = |used: bool, slot: Fixed| if used { slot } else { Fixed::Unused(Box::new(slot)) };
        let mut slots = Vec::new();
        if self.constructs {
            slots.push(uses(facts.uses_this, Fixed::This));
            slots.push(uses(facts.uses_new_target, Fixed::NewTarget));
        } else if facts.uses_this {
            slots.push(Fixed::This);
        }
        if self.keeps_arguments() {
            slots.push(Fixed::Arguments);
        }
        if !self.body.shared.is_empty() {
            slots.push(Fixed::Shared);
        }
        slots
    }

    pub(super) fn keeps_arguments(&self) -> bool {
        self.facts.function(self.id).uses_arguments
    }

    /// The first statement of the resume version: declares all names and gives those of the frame their values.
    /// `var { 2: hz$pc, 3: a } = hz$frame, b`
    pub(super) fn restore(&self) -> Stmt {
        let mut text = format!("var {{ {}: {PC}", abi::FRAME_PC);
        let fixed = self.fixed();
        let fixed = fixed.iter().map(Fixed::name);
        let names = self.slots.names.iter().map(|id| Some(id.0.as_str()));
        for (index, name) in fixed.map(|name| name as Option<&str>).chain(names).enumerate() {
            if let Some(name) = name {
                text.push_str(&format!(", {}: {name}", abi::FRAME_LOCALS + index));
            }
        }
        text.push_str(&format!(" }} = {FRAME}"));
        let mut declared: FxHashSet<Id> = self.slots.names.iter().chain(&self.body.shared).cloned().collect();
        let params = &self.facts.function(self.id).params;
        for id in self.body.names.iter().map(Ident::to_id).chain(params.iter().cloned()) {
            if declared.insert(id.clone()) {
                text.push_str(&format!(", {}", id.0));
            }
        }
        for (index, id) in self.body.shared.iter().enumerate() {
            text.push_str(&format!(", {} = {SHARED}[{index}]", id.0));
        }
        build::expression(build::verbatim(text))
    }

    /// `if (call === hz$S) return hz$v(…)`
    pub(super) fn check(&self, call: Box<Expr>, pc: Pc, version: Version) -> Stmt {
        build::when(build::same(call, build::global(abi::SENTINEL)), self.save(pc, version))
    }

    /// `return (value = call) === hz$S ? hz$R(this, new.target) : value`
    pub(super) fn tail_call(&self, value: &Ident, call: Box<Expr>) -> Stmt {
        let suspended = build::same(build::assign(value, call), build::global(abi::SENTINEL));
        let save = build::runtime(abi::SAVE_TAIL, vec![build::this(), new_target()]);
        build::returns(Some(build::conditional(suspended, save, build::ident(value))))
    }

    /// `if (hz$P[0] && hz$y() === hz$S) return hz$v(…)`
    ///
    /// V8 knows nothing of a comparison that has never been made, and makes all that follows an exit from the optimised code.
    /// Without it the call would be part of each loop, with all registers saved around it: four times slower at worst.
    pub(super) fn poll(&self, pc: Pc, version: Version) -> Stmt {
        let test = format!("{}[0] && {}() === {}", abi::POLL_WORD, abi::POLL, abi::SENTINEL);
        build::when(build::verbatim(test), self.save(pc, version))
    }

    /// `target = value`, or `value` alone when nobody reads the target.
    pub(super) fn assigned_to(&self, target: &Ident, pc: Pc, value: Box<Expr>) -> Box<Expr> {
        match self.body.unread.contains(&pc) {
            true => value,
            false => build::assign(target, value),
        }
    }
}

/// What a frame holds besides the names of its function.
enum Fixed {
    This,
    NewTarget,
    Arguments,
    Shared,
    /// `new` needs it, the resume version does not.
    Unused(Box<Fixed>),
}

impl Fixed {
    /// Its name in the resume version.
    fn name(&self) -> Option<&'static str> {
        match self {
            Fixed::This => Some(THIS),
            Fixed::NewTarget => Some(NEW_TARGET),
            Fixed::Arguments => Some(ARGUMENTS),
            Fixed::Shared => Some(SHARED),
            Fixed::Unused(_) => None,
        }
    }

    fn value(&self, version: Version) -> Box<Expr> {
        match (self, version) {
            (Fixed::Unused(slot), Version::Direct) => slot.value(version),
            (Fixed::This, Version::Direct) => build::this(),
            (Fixed::NewTarget, Version::Direct) => new_target(),
            (Fixed::Arguments, Version::Direct) => build::global("arguments"),
            (Fixed::Shared, Version::Direct) => build::runtime(SHARED, vec![]),
            (slot, Version::Resume) => slot.name().map_or_else(|| build::number(0), build::global),
        }
    }
}

fn new_target() -> Box<Expr> {
    Box::new(Expr::MetaProp(MetaPropExpr { span: DUMMY_SP, kind: MetaPropKind::NewTarget }))
}

//! Saving and restoring: `hz$v(0, resume, pc, ...locals)` and its reverse.
//!
//! Every name that a frame of the function can hold has one slot there, whatever the yield point; the names that are
//! live most often come first. A save lists the slots up to the last live one and puts `0` for what is dead, so nothing that
//! the activation has done with is kept from the garbage collector; the resume version takes all slots at once.

use rustc_hash::FxHashMap;
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
        let mut args = vec![build::number(0), build::ident(&self.resume), build::number(pc as usize)];
        args.extend(self.fixed().into_iter().map(|slot| slot.value(version)));
        let live = &self.slots.live[pc as usize - 1];
        args.extend(self.slots.names.iter().zip(live).map(|(id, live)| match live {
            true => build::ident(&self.ident(id)),
            false => build::number(0),
        }));
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
    pub(super) fn restore(&self) -> Stmt {
        let slots = self.fixed();
        let names = self.slots.names.iter().map(|id| self.ident(id));
        let fixed = slots.iter().map(|slot| slot.name().map(build::name));
        let pattern = std::iter::once((abi::FRAME_PC, build::name(PC)))
            .chain(
                fixed
                    .chain(names.map(Some))
                    .enumerate()
                    .filter_map(|(index, name)| Some((abi::FRAME_LOCALS + index, name?))),
            )
            .map(|(slot, name)| slot_pattern(slot, name));
        let pattern = ObjectPat { span: DUMMY_SP, props: pattern.collect(), optional: false, type_ann: None };
        let mut declarators = vec![VarDeclarator {
            span: DUMMY_SP,
            name: Pat::Object(pattern),
            init: Some(build::global(FRAME)),
            definite: false,
        }];
        let mut declared: Vec<Id> = self.slots.names.clone();
        let params = &self.facts.function(self.id).params;
        for id in self.body.names.iter().map(Ident::to_id).chain(params.iter().cloned()) {
            if !declared.contains(&id) && !self.body.shared.contains(&id) {
                declarators.push(build::declarator(&self.ident(&id), None));
                declared.push(id);
            }
        }
        for (index, id) in self.body.shared.iter().enumerate() {
            let value = build::index(build::global(SHARED), build::number(index));
            declarators.push(build::declarator(&self.ident(id), Some(value)));
        }
        build::declare(VarDeclKind::Var, declarators)
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
        let stop = build::same(build::runtime(abi::POLL, vec![]), build::global(abi::SENTINEL));
        let test = build::binary(build::slice_used_up(), BinaryOp::LogicalAnd, stop);
        build::when(test, self.save(pc, version))
    }

    /// `target = value`, or `value` alone when nobody reads the target.
    pub(super) fn assigned_to(&self, target: &Ident, pc: Pc, value: Box<Expr>) -> Box<Expr> {
        match self.body.unread.contains(&pc) {
            true => value,
            false => build::assign(target, value),
        }
    }
}

/// `slot: name`
fn slot_pattern(slot: usize, name: Ident) -> ObjectPatProp {
    let key = PropName::Num(build::count(slot));
    ObjectPatProp::KeyValue(KeyValuePatProp { key, value: Box::new(Pat::Ident(name.into())) })
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

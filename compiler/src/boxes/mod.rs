//! Puts shared variables into boxes.
//!
//! ```js
//! let count = 0;                          const hz$count$1b = { v: undefined };
//! const next = () => ++count;             hz$count$1b.v = 0;
//!                                         const next = () => ++hz$count$1b.v;
//! ```
//! Before: closures and frames may share a variable that changes. Postcondition: every name that a function takes from a
//! function around it has one value for as long as the taker lives, so frames and lifted functions can hold it by value.
//! Box names are unique in the program. Assignments to constants have become throws. Runs before lowering, because
//! lowering copies names into frames.

mod declare;
mod refer;

use rustc_hash::FxHashMap;
use swc_ecma_ast::*;
use swc_ecma_visit::VisitMutWith;

use crate::abi;
use crate::build;
use crate::facts::{BindingKind, Facts, FnId};

/// Rewrites `program`; the boxes become bindings of their own in `facts`.
pub fn insert(program: &mut Program, facts: &mut Facts) {
    if !facts
        .bindings
        .values()
        .any(|binding| binding.boxed || is_constant(binding.kind) && binding.writes > 0)
    {
        return;
    }
    let mut boxes = Boxes::new(facts);
    program.visit_mut_with(&mut boxes);
    for (id, name) in boxes.names {
        let mut binding = facts.bindings[&id].clone();
        binding.boxed = false;
        binding.is_box = true;
        binding.kind = BindingKind::Const;
        binding.writes = 0;
        binding.used_early = false;
        facts.bindings.insert(name.to_id(), binding);
    }
}

fn is_constant(kind: BindingKind) -> bool {
    matches!(kind, BindingKind::Const | BindingKind::Using | BindingKind::SelfName | BindingKind::ClassName)
}

/// The pass's context.
struct Boxes<'a> {
    facts: &'a Facts,
    /// The box of each boxed binding that was met so far.
    names: FxHashMap<Id, Ident>,
    /// Boxed `var`s and parameters of each function, in the order of their names.
    per_function: FxHashMap<FnId, Vec<Ident>>,
    /// Names of the class declarations around the current place: inside, they mean the class itself, not its box.
    own_classes: Vec<Id>,
    /// Parameters in whose list the current place is.
    unboxed: Vec<Id>,
    temporaries: u32,
    /// Whether the code being walked is strict.
    strict: bool,
}

impl<'a> Boxes<'a> {
    fn new(facts: &'a Facts) -> Boxes<'a> {
        let mut per_function: FxHashMap<FnId, Vec<Ident>> = FxHashMap::default();
        for (id, binding) in &facts.bindings {
            if binding.boxed && matches!(binding.kind, BindingKind::Var | BindingKind::Param) {
                let ident = Ident::new(id.0.clone(), Default::default(), id.1);
                per_function.entry(binding.owner).or_default().push(ident);
            }
        }
        for names in per_function.values_mut() {
            names.sort_by(|a, b| (&a.sym, a.ctxt.as_u32()).cmp(&(&b.sym, b.ctxt.as_u32())));
        }
        Boxes {
            facts,
            names: FxHashMap::default(),
            per_function,
            own_classes: Vec::new(),
            unboxed: Vec::new(),
            temporaries: 0,
            strict: facts.function(FnId::MODULE).strict,
        }
    }

    fn is_boxed(&self, name: &Ident) -> bool {
        let id = name.to_id();
        self.facts.boxed(&id) && !self.own_classes.contains(&id) && !self.unboxed.contains(&id)
    }

    /// The box variable of a boxed binding. A number, and a letter that no number of `unique` has, end its name: nothing
    /// else that the compiler makes up ends so, whatever the program's own names are.
    fn box_of(&mut self, name: &Ident) -> Ident {
        let count = self.names.len() + 1;
        self.names
            .entry(name.to_id())
            .or_insert_with(|| build::name(&format!("{}{}${count}b", abi::PREFIX, name.sym)))
            .clone()
    }

    fn temporary(&mut self) -> Ident {
        self.temporaries += 1;
        build::name(&format!("{}e{}", abi::PREFIX, self.temporaries))
    }

    /// `box.v` as a place to assign.
    fn slot(&mut self, name: &Ident) -> MemberExpr {
        let name = self.box_of(name);
        build::member(build::ident(&name), "v")
    }

    /// Whether reading the binding must check that it is initialised.
    fn may_be_hole(&self, name: &Ident) -> bool {
        let binding = &self.facts.bindings[&name.to_id()];
        binding.has_hole() && (binding.captured_early || binding.used_early)
    }

    /// The value in the box, or the `ReferenceError` of a use before initialisation.
    fn read(&mut self, name: &Ident) -> Box<Expr> {
        let slot = Box::new(Expr::Member(self.slot(name)));
        if !self.may_be_hole(name) {
            return slot;
        }
        let hole = build::same(slot.clone(), build::global(abi::HOLE));
        build::conditional(hole, build::runtime(abi::THROW_HOLE, vec![build::string(&name.sym)]), slot)
    }

    /// `const box = { v: … }` for a binding that comes to life here.
    fn make(&mut self, name: &Ident) -> VarDeclarator {
        let hole = self.may_be_hole(name);
        let value = if hole { build::global(abi::HOLE) } else { build::undefined() };
        let target = self.box_of(name);
        build::declarator(&target, Some(build::object("v", value)))
    }
}

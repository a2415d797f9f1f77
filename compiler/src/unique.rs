//! Gives the names of each captured function one meaning.
//!
//! Lowering makes block-scoped names names of the function. Where two of them, or one of them and a name from outside,
//! are spelled alike, the block-scoped ones are renamed here:
//! ```js
//! for (let i = 0; …) f(i);                  for (let i = 0; …) f(i);
//! for (let i = 9; …) f(i);                  for (let hz$i$1 = 9; …) f(hz$i$1);
//! ```
//! Postcondition: within a captured function, and functions inside it as far as they use its names, spelling decides.
//! Functions and classes keep the names that the language infers. Runs before `boxes`, whose names are unique by themselves.

use rustc_hash::{FxHashMap, FxHashSet};
use swc_atoms::Atom;
use swc_ecma_ast::*;
use swc_ecma_visit::{Visit, VisitWith};

use crate::abi;
use crate::facts::{BindingKind, Facts, FnId, Style};
use crate::rename;

/// Renames in `program`; the new names take over the facts of the old ones.
pub fn make_unique(program: &mut Program, facts: &mut Facts) {
    let mut spelled =
        Spelled { facts, open: vec![FnId::MODULE], met: FxHashSet::default(), seen: FxHashMap::default() };
    program.visit_with(&mut spelled);
    let names = choose(facts, spelled.seen);
    if names.is_empty() {
        return;
    }
    for (id, name) in &names {
        let binding = facts.bindings[id].clone();
        facts.bindings.insert((name.clone(), id.1), binding);
    }
    for function in &mut facts.functions {
        for free in &mut function.free {
            if let Some(name) = names.get(free) {
                free.0 = name.clone();
            }
        }
    }
    rename::apply(program, names);
}

/// For each captured function and spelling, the bindings met under it, in order of appearance.
type Seen = FxHashMap<(FnId, Atom), Vec<Id>>;

struct Spelled<'a> {
    facts: &'a Facts,
    open: Vec<FnId>,
    /// Names by the innermost function that uses them: all there is to learn from them is in `seen`.
    met: FxHashSet<(FnId, Id)>,
    seen: Seen,
}

impl Spelled<'_> {
    fn inside<N: VisitWith<Self>>(&mut self, id: FnId, node: &N) {
        self.open.push(id);
        node.visit_children_with(self);
        self.open.pop();
    }
}

impl Visit for Spelled<'_> {
    fn visit_ident(&mut self, node: &Ident) {
        let id = node.to_id();
        let innermost = *self.open.last().expect("the module is open");
        if !self.met.insert((innermost, id.clone())) {
            return;
        }
        let owner = self.facts.bindings.get(&id).map(|binding| binding.owner);
        for function in self.open.iter().rev() {
            if self.facts.function(*function).style == Style::Captured {
                let ids = self.seen.entry((*function, id.0.clone())).or_default();
                if !ids.contains(&id) {
                    ids.push(id.clone());
                }
            }
            if Some(*function) == owner {
                break;
            }
        }
    }

    fn visit_function(&mut self, node: &Function) {
        self.inside(FnId::of(node.ctxt), node);
    }
    fn visit_arrow_expr(&mut self, node: &ArrowExpr) {
        self.inside(FnId::of(node.ctxt), node);
    }
    fn visit_constructor(&mut self, node: &Constructor) {
        self.inside(FnId::of(node.ctxt), node);
    }
    fn visit_labeled_stmt(&mut self, node: &LabeledStmt) {
        node.body.visit_with(self);
    }
    fn visit_break_stmt(&mut self, _: &BreakStmt) {}
    fn visit_continue_stmt(&mut self, _: &ContinueStmt) {}
}

/// New names for the block-scoped bindings that share a spelling.
fn choose(facts: &Facts, seen: Seen) -> FxHashMap<Id, Atom> {
    let mut clashes: Vec<_> = seen.into_iter().filter(|(_, ids)| ids.len() > 1).collect();
    clashes.sort_by(|(a, _), (b, _)| a.cmp(b));
    let mut names = FxHashMap::default();
    for ((function, spelling), ids) in clashes {
        let movable = |id: &Id| {
            facts.bindings.get(id).is_some_and(|binding| {
                binding.owner == function
                    && !binding.outermost
                    && matches!(
                        binding.kind,
                        BindingKind::Let
                            | BindingKind::Const
                            | BindingKind::Class
                            | BindingKind::Catch
                            | BindingKind::Function
                    )
            })
        };
        let mut keeps = ids.iter().all(movable);
        for id in ids.iter().filter(|id| movable(id)) {
            if std::mem::take(&mut keeps) {
                continue;
            }
            let number = names.len() + 1;
            names.insert(id.clone(), format!("{}{spelling}${number}", abi::PREFIX).into());
        }
    }
    names
}

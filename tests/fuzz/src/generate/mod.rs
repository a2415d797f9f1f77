//! Random programs: a walk through the grammar that keeps to names in scope and mostly to fitting kinds of values.
//!
//! A program is a prelude (`prelude.js`), declarations, and a function `main`. It always ends (every function and every turn
//! of a loop burns fuel, and every loop counts its turns), depends on nothing outside, and prints a trace: `t(site, value)`
//! leaves a line, can be suspended, and stands wherever an order of evaluation could go wrong.
//!
//! | module | what it makes |
//! |---|---|
//! | `scope` | which names can be used, and which jumps |
//! | `values` | expressions, by the kind of their value |
//! | `assign` | assignments, updates, logical assignments |
//! | `calls` | calls in all their forms |
//! | `patterns` | destructuring |
//! | `statements`, `loops`, `exceptions` | statements |
//! | `functions`, `classes`, `records` | what has bodies |

mod assign;
mod calls;
mod classes;
mod exceptions;
mod functions;
mod loops;
mod patterns;
mod records;
mod scope;
mod statements;
mod values;

use crate::random::Random;
use crate::tree::{Node, fixed};
use scope::{Kind, Place, Scope};

const PRELUDE: &str = include_str!("prelude.js");

/// Whether a program is a module, and so strict, or CommonJS and sloppy.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    Module,
    CommonJs,
}

impl Form {
    /// The extension of a file of this form.
    pub fn extension(self) -> &'static str {
        match self {
            Form::Module => "mjs",
            Form::CommonJs => "cjs",
        }
    }
}

/// A generated program.
#[derive(Debug, Clone)]
pub struct Program {
    pub form: Form,
    pub tree: Node,
}

/// The program that `seed` names.
pub fn program(seed: u64) -> Program {
    let mut random = Random::new(seed);
    let form = if random.chance(40) { Form::CommonJs } else { Form::Module };
    let size = 60 + random.below(400);
    let mut maker =
        Maker { random, form, size, depth: 0, names: 0, sites: 0, scopes: Vec::new(), place: Place::main() };
    maker.scopes.push(Scope::default());
    maker.scope().declare("Base", Kind::Class, false);
    Program { form, tree: maker.whole() }
}

/// What a walk through the grammar carries with it.
struct Maker {
    random: Random,
    form: Form,
    /// How many more parts the program may get.
    size: usize,
    /// How many expressions and statements are open.
    depth: usize,
    names: usize,
    sites: usize,
    /// Innermost last.
    scopes: Vec<Scope>,
    /// The function that is being made.
    place: Place,
}

impl Maker {
    fn whole(&mut self) -> Node {
        let strict =
            if self.form == Form::CommonJs && self.random.chance(20) { "\"use strict\";\n" } else { "" };
        if !strict.is_empty() {
            self.place.strict = true;
        }
        let mut declarations = Vec::new();
        for _ in 0..self.random.below(5) {
            declarations.push(self.declaration());
        }
        let main = self.main();
        let end = match self.form {
            Form::Module => "export const finished = run(main);\n",
            Form::CommonJs => "exports.finished = run(main);\n",
        };
        fixed![strict, PRELUDE, declarations, main, end]
    }

    fn main(&mut self) -> Node {
        let is_async = self.random.chance(40);
        let size = self.size;
        self.size = size.max(80);
        let place = Place { is_async, can_return: true, ..self.place.function() };
        let parts = self.inside(place, |maker| {
            maker.scope().declare("x", Kind::Number, true);
            maker.statements(8)
        });
        fixed![if is_async { "async " } else { "" }, "function main(x) {\n", parts, "}\n"]
    }

    /// Takes `cost` from what is left; false when there is nothing to spend.
    fn spend(&mut self, cost: usize) -> bool {
        let enough = self.size >= cost && self.depth < 9;
        self.size = self.size.saturating_sub(cost);
        enough
    }

    /// Runs `make` one level deeper.
    fn deeper<T>(&mut self, make: impl FnOnce(&mut Maker) -> T) -> T {
        self.depth += 1;
        let made = make(self);
        self.depth -= 1;
        made
    }

    /// Runs `make` in a new block scope.
    fn block<T>(&mut self, make: impl FnOnce(&mut Maker) -> T) -> T {
        self.scopes.push(Scope::default());
        let made = self.deeper(make);
        self.scopes.pop();
        made
    }

    /// Runs `make` in a function: its own scope, its own jumps.
    fn inside<T>(&mut self, place: Place, make: impl FnOnce(&mut Maker) -> T) -> T {
        let outer = std::mem::replace(&mut self.place, place);
        let made = self.block(make);
        self.place = outer;
        made
    }

    fn scope(&mut self) -> &mut Scope {
        self.scopes.last_mut().expect("there is always the scope of the module")
    }

    /// The number of a new place in the trace.
    fn site(&mut self) -> String {
        self.sites += 1;
        self.sites.to_string()
    }

    /// A name that nothing else has.
    fn fresh(&mut self, stem: &str) -> String {
        self.names += 1;
        format!("{stem}{}", self.names)
    }

    /// A name for a `let`, `const`, parameter or class; now and then one that hides an outer one.
    fn hiding(&mut self, stem: &str) -> String {
        let outer = self.scopes.len() - 1;
        let mut names: Vec<String> = Vec::new();
        for scope in &self.scopes[..outer] {
            names.extend(scope.names().filter(|name| name.starts_with(stem)).map(str::to_string));
        }
        let taken = |name: &String| self.scopes[outer].has(name);
        names.retain(|name| !taken(name));
        if !names.is_empty() && self.random.chance(15) {
            self.random.pick(&names).clone()
        } else {
            self.fresh(stem)
        }
    }

    /// A name of a kind that can be seen from here.
    fn find(&mut self, kind: Kind) -> Option<String> {
        self.find_where(|found, _| found == kind)
    }

    /// A name of a kind that can be assigned to.
    fn find_writable(&mut self, kind: Kind) -> Option<String> {
        self.find_where(|found, writable| found == kind && writable)
    }

    fn find_where(&mut self, fits: impl Fn(Kind, bool) -> bool) -> Option<String> {
        let mut seen: Vec<&str> = Vec::new();
        let mut found: Vec<String> = Vec::new();
        for variable in self.scopes.iter().rev().flat_map(|scope| scope.variables()) {
            if seen.contains(&variable.name.as_str()) {
                continue;
            }
            seen.push(&variable.name);
            if fits(variable.kind, variable.writable) {
                found.push(variable.name.clone());
            }
        }
        if found.is_empty() { None } else { Some(self.random.pick(&found).clone()) }
    }
}

#[cfg(test)]
mod tests {
    use super::program;

    #[test]
    fn a_seed_names_one_program() {
        assert_eq!(program(7).tree.print(), program(7).tree.print());
        assert_ne!(program(7).tree.print(), program(8).tree.print());
    }
}

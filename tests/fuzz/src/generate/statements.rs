//! Statements, except loops and `try`.

use super::scope::{Kind, Target};
use super::{Form, Maker};
use crate::tree::{Node, fixed, statement};

type Production = fn(&mut Maker) -> Option<Node>;

const STATEMENTS: &[(usize, Production)] = &[
    (14, Maker::probe_of_number),
    (8, Maker::expression_statement),
    (14, Maker::variable),
    (6, Maker::destructuring),
    (8, Maker::condition),
    (14, Maker::any_loop),
    (9, Maker::any_try),
    (5, Maker::switch),
    (3, Maker::labelled_block),
    (2, Maker::bare_block),
    (9, Maker::jump),
    (8, Maker::any_declaration),
    (2, Maker::with),
    (2, Maker::using),
];

impl Maker {
    pub fn statements(&mut self, count: usize) -> Node {
        let mut parts = Vec::new();
        for _ in 0..count {
            parts.push(self.statement());
        }
        fixed![parts]
    }

    fn statement(&mut self) -> Node {
        if !self.spend(1) {
            return self.probe_statement();
        }
        self.deeper(|maker| {
            for _ in 0..4 {
                let production = maker.random.weighted(STATEMENTS);
                if let Some(node) = production(maker) {
                    return node;
                }
            }
            maker.probe_statement()
        })
    }

    /// A block with up to `count` statements and a scope of its own.
    pub fn braces(&mut self, count: usize) -> Node {
        let count = 1 + self.random.below(count);
        let body = self.block(|maker| maker.statements(count));
        fixed!["{\n", body, "}\n"]
    }

    pub fn probe_statement(&mut self) -> Node {
        statement!["t(", self.site(), ", ", self.leaf(), ");\n"]
    }

    fn probe_of_number(&mut self) -> Option<Node> {
        Some(statement!["t(", self.site(), ", ", self.number(), ");\n"])
    }

    fn expression_statement(&mut self) -> Option<Node> {
        Some(statement!["", self.number(), ";\n"])
    }

    /// `var`, `let` or `const`, and whether it can be assigned to.
    fn keyword(&mut self) -> (&'static str, bool) {
        *self.random.pick(&[("let ", true), ("let ", true), ("const ", false), ("var ", true)])
    }

    fn variable(&mut self) -> Option<Node> {
        let (keyword, writable) = self.keyword();
        let (kind, stem, value) = match self.random.below(10) {
            0 => (Kind::Text, "s", self.text()),
            1 | 2 => (Kind::List, "l", self.list()),
            3 | 4 => (Kind::Record, "o", self.record()),
            5 | 6 => (Kind::Function, "f", self.function_value()),
            _ => (Kind::Number, "v", self.number()),
        };
        // `var` reaches out of the block, where a name that hides another would clash.
        let name = if keyword == "var " { self.fresh(stem) } else { self.hiding(stem) };
        self.scope().declare(&name, kind, writable && kind == Kind::Number);
        let without = kind == Kind::Number && writable && self.random.chance(10);
        Some(match without {
            true => statement![keyword, name, ";\n"],
            false => statement![keyword, name, " = ", value, ";\n"],
        })
    }

    fn destructuring(&mut self) -> Option<Node> {
        let writable = self.random.chance(70);
        let keyword = if writable { "let " } else { "const " };
        Some(match self.random.chance(50) {
            true => statement![keyword, self.array_pattern(writable), " = ", self.iterable(), ";\n"],
            false => statement![keyword, self.object_pattern(writable), " = ", self.record(), ";\n"],
        })
    }

    fn condition(&mut self) -> Option<Node> {
        let (test, then) = (self.test(), self.braces(2));
        Some(match self.random.chance(40) {
            true => statement!["if (", test, ") ", then, "else ", self.braces(2)],
            false => statement!["if (", test, ") ", then],
        })
    }

    fn switch(&mut self) -> Option<Node> {
        let value = self.number();
        self.place.targets.push(Target::Switch);
        let cases = self.block(|maker| {
            let count = 1 + maker.random.below(3);
            let default = maker.random.below(2 * count);
            let mut cases = Vec::new();
            for index in 0..count {
                let head = match index == default {
                    true => fixed!["default:\n"],
                    false => fixed!["case ", maker.number(), ":\n"],
                };
                let statements = maker.statements(2);
                let end = if maker.random.chance(50) { "break;\n" } else { "" };
                cases.push(fixed![head, statements, statement![end]]);
            }
            cases
        });
        self.place.targets.pop();
        Some(statement!["switch (", value, ") {\n", cases, "}\n"])
    }

    fn labelled_block(&mut self) -> Option<Node> {
        let label = self.fresh("L");
        self.place.targets.push(Target::Block(label.clone()));
        let body = self.braces(3);
        self.place.targets.pop();
        Some(statement![label, ": ", body])
    }

    fn bare_block(&mut self) -> Option<Node> {
        Some(statement![self.braces(3)])
    }

    /// A jump out of what is around, most of the time under a condition, since nothing behind it runs.
    fn jump(&mut self) -> Option<Node> {
        let jump = self.bare_jump()?;
        Some(match self.random.chance(75) {
            true => statement!["if (", self.test(), ") ", jump],
            false => jump,
        })
    }

    pub fn bare_jump(&mut self) -> Option<Node> {
        let targets = self.place.targets.clone();
        if !targets.is_empty() && self.random.chance(70) {
            let innermost = targets.iter().rfind(|target| !matches!(target, Target::Block(_)));
            return Some(match (self.random.pick(&targets), innermost) {
                (Target::Block(label), _) => statement!["break ", label.clone(), ";\n"],
                (Target::Loop(Some(label)), _) if self.random.chance(60) => {
                    let keyword = *self.random.pick(&["break ", "continue "]);
                    statement![keyword, label.clone(), ";\n"]
                }
                (Target::Loop(_), Some(Target::Loop(_))) if self.random.chance(50) => {
                    statement!["continue;\n"]
                }
                (_, Some(_)) => statement!["break;\n"],
                (_, None) => return None,
            });
        }
        if self.random.chance(30) {
            return Some(statement!["throw ", self.number(), ";\n"]);
        }
        if !self.place.can_return {
            return None;
        }
        Some(statement!["return ", self.number(), ";\n"])
    }

    fn any_declaration(&mut self) -> Option<Node> {
        if !self.spend(8) || self.depth > 6 {
            return None;
        }
        Some(self.declaration())
    }

    /// A function or a class.
    pub fn declaration(&mut self) -> Node {
        if self.random.chance(30) { self.class_declaration() } else { self.function_declaration() }
    }

    fn with(&mut self) -> Option<Node> {
        if self.form == Form::Module || self.place.strict || !self.random.chance(40) {
            return None;
        }
        let record = self.record();
        let body = self.block(|maker| {
            maker.scope().declare("a", Kind::Number, true);
            maker.scope().declare("b", Kind::Number, true);
            maker.statements(2)
        });
        Some(statement!["with (", record, ") {\n", body, "}\n"])
    }

    fn using(&mut self) -> Option<Node> {
        // Not among the statements of a `case`.
        if self.place.targets.last() == Some(&Target::Switch) {
            return None;
        }
        let name = self.fresh("u");
        let (key, keyword) = match self.place.is_async && self.random.chance(50) {
            true => ("asyncDispose", "await using "),
            false => ("dispose", "using "),
        };
        let method = self.function_value();
        Some(statement![
            "{\n",
            keyword,
            name,
            " = { [Symbol.",
            key,
            "]: ",
            method,
            " };\n",
            self.braces(2),
            "}\n"
        ])
    }
}

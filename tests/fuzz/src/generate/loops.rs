//! Loops of every form. Each burns fuel in every turn and ends after a few turns by itself, mostly.

use super::Maker;
use super::scope::{Kind, Target};
use crate::tree::{Node, fixed, statement};

impl Maker {
    pub fn any_loop(&mut self) -> Option<Node> {
        if !self.spend(3) || self.depth > 7 {
            return None;
        }
        let label = if self.random.chance(30) { Some(self.fresh("L")) } else { None };
        let prefix = label.as_ref().map_or(String::new(), |label| format!("{label}: "));
        // The turns that a `while` may take are counted beside it.
        let form = self.random.below(8);
        let counter = self.fresh("n");
        let before = if matches!(form, 3 | 4) { format!("let {counter} = 0;\n") } else { String::new() };
        let body = self.block(|maker| match form {
            0..=2 => maker.counted(label),
            3 => maker.while_loop(&counter, label),
            4 => maker.do_while(&counter, label),
            5 => maker.for_in(label),
            _ => maker.for_of(label),
        });
        Some(statement![before, prefix, body])
    }

    /// The braces of a loop's body.
    fn turn(&mut self, label: Option<String>) -> Node {
        self.place.targets.push(Target::Loop(label));
        let body = self.block(|maker| {
            let count = 1 + maker.random.below(3);
            maker.statements(count)
        });
        self.place.targets.pop();
        fixed!["{\nburn();\n", body, "}\n"]
    }

    /// `for (let v = 0; v < 3; v++)`, with variables that closures may hold per turn.
    fn counted(&mut self, label: Option<String>) -> Node {
        let keyword = if self.random.chance(80) { "let " } else { "var " };
        let name = self.fresh("v");
        let first = fixed![name.clone(), " = ", self.leaf()];
        self.scope().declare(&name, Kind::Number, true);
        let more = match self.random.below(4) {
            0 => {
                let function = self.fresh("f");
                let value = self.function_value();
                self.scope().declare(&function, Kind::Function, false);
                fixed![", ", function, " = ", value]
            }
            1 => fixed![", ", self.array_pattern(true), " = ", self.iterable()],
            _ => fixed![""],
        };
        let limit = (1 + self.random.below(4)).to_string();
        let test = match self.random.below(4) {
            0 => fixed![name.clone(), " < t(", self.site(), ", ", limit, ")"],
            1 => fixed![name.clone(), " < ", limit, " && ", self.test()],
            _ => fixed![name.clone(), " < ", limit],
        };
        let update = match self.random.below(4) {
            0 => fixed!["t(", self.site(), ", ", name, "++)"],
            1 => fixed!["(", self.number(), ", ", name, "++)"],
            _ => fixed![name, "++"],
        };
        fixed!["for (", keyword, first, more, "; ", test, "; ", update, ") ", self.turn(label)]
    }

    fn while_loop(&mut self, counter: &str, label: Option<String>) -> Node {
        let limit = (1 + self.random.below(3)).to_string();
        let test = self.test();
        fixed!["while (", counter, "++ < ", limit, " && ", test, ") ", self.turn(label)]
    }

    fn do_while(&mut self, counter: &str, label: Option<String>) -> Node {
        let limit = (1 + self.random.below(3)).to_string();
        let body = self.turn(label);
        fixed!["do ", body, "while (", counter, "++ < ", limit, " && ", self.test(), ");\n"]
    }

    fn for_in(&mut self, label: Option<String>) -> Node {
        let record = if self.random.chance(70) { self.record() } else { self.list() };
        let head = match self.random.below(3) {
            0 => fixed![self.target()],
            _ => {
                let name = self.hiding("s");
                self.scope().declare(&name, Kind::Text, false);
                fixed!["const ", name]
            }
        };
        fixed!["for (", head, " in ", record, ") ", self.turn(label)]
    }

    fn for_of(&mut self, label: Option<String>) -> Node {
        let iterable = match self.place.is_async && self.random.chance(40) {
            true => match self.find(Kind::AsyncGenerator) {
                Some(name) => fixed![name, "(", self.arguments(), ")"],
                None => fixed![self.iterable()],
            },
            false => fixed![self.iterable()],
        };
        let wait = if self.place.is_async && self.random.chance(60) { "await " } else { "" };
        let head = match self.random.below(6) {
            0 => fixed![self.target()],
            1 => self.array_target(),
            2 => fixed!["const ", self.array_pattern(false)],
            3 => fixed!["let ", self.object_pattern(true)],
            _ => {
                let writable = self.random.chance(50);
                let name = self.hiding("v");
                self.scope().declare(&name, Kind::Number, writable);
                fixed![if writable { "let " } else { "const " }, name]
            }
        };
        fixed!["for ", wait, "(", head, " of ", iterable, ") ", self.turn(label)]
    }
}

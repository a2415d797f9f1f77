//! Destructuring: patterns that bind names, and patterns that assign.

use super::Maker;
use super::scope::Kind;
use crate::tree::{Node, fixed, item};

/// What a pattern does with each of its parts.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Purpose {
    /// Binds a new name, which can be assigned to later or not.
    Bind { writable: bool },
    /// Assigns to what is there.
    Assign,
}

impl Maker {
    /// A pattern for something to iterate that binds new names.
    pub fn array_pattern(&mut self, writable: bool) -> Node {
        self.array_parts(Purpose::Bind { writable })
    }

    /// A pattern for a record that binds new names.
    pub fn object_pattern(&mut self, writable: bool) -> Node {
        self.object_parts(Purpose::Bind { writable })
    }

    pub fn array_target(&mut self) -> Node {
        self.array_parts(Purpose::Assign)
    }

    pub fn object_target(&mut self) -> Node {
        self.object_parts(Purpose::Assign)
    }

    fn array_parts(&mut self, purpose: Purpose) -> Node {
        let count = 1 + self.random.below(3);
        let mut parts = Vec::new();
        for _ in 0..count {
            parts.push(match self.random.below(8) {
                0 => item![", "],
                1 if self.spend(4) => item![self.object_parts(purpose), " = ", self.record(), ", "],
                _ => item![self.part(purpose), self.default(), ", "],
            });
        }
        if self.random.chance(20) {
            parts.push(item!["...", self.rest(purpose)]);
        }
        fixed!["[", parts, "]"]
    }

    fn object_parts(&mut self, purpose: Purpose) -> Node {
        let count = 1 + self.random.below(2);
        let mut parts = Vec::new();
        for _ in 0..count {
            let key = *self.random.pick(&["a", "b", "c", "none"]);
            let key = match self.random.below(3) {
                0 => fixed!["[t(", self.site(), ", \"", key, "\")]: "],
                _ => fixed![key, ": "],
            };
            parts.push(match self.random.below(7) {
                0 if self.spend(4) => item![key, self.array_parts(purpose), " = ", self.iterable(), ", "],
                _ => item![key, self.part(purpose), self.default(), ", "],
            });
        }
        if self.random.chance(15) {
            let rest = match purpose {
                Purpose::Bind { writable } => fixed![self.bind("o", Kind::Record, writable)],
                Purpose::Assign => fixed![self.record(), ".d"],
            };
            parts.push(item!["...", rest]);
        }
        fixed!["{ ", parts, " }"]
    }

    fn part(&mut self, purpose: Purpose) -> Node {
        match purpose {
            Purpose::Bind { writable } => fixed![self.bind("v", Kind::Number, writable)],
            Purpose::Assign => self.target(),
        }
    }

    fn rest(&mut self, purpose: Purpose) -> Node {
        match purpose {
            Purpose::Bind { writable } => fixed![self.bind("l", Kind::List, writable)],
            Purpose::Assign => fixed![self.record(), ".d"],
        }
    }

    fn default(&mut self) -> Node {
        if self.random.chance(50) { fixed![" = ", self.number()] } else { fixed![""] }
    }

    fn bind(&mut self, stem: &str, kind: Kind, writable: bool) -> String {
        let name = self.hiding(stem);
        self.scope().declare(&name, kind, writable);
        name
    }
}

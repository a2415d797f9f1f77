//! Assignments, updates and destructuring assignments.

use super::Maker;
use super::scope::Kind;
use crate::tree::{Node, expression, fixed};

impl Maker {
    /// What can be assigned to and holds a number.
    pub fn target(&mut self) -> Node {
        match self.random.below(8) {
            0..=3 => match self.find_writable(Kind::Number) {
                Some(name) => fixed![name],
                None => fixed![self.record(), self.key()],
            },
            4 => fixed![self.list(), "[", self.leaf(), "]"],
            5 if self.random.chance(20) => match self.find(Kind::Number) {
                // Perhaps a constant, which throws.
                Some(name) => fixed![name],
                None => fixed![self.record(), self.key()],
            },
            _ => fixed![self.record(), self.key()],
        }
    }

    pub fn assignment(&mut self) -> Option<Node> {
        let operators = ["=", "=", "+=", "-=", "*=", "&&=", "||=", "??=", "**=", "%="];
        let operator = *self.random.pick(&operators);
        Some(expression!["(", self.target(), " ", operator, " ", self.number(), ")"])
    }

    pub fn update(&mut self) -> Option<Node> {
        let operator = *self.random.pick(&["++", "--"]);
        Some(match self.random.chance(50) {
            true => expression!["(", self.target(), operator, ")"],
            false => expression!["(", operator, self.target(), ")"],
        })
    }

    pub fn destructuring_assignment(&mut self) -> Option<Node> {
        if !self.spend(4) {
            return None;
        }
        Some(match self.random.chance(50) {
            true => expression!["(", self.array_target(), " = ", self.iterable(), ").length"],
            false => expression!["(", self.object_target(), " = ", self.record(), ").a"],
        })
    }
}

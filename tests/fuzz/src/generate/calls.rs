//! Calls in all their forms.

use super::Maker;
use super::scope::{Kind, Place};
use crate::tree::{Node, expression, fixed, item};

impl Maker {
    /// Arguments for a function of numbers, without the parentheses.
    pub fn arguments(&mut self) -> Node {
        let count = self.random.below(4);
        let mut parts = Vec::new();
        for _ in 0..count {
            parts.push(match self.random.below(8) {
                0 => item!["...", self.iterable(), ", "],
                _ => item![self.number(), ", "],
            });
        }
        fixed![parts]
    }

    pub fn call(&mut self) -> Option<Node> {
        let function = match self.find(Kind::Function) {
            Some(name) => fixed![name],
            None => fixed!["(", self.function_value(), ")"],
        };
        Some(match self.random.below(8) {
            0 => expression![function, ".call(", self.record(), ", ", self.arguments(), ")"],
            1 => expression![function, ".apply(", self.record(), ", ", self.list(), ")"],
            2 => expression![function, "?.(", self.arguments(), ")"],
            3 => expression![function, ".bind(null, ", self.number(), ")(", self.arguments(), ")"],
            4 => expression![function, "`a${", self.number(), "}`"],
            _ => expression![function, "(", self.arguments(), ")"],
        })
    }

    pub fn method_call(&mut self) -> Option<Node> {
        let record = self.record();
        Some(match self.random.below(6) {
            0 => expression![record, "[t(", self.site(), ", \"m\")](", self.arguments(), ")"],
            1 => expression![record, "?.m(", self.arguments(), ")"],
            2 => expression!["(", record, ".m)(", self.arguments(), ")"],
            3 => expression![record, ".m?.(", self.arguments(), ")?.toFixed(", self.leaf(), ")"],
            _ => expression![record, ".m(", self.arguments(), ")"],
        })
    }

    /// A function that is called where it stands.
    pub fn immediate(&mut self) -> Option<Node> {
        if !self.spend(5) {
            return None;
        }
        let arrow = self.random.chance(60);
        let place: Place = if arrow { self.place.arrow() } else { self.place.function() };
        let body = self.inside(place, |maker| {
            let statements = maker.statements(2);
            fixed!["burn();\n", statements, "return ", maker.number(), ";\n"]
        });
        Some(match arrow {
            true => expression!["(() => {\n", body, "})()"],
            false => expression!["(function () {\n", body, "})(", self.arguments(), ")"],
        })
    }
}

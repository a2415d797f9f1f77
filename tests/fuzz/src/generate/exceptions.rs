//! `try` in all its forms, with jumps out of every part.

use super::Maker;
use super::scope::Kind;
use crate::tree::{Node, fixed, statement};

impl Maker {
    pub fn any_try(&mut self) -> Option<Node> {
        if !self.spend(3) || self.depth > 7 {
            return None;
        }
        let body = self.guarded_part();
        let form = self.random.below(4);
        let handler = if form == 0 { fixed![""] } else { self.handler() };
        let finally = if form > 1 { fixed![""] } else { fixed!["finally {\n", self.guarded_part(), "}\n"] };
        Some(statement!["try {\n", body, "} ", handler, finally])
    }

    /// What stands in one of the blocks: statements, and sometimes a jump at the end.
    fn guarded_part(&mut self) -> Node {
        self.block(Maker::some_statements_here)
    }

    fn some_statements_here(&mut self) -> Node {
        let count = 1 + self.random.below(2);
        let statements = self.statements(count);
        if !self.random.chance(25) {
            return statements;
        }
        let jump = self.bare_jump();
        fixed![statements, jump.unwrap_or_else(|| self.probe_statement())]
    }

    fn handler(&mut self) -> Node {
        self.block(|maker| {
            let binding = match maker.random.below(6) {
                0 => fixed![""],
                1 => fixed!["(", maker.object_pattern(true), ") "],
                _ => {
                    let name = maker.fresh("v");
                    maker.scope().declare(&name, Kind::Number, true);
                    fixed!["(", name, ") "]
                }
            };
            // In one scope with the binding, which a `let` of the block must not repeat.
            fixed!["catch ", binding, "{\n", maker.some_statements_here(), "}\n"]
        })
    }
}

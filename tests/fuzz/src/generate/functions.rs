//! Functions of every form: what stands before the body, and the body.

use super::Maker;
use super::scope::{Kind, Place};
use crate::tree::{Node, expression, fixed, item, statement};

impl Maker {
    /// `name(parameters) {\nbody}` for a function that starts in `place`: gives parameters and body.
    pub fn signature_and_body(&mut self, place: Place) -> (Node, Node) {
        self.inside(place, |maker| {
            let parameters = maker.parameters();
            (parameters, maker.body(3))
        })
    }

    /// Burns fuel, does up to `count` things, and returns a number.
    pub fn body(&mut self, count: usize) -> Node {
        let count = self.random.below(count + 1);
        let statements = self.statements(count);
        fixed!["burn();\n", statements, statement!["return ", self.number(), ";\n"]]
    }

    fn parameters(&mut self) -> Node {
        let place = self.place.still();
        let outer = std::mem::replace(&mut self.place, place);
        let count = self.random.below(4);
        let mut parts = Vec::new();
        for _ in 0..count {
            parts.push(match self.random.below(12) {
                // A default that calls the function again never reaches its body, so it burns fuel itself.
                0 => item![self.array_pattern(true), " = (burn(), ", self.iterable(), "), "],
                1 => item![self.object_pattern(true), " = (burn(), ", self.record(), "), "],
                2 | 3 => {
                    let default = self.number();
                    item![self.parameter(), " = (burn(), ", default, "), "]
                }
                // A closure over the parameters' own scope.
                4 => {
                    let name = self.fresh("f");
                    let default = self.closure();
                    self.scope().declare(&name, Kind::Function, false);
                    item![name.clone(), " = ", default, ", "]
                }
                _ => item![self.parameter(), ", "],
            });
        }
        if self.random.chance(15) {
            let name = self.fresh("l");
            self.scope().declare(&name, Kind::List, true);
            parts.push(item!["...", name]);
        }
        self.place = outer;
        fixed![parts]
    }

    fn parameter(&mut self) -> String {
        let name = self.hiding("v");
        self.scope().declare(&name, Kind::Number, true);
        name
    }

    /// A function from numbers to a number, as an expression.
    pub fn function_value(&mut self) -> Node {
        let known = self.find(Kind::Function);
        if let Some(name) = &known
            && (self.random.chance(50) || self.depth > 6)
        {
            return expression![name.clone()];
        }
        if !self.spend(4) || self.depth > 7 {
            return expression!["((p) => ", self.pure(), ")"];
        }
        match self.random.below(6) {
            0 => expression!["((p, q) => ", self.pure(), ")"],
            1 => expression![self.record(), ".m"],
            _ => self.closure(),
        }
    }

    /// A function that is made where it stands; nothing is called.
    fn closure(&mut self) -> Node {
        if !self.spend(4) || self.depth > 7 {
            return expression!["((p) => ", self.pure(), ")"];
        }
        match self.random.chance(50) {
            true => self.arrow(),
            false => self.function_expression(),
        }
    }

    pub fn arrow(&mut self) -> Node {
        let place = self.place.arrow();
        self.inside(place, |maker| {
            let parameters = maker.parameters();
            if maker.random.chance(50) {
                return expression!["((", parameters, ") => (burn(), ", maker.number(), "))"];
            }
            expression!["((", parameters, ") => {\n", maker.body(2), "})"]
        })
    }

    pub fn function_expression(&mut self) -> Node {
        let name = if self.random.chance(40) { self.fresh("f") } else { String::new() };
        let place = self.place.function();
        let own = name.clone();
        let (parameters, body) = self.inside(place, |maker| {
            if !own.is_empty() {
                maker.scope().declare(&own, Kind::Function, false);
            }
            let parameters = maker.parameters();
            (parameters, maker.body(3))
        });
        expression!["(function ", name, "(", parameters, ") {\n", body, "})"]
    }

    /// A declaration of a function of any kind.
    pub fn function_declaration(&mut self) -> Node {
        let kinds = [
            (5, (Kind::Function, "function ", "f")),
            (3, (Kind::Generator, "function* ", "g")),
            (2, (Kind::AsyncFunction, "async function ", "w")),
            (2, (Kind::AsyncGenerator, "async function* ", "y")),
        ];
        let (kind, keyword, stem) = self.random.weighted(&kinds);
        let name = self.fresh(stem);
        // Known inside too: recursion, which fuel ends.
        self.scope().declare(&name, kind, false);
        let place = Place {
            is_generator: matches!(kind, Kind::Generator | Kind::AsyncGenerator),
            is_async: matches!(kind, Kind::AsyncFunction | Kind::AsyncGenerator),
            has_new_target: true,
            ..self.place.function()
        };
        let (parameters, body) = self.signature_and_body(place);
        statement![keyword, name, "(", parameters, ") {\n", body, "}\n"]
    }
}

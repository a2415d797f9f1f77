//! Expressions, by the kind of value that they most likely have.

use super::scope::{Kind, Place};
use super::{Form, Maker};
use crate::tree::{Node, expression, fixed, item};

type Production = fn(&mut Maker) -> Option<Node>;

/// How often each form of a number is taken. A production that does not apply here gives nothing.
const NUMBERS: &[(usize, Production)] = &[
    (14, Maker::probe),
    (10, Maker::number_variable),
    (12, Maker::binary),
    (3, Maker::unary),
    (5, Maker::conditional),
    (5, Maker::logical),
    (3, Maker::comma),
    (9, Maker::member),
    (3, Maker::optional_member),
    (5, Maker::element),
    (10, Maker::assignment),
    (4, Maker::update),
    (4, Maker::destructuring_assignment),
    (12, Maker::call),
    (8, Maker::method_call),
    (3, Maker::immediate),
    (3, Maker::text_number),
    (3, Maker::of_arguments),
    (6, Maker::of_this),
    (4, Maker::of_super),
    (9, Maker::awaited),
    (9, Maker::yielded),
    (3, Maker::kept),
    (4, Maker::later),
    (3, Maker::folded),
    (2, Maker::compared),
    (1, Maker::direct_eval),
    (2, Maker::deleted),
];

impl Maker {
    pub fn number(&mut self) -> Node {
        if !self.spend(1) {
            return self.leaf();
        }
        self.deeper(|maker| {
            for _ in 0..4 {
                let production = maker.random.weighted(NUMBERS);
                if let Some(node) = production(maker) {
                    return node;
                }
            }
            maker.leaf()
        })
    }

    /// A number without any parts, which calls nothing.
    pub fn leaf(&mut self) -> Node {
        if self.random.chance(50)
            && let Some(name) = self.find(Kind::Number)
        {
            return expression![name];
        }
        let literals =
            ["0", "1", "2", "3", "5", "7", "10", "(-1)", "1.5", "null", "undefined", "true", "NaN", "\"s\""];
        // Mostly small numbers.
        let reach = if self.random.chance(80) { 6 } else { literals.len() };
        expression![literals[self.random.below(reach)]]
    }

    /// Arithmetic that cannot be suspended.
    pub fn pure(&mut self) -> Node {
        let operator = *self.random.pick(&[" + ", " - ", " * ", " < ", " | "]);
        expression!["(", self.leaf(), operator, self.leaf(), ")"]
    }

    /// `t(site, value)`: leaves a line and can be suspended.
    pub fn probe(&mut self) -> Option<Node> {
        let site = self.site();
        let value = if self.random.chance(70) { self.leaf() } else { self.number() };
        Some(expression!["t(", site, ", ", value, ")"])
    }

    fn number_variable(&mut self) -> Option<Node> {
        Some(expression![self.find(Kind::Number)?])
    }

    fn binary(&mut self) -> Option<Node> {
        let operators = ["+", "-", "*", "%", "&", "|", "^", "<<", ">>>", "/", "**", "=="];
        let reach = if self.random.chance(80) { 3 } else { operators.len() };
        let operator = operators[self.random.below(reach)];
        Some(expression!["(", self.number(), " ", operator, " ", self.number(), ")"])
    }

    fn unary(&mut self) -> Option<Node> {
        let operator = *self.random.pick(&["-", "+", "~", "!", "void ", "typeof "]);
        Some(expression!["(", operator, self.number(), ")"])
    }

    pub fn test(&mut self) -> Node {
        let operator = *self.random.pick(&["<", ">", "<=", "===", "!==", "&&", "||"]);
        let not = if self.random.chance(10) { "!" } else { "" };
        expression![not, "(", self.number(), " ", operator, " ", self.number(), ")"]
    }

    fn conditional(&mut self) -> Option<Node> {
        Some(expression!["(", self.test(), " ? ", self.number(), " : ", self.number(), ")"])
    }

    fn logical(&mut self) -> Option<Node> {
        let operator = *self.random.pick(&[" && ", " || ", " ?? "]);
        Some(expression!["(", self.number(), operator, self.number(), ")"])
    }

    fn comma(&mut self) -> Option<Node> {
        Some(expression!["(", self.number(), ", ", self.number(), ")"])
    }

    /// A name of a property that records have, as a computed key half of the time.
    pub fn key(&mut self) -> Node {
        let name = *self.random.pick(&["a", "b", "c"]);
        if self.random.chance(70) {
            return fixed![".", name];
        }
        let site = self.site();
        fixed!["[t(", site, ", \"", name, "\")]"]
    }

    fn member(&mut self) -> Option<Node> {
        Some(expression![self.record(), self.key()])
    }

    fn optional_member(&mut self) -> Option<Node> {
        let object = if self.random.chance(80) { self.record() } else { self.number() };
        let rest = match self.random.below(5) {
            0 => fixed!["?.a"],
            1 => fixed!["?.[", self.number(), "]?.b.c"],
            2 => fixed!["?.b?.toString()?.[", self.number(), "]"],
            3 => fixed!["?.m?.(", self.arguments(), ")"],
            _ => fixed!["?.[\"m\"](", self.arguments(), ")"],
        };
        Some(expression!["(", object, rest, ")"])
    }

    fn element(&mut self) -> Option<Node> {
        let list = self.list();
        Some(match self.random.below(3) {
            0 => expression![list, ".length"],
            1 => expression![list, "[", self.leaf(), "]"],
            _ => expression![list, "[", self.number(), "]"],
        })
    }

    fn text_number(&mut self) -> Option<Node> {
        Some(match self.random.below(3) {
            0 => expression![self.text(), ".length"],
            1 => expression!["tag`a${", self.number(), "}\\n${", self.number(), "}`"],
            _ => expression!["Number(", self.text(), ")"],
        })
    }

    fn of_arguments(&mut self) -> Option<Node> {
        if !self.place.has_arguments {
            return None;
        }
        Some(match self.random.below(4) {
            0 => expression!["arguments.length"],
            1 => expression!["(arguments[0] = ", self.number(), ")"],
            _ => expression!["arguments[", self.leaf(), "]"],
        })
    }

    fn of_this(&mut self) -> Option<Node> {
        if self.place.has_new_target && self.random.chance(20) {
            return Some(expression!["(new.target ? ", self.number(), " : ", self.leaf(), ")"]);
        }
        if !self.place.has_this {
            return None;
        }
        if let [first, ..] = self.place.privates.as_slice() {
            let name = first.clone();
            match self.random.below(6) {
                0 => return Some(expression!["(", "this.", name, " += ", self.number(), ")"]),
                1 => return Some(expression!["(this.", name, " ??= ", self.number(), ")"]),
                2 => return Some(expression!["(", name, " in ", self.record(), ")"]),
                3 => return Some(expression!["this.", name]),
                _ => {}
            }
        }
        Some(match self.random.below(3) {
            0 => expression!["(this", self.key(), " = ", self.number(), ")"],
            1 => expression!["this.m(", self.arguments(), ")"],
            _ => expression!["this", self.key()],
        })
    }

    fn of_super(&mut self) -> Option<Node> {
        if !self.place.has_super {
            return None;
        }
        Some(match self.random.below(4) {
            0 => expression!["super.c"],
            1 => expression!["(super.a = ", self.number(), ")"],
            2 => expression!["super[", "t(", self.site(), ", \"m\")](", self.arguments(), ")"],
            _ => expression!["super.m(", self.arguments(), ")"],
        })
    }

    fn awaited(&mut self) -> Option<Node> {
        if !self.place.is_async {
            return None;
        }
        let value = match self.find(Kind::AsyncFunction) {
            Some(name) if self.random.chance(60) => fixed![name, "(", self.arguments(), ")"],
            _ => self.number(),
        };
        Some(expression!["(await ", value, ")"])
    }

    fn yielded(&mut self) -> Option<Node> {
        if !self.place.is_generator {
            return None;
        }
        Some(match self.random.below(5) {
            0 => expression!["(yield* ", self.iterable(), ")"],
            1 => expression!["(yield)"],
            _ => expression!["(yield ", self.number(), ")"],
        })
    }

    /// Work that goes on later, in an order that the language fixes.
    fn kept(&mut self) -> Option<Node> {
        if let Some(name) = self.find(Kind::AsyncFunction)
            && self.random.chance(60)
        {
            return Some(expression!["keep(", name, "(", self.arguments(), "))"]);
        }
        if !self.spend(6) {
            return None;
        }
        if self.random.chance(15) {
            return Some(expression![
                "keep(Promise.resolve(",
                self.record(),
                ".q?.(",
                self.arguments(),
                ")))"
            ]);
        }
        if self.random.chance(40) {
            let place = Place { is_async: true, ..self.place.arrow() };
            let body = self.inside(place, |maker| maker.body(3));
            return Some(expression!["keep((async () => {\n", body, "})())"]);
        }
        let function = self.function_value();
        let start = *self.random.pick(&["Promise.resolve(", "Promise.reject("]);
        let then = *self.random.pick(&[").then(", ").finally(", ").catch("]);
        Some(expression!["keep(", start, self.leaf(), then, function, "))"])
    }

    /// What outlives the turn of the loop, the block or the call that made it, with the variables that it captured there.
    fn later(&mut self) -> Option<Node> {
        if !self.spend(6) {
            return None;
        }
        let made = match self.random.below(4) {
            0 => self.arrow(),
            1 => self.function_expression(),
            2 => self.record_literal(),
            _ => self.class_expression(),
        };
        Some(expression!["later(", made, ")"])
    }

    /// Built-ins that call back.
    fn folded(&mut self) -> Option<Node> {
        let (list, function) = (self.list(), self.function_value());
        Some(match self.random.below(7) {
            0 => expression![list, ".reduce(", function, ", ", self.number(), ")"],
            1 => expression![list, ".findIndex(", function, ")"],
            2 => expression!["Number(", self.text(), ".replace(/./g, ", function, "))"],
            3 => expression!["Number(JSON.stringify({ toJSON: ", function, " }))"],
            4 => expression!["(0 + { valueOf: ", function, " })"],
            5 => expression!["Reflect.apply(", function, ", ", self.record(), ", ", list, ")"],
            _ => expression![list, ".flatMap(", function, ").length"],
        })
    }

    fn compared(&mut self) -> Option<Node> {
        Some(match self.random.below(3) {
            0 => expression!["(", self.record(), " instanceof ", self.class_value(), ")"],
            1 => expression!["(", self.text(), " in ", self.record(), ")"],
            _ => expression!["(", self.number(), " < ", self.number(), " === ", self.number(), ")"],
        })
    }

    fn direct_eval(&mut self) -> Option<Node> {
        if !self.random.chance(25) {
            return None;
        }
        let name = self.find(Kind::Number)?;
        let site = self.site();
        let declared = if self.form == Form::CommonJs { "var e = 1; " } else { "" };
        Some(expression!["eval(\"", declared, "t(", site, ", ", name, ")\")"])
    }

    fn deleted(&mut self) -> Option<Node> {
        Some(expression!["delete ", self.record(), self.key()])
    }

    pub fn text(&mut self) -> Node {
        if self.spend(1) {
            match self.random.below(5) {
                0 => return expression!["`x${", self.number(), "}y${", self.number(), "}`"],
                1 => return expression!["String(", self.number(), ")"],
                2 => return expression!["(", self.number(), " + \"z\")"],
                _ => {}
            }
        }
        match self.find(Kind::Text) {
            Some(name) => expression![name],
            None => expression![*self.random.pick(&["\"\"", "\"a\"", "\"bc\""])],
        }
    }

    pub fn list(&mut self) -> Node {
        if !self.spend(1) || self.depth > 7 {
            return self.known_list();
        }
        self.deeper(|maker| match maker.random.below(9) {
            0 | 1 => maker.list_literal(),
            2 => expression!["Array.from(", maker.iterable(), ", ", maker.function_value(), ")"],
            3 => expression![maker.list(), ".map(", maker.function_value(), ")"],
            4 => expression!["[...", maker.list(), "].sort(", maker.function_value(), ")"],
            5 => expression!["t(", maker.site(), ", ", maker.list(), ")"],
            6 => expression!["Object.keys(", maker.record(), ")"],
            _ => maker.known_list(),
        })
    }

    fn known_list(&mut self) -> Node {
        match self.find(Kind::List) {
            Some(name) => expression![name],
            None => expression!["[", self.leaf(), ", 2, ", self.leaf(), "]"],
        }
    }

    fn list_literal(&mut self) -> Node {
        let count = self.random.below(4);
        let mut parts = Vec::new();
        for _ in 0..count {
            parts.push(match self.random.below(6) {
                0 => item!["...", self.iterable(), ", "],
                1 => item![", "],
                _ => item![self.number(), ", "],
            });
        }
        expression!["[", parts, "]"]
    }

    /// Something to iterate.
    pub fn iterable(&mut self) -> Node {
        match self.random.below(30) {
            0..=6 => {
                let (site, count, closing) = (self.site(), self.random.below(4), self.random.below(5));
                expression!["steps(", site, format!(", {count}, {closing})")]
            }
            7..=16 => match self.find(Kind::Generator) {
                Some(name) => expression![name, "(", self.arguments(), ")"],
                None => self.list(),
            },
            17..=19 => expression!["new Set(", self.list(), ")"],
            20..=22 => expression!["Object.entries(", self.record(), ")"],
            23 => self.record(),
            _ => self.list(),
        }
    }
}

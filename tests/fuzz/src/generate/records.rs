//! Objects: literals with methods and accessors, instances, proxies.

use super::Maker;
use super::scope::{Kind, Place};
use crate::tree::{Node, expression, fixed, item};

impl Maker {
    pub fn record(&mut self) -> Node {
        if self.place.has_this && self.random.chance(15) {
            return expression!["this"];
        }
        let known = self.find(Kind::Record);
        if let Some(name) = &known
            && (self.random.chance(60) || self.depth > 6)
        {
            return expression![name.clone()];
        }
        if !self.spend(4) || self.depth > 7 {
            return expression![known.unwrap_or_else(|| "({ a: 1, b: 2 })".to_string())];
        }
        self.deeper(|maker| match maker.random.below(10) {
            0..=3 => maker.instance(),
            4 => expression!["Object.create(", maker.record(), ")"],
            5 => expression!["t(", maker.site(), ", ", maker.record(), ")"],
            6 => expression!["new Proxy(", maker.record(), ", { get: ", maker.function_value(), " })"],
            _ => maker.record_literal(),
        })
    }

    fn instance(&mut self) -> Node {
        expression!["new ", self.class_value(), "(", self.arguments(), ")"]
    }

    pub fn class_value(&mut self) -> Node {
        if self.spend(12) && self.depth < 5 && self.random.chance(15) {
            return expression!["(", self.class_expression(), ")"];
        }
        let name = self.find(Kind::Class).expect("Base is everywhere");
        expression![name]
    }

    pub fn record_literal(&mut self) -> Node {
        let mut parts = vec![item!["a: ", self.number(), ", "], item!["b: ", self.number(), ", "]];
        if self.random.chance(70) {
            parts.push(self.method_property("m"));
        }
        let more = self.random.below(3);
        let mut heir = false;
        for _ in 0..more {
            parts.push(match self.random.below(7) {
                0 => item!["...", self.record(), ", "],
                1 => self.getter_property(),
                2 => self.setter_property(),
                3 => item!["[", self.text(), "]: ", self.number(), ", "],
                4 => item!["d: ", self.function_value(), ", "],
                5 if !std::mem::replace(&mut heir, true) => item!["__proto__: ", self.record(), ", "],
                _ => item!["[t(", self.site(), ", \"c\")]: ", self.number(), ", "],
            });
        }
        expression!["({ ", parts, "})"]
    }

    fn method_property(&mut self, name: &str) -> Node {
        let place = Place { has_this: true, has_super: self.random.chance(20), ..self.place.function() };
        let (parameters, body) = self.signature_and_body(place);
        item![name, "(", parameters, ") {\n", body, "}, "]
    }

    fn getter_property(&mut self) -> Node {
        let place = Place { has_this: true, ..self.place.function() };
        let body = self.inside(place, |maker| maker.body(1));
        item!["get c() {\n", body, "}, "]
    }

    fn setter_property(&mut self) -> Node {
        let place = Place { has_this: true, ..self.place.function() };
        let body = self.inside(place, |maker| {
            let name = maker.fresh("v");
            maker.scope().declare(&name, Kind::Number, true);
            fixed![name, ") {\n", maker.body(1)]
        });
        item!["set c(", body, "}, "]
    }
}

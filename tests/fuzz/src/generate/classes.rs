//! Classes: fields, private members, static blocks, accessors, `super`, derived constructors.

use super::Maker;
use super::scope::{Kind, Place};
use crate::tree::{Node, expression, fixed, item, statement};

impl Maker {
    pub fn class_declaration(&mut self) -> Node {
        let name = self.fresh("C");
        let class = self.class(&name);
        self.scope().declare(&name, Kind::Class, false);
        statement![class, "\n"]
    }

    pub fn class_expression(&mut self) -> Node {
        let name = if self.random.chance(40) { self.fresh("C") } else { String::new() };
        expression![self.class(&name)]
    }

    fn class(&mut self, name: &str) -> Node {
        let heritage = match self.random.below(4) {
            0 => fixed!["(t(", self.site(), ", ", self.class_value(), "))"],
            _ => fixed![self.find(Kind::Class).expect("Base is everywhere")],
        };
        let private = self.fresh("#p");
        let field = item![private.clone(), " = ", self.field_value(), ";\n"];
        let outer = self.place.privates.clone();
        self.place.privates = vec![private];
        let mut members = vec![field];
        if self.random.chance(60) {
            members.push(self.constructor());
        }
        let count = 1 + self.random.below(4);
        for _ in 0..count {
            members.push(self.member_of_class());
        }
        self.place.privates = outer;
        fixed!["class ", name, " extends ", heritage, " {\n", members, "}"]
    }

    /// In a method of the class around.
    fn method_place(&self) -> Place {
        Place {
            has_this: true,
            has_super: true,
            strict: true,
            privates: self.place.privates.clone(),
            ..self.place.function()
        }
    }

    /// What a field begins with: `this` is the new object, and nothing can be awaited.
    fn field_value(&mut self) -> Node {
        let place = Place { has_arguments: false, can_return: false, ..self.method_place() };
        self.inside(place, |maker| match maker.random.chance(25) {
            true => fixed![maker.function_value()],
            false => fixed![maker.number()],
        })
    }

    fn constructor(&mut self) -> Node {
        let place = Place { has_super: false, has_this: false, ..self.method_place() };
        self.inside(place, |maker| {
            let name = maker.hiding("v");
            maker.scope().declare(&name, Kind::Number, true);
            let before = maker.random.below(2);
            let before = maker.statements(before);
            let call = fixed!["super(", maker.arguments(), ")"];
            let call = match maker.random.below(5) {
                0 => fixed!["(() => ", call, ")();\n"],
                1 => fixed![
                    "try {\n",
                    before.clone(),
                    call,
                    ";\n} finally {\n",
                    maker.probe_statement(),
                    "}\n"
                ],
                2 => fixed!["if (", maker.test(), ") ", call, ";\nelse super(1, 2);\n"],
                _ => fixed![call, ";\n"],
            };
            maker.place.has_this = true;
            maker.place.has_super = true;
            let after = maker.random.below(3);
            let after = maker.statements(after);
            let end = match maker.random.below(8) {
                0 => statement!["return ", maker.record(), ";\n"],
                1 => statement!["return;\n"],
                _ => fixed![""],
            };
            item!["constructor(", name, ") {\n", before, call, after, end, "}\n"]
        })
    }

    fn member_of_class(&mut self) -> Node {
        let is_static = self.random.chance(25);
        let prefix = if is_static { "static " } else { "" };
        let key = match self.random.below(5) {
            0 => fixed!["[t(", self.site(), ", \"m\")]"],
            1 => fixed!["b"],
            2 => fixed!["e"],
            _ => fixed!["m"],
        };
        let own = self.place.privates.clone();
        let mut place = self.method_place();
        if is_static {
            // A class has the private methods of its instances no more than they have its own.
            place.privates = Vec::new();
        }
        match self.random.below(12) {
            0 => item![prefix, key, " = ", self.field_of(is_static, own), ";\n"],
            1 => {
                let place = Place { can_return: false, has_arguments: false, ..place };
                let body = self.inside(place, |maker| maker.statements(2));
                item!["static {\n", body, "}\n"]
            }
            2 => {
                let body = self.inside(place, |maker| maker.body(2));
                item![prefix, "get c() {\n", body, "}\n"]
            }
            3 => {
                let body = self.inside(place, |maker| {
                    maker.scope().declare("v", Kind::Number, true);
                    maker.body(2)
                });
                item![prefix, "set c(v) {\n", body, "}\n"]
            }
            4 => {
                let place = Place { is_generator: true, ..place };
                let (parameters, body) = self.signature_and_body(place);
                item![prefix, "*[Symbol.iterator](", parameters, ") {\n", body, "}\n"]
            }
            5 => {
                let place = Place { is_async: true, ..place };
                let (parameters, body) = self.signature_and_body(place);
                item![prefix, "async q(", parameters, ") {\n", body, "}\n"]
            }
            6 => {
                let name = self.fresh("#q");
                let (parameters, body) = self.signature_and_body(place.clone());
                let user = self.inside(Place { privates: Vec::new(), ..self.method_place() }, |maker| {
                    fixed!["return this.", name.clone(), "(", maker.arguments(), ");\n"]
                });
                item![name, "(", parameters, ") {\n", body, "}\nm(v) {\nburn();\n", user, "}\n"]
            }
            _ => {
                let (parameters, body) = self.signature_and_body(place);
                item![prefix, key, "(", parameters, ") {\n", body, "}\n"]
            }
        }
    }

    fn field_of(&mut self, is_static: bool, own: Vec<String>) -> Node {
        let privates = if is_static { Vec::new() } else { own };
        let outer = std::mem::replace(&mut self.place.privates, privates);
        let value = self.field_value();
        self.place.privates = outer;
        value
    }
}

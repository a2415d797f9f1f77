//! What kind of value an expression has, as far as reading it could run code of the program.
//!
//! ```text
//! [1, 2]   new Set()   Object.keys(x)      plain: can be iterated, read and converted without effect
//! { get a() {} }   { toString() {} }       other: whatever is done with it may do something
//! imported   f().x                         unknown: may be read and converted, but not iterated, since it may be a channel
//! ```

use std::collections::HashMap;

use swc_ecma_ast::*;

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    Plain,
    Unknown,
    Other,
}

/// Methods that conversions call.
const CONVERSIONS: [&str; 3] = ["toString", "valueOf", "toJSON"];

/// The kinds of the names that have been declared so far.
#[derive(Default)]
pub(super) struct Kinds(HashMap<Id, Kind>);

impl Kinds {
    pub(super) fn declare(&mut self, name: Id, kind: Kind) {
        self.0.insert(name, kind);
    }

    /// The kind of an expression that is known to do nothing but make a value.
    pub(super) fn of(&self, expr: &Expr) -> Kind {
        match expr {
            Expr::Lit(_) | Expr::Tpl(_) | Expr::Unary(_) | Expr::Arrow(_) | Expr::Fn(_) => Kind::Plain,
            Expr::Bin(bin) => match bin.op {
                BinaryOp::LogicalAnd | BinaryOp::LogicalOr | BinaryOp::NullishCoalescing => {
                    self.of(&bin.left).max(self.of(&bin.right))
                }
                _ => Kind::Plain,
            },
            Expr::Cond(cond) => self.of(&cond.cons).max(self.of(&cond.alt)),
            Expr::Paren(paren) => self.of(&paren.expr),
            Expr::Seq(sequence) => sequence.exprs.last().map_or(Kind::Unknown, |last| self.of(last)),
            Expr::Array(array) => {
                let items = array.elems.iter().flatten().map(|item| self.of(&item.expr));
                items.max().unwrap_or(Kind::Plain)
            }
            Expr::Object(object) => {
                object.props.iter().map(|prop| self.of_property(prop)).max().unwrap_or(Kind::Plain)
            }
            Expr::Class(class) => of_class(&class.class),
            Expr::New(new) => {
                let args = new.args.iter().flatten().map(|arg| self.of(&arg.expr));
                args.max().unwrap_or(Kind::Plain)
            }
            Expr::Call(call) => self.of_call(call),
            Expr::Ident(name) => self.0.get(&name.to_id()).copied().unwrap_or(Kind::Unknown),
            Expr::Member(member) => self.of(&member.obj),
            _ => Kind::Unknown,
        }
    }

    fn of_property(&self, prop: &PropOrSpread) -> Kind {
        let prop = match prop {
            PropOrSpread::Spread(spread) => return self.of(&spread.expr),
            PropOrSpread::Prop(prop) => prop,
        };
        match &**prop {
            Prop::Shorthand(name) => self.of(&Expr::Ident(name.clone())),
            Prop::KeyValue(pair) if is_conversion(&pair.key) => Kind::Other,
            Prop::KeyValue(pair) => self.of(&pair.value),
            Prop::Method(method) if is_conversion(&method.key) => Kind::Other,
            Prop::Getter(_) | Prop::Setter(_) => Kind::Other,
            _ => Kind::Plain,
        }
    }

    /// What a call gives is as plain as what it is made of: `Object.freeze(x)`, `[a].concat(b)`.
    fn of_call(&self, call: &CallExpr) -> Kind {
        let Callee::Expr(callee) = &call.callee else { return Kind::Unknown };
        let args = call.args.iter().map(|arg| self.of(&arg.expr)).max().unwrap_or(Kind::Plain);
        let receiver = match &**callee {
            Expr::Member(member) => match &*member.obj {
                // A global such as `Object`.
                Expr::Ident(name) => self.0.get(&name.to_id()).copied().unwrap_or(Kind::Plain),
                made => self.of(made),
            },
            _ => Kind::Plain,
        };
        args.max(receiver)
    }
}

/// Static accessors, and whatever a class makes of its own conversion.
pub(super) fn of_class(class: &Class) -> Kind {
    let is_other = |member: &ClassMember| match member {
        ClassMember::Method(method) if method.is_static => {
            method.kind != MethodKind::Method || is_conversion(&method.key)
        }
        ClassMember::ClassProp(prop) => prop.is_static && is_conversion(&prop.key),
        _ => false,
    };
    if class.body.iter().any(is_other) { Kind::Other } else { Kind::Plain }
}

/// Whether a property is one that conversion or iteration calls. A computed key may be any.
fn is_conversion(key: &PropName) -> bool {
    match key {
        PropName::Ident(name) => CONVERSIONS.contains(&&*name.sym),
        PropName::Str(name) => CONVERSIONS.iter().any(|known| name.value == *known),
        PropName::Computed(_) => true,
        _ => false,
    }
}

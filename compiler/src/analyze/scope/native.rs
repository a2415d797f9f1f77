//! Names under which V8 itself calls a function and would go on with the sentinel as if it were a value. Functions that get such a
//! name where they are written are pinned.

use swc_ecma_ast::{CallExpr, Callee, Class, Expr, Function, Lit, MemberExpr, MemberProp, Prop, PropName};

use crate::syntax::key_text;

/// Whether the engine calls functions of this name, whatever they are a property of.
pub(super) fn is_native_name(name: &str) -> bool {
    matches!(
        name,
        "valueOf"
            | "toString"
            | "toLocaleString"
            | "toISOString"
            | "toJSON"
            | "then"
            | "next"
            | "return"
            | "throw"
            | "prepareStackTrace"
    )
}

/// The same for functions that are assigned: `pattern.exec = …`.
pub(super) fn is_native_member(name: &str) -> bool {
    is_native_name(name) || name == "exec"
}

/// Whether `object.name = f` replaces what constructors of collections call for their items: `Map.prototype.set = f`.
pub(super) fn is_adder(object: &Expr, name: &str) -> bool {
    let Expr::Member(MemberExpr { obj, prop: MemberProp::Ident(prototype), .. }) = object else {
        return false;
    };
    let Expr::Ident(class) = &**obj else { return false };
    prototype.sym == "prototype"
        && match name {
            "set" => matches!(&*class.sym, "Map" | "WeakMap"),
            "add" => matches!(&*class.sym, "Set" | "WeakSet"),
            _ => false,
        }
}

pub(super) fn is_native_key(key: &PropName) -> bool {
    matches!(key, PropName::Computed(_)) || is_native_name(&key_text(key))
}

/// What a class extends, as far as its name tells, when that calls methods of its subclasses.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Parent {
    /// `new Map(entries)` calls `set`, `new Set(items)` calls `add`.
    Collection,
    /// Methods of regular expressions, and those of strings that take them, call `exec`.
    RegExp,
    /// `Promise.all` and its kin call `resolve`.
    Promise,
    Other,
}

impl Parent {
    pub(super) fn of(class: &Class) -> Parent {
        let Some(Expr::Ident(name)) = class.super_class.as_deref() else { return Parent::Other };
        match &*name.sym {
            name if name.ends_with("Map") || name.ends_with("Set") => Parent::Collection,
            name if name.ends_with("RegExp") => Parent::RegExp,
            name if name.ends_with("Promise") => Parent::Promise,
            _ => Parent::Other,
        }
    }

    /// Whether the engine calls a method of that name.
    pub(super) fn calls(self, name: &str, is_static: bool) -> bool {
        match self {
            Parent::Collection => !is_static && matches!(name, "set" | "add"),
            Parent::RegExp => !is_static && name == "exec",
            Parent::Promise => is_static && name == "resolve",
            Parent::Other => false,
        }
    }
}

/// The function in `Object.defineProperty(object, key, { value: f })` where the engine calls what has that key.
pub(super) fn described(call: &CallExpr) -> Option<Described<'_>> {
    let Callee::Expr(callee) = &call.callee else { return None };
    let Expr::Member(MemberExpr { prop: MemberProp::Ident(method), .. }) = &**callee else { return None };
    let [_, key, descriptor] = &call.args[..] else { return None };
    let is_native = match &*key.expr {
        Expr::Member(_) => true,
        Expr::Lit(Lit::Str(text)) => text.value.as_str().is_some_and(is_native_member),
        _ => false,
    };
    let Expr::Object(descriptor) = &*descriptor.expr else { return None };
    if method.sym != "defineProperty" || !is_native {
        return None;
    }
    descriptor.props.iter().find_map(|prop| match prop.as_prop().map(|prop| &**prop) {
        Some(Prop::KeyValue(prop)) if key_text(&prop.key) == "value" => Some(Described::Value(&prop.value)),
        Some(Prop::Method(prop)) if key_text(&prop.key) == "value" => Some(Described::Method(&prop.function)),
        _ => None,
    })
}

/// What a descriptor holds.
pub(super) enum Described<'a> {
    Value(&'a Expr),
    Method(&'a Function),
}

/// The function that a call wraps, as in `toString: once(() => …)`: what comes of it may be called under the name that the result gets.
pub(super) fn wrapped(expr: &Expr) -> Option<&Expr> {
    let Expr::Call(call) = expr else { return None };
    let Callee::Expr(callee) = &call.callee else { return None };
    let first = call.args.first()?;
    let is_plain = matches!(&**callee, Expr::Ident(_)) && first.spread.is_none();
    (is_plain && matches!(&*first.expr, Expr::Arrow(_) | Expr::Fn(_))).then_some(&*first.expr)
}

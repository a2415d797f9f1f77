//! Names under which V8 itself calls a function and would go on with the sentinel as if it were a value. Functions that get such a
//! name where they are written are pinned.

use swc_ecma_ast::{Callee, Class, Expr, PropName};

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

/// The function that a call wraps, as in `toString: once(() => …)`: what comes of it may be called under the name that the result gets.
pub(super) fn wrapped(expr: &Expr) -> Option<&Expr> {
    let Expr::Call(call) = expr else { return None };
    let Callee::Expr(callee) = &call.callee else { return None };
    let first = call.args.first()?;
    let is_plain = matches!(&**callee, Expr::Ident(_)) && first.spread.is_none();
    (is_plain && matches!(&*first.expr, Expr::Arrow(_) | Expr::Fn(_))).then_some(&*first.expr)
}

//! What a call does with the `arguments` object that it gets, as far as its text tells.
//!
//! In sloppy functions with simple parameters `arguments[0]` and the first parameter are one variable. Whoever gets the object
//! may write into it, except the few functions here, by whose names it is given away nearly always.

use swc_ecma_ast::*;

use crate::syntax::is_runtime_call;

/// What `X` in `X.call(arguments, …)` must be called to leave the object as it is.
const READERS: [&str; 13] = [
    "slice",
    "concat",
    "join",
    "indexOf",
    "lastIndexOf",
    "includes",
    "map",
    "filter",
    "forEach",
    "some",
    "every",
    "toString",
    "hasOwnProperty",
];

/// Whether the expression is `arguments`.
pub(super) fn is_arguments(expr: &Expr) -> bool {
    matches!(expr, Expr::Ident(name) if name.sym == "arguments")
}

/// The place among a call's arguments where `arguments` is only read: `f.apply(this, arguments)`, `slice.call(arguments)`.
pub(super) fn read_only_place(call: &CallExpr) -> Option<usize> {
    if is_runtime_call(call) {
        return Some(0);
    }
    let Callee::Expr(callee) = &call.callee else { return None };
    let Expr::Member(MemberExpr { obj, prop: MemberProp::Ident(method), .. }) = &**callee else {
        return None;
    };
    match (&*method.sym, &**obj) {
        ("apply", Expr::Ident(object)) if object.sym == "Reflect" => Some(2),
        ("apply", _) => Some(1),
        ("construct", Expr::Ident(object)) if object.sym == "Reflect" => Some(1),
        ("from", Expr::Ident(object)) if object.sym == "Array" => Some(0),
        ("call", called) => last_name(called).is_some_and(|name| READERS.contains(&name)).then_some(0),
        _ => None,
    }
}

/// Whether a call gives `arguments` to its callee as `this`: `arguments[0]()`. A function that calls itself knows what it does.
pub(super) fn is_receiver(callee: &Expr) -> bool {
    let Expr::Member(member) = callee else { return false };
    let is_itself = matches!(&member.prop, MemberProp::Ident(name) if name.sym == "callee");
    is_arguments(&member.obj) && !is_itself
}

fn last_name(expr: &Expr) -> Option<&str> {
    match expr {
        Expr::Ident(name) => Some(&name.sym),
        Expr::Member(MemberExpr { prop: MemberProp::Ident(name), .. }) => Some(&name.sym),
        _ => None,
    }
}

//! Makes the statements of a function's body fit into a block.
//!
//! ```js
//! function f(a) { function a() {} var b; function b() {} function b() {} … }
//! function f(a) { { var b; a = function () {}; b = function () {}; b = function () {}; … } }
//! ```
//! In a block a function is a lexical name: it cannot be declared twice there, beside a `var` or instead of a parameter, as it can
//! in a body. Such functions become values assigned at the block's start; all others stay as they are.

use std::collections::HashMap;

use swc_atoms::Atom;
use swc_ecma_ast::*;
use swc_ecma_visit::{Visit, VisitWith};

use crate::build;
use crate::syntax::{bound_names, stay_in_function};

/// Rewrites the declarations among `stmts` that a block cannot hold.
pub fn fit_into_block(stmts: &mut Vec<Stmt>, params: &[&Pat]) {
    let mut counts: HashMap<Atom, usize> = HashMap::new();
    for stmt in stmts.iter() {
        if let Stmt::Decl(Decl::Fn(function)) = stmt {
            *counts.entry(function.ident.sym.clone()).or_default() += 1;
        }
    }
    if counts.is_empty() {
        return;
    }
    let mut vars = Vars { names: Vec::new() };
    params.iter().for_each(|param| bound_names(param, &mut vars.names));
    stmts.iter().for_each(|stmt| stmt.visit_with(&mut vars));
    let taken = vars.names.iter().map(|name| &name.sym);
    for name in taken.chain([&Atom::from("arguments")]) {
        counts.entry(name.clone()).and_modify(|count| *count += 1);
    }
    let is_lost =
        |stmt: &Stmt| matches!(stmt, Stmt::Decl(Decl::Fn(function)) if counts[&function.ident.sym] > 1);
    if stmts.iter().any(is_lost) {
        assign(stmts, is_lost);
    }
}

/// Turns the declarations that are lost into assignments at the start.
fn assign(stmts: &mut Vec<Stmt>, is_lost: impl Fn(&Stmt) -> bool) {
    let mut start = Vec::new();
    let mut rest = Vec::new();
    for stmt in stmts.drain(..) {
        match stmt {
            Stmt::Decl(Decl::Fn(declaration)) if is_lost(&Stmt::Decl(Decl::Fn(declaration.clone()))) => {
                let FnDecl { ident, function, .. } = declaration;
                let function = Box::new(Expr::Fn(FnExpr { ident: None, function }));
                start.push(build::declare(VarDeclKind::Var, vec![build::declarator(&ident, None)]));
                start.push(build::expression(build::assign(&ident, function)));
            }
            other => rest.push(other),
        }
    }
    stmts.extend(directives(&mut rest));
    stmts.extend(start);
    stmts.extend(rest);
}

fn directives(stmts: &mut Vec<Stmt>) -> Vec<Stmt> {
    let count = crate::syntax::directives_of(stmts);
    stmts.drain(..count).collect()
}

/// The names that `var` declares, in blocks as well.
struct Vars {
    names: Vec<Ident>,
}

impl Visit for Vars {
    stay_in_function!();

    fn visit_var_decl(&mut self, node: &VarDecl) {
        if node.kind == VarDeclKind::Var {
            node.decls.iter().for_each(|declarator| bound_names(&declarator.name, &mut self.names));
        }
    }
}

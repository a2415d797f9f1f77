//! The form of a module that other cores load: what its functions refer to, without what the program does.
//!
//! ```text
//! import { read } from "./read.js";      stays
//! const table = new Map();               stays: its initialiser does nothing but make a value
//! const jobs = chan(8);                  stays: the same channel on every core
//! const config = read("x.json");         const config = hz$M("config");       says so when it is used
//! main();                                goes
//! ```

use std::collections::HashSet;

use swc_common::DUMMY_SP;
use swc_ecma_ast::*;
use swc_ecma_utils::find_pat_ids;

use super::{Imports, Scopes, is_channel};
use crate::abi;
use crate::build;

/// Globals whose calls, and whose methods' calls, do nothing but make a value.
const PURE_GLOBALS: &[&str] = &[
    "Array",
    "BigInt",
    "Boolean",
    "Date",
    "JSON",
    "Math",
    "Number",
    "Object",
    "String",
    "Symbol",
    "parseFloat",
    "parseInt",
    "structuredClone",
];

/// Globals that can be constructed without effect. Shared memory is not among them: it would not be shared.
const PURE_CLASSES: &[&str] = &[
    "Array",
    "ArrayBuffer",
    "BigInt64Array",
    "BigUint64Array",
    "DataView",
    "Date",
    "Error",
    "Float32Array",
    "Float64Array",
    "Headers",
    "Int16Array",
    "Int32Array",
    "Int8Array",
    "Intl",
    "Map",
    "Object",
    "RangeError",
    "RegExp",
    "Set",
    "TextDecoder",
    "TextEncoder",
    "TypeError",
    "URL",
    "URLSearchParams",
    "Uint16Array",
    "Uint32Array",
    "Uint8Array",
    "Uint8ClampedArray",
    "WeakMap",
    "WeakSet",
];

/// Modules whose functions only compute.
const PURE_MODULES: &[&str] = &["path", "url", "node:path", "node:url", "node:path/posix", "node:path/win32"];

/// Reduces the module to its declarations.
pub(super) fn keep(module: &mut Module, scopes: &Scopes, imports: &Imports) {
    let (functions, declared) = (pure_imports(module), declared_functions(module));
    let mut purity = Purity { scopes, imports, functions, declared, missing: HashSet::new() };
    let items = std::mem::take(&mut module.body);
    for mut item in items {
        let keeps = match &mut item {
            ModuleItem::Stmt(Stmt::Decl(decl)) => purity.declaration(decl),
            ModuleItem::Stmt(stmt) => stmt.can_precede_directive(),
            ModuleItem::ModuleDecl(ModuleDecl::ExportDecl(export)) => purity.declaration(&mut export.decl),
            ModuleItem::ModuleDecl(ModuleDecl::ExportDefaultExpr(export)) => {
                if !purity.is_pure(&export.expr) {
                    export.expr = missing("default");
                }
                true
            }
            ModuleItem::ModuleDecl(_) => true,
        };
        if keeps {
            module.body.push(item);
        }
    }
}

/// The names that the module's form for other cores has no value for.
pub(super) fn missing_names(module: &Module, scopes: &Scopes, imports: &Imports) -> HashSet<Id> {
    let (functions, declared) = (pure_imports(module), declared_functions(module));
    let mut purity = Purity { scopes, imports, functions, declared, missing: HashSet::new() };
    for item in &module.body {
        let decl = match item {
            ModuleItem::Stmt(Stmt::Decl(decl @ Decl::Var(_))) => decl,
            ModuleItem::ModuleDecl(ModuleDecl::ExportDecl(ExportDecl {
                decl: decl @ Decl::Var(_), ..
            })) => decl,
            _ => continue,
        };
        purity.declaration(&mut decl.clone());
    }
    purity.missing
}

fn pure_imports(module: &Module) -> HashSet<Id> {
    let mut names = HashSet::new();
    for item in &module.body {
        let ModuleItem::ModuleDecl(ModuleDecl::Import(import)) = item else { continue };
        if PURE_MODULES.iter().any(|pure| import.src.value == *pure) {
            names.extend(import.specifiers.iter().map(|specifier| specifier.local().to_id()));
        }
    }
    names
}

/// The functions that the module itself declares: what calls of them do is not looked at.
fn declared_functions(module: &Module) -> HashSet<Id> {
    let declaration = |item: &ModuleItem| match item {
        ModuleItem::Stmt(Stmt::Decl(Decl::Fn(function))) => Some(function.ident.to_id()),
        ModuleItem::ModuleDecl(ModuleDecl::ExportDecl(ExportDecl { decl: Decl::Fn(function), .. })) => {
            Some(function.ident.to_id())
        }
        _ => None,
    };
    module.body.iter().filter_map(declaration).collect()
}

/// `hz$M("name")`
fn missing(name: &str) -> Box<Expr> {
    build::runtime(abi::MISSING, vec![build::string(name)])
}

struct Purity<'a> {
    scopes: &'a Scopes,
    imports: &'a Imports,
    /// Imported names whose calls only compute.
    functions: HashSet<Id>,
    /// Functions that the module declares.
    declared: HashSet<Id>,
    /// Names of the module that have no value on other cores.
    missing: HashSet<Id>,
}

impl Purity<'_> {
    /// Replaces initialisers that do something. Declarations without a value to keep stay as they are.
    fn declaration(&mut self, decl: &mut Decl) -> bool {
        let Decl::Var(var) = decl else { return !matches!(decl, Decl::Using(_)) };
        let mut kept = Vec::new();
        for mut declarator in std::mem::take(&mut var.decls) {
            if let Some(init) = &mut declarator.init {
                self.forget_capacity(init);
            }
            let pure = declarator.init.as_ref().is_none_or(|init| self.is_initialiser(init));
            if pure {
                kept.push(declarator);
                continue;
            }
            let ids: Vec<Ident> = find_pat_ids(&declarator.name);
            for id in ids {
                self.missing.insert(id.to_id());
                declarator.init = Some(missing(&id.sym));
                declarator.name = Pat::Ident(id.into());
                kept.push(VarDeclarator { span: DUMMY_SP, ..declarator.clone() });
            }
        }
        var.decls = kept;
        !var.decls.is_empty()
    }

    /// `hz$m(url, name, chan(n))`: the channel exists already, with its capacity; `n` may have no value here.
    fn forget_capacity(&self, expr: &mut Expr) {
        if is_shared_channel(expr)
            && let Expr::Call(shared) = expr
            && let Some(made) = shared.args.last_mut()
            && let Expr::Call(made) = &mut *made.expr
            && !made.args.iter().all(|arg| self.is_pure(&arg.expr))
        {
            made.args.clear();
        }
    }

    fn is_initialiser(&self, expr: &Expr) -> bool {
        is_shared_channel(expr) || is_channel(expr, self.imports) || self.is_pure(expr)
    }

    fn is_pure(&self, expr: &Expr) -> bool {
        match expr {
            Expr::Lit(_) | Expr::Arrow(_) | Expr::Fn(_) | Expr::MetaProp(_) | Expr::This(_) => true,
            Expr::Class(class) => class.class.super_class.as_ref().is_none_or(|parent| self.is_pure(parent)),
            Expr::Ident(name) => !self.missing.contains(&name.to_id()),
            Expr::Paren(inner) => self.is_pure(&inner.expr),
            Expr::Tpl(template) => template.exprs.iter().all(|expr| self.is_pure(expr)),
            Expr::Unary(unary) => unary.op != UnaryOp::Delete && self.is_pure(&unary.arg),
            Expr::Bin(binary) => self.is_pure(&binary.left) && self.is_pure(&binary.right),
            Expr::Cond(cond) => {
                [&cond.test, &cond.cons, &cond.alt].into_iter().all(|expr| self.is_pure(expr))
            }
            Expr::Seq(sequence) => sequence.exprs.iter().all(|expr| self.is_pure(expr)),
            Expr::Array(array) => array.elems.iter().flatten().all(|item| self.is_pure(&item.expr)),
            Expr::Object(object) => object.props.iter().all(|prop| self.is_pure_property(prop)),
            Expr::Member(member) => self.is_pure_member(member),
            Expr::New(new) => {
                let args = new.args.iter().flatten().all(|arg| self.is_pure(&arg.expr));
                args && self.is_global(&new.callee, PURE_CLASSES)
            }
            Expr::Call(CallExpr { callee: Callee::Expr(callee), args, .. }) => {
                args.iter().all(|arg| self.is_pure_argument(&arg.expr)) && self.is_pure_callee(callee)
            }
            _ => false,
        }
    }

    /// A function that is handed over may be called, as by `map`: then it must be seen to compute and no more.
    fn is_pure_argument(&self, arg: &Expr) -> bool {
        match arg {
            Expr::Arrow(arrow) => match &*arrow.body {
                ArrowFunctionBody::Expr(body) => self.is_pure(body),
                ArrowFunctionBody::FunctionBody(_) => false,
            },
            Expr::Fn(_) => false,
            Expr::Ident(name) => !self.declared.contains(&name.to_id()) && self.is_pure(arg),
            _ => self.is_pure(arg),
        }
    }

    fn is_pure_member(&self, member: &MemberExpr) -> bool {
        let key = match &member.prop {
            MemberProp::Computed(key) => self.is_pure(&key.expr),
            _ => true,
        };
        key && self.is_pure(&member.obj)
    }

    fn is_pure_property(&self, prop: &PropOrSpread) -> bool {
        let prop = match prop {
            PropOrSpread::Spread(spread) => return self.is_pure(&spread.expr),
            PropOrSpread::Prop(prop) => prop,
        };
        match &**prop {
            Prop::Shorthand(name) => !self.missing.contains(&name.to_id()),
            Prop::KeyValue(pair) => {
                let key = match &pair.key {
                    PropName::Computed(key) => self.is_pure(&key.expr),
                    _ => true,
                };
                key && self.is_pure(&pair.value)
            }
            _ => true,
        }
    }

    fn is_pure_callee(&self, callee: &Expr) -> bool {
        match callee {
            Expr::Ident(name) => {
                self.functions.contains(&name.to_id()) || self.is_global(callee, PURE_GLOBALS)
            }
            Expr::Member(member) => match &*member.obj {
                Expr::Ident(name) => {
                    self.functions.contains(&name.to_id()) || self.is_global(&member.obj, PURE_GLOBALS)
                }
                // A method of what was made just here: `"a b c".split(" ")`.
                made => self.is_pure_member(member) && !matches!(made, Expr::Member(_)),
            },
            _ => false,
        }
    }

    fn is_global(&self, expr: &Expr, names: &[&str]) -> bool {
        matches!(expr, Expr::Ident(name) if name.ctxt == self.scopes.unresolved && names.contains(&&*name.sym))
    }
}

fn is_shared_channel(expr: &Expr) -> bool {
    let Expr::Call(CallExpr { callee: Callee::Expr(callee), .. }) = expr else { return false };
    matches!(&**callee, Expr::Ident(name) if name.sym == abi::CHANNEL)
}

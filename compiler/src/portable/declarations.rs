//! The form of a module that other cores load: what its functions refer to, without what the program does.
//!
//! ```text
//! import { read } from "./read.js";      stays
//! const table = new Map();               stays: its initialiser does nothing but make a value
//! const jobs = chan(8);                  stays: the same channel on every core
//! const config = read("x.json");         const config = hz$M("config");       says so when it is used
//! const all = [...jobs];                 const all = hz$M("all");             it would take what others are to get
//! main();                                goes
//! ```

use std::collections::HashSet;

use swc_common::DUMMY_SP;
use swc_ecma_ast::*;
use swc_ecma_utils::find_pat_ids;

use super::kinds::{self, Kind, Kinds};
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
    let mut purity =
        Purity { scopes, imports, functions, declared, missing: HashSet::new(), kinds: Kinds::default() };
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
    let mut purity =
        Purity { scopes, imports, functions, declared, missing: HashSet::new(), kinds: Kinds::default() };
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
    kinds: Kinds,
}

impl Purity<'_> {
    /// Replaces initialisers that do something. Declarations without a value to keep stay as they are.
    fn declaration(&mut self, decl: &mut Decl) -> bool {
        let var = match decl {
            Decl::Var(var) => var,
            Decl::Class(class) => {
                self.kinds.declare(class.ident.to_id(), kinds::of_class(&class.class));
                self.class(&mut class.class, &class.ident.sym);
                return true;
            }
            _ => return !matches!(decl, Decl::Using(_)),
        };
        let mut kept = Vec::new();
        for mut declarator in std::mem::take(&mut var.decls) {
            if let Some(init) = &mut declarator.init {
                self.forget_capacity(init);
            }
            let pure = declarator
                .init
                .as_ref()
                .is_none_or(|init| self.is_initialiser(init) && self.takes_apart(&declarator.name, init));
            if pure {
                self.declare(&declarator);
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

    fn declare(&mut self, declarator: &VarDeclarator) {
        let Some(init) = &declarator.init else { return };
        // The channel can be iterated, but that takes what it holds.
        let is_chan = is_shared_channel(init) || is_channel(init, self.imports);
        let kind = if is_chan { Kind::Other } else { self.kinds.of(init) };
        let ids: Vec<Id> = find_pat_ids(&declarator.name);
        ids.into_iter().for_each(|id| self.kinds.declare(id, kind));
    }

    /// Whether a pattern takes its value apart without running code of the program.
    fn takes_apart(&self, pattern: &Pat, init: &Expr) -> bool {
        match pattern {
            Pat::Ident(_) => true,
            _ => self.is_pure_pattern(pattern, self.kinds.of(init)),
        }
    }

    fn is_pure_pattern(&self, pattern: &Pat, kind: Kind) -> bool {
        match pattern {
            Pat::Ident(_) => true,
            Pat::Array(array) => {
                kind == Kind::Plain
                    && array.elems.iter().flatten().all(|item| self.is_pure_pattern(item, kind))
            }
            Pat::Object(object) => {
                kind != Kind::Other
                    && object.props.iter().all(|prop| match prop {
                        ObjectPatProp::KeyValue(pair) => {
                            self.is_pure_key(&pair.key) && self.is_pure_pattern(&pair.value, kind)
                        }
                        ObjectPatProp::Assign(assign) => {
                            assign.value.as_ref().is_none_or(|value| self.is_pure(value))
                        }
                        ObjectPatProp::Rest(rest) => self.is_pure_pattern(&rest.arg, kind),
                    })
            }
            Pat::Rest(rest) => self.is_pure_pattern(&rest.arg, kind),
            Pat::Assign(assign) => {
                let kind = kind.max(self.kinds.of(&assign.right));
                self.is_pure(&assign.right) && self.is_pure_pattern(&assign.left, kind)
            }
            _ => false,
        }
    }

    /// Static fields of a class that other cores have too: initialisers that do something give no value there, and static
    /// blocks, which are statements of the program, do not run there.
    fn class(&mut self, class: &mut Class, name: &str) {
        class.body.retain(|member| match member {
            ClassMember::StaticBlock(block) => self.only_assigns(&block.body),
            _ => true,
        });
        for member in &mut class.body {
            let (key, value) = match member {
                ClassMember::ClassProp(ClassProp { is_static: true, key, value: Some(value), .. }) => {
                    (key.as_ident().map_or("…", |key| &*key.sym), value)
                }
                ClassMember::PrivateProp(PrivateProp {
                    is_static: true, key, value: Some(value), ..
                }) => (&*key.name, value),
                _ => continue,
            };
            if !self.is_initialiser(value) {
                *value = missing(&format!("{name}.{key}"));
            }
        }
    }

    /// Whether a static block does nothing but set properties of its class.
    fn only_assigns(&self, block: &BlockStmt) -> bool {
        block.stmts.iter().all(|stmt| {
            let Stmt::Expr(ExprStmt { expr, .. }) = stmt else { return false };
            let Expr::Assign(assign) = &**expr else { return false };
            let AssignTarget::Simple(SimpleAssignTarget::Member(member)) = &assign.left else { return false };
            matches!(&*member.obj, Expr::This(_)) && self.is_pure(&assign.right)
        })
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
            Expr::Class(class) => self.is_pure_class(&class.class),
            Expr::Ident(name) => !self.missing.contains(&name.to_id()),
            Expr::Paren(inner) => self.is_pure(&inner.expr),
            Expr::Tpl(template) => template.exprs.iter().all(|expr| self.converts(expr)),
            Expr::Unary(unary) => match unary.op {
                UnaryOp::Delete => false,
                UnaryOp::Minus | UnaryOp::Plus | UnaryOp::Tilde => self.converts(&unary.arg),
                _ => self.is_pure(&unary.arg),
            },
            Expr::Bin(binary) => match binary.op {
                BinaryOp::LogicalAnd
                | BinaryOp::LogicalOr
                | BinaryOp::NullishCoalescing
                | BinaryOp::EqEqEq
                | BinaryOp::NotEqEq => self.is_pure(&binary.left) && self.is_pure(&binary.right),
                _ => self.converts(&binary.left) && self.converts(&binary.right),
            },
            Expr::Cond(cond) => {
                [&cond.test, &cond.cons, &cond.alt].into_iter().all(|expr| self.is_pure(expr))
            }
            Expr::Seq(sequence) => sequence.exprs.iter().all(|expr| self.is_pure(expr)),
            Expr::Array(array) => array.elems.iter().flatten().all(|item| self.is_pure_item(item)),
            Expr::Object(object) => object.props.iter().all(|prop| self.is_pure_property(prop)),
            Expr::Member(member) => self.is_pure_member(member),
            Expr::New(new) => {
                let args =
                    new.args.iter().flatten().all(|arg| self.is_pure_item(arg) && self.reads(&arg.expr));
                // The time is another one on each core.
                let is_now =
                    new.args.iter().flatten().next().is_none() && self.is_global(&new.callee, &["Date"]);
                args && !is_now && self.is_global(&new.callee, PURE_CLASSES)
            }
            Expr::Call(CallExpr { callee: Callee::Expr(callee), args, .. }) => {
                let is_argument =
                    |arg: &ExprOrSpread| self.is_pure_item(arg) && self.is_pure_argument(&arg.expr);
                args.iter().all(is_argument) && self.is_pure_callee(callee) && !self.varies(callee)
            }
            _ => false,
        }
    }

    /// An element or argument; what is spread is iterated.
    fn is_pure_item(&self, item: &ExprOrSpread) -> bool {
        self.is_pure(&item.expr) && (item.spread.is_none() || self.kinds.of(&item.expr) == Kind::Plain)
    }

    /// Whether a value may be read by a built-in: a channel or a list, an object with accessors.
    fn reads(&self, expr: &Expr) -> bool {
        self.kinds.of(expr) != Kind::Other
    }

    /// Whether an expression is pure, and so is making text or a number of it.
    fn converts(&self, expr: &Expr) -> bool {
        self.is_pure(expr) && self.reads(expr)
    }

    fn is_pure_key(&self, key: &PropName) -> bool {
        match key {
            PropName::Computed(key) => self.converts(&key.expr),
            _ => true,
        }
    }

    fn is_pure_class(&self, class: &Class) -> bool {
        let is_static = |member: &ClassMember| match member {
            ClassMember::StaticBlock(block) => self.only_assigns(&block.body),
            ClassMember::ClassProp(ClassProp { is_static: true, value: Some(value), .. })
            | ClassMember::PrivateProp(PrivateProp { is_static: true, value: Some(value), .. }) => {
                self.is_pure(value)
            }
            _ => true,
        };
        class.super_class.as_ref().is_none_or(|parent| self.is_pure(parent))
            && class.body.iter().all(is_static)
    }

    /// Whether each call gives something else, so that no two cores would have the same.
    fn varies(&self, callee: &Expr) -> bool {
        match callee {
            Expr::Member(MemberExpr { obj, prop: MemberProp::Ident(prop), .. }) => {
                (prop.sym == "random" && self.is_global(obj, &["Math"]))
                    || (prop.sym == "now" && self.is_global(obj, &["Date"]))
            }
            _ => self.is_global(callee, &["Date"]),
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
            _ => self.is_pure(arg) && self.reads(arg),
        }
    }

    fn is_pure_member(&self, member: &MemberExpr) -> bool {
        let key = match &member.prop {
            MemberProp::Computed(key) => self.converts(&key.expr),
            _ => true,
        };
        key && self.converts(&member.obj)
    }

    fn is_pure_property(&self, prop: &PropOrSpread) -> bool {
        let prop = match prop {
            PropOrSpread::Spread(spread) => return self.converts(&spread.expr),
            PropOrSpread::Prop(prop) => prop,
        };
        match &**prop {
            Prop::Shorthand(name) => !self.missing.contains(&name.to_id()),
            Prop::KeyValue(pair) => self.is_pure_key(&pair.key) && self.is_pure(&pair.value),
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
                made => self.is_pure_member(member) && has_own_methods(made),
            },
            _ => false,
        }
    }

    fn is_global(&self, expr: &Expr, names: &[&str]) -> bool {
        matches!(expr, Expr::Ident(name) if name.ctxt == self.scopes.unresolved && names.contains(&&*name.sym))
    }
}

/// Whether the methods of what an expression makes are those of the language: not so of `{ m() {} }` or `(() => {})`.
fn has_own_methods(expr: &Expr) -> bool {
    match expr {
        Expr::Lit(_) | Expr::Tpl(_) | Expr::Array(_) | Expr::New(_) | Expr::Call(_) => true,
        Expr::Paren(paren) => has_own_methods(&paren.expr),
        _ => false,
    }
}

fn is_shared_channel(expr: &Expr) -> bool {
    let Expr::Call(CallExpr { callee: Callee::Expr(callee), .. }) = expr else { return false };
    matches!(&**callee, Expr::Ident(name) if name.sym == abi::CHANNEL)
}

//! What lets a function run on another core: names for it that every isolate understands.
//!
//! ```text
//! function f() {}                  hz$g(import.meta.url, ["f", "hz$go1"], (hz$i) => { switch (hz$i) {
//!                                    case 0: return f;  case 1: return hz$go1; } });
//! go((a) => a + x, 1)              go(hz$l(import.meta.url, 1, ["x"], [x], hz$go1), 1)
//!                                  function hz$go1(x) { return (a) => a + x; }
//! const jobs = chan(8)             const jobs = hz$m(import.meta.url, "jobs", chan(8))
//! ```
//! A literal given to `go` moves into a function of the module whose parameters are what the literal captures. They are
//! copied when `go` is called; so a variable that is assigned later is an error, since the copy would not follow.
//! A literal that uses `this`, `super`, `arguments` or `new.target` of the code around it stays where it is, and the runtime
//! says why it cannot run elsewhere.
//!
//! With `declarations` the module is what other cores need of it: see `declarations`.
//! Only ES modules have such names. Postcondition: contexts are as a resolver gives them to a text.

mod captures;
mod declarations;

use std::collections::HashSet;

use swc_common::{DUMMY_SP, SyntaxContext};
use swc_ecma_ast::*;
use swc_ecma_visit::{VisitMut, VisitMutWith};

use crate::abi;
use crate::build;
use crate::diagnostic::{Diagnostic, code};
use crate::normalize;
use crate::options::Options;
use crate::stages::Resolved;
use captures::{Captures, assigned_names, captures_of};

/// The module whose functions these are.
const HZ: &str = "hz";

/// Names functions, lifts literals, and reduces the module to its declarations if that is wanted.
pub(crate) fn prepare(tree: &mut Resolved, options: &Options) -> Result<(), Vec<Diagnostic>> {
    let Program::Module(module) = &mut tree.program else { return Ok(()) };
    let scopes = Scopes { top: mark(tree.top_level), unresolved: mark(tree.unresolved) };
    let imports = Imports::of(module);
    let mut names = table_of(module);
    let factories = match imports.any() {
        true => lift_literals(module, &scopes, &imports, &mut names)
            .map_err(|late| late.iter().map(|name| late_capture(&tree.input, name)).collect::<Vec<_>>())?,
        false => vec![],
    };
    share_channels(module, &imports);
    if options.declarations {
        declarations::keep(module, &scopes, &imports);
    }
    let changed = !factories.is_empty() || !names.is_empty();
    module.body.extend(factories.into_iter().map(ModuleItem::Stmt));
    if !names.is_empty() {
        let place = module.body.iter().take_while(|item| is_directive(item)).count();
        module.body.insert(place, ModuleItem::Stmt(registration(&names)));
    }
    if changed {
        normalize::resolve_again(tree);
    }
    Ok(())
}

fn mark(mark: swc_common::Mark) -> SyntaxContext {
    SyntaxContext::empty().apply_mark(mark)
}

fn late_capture(input: &crate::stages::Input, name: &Ident) -> Diagnostic {
    let message = format!("'{}' is assigned later, but a thread on another core has a copy of it", name.sym);
    input.error(code::LATE_CAPTURE, name.span, message).with_help(format!(
        "copy it into a constant before (const now = {0}) or pass it as an argument of go; to share the variable \
         itself, start the thread in this isolate with go.local, or send what changes over a channel",
        name.sym
    ))
}

/// The contexts of names that are not local to a function.
struct Scopes {
    top: SyntaxContext,
    unresolved: SyntaxContext,
}

/// What the module knows of "hz".
struct Imports {
    go: HashSet<Id>,
    chan: HashSet<Id>,
    namespace: HashSet<Id>,
}

impl Imports {
    fn of(module: &Module) -> Imports {
        let mut imports = Imports { go: HashSet::new(), chan: HashSet::new(), namespace: HashSet::new() };
        for item in &module.body {
            let ModuleItem::ModuleDecl(ModuleDecl::Import(import)) = item else { continue };
            if import.src.value != HZ {
                continue;
            }
            for specifier in &import.specifiers {
                imports.add(specifier);
            }
        }
        imports
    }

    fn add(&mut self, specifier: &ImportSpecifier) {
        match specifier {
            ImportSpecifier::Named(named) => {
                let imported = match &named.imported {
                    Some(ModuleExportName::Ident(name)) => name.sym.as_str(),
                    Some(ModuleExportName::Str(_)) => return,
                    None => named.local.sym.as_str(),
                };
                match imported {
                    "go" => drop(self.go.insert(named.local.to_id())),
                    "chan" => drop(self.chan.insert(named.local.to_id())),
                    _ => {}
                }
            }
            ImportSpecifier::Namespace(namespace) => drop(self.namespace.insert(namespace.local.to_id())),
            ImportSpecifier::Default(_) => {}
        }
    }

    fn any(&self) -> bool {
        !(self.go.is_empty() && self.namespace.is_empty())
    }

    fn is_go(&self, expr: &Expr) -> bool {
        self.means(expr, &self.go, "go")
    }

    fn is_chan(&self, expr: &Expr) -> bool {
        self.means(expr, &self.chan, "chan")
    }

    fn means(&self, expr: &Expr, named: &HashSet<Id>, key: &str) -> bool {
        match expr {
            Expr::Ident(name) => named.contains(&name.to_id()),
            Expr::Member(MemberExpr { obj, prop: MemberProp::Ident(prop), .. }) => {
                prop.sym == key
                    && matches!(&**obj, Expr::Ident(name) if self.namespace.contains(&name.to_id()))
            }
            _ => false,
        }
    }

    /// Where the function stands among the arguments of a call that starts a thread on another core.
    fn function_argument(&self, callee: &Expr) -> Option<usize> {
        if self.is_go(callee) {
            return Some(0);
        }
        let Expr::Member(MemberExpr { obj, prop: MemberProp::Ident(prop), .. }) = callee else { return None };
        (matches!(prop.sym.as_str(), "on" | "with") && self.is_go(obj)).then_some(1)
    }
}

/// The names that the registration lists, in the order of the source: functions and classes at the top level.
fn table_of(module: &Module) -> Vec<Ident> {
    let mut names = Vec::new();
    for item in &module.body {
        let decl = match item {
            ModuleItem::Stmt(Stmt::Decl(decl)) => decl,
            ModuleItem::ModuleDecl(ModuleDecl::ExportDecl(export)) => &export.decl,
            ModuleItem::ModuleDecl(ModuleDecl::ExportDefaultDecl(export)) => {
                match &export.decl {
                    DefaultDecl::Fn(function) => names.extend(function.ident.clone()),
                    DefaultDecl::Class(class) => names.extend(class.ident.clone()),
                    DefaultDecl::TsInterfaceDecl(_) => {}
                }
                continue;
            }
            _ => continue,
        };
        match decl {
            Decl::Fn(function) => names.push(function.ident.clone()),
            Decl::Class(class) => names.push(class.ident.clone()),
            Decl::Var(var) if var.kind == VarDeclKind::Const => {
                names.extend(var.decls.iter().filter_map(function_name));
            }
            _ => {}
        }
    }
    names
}

fn function_name(declarator: &VarDeclarator) -> Option<Ident> {
    let (Pat::Ident(name), Some(init)) = (&declarator.name, &declarator.init) else { return None };
    matches!(&**init, Expr::Arrow(_) | Expr::Fn(_) | Expr::Class(_)).then(|| name.id.clone())
}

fn is_directive(item: &ModuleItem) -> bool {
    matches!(item, ModuleItem::Stmt(stmt) if stmt.can_precede_directive())
}

/// `hz$g(import.meta.url, names, (hz$i) => { switch (hz$i) { case 0: return f; … } })`
fn registration(names: &[Ident]) -> Stmt {
    let index = build::name(&format!("{}i", abi::PREFIX));
    let cases = names.iter().enumerate().map(|(i, name)| SwitchCase {
        span: DUMMY_SP,
        test: Some(build::number(i)),
        cons: vec![build::returns(Some(build::ident(name)))],
    });
    let switch = Stmt::Switch(SwitchStmt {
        span: DUMMY_SP,
        discriminant: build::ident(&index),
        body_ctxt: SyntaxContext::empty(),
        cases: cases.collect(),
    });
    let get = Expr::Arrow(ArrowExpr {
        params: vec![Pat::Ident(index.into())],
        body: Box::new(ArrowFunctionBody::FunctionBody(FunctionBody { span: DUMMY_SP, stmts: vec![switch] })),
        ..Default::default()
    });
    let names = array(names.iter().map(|name| build::string(&name.sym)).collect());
    let call = build::runtime(abi::REGISTER, vec![module_url(), names, Box::new(get)]);
    Stmt::Expr(ExprStmt { span: DUMMY_SP, expr: call })
}

fn module_url() -> Box<Expr> {
    build::get(
        Box::new(Expr::MetaProp(MetaPropExpr { span: DUMMY_SP, kind: MetaPropKind::ImportMeta })),
        "url",
    )
}

fn array(items: Vec<Box<Expr>>) -> Box<Expr> {
    let elems = items.into_iter().map(|item| Some(build::argument(item))).collect();
    Box::new(Expr::Array(ArrayLit { span: DUMMY_SP, elems }))
}

/// Moves literals given to `go` into functions of the module.
struct Lift<'a> {
    scopes: &'a Scopes,
    imports: &'a Imports,
    assigned: HashSet<Id>,
    names: &'a mut Vec<Ident>,
    factories: Vec<Stmt>,
    /// Captured variables that are assigned later, where they are used.
    late: Vec<Ident>,
}

/// Gives the functions into which the literals have moved, or the captures that cannot be.
fn lift_literals(
    module: &mut Module,
    scopes: &Scopes,
    imports: &Imports,
    names: &mut Vec<Ident>,
) -> Result<Vec<Stmt>, Vec<Ident>> {
    let assigned = assigned_names(module);
    let mut lift = Lift { scopes, imports, assigned, names, factories: vec![], late: vec![] };
    module.visit_mut_with(&mut lift);
    if lift.late.is_empty() { Ok(lift.factories) } else { Err(lift.late) }
}

impl VisitMut for Lift<'_> {
    fn visit_mut_call_expr(&mut self, call: &mut CallExpr) {
        // Inner calls first, so that a literal inside a literal is lifted out of both.
        call.visit_mut_children_with(self);
        let Callee::Expr(callee) = &call.callee else { return };
        let Some(place) = self.imports.function_argument(callee) else { return };
        if call.args.iter().take(place + 1).any(|arg| arg.spread.is_some()) {
            return;
        }
        if let Some(argument) = call.args.get_mut(place)
            && matches!(&*argument.expr, Expr::Arrow(_) | Expr::Fn(_))
        {
            self.lift(&mut argument.expr);
        }
    }
}

impl Lift<'_> {
    fn lift(&mut self, literal: &mut Box<Expr>) {
        let Captures { names, uses_surroundings } =
            captures_of(literal, self.scopes.top, self.scopes.unresolved);
        if uses_surroundings {
            return;
        }
        self.late.extend(names.iter().filter(|name| self.assigned.contains(&name.to_id())).cloned());
        let index = self.names.len();
        let factory = build::name(&format!("{}go{}", abi::PREFIX, self.factories.len() + 1));
        let texts = array(names.iter().map(|name| build::string(&name.sym)).collect());
        let values = array(names.iter().map(build::ident).collect());
        let marked = vec![module_url(), build::number(index), texts, values, build::ident(&factory)];
        let function = std::mem::replace(literal, build::runtime(abi::LITERAL, marked));
        let params = names.iter().map(|name| Param {
            span: DUMMY_SP,
            decorators: vec![],
            pat: Pat::Ident(Ident { span: DUMMY_SP, ..name.clone() }.into()),
        });
        self.factories.push(Stmt::Decl(Decl::Fn(FnDecl {
            ident: factory.clone(),
            declare: false,
            function: Box::new(Function {
                params: params.collect(),
                body: Some(FunctionBody { span: DUMMY_SP, stmts: vec![build::returns(Some(function))] }),
                ..Default::default()
            }),
        })));
        self.names.push(factory);
    }
}

/// `const jobs = chan(8)` at the top level: the same channel on every core.
fn share_channels(module: &mut Module, imports: &Imports) {
    for item in &mut module.body {
        let decl = match item {
            ModuleItem::Stmt(Stmt::Decl(decl)) => decl,
            ModuleItem::ModuleDecl(ModuleDecl::ExportDecl(export)) => &mut export.decl,
            _ => continue,
        };
        let Decl::Var(var) = decl else { continue };
        for declarator in &mut var.decls {
            let (Pat::Ident(name), Some(init)) = (&declarator.name, &mut declarator.init) else { continue };
            if is_channel(init, imports) {
                let chan = std::mem::replace(init, build::null());
                *init = build::runtime(abi::CHANNEL, vec![module_url(), build::string(&name.sym), chan]);
            }
        }
    }
}

fn is_channel(expr: &Expr, imports: &Imports) -> bool {
    matches!(expr, Expr::Call(CallExpr { callee: Callee::Expr(callee), .. }) if imports.is_chan(callee))
}

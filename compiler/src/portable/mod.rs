//! What lets a function run on another core: names for it that every isolate understands.
//!
//! ```text
//! function f() {}                  hz$g(import.meta.url, ["f", "hz$go1"], (hz$i) => { switch (hz$i) {
//!                                    case 0: return f;  case 1: return hz$go1; } });
//! go((a) => a + x, 1)              go(hz$l(import.meta.url, 1, ["x"], [x], hz$go1), 1)
//!                                  function hz$go1(x) { return (a) => a + x; }
//! const jobs = chan(8)             const jobs = hz$m(import.meta.url, "jobs", chan(8))
//! ```
//! A literal given to `go` or `parallel` moves into a function of the module whose parameters are what the literal captures
//! (`lift`). A literal that uses `this`, `super`, `arguments` or `new.target` of the code around it stays where it is, and the runtime
//! says why it cannot run elsewhere.
//!
//! With `declarations` the module is what other cores need of it: see `declarations`.
//! Only ES modules have such names. Postcondition: contexts are as a resolver gives them to a text.

mod candidates;
mod captures;
mod declarations;
mod imports;
mod kinds;
mod lift;
mod obstacles;
mod reach;

use swc_common::{DUMMY_SP, SyntaxContext};
use swc_ecma_ast::*;

use crate::abi;
use crate::build;
use crate::diagnostic::Diagnostic;
use crate::normalize;
use crate::options::Options;
use crate::stages::Resolved;
pub(crate) use candidates::candidates;
use imports::Imports;
use lift::lift_literals;

/// Names functions, lifts literals, and reduces the module to its declarations if that is wanted.
pub(crate) fn prepare(tree: &mut Resolved, options: &Options) -> Result<(), Vec<Diagnostic>> {
    let Program::Module(module) = &mut tree.program else { return Ok(()) };
    let scopes = Scopes { top: mark(tree.top_level), unresolved: mark(tree.unresolved) };
    let imports = Imports::of(module);
    let mut names = table_of(module);
    let factories = match imports.any() {
        true => lift_literals(module, &tree.input, &scopes, &imports, &mut names)?,
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

/// The contexts of names that are not local to a function.
struct Scopes {
    top: SyntaxContext,
    unresolved: SyntaxContext,
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

//! Connects compiled code with the runtime that standalone output brings along.
//!
//! ```text
//! import { chan } from "hz";   →   const hz$runtime = hz$load();                    // one file: it is at the end
//!                                  const { S: hz$S, P: hz$P, … } = hz$runtime.abi;
//!                                  hz$runtime.begin();
//!                                  const { chan } = hz$runtime.library("hz", ["chan"]);
//!                                  …
//!                                  hz$runtime.end();
//! ```
//! With the runtime in a file of its own, imports from "hz" become imports from there. The constants are constants of each
//! module all the same, because an engine folds those, and reads imported ones from memory. `begin` and `end` tell
//! the runtime which files hold compiled code, and whether the top level has run to its end.

use crate::abi;
use crate::build;
use crate::diagnostic::{Diagnostic, code};
use crate::options::Linkage;
use crate::reentry::Cx;
use crate::syntax::directives_of;
use swc_atoms::Atom;
use swc_common::{DUMMY_SP, Span};
use swc_ecma_ast::*;
use swc_ecma_visit::{VisitMut, VisitMutWith};

/// The modules of the library that work without hzrun.
const MODULES: [&str; 4] = ["hz", "hz:parallel", "hz:sync", "hz:time"];

/// Changes nothing when the host has the runtime.
pub(crate) fn apply(program: &mut Program, cx: &Cx) -> Result<(), Vec<Diagnostic>> {
    if cx.options.linkage == Linkage::Host {
        return Ok(());
    }
    let mut link = Link { cx, head: Vec::new(), reexports: 0, errors: Vec::new() };
    match program {
        Program::Module(module) => link.module(&mut module.body),
        Program::Script(script) => link.script(&mut script.body),
    }
    if link.errors.is_empty() { Ok(()) } else { Err(link.errors) }
}

struct Link<'a> {
    cx: &'a Cx<'a>,
    /// What goes before the program.
    head: Vec<ModuleItem>,
    reexports: usize,
    errors: Vec<Diagnostic>,
}

impl Link<'_> {
    fn module(&mut self, body: &mut Vec<ModuleItem>) {
        match &self.cx.options.linkage {
            Linkage::File { specifier, in_circle } => {
                let all = ImportSpecifier::Namespace(ImportStarAsSpecifier {
                    span: DUMMY_SP,
                    local: build::name(abi::RUNTIME),
                });
                self.head.push(import(vec![all], specifier));
                if *in_circle {
                    let names = abi::GLOBALS.iter().map(|key| global_name(key));
                    let named = names.map(|name| import_as(&name, build::name(&name))).collect();
                    self.head.push(import(named, specifier));
                } else {
                    self.head.push(ModuleItem::Stmt(globals()));
                }
            }
            _ => {
                self.head.push(ModuleItem::Stmt(load()));
                self.head.push(ModuleItem::Stmt(globals()));
            }
        }
        self.head.push(ModuleItem::Stmt(tell("begin")));
        for item in std::mem::take(body) {
            self.item(item, body);
        }
        body.visit_mut_with(self);
        body.splice(0..0, std::mem::take(&mut self.head));
        // What follows is functions that were lifted, so this is the end.
        body.push(ModuleItem::Stmt(tell("end")));
    }

    fn script(&mut self, body: &mut Vec<Stmt>) {
        let load = match &self.cx.options.linkage {
            Linkage::File { specifier, .. } => {
                constant(abi::RUNTIME, build::call(build::global("require"), vec![build::string(specifier)]))
            }
            _ => load(),
        };
        body.visit_mut_with(self);
        let at = directives_of(body);
        body.splice(at..at, [load, globals(), tell("begin")]);
        body.push(tell("end"));
    }

    fn item(&mut self, item: ModuleItem, body: &mut Vec<ModuleItem>) {
        match item {
            ModuleItem::ModuleDecl(ModuleDecl::Import(import)) if self.is_library(&import.src) => {
                self.import(import);
            }
            ModuleItem::ModuleDecl(ModuleDecl::ExportNamed(export))
                if export.src.as_ref().is_some_and(|source| self.is_library(source)) =>
            {
                self.reexport(export, body);
            }
            ModuleItem::ModuleDecl(ModuleDecl::ExportAll(export)) if self.is_library(&export.src) => {
                let message = format!("`export * from \"{}\"` has no standalone form", text(&export.src));
                let error = self.cx.input.error(code::NOT_STANDALONE, export.span, message);
                self.errors.push(error.with_help("name what is to be exported"));
            }
            other => body.push(other),
        }
    }

    /// Whether a specifier names a module of the library; refuses those that only hzrun has.
    fn is_library(&mut self, source: &Str) -> bool {
        let name = text(source);
        let ours = MODULES.contains(&name.as_str());
        if !ours && name.starts_with("hz:") {
            self.refuse(&name, source.span);
        }
        ours
    }

    fn refuse(&mut self, name: &str, span: Span) {
        let message = format!("'{name}' is a part of hzrun that standalone output does not have");
        let error = self.cx.input.error(code::NOT_STANDALONE, span, message);
        let all = MODULES.join(", ");
        self.errors.push(error.with_help(format!("standalone output has {all}, and all that its host has")));
    }

    fn import(&mut self, declaration: ImportDecl) {
        let module = text(&declaration.src);
        let (mut named, mut names) = (Vec::new(), Vec::new());
        for specifier in declaration.specifiers {
            match specifier {
                ImportSpecifier::Namespace(all) => {
                    let value = library(&module, None);
                    self.head.push(ModuleItem::Stmt(constant(&all.local.sym, value)));
                }
                ImportSpecifier::Default(default) => {
                    named.push(("default".into(), default.local.clone()));
                    names.push("default".into());
                }
                ImportSpecifier::Named(one) => {
                    let name = one
                        .imported
                        .as_ref()
                        .map_or_else(|| one.local.sym.clone(), |n| n.atom().into_owned());
                    named.push((name.clone(), one.local));
                    names.push(name);
                }
            }
        }
        if named.is_empty() {
            return;
        }
        let item = match &self.cx.options.linkage {
            Linkage::File { specifier, .. } => {
                let specifiers = named
                    .into_iter()
                    .map(|(name, local)| import_as(&abi::library_export(&module, &name), local));
                import(specifiers.collect(), specifier)
            }
            _ => ModuleItem::Stmt(taken(named, library(&module, Some(&names)))),
        };
        self.head.push(item);
    }

    /// `export { a as b } from "hz"`
    fn reexport(&mut self, export: NamedExport, body: &mut Vec<ModuleItem>) {
        let module = export.src.as_ref().map(|source| text(source)).unwrap_or_default();
        let mut specifiers = Vec::new();
        for specifier in export.specifiers {
            let (name, exported) = match specifier {
                ExportSpecifier::Named(one) => {
                    let exported = one.exported.unwrap_or_else(|| one.orig.clone());
                    (Some(one.orig.atom().into_owned()), exported)
                }
                ExportSpecifier::Namespace(all) => (None, all.name),
                ExportSpecifier::Default(_) => continue,
            };
            let local = build::name(&format!("{}{}", abi::REEXPORT, self.reexports));
            self.reexports += 1;
            let value = match name {
                Some(name) => {
                    build::index(library(&module, Some(std::slice::from_ref(&name))), build::string(&name))
                }
                None => library(&module, None),
            };
            self.head.push(ModuleItem::Stmt(constant(&local.sym, value)));
            specifiers.push(ExportSpecifier::Named(ExportNamedSpecifier {
                span: DUMMY_SP,
                orig: ModuleExportName::Ident(local),
                exported: Some(exported),
                is_type_only: false,
            }));
        }
        let export = NamedExport { span: DUMMY_SP, specifiers, src: None, type_only: false, with: None };
        body.push(ModuleItem::ModuleDecl(ModuleDecl::ExportNamed(export)));
    }
}

impl VisitMut for Link<'_> {
    /// `import("hz")` and `require("hz")`.
    fn visit_mut_expr(&mut self, node: &mut Expr) {
        node.visit_mut_children_with(self);
        let Expr::Call(call) = node else { return };
        let is_import = matches!(call.callee, Callee::Import(_));
        let is_require = matches!(&call.callee, Callee::Expr(callee)
            if matches!(&**callee, Expr::Ident(name) if name.sym == "require" && name.ctxt.has_mark(self.cx.unresolved)));
        let [ExprOrSpread { spread: None, expr: argument }, ..] = &call.args[..] else { return };
        let Expr::Lit(Lit::Str(source)) = &**argument else { return };
        if !(is_import || is_require) || !self.is_library(source) {
            return;
        }
        let value = library(&text(source), None);
        *node = match is_import {
            true => *build::call(build::get(build::global("Promise"), "resolve"), vec![value]),
            false => *value,
        };
    }
}

fn text(source: &Str) -> String {
    source.value.to_string_lossy().into_owned()
}

fn global_name(key: &str) -> String {
    format!("{}{key}", abi::PREFIX)
}

fn constant(name: &str, value: Box<Expr>) -> Stmt {
    build::declare(VarDeclKind::Const, vec![build::declarator(&build::name(name), Some(value))])
}

/// `const hz$runtime = hz$load();`
fn load() -> Stmt {
    constant(abi::RUNTIME, build::runtime(abi::LOAD_RUNTIME, Vec::new()))
}

/// `const { S: hz$S, … } = hz$runtime.abi;`
fn globals() -> Stmt {
    let names = abi::GLOBALS.iter().map(|key| (Atom::from(*key), build::name(&global_name(key))));
    taken(names.collect(), build::get(build::global(abi::RUNTIME), "abi"))
}

/// `hz$runtime.what();`
fn tell(what: &str) -> Stmt {
    build::expression(build::call(build::get(build::global(abi::RUNTIME), what), Vec::new()))
}

/// `hz$runtime.library(module, names)`: all its exports as an object, after a check that these are among them.
fn library(module: &str, names: Option<&[Atom]>) -> Box<Expr> {
    let mut arguments = vec![build::string(module)];
    if let Some(names) = names {
        let strings = names.iter().map(|name| Some(build::argument(build::string(name))));
        arguments.push(Box::new(Expr::Array(ArrayLit { span: DUMMY_SP, elems: strings.collect() })));
    }
    build::call(build::get(build::global(abi::RUNTIME), "library"), arguments)
}

/// `const { name: local, … } = value;`
fn taken(names: Vec<(Atom, Ident)>, value: Box<Expr>) -> Stmt {
    let property = |(name, local): (Atom, Ident)| {
        let key = PropName::Str(Str { span: DUMMY_SP, value: name.into(), raw: None });
        ObjectPatProp::KeyValue(KeyValuePatProp { key, value: Box::new(Pat::Ident(local.into())) })
    };
    let props = names.into_iter().map(property).collect();
    let name = Pat::Object(ObjectPat { span: DUMMY_SP, props, optional: false, type_ann: None });
    let declarator = VarDeclarator { span: DUMMY_SP, name, init: Some(value), definite: false };
    build::declare(VarDeclKind::Const, vec![declarator])
}

fn import_as(name: &str, local: Ident) -> ImportSpecifier {
    ImportSpecifier::Named(ImportNamedSpecifier {
        span: DUMMY_SP,
        local,
        imported: Some(ModuleExportName::Ident(build::name(name))),
        is_type_only: false,
    })
}

fn import(specifiers: Vec<ImportSpecifier>, source: &str) -> ModuleItem {
    ModuleItem::ModuleDecl(ModuleDecl::Import(ImportDecl {
        span: DUMMY_SP,
        specifiers,
        src: Box::new(Str { span: DUMMY_SP, value: source.into(), raw: None }),
        type_only: false,
        with: None,
        phase: ImportPhase::Evaluation,
    }))
}

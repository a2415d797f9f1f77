//! Several modules → one scope: what `--standalone` makes of the runtime's library.
//!
//! ```text
//! // a.js                           const size1 = 4;
//! import { size } from "./b.js";    let size = 0;
//! let total = size;                 let total = size1;
//! ```
//! The bodies follow each other in the order in which a host would evaluate the modules. Names that are imported become
//! the names that they mean; of names that clash, all but one get a number. So the result costs what a single file
//! would: no namespace is looked up, and an engine folds constants across modules.
//!
//! It is meant for our own library and takes what that is made of: there is no top-level await in it, and a default
//! export is an expression.

mod module;

use crate::build;
use crate::diagnostic::{Diagnostic, code};
use crate::guard;
use crate::source::Source;
use crate::stages::Input;
use module::{Meaning, Module, parse};
use std::borrow::Cow;
use std::collections::HashMap;
use swc_atoms::Atom;
use swc_common::{DUMMY_SP, Mark, SyntaxContext};
use swc_ecma_ast::{
    Decl, ExportNamedSpecifier, ExportSpecifier, Expr, FnDecl, Function, FunctionBody, Ident, IdentName,
    KeyValueProp, ModuleDecl, ModuleExportName, ModuleItem, NamedExport, ObjectLit, Program, Prop, PropName,
    PropOrSpread, Stmt, VarDeclKind,
};
use swc_ecma_codegen::text_writer::JsWriter;
use swc_ecma_codegen::{Config, Emitter};
use swc_ecma_transforms_base::fixer::fixer;
use swc_ecma_transforms_base::hygiene::hygiene;
use swc_ecma_visit::VisitMutWith;

/// Where the modules of a library come from.
pub trait Library {
    /// The text of a module: ECMAScript, compiled already where it must be.
    fn text(&self, url: &str) -> Option<Cow<'_, str>>;
    /// The module that `specifier` means in `referrer`.
    fn resolve(&self, referrer: &str, specifier: &str) -> String;
    /// Functions at the top level of a module that must have names which no program can have.
    fn marked(&self, url: &str) -> &[&str];
}

/// What the linked text is.
pub enum LinkForm<'a> {
    /// A module that exports what the entry does and, of each of these modules, every export behind a prefix.
    Module { also: &'a [(&'a str, &'a str)] },
    /// The declaration of a function of that name, which gives an object of what the entry exports.
    Function { name: &'a str },
}

/// Links a module and all that it imports. What can go wrong is the library's fault, never the program's.
pub fn link(library: &dyn Library, entry: &str, form: &LinkForm) -> Result<String, Vec<Diagnostic>> {
    let source = Source { name: entry, text: "" };
    guard::run(&source, || {
        let input = Input::new(&source)?;
        let failed = |message| vec![input.error(code::INTERNAL, DUMMY_SP, message)];
        let unresolved = Mark::new();
        let mut linker =
            Linker { library, input: &input, unresolved, modules: Vec::new(), order: Vec::new() };
        linker.load(entry).map_err(failed)?;
        let body = linker.body(form).map_err(failed)?;
        let module = swc_ecma_ast::Module { span: DUMMY_SP, body, shebang: None };
        let mut program = Program::Module(module);
        program.mutate(hygiene());
        program.mutate(fixer(None));
        Ok(print(&program, &input))
    })
}

/// Without spaces and line breaks: many programs carry it, nobody reads it there.
fn print(program: &Program, input: &Input) -> String {
    let mut text = Vec::new();
    let mut emitter = Emitter {
        cfg: Config::default().with_minify(true),
        cm: input.files.clone(),
        comments: None,
        wr: JsWriter::new(input.files.clone(), "\n", &mut text, None),
    };
    emitter.emit_program(program).expect("writing to memory does not fail");
    let mut text = String::from_utf8(text).expect("the emitter writes text");
    text.push('\n');
    text
}

struct Linker<'a> {
    library: &'a dyn Library,
    /// Holds the positions of all texts, so that no two share any.
    input: &'a Input,
    /// The scope of names that no module declares, the same for all.
    unresolved: Mark,
    /// The entry first, in the order in which they were found.
    modules: Vec<Module>,
    /// In the order of evaluation.
    order: Vec<usize>,
}

impl Linker<'_> {
    /// Loads a module and, before it in the order of evaluation, those that it imports, except where they go in circles.
    fn load(&mut self, url: &str) -> Result<usize, String> {
        if let Some(known) = self.modules.iter().position(|module| module.url == url) {
            return Ok(known);
        }
        let text = self.library.text(url).ok_or_else(|| format!("the library has no module {url}"))?;
        let index = self.modules.len();
        let marked = self.library.marked(url);
        self.modules.push(parse(url, &text, self.input, self.unresolved, marked)?);
        let mut targets = Vec::new();
        for specifier in self.modules[index].specifiers.clone() {
            let target = self.library.resolve(url, &specifier);
            targets.push(self.load(&target)?);
        }
        self.modules[index].targets = targets;
        self.order.push(index);
        Ok(index)
    }

    fn body(&mut self, form: &LinkForm) -> Result<Vec<ModuleItem>, String> {
        let mut stmts = Vec::new();
        for index in self.order.clone() {
            stmts.extend(self.body_of(index)?);
        }
        match form {
            LinkForm::Module { also } => {
                let mut specifiers = Vec::new();
                for (url, prefix) in [&(self.modules[0].url.clone().as_str(), "")].into_iter().chain(*also) {
                    for (name, ident) in self.exports_of(url)? {
                        specifiers.push(export_as(ident, &format!("{prefix}{name}")));
                    }
                }
                let exports =
                    NamedExport { span: DUMMY_SP, specifiers, src: None, type_only: false, with: None };
                let mut body: Vec<ModuleItem> = stmts.into_iter().map(ModuleItem::Stmt).collect();
                body.push(ModuleItem::ModuleDecl(ModuleDecl::ExportNamed(exports)));
                Ok(body)
            }
            LinkForm::Function { name } => {
                let url = self.modules[0].url.clone();
                let exports = self.exports_of(&url)?;
                stmts.insert(0, build::expression(build::string("use strict")));
                stmts.push(build::returns(Some(object(exports))));
                Ok(vec![ModuleItem::Stmt(Stmt::Decl(Decl::Fn(function(name, stmts))))])
            }
        }
    }

    /// The statements of a module in terms of the common scope.
    fn body_of(&mut self, index: usize) -> Result<Vec<Stmt>, String> {
        let mut meanings = HashMap::new();
        for (local, import) in self.modules[index].imports.clone() {
            meanings.insert(local, self.meaning(self.modules[index].targets[import.from], &import.name)?);
        }
        let module = &mut self.modules[index];
        let mut body = std::mem::take(&mut module.body);
        let mut rewrite = module::Rewrite { url: &module.url, meanings: &meanings };
        body.visit_mut_with(&mut rewrite);
        if self.modules.iter().any(|other| other.takes_all_of(index)) {
            let exports = self.exports_of(&self.modules[index].url.clone())?;
            let name = &self.modules[index].namespace;
            let declarator = build::declarator(name, Some(frozen(object(exports))));
            body.push(build::declare(VarDeclKind::Const, vec![declarator]));
        }
        Ok(body)
    }

    /// What `name` means that is imported from a module; the name `*` is the module itself.
    fn meaning(&self, index: usize, name: &Atom) -> Result<Ident, String> {
        let module = &self.modules[index];
        if name == "*" {
            return Ok(module.namespace.clone());
        }
        match self.find(index, name) {
            Some(ident) => Ok(ident),
            None => Err(format!("{} exports no '{name}'", module.url)),
        }
    }

    fn find(&self, index: usize, name: &Atom) -> Option<Ident> {
        let module = &self.modules[index];
        match module.exports.iter().find(|(exported, _)| exported == name) {
            Some((_, Meaning::Local(local))) => match module.imports.get(&local.to_id()) {
                Some(import) => self.meaning(module.targets[import.from], &import.name).ok(),
                None => Some(local.clone()),
            },
            Some((_, Meaning::Imported(import))) => {
                self.meaning(module.targets[import.from], &import.name).ok()
            }
            None => module.stars.iter().find_map(|&from| self.find(module.targets[from], name)),
        }
    }

    /// All exports of a module and what they mean, by name.
    fn exports_of(&self, url: &str) -> Result<Vec<(Atom, Ident)>, String> {
        let position = self.modules.iter().position(|module| module.url == url);
        let index = position.ok_or_else(|| format!("{url} is not part of what was linked"))?;
        let mut names = Vec::new();
        self.names_of(index, &mut names);
        names.sort_unstable();
        names.dedup();
        names.into_iter().map(|name| Ok((name.clone(), self.meaning(index, &name)?))).collect()
    }

    fn names_of(&self, index: usize, names: &mut Vec<Atom>) {
        let module = &self.modules[index];
        names.extend(module.exports.iter().map(|(name, _)| name.clone()));
        for &from in &module.stars {
            self.names_of(module.targets[from], names);
        }
    }
}

fn export_as(ident: Ident, name: &str) -> ExportSpecifier {
    ExportSpecifier::Named(ExportNamedSpecifier {
        span: DUMMY_SP,
        orig: ModuleExportName::Ident(ident),
        exported: Some(ModuleExportName::Ident(Ident::new(name.into(), DUMMY_SP, SyntaxContext::empty()))),
        is_type_only: false,
    })
}

/// `{ __proto__: null, name: meaning, … }`
fn object(exports: Vec<(Atom, Ident)>) -> Box<Expr> {
    let property = |name: &str, value| {
        let key = PropName::Ident(IdentName::new(name.into(), DUMMY_SP));
        PropOrSpread::Prop(Box::new(Prop::KeyValue(KeyValueProp { key, value })))
    };
    let mut props = vec![property("__proto__", build::null())];
    props.extend(exports.into_iter().map(|(name, ident)| property(&name, build::ident(&ident))));
    Box::new(Expr::Object(ObjectLit { span: DUMMY_SP, props }))
}

fn frozen(object: Box<Expr>) -> Box<Expr> {
    build::call(build::get(build::global("Object"), "freeze"), vec![object])
}

fn function(name: &str, stmts: Vec<Stmt>) -> FnDecl {
    let body = Some(FunctionBody { span: DUMMY_SP, stmts });
    FnDecl {
        ident: build::name(name),
        declare: false,
        function: Box::new(Function { body, ..Default::default() }),
    }
}

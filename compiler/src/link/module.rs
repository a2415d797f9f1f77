//! One module of a library: what it imports and exports, and its statements in terms of what the names mean.

use crate::abi;
use crate::build;
use crate::stages::Input;
use std::collections::HashMap;
use swc_atoms::Atom;
use swc_common::{DUMMY_SP, FileName, Mark, SyntaxContext, sync::Lrc};
use swc_ecma_ast::*;
use swc_ecma_parser::{EsSyntax, Syntax, parse_file_as_module};
use swc_ecma_transforms_base::resolver;
use swc_ecma_visit::{VisitMut, VisitMutWith};

/// A parsed module.
pub struct Module {
    pub url: String,
    /// Its statements, without imports and exports.
    pub body: Vec<Stmt>,
    /// What it imports from, in the order of the text.
    pub specifiers: Vec<String>,
    /// The module of each specifier, by index among all.
    pub targets: Vec<usize>,
    /// Its names for what others export.
    pub imports: HashMap<Id, Import>,
    pub exports: Vec<(Atom, Meaning)>,
    /// Those of which everything is exported, by index of the specifier.
    pub stars: Vec<usize>,
    /// The name of the object of all its exports.
    pub namespace: Ident,
}

/// What another module exports under a name; `*` is all of it, as an object.
#[derive(Clone)]
pub struct Import {
    /// Index of the specifier.
    pub from: usize,
    pub name: Atom,
}

/// What stands behind an export.
pub enum Meaning {
    /// A name of the module, which may be an imported one.
    Local(Ident),
    Imported(Import),
}

/// Parses a module. Its names get a scope of their own, other than those that it does not declare.
/// Those that are `marked` get a name that no program can have.
pub fn parse(
    url: &str,
    text: &str,
    input: &Input,
    unresolved: Mark,
    marked: &[&str],
) -> Result<Module, String> {
    let file = input.files.new_source_file(Lrc::new(FileName::Custom(url.into())), text.to_string());
    let (syntax, mut errors) = (Syntax::Es(EsSyntax::default()), Vec::new());
    let parsed = parse_file_as_module(&file, syntax, EsVersion::latest(), None, &mut errors);
    let module = parsed.map_err(|error| format!("{url}: {}", error.kind().msg()))?;
    let mut program = Program::Module(module);
    let top_level = Mark::new();
    program.mutate(resolver(unresolved, top_level, false));
    let scope = SyntaxContext::empty().apply_mark(top_level);
    let mut module = Module {
        url: url.to_string(),
        body: Vec::new(),
        specifiers: Vec::new(),
        targets: Vec::new(),
        imports: HashMap::new(),
        exports: Vec::new(),
        stars: Vec::new(),
        namespace: Ident::new("namespace".into(), DUMMY_SP, SyntaxContext::empty().apply_mark(Mark::new())),
    };
    for item in program.expect_module().body {
        match item {
            ModuleItem::Stmt(stmt) => module.body.push(stmt),
            ModuleItem::ModuleDecl(item) => module.declaration(item, scope)?,
        }
    }
    for name in marked {
        module.mark((Atom::from(*name), scope));
    }
    Ok(module)
}

/// Puts the compiler's prefix before a name.
struct MarkName {
    id: Id,
}

impl VisitMut for MarkName {
    fn visit_mut_ident(&mut self, node: &mut Ident) {
        if node.to_id() == self.id {
            node.sym = format!("{}{}", abi::PREFIX, node.sym).into();
        }
    }
}

impl Module {
    /// Whether it has the object of all exports of the module of that index.
    pub fn takes_all_of(&self, index: usize) -> bool {
        let all = self.imports.values().filter(|import| import.name == "*");
        all.into_iter().any(|import| self.targets[import.from] == index)
    }

    fn declaration(&mut self, item: ModuleDecl, scope: SyntaxContext) -> Result<(), String> {
        match item {
            ModuleDecl::Import(import) => self.import(import),
            ModuleDecl::ExportDecl(export) => self.export_declaration(export.decl),
            ModuleDecl::ExportNamed(export) => self.export_names(export),
            ModuleDecl::ExportAll(export) => {
                let from = self.specifier(&export.src);
                self.stars.push(from);
            }
            ModuleDecl::ExportDefaultExpr(export) => {
                let name = Ident::new("library_default".into(), DUMMY_SP, scope);
                let declarator = build::declarator(&name, Some(export.expr));
                self.body.push(build::declare(VarDeclKind::Const, vec![declarator]));
                self.exports.push(("default".into(), Meaning::Local(name)));
            }
            _ => return Err(format!("{}: a form of export that the library does not use", self.url)),
        }
        Ok(())
    }

    /// Gives a name of the module the compiler's prefix. It is exported as before.
    fn mark(&mut self, id: Id) {
        let mut mark = MarkName { id };
        self.body.visit_mut_with(&mut mark);
        for (_, meaning) in &mut self.exports {
            if let Meaning::Local(local) = meaning {
                mark.visit_mut_ident(local);
            }
        }
    }

    fn specifier(&mut self, source: &Str) -> usize {
        let text = source.value.to_string_lossy().into_owned();
        let known = self.specifiers.iter().position(|other| *other == text);
        known.unwrap_or_else(|| {
            self.specifiers.push(text);
            self.specifiers.len() - 1
        })
    }

    fn import(&mut self, import: ImportDecl) {
        let from = self.specifier(&import.src);
        for specifier in import.specifiers {
            let (local, name) = match specifier {
                ImportSpecifier::Named(named) => {
                    let name = named.imported.as_ref().map_or_else(|| named.local.sym.clone(), text_of);
                    (named.local, name)
                }
                ImportSpecifier::Default(default) => (default.local, "default".into()),
                ImportSpecifier::Namespace(all) => (all.local, "*".into()),
            };
            self.imports.insert(local.to_id(), Import { from, name });
        }
    }

    fn export_declaration(&mut self, declaration: Decl) {
        match &declaration {
            Decl::Fn(function) => self.export_local(&function.ident),
            Decl::Class(class) => self.export_local(&class.ident),
            Decl::Var(variables) => {
                let names: Vec<Ident> = swc_ecma_utils::find_pat_ids(&variables.decls);
                names.iter().for_each(|name| self.export_local(name));
            }
            _ => {}
        }
        self.body.push(Stmt::Decl(declaration));
    }

    fn export_local(&mut self, name: &Ident) {
        self.exports.push((name.sym.clone(), Meaning::Local(name.clone())));
    }

    fn export_names(&mut self, export: NamedExport) {
        let from = export.src.as_ref().map(|source| self.specifier(source));
        for specifier in export.specifiers {
            let (exported, original) = match specifier {
                ExportSpecifier::Named(named) => {
                    let exported = text_of(named.exported.as_ref().unwrap_or(&named.orig));
                    (exported, named.orig)
                }
                ExportSpecifier::Namespace(all) => {
                    (text_of(&all.name), ModuleExportName::Ident(build::name("*")))
                }
                ExportSpecifier::Default(_) => continue,
            };
            let meaning = match (from, original) {
                (Some(from), original) => Meaning::Imported(Import { from, name: text_of(&original) }),
                (None, ModuleExportName::Ident(local)) => Meaning::Local(local),
                (None, ModuleExportName::Str(_)) => continue,
            };
            self.exports.push((exported, meaning));
        }
    }
}

fn text_of(name: &ModuleExportName) -> Atom {
    match name {
        ModuleExportName::Ident(ident) => ident.sym.clone(),
        ModuleExportName::Str(text) => text.value.to_string_lossy().into_owned().into(),
    }
}

/// Says what the names of a module mean.
pub struct Rewrite<'a> {
    pub url: &'a str,
    pub meanings: &'a HashMap<Id, Ident>,
}

impl VisitMut for Rewrite<'_> {
    fn visit_mut_ident(&mut self, node: &mut Ident) {
        if let Some(meaning) = self.meanings.get(&node.to_id()) {
            (node.sym, node.ctxt) = (meaning.sym.clone(), meaning.ctxt);
        }
    }

    fn visit_mut_prop(&mut self, node: &mut Prop) {
        if let Prop::Shorthand(name) = node
            && self.meanings.contains_key(&name.to_id())
        {
            let key = PropName::Ident(IdentName::new(name.sym.clone(), DUMMY_SP));
            *node = Prop::KeyValue(KeyValueProp { key, value: build::ident(name) });
        }
        node.visit_mut_children_with(self);
    }

    /// `import.meta.url`: the module has no file of its own any more.
    fn visit_mut_expr(&mut self, node: &mut Expr) {
        node.visit_mut_children_with(self);
        if let Expr::Member(member) = node
            && matches!(&*member.obj, Expr::MetaProp(meta) if meta.kind == MetaPropKind::ImportMeta)
        {
            *node = *build::string(self.url);
        }
    }
}

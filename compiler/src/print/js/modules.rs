//! Imports and exports.

use super::{Level, Printer};
use swc_common::Spanned;
use swc_ecma_ast::*;

impl Printer {
    pub(super) fn module_items(&mut self, items: &[ModuleItem]) {
        for item in items {
            match item {
                ModuleItem::Stmt(stmt) => self.statements(std::slice::from_ref(stmt)),
                ModuleItem::ModuleDecl(declaration) => {
                    self.out.position(declaration.span_lo());
                    self.module_declaration(declaration);
                    self.out.line();
                }
            }
        }
    }

    fn module_declaration(&mut self, declaration: &ModuleDecl) {
        match declaration {
            ModuleDecl::Import(import) => self.import(import),
            ModuleDecl::ExportDecl(export) => {
                self.text("export ");
                self.declaration(&export.decl);
            }
            ModuleDecl::ExportNamed(export) => self.export_names(export),
            ModuleDecl::ExportDefaultDecl(export) => {
                self.text("export default ");
                match &export.decl {
                    DefaultDecl::Fn(function) => {
                        self.function(function.ident.as_ref(), &function.function);
                    }
                    DefaultDecl::Class(class) => self.class(class.ident.as_ref(), &class.class),
                    other => unreachable!("not ECMAScript: {other:?}"),
                }
            }
            // Without parentheses a function would be a declaration, which has its value before the module runs.
            ModuleDecl::ExportDefaultExpr(export) => {
                self.text("export default ");
                self.heads.export = Some(self.out.offset());
                self.expr(&export.expr, Level::Assignment);
                self.text(";");
            }
            ModuleDecl::ExportAll(export) => {
                self.text("export * from ");
                self.source(&export.src, export.with.as_deref());
            }
            other => unreachable!("not ECMAScript: {other:?}"),
        }
    }

    /// `"module" with { … };`
    fn source(&mut self, source: &Str, attributes: Option<&ObjectLit>) {
        self.string(source);
        if let Some(attributes) = attributes {
            self.text(" with ");
            self.object(attributes);
        }
        self.text(";");
    }

    fn import(&mut self, import: &ImportDecl) {
        self.text(match import.phase {
            ImportPhase::Evaluation => "import ",
            ImportPhase::Source => "import source ",
            ImportPhase::Defer => "import defer ",
        });
        let mut names = Vec::new();
        let mut written = false;
        for specifier in &import.specifiers {
            match specifier {
                ImportSpecifier::Named(name) => names.push(name),
                ImportSpecifier::Default(default) => {
                    self.ident(&default.local);
                    written = true;
                }
                ImportSpecifier::Namespace(namespace) => {
                    self.text(if written { ", * as " } else { "* as " });
                    self.ident(&namespace.local);
                    written = true;
                }
            }
        }
        if !names.is_empty() {
            self.text(if written { ", { " } else { "{ " });
            self.list(&names, |this, name| {
                this.out.position(name.span.lo);
                if let Some(imported) = &name.imported {
                    this.export_name(imported);
                    this.text(" as ");
                }
                this.ident(&name.local);
            });
            self.text(" }");
        }
        if !import.specifiers.is_empty() {
            self.text(" from ");
        }
        self.source(&import.src, import.with.as_deref());
    }

    fn export_names(&mut self, export: &NamedExport) {
        self.text("export ");
        match export.specifiers.as_slice() {
            [ExportSpecifier::Namespace(namespace)] => {
                self.text("* as ");
                self.export_name(&namespace.name);
            }
            [] => self.text("{ }"),
            specifiers => {
                self.text("{ ");
                self.list(specifiers, |this, specifier| match specifier {
                    ExportSpecifier::Named(name) => {
                        this.out.position(name.span.lo);
                        this.export_name(&name.orig);
                        if let Some(exported) = &name.exported {
                            this.text(" as ");
                            this.export_name(exported);
                        }
                    }
                    other => unreachable!("not ECMAScript: {other:?}"),
                });
                self.text(" }");
            }
        }
        match &export.src {
            Some(source) => {
                self.text(" from ");
                self.source(source, export.with.as_deref());
            }
            None => self.text(";"),
        }
    }

    fn export_name(&mut self, name: &ModuleExportName) {
        match name {
            ModuleExportName::Ident(name) => self.ident(name),
            ModuleExportName::Str(text) => self.string(text),
        }
    }
}

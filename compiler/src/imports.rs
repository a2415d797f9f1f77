//! Which modules a text names, without compiling it: what a caller needs to find the files of a program.

use crate::parse::syntax_of;
use crate::source::{Language, Source};
use crate::stages::Input;
use swc_ecma_ast::{CallExpr, Callee, EsVersion, ExportAll, Expr, ImportDecl, Lit, NamedExport, Str};
use swc_ecma_parser::parse_file_as_program;
use swc_ecma_visit::{Visit, VisitWith};

/// A module that a text names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Import {
    /// As it is written.
    pub specifier: String,
    /// By a declaration, and not by `import()` or `require()` at some later time.
    pub is_static: bool,
}

/// The modules that a text imports, exports from or requires by name, in its order. A text that does not parse names none, so
/// that its errors come from compiling it.
///
/// ```
/// use hz_compiler::{Language, Source, imports};
/// let text = "import './a.js'; import type { T } from './t.js'; const b = () => import('./b.js');";
/// let found = imports(&Source { name: "main.ts", text }, Language::TypeScript);
/// let names: Vec<_> = found.iter().map(|import| (import.specifier.as_str(), import.is_static)).collect();
/// assert_eq!(names, [("./a.js", true), ("./b.js", false)]);
/// ```
pub fn imports(source: &Source, language: Language) -> Vec<Import> {
    let mut names = Names { found: Vec::new() };
    if let Ok(input) = Input::new(source) {
        let syntax = syntax_of(language);
        let parsed = parse_file_as_program(&input.file, syntax, EsVersion::latest(), None, &mut Vec::new());
        if let Ok(program) = parsed {
            program.visit_with(&mut names);
        }
    }
    names.found
}

struct Names {
    found: Vec<Import>,
}

impl Names {
    fn add(&mut self, source: &Str, is_static: bool) {
        self.found.push(Import { specifier: source.value.to_string_lossy().into_owned(), is_static });
    }
}

impl Visit for Names {
    fn visit_import_decl(&mut self, node: &ImportDecl) {
        if !node.type_only {
            self.add(&node.src, true);
        }
    }

    fn visit_named_export(&mut self, node: &NamedExport) {
        if let Some(source) = node.src.as_ref().filter(|_| !node.type_only) {
            self.add(source, true);
        }
    }

    fn visit_export_all(&mut self, node: &ExportAll) {
        if !node.type_only {
            self.add(&node.src, true);
        }
    }

    fn visit_call_expr(&mut self, node: &CallExpr) {
        node.visit_children_with(self);
        let loads = match &node.callee {
            Callee::Import(_) => true,
            Callee::Expr(callee) => matches!(&**callee, Expr::Ident(name) if name.sym == "require"),
            Callee::Super(_) => false,
        };
        if let Some(argument) = node.args.first().filter(|_| loads)
            && let Expr::Lit(Lit::Str(source)) = &*argument.expr
        {
            self.add(source, false);
        }
    }
}

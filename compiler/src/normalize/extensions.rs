//! Relative imports of files that are compiled to files of another name.
//!
//! ```text
//! import { a } from "./a.ts";  →  import { a } from "./a.js";
//! ```
//! Only names that cannot mean anything else are changed: relative ones with an extension of hzc's inputs.

use swc_ecma_ast::{CallExpr, Callee, ExportAll, Expr, ImportDecl, Lit, NamedExport, Program, Str};
use swc_ecma_visit::{VisitMut, VisitMutWith};

/// Each input extension and the extension of its output.
const RENAMED: [(&str, &str); 5] =
    [(".ts", ".js"), (".tsx", ".js"), (".jsx", ".js"), (".mts", ".mjs"), (".cts", ".cjs")];

pub(super) fn rewrite(program: &mut Program) {
    program.visit_mut_with(&mut Rewrite);
}

struct Rewrite;

impl VisitMut for Rewrite {
    fn visit_mut_import_decl(&mut self, import: &mut ImportDecl) {
        rename(&mut import.src);
    }

    fn visit_mut_named_export(&mut self, export: &mut NamedExport) {
        if let Some(source) = &mut export.src {
            rename(source);
        }
    }

    fn visit_mut_export_all(&mut self, export: &mut ExportAll) {
        rename(&mut export.src);
    }

    fn visit_mut_call_expr(&mut self, call: &mut CallExpr) {
        let loads = match &call.callee {
            Callee::Import(_) => true,
            Callee::Expr(callee) => matches!(&**callee, Expr::Ident(name) if name.sym == "require"),
            Callee::Super(_) => false,
        };
        if loads
            && let [only, ..] = &mut call.args[..]
            && let Expr::Lit(Lit::Str(source)) = &mut *only.expr
        {
            rename(source);
        }
        call.visit_mut_children_with(self);
    }
}

fn rename(source: &mut Str) {
    let Some(name) = source.value.as_str() else { return };
    if !name.starts_with("./") && !name.starts_with("../") {
        return;
    }
    let found = RENAMED.iter().find_map(|(from, to)| Some((name.strip_suffix(from)?, to)));
    if let Some((stem, extension)) = found.filter(|(stem, _)| !stem.ends_with(".d")) {
        source.value = format!("{stem}{extension}").into();
        source.raw = None;
    }
}

//! TypeScript without its types: annotations, interfaces and imports used only as types go; enums, namespaces,
//! parameter properties and `import x = require()` become the code that they stand for.
//!
//! ```text
//! enum Color { Red }        →  var Color = /*#__PURE__*/ function(Color) { Color[Color["Red"] = 0] = "Red"; … }(…)
//! constructor(private n) {} →  n; constructor(n) { this.n = n; }
//! ```
//! Class fields keep the semantics of ECMAScript (`useDefineForClassFields`), as with any current target.

use crate::options::{Jsx, Options};
use crate::source::ModuleKind;
use crate::stages::Resolved;
use swc_common::DUMMY_SP;
use swc_ecma_ast::{ExprStmt, ModuleItem, Program, Script, Stmt};
use swc_ecma_transforms_typescript::{Config, TsImportExportAssignConfig, TsxConfig, tsx, typescript};

pub(super) fn strip(tree: &mut Resolved, options: &Options) {
    let config = Config {
        verbatim_module_syntax: options.verbatim_module_syntax,
        native_class_properties: true,
        no_empty_export: options.module == ModuleKind::CommonJs,
        import_export_assign_config: match options.module {
            ModuleKind::Module => TsImportExportAssignConfig::NodeNext,
            ModuleKind::CommonJs | ModuleKind::Script => TsImportExportAssignConfig::Classic,
        },
        ..Default::default()
    };
    if !options.language.has_jsx() {
        tree.program.mutate(typescript(config, tree.unresolved, tree.top_level));
        return as_common_js(tree, options);
    }
    // In the classic form the factory is used by every element, although no expression names it yet.
    let tsx_config = match &options.jsx {
        Jsx::Automatic { .. } => TsxConfig::default(),
        Jsx::Classic { factory, fragment } => TsxConfig {
            pragma: Some(factory.as_str().to_string().into()),
            pragma_frag: Some(fragment.as_str().to_string().into()),
        },
    };
    let (files, comments) = (tree.input.files.clone(), tree.comments.clone());
    tree.program.mutate(tsx(files, config, tsx_config, comments, tree.unresolved, tree.top_level));
    as_common_js(tree, options);
}

/// CommonJS that was parsed as a module for the sake of `import a = require("a")` is a function body again. As a module it
/// was strict, and stays so.
fn as_common_js(tree: &mut Resolved, options: &Options) {
    if options.module != ModuleKind::CommonJs {
        return;
    }
    if let Program::Module(module) = &mut tree.program {
        let strict = Stmt::Expr(ExprStmt { span: DUMMY_SP, expr: Box::new("use strict".into()) });
        // The parser has made sure that no other items are left.
        let body = std::mem::take(&mut module.body).into_iter().filter_map(ModuleItem::stmt);
        let body = std::iter::once(strict).chain(body).collect();
        tree.program = Program::Script(Script { span: module.span, body, shebang: module.shebang.take() });
    }
}

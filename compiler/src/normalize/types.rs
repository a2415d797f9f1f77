//! TypeScript without its types: annotations, interfaces and imports used only as types go; enums, namespaces,
//! parameter properties and `import x = require()` become the code that they stand for.
//!
//! ```text
//! enum Color { Red }        →  var Color = /*#__PURE__*/ function(Color) { Color[Color["Red"] = 0] = "Red"; … }(…)
//! constructor(private n) {} →  n; constructor(n) { this.n = n; }
//! ```
//! Class fields keep the semantics of ECMAScript (`useDefineForClassFields`), as with any current target.

use super::Resolved;
use crate::options::{Jsx, Options};
use crate::source::ModuleKind;
use swc_ecma_transforms_typescript::{Config, TsImportExportAssignConfig, TsxConfig, tsx, typescript};

pub(super) fn strip(tree: &mut Resolved, options: &Options) {
    let config = Config {
        native_class_properties: true,
        import_export_assign_config: match options.module {
            ModuleKind::Module => TsImportExportAssignConfig::NodeNext,
            ModuleKind::CommonJs | ModuleKind::Script => TsImportExportAssignConfig::Classic,
        },
        ..Default::default()
    };
    if !options.language.has_jsx() {
        tree.program.mutate(typescript(config, tree.unresolved, tree.top_level));
        return;
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
}

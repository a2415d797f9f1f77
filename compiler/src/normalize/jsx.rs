//! JSX elements as calls.
//!
//! ```text
//! <a b={c}>d</a>  →  _jsx("a", { b: c, children: "d" })        automatic: `_jsx` is imported
//!                 →  React.createElement("a", { b: c }, "d")   classic
//! ```
//! The comments `@jsx`, `@jsxFrag`, `@jsxRuntime` and `@jsxImportSource` at the head of a file override the options.

use crate::options::Jsx;
use crate::stages::Resolved;
use swc_ecma_transforms_react::{Options, Runtime, react};

pub(super) fn compile(tree: &mut Resolved, jsx: &Jsx) {
    let options = match jsx {
        Jsx::Automatic { import_source } => Options {
            runtime: Some(Runtime::Automatic),
            import_source: Some(import_source.as_str().into()),
            ..Default::default()
        },
        Jsx::Classic { factory, fragment } => Options {
            runtime: Some(Runtime::Classic),
            pragma: Some(factory.to_string().into()),
            pragma_frag: Some(fragment.to_string().into()),
            ..Default::default()
        },
    };
    let comments = Some(tree.comments.clone());
    tree.program.mutate(react(tree.input.files.clone(), comments, options, tree.top_level, tree.unresolved));
}

//! Decorators and auto-accessors, which V8 does not have, as calls of small functions put at the head of the file.
//!
//! ```text
//! @logged class A { @bound m() {} accessor x = 1; }
//! →  class A { static { … = _apply_decs_2311(this, [logged], [[bound, 2, "m"], …]) } m() {} get x() … }
//! ```
//! The functions are part of the module that uses them: compiled code has no imports that its author did not write.

use crate::options::Decorators;
use crate::stages::Resolved;
use swc_ecma_ast::{AutoAccessor, Decorator};
use swc_ecma_transforms_base::helpers::{HELPERS, Helpers, inject_helpers};
use swc_ecma_transforms_proposal::decorator_2023_11::decorator_2023_11;
use swc_ecma_transforms_proposal::decorators::{Config, decorators};
use swc_ecma_visit::{Visit, VisitWith};

/// Whether the text has any decorator or auto-accessor. Most files have not even a character that could begin one, which is
/// seen faster than the whole tree.
pub(super) fn are_used(tree: &Resolved) -> bool {
    let text = tree.input.text();
    let mut finder = Finder { found: false };
    if text.contains('@') || text.contains("accessor") {
        tree.program.visit_with(&mut finder);
    }
    finder.found
}

pub(super) fn compile(tree: &mut Resolved, kind: Decorators) {
    HELPERS.set(&Helpers::new(false), || {
        if kind == Decorators::Legacy {
            let legacy = Config { legacy: true, emit_metadata: false, use_define_for_class_fields: true };
            tree.program.mutate(decorators(legacy));
        }
        // In legacy mode only auto-accessors are left for this pass.
        tree.program.mutate(decorator_2023_11());
        tree.program.mutate(inject_helpers(tree.unresolved));
    });
}

struct Finder {
    found: bool,
}

impl Visit for Finder {
    fn visit_decorator(&mut self, _: &Decorator) {
        self.found = true;
    }

    fn visit_auto_accessor(&mut self, _: &AutoAccessor) {
        self.found = true;
    }
}

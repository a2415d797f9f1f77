//! Stages 2 and 3: bindings resolved, then everything that V8 does not know is compiled away.
//!
//! Order: types first, since the TypeScript pass decides by use which imports stay; then decorators, which may wrap
//! whole classes; then JSX, whose output is ordinary calls; names last. Each pass runs only when the language or the
//! text calls for it.
//! Postcondition: the tree is plain ECMAScript as V8 runs it, each identifier carries the scope that it is bound in, and
//! no two bindings that can see each other share a name.

mod brackets;
mod decorators;
mod extensions;
mod jsx;
mod names;
mod types;

use crate::diagnostic::{Diagnostic, code};
use crate::options::Options;
use crate::stages::{Normalized, Parsed, Resolved};
use std::cell::RefCell;
use std::rc::Rc;
use swc_common::Mark;
use swc_common::errors::{DiagnosticBuilder, Emitter, HANDLER, Handler, Level};
use swc_ecma_ast::Program;
use swc_ecma_transforms_base::resolver;

/// Binds each identifier to its scope.
pub(crate) fn resolve(parsed: Parsed, options: &Options) -> Resolved {
    let Parsed { input, mut program, comments } = parsed;
    let (unresolved, top_level) = bind(&mut program, options.language.has_types());
    Resolved { input, program, comments, unresolved, top_level }
}

fn bind(program: &mut Program, has_types: bool) -> (Mark, Mark) {
    let (unresolved, top_level) = (Mark::new(), Mark::new());
    program.mutate(resolver(unresolved, top_level, has_types));
    (unresolved, top_level)
}

/// Binds each identifier again, after a pass has moved code and made names of its own.
pub(crate) fn resolve_again(tree: &mut Resolved) {
    names::forget_contexts(&mut tree.program);
    (tree.unresolved, tree.top_level) = bind(&mut tree.program, false);
}

/// Strips types and compiles decorators and JSX away.
pub(crate) fn normalize(mut tree: Resolved, options: &Options) -> Result<Normalized, Vec<Diagnostic>> {
    let decorated = decorators::are_used(&tree);
    let rewritten = options.language.has_types() || options.language.has_jsx() || decorated;
    if rewritten {
        // Scopes made from here on belong to names that passes invent; see `names`.
        let written = Mark::new();
        collecting_errors(&mut tree, |tree| {
            if options.language.has_types() {
                types::strip(tree, options);
            }
            if decorated {
                decorators::compile(tree, options.decorators);
            }
            if options.language.has_jsx() {
                jsx::compile(tree, &options.jsx);
            }
            names::settle(&mut tree.program, written);
        })?;
        names::forget_contexts(&mut tree.program);
        (tree.unresolved, tree.top_level) = bind(&mut tree.program, false);
    }
    brackets::spell_out(&mut tree.program);
    if options.rewrite_extensions {
        extensions::rewrite(&mut tree.program);
    }
    Ok(Normalized { tree, rewritten })
}

/// Runs passes of swc, which report errors to a handler in thread-local storage.
fn collecting_errors(tree: &mut Resolved, passes: impl FnOnce(&mut Resolved)) -> Result<(), Vec<Diagnostic>> {
    let found = Rc::new(RefCell::new(Vec::new()));
    let handler = Handler::with_emitter(true, false, Box::new(Collector { found: found.clone() }));
    HANDLER.set(&handler, || passes(tree));
    let found = found.take();
    if found.is_empty() {
        return Ok(());
    }
    let error = |(message, span)| tree.input.error(code::UNSUPPORTED, span, message);
    Err(found.into_iter().map(error).collect())
}

struct Collector {
    found: Rc<RefCell<Vec<(String, swc_common::Span)>>>,
}

impl Emitter for Collector {
    fn emit(&mut self, error: &mut DiagnosticBuilder<'_>) {
        if matches!(error.level, Level::Error | Level::Fatal | Level::Bug | Level::PhaseFatal) {
            let span = error.span.primary_span().unwrap_or_default();
            self.found.borrow_mut().push((error.message(), span));
        }
    }
}

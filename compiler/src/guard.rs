//! What lets `compile` run anywhere and never panic: swc's thread-local globals, a stack that grows with the text, and
//! a net below it all.

use crate::diagnostic::{Diagnostic, code};
use crate::source::Source;
use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};
use swc_common::{GLOBALS, Globals};

/// Runs one compilation with globals of its own. A panic inside it becomes a diagnostic.
pub(crate) fn run<T>(
    source: &Source,
    work: impl FnOnce() -> Result<T, Vec<Diagnostic>>,
) -> Result<T, Vec<Diagnostic>> {
    let work = AssertUnwindSafe(|| GLOBALS.set(&Globals::new(), work));
    catch_unwind(work).unwrap_or_else(|panic| {
        let message = format!("the compiler failed on this file: {}", text_of(&*panic));
        let diagnostic = Diagnostic::error(code::INTERNAL, source.name, source.text, 0..0, message);
        Err(vec![diagnostic.with_help("this is a bug in hz; please report it with the file")])
    })
}

fn text_of(panic: &(dyn Any + Send)) -> &str {
    let text = panic.downcast_ref::<&str>().copied();
    text.or_else(|| panic.downcast_ref::<String>().map(String::as_str)).unwrap_or("unknown reason")
}

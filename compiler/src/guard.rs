//! What lets `compile` run anywhere and never panic: swc's thread-local globals, a stack that fits the text, and a net
//! below it all.
//!
//! Parsers, visitors and the trees' destructors recurse as deep as the text nests. A stack overflow would end the
//! process, so the stack is made large enough beforehand; untouched, it costs nothing but addresses.

use crate::diagnostic::{Diagnostic, code};
use crate::source::Source;
use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};
use swc_common::{GLOBALS, Globals};

/// Stack that every compilation may need, whatever its text.
const BASE: usize = 2 << 20;
/// Stack for one level of brackets; measured, with a reserve. Unoptimised code takes a multiple.
const PER_BRACKET: usize = if cfg!(debug_assertions) { 96 << 10 } else { 12 << 10 };
/// Stack for one byte of a chain without brackets, such as `a + a + a…` or `!!!!…a`; measured likewise.
const PER_BYTE: usize = if cfg!(debug_assertions) { 8 << 10 } else { 1 << 10 };
/// Longer chains than this many bytes do not occur; the stack of longer texts stops growing here.
const CHAIN: usize = if cfg!(debug_assertions) { 128 << 10 } else { 512 << 10 };
/// Deeper nesting is refused. V8 gives up far earlier.
const MAX_DEPTH: usize = if cfg!(debug_assertions) { 20_000 } else { 100_000 };

/// Runs one compilation with globals of its own. A panic inside it becomes a diagnostic.
pub(crate) fn run<T>(
    source: &Source,
    work: impl FnOnce() -> Result<T, Vec<Diagnostic>>,
) -> Result<T, Vec<Diagnostic>> {
    let (depth, deepest) = bracket_depth(source.text);
    if depth > MAX_DEPTH {
        let message =
            format!("brackets are nested {depth} deep here; at most {MAX_DEPTH} levels can be compiled");
        let span = deepest..deepest + 1;
        return Err(vec![Diagnostic::error(code::TOO_DEEP, source.name, source.text, span, message)]);
    }
    let stack = BASE + depth * PER_BRACKET + source.text.len().min(CHAIN) * PER_BYTE;
    let work = AssertUnwindSafe(|| stacker::maybe_grow(stack, stack, || GLOBALS.set(&Globals::new(), work)));
    let result = catch_unwind(work);
    // The thread's table of names would otherwise keep those of all files that were ever compiled.
    swc_atoms::hstr::global_atom_store_gc();
    result.unwrap_or_else(|panic| {
        let message = format!("the compiler failed on this file: {}", text_of(&*panic));
        let diagnostic = Diagnostic::error(code::INTERNAL, source.name, source.text, 0..0, message);
        Err(vec![diagnostic.with_help("this is a bug in hz; please report it with the file")])
    })
}

/// By how much each byte changes the depth. Looked up, since no processor guesses where the next bracket stands.
const STEPS: [i8; 256] = {
    let mut steps = [0; 256];
    (steps[b'(' as usize], steps[b'[' as usize], steps[b'{' as usize]) = (1, 1, 1);
    (steps[b')' as usize], steps[b']' as usize], steps[b'}' as usize]) = (-1, -1, -1);
    steps
};

/// How deep brackets nest, and where. An estimate: those in strings and comments count too.
fn bracket_depth(text: &str) -> (usize, usize) {
    let (mut depth, mut deepest) = (0usize, (0, 0));
    for (at, byte) in text.bytes().enumerate() {
        depth = depth.saturating_add_signed(isize::from(STEPS[usize::from(byte)]));
        if depth > deepest.0 {
            deepest = (depth, at);
        }
    }
    deepest
}

fn text_of(panic: &(dyn Any + Send)) -> &str {
    let text = panic.downcast_ref::<&str>().copied();
    text.or_else(|| panic.downcast_ref::<String>().map(String::as_str)).unwrap_or("unknown reason")
}

//! Last stage: tree → text, with its source map and the table of function texts.
//!
//! Of the comments only licenses are printed. They stand where their code stands, once each.

mod comments;
mod function_texts;
mod input_map;
mod js;
mod lines;
mod measure;
mod source_map;
mod vlq;
mod writer;

pub(crate) use function_texts::Texts;
pub use function_texts::{FunctionText, FunctionTexts};
pub use input_map::url_of as source_map_url;
pub(crate) use measure::measure;

use crate::abi::CompiledMark;
use crate::options::{Options, SourceMapKind};
use crate::stages::{Input, Normalized, Resolved};
use comments::Licenses;
use swc_common::Span;
use swc_ecma_ast::Program;
use writer::Writer;

/// The text of the output and what belongs to it.
pub(crate) struct Printed {
    pub code: String,
    pub map: Option<String>,
    pub function_texts: FunctionTexts,
    pub functions: Vec<FunctionSpan>,
    pub input: Input,
}

/// Where a function went. Offsets are those of the output.
#[derive(Clone, Debug)]
pub(crate) struct FunctionSpan {
    /// Its span in the source; a dummy if it is made up.
    pub original: Span,
    /// Its first word, `static` included.
    pub start: u32,
    /// Where V8 sees it begin: an arrow function where its text does, any other at the parenthesis of its parameters.
    pub begin: u32,
    /// Behind its last character.
    pub end: u32,
    /// The class whose constructor it is, as an index into `Written::classes`.
    pub class: Option<u32>,
}

/// The texts of functions that the author did not write as JavaScript: as the program is now. `None` when the source itself
/// has them.
pub(crate) fn texts_as_run(Normalized { tree, rewritten }: &Normalized) -> Option<Texts> {
    let writer = Writer::new(String::new(), false, Licenses::none());
    rewritten.then(|| Texts::in_print(js::print(&tree.program, writer).finish()))
}

/// Prints `tree`, and the table of function texts if `texts` says where they are.
pub(crate) fn print(tree: Resolved, texts: Option<Texts>, options: &Options) -> Printed {
    let Resolved { input, mut program, comments, .. } = tree;
    // Usual growth; what is too much was never touched.
    let mut code = String::with_capacity(input.text().len() * 5);
    write_head(&mut program, &mut code, options);
    let maps = options.source_map != SourceMapKind::None;
    let mut written = js::print(&program, Writer::new(code, maps, Licenses::of(&comments))).finish();
    let function_texts = texts.map(|texts| FunctionTexts::new(&written, texts, &input)).unwrap_or_default();
    let map = maps.then(|| source_map::build(&written.code, &written.mappings, &input, options));
    if let (SourceMapKind::Inline, Some(map)) = (options.source_map, &map) {
        source_map::append_inline(&mut written.code, map);
    }
    Printed { code: written.code, map, function_texts, functions: written.functions, input }
}

/// The `#!` line, which must be the first, and the mark of re-entrant code.
fn write_head(program: &mut Program, code: &mut String, options: &Options) {
    let shebang = match program {
        Program::Module(module) => module.shebang.take(),
        Program::Script(script) => script.shebang.take(),
    };
    if let Some(line) = shebang {
        code.push_str("#!");
        code.push_str(line.trim_end());
        code.push('\n');
    }
    if options.reentrant {
        code.push_str(&CompiledMark::own(options.hooks).to_string());
        code.push('\n');
    }
}

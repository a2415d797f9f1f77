//! Last stage: tree → text, with its source map and the table of function texts.
//!
//! Of the comments only licenses are printed. They stand where their code stands, once each.

mod comments;
mod function_texts;
mod input_map;
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
use crate::stages::{Input, Normalized, Parsed, Resolved};
use comments::Licenses;
use swc_common::comments::Comments;
use swc_common::{DUMMY_SP, Span};
use swc_ecma_ast::{Expr, Invalid, ModuleDecl, ModuleItem, ParenExpr, Program};
use swc_ecma_codegen::{Config, Emitter};
use swc_ecma_transforms_base::fixer::fixer;
use writer::{Tracked, Writer, Written};

/// The text of the output and what belongs to it.
pub(crate) struct Printed {
    pub code: String,
    pub map: Option<String>,
    pub function_texts: FunctionTexts,
    pub functions: Vec<FunctionStart>,
    pub input: Input,
}

/// Where a function went.
#[derive(Clone, Debug)]
pub(crate) struct FunctionStart {
    /// Its span in the source; a dummy if it is made up.
    pub original: Span,
    /// Offset of its first word, `static` included.
    pub start: u32,
    /// Offset at which V8 sees it begin.
    pub begin: u32,
    /// The class whose constructor it is, as an index into `Written::classes`.
    pub class: Option<u32>,
}

/// The program as it is now, for the texts of functions that the author did not write as JavaScript. `None` when the
/// source itself has them. The print must be parsed again to tell where functions end (see [`AsRun::texts`]).
pub(crate) fn as_run(Normalized { tree, rewritten }: &Normalized) -> Option<AsRun> {
    if !rewritten {
        return None;
    }
    let mut program = tree.program.clone();
    parenthesize(&mut program, None);
    let mut written = Written::default();
    let tracked = Tracked { positions: false, functions: true };
    write(&program, None, &tree.input, Writer::new(&mut written, tracked));
    Some(AsRun { written })
}

/// A program without types, JSX and decorators, printed.
pub(crate) struct AsRun {
    written: Written,
}

impl AsRun {
    pub fn code(&self) -> &str {
        &self.written.code
    }

    /// `parsed` is the tree of `code`.
    pub fn texts(self, parsed: &Parsed) -> Texts {
        Texts::in_print(self.written, &parsed.program, &parsed.input)
    }
}

/// Prints `tree`, and the table of function texts if `texts` says where they are. Parentheses are put where the tree needs
/// them.
pub(crate) fn print(tree: Resolved, texts: Option<Texts>, options: &Options) -> Printed {
    let Resolved { input, mut program, comments, .. } = tree;
    let has_licenses = comments::keep_licenses(&comments);
    parenthesize(&mut program, has_licenses.then_some(&comments as _));
    let licenses = Licenses::of(&comments);
    let licenses = licenses.as_ref().map(|licenses| licenses as _);
    let mut written = Written::default();
    // Usual growth; what is too much was never touched.
    written.code.reserve(input.text().len() * 5);
    write_head(&mut program, &mut written.code, options);
    let maps = options.source_map != SourceMapKind::None;
    let tracked = Tracked { positions: maps, functions: texts.is_some() };
    write(&program, licenses, &input, Writer::new(&mut written, tracked));
    let function_texts = texts.map(|texts| FunctionTexts::new(&written, texts, &input)).unwrap_or_default();
    let map = maps.then(|| source_map::build(&written.code, &written.mappings, &input, options));
    if let (SourceMapKind::Inline, Some(map)) = (options.source_map, &map) {
        source_map::append_inline(&mut written.code, map);
    }
    Printed { code: written.code, map, function_texts, functions: written.functions, input }
}

/// Puts parentheses where the tree needs them. swc leaves some out: without them the value of `export default (function () {})`
/// would be a declaration, which has its value before the module runs.
fn parenthesize(program: &mut Program, comments: Option<&dyn Comments>) {
    program.mutate(fixer(comments));
    let Program::Module(module) = program else { return };
    for item in &mut module.body {
        if let ModuleItem::ModuleDecl(ModuleDecl::ExportDefaultExpr(export)) = item
            && matches!(&*export.expr, Expr::Fn(_) | Expr::Class(_))
        {
            let expr =
                std::mem::replace(&mut export.expr, Box::new(Expr::Invalid(Invalid { span: DUMMY_SP })));
            *export.expr = Expr::Paren(ParenExpr { span: DUMMY_SP, expr });
        }
    }
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

fn write(program: &Program, comments: Option<&dyn Comments>, input: &Input, writer: Writer) {
    let mut emitter = Emitter { cfg: Config::default(), cm: input.files.clone(), comments, wr: writer };
    emitter.emit_program(program).expect("writing to memory does not fail");
    emitter.wr.finish();
}

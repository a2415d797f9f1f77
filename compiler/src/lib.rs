//! Compiles JavaScript and TypeScript so that every call is a yield point.
//!
//! ```text
//! Source ─parse─▶ Parsed ─resolve─▶ Resolved ─normalize─▶ Normalized ─carry─▶ ─reenter─▶ Reentrant ─print─▶ Output
//! ```
//! The compiler knows nothing of V8, threads or clocks; it reads no files and no environment, and prints nothing.
//! [`compile`] may be called from any number of threads at once, and never panics.

pub mod abi;
mod analyze;
mod annex_b;
mod block_functions;
mod boxes;
mod build;
mod catches;
mod clause_functions;
mod detect;
pub mod diagnostic;
mod emit;
mod executors;
mod exports;
mod facts;
mod guard;
mod hooks;
mod imports;
mod ir;
mod iterables;
mod link;
mod linkage;
mod live;
mod lower;
mod normalize;
mod options;
mod parse;
mod pinned;
mod portable;
mod print;
mod reentry;
mod rename;
mod report;
mod source;
mod stages;
mod syntax;
mod top_level_await;
mod top_loops;
pub mod tsconfig;
mod unique;
mod wrappers;
mod yield_points;

pub use detect::{detect_module_kind, is_compiled};
pub use diagnostic::{Diagnostic, Position, Severity};
pub use exports::CjsExports;
pub use imports::{Import, imports};
pub use link::{Library, LinkForm, link};
pub use options::{Decorators, InputMap, Jsx, Linkage, Options, SourceMapKind};
pub use print::{FunctionText, FunctionTexts, source_map_url};
pub use report::{FunctionKind, FunctionReport, LoopReport, Verdict};
pub use source::{Language, ModuleKind, Source};
pub use yield_points::{YieldPoint, YieldPoints};

use diagnostic::code;
use print::Texts;
use reentry::Cx;
use serde::{Deserialize, Serialize};
use stages::{Normalized, Resolved};
use swc_ecma_ast::Program;

/// A compiled source.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Output {
    /// The program text, ending in a line break.
    pub code: String,
    /// The source map as JSON, when one was asked for.
    pub map: Option<String>,
    /// What `toString` of each function should give. Empty when `reentrant` is off, since the code itself tells it then.
    pub function_texts: FunctionTexts,
    /// What was decided about each function, in the order of the source. Empty when `reentrant` is off.
    pub report: Vec<FunctionReport>,
    /// Which loops of an ES module could be done by all cores. Empty unless [`Options::measure`] is on.
    pub loops: Vec<LoopReport>,
    /// For CommonJS: the names that the module seems to export.
    pub exports: CjsExports,
    /// Whether the module waits at its top level.
    pub uses_top_level_await: bool,
}

/// Compiles one source.
///
/// ```
/// use hz_compiler::{compile, Language, Options, Source};
///
/// let source = Source { name: "area.ts", text: "export const area = (r: number) => Math.PI * r ** 2;" };
/// let options = Options { language: Language::TypeScript, reentrant: false, ..Options::default() };
/// let output = compile(&source, &options).unwrap();
/// assert_eq!(output.code, "export const area = (r)=>Math.PI * r ** 2;\n");
///
/// let broken = Source { name: "broken.js", text: "let x = ;" };
/// let errors = compile(&broken, &Options::default()).unwrap_err();
/// assert_eq!(errors[0].to_string(), "broken.js:1:9: HZ0001: expression expected");
/// ```
pub fn compile(source: &Source, options: &Options) -> Result<Output, Vec<Diagnostic>> {
    guard::run(source, || {
        if options.reentrant && is_compiled(source.text) {
            return Err(vec![compiled_already(source)]);
        }
        let parsed = parse::parse(source, options)?;
        let resolved = normalize::resolve(parsed, options);
        let normalized = normalize::normalize(resolved, options)?;
        let facts = Facts::of(&normalized, options);
        let normalized = carry(normalized, options)?;
        let reentrant = reenter(normalized, options)?;
        Ok(finish(reentrant, facts, options))
    })
}

fn compiled_already(source: &Source) -> Diagnostic {
    let message = "this is an output of hzc already".to_string();
    Diagnostic::error(code::COMPILED_ALREADY, source.name, source.text, 0..0, message)
        .with_help("compile the source that it was made from; hzrun runs compiled files as they are")
}

/// What the caller learns about the module as its author wrote it.
struct Facts {
    exports: CjsExports,
    uses_top_level_await: bool,
    texts: Option<Texts>,
    loops: Vec<LoopReport>,
}

impl Facts {
    fn of(normalized: &Normalized, options: &Options) -> Facts {
        let program = &normalized.tree.program;
        let common_js = options.module == ModuleKind::CommonJs;
        Facts {
            exports: if common_js { exports::find(program) } else { CjsExports::default() },
            uses_top_level_await: top_level_await::is_used(program),
            texts: options.reentrant.then(|| function_texts(normalized)),
            loops: if options.measure { portable::candidates(&normalized.tree) } else { Vec::new() },
        }
    }
}

/// Where functions have their texts: in the source, unless the source does not have them as JavaScript.
fn function_texts(normalized: &Normalized) -> Texts {
    print::texts_as_run(normalized).unwrap_or_else(|| Texts::in_source(&normalized.tree))
}

/// Functions of the module get names by which other cores find them.
fn carry(mut normalized: Normalized, options: &Options) -> Result<Normalized, Vec<Diagnostic>> {
    if options.reentrant {
        portable::prepare(&mut normalized.tree, options)?;
    }
    Ok(normalized)
}

/// A tree in which every call is a yield point, ready to be printed.
struct Reentrant {
    tree: Resolved,
    report: Vec<FunctionReport>,
}

fn reenter(Normalized { mut tree, .. }: Normalized, options: &Options) -> Result<Reentrant, Vec<Diagnostic>> {
    if !options.reentrant {
        return Ok(Reentrant { tree, report: Vec::new() });
    }
    let program = std::mem::replace(&mut tree.program, Program::Script(Default::default()));
    let cx = Cx { options, input: &tree.input, unresolved: tree.unresolved };
    let (mut program, report) = reentry::transform(program, &cx)?;
    linkage::apply(&mut program, &cx)?;
    tree.program = program;
    Ok(Reentrant { tree, report })
}

fn finish(Reentrant { tree, mut report }: Reentrant, facts: Facts, options: &Options) -> Output {
    let printed = print::print(tree, facts.texts, options);
    if options.measure {
        print::measure(&printed, &mut report);
    }
    Output {
        code: printed.code,
        map: printed.map,
        function_texts: printed.function_texts,
        report,
        loops: facts.loops,
        exports: facts.exports,
        uses_top_level_await: facts.uses_top_level_await,
    }
}

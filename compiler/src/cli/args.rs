//! The arguments of `hzc`, and the plan that they amount to when they make sense together.

use super::failure::{Failure, USAGE};
use clap::{Parser, ValueEnum};
use hz_compiler::{Decorators, Jsx, Language, ModuleKind, Options, SourceMapKind};
use std::num::NonZeroUsize;
use std::path::PathBuf;

/// Compiles JavaScript and TypeScript so that every call is a yield point.
#[derive(Debug, Parser)]
#[command(name = "hzc", version, max_term_width = 100)]
#[command(after_help = "Exit codes: 0 done, 1 errors in the input or its files, 2 wrong usage.")]
pub struct Args {
    /// Files, directories, or `-` for standard input
    #[arg(required = true, value_name = "INPUT")]
    inputs: Vec<PathBuf>,
    /// File or directory to write to; a single input goes to standard output by default
    #[arg(short, long, value_name = "PATH")]
    out: Option<PathBuf>,
    /// Make source maps, in files beside the outputs or inside them
    #[arg(long, value_name = "WHERE", num_args = 0..=1, require_equals = true, default_missing_value = "auto")]
    source_map: Option<MapArg>,
    /// What to write: the compiled program, or how each function was compiled
    #[arg(long, value_name = "WHAT", default_value = "js")]
    emit: Emit,
    /// Only look for errors
    #[arg(long)]
    check: bool,
    /// Put the runtime into the output, for Node, Deno and browsers
    #[arg(long, conflicts_with_all = ["native", "stress"])]
    standalone: bool,
    /// Compile again whenever an input changes
    #[arg(long)]
    watch: bool,
    /// How many files to compile at once [default: one per core]
    #[arg(long, value_name = "N")]
    jobs: Option<NonZeroUsize>,
    /// Tell hooks of calls, returns and exceptions (hz:hooks); for `hzrun --hooks`
    #[arg(long, conflicts_with_all = ["native", "standalone"])]
    hooks: bool,
    /// Say nothing but errors
    #[arg(short, long)]
    pub quiet: bool,
    /// Only strip types, JSX and decorators; calls stay as they are
    #[arg(long)]
    native: bool,
    /// Poll at the entry of every function too
    #[arg(long, conflicts_with = "native")]
    stress: bool,
    /// Write reports to standard output and errors to standard error as JSON
    #[arg(long)]
    pub json: bool,
    /// Language of all inputs, instead of what their extensions say
    #[arg(long, value_name = "LANGUAGE")]
    language: Option<LanguageArg>,
    /// Kind of all inputs, instead of what extension, package and content say
    #[arg(long, value_name = "KIND")]
    module: Option<ModuleArg>,
    /// What JSX becomes: calls of an imported function, or of React.createElement [default: as tsconfig.json says, or automatic]
    #[arg(long, value_name = "RUNTIME")]
    jsx: Option<JsxArg>,
    /// Package that the automatic JSX runtime is imported from [default: as tsconfig.json says, or react]
    #[arg(long, value_name = "PACKAGE")]
    jsx_import_source: Option<String>,
    /// Which decorators `@` means: those of ECMAScript, or TypeScript's experimentalDecorators [default: as tsconfig.json says, or
    /// standard]
    #[arg(long, value_name = "LANGUAGE")]
    decorators: Option<DecoratorsArg>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Emit {
    Js,
    Report,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum MapArg {
    Inline,
    File,
    /// Files if there is a place for them.
    #[value(hide = true)]
    Auto,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum LanguageArg {
    Js,
    Jsx,
    Ts,
    Tsx,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum ModuleArg {
    Module,
    Commonjs,
    Script,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum JsxArg {
    Automatic,
    Classic,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum DecoratorsArg {
    Standard,
    Legacy,
}

/// What is to be done. Options that only one input has (language, kind, names) are filled in per input.
pub struct Plan {
    pub inputs: Vec<PathBuf>,
    pub out: Option<PathBuf>,
    pub emit: Emit,
    pub check: bool,
    pub watch: bool,
    pub standalone: bool,
    pub json: bool,
    pub jobs: usize,
    pub language: Option<Language>,
    pub module: Option<ModuleKind>,
    /// What the command line says of JSX and decorators, which wins over a tsconfig.json.
    pub jsx: Option<Jsx>,
    pub decorators: Option<Decorators>,
    pub options: Options,
}

impl Args {
    /// Checks what clap cannot: how arguments fit together.
    pub fn plan(self) -> Result<Plan, Failure> {
        let usage = |message: &str| Err(Failure::new(USAGE, message));
        let reads_stdin = self.inputs.iter().any(|input| input.as_os_str() == "-");
        if reads_stdin && self.inputs.len() > 1 {
            return usage("standard input (`-`) must be the only input");
        }
        if reads_stdin && self.watch {
            return usage("standard input (`-`) cannot be watched");
        }
        if self.check && self.out.is_some() {
            return usage("--check writes nothing, so --out has no meaning beside it");
        }
        let source_map = match (self.source_map, &self.out) {
            (None, _) => SourceMapKind::None,
            (Some(MapArg::Inline), _) | (Some(MapArg::Auto), None) => SourceMapKind::Inline,
            (Some(MapArg::File | MapArg::Auto), Some(_)) => SourceMapKind::File,
            (Some(MapArg::File), None) => return usage("--source-map=file needs --out, to lie beside it"),
        };
        let options = Options {
            reentrant: !self.native,
            stress: self.stress,
            hooks: self.hooks,
            source_map,
            measure: self.emit == Emit::Report,
            rewrite_extensions: self.out.is_some() && self.emit == Emit::Js,
            ..Options::default()
        };
        Ok(Plan {
            inputs: self.inputs,
            out: self.out,
            emit: self.emit,
            check: self.check,
            watch: self.watch,
            standalone: self.standalone,
            json: self.json,
            jobs: self.jobs.map_or(0, NonZeroUsize::get),
            language: self.language.map(Language::from),
            module: self.module.map(ModuleKind::from),
            options,
            jsx: match (self.jsx, self.jsx_import_source) {
                (Some(JsxArg::Classic), _) => Some(Jsx::classic()),
                (_, Some(import_source)) => Some(Jsx::Automatic { import_source }),
                (Some(JsxArg::Automatic), None) => Some(Jsx::default()),
                (None, None) => None,
            },
            decorators: self.decorators.map(|decorators| match decorators {
                DecoratorsArg::Standard => Decorators::Standard,
                DecoratorsArg::Legacy => Decorators::Legacy,
            }),
        })
    }
}

impl From<LanguageArg> for Language {
    fn from(language: LanguageArg) -> Language {
        match language {
            LanguageArg::Js => Language::JavaScript,
            LanguageArg::Jsx => Language::Jsx,
            LanguageArg::Ts => Language::TypeScript,
            LanguageArg::Tsx => Language::Tsx,
        }
    }
}

impl From<ModuleArg> for ModuleKind {
    fn from(kind: ModuleArg) -> ModuleKind {
        match kind {
            ModuleArg::Module => ModuleKind::Module,
            ModuleArg::Commonjs => ModuleKind::CommonJs,
            ModuleArg::Script => ModuleKind::Script,
        }
    }
}

//! Stage 1: text → syntax tree.
//!
//! Accepts all of ES2025, explicit resource management, decorators, JSX and TypeScript, with the early errors that
//! swc's parser knows. Several errors are reported at once; a tree is handed on only when there are none.

use crate::clause_functions;
use crate::diagnostic::{Diagnostic, code};
use crate::options::Options;
use crate::source::{Language, ModuleKind, Source};
use crate::stages::{Input, Parsed};
use memchr::memmem;
use swc_common::Spanned;
use swc_common::comments::SingleThreadedComments;
use swc_ecma_ast::{EsVersion, ModuleItem, Program};
use swc_ecma_parser::error::{Error, SyntaxError};
use swc_ecma_parser::{
    EsSyntax, Syntax, TsSyntax, parse_file_as_commonjs, parse_file_as_module, parse_file_as_script,
};

/// Parses `source` as the language and module kind that `options` name.
pub(crate) fn parse(source: &Source, options: &Options) -> Result<Parsed, Vec<Diagnostic>> {
    let input = Input::new(source)?;
    let comments = SingleThreadedComments::default();
    let mut attempt = Attempt::new(&input, &comments, options.language, options.module);
    // `import a = require("a")` and `export =` are CommonJS to TypeScript, but module items to the parser.
    if options.module == ModuleKind::CommonJs && options.language.has_types() && attempt.found_module_items()
    {
        let module = Attempt::new(&input, &comments, options.language, ModuleKind::Module);
        if !module.has_es_module_items() {
            attempt = module;
        }
    }
    match attempt {
        Attempt { program: Some(program), errors } if errors.is_empty() => {
            Ok(Parsed { input, program, comments })
        }
        Attempt { errors, .. } => Err(diagnostics(&input, errors, options.module)),
    }
}

/// One run of the parser: a tree, if it came to the end of the text, and what was wrong on the way.
struct Attempt {
    program: Option<Program>,
    errors: Vec<Error>,
}

impl Attempt {
    fn new(
        input: &Input,
        comments: &SingleThreadedComments,
        language: Language,
        kind: ModuleKind,
    ) -> Attempt {
        let (file, syntax, version) = (&*input.file, syntax_of(language), EsVersion::latest());
        let comments = comments_matter(input.text(), language).then_some(comments as _);
        let mut errors = Vec::new();
        let result = match kind {
            ModuleKind::Module => {
                parse_file_as_module(file, syntax, version, comments, &mut errors).map(Program::Module)
            }
            ModuleKind::CommonJs => {
                parse_file_as_commonjs(file, syntax, version, comments, &mut errors).map(Program::Script)
            }
            ModuleKind::Script => {
                parse_file_as_script(file, syntax, version, comments, &mut errors).map(Program::Script)
            }
        };
        match result {
            Ok(mut program) => {
                let is_clause = |error: &Error| matches!(error.kind(), SyntaxError::DeclNotAllowed);
                if errors.iter().any(is_clause) {
                    let allowed = clause_functions::enclose(&mut program);
                    errors.retain(|error| !is_clause(error) || !allowed.contains(&error.span().lo));
                }
                Attempt { program: Some(program), errors }
            }
            Err(fatal) => {
                errors.push(fatal);
                Attempt { program: None, errors }
            }
        }
    }

    fn found_module_items(&self) -> bool {
        self.errors.iter().any(|error| matches!(error.kind(), SyntaxError::ImportExportInScript))
    }

    /// Whether there is an `import` or `export` that is not TypeScript's own; also when that cannot be told.
    fn has_es_module_items(&self) -> bool {
        match &self.program {
            Some(Program::Module(module)) => module.body.iter().any(is_es_module_item),
            _ => true,
        }
    }
}

fn is_es_module_item(item: &ModuleItem) -> bool {
    use swc_ecma_ast::ModuleDecl::{Import, TsExportAssignment, TsImportEquals};
    match item {
        ModuleItem::Stmt(_) | ModuleItem::ModuleDecl(TsImportEquals(_) | TsExportAssignment(_)) => false,
        ModuleItem::ModuleDecl(Import(import)) => !import.type_only,
        ModuleItem::ModuleDecl(_) => true,
    }
}

/// Whether a later stage can want any comment: a license (see `print::comments`), or a pragma of JSX. To keep all comments of a
/// well-commented text takes as long as to parse it.
fn comments_matter(text: &str, language: Language) -> bool {
    let marks = ["/*!", "//!", "@license", "@preserve", "@copyright"];
    language != Language::JavaScript
        || marks.iter().any(|mark| memmem::find(text.as_bytes(), mark.as_bytes()).is_some())
}

/// The parser's settings for a language.
pub(crate) fn syntax_of(language: Language) -> Syntax {
    if language.has_types() {
        Syntax::Typescript(TsSyntax { tsx: language.has_jsx(), decorators: true, ..Default::default() })
    } else {
        Syntax::Es(EsSyntax {
            jsx: language.has_jsx(),
            decorators: true,
            decorators_before_export: true,
            import_attributes: true,
            auto_accessors: true,
            explicit_resource_management: true,
            ..Default::default()
        })
    }
}

/// In the order of the text, each place once: one mistake often makes the parser stumble twice.
fn diagnostics(input: &Input, mut errors: Vec<Error>, module: ModuleKind) -> Vec<Diagnostic> {
    errors.sort_by_key(|error| error.span().lo);
    errors.dedup_by_key(|error| error.span().lo);
    errors
        .iter()
        .map(|error| {
            let diagnostic = input.error(code::SYNTAX, error.span(), sentence(&error.kind().msg()));
            match help(error.kind(), module) {
                Some(help) => diagnostic.with_help(help),
                None => diagnostic,
            }
        })
        .collect()
}

/// swc's messages begin with capitals or not and end with a full stop or not; ours do neither.
fn sentence(message: &str) -> String {
    let message = message.trim_end_matches('.');
    let mut chars = message.chars();
    match (chars.next(), chars.next()) {
        (Some(first), Some(second)) if first.is_uppercase() && second.is_lowercase() => {
            first.to_lowercase().chain(message.chars().skip(1)).collect()
        }
        _ => message.to_string(),
    }
}

fn help(kind: &SyntaxError, module: ModuleKind) -> Option<&'static str> {
    match kind {
        SyntaxError::ImportExportInScript if module == ModuleKind::CommonJs => Some(
            "this file is read as CommonJS; name it .mjs (.mts), or say \"type\": \"module\" in its package.json",
        ),
        SyntaxError::TopLevelAwaitInScript => Some("`await` outside a function needs an ES module"),
        SyntaxError::ReturnNotAllowed if module == ModuleKind::Module => {
            Some("a module has no caller to return to; wrap the code in a function")
        }
        SyntaxError::LegacyOctal | SyntaxError::LegacyDecimal => Some("write the number as 0o17"),
        SyntaxError::WithInStrict if module == ModuleKind::Module => {
            Some("ES modules are always strict; name the file .cjs to run it as sloppy CommonJS")
        }
        _ => None,
    }
}

//! Why a module could not be loaded, said once for the command line and for JavaScript.

use std::path::PathBuf;

use hz_compiler::Diagnostic;

use super::source_map::Place;
use crate::value::OpError;

/// A module that could not be found, read or compiled.
#[derive(Debug, Clone, thiserror::Error)]
pub enum LoadError {
    /// Nothing lies where the specifier points.
    #[error("cannot find {specifier:?}{}{}", from(.importer), listed(.tried))]
    NotFound {
        /// As written.
        specifier: String,
        /// Who asked.
        importer: Option<Place>,
        /// Where it was looked for.
        tried: Vec<String>,
    },
    /// The specifier leads to something that cannot be imported.
    #[error("cannot import {specifier:?}{}: {reason}", from(.importer))]
    Refused {
        /// As written.
        specifier: String,
        /// Who asked.
        importer: Option<Place>,
        /// Why not.
        reason: String,
        /// Node's name for the reason.
        code: &'static str,
    },
    /// The file is there and cannot be read.
    #[error("cannot read {}: {reason}", .path.display())]
    Unreadable {
        /// Which file.
        path: PathBuf,
        /// The system's words.
        reason: String,
    },
    /// The path names a folder.
    #[error("{} is a directory; expected a file", .path.display())]
    Directory {
        /// Which folder.
        path: PathBuf,
    },
    /// The file is not text.
    #[error("{} is not UTF-8 text: byte {offset} begins no character", .path.display())]
    NotUtf8 {
        /// Which file.
        path: PathBuf,
        /// Where the first wrong byte is.
        offset: usize,
    },
    /// The text was compiled already, by an hzc that keeps another contract with the runtime.
    #[error(
        "{} was compiled by another hzc: it says \"hz:compiled {version}\", and this hzrun understands {} only. \
         Run its source, or compile that again",
        .path.display(),
        hz_compiler::abi::VERSION
    )]
    OtherContract {
        /// Which file.
        path: PathBuf,
        /// The version of the contract that it names.
        version: u32,
    },
    /// The text was compiled to tell hooks what happens, and there are none.
    #[error("{} was compiled with `hzc --hooks`: run it with `hzrun --hooks`", .path.display())]
    NeedsHooks {
        /// Which file.
        path: PathBuf,
    },
    /// The project's tsconfig.json cannot be read.
    #[error("{0}")]
    Config(String),
    /// The text does not compile.
    #[error("{}", first(.0))]
    Syntax(Vec<Diagnostic>),
}

fn from(importer: &Option<Place>) -> String {
    importer.as_ref().map(|importer| format!(", imported from {importer}")).unwrap_or_default()
}

fn listed(tried: &[String]) -> String {
    tried.iter().map(|place| format!("\n  tried {place}")).collect()
}

fn first(diagnostics: &[Diagnostic]) -> String {
    let Some(first) = diagnostics.first() else { return "the text does not compile".to_owned() };
    let file = super::path_of_url(&first.file).map_or(first.file.clone(), |path| path.display().to_string());
    format!("{} ({file}:{})", first.message, first.position)
}

impl LoadError {
    /// The same error with the importer's place.
    pub fn imported_from(mut self, place: Place) -> LoadError {
        if let LoadError::NotFound { importer, .. } | LoadError::Refused { importer, .. } = &mut self {
            *importer = Some(place);
        }
        self
    }

    /// The place in the program to look at, if there is one.
    pub fn place(&self) -> Option<&Place> {
        match self {
            LoadError::NotFound { importer, .. } | LoadError::Refused { importer, .. } => importer.as_ref(),
            _ => None,
        }
    }
}

impl From<LoadError> for OpError {
    fn from(error: LoadError) -> OpError {
        let (class, code) = match &error {
            LoadError::NotFound { .. } => ("Error", Some("ERR_MODULE_NOT_FOUND")),
            LoadError::Refused { code, .. } => ("Error", Some(*code)),
            LoadError::Unreadable { .. } | LoadError::NotUtf8 { .. } => {
                ("Error", Some("ERR_MODULE_UNREADABLE"))
            }
            LoadError::OtherContract { .. } => ("Error", Some("ERR_OTHER_COMPILER")),
            LoadError::Config(_) => ("Error", Some("ERR_INVALID_TSCONFIG")),
            LoadError::NeedsHooks { .. } => ("Error", Some("ERR_NO_HOOKS")),
            LoadError::Directory { .. } => ("Error", Some("ERR_UNSUPPORTED_DIR_IMPORT")),
            LoadError::Syntax(_) => ("SyntaxError", None),
        };
        let this = OpError::new(class, error.to_string());
        match code {
            Some(code) => this.with_code(code),
            None => this,
        }
    }
}

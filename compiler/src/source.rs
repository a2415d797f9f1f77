//! What is compiled: a named text, its language, and the kind of module that it is.
//!
//! A source's text never changes on its way through the compiler, so that every byte offset in a diagnostic, a
//! report or a table of function texts refers to the same characters.

use serde::{Deserialize, Serialize};
use std::path::Path;

/// A program text and the name under which messages and source maps speak of it.
#[derive(Clone, Copy, Debug)]
pub struct Source<'a> {
    /// A path or a URL; it is only repeated, never opened.
    pub name: &'a str,
    /// The whole text, with or without a byte order mark or a `#!` line.
    pub text: &'a str,
}

/// The language of a source, which decides what the parser accepts and what is stripped.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Language {
    #[default]
    JavaScript,
    Jsx,
    TypeScript,
    Tsx,
}

impl Language {
    /// The language that a file name announces, or `None` when hzc does not compile such files.
    ///
    /// Declaration files (`.d.ts`) hold no code and count as unknown.
    ///
    /// ```
    /// use hz_compiler::Language;
    /// assert_eq!(Language::of_path("src/view.tsx"), Some(Language::Tsx));
    /// assert_eq!(Language::of_path("types.d.ts"), None);
    /// assert_eq!(Language::of_path("data.json"), None);
    /// ```
    pub fn of_path(path: impl AsRef<Path>) -> Option<Language> {
        let name = path.as_ref().file_name()?.to_str()?;
        let (stem, extension) = name.rsplit_once('.')?;
        match extension {
            "js" | "mjs" | "cjs" => Some(Language::JavaScript),
            "jsx" => Some(Language::Jsx),
            "ts" | "mts" | "cts" if stem.ends_with(".d") => None,
            "ts" | "mts" | "cts" => Some(Language::TypeScript),
            "tsx" => Some(Language::Tsx),
            _ => None,
        }
    }

    /// Whether the language has types to strip.
    pub fn has_types(self) -> bool {
        matches!(self, Language::TypeScript | Language::Tsx)
    }

    /// Whether `<a/>` is an expression of the language.
    pub fn has_jsx(self) -> bool {
        matches!(self, Language::Jsx | Language::Tsx)
    }
}

/// How the text is to be read, and how the output is meant to be run.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ModuleKind {
    /// An ECMAScript module.
    #[default]
    Module,
    /// The body of a function with the parameters `exports, require, module, __filename, __dirname`: sloppy
    /// unless it says otherwise, and `return` is allowed at its top level.
    CommonJs,
    /// A classic script, or a text given to `eval` or `new Function`.
    Script,
}

impl ModuleKind {
    /// The kind that a file name alone settles: `.mjs`/`.mts` and `.cjs`/`.cts`. For the others see
    /// [`detect_module_kind`](crate::detect_module_kind).
    pub fn of_path(path: impl AsRef<Path>) -> Option<ModuleKind> {
        match path.as_ref().extension()?.to_str()? {
            "mjs" | "mts" => Some(ModuleKind::Module),
            "cjs" | "cts" => Some(ModuleKind::CommonJs),
            _ => None,
        }
    }
}

//! Everything about a compilation that its caller decides. The compiler reads no other configuration.

use crate::source::{Language, ModuleKind};
use serde::{Deserialize, Serialize};

/// What to do with one source. `Options::default()` compiles a JavaScript module re-entrantly, without a map.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Options {
    pub language: Language,
    pub module: ModuleKind,
    /// Make every call a yield point. When `false` (`--native`), only types, JSX and decorators are compiled
    /// away and the rest is printed as it was written.
    pub reentrant: bool,
    /// Poll at the entry of every function too, so that a runtime can capture and resume everywhere.
    pub stress: bool,
    /// Tell the runtime when functions are called, return, throw and wait, for hooks. Only for a host (see `linkage`), and where a
    /// declaration has a place: scripts need a number.
    pub hooks: bool,
    /// For scripts: a number that no other script of the same global scope has. It names the resume versions, which are
    /// lexical declarations of that scope. Functions of a script without one keep their native frames.
    pub script: Option<u32>,
    /// This is the module with which the program begins: its top-level statements run in the main thread, which
    /// waits there without native frames. (Only where the host has the runtime.)
    pub entry: bool,
    /// Keep only what functions of the module need to run on other cores: its declarations.
    pub declarations: bool,
    /// Where compiled code finds the runtime.
    pub linkage: Linkage,
    pub source_map: SourceMapKind,
    /// The name of the source in its map, where that is not its name in messages: a path as seen from the map.
    pub map_name: Option<String>,
    /// The map of the source itself, when it was generated, other than in a `data:` URL in its text.
    pub input_map: Option<InputMap>,
    /// Let relative imports name compiled files: `./a.ts` becomes `./a.js`.
    pub rewrite_extensions: bool,
    /// Measure all versions of each function for the report, which takes about as long again as parsing.
    pub measure: bool,
    pub jsx: Jsx,
    pub decorators: Decorators,
    /// TypeScript: imports and exports stay as written, but for those that say `type`; otherwise those go that only types use.
    pub verbatim_module_syntax: bool,
}

impl Default for Options {
    fn default() -> Self {
        Options {
            language: Language::JavaScript,
            module: ModuleKind::Module,
            reentrant: true,
            stress: false,
            hooks: false,
            script: None,
            entry: false,
            declarations: false,
            linkage: Linkage::default(),
            source_map: SourceMapKind::None,
            map_name: None,
            input_map: None,
            rewrite_extensions: false,
            measure: false,
            jsx: Jsx::default(),
            decorators: Decorators::default(),
            verbatim_module_syntax: false,
        }
    }
}

/// How compiled code reaches the runtime.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Linkage {
    /// The host has it: `hzrun` defines the constants of compiled code, and knows the modules `hz` and `hz:…`.
    #[default]
    Host,
    /// Standalone: a function [`abi::LOAD_RUNTIME`](crate::abi::LOAD_RUNTIME), which the caller adds to the code, makes it.
    Inline,
    /// Standalone: another file has it.
    File {
        /// What to import (or `require`).
        specifier: String,
        /// The module is imported, directly or not, by what it imports. So functions of it may be called before its body
        /// has run, and it takes the runtime's constants by import, at some cost in speed.
        in_circle: bool,
    },
}

/// Whether and where a source map is made.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum SourceMapKind {
    #[default]
    None,
    /// In [`Output::map`](crate::Output::map); the code has no reference to it, since only the caller knows
    /// where it will lie.
    File,
    /// As a `data:` URL in the last line of the code, and in [`Output::map`](crate::Output::map) too.
    Inline,
}

/// How a source that was itself generated leads to the text that people wrote.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct InputMap {
    /// The map, when it lies in a file of its own; otherwise it is looked for in the text.
    pub json: Option<String>,
    /// What the map's relative paths are relative to, as seen from the new map.
    pub base: String,
}

/// What JSX elements become.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Jsx {
    /// Calls of `jsx` imported from `<import_source>/jsx-runtime`.
    Automatic { import_source: String },
    /// Calls of a function that must be in scope, such as `React.createElement`.
    Classic { factory: String, fragment: String },
}

impl Jsx {
    /// The classic form for React.
    pub fn classic() -> Jsx {
        Jsx::Classic { factory: "React.createElement".into(), fragment: "React.Fragment".into() }
    }
}

impl Default for Jsx {
    fn default() -> Self {
        Jsx::Automatic { import_source: "react".into() }
    }
}

/// Which of the two decorator languages `@decorator` means. V8 has neither.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Decorators {
    /// The ECMAScript proposal (stage 3), as in TypeScript 5.
    #[default]
    Standard,
    /// TypeScript's `experimentalDecorators`.
    Legacy,
}

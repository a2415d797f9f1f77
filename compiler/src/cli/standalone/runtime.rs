//! The runtime's text: stdlib-js, with parts of `stdlib-js/standalone/` in the places of what only hzrun has.

use super::super::failure::{Failure, RUNTIME};
use hz_compiler::{Library, LinkForm, ModuleKind, Options, Source, abi, link};
use std::borrow::Cow;

const ENTRY: &str = "hz:standalone/main";
const ABI: &str = "hz:standalone/abi";
/// A module that is made up: the constants of compiled code, for the library's own.
const GLOBALS: &str = "hz:standalone/globals";

/// What takes the place of what.
const REPLACED: [(&str, &str); 5] = [
    ("hz:internal/ops", "hz:standalone/ops"),
    ("hz:core/run_queue", "hz:standalone/run_queue"),
    ("hz:core/native_frames", "hz:standalone/native_frames"),
    ("hz:core/remote", "hz:standalone/remote"),
    ("hz:core/dynamic_function", "hz:standalone/dynamic_function"),
];

/// As a function that gives it.
pub fn as_function() -> Result<String, Failure> {
    linked(&LinkForm::Function { name: abi::LOAD_RUNTIME })
}

/// As a module that exports it.
pub fn as_file(kind: ModuleKind) -> Result<String, Failure> {
    if kind == ModuleKind::CommonJs {
        return Ok(format!("module.exports = {}();\n{}", abi::LOAD_RUNTIME, as_function()?));
    }
    let prefixes =
        ["hz", "hz:parallel", "hz:sync", "hz:time"].map(|module| (module, abi::library_export(module, "")));
    let mut also: Vec<(&str, &str)> = prefixes.iter().map(|(module, prefix)| (*module, &**prefix)).collect();
    also.push((GLOBALS, ""));
    linked(&LinkForm::Module { also: &also })
}

fn linked(form: &LinkForm) -> Result<String, Failure> {
    link(&Runtime, ENTRY, form).map_err(|errors| {
        let message = errors.first().map_or_else(String::new, |error| error.message.clone());
        Failure::new(RUNTIME, format!("the runtime cannot be linked: {message}"))
            .with_help("this is a bug in hz; please report it")
    })
}

struct Runtime;

impl Library for Runtime {
    fn text(&self, url: &str) -> Option<Cow<'_, str>> {
        if url == GLOBALS {
            return Some(globals().into());
        }
        let text = hz_stdlib::text_of(url)?;
        if hz_stdlib::is_raw(url) {
            return Some(text.into());
        }
        let compiled = hz_compiler::compile(&Source { name: url, text }, &Options::default());
        let code = compiled.ok()?.code;
        let names: Vec<String> = abi::GLOBALS.iter().map(|key| format!("{}{key}", abi::PREFIX)).collect();
        Some(format!("import {{ {} }} from \"{GLOBALS}\";\n{code}", names.join(", ")).into())
    }

    fn resolve(&self, referrer: &str, specifier: &str) -> String {
        let url = hz_stdlib::join(referrer, specifier);
        match REPLACED.iter().find(|(from, to)| *from == url && *to != referrer) {
            Some((_, to)) => (*to).to_string(),
            None => url,
        }
    }

    fn marked(&self, url: &str) -> &[&str] {
        // stdlib-js/standalone/native_frames.js looks for these on the stack.
        if url == "hz:core/scheduler" { &["drive", "start"] } else { &[] }
    }
}

/// `export const hz$S = abi.S; …`
fn globals() -> String {
    let mut text = format!("import {{ abi }} from \"{ABI}\";\n");
    for key in abi::GLOBALS {
        text.push_str(&format!("export const {}{key} = abi.{key};\n", abi::PREFIX));
    }
    text
}

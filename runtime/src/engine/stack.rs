//! The text of `error.stack`: V8's lines, with the places of the sources instead of the compiled text.
//!
//! Frames of `hz:core` are left out: they are the machinery below every thread, not the program. Frames of the
//! current thread that lie on the heap are appended, since they are what called the lines above.

use super::convert::{key_to_js, string_to_js};
use super::state::State;
use crate::module::source_map::{self, Place};

/// What the name of a function's resume version ends with.
const RESUME_SUFFIX: &str = "$r";

/// What V8 calls to make `error.stack`.
pub fn prepare<'s>(
    scope: &mut v8::PinScope<'s, '_>,
    error: v8::Local<'s, v8::Value>,
    sites: v8::Local<'s, v8::Array>,
) -> v8::Local<'s, v8::Value> {
    if let Some(value) = prepared_by_program(scope, error, sites) {
        return value;
    }
    let mut text = header(scope, error);
    for index in 0..sites.length() {
        v8::tc_scope!(let scope, scope);
        let site = sites.get_index(scope, index).and_then(|site| site.to_string(scope));
        let Some(site) = site else { continue };
        let site = site.to_rust_string_lossy(scope);
        if let Some(line) = frame(scope, &site) {
            text.push_str("\n    at ");
            text.push_str(&line);
        }
    }
    for line in heap_frames(scope) {
        text.push_str("\n    at ");
        text.push_str(&line);
    }
    string_to_js(scope, &text).into()
}

/// `Error.prepareStackTrace(error, sites)`, where a program has set it.
fn prepared_by_program<'s>(
    scope: &mut v8::PinScope<'s, '_>,
    error: v8::Local<'s, v8::Value>,
    sites: v8::Local<'s, v8::Array>,
) -> Option<v8::Local<'s, v8::Value>> {
    let global = scope.get_current_context().global(scope);
    let (class, method) = (key_to_js(scope, "Error"), key_to_js(scope, "prepareStackTrace"));
    let class = v8::Local::<v8::Object>::try_from(global.get(scope, class.into())?).ok()?;
    let method = v8::Local::<v8::Function>::try_from(class.get(scope, method.into())?).ok()?;
    method.call(scope, class.into(), &[error, sites.into()])
}

/// `Name: message`, as `Error.prototype.toString` gives it.
fn header(scope: &mut v8::PinScope<'_, '_>, error: v8::Local<v8::Value>) -> String {
    v8::tc_scope!(let scope, scope);
    match error.to_string(scope) {
        Some(text) => text.to_rust_string_lossy(scope),
        None => "Error".to_owned(),
    }
}

/// One line of V8's, translated; `None` when it is not the program's.
fn frame(scope: &mut v8::PinScope<'_, '_>, line: &str) -> Option<String> {
    let Some(Location { before, url, line: number, column, after }) = Location::find(line) else {
        return Some(line.to_owned());
    };
    if url.starts_with("hz:core/") {
        return None;
    }
    let before = plain_names(before);
    let place = source_place(scope, url, number, column);
    Some(format!("{before}{}:{}:{}{after}", place.file, place.line, place.column))
}

/// The place in the source of a place in the text that V8 runs.
pub fn source_place(scope: &mut v8::PinScope<'_, '_>, url: &str, line: u32, column: u32) -> Place {
    let loaded = State::of(scope).loaded_module(url);
    let found = loaded.as_ref().and_then(|loaded| loaded.map()).and_then(|map| map.lookup(url, line, column));
    found.unwrap_or_else(|| {
        let text = loaded.as_ref().and_then(|loaded| loaded.code.lines().nth(line as usize - 1));
        Place { file: source_map::shown(url), line, column, text: text.map(str::to_owned) }
    })
}

/// The lines of the frames on the heap. Where in its function such a frame stands is known to the compiler alone, so
/// the line names the place of the function.
fn heap_frames(scope: &mut v8::PinScope<'_, '_>) -> Vec<String> {
    let state = State::of(scope);
    v8::tc_scope!(let scope, scope);
    let frames = state.hooks.frames.call(scope, &[]);
    let Some(frames) = frames.and_then(|frames| v8::Local::<v8::Array>::try_from(frames).ok()) else {
        return Vec::new();
    };
    let mut lines = Vec::new();
    for index in 0..frames.length() {
        let function = frames.get_index(scope, index);
        let Some(function) = function.and_then(|value| v8::Local::<v8::Function>::try_from(value).ok())
        else {
            continue;
        };
        let name = function.get_name(scope).to_rust_string_lossy(scope);
        let name = name.strip_suffix(RESUME_SUFFIX).unwrap_or(&name).to_owned();
        let url =
            function.get_script_origin(scope).resource_name().map(|name| name.to_rust_string_lossy(scope));
        let (Some(url), Some(line), Some(column)) =
            (url, function.get_script_line_number(), function.get_script_column_number())
        else {
            continue;
        };
        if url.starts_with("hz:core/") {
            continue;
        }
        let place = source_place(scope, &url, line + 1, column + 1);
        lines.push(match name.is_empty() {
            true => format!("{}:{}:{}", place.file, place.line, place.column),
            false => format!("{name} ({}:{}:{})", place.file, place.line, place.column),
        });
    }
    lines
}

/// The name of a resume version is that of its function for everyone but the compiler.
fn plain_names(before: &str) -> String {
    before.replace("$r (", " (").replace("$r [as", " [as")
}

/// The parts of a stack line: text, URL, line, column, text.
struct Location<'a> {
    before: &'a str,
    url: &'a str,
    line: u32,
    column: u32,
    after: &'a str,
}

impl<'a> Location<'a> {
    /// Finds `url:line:column` at the end of a line, with or without a closing bracket.
    fn find(text: &'a str) -> Option<Location<'a>> {
        let (rest, after) = match text.strip_suffix(')') {
            Some(rest) => (rest, ")"),
            None => (text, ""),
        };
        let (rest, column) = rest.rsplit_once(':')?;
        let (rest, line) = rest.rsplit_once(':')?;
        let start = match after {
            ")" => rest.rfind('(')? + 1,
            _ => rest.strip_prefix("async ").map_or(0, |_| "async ".len()),
        };
        let (before, url) = rest.split_at(start);
        Some(Location { before, url, line: line.parse().ok()?, column: column.parse().ok()?, after })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_found_in_all_forms_of_lines() {
        let parts = |text| {
            Location::find(text).map(|at: Location| (at.before.to_owned(), at.url.to_owned(), at.line))
        };
        assert_eq!(parts("f (file:///a b.js:3:9)"), Some(("f (".into(), "file:///a b.js".into(), 3)));
        assert_eq!(parts("file:///a.js:3:9"), Some(("".into(), "file:///a.js".into(), 3)));
        assert_eq!(parts("async file:///a.js:3:9"), Some(("async ".into(), "file:///a.js".into(), 3)));
        assert_eq!(parts("Array.map (<anonymous>)"), None);
        assert_eq!(parts("new Promise (<anonymous>)"), None);
    }

    #[test]
    fn resume_versions_keep_their_function_s_name() {
        assert_eq!(plain_names("total$r ("), "total (");
        assert_eq!(plain_names("A.total$r [as sum] ("), "A.total [as sum] (");
    }
}

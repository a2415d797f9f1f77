//! The text of `error.stack`: V8's lines, with the places of the sources instead of the compiled text.
//!
//! Frames of `hz:core` are left out: they are the machinery below every thread, not the program. The thread's frames
//! on the heap are appended, since they are what called the lines above; V8 asks for the text late, when these frames
//! are gone, so the scheduler notes them when the error passes the first of them.

use hz_compiler::abi::LOOP;

use super::convert::{key_to_js, string_to_js};
use super::state::State;
use crate::module::source_map::{self, Place};

/// How many lines of frames a stack has, V8's and ours together; V8's own default.
const MAX_LINES: u32 = 10;

/// The scheduler's function that runs a thread. What is below it on the native stack is another thread, a pinned one.
const THREAD_ROOT: &str = "run (hz:core/scheduler:";
/// The function that runs a body that is a generator.
const BODY_ROOT: &str = "runBody (hz:core/wrapper:";

/// Has V8 note places with each error for the report of uncaught ones. It costs as much as the text of the stack, so the
/// scheduler's looks at native frames do without.
pub fn note_places(isolate: &mut v8::Isolate, on: bool) {
    /// Enough to find the innermost place of the program below frames of the library.
    const MAX_FRAMES: i32 = 32;
    isolate.set_capture_stack_trace_for_uncaught_exceptions(on, MAX_FRAMES);
}

/// What V8 calls to make `error.stack`.
pub fn prepare<'s>(
    scope: &mut v8::PinScope<'s, '_>,
    error: v8::Local<'s, v8::Value>,
    sites: v8::Local<'s, v8::Array>,
) -> v8::Local<'s, v8::Value> {
    if State::of(scope).call_sites_wanted.take() {
        return sites.into();
    }
    if let Some(value) = prepared_by_program(scope, error, sites) {
        return value;
    }
    own_names(scope, error);
    let mut lines = Vec::new();
    let mut is_outer = false;
    for index in 0..sites.length() {
        v8::tc_scope!(let scope, scope);
        let site = sites.get_index(scope, index).and_then(|site| site.to_string(scope));
        let Some(site) = site else { continue };
        let site = site.to_rust_string_lossy(scope);
        if site.starts_with(THREAD_ROOT) {
            break;
        }
        if std::mem::take(&mut is_outer) {
            continue;
        }
        if site.starts_with(BODY_ROOT) {
            // A body that is a generator: above stands `Generator.next`, below the function around it, which only called it.
            lines.pop();
            is_outer = true;
        } else if let Some(line) = frame(scope, &site) {
            lines.push(format!("at {line}"));
        }
    }
    let mut text = header(scope, error);
    for line in lines {
        text.push_str("\n    ");
        text.push_str(&line);
    }
    for line in noted_lines(scope, error, MAX_LINES.saturating_sub(sites.length())) {
        text.push_str("\n    ");
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
    let hooks = &State::of(scope).hooks;
    let args = [method.into(), class.into(), error, sites.into()];
    if hooks.nested_call.is_set() {
        hooks.nested_call.call(scope, &args)
    } else {
        method.call(scope, class.into(), &args[2..])
    }
}

/// Gives the error's message the program's own names: what no `catch` has met still has those of the compiled text.
fn own_names<'s>(scope: &mut v8::PinScope<'s, '_>, error: v8::Local<'s, v8::Value>) {
    v8::tc_scope!(let scope, scope);
    State::of(scope).hooks.own_names.call(scope, &[error]);
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
    if after.is_empty() && calls_loop(scope, url, number, column) {
        return None;
    }
    let place = source_place(scope, url, number, column);
    let before = plain_name(before);
    match before.strip_suffix(" (") {
        Some(LOOP) => Some(place.to_string()),
        _ => Some(format!("{before}{place}{after}")),
    }
}

/// Whether that is where the top level calls one of its loops, or waits for it: the loop's own line stands for both.
fn calls_loop(scope: &mut v8::PinScope<'_, '_>, url: &str, line: u32, column: u32) -> bool {
    let Some(loaded) = State::of(scope).loaded_module(url) else { return false };
    let text = loaded.code.lines().nth(line as usize - 1).unwrap_or_default();
    text.find(&format!("{LOOP}(")).is_some_and(|at| at < column as usize)
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

/// The place in a line of a stack's text that `prepare` has made: `at total (file:line:column)`.
pub fn place_in_line(line: &str) -> Option<Place> {
    let Location { url, line, column, .. } = Location::find(line.strip_prefix("at ")?)?;
    Some(Place { file: url.to_owned(), line, column, text: None })
}

/// The lines of what core/frames.js has noted of an error: of the frames on the heap that it has passed at most `limit`,
/// then who joined its thread, and from where.
fn noted_lines<'s>(
    scope: &mut v8::PinScope<'s, '_>,
    error: v8::Local<'s, v8::Value>,
    limit: u32,
) -> Vec<String> {
    let state = State::of(scope);
    let frames = state.hooks.frames.call(scope, &[error]);
    let Some(frames) = frames.and_then(|frames| v8::Local::<v8::Array>::try_from(frames).ok()) else {
        return Vec::new();
    };
    let mut lines = Vec::new();
    let mut joined = false;
    for index in (0..frames.length()).step_by(2) {
        let Some(line) = noted_line(scope, frames, index) else { continue };
        joined |= line.starts_with("--");
        if joined || lines.len() < limit as usize {
            lines.push(line);
        }
    }
    lines
}

/// The line of one entry: the array has a frame's resume version at `index` and its pc behind that, or a text.
fn noted_line<'s>(
    scope: &mut v8::PinScope<'s, '_>,
    frames: v8::Local<'s, v8::Array>,
    index: u32,
) -> Option<String> {
    let entry = frames.get_index(scope, index)?;
    if entry.is_string() {
        let text = entry.to_rust_string_lossy(scope);
        return Some(if text.starts_with("--") { text } else { format!("at {text}") });
    }
    let function = v8::Local::<v8::Function>::try_from(entry).ok()?;
    let pc = frames.get_index(scope, index + 1)?.uint32_value(scope)?;
    captured_frame(scope, function, pc).map(|line| format!("at {line}"))
}

/// The line of a frame with that resume version and pc; `None` for the core's.
pub fn captured_frame(
    scope: &mut v8::PinScope<'_, '_>,
    function: v8::Local<v8::Function>,
    pc: u32,
) -> Option<String> {
    let resume = function.get_name(scope).to_rust_string_lossy(scope);
    let url = function.get_script_origin(scope).resource_name()?.to_rust_string_lossy(scope);
    if url.starts_with("hz:core/") {
        return None;
    }
    let place = call_place(scope, &url, &resume, pc).or_else(|| {
        let (line, column) = (function.get_script_line_number()?, function.get_script_column_number()?);
        Some(source_place(scope, &url, line + 1, column + 1))
    })?;
    let name = plain_name(&resume);
    Some(if name == LOOP { place.to_string() } else { format!("{name} ({place})") })
}

/// Where in the source the call is for which a frame with that pc waits. The direct version saves such a frame right
/// behind the call; nobody wrote the saving, so the last written code before it is the end of the call.
pub fn call_place(scope: &mut v8::PinScope<'_, '_>, url: &str, resume: &str, pc: u32) -> Option<Place> {
    place_before(scope, url, &format!("(0, {resume}, {pc}"))
}

/// Where in the source the top-level call is for which the main thread waits, by the number of the place; `None` for the call of
/// a loop, which is among the thread's frames.
pub fn main_place(scope: &mut v8::PinScope<'_, '_>, number: u32) -> Option<Place> {
    let url = State::of(scope).isolate.process.main_url();
    place_before(scope, &url, &format!("{}({number}", hz_compiler::abi::ADOPT_MAIN))
}

/// The last written code before the compiled code `made`, behind which an argument or the arguments end; `None` where `made`
/// itself waits for a loop of the top level.
fn place_before(scope: &mut v8::PinScope<'_, '_>, url: &str, made: &str) -> Option<Place> {
    let loaded = State::of(scope).loaded_module(url)?;
    let ends = |at: &usize| matches!(loaded.code.as_bytes().get(at + made.len()), Some(b',' | b')'));
    let at = loaded.code.match_indices(made).map(|(at, _)| at).find(ends)?;
    let before = &loaded.code[..at];
    let begin = before.rfind('\n').map_or(0, |end| end + 1);
    if before[begin..].contains(&format!("{LOOP}(")) {
        return None;
    }
    let line = before.bytes().filter(|&byte| byte == b'\n').count();
    loaded.map()?.lookup_before(url, line as u32 + 1, (at - begin) as u32 + 1)
}

/// The lines of the native stack, innermost first. Functions of the core have their name alone, behind a `*`.
pub fn native_frames(scope: &mut v8::PinScope<'_, '_>) -> Vec<String> {
    /// Deeper stacks are of interest at their top.
    const MAX_FRAMES: usize = 1000;
    let Some(trace) = v8::StackTrace::current_stack_trace(scope, MAX_FRAMES) else { return Vec::new() };
    let mut lines = Vec::new();
    for index in 0..trace.get_frame_count() {
        let Some(frame) = trace.get_frame(scope, index) else { break };
        let (name, url) = (frame.get_function_name(scope), frame.get_script_name(scope));
        let [name, url] =
            [name, url].map(|text| text.map_or(String::new(), |text| text.to_rust_string_lossy(scope)));
        if url.starts_with("hz:core/") {
            lines.push(format!("*{name}"));
            continue;
        }
        let (line, column) = (frame.get_line_number() as u32, frame.get_column() as u32);
        let loaded = State::of(scope).loaded_module(&url);
        // Where a thread polls, say, nobody wrote the code: then the written code before it is meant.
        let place = loaded.as_ref().and_then(|loaded| loaded.map()?.lookup_before(&url, line, column));
        let place = place.unwrap_or_else(|| source_place(scope, &url, line, column));
        let name = plain_name(&name);
        // A name of the compiler's is that of a function without one.
        let named = !name.is_empty() && !name.starts_with(hz_compiler::abi::PREFIX);
        lines.push(if named { format!("{name} ({place})") } else { place.to_string() });
    }
    lines
}

/// The start of a stack line, with the name of a function instead of that of its resume version: `total` for
/// `Array.hz$r3$total`, where `Array` is what V8 takes the frame for.
pub fn plain_name(before: &str) -> String {
    let prefix = format!("{}r", hz_compiler::abi::PREFIX);
    let Some(start) = before.find(&prefix) else { return before.to_owned() };
    let rest = before[start + prefix.len()..].trim_start_matches(|c: char| c.is_ascii_digit() || c == '_');
    let Some(name) = rest.strip_prefix('$') else { return before.to_owned() };
    let receiver = before[..start].rfind(' ').map_or(0, |at| at + 1);
    let name =
        if name.is_empty() || name.starts_with(' ') { format!("<anonymous>{name}") } else { name.to_owned() };
    format!("{}{name}", &before[..receiver])
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
    fn resume_versions_go_by_their_function_s_name() {
        let resume = |name: &str| format!("{}r12${name}", hz_compiler::abi::PREFIX);
        assert_eq!(plain_name(&resume("total")), "total");
        assert_eq!(plain_name(&format!("Array.{} (", resume("total"))), "total (");
        assert_eq!(plain_name(&format!("async Array.{} (", resume("total"))), "async total (");
        assert_eq!(plain_name(&format!("{} (", resume(""))), "<anonymous> (");
        assert_eq!(plain_name("Shop.visit ("), "Shop.visit (");
    }
}

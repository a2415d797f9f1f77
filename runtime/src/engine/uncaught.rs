//! What is left of an error that nobody caught: a report on stderr, and an exit code.

use super::convert::{key_to_js, string_to_js};
use super::core_natives::text_of;
use super::errors::error_to_js;
use super::modules;
use super::stack::{self, source_place};
use super::state::State;
use super::thread;
use crate::module::LoadError;
use crate::module::source_map::Place;
use crate::report::{self, Excerpt, Report};

/// How an error came to be uncaught.
pub enum Origin {
    /// It was thrown, and nothing caught it.
    Thrown,
    /// A promise was rejected, and nobody listened.
    Rejection,
    /// As the scheduler says.
    Named(String),
    /// `--verify-reentry` found it.
    Verification,
}

impl Origin {
    fn exit_code(&self) -> i32 {
        match self {
            Origin::Verification => 3,
            _ => 1,
        }
    }
}

/// Reports the error and ends the process.
pub fn end(scope: &mut v8::PinScope<'_, '_>, exception: v8::Local<v8::Value>, origin: Origin) -> ! {
    let report = describe(scope, exception, &origin);
    // An error while the report is written leaves nobody to tell.
    let _ = report.write(&mut std::io::stderr().lock());
    thread::end_process(scope, origin.exit_code())
}

/// Throws the exception of a module that cannot be loaded. It carries what the report should say of it, which is more
/// than fits into a message.
pub fn throw_load_error(scope: &mut v8::PinScope<'_, '_>, error: LoadError) {
    let rendered = match &error {
        LoadError::Syntax(diagnostics) => report::diagnostics(diagnostics),
        error => report::load_error(error),
    };
    let exception = error_to_js(scope, error.into());
    if let Ok(object) = v8::Local::<v8::Object>::try_from(exception) {
        let mark = State::of(scope).report_mark(scope);
        let rendered = string_to_js(scope, &rendered).into();
        object.set_private(scope, mark, rendered);
    }
    scope.throw_exception(exception);
}

fn describe(scope: &mut v8::PinScope<'_, '_>, exception: v8::Local<v8::Value>, origin: &Origin) -> Report {
    v8::tc_scope!(let scope, scope);
    if let Some(text) = carried_report(scope, exception) {
        return Report { excerpt: None, text };
    }
    let label = match origin {
        Origin::Thrown => "Uncaught ".to_owned(),
        Origin::Rejection => match State::of(scope).isolate.number {
            0 => "Uncaught (in promise) ".to_owned(),
            core => format!("Uncaught (in promise, on core {core}) "),
        },
        Origin::Named(name) => format!("Uncaught ({name}) "),
        Origin::Verification => "--verify-reentry: ".to_owned(),
    };
    let mut text = label;
    text.push_str(&with_causes(scope, exception, 0));
    Report { excerpt: excerpt(scope, exception), text }
}

fn carried_report(scope: &mut v8::PinScope<'_, '_>, exception: v8::Local<v8::Value>) -> Option<String> {
    let object = v8::Local::<v8::Object>::try_from(exception).ok()?;
    let mark = State::of(scope).report_mark(scope);
    let text = object.get_private(scope, mark)?;
    text.is_string().then(|| text.to_rust_string_lossy(scope))
}

/// Where the error was made (or thrown, when it is not an error object), with the line.
fn excerpt(scope: &mut v8::PinScope<'_, '_>, exception: v8::Local<v8::Value>) -> Option<Excerpt> {
    let stack = stack_text(scope, exception);
    let made_here =
        place_of(scope, exception).map(|(url, line, column)| source_place(scope, &url, line, column));
    // An error of another core was made anew here, in a place that its stack knows nothing of.
    let is_true = |place: &Place| stack.as_ref().is_none_or(|stack| stack.contains(&place.to_string()));
    let place = match made_here {
        Some(place) if is_true(&place) => place,
        made_here => stack.and_then(|stack| place_in(scope, &stack)).or(made_here)?,
    };
    Some(Excerpt { file: place.file, line: place.line, column: place.column, text: place.text?, width: 1 })
}

/// `error.stack`, when the exception is an error and that is a text.
fn stack_text(scope: &mut v8::PinScope<'_, '_>, exception: v8::Local<v8::Value>) -> Option<String> {
    v8::tc_scope!(let scope, scope);
    let error = v8::Local::<v8::Object>::try_from(exception).ok().filter(|error| error.is_native_error())?;
    let key = key_to_js(scope, "stack");
    let stack = error.get(scope, key.into())?;
    stack.is_string().then(|| stack.to_rust_string_lossy(scope))
}

/// The first place of a stack's text whose line can be shown.
fn place_in(scope: &v8::PinScope<'_, '_>, stack: &str) -> Option<Place> {
    let state = State::of(scope);
    stack.lines().filter_map(|line| stack::place_in_line(line.trim_start())).find_map(|mut place| {
        place.text = state.isolate.process.loader.source_line(&place.file, place.line);
        place.text.is_some().then_some(place)
    })
}

/// The innermost place that is the program's own.
fn place_of(scope: &mut v8::PinScope<'_, '_>, exception: v8::Local<v8::Value>) -> Option<(String, u32, u32)> {
    let is_program = |url: &str| !crate::module::stdlib::is_internal(url);
    if let Some(trace) = v8::Exception::get_stack_trace(scope, exception) {
        for index in 0..trace.get_frame_count() {
            let frame = trace.get_frame(scope, index)?;
            let url = frame.get_script_name(scope).map(|name| name.to_rust_string_lossy(scope));
            if let Some(url) = url.filter(|url| is_program(url)) {
                return Some((url, frame.get_line_number() as u32, frame.get_column() as u32));
            }
        }
    }
    let message = v8::Exception::create_message(scope, exception);
    let url = message.get_script_resource_name(scope)?.to_rust_string_lossy(scope);
    let line = message.get_line_number(scope)? as u32;
    (is_program(&url) && line > 0).then(|| (url, line, message.get_start_column() as u32 + 1))
}

/// The error with its stack, then what caused it, indented.
fn with_causes(scope: &mut v8::PinScope<'_, '_>, exception: v8::Local<v8::Value>, depth: usize) -> String {
    /// A chain longer than this is a cycle, or nobody reads it.
    const MAX_DEPTH: usize = 8;
    let Some(error) =
        v8::Local::<v8::Object>::try_from(exception).ok().filter(|object| object.is_native_error())
    else {
        return inspect(scope, exception);
    };
    let property = |scope: &mut v8::PinScope<'_, '_>, name: &str| {
        let key = key_to_js(scope, name);
        let value = error.get(scope, key.into())?;
        (!value.is_undefined()).then(|| v8::Global::new(scope, value))
    };
    let stack = property(scope, "stack");
    let cause = property(scope, "cause");
    let errors = property(scope, "errors");
    let mut text = match stack.map(|stack| v8::Local::new(scope, stack)).filter(|stack| stack.is_string()) {
        Some(stack) => stack.to_rust_string_lossy(scope),
        None => text_of(scope, exception),
    };
    let mut add = |scope: &mut v8::PinScope<'_, '_>, label: &str, value: v8::Local<v8::Value>| {
        let inner = with_causes(scope, value, depth + 1);
        text.push_str(&report::indented(label, &inner));
    };
    if depth < MAX_DEPTH {
        if let Some(cause) = cause {
            let cause = v8::Local::new(scope, cause);
            add(scope, "[cause]: ", cause);
        }
        let errors = errors.map(|errors| v8::Local::new(scope, errors));
        if let Some(errors) = errors.and_then(|errors| v8::Local::<v8::Array>::try_from(errors).ok()) {
            for index in 0..errors.length() {
                if let Some(value) = errors.get_index(scope, index) {
                    add(scope, &format!("[errors][{index}]: "), value);
                }
            }
        }
    }
    text
}

/// A value that is no error, as the console shows it.
fn inspect(scope: &mut v8::PinScope<'_, '_>, value: v8::Local<v8::Value>) -> String {
    let value = v8::Global::new(scope, value);
    v8::tc_scope!(let scope, scope);
    let value = v8::Local::new(scope, value);
    match inspect_by_library(scope, value) {
        Some(text) => text.to_rust_string_lossy(scope),
        None => {
            scope.reset();
            text_of(scope, value)
        }
    }
}

fn inspect_by_library<'s>(
    scope: &mut v8::PinScope<'s, '_>,
    value: v8::Local<'s, v8::Value>,
) -> Option<v8::Local<'s, v8::Value>> {
    let (record, _) = modules::run(scope, "hz:web/inspect")?;
    let library = v8::Local::new(scope, &record.module).get_module_namespace();
    let library = v8::Local::<v8::Object>::try_from(library).ok()?;
    let key = key_to_js(scope, "inspect");
    let inspect = v8::Local::<v8::Function>::try_from(library.get(scope, key.into())?).ok()?;
    let receiver = v8::undefined(scope).into();
    inspect.call(scope, receiver, &[value])
}

//! Where functions and captured frames are in the source, for traces and reports.

use super::convert::{string_to_js, to_js};
use super::stack::{self, call_place, source_place};
use crate::module::source_map::Place;
use crate::module::stdlib;
use crate::value::Value;

type Args<'s> = v8::FunctionCallbackArguments<'s>;
type Return<'s> = v8::ReturnValue<'s, v8::Value>;

/// `functionPlace(fn)` gives `file:line:column`, or "" when that is not the program's.
pub fn function_place<'s>(scope: &mut v8::PinScope<'s, '_>, args: Args<'s>, mut result: Return<'s>) {
    let place = v8::Local::<v8::Function>::try_from(args.get(0)).ok().and_then(|function| {
        let url = program_url(scope, function)?;
        beginning(scope, function, &url)
    });
    result.set(text(scope, place));
}

/// `framePlace(resume, pc)` gives the place of the call that a captured frame waits for, in the same form.
pub fn frame_place<'s>(scope: &mut v8::PinScope<'s, '_>, args: Args<'s>, mut result: Return<'s>) {
    let place = v8::Local::<v8::Function>::try_from(args.get(0)).ok().and_then(|function| {
        let url = program_url(scope, function)?;
        let pc = args.get(1).uint32_value(scope)?;
        let resume = function.get_name(scope).to_rust_string_lossy(scope);
        call_place(scope, &url, &resume, pc).or_else(|| beginning(scope, function, &url))
    });
    result.set(text(scope, place));
}

/// `frameLine(resume, pc)` gives a captured frame as a line of a stack: `name (file:line:column)`, "" for the core's.
pub fn frame_line<'s>(scope: &mut v8::PinScope<'s, '_>, args: Args<'s>, mut result: Return<'s>) {
    let line = v8::Local::<v8::Function>::try_from(args.get(0)).ok().and_then(|function| {
        let pc = args.get(1).uint32_value(scope)?;
        stack::captured_frame(scope, function, pc)
    });
    result.set(string_to_js(scope, &line.unwrap_or_default()).into());
}

/// `mainLine(place)` gives the same for a top-level call, for which the main thread waits.
pub fn main_line<'s>(scope: &mut v8::PinScope<'s, '_>, args: Args<'s>, mut result: Return<'s>) {
    let number = args.get(0).uint32_value(scope).unwrap_or_default();
    let place = stack::main_place(scope, number);
    result.set(text(scope, place));
}

/// `functionLine(fn)` gives the beginning of a function in the same form, or "" when that is not the program's.
pub fn function_line<'s>(scope: &mut v8::PinScope<'s, '_>, args: Args<'s>, mut result: Return<'s>) {
    let line = v8::Local::<v8::Function>::try_from(args.get(0)).ok().and_then(|function| {
        let url = program_url(scope, function)?;
        let place = beginning(scope, function, &url)?;
        let name = function.get_name(scope).to_rust_string_lossy(scope);
        Some(if name.is_empty() { place.to_string() } else { format!("{name} ({place})") })
    });
    result.set(string_to_js(scope, &line.unwrap_or_default()).into());
}

/// `nativeFrames()` gives the lines of the native stack, innermost first; functions of the core are `*name`.
pub fn native_frames<'s>(scope: &mut v8::PinScope<'s, '_>, _args: Args<'s>, mut result: Return<'s>) {
    let lines = stack::native_frames(scope);
    if let Some(lines) = to_js(scope, Value::from(lines)) {
        result.set(lines);
    }
}

/// The URL of a function's module, if that is not of the standard library.
fn program_url(scope: &mut v8::PinScope<'_, '_>, function: v8::Local<v8::Function>) -> Option<String> {
    let url = function.get_script_origin(scope).resource_name()?;
    let url = url.is_string().then(|| url.to_rust_string_lossy(scope))?;
    (!stdlib::is_internal(&url)).then_some(url)
}

fn beginning(
    scope: &mut v8::PinScope<'_, '_>,
    function: v8::Local<v8::Function>,
    url: &str,
) -> Option<Place> {
    let (line, column) = (function.get_script_line_number()?, function.get_script_column_number()?);
    Some(source_place(scope, url, line + 1, column + 1))
}

fn text<'s>(scope: &mut v8::PinScope<'s, '_>, place: Option<Place>) -> v8::Local<'s, v8::Value> {
    let place = place.map_or(String::new(), |place| place.to_string());
    string_to_js(scope, &place).into()
}

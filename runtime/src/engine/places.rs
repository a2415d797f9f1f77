//! Where functions and captured frames are in the source, for traces and reports.

use super::convert::string_to_js;
use super::stack::{call_place, source_place};
use crate::module::source_map::Place;
use crate::module::stdlib;

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

//! The native functions by which the scheduler looks at native frames: which are there, and which of them can be left.

use hz_compiler::YieldPoint;

use super::convert::{key_to_js, string_to_js};
use super::natives::OwnNatives;
use super::stack::{self, source_place};
use super::state::State;
use super::uncaught::{self, Origin};

type Args<'s> = v8::FunctionCallbackArguments<'s>;
type Return<'s> = v8::ReturnValue<'s, v8::Value>;

/// Lists the functions.
pub fn list(natives: &mut OwnNatives) {
    natives.add("callSites", call_sites);
    natives.add("yieldPoint", yield_point);
    natives.add("sourcePlace", shown_place);
    natives.add("reentryFailed", reentry_failed);
}

/// `callSites(captureStackTrace, below)`: the call sites of the stack below the innermost call of the function `below`, as many as
/// `Error.stackTraceLimit` says. The first argument is V8's own function of that name.
fn call_sites<'s>(scope: &mut v8::PinScope<'s, '_>, args: Args<'s>, mut result: Return<'s>) {
    let Ok(capture) = v8::Local::<v8::Function>::try_from(args.get(0)) else { return };
    let holder = v8::Object::new(scope);
    let receiver = v8::undefined(scope).into();
    stack::note_places(scope, false);
    capture.call(scope, receiver, &[holder.into(), args.get(1)]);
    stack::note_places(scope, true);
    let state = State::of(scope);
    state.call_sites_wanted.set(true);
    let key = key_to_js(scope, "stack");
    if let Some(sites) = holder.get(scope, key.into()) {
        result.set(sites);
    }
    state.call_sites_wanted.set(false);
}

/// `yieldPoint(url, position)`: what becomes of the sentinel behind a call at that place of a text that V8 runs. 0: it is taken for a
/// value, 1: it is passed on, 2: the captured frames end there, 3: no call stands there, but an operation that calls unseen;
/// undefined when the text is not known.
fn yield_point<'s>(scope: &mut v8::PinScope<'s, '_>, args: Args<'s>, mut result: Return<'s>) {
    let url = args.get(0).to_rust_string_lossy(scope);
    let position = args.get(1).uint32_value(scope).unwrap_or(u32::MAX);
    let state = State::of(scope);
    let Some(loaded) = state.loaded_module(&url) else { return };
    result.set_int32(match state.isolate.process.loader.yield_points(&loaded).at(position) {
        Some(YieldPoint::Stays) => 0,
        Some(YieldPoint::Passes) => 1,
        Some(YieldPoint::Ends) => 2,
        None => 3,
    });
}

/// `sourcePlace(url, line, column)`: the place in the source, as `file:line:column`.
fn shown_place<'s>(scope: &mut v8::PinScope<'s, '_>, args: Args<'s>, mut result: Return<'s>) {
    let url = args.get(0).to_rust_string_lossy(scope);
    let line = args.get(1).uint32_value(scope).unwrap_or(1);
    let column = args.get(2).uint32_value(scope).unwrap_or(1);
    let place = source_place(scope, &url, line, column).to_string();
    result.set(string_to_js(scope, &place).into());
}

/// `reentryFailed(error)` reports what `--verify-reentry` found, and ends the process with code 3.
fn reentry_failed<'s>(scope: &mut v8::PinScope<'s, '_>, args: Args<'s>, _result: Return<'s>) {
    uncaught::end(scope, args.get(0), Origin::Verification);
}

//! New realms: contexts of the same isolate. They share the scheduler, and have globals and re-entrant built-ins of
//! their own.

use super::host;
use crate::engine::boot;
use crate::engine::state::State;

/// The module whose imports are the part of stdlib-js that an isolate has once.
const SHARED: &str = "hz:core/abi";

/// Makes a realm; gives its `$262`. `None` means that an exception is pending.
pub fn create<'s>(scope: &mut v8::PinScope<'s, '_>) -> Option<v8::Local<'s, v8::Object>> {
    let token = scope.get_current_context().get_security_token(scope);
    let context = v8::Context::new(scope, Default::default());
    // Without a common token V8 denies the realms each other's objects.
    context.set_security_token(token);
    context.set_allow_generation_from_strings(false);
    let scope = &mut v8::ContextScope::new(scope, context);
    let state = State::of(scope);
    let core = boot::run_module(scope, SHARED)?;
    let outer = state.modules.borrow_mut().enter_realm(SHARED);
    let equipped = boot::equip(scope, core);
    state.modules.borrow_mut().leave_realm(outer);
    equipped?;
    host::define(scope)
}

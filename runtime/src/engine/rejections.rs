//! Promises that are rejected while nobody listens. Who has not listened when all promise jobs are done has not
//! handled the error; the program may take note of it (`process.on("unhandledRejection")`), else it is uncaught.

use std::cell::RefCell;

use super::state::State;
use super::uncaught;

/// The rejected promises that nobody has listened to yet, with their reasons.
#[derive(Default)]
pub struct Rejections(RefCell<Vec<(v8::Global<v8::Promise>, v8::Global<v8::Value>)>>);

/// What V8 calls when a promise is rejected, or listened to after that.
pub extern "C" fn on_rejection(message: v8::PromiseRejectMessage) {
    // SAFETY: V8 calls this on the isolate's thread while JavaScript runs in it.
    v8::callback_scope!(unsafe scope, &message);
    let state = State::of(scope);
    let promise = v8::Global::new(scope, message.get_promise());
    let mut pending = state.rejections.0.borrow_mut();
    match message.get_event() {
        v8::PromiseRejectEvent::PromiseRejectWithNoHandler => {
            if let Some(reason) = message.get_value() {
                pending.push((promise, v8::Global::new(scope, reason)));
            }
        }
        v8::PromiseRejectEvent::PromiseHandlerAddedAfterReject => {
            pending.retain(|(other, _)| *other != promise)
        }
        // Settling a promise twice does nothing by the language's rules.
        v8::PromiseRejectEvent::PromiseRejectAfterResolved
        | v8::PromiseRejectEvent::PromiseResolveAfterResolved => {}
    }
}

/// Runs promise jobs until there are none, then deals with the rejections that remain.
pub fn checkpoint(scope: &mut v8::PinScope<'_, '_>) {
    scope.perform_microtask_checkpoint();
    loop {
        let pending = std::mem::take(&mut *State::of(scope).rejections.0.borrow_mut());
        if pending.is_empty() {
            return;
        }
        for (promise, reason) in pending {
            unhandled(scope, promise, reason);
        }
        // A handler may have made promise jobs.
        scope.perform_microtask_checkpoint();
    }
}

fn unhandled(
    scope: &mut v8::PinScope<'_, '_>,
    promise: v8::Global<v8::Promise>,
    reason: v8::Global<v8::Value>,
) {
    v8::scope!(let scope, scope);
    let state = State::of(scope);
    let (promise, reason) = (v8::Local::new(scope, promise), v8::Local::new(scope, reason));
    if state.hooks.rejection.get(scope).is_some() {
        v8::tc_scope!(let scope, scope);
        let handled = state.hooks.rejection.call(scope, &[promise.into(), reason]);
        match (handled, scope.exception()) {
            (Some(handled), _) if handled.is_true() => return,
            _ if scope.has_terminated() => return,
            (None, Some(exception)) => uncaught::end(scope, exception, uncaught::Origin::Thrown),
            _ => {}
        }
    }
    uncaught::end(scope, reason, uncaught::Origin::Rejection);
}

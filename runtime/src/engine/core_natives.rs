//! The native functions that need V8 itself: promise jobs, hooks, looks into values.

use super::aside;
use super::convert::{key_to_js, string_to_js};
use super::errors::throw;
use super::limits::{self, Offence};
use super::natives::OwnNatives;
use super::places;
use super::platform;
use super::profiler;
use super::rejections;
use super::state::{Hook, Hooks, State};
use super::uncaught;
use crate::value::OpError;

type Args<'s> = v8::FunctionCallbackArguments<'s>;
type Return<'s> = v8::ReturnValue<'s, v8::Value>;

/// Lists the functions.
pub fn list(natives: &mut OwnNatives) {
    natives.add("microtasks", microtasks);
    natives.add("resolveAside", aside::resolve_aside);
    natives.add("runsJobs", aside::runs_jobs);
    natives.add("runAside", aside::run_aside);
    natives.add("continuation", continuation);
    natives.add("setContinuation", set_continuation);
    natives.add("exit", exit);
    natives.add("fatal", fatal);
    natives.add("markHandle", mark_handle);
    natives.add("setHandleHooks", set_handle_hooks);
    natives.add("setRejectionHook", set_rejection_hook);
    natives.add("setFramesHook", set_frames_hook);
    natives.add("setNestedCallHook", set_nested_call_hook);
    natives.add("setOwnNamesHook", set_own_names_hook);
    natives.add("setCommonJsHook", set_common_js_hook);
    natives.add("setStatsHook", set_stats_hook);
    natives.add("functionPlace", places::function_place);
    natives.add("framePlace", places::frame_place);
    natives.add("mainLine", places::main_line);
    natives.add("frameLine", places::frame_line);
    natives.add("functionLine", places::function_line);
    natives.add("nativeFrames", places::native_frames);
    natives.add("setRecoverHook", set_recover_hook);
    natives.add("restoreHeap", restore_heap);
    natives.add("terminate", terminate);
    natives.add("guard", guard);
    natives.add("profileFunction", profiler::profile_function);
    natives.add("promiseState", promise_state);
    natives.add("proxyParts", proxy_parts);
    natives.add("iteratorPreview", iterator_preview);
    natives.add("heapStatistics", heap_statistics);
    natives.add("collectGarbage", collect_garbage);
    natives.add("heapAllocated", heap_allocated);
    natives.add("heapKept", heap_kept);
}

/// Adds one function.
pub fn add<'s>(
    scope: &mut v8::PinScope<'s, '_>,
    ops: v8::Local<'s, v8::Object>,
    name: &str,
    callback: impl v8::MapFnTo<v8::FunctionCallback>,
) {
    let key = key_to_js(scope, name);
    let function = v8::Function::builder(callback)
        .constructor_behavior(v8::ConstructorBehavior::Throw)
        .build(scope)
        .expect("a native function can be made while the context starts");
    function.set_name(key);
    ops.create_data_property(scope, key.into(), function.into());
}

/// `microtasks()` runs promise jobs until there are none, and deals with rejections that nobody handled. When V8's own
/// collection finds the heap full before any of them ran, it gives the message of that instead.
fn microtasks<'s>(scope: &mut v8::PinScope<'s, '_>, _args: Args<'s>, mut result: Return<'s>) {
    platform::run_foreground_tasks(scope);
    if let Some(offence) = State::of(scope).limits.take() {
        scope.cancel_terminate_execution();
        result.set(string_to_js(scope, &offence.message).into());
        return;
    }
    rejections::checkpoint(scope);
}

/// `continuation()` gives what V8 keeps with each promise reaction that is made now, and has put back for the promise
/// job that runs; at first undefined.
fn continuation<'s>(scope: &mut v8::PinScope<'s, '_>, _args: Args<'s>, mut result: Return<'s>) {
    result.set(scope.get_continuation_preserved_embedder_data());
}

/// `setContinuation(value)` sets it. Between two promise jobs V8 makes it undefined.
fn set_continuation<'s>(scope: &mut v8::PinScope<'s, '_>, args: Args<'s>, _result: Return<'s>) {
    scope.set_continuation_preserved_embedder_data(args.get(0));
}

/// `exit(code)` ends the process.
fn exit<'s>(scope: &mut v8::PinScope<'s, '_>, args: Args<'s>, _result: Return<'s>) {
    let code = args.get(0).int32_value(scope).unwrap_or(0);
    super::thread::end_process(scope, code);
}

/// `fatal(error, kind)` reports an uncaught error and ends the process with code 1. `kind` says what it was, in the
/// words of the report ("in thread 7", say); without it, or when it is empty, the report says "uncaught" alone.
fn fatal<'s>(scope: &mut v8::PinScope<'s, '_>, args: Args<'s>, _result: Return<'s>) {
    let kind = args.get(1);
    let kind = if kind.is_string() { kind.to_rust_string_lossy(scope) } else { String::new() };
    let origin = if kind.is_empty() { uncaught::Origin::Thrown } else { uncaught::Origin::Named(kind) };
    uncaught::end(scope, args.get(0), origin);
}

/// `markHandle(object)`: from now on the object travels between isolates by identity, through the handle hooks.
fn mark_handle<'s>(scope: &mut v8::PinScope<'s, '_>, args: Args<'s>, _result: Return<'s>) {
    if let Ok(object) = v8::Local::<v8::Object>::try_from(args.get(0)) {
        let mark = State::of(scope).handle_mark(scope);
        let value = v8::Boolean::new(scope, true).into();
        object.set_private(scope, mark, value);
    }
}

/// `setHandleHooks(write, read)`: `write(object)` gives `[kind, token]`, two numbers that any isolate's
/// `read(kind, token)` turns into an object.
fn set_handle_hooks<'s>(scope: &mut v8::PinScope<'s, '_>, args: Args<'s>, _result: Return<'s>) {
    set_hook(scope, &args, 0, |hooks| &hooks.write_handle);
    set_hook(scope, &args, 1, |hooks| &hooks.read_handle);
}

/// `setRejectionHook((promise, reason) => handled)`.
fn set_rejection_hook<'s>(scope: &mut v8::PinScope<'s, '_>, args: Args<'s>, _result: Return<'s>) {
    set_hook(scope, &args, 0, |hooks| &hooks.rejection);
}

/// `setFramesHook((error) => [resume, pc, …])`: the frames on the heap that belong to an error's stack, innermost first.
fn set_frames_hook<'s>(scope: &mut v8::PinScope<'s, '_>, args: Args<'s>, _result: Return<'s>) {
    set_hook(scope, &args, 0, |hooks| &hooks.frames);
}

/// `setNestedCallHook((function, receiver, ...args) => result)`: how the engine calls a function of the program.
fn set_nested_call_hook<'s>(scope: &mut v8::PinScope<'s, '_>, args: Args<'s>, _result: Return<'s>) {
    set_hook(scope, &args, 0, |hooks| &hooks.nested_call);
}

/// `setOwnNamesHook((error) => error)`: gives the message of an error the program's own names.
fn set_own_names_hook<'s>(scope: &mut v8::PinScope<'s, '_>, args: Args<'s>, _result: Return<'s>) {
    set_hook(scope, &args, 0, |hooks| &hooks.own_names);
}

/// `setCommonJsHook((url, isProgram) => exports)`: runs a CommonJS module, if it has not run yet; as the program, it gives a promise
/// of its end.
fn set_common_js_hook<'s>(scope: &mut v8::PinScope<'s, '_>, args: Args<'s>, _result: Return<'s>) {
    set_hook(scope, &args, 0, |hooks| &hooks.common_js);
}

/// `setRecoverHook((limit, message) => exitCode)`: JavaScript was stopped by a limit, and nothing of it is on the stack.
fn set_recover_hook<'s>(scope: &mut v8::PinScope<'s, '_>, args: Args<'s>, _result: Return<'s>) {
    set_hook(scope, &args, 0, |hooks| &hooks.recover);
}

/// `restoreHeap()` collects garbage and puts the limit of the heap back after it was raised; true when the heap is still
/// full.
fn restore_heap<'s>(scope: &mut v8::PinScope<'s, '_>, _args: Args<'s>, mut result: Return<'s>) {
    let is_full = State::of(scope).limits.restore(scope);
    result.set_bool(is_full);
}

/// `terminate(limit, message)` stops all JavaScript of the isolate because the running thread took too much "cpu" or "wall" time, or too
/// much of the "heap".
fn terminate<'s>(scope: &mut v8::PinScope<'s, '_>, args: Args<'s>, _result: Return<'s>) {
    let limit = match args.get(0).to_rust_string_lossy(scope).as_str() {
        "wall" => "wall",
        "heap" => "heap",
        _ => "cpu",
    };
    let message = args.get(1).to_rust_string_lossy(scope);
    State::of(scope).limits.stop(scope, Offence { limit, message });
}

/// `guard(call)` calls a function. When a limit stops it, what called `guard` runs on, with `[limit, message]`.
fn guard<'s>(scope: &mut v8::PinScope<'s, '_>, args: Args<'s>, mut result: Return<'s>) {
    let Ok(function) = v8::Local::<v8::Function>::try_from(args.get(0)) else { return };
    let limits = State::of(scope).limits;
    v8::tc_scope!(let scope, scope);
    let receiver = v8::undefined(scope).into();
    if function.call(scope, receiver, &[]).is_some() {
        return;
    }
    let can_recover = scope.has_terminated() && !State::of(scope).isolate.is_lost();
    let offence = if can_recover { limits.take() } else { None };
    let Some(offence) = offence else {
        scope.rethrow();
        return;
    };
    scope.cancel_terminate_execution();
    scope.reset();
    let parts = [string_to_js(scope, offence.limit).into(), string_to_js(scope, &offence.message).into()];
    result.set(v8::Array::new_with_elements(scope, &parts).into());
}

/// `setStatsHook(() => [[name, value], …])`: what the scheduler counted, for `--stats`.
fn set_stats_hook<'s>(scope: &mut v8::PinScope<'s, '_>, args: Args<'s>, _result: Return<'s>) {
    set_hook(scope, &args, 0, |hooks| &hooks.stats);
}

fn set_hook<'s>(scope: &mut v8::PinScope<'s, '_>, args: &Args<'s>, index: i32, pick: fn(&Hooks) -> &Hook) {
    match v8::Local::<v8::Function>::try_from(args.get(index)) {
        Ok(function) => pick(&State::of(scope).hooks).set(scope, function),
        Err(_) => throw(scope, OpError::type_error(format!("argument {}: expected a function", index + 1))),
    }
}

/// `promiseState(value)` gives `[state, result]`, where state is 0 pending, 1 fulfilled, 2 rejected; undefined when
/// the value is no promise.
fn promise_state<'s>(scope: &mut v8::PinScope<'s, '_>, args: Args<'s>, mut result: Return<'s>) {
    let Ok(promise) = v8::Local::<v8::Promise>::try_from(args.get(0)) else { return };
    let (state, value) = match promise.state() {
        v8::PromiseState::Pending => (0, v8::undefined(scope).into()),
        v8::PromiseState::Fulfilled => (1, promise.result(scope)),
        v8::PromiseState::Rejected => (2, promise.result(scope)),
    };
    let pair = [v8::Integer::new(scope, state).into(), value];
    result.set(v8::Array::new_with_elements(scope, &pair).into());
}

/// `proxyParts(value)` gives `[target, handler]` (nulls after revocation), or undefined when the value is no proxy.
fn proxy_parts<'s>(scope: &mut v8::PinScope<'s, '_>, args: Args<'s>, mut result: Return<'s>) {
    let Ok(proxy) = v8::Local::<v8::Proxy>::try_from(args.get(0)) else { return };
    let parts = match proxy.is_revoked() {
        true => [v8::null(scope).into(), v8::null(scope).into()],
        false => [proxy.get_target(scope), proxy.get_handler(scope)],
    };
    result.set(v8::Array::new_with_elements(scope, &parts).into());
}

/// `iteratorPreview(value)` gives `[entries, areKeysAndValues]` of a Map, a Set or an iterator of one, which is not
/// moved by that; undefined for anything else.
fn iterator_preview<'s>(scope: &mut v8::PinScope<'s, '_>, args: Args<'s>, mut result: Return<'s>) {
    let Ok(object) = v8::Local::<v8::Object>::try_from(args.get(0)) else { return };
    if let (Some(entries), pairs) = object.preview_entries(scope) {
        let parts = [entries.into(), v8::Boolean::new(scope, pairs).into()];
        result.set(v8::Array::new_with_elements(scope, &parts).into());
    }
}

/// `heapStatistics()` gives bytes: used, total, limit and external.
fn heap_statistics<'s>(scope: &mut v8::PinScope<'s, '_>, _args: Args<'s>, mut result: Return<'s>) {
    let heap = scope.get_heap_statistics();
    let sizes = [
        ("used", heap.used_heap_size()),
        ("total", heap.total_heap_size()),
        ("limit", heap.heap_size_limit()),
        ("external", heap.external_memory()),
    ];
    let object = v8::Object::new(scope);
    for (name, size) in sizes {
        let (key, size) = (key_to_js(scope, name), v8::Number::new(scope, size as f64));
        object.create_data_property(scope, key.into(), size.into());
    }
    result.set(object.into());
}

/// `heapAllocated()` gives the bytes that were ever allocated on the heap.
fn heap_allocated<'s>(scope: &mut v8::PinScope<'s, '_>, _args: Args<'s>, mut result: Return<'s>) {
    result.set_double(scope.get_heap_statistics().total_allocated_bytes() as f64);
}

/// `heapKept()` collects what can be collected, and gives the bytes that are left.
fn heap_kept<'s>(scope: &mut v8::PinScope<'s, '_>, _args: Args<'s>, mut result: Return<'s>) {
    limits::collect(scope);
    result.set_double(scope.get_heap_statistics().used_heap_size() as f64);
}

/// `collectGarbage()` asks for a full collection.
fn collect_garbage<'s>(scope: &mut v8::PinScope<'s, '_>, _args: Args<'s>, _result: Return<'s>) {
    scope.low_memory_notification();
}

/// The text of a value for messages that cannot fail.
pub fn text_of(scope: &mut v8::PinScope<'_, '_>, value: v8::Local<v8::Value>) -> String {
    v8::tc_scope!(let scope, scope);
    let text = value.to_detail_string(scope).unwrap_or_else(|| string_to_js(scope, "(a value without text)"));
    text.to_rust_string_lossy(scope)
}

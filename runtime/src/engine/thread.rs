//! An isolate's thread: the V8 isolate is made, booted, run and ended here.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use super::boot;
use super::collections;
use super::dynamic_code;
use super::modules;
use super::natives;
use super::profiler;
use super::rejections;
use super::stack;
use super::state::State;
use super::uncaught::{self, Origin};
use crate::exit::exit;
use crate::isolate::Isolate;

/// Size of the stack of an isolate's thread. The system commits pages as they are touched, so depth costs what it
/// uses; this much holds 2 to 3 million small JavaScript frames.
pub const STACK_BYTES: usize = 256 << 20;
/// What V8 leaves for itself and for native functions (the compiler among them) below its limit.
pub const STACK_RESERVE: usize = 8 << 20;
/// How much a heap may grow beyond its limit while the program that reached it is being stopped.
const HEAP_GRACE: usize = 64 << 20;

/// Starts the thread of an isolate, which ends with the exit code of its event loop.
pub fn spawn(isolate: Arc<Isolate>) -> std::io::Result<std::thread::JoinHandle<i32>> {
    std::thread::Builder::new()
        .name(format!("hz-{}", isolate.number))
        .stack_size(STACK_BYTES)
        .spawn(move || run(isolate))
}

fn run(isolate: Arc<Isolate>) -> i32 {
    within(isolate, boot_and_end)
}

/// Makes the V8 isolate on this thread, with one context, and does something in it before anything has booted.
pub fn within<R>(isolate: Arc<Isolate>, body: impl FnOnce(&mut v8::PinScope<'_, '_>) -> R) -> R {
    let mut v8_isolate = v8::Isolate::new(create_params(&isolate));
    v8_isolate.set_microtasks_policy(v8::MicrotasksPolicy::Explicit);
    stack::note_places(&mut v8_isolate, true);
    v8_isolate.set_promise_reject_callback(rejections::on_rejection);
    v8_isolate.set_prepare_stack_trace_callback(stack::prepare);
    v8_isolate.set_host_import_module_dynamically_callback(modules::import_dynamically);
    v8_isolate.set_host_initialize_import_meta_object_callback(modules::init_import_meta);
    v8_isolate.set_modify_code_generation_from_strings_callback(dynamic_code::modify);
    v8_isolate.set_oom_error_handler(out_of_memory);
    v8::scope!(let scope, &mut v8_isolate);
    let state = State::install(scope, isolate, natives::table());
    limit_heap(scope, &state);
    collections::watch(scope, &state);
    profiler::start(scope, &state);
    let context = v8::Context::new(scope, Default::default());
    // Without this V8 compiles strings without asking `dynamic_code`.
    context.set_allow_generation_from_strings(false);
    let scope = &mut v8::ContextScope::new(scope, context);
    body(scope)
}

fn boot_and_end(scope: &mut v8::PinScope<'_, '_>) -> i32 {
    v8::tc_scope!(let scope, scope);
    let state = State::of(scope);
    let code = boot::boot(scope);
    match (code, scope.exception()) {
        (Some(code), _) if state.isolate.number == 0 => end_process(scope, code),
        (Some(code), _) => code,
        (None, Some(exception)) if !scope.has_terminated() => {
            scope.reset();
            uncaught::end(scope, exception, Origin::Thrown)
        }
        _ => {
            if state.heap_exhausted.load(Ordering::Relaxed) {
                eprintln!("hzrun: {}", heap_message(&state.isolate));
            }
            exit(1)
        }
    }
}

fn create_params(isolate: &Isolate) -> v8::CreateParams {
    let params = v8::CreateParams::default();
    match isolate.process.config.heap_limit_mb {
        Some(limit) => params.heap_limits(0, limit << 20),
        None => params,
    }
}

/// What the near-heap-limit callback needs, alive as long as the process.
struct HeapLimit {
    v8_isolate: v8::UnsafeRawIsolatePtr,
    isolate: Arc<Isolate>,
    exhausted: Arc<AtomicBool>,
}

/// Stops the program with a clear message when the heap is full, instead of V8's way, which is to abort.
fn limit_heap(scope: &mut v8::PinScope<'_, '_, ()>, state: &State) {
    // SAFETY: the pointer is used only in the callback, which V8 makes while the isolate lives.
    let v8_isolate = unsafe { scope.as_raw_isolate_ptr() };
    let (isolate, exhausted) = (state.isolate.clone(), state.heap_exhausted.clone());
    let limit = HeapLimit { v8_isolate, isolate, exhausted };
    let data = Box::into_raw(Box::new(limit)).cast();
    scope.add_near_heap_limit_callback(near_heap_limit, data);
}

unsafe extern "C" fn near_heap_limit(data: *mut std::ffi::c_void, current: usize, _initial: usize) -> usize {
    // SAFETY: `limit_heap` made this pointer from a box that is never freed; others only read through it.
    let limit = unsafe { &*data.cast::<HeapLimit>() };
    // SAFETY: V8 calls this on the isolate's thread, and the isolate lives.
    let mut isolate = unsafe { v8::Isolate::from_raw_isolate_ptr(limit.v8_isolate) };
    // V8 also asks before it gives up on a single allocation, such as an ArrayBuffer that the system has no memory
    // for. That is a RangeError of its own and no reason to end the program.
    if isolate.get_heap_statistics().used_heap_size() < current / 2 {
        return current;
    }
    if limit.exhausted.swap(true, Ordering::Relaxed) {
        // The grace is used up as well: the program is in a built-in function that does not see that it must end.
        eprintln!("hzrun: {}", heap_message(&limit.isolate));
        exit(1);
    }
    isolate.terminate_execution();
    current + HEAP_GRACE
}

fn heap_message(isolate: &Isolate) -> String {
    let advice = "a larger limit can be set with --heap-limit MB";
    match isolate.process.config.heap_limit_mb {
        Some(limit) => {
            format!("the heap of isolate {} reached its limit of {limit} MB; {advice}", isolate.number)
        }
        None => format!("the heap of isolate {} reached V8's limit; {advice}", isolate.number),
    }
}

/// A single allocation that is larger than all that is left: V8 cannot go on, and ends the process after this.
unsafe extern "C" fn out_of_memory(_location: *const std::ffi::c_char, details: &v8::OomDetails) {
    let what = if details.is_heap_oom { "the heap is full" } else { "the system has no more memory" };
    eprintln!("hzrun: out of memory: {what}; a larger heap can be had with --heap-limit MB");
    exit(1)
}

/// Ends the process from the isolate's thread: keeps V8's code for the next run, prints `--stats`, exits.
pub fn end_process(scope: &mut v8::PinScope<'_, '_>, code: i32) -> ! {
    boot::keep_code(scope);
    let state = State::of(scope);
    if state.isolate.process.config.stats {
        super::stats::print(scope);
    }
    exit(code)
}

//! An isolate's thread: the V8 isolate is made, booted, run and ended here.

use std::sync::Arc;

use super::boot;
use super::buffers;
use super::collections;
use super::dynamic_code;
use super::foreground::Seat;
use super::limits::{self, Limits};
use super::modules;
use super::natives;
use super::profiler;
use super::rejections;
use super::snapshot::{self, Snapshot};
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
/// The part of the system's memory that the buffers of an isolate may take when nobody has set a limit.
const BUFFERS_PART: f64 = 0.75;

/// Starts the thread of an isolate, which ends with the exit code of its event loop.
pub fn spawn(isolate: Arc<Isolate>) -> std::io::Result<std::thread::JoinHandle<i32>> {
    std::thread::Builder::new()
        .name(format!("hz-{}", isolate.number))
        .stack_size(STACK_BYTES)
        .spawn(move || run(isolate))
}

fn run(isolate: Arc<Isolate>) -> i32 {
    isolate.enter();
    let Some(turns) = &isolate.process.turns else { return within(isolate, boot_and_end) };
    turns.enter(isolate.number);
    let code = within(isolate.clone(), boot_and_end);
    turns.leave(&isolate);
    code
}

/// Makes the V8 isolate on this thread, with one context, and does something in it before anything has booted.
pub fn within<R>(isolate: Arc<Isolate>, body: impl FnOnce(&mut v8::PinScope<'_, '_>) -> R) -> R {
    let snapshot = isolate.process.snapshot;
    let seat = Seat::default();
    let mut v8_isolate = v8::Isolate::new(create_params(&isolate, snapshot));
    let _taken = seat.take(&v8_isolate, &isolate);
    set_up(&mut v8_isolate, isolate, |scope| {
        let context = match snapshot {
            Some(_) => snapshot::context(scope),
            None => v8::Context::new(scope, Default::default()),
        };
        // Without this V8 compiles strings without asking `dynamic_code`.
        context.set_allow_generation_from_strings(false);
        let scope = &mut v8::ContextScope::new(scope, context);
        body(scope)
    })
}

/// Gives a new V8 isolate all that is not in its heap, and does something in it.
pub fn set_up<R>(
    v8_isolate: &mut v8::OwnedIsolate,
    isolate: Arc<Isolate>,
    body: impl FnOnce(&mut v8::PinScope<'_, '_, ()>) -> R,
) -> R {
    v8_isolate.set_microtasks_policy(v8::MicrotasksPolicy::Explicit);
    stack::note_places(v8_isolate, true);
    v8_isolate.set_promise_reject_callback(rejections::on_rejection);
    v8_isolate.set_prepare_stack_trace_callback(stack::prepare);
    v8_isolate.set_host_import_module_dynamically_callback(modules::import_dynamically);
    v8_isolate.set_host_initialize_import_meta_object_callback(modules::init_import_meta);
    v8_isolate.set_modify_code_generation_from_strings_callback(dynamic_code::modify);
    v8::scope!(let scope, v8_isolate);
    let limits = Limits::install(scope, &isolate);
    let state = State::install(scope, isolate, natives::table(), limits);
    collections::watch(scope, &state);
    profiler::start(scope, &state);
    body(scope)
}

fn boot_and_end(scope: &mut v8::PinScope<'_, '_>) -> i32 {
    v8::tc_scope!(let scope, scope);
    let state = State::of(scope);
    let mut code = boot::boot(scope);
    while code.is_none() && scope.has_terminated() {
        if state.isolate.is_lost() {
            return 0;
        }
        let offence = state.limits.take();
        scope.cancel_terminate_execution();
        scope.reset();
        match offence {
            // Nothing of the program is on the stack any more: its threads are all on the heap.
            Some(offence) if state.hooks.recover.is_set() => code = boot::recover(scope, &offence),
            offence => limits::end_without_recovery(offence),
        }
    }
    match (code, scope.exception()) {
        (Some(code), _) if state.isolate.number == 0 => end_process(scope, code),
        (Some(code), _) => code,
        (None, Some(exception)) => {
            scope.reset();
            uncaught::end(scope, exception, Origin::Thrown)
        }
        (None, None) => exit(1),
    }
}

/// How V8 makes an isolate.
pub fn create_params(isolate: &Isolate, snapshot: Option<&Snapshot>) -> v8::CreateParams {
    let heap_limit = isolate.process.config.heap_limit_mb.map(|limit| limit << 20);
    let memory = || (rustix::system::sysinfo().totalram as f64 * BUFFERS_PART) as usize;
    let words = snapshot.is_some().then(|| isolate.words.clone());
    let params = v8::CreateParams::default()
        .array_buffer_allocator(buffers::allocator(heap_limit.unwrap_or_else(memory), words));
    let params = match heap_limit {
        Some(limit) => params.heap_limits(0, limit),
        None => params,
    };
    match snapshot {
        Some(snapshot) => snapshot.start(params),
        None => params,
    }
}

/// Does something on a thread with a stack like that of an isolate.
pub fn on_large_stack<R: Send + 'static>(body: impl FnOnce() -> Option<R> + Send + 'static) -> Option<R> {
    std::thread::Builder::new().stack_size(STACK_BYTES).spawn(body).ok()?.join().ok()?
}

/// Ends the process from the isolate's thread: keeps V8's code and a snapshot for the next run, prints `--stats`, exits.
pub fn end_process(scope: &mut v8::PinScope<'_, '_>, code: i32) -> ! {
    let is_all_kept = boot::keep_code(scope);
    let state = State::of(scope);
    if is_all_kept {
        snapshot::keep(&state.isolate.process);
    }
    if state.isolate.process.config.stats {
        super::stats::print(scope);
    }
    exit(code)
}

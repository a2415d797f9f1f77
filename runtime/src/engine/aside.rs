//! A second queue for promise jobs, which holds one at a time: that of the program's top-level statements going on.
//!
//! V8 runs the jobs of a queue in one go, and not while one of them runs. In the queue of all other jobs the statements would
//! keep these waiting for as long as they run or wait in turn. The engine runs this queue from the main thread instead.

use super::state::State;

type Args<'s> = v8::FunctionCallbackArguments<'s>;
type Return<'s> = v8::ReturnValue<'s, v8::Value>;

/// The queue, once it is used.
#[derive(Default)]
pub struct Aside(std::cell::OnceCell<v8::MicrotaskQueueHandle>);

impl Aside {
    fn queue(&self, isolate: &mut v8::Isolate) -> &v8::MicrotaskQueue {
        self.0.get_or_init(|| v8::MicrotaskQueue::new(isolate, v8::MicrotasksPolicy::Explicit))
    }
}

/// `resolveAside(resolve, value)` calls `resolve(value)` and has the job that this makes wait in the second queue. Gives false,
/// and does nothing, while promise jobs run: V8 does not let the queue be chosen then.
pub fn resolve_aside<'s>(scope: &mut v8::PinScope<'s, '_>, args: Args<'s>, mut result: Return<'s>) {
    let program = scope.get_current_context();
    let usual = program.get_microtask_queue().filter(|queue| !queue.is_running_microtasks());
    let (Some(usual), Ok(resolve)) = (usual, v8::Local::<v8::Function>::try_from(args.get(0))) else {
        result.set_bool(false);
        return;
    };
    let state = State::of(scope);
    choose(program, state.aside.queue(scope));
    let receiver = v8::undefined(scope).into();
    let done = resolve.call(scope, receiver, &[args.get(1)]);
    choose(program, usual);
    result.set_bool(done.is_some());
}

/// Gives the context of the program another queue for what is enqueued from now on.
fn choose(program: v8::Local<v8::Context>, queue: &v8::MicrotaskQueue) {
    // SAFETY: both functions are the crate's own, which calls them in the scope of a context with such an argument. The
    // program's context is the one that the thread has entered, since no promise job runs; it is entered again at once.
    unsafe {
        // V8 takes a queue only while no context is entered.
        v8__Context__Exit(&*program);
        program.set_microtask_queue(queue);
        v8__Context__Enter(&*program);
    }
}

unsafe extern "C" {
    fn v8__Context__Enter(context: *const v8::Context);
    fn v8__Context__Exit(context: *const v8::Context);
}

/// `runsJobs()` says whether promise jobs run, somewhere below on the native stack.
pub fn runs_jobs<'s>(scope: &mut v8::PinScope<'s, '_>, _args: Args<'s>, mut result: Return<'s>) {
    let program = scope.get_current_context();
    result.set_bool(program.get_microtask_queue().is_some_and(|queue| queue.is_running_microtasks()));
}

/// `runAside()` runs the job of the second queue.
pub fn run_aside<'s>(scope: &mut v8::PinScope<'s, '_>, _args: Args<'s>, _result: Return<'s>) {
    let state = State::of(scope);
    let queue = state.aside.queue(scope);
    queue.perform_checkpoint(scope);
}

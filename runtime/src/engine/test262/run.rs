//! One test, in the process that was forked for it.

use super::host::{self, Host};
use super::server::Harness;
use super::{End, Job, Phase};
use crate::engine::state::State;
use crate::engine::{boot, modules, scripts};
use crate::module::url_of_path;

/// What the functions that V8 calls back need: in a slot of the isolate.
pub struct Run {
    /// The test.
    pub job: Job,
    /// The scripts that run before it.
    pub harness: Harness,
    /// Takes the end of the test; ends the process.
    pub finish: fn(&v8::Isolate, End) -> !,
}

/// Runs the test and the event loop, to the end of the process.
pub fn run(scope: &mut v8::PinScope<'_, '_>, run: Run) -> ! {
    let finish = run.finish;
    State::of(scope).isolate.process.set_main_url(url_of_path(&run.job.file));
    scope.set_allow_atomics_wait(run.job.can_block);
    scope.set_slot(std::rc::Rc::new(run));
    v8::tc_scope!(let scope, scope);
    let start = v8::Function::new(scope, start).expect("a function can be made before any program runs");
    let end = match boot::enter(scope, start.into()) {
        Some(0) => End::Finished,
        Some(code) => End::Died(format!("exit code {code}")),
        None => End::Died("the event loop ended with an exception".to_owned()),
    };
    finish(scope, end)
}

/// `start()` of the event loop: runs the test as its first job. A test that fails ends the process here.
fn start<'s>(
    scope: &mut v8::PinScope<'s, '_>,
    _args: v8::FunctionCallbackArguments<'s>,
    mut result: v8::ReturnValue<'s, v8::Value>,
) {
    let run = scope.get_slot::<std::rc::Rc<Run>>().expect("`run` fills the slot").clone();
    v8::tc_scope!(let scope, scope);
    match evaluate(scope, &run) {
        Ok(promise) => result.set(promise.into()),
        Err(phase) => {
            let thrown = scope.exception().map(|exception| host::describe(scope, exception));
            let (name, message) = thrown.unwrap_or_default();
            (run.finish)(scope, End::Threw { phase, name, message })
        }
    }
}

/// Runs harness and test. An error is the phase to which it came, with an exception pending.
fn evaluate<'s>(scope: &mut v8::PinScope<'s, '_>, run: &Run) -> Result<v8::Local<'s, v8::Promise>, Phase> {
    for script in &run.harness {
        let script = v8::Local::new(scope, script);
        scripts::run(scope, script).ok_or(Phase::Runtime)?;
    }
    if run.job.module {
        return module(scope, &run.job);
    }
    let text = std::fs::read_to_string(&run.job.file).unwrap_or_default();
    let text = if run.job.strict { format!("\"use strict\";\n{text}") } else { text };
    let script = scripts::compile(scope, &text, &url_of_path(&run.job.file)).ok_or(Phase::Parse)?;
    scripts::run(scope, script).ok_or(Phase::Runtime)?;
    let resolver = v8::PromiseResolver::new(scope).ok_or(Phase::Runtime)?;
    let undefined = v8::undefined(scope).into();
    resolver.resolve(scope, undefined);
    Ok(resolver.get_promise(scope))
}

fn module<'s>(scope: &mut v8::PinScope<'s, '_>, job: &Job) -> Result<v8::Local<'s, v8::Promise>, Phase> {
    let url = url_of_path(&job.file);
    if let Err(error) = State::of(scope).load_module(&url) {
        modules::throw_failure(scope, modules::Failure::Load(error));
        return Err(Phase::Parse);
    }
    let record = match modules::load_graph(scope, &url) {
        Ok(record) => record,
        Err(failure) => return Err(failed(scope, &url, failure)),
    };
    if !modules::link(scope, &record) {
        return Err(Phase::Resolution);
    }
    let promise = modules::evaluate(scope, &record).ok_or(Phase::Runtime)?;
    let rejected = v8::Function::new(scope, rejected).ok_or(Phase::Runtime)?;
    promise.catch(scope, rejected).ok_or(Phase::Runtime)?;
    Ok(promise)
}

/// What V8 refuses is an error of the test itself, or of a module that it imports: its phase is that of resolving then.
fn failed(scope: &mut v8::PinScope<'_, '_>, root: &str, failure: modules::Failure) -> Phase {
    let thrown = matches!(failure, modules::Failure::Thrown);
    modules::throw_failure(scope, failure);
    match thrown && State::of(scope).refused.borrow().as_deref() == Some(root) {
        true => Phase::Parse,
        false => Phase::Resolution,
    }
}

/// What the evaluation of a module was rejected with.
fn rejected<'s>(
    scope: &mut v8::PinScope<'s, '_>,
    args: v8::FunctionCallbackArguments<'s>,
    _result: v8::ReturnValue<'s, v8::Value>,
) {
    let run = scope.get_slot::<std::rc::Rc<Run>>().expect("`run` fills the slot").clone();
    let (name, message) = host::describe(scope, args.get(0));
    (run.finish)(scope, End::Threw { phase: Phase::Runtime, name, message })
}

/// What the program printed.
pub fn printed(isolate: &v8::Isolate) -> Vec<String> {
    Host::of(isolate).printed.take()
}

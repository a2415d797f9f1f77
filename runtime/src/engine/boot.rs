//! How an isolate comes to life; the five steps are in the head of `engine/mod.rs`.

use std::sync::Arc;

use super::convert::{key_to_js, string_to_js, to_js};
use super::direct_natives;
use super::limits::{self, Offence};
use super::modules;
use super::natives;
use super::shared_memory;
use super::snapshot;
use super::state::State;
use super::synthetic;
use crate::isolate::Words;
use crate::module::Format;
use crate::value::Value;

/// Boots the isolate and runs its event loop to the end; gives the exit code. `None` means that an exception is
/// pending.
pub fn boot(scope: &mut v8::PinScope<'_, '_>) -> Option<i32> {
    prepare(scope)?;
    let start = match State::of(scope).isolate.number {
        0 => v8::Function::new(scope, start_program)?.into(),
        _ => v8::undefined(scope).into(),
    };
    enter(scope, start)
}

/// Steps 1 to 3: all that is there before a program is.
pub fn prepare(scope: &mut v8::PinScope<'_, '_>) -> Option<()> {
    if State::of(scope).isolate.process.snapshot.is_some() {
        return prepare_from_snapshot(scope);
    }
    let ops = make_ops(scope);
    share_memory(scope, ops);
    direct_natives::attach(scope, ops);
    let core = run_module(scope, CORE)?;
    equip(scope, core)
}

/// The same where the context comes from a snapshot: what the natives and modules made is there, and what belongs to this
/// isolate alone is put into it.
fn prepare_from_snapshot(scope: &mut v8::PinScope<'_, '_>) -> Option<()> {
    let ops = snapshot::restore(scope);
    set_constants(scope, ops);
    check_words(scope, ops);
    direct_natives::attach(scope, ops);
    let core = run_module(scope, CORE)?;
    define_globals(scope, core)?;
    let late = run_module(scope, LATE)?;
    let key = key_to_js(scope, "complete");
    let complete = v8::Local::<v8::Function>::try_from(late.get(scope, key.into())?).ok()?;
    let receiver = v8::undefined(scope).into();
    complete.call(scope, receiver, &[]).map(drop)
}

/// What a snapshot is made of: the context after steps 1 to 3 and the modules that most programs need, but without the
/// constants of compiled code, which each isolate gets anew, so that V8 can fold them. Meanwhile properties stand for them.
pub fn prepare_for_snapshot(scope: &mut v8::PinScope<'_, '_>) -> Option<()> {
    let ops = make_ops(scope);
    let (key, yes) = (key_to_js(scope, "makesSnapshot"), v8::Boolean::new(scope, true));
    ops.create_data_property(scope, key.into(), yes.into());
    let words = v8::ArrayBuffer::new(scope, size_of::<Words>());
    let words = v8::Int32Array::new(scope, words, 0, size_of::<Words>() / size_of::<i32>())?;
    let key = key_to_js(scope, WORDS);
    ops.create_data_property(scope, key.into(), words.into());
    let global = scope.get_current_context().global(scope);
    // V8 gives this property to each context, but not before it is read from the snapshot.
    let (class, limit) = (key_to_js(scope, "Error"), key_to_js(scope, "stackTraceLimit"));
    let error_class = global.get(scope, class.into())?.to_object(scope)?;
    let no_limit = v8::Integer::new(scope, 0);
    error_class.create_data_property(scope, limit.into(), no_limit.into())?;
    let shared = v8::SharedArrayBuffer::new(scope, 0)?;
    let key = key_to_js(scope, "constructor");
    let class = shared.get(scope, key.into())?;
    let shared_class = key_to_js(scope, "SharedArrayBuffer");
    global.create_data_property(scope, shared_class.into(), class)?;
    let core = run_module(scope, CORE)?;
    let key = key_to_js(scope, "abi");
    let abi = core.get(scope, key.into())?.to_object(scope)?;
    let names = hz_compiler::abi::GLOBALS;
    for name in names {
        let (from, to) =
            (key_to_js(scope, name), key_to_js(scope, &format!("{}{name}", hz_compiler::abi::PREFIX)));
        let value = abi.get(scope, from.into())?;
        global.create_data_property(scope, to.into(), value)?;
    }
    for url in ["hz:globals", MAIN, "hz"] {
        run_module(scope, url)?;
    }
    for name in names {
        let key = key_to_js(scope, &format!("{}{name}", hz_compiler::abi::PREFIX));
        global.delete(scope, key.into())?;
    }
    error_class.delete(scope, limit.into())?;
    global.delete(scope, shared_class.into())?;
    Some(())
}

const CORE: &str = "hz:core/abi";
const MAIN: &str = "hz:core/main";
const LATE: &str = "hz:core/late";
const WORDS: &str = "words";

/// Makes the constants of compiled code, from the exports of `core/abi.js`, and the globals in the current context.
pub fn equip<'s>(scope: &mut v8::PinScope<'s, '_>, core: v8::Local<'s, v8::Object>) -> Option<()> {
    define_globals(scope, core)?;
    run_module(scope, "hz:globals")?;
    Some(())
}

/// Steps 4 and 5: runs the event loop to its end.
pub fn enter<'s>(scope: &mut v8::PinScope<'s, '_>, start: v8::Local<'s, v8::Value>) -> Option<i32> {
    let core = run_module(scope, MAIN)?;
    let key = key_to_js(scope, "main");
    let main =
        v8::Local::<v8::Function>::try_from(core.get(scope, key.into())?).expect("core/main.js exports main");
    let receiver = v8::undefined(scope).into();
    let code = main.call(scope, receiver, &[start])?;
    if code.is_undefined() { Some(0) } else { code.int32_value(scope) }
}

/// After a limit has stopped all JavaScript: lets the scheduler end the offender, and runs on. Gives what `boot` gives.
pub fn recover(scope: &mut v8::PinScope<'_, '_>, offence: &Offence) -> Option<i32> {
    let state = State::of(scope);
    let (limit, message) = (string_to_js(scope, offence.limit), string_to_js(scope, &offence.message));
    let code = state.hooks.recover.call(scope, &[limit.into(), message.into()])?;
    if code.is_undefined() { Some(0) } else { code.int32_value(scope) }
}

/// `start()`: loads and runs the entry module; gives the promise of its evaluation.
fn start_program<'s>(
    scope: &mut v8::PinScope<'s, '_>,
    _args: v8::FunctionCallbackArguments<'s>,
    mut result: v8::ReturnValue<'s, v8::Value>,
) {
    let url = State::of(scope).isolate.process.main_url();
    if let Some(promise) = run_program(scope, &url) {
        result.set(promise.into());
    }
}

/// Loads and runs the entry module. What goes wrong on the way is a rejection too, so that there is one way for all
/// errors of the program.
fn run_program<'s>(scope: &mut v8::PinScope<'s, '_>, url: &str) -> Option<v8::Local<'s, v8::Promise>> {
    let resolver = v8::PromiseResolver::new(scope)?;
    v8::tc_scope!(let scope, scope);
    let is_common_js =
        State::of(scope).load_module(url).is_ok_and(|loaded| loaded.format == Format::CommonJs);
    let promise = match is_common_js {
        true => synthetic::run_common_js(scope, url),
        false => modules::run(scope, url).map(|(_, promise)| promise),
    };
    if promise.is_some() {
        return promise;
    }
    if scope.has_terminated() {
        return None;
    }
    let exception = scope.exception()?;
    scope.reset();
    resolver.reject(scope, exception);
    Some(resolver.get_promise(scope))
}

/// Runs a module that must end at once, and gives its namespace.
pub fn run_module<'s>(scope: &mut v8::PinScope<'s, '_>, url: &str) -> Option<v8::Local<'s, v8::Object>> {
    let (record, promise) = modules::run(scope, url)?;
    if promise.state() == v8::PromiseState::Rejected {
        promise.mark_as_handled();
        let reason = promise.result(scope);
        scope.throw_exception(reason);
        return None;
    }
    let namespace = v8::Local::new(scope, &record.module).get_module_namespace();
    v8::Local::<v8::Object>::try_from(namespace).ok()
}

/// Makes the object of native functions and constants.
fn make_ops<'s>(scope: &mut v8::PinScope<'s, '_>) -> v8::Local<'s, v8::Object> {
    let state = State::of(scope);
    let ops = v8::Object::new(scope);
    natives::install(scope, ops, &state.natives);
    direct_natives::install(scope, ops);
    set_constants(scope, ops);
    *state.ops.borrow_mut() = Some(v8::Global::new(scope, ops));
    ops
}

fn set_constants(scope: &mut v8::PinScope<'_, '_>, ops: v8::Local<v8::Object>) {
    let state = State::of(scope);
    let process = &state.isolate.process;
    let config = &process.config;
    let constants = Value::object([
        ("isolate", state.isolate.number.into()),
        ("generation", state.isolate.generation.into()),
        ("cores", config.cores.into()),
        ("native", config.native.into()),
        ("stress", config.stress.into()),
        ("verify", config.verify.into()),
        ("pollsV8", super::platform::is_polled().into()),
        ("stats", config.stats.into()),
        ("cpuLimitMs", config.thread_cpu_ms.unwrap_or(0).into()),
        ("wallLimitMs", config.thread_wall_ms.unwrap_or(0).into()),
        ("exitWithMain", config.exit_with_main.into()),
        ("heapMessage", limits::heap_message(&state.isolate).into()),
        ("seed", config.seed.map_or(Value::Undefined, |seed| Value::Number(seed as f64))),
        ("sliceMs", config.slice_ms.into()),
        ("mainUrl", process.main_url().into()),
        ("args", config.args.clone().into()),
        ("version", env!("CARGO_PKG_VERSION").into()),
        ("v8Version", super::platform::version().into()),
    ]);
    if let Value::Object(fields) = constants {
        for (name, value) in fields {
            if let Some(value) = to_js(scope, value) {
                let key = key_to_js(scope, &name);
                ops.create_data_property(scope, key.into(), value);
            }
        }
    }
}

/// Adds the memory that JavaScript shares with other threads: the poll words as an `Int32Array`; with a seed virtual
/// time, and in a traced run the records, each as a `Float64Array`.
fn share_memory<'s>(scope: &mut v8::PinScope<'s, '_>, ops: v8::Local<'s, v8::Object>) {
    let state = State::of(scope);
    let isolate = &state.isolate;
    let words = &isolate.words;
    let memory = Arc::as_ptr(words).cast::<u8>();
    // SAFETY: the words are what the Arc owns, whole, and aligned to a cache line.
    let words = unsafe { shared_memory::array(scope, "Int32Array", words, memory, size_of::<Words>()) };
    let key = key_to_js(scope, WORDS);
    ops.create_data_property(scope, key.into(), words);
    if let Some(turns) = &isolate.process.turns {
        let clock = turns.clock();
        let memory = Arc::as_ptr(clock).cast::<u8>();
        // SAFETY: the clock is what the Arc owns, whole, and aligned to a cache line.
        let time =
            unsafe { shared_memory::array(scope, "Float64Array", clock, memory, size_of_val(&**clock)) };
        let key = key_to_js(scope, "virtualTime");
        ops.create_data_property(scope, key.into(), time);
    }
    if let Some(buffer) = &isolate.trace {
        let (memory, bytes) = buffer.memory();
        // SAFETY: the buffer owns that memory, cells of 64 bits.
        let records = unsafe { shared_memory::array(scope, "Float64Array", buffer, memory, bytes) };
        let key = key_to_js(scope, "traceBuffer");
        ops.create_data_property(scope, key.into(), records);
    }
}

/// In a context from a snapshot the poll words are the isolate's own, since the allocator gave V8 that memory
/// (`buffers.rs`). V8 has written zeros over it; what others have set meanwhile is set again.
fn check_words(scope: &mut v8::PinScope<'_, '_>, ops: v8::Local<v8::Object>) {
    let key = key_to_js(scope, WORDS);
    let array = ops.get(scope, key.into());
    let array = array.and_then(|array| v8::Local::<v8::Int32Array>::try_from(array).ok());
    let memory = array.and_then(|array| array.buffer(scope)?.data());
    let state = State::of(scope);
    let words = &state.isolate.words;
    let own = Arc::as_ptr(words).cast::<u8>();
    assert_eq!(
        memory.map(|memory| memory.as_ptr().cast::<u8>().cast_const()),
        Some(own),
        "the poll words lie elsewhere"
    );
    words.set(Words::SLICE_MS, state.isolate.process.config.slice_ms as i32);
    words.set(Words::HAS_EVENTS, 1);
}

/// Makes the constants that compiled code refers to. They are bindings of the global scope and no properties, so V8
/// folds them and programs do not see them.
fn define_globals<'s>(scope: &mut v8::PinScope<'s, '_>, core: v8::Local<'s, v8::Object>) -> Option<()> {
    let key = key_to_js(scope, "abi");
    let abi = core.get(scope, key.into())?;
    let global = scope.get_current_context().global(scope);
    let prefix = hz_compiler::abi::PREFIX;
    // The way from a module into a script: a property that exists while this function runs.
    let passage_name = format!("{prefix}abi");
    let passage = key_to_js(scope, &passage_name);
    global.create_data_property(scope, passage.into(), abi)?;
    let hooks = match State::of(scope).isolate.process.config.hooks {
        true => hz_compiler::abi::HOOK_GLOBALS,
        false => &[],
    };
    let names = hz_compiler::abi::GLOBALS.iter().chain(hooks);
    let bindings: Vec<_> = names.map(|name| format!("{prefix}{name} = {passage_name}.{name}")).collect();
    let script = string_to_js(scope, &format!("\"use strict\"; const {};", bindings.join(", ")));
    let origin = modules::origin(scope, "hz:core/globals", false);
    v8::Script::compile(scope, script, Some(&origin))?.run(scope)?;
    global.delete(scope, passage.into())?;
    Some(())
}

/// Stores V8's code of the modules that had none from an earlier run. Done at the end, when the functions that the
/// program used are compiled and thus part of it. True when all had theirs.
pub fn keep_code(scope: &mut v8::PinScope<'_, '_>) -> bool {
    let state = State::of(scope);
    if state.isolate.number != 0 {
        return false;
    }
    let loader = &state.isolate.process.loader;
    let mut is_all_kept = true;
    for record in state.modules.borrow().all() {
        let Some(loaded) = record.loaded.as_ref().filter(|_| !record.has_code_cache) else { continue };
        let module = v8::Local::new(scope, &record.module);
        if !module.is_source_text_module() || module.get_status() != v8::ModuleStatus::Evaluated {
            continue;
        }
        is_all_kept = false;
        if let Some(code) = module.get_unbound_module_script(scope).create_code_cache() {
            loader.keep_code_cache(loaded, &code);
        }
    }
    for (loaded, function) in state.modules.borrow().functions() {
        if let Some(code) = v8::Local::new(scope, function).create_code_cache() {
            loader.keep_code_cache(loaded, &code);
        }
    }
    is_all_kept
}

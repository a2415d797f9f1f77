//! The native functions of `hz:bench`: a module as it is written, in a realm with built-ins of its own, beside the program;
//! and what compiling a module costs.

use super::convert::{key_to_js, string_to_js, to_js};
use super::errors::throw;
use super::modules::{self, Failure};
use super::natives::OwnNatives;
use super::state::State;
use crate::module::{Format, Loaded};
use crate::value::{OpError, Value};

type Args<'s> = v8::FunctionCallbackArguments<'s>;
type Return<'s> = v8::ReturnValue<'s, v8::Value>;

/// Lists the functions.
pub fn list(natives: &mut OwnNatives) {
    natives.add("runAsWritten", run_as_written);
    natives.add("compileCost", compile_cost);
    natives.add("threadCpuMs", thread_cpu_ms);
}

/// `runAsWritten(url)` runs a module in a new realm and gives its namespace, or its `module.exports`. V8 gets the text
/// as the file has it, and the realm has V8's own built-ins, `eval` among them. The module imports nothing.
fn run_as_written<'s>(scope: &mut v8::PinScope<'s, '_>, args: Args<'s>, mut result: Return<'s>) {
    let url = args.get(0).to_rust_string_lossy(scope);
    let loaded = match State::of(scope).isolate.process.loader.as_in_file(&url) {
        Ok(loaded) => loaded,
        Err(error) => return modules::throw_failure(scope, Failure::Load(error)),
    };
    let own = scope.get_current_context();
    let context = v8::Context::new(scope, Default::default());
    // The same token: the two realms are one program, and may call each other.
    context.set_security_token(own.get_security_token(scope));
    let scope = &mut v8::ContextScope::new(scope, context);
    let exports = match loaded.format {
        Format::Module => run_module(scope, &loaded),
        Format::CommonJs => run_common_js(scope, &loaded),
        Format::Json => return throw(scope, OpError::type_error(format!("{url} is JSON, not a program"))),
        Format::Script => unreachable!("files are loaded as modules"),
    };
    if let Some(exports) = exports {
        result.set(exports);
    }
}

fn run_module<'s>(scope: &mut v8::PinScope<'s, '_>, loaded: &Loaded) -> Option<v8::Local<'s, v8::Value>> {
    let text = string_to_js(scope, &loaded.code);
    let origin = modules::origin(scope, &loaded.url, true);
    let mut source = v8::script_compiler::Source::new(text, Some(&origin));
    let module = v8::script_compiler::compile_module(scope, &mut source)?;
    module.instantiate_module(scope, refuse_import)?;
    let promise = v8::Local::<v8::Promise>::try_from(module.evaluate(scope)?).expect("modules give promises");
    match promise.state() {
        v8::PromiseState::Fulfilled => Some(module.get_module_namespace()),
        v8::PromiseState::Rejected => {
            promise.mark_as_handled();
            let reason = promise.result(scope);
            scope.throw_exception(reason);
            None
        }
        v8::PromiseState::Pending => {
            let message = format!("{}: a module that is run as written cannot await", loaded.url);
            throw(scope, OpError::type_error(message));
            None
        }
    }
}

fn refuse_import<'s>(
    context: v8::Local<'s, v8::Context>,
    specifier: v8::Local<'s, v8::String>,
    _attributes: v8::Local<'s, v8::FixedArray>,
    _referrer: v8::Local<'s, v8::Module>,
) -> Option<v8::Local<'s, v8::Module>> {
    // SAFETY: V8 calls this on the isolate's thread, inside the context that it hands over.
    v8::callback_scope!(unsafe scope, context);
    let specifier = specifier.to_rust_string_lossy(scope);
    let message = format!("cannot import {specifier:?}: a module that is run as written stands alone");
    throw(scope, OpError::type_error(message));
    None
}

fn run_common_js<'s>(scope: &mut v8::PinScope<'s, '_>, loaded: &Loaded) -> Option<v8::Local<'s, v8::Value>> {
    let text = string_to_js(scope, &loaded.code);
    let origin = modules::origin(scope, &loaded.url, false);
    let mut source = v8::script_compiler::Source::new(text, Some(&origin));
    let parameters = ["exports", "module"].map(|name| string_to_js(scope, name));
    let options = v8::script_compiler::CompileOptions::NoCompileOptions;
    let reason = v8::script_compiler::NoCacheReason::NoReason;
    let function =
        v8::script_compiler::compile_function(scope, &mut source, &parameters, &[], options, reason)?;
    let (module, exports) = (v8::Object::new(scope), v8::Object::new(scope));
    let key = key_to_js(scope, "exports");
    module.create_data_property(scope, key.into(), exports.into());
    function.call(scope, exports.into(), &[exports.into(), module.into()])?;
    module.get(scope, key.into())
}

/// `compileCost(url)`: `{ source, output, ms }`, as `Loader::compile_cost` has them.
fn compile_cost<'s>(scope: &mut v8::PinScope<'s, '_>, args: Args<'s>, mut result: Return<'s>) {
    let url = args.get(0).to_rust_string_lossy(scope);
    let cost = match State::of(scope).isolate.process.loader.compile_cost(&url) {
        Ok(cost) => cost,
        Err(error) => return modules::throw_failure(scope, Failure::Load(error)),
    };
    let fields = Value::object([
        ("source", (cost.source_bytes as f64).into()),
        ("output", (cost.output_bytes as f64).into()),
        ("ms", (cost.time.as_secs_f64() * 1e3).into()),
    ]);
    if let Some(fields) = to_js(scope, fields) {
        result.set(fields);
    }
}

/// `threadCpuMs()`: what the isolate's thread has used of a processor, in milliseconds.
fn thread_cpu_ms<'s>(_scope: &mut v8::PinScope<'s, '_>, _args: Args<'s>, mut result: Return<'s>) {
    let used = rustix::time::clock_gettime(rustix::time::ClockId::ThreadCPUTime);
    result.set_double(used.tv_sec as f64 * 1e3 + used.tv_nsec as f64 / 1e6);
}

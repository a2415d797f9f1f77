//! The native functions of the CommonJS loader (`core/commonjs.js`) and of whatever else deals with modules by name.

use super::convert::{string_to_js, to_js};
use super::dynamic_code;
use super::errors::throw;
use super::function_text;
use super::modules::{self, Failure};
use super::natives::OwnNatives;
use super::state::State;
use super::synthetic;
use crate::module::source_map::Place;
use crate::module::{Format, LoadError, Mode, path_of_url, source_map, stdlib, url_of_path};
use crate::value::{OpError, Value};

type Args<'s> = v8::FunctionCallbackArguments<'s>;
type Return<'s> = v8::ReturnValue<'s, v8::Value>;

/// Parameters of the function that a CommonJS module becomes.
const PARAMETERS: [&str; 5] = ["exports", "require", "module", "__filename", "__dirname"];

/// Lists the functions.
pub fn list(natives: &mut OwnNatives) {
    natives.add("resolveModule", resolve_module);
    natives.add("moduleFormat", module_format);
    natives.add("compileCommonJs", compile_common_js);
    natives.add("parseJsonModule", parse_json_module);
    natives.add("requireModule", require_module);
    natives.add("load", require_module);
    natives.add("importModule", import_module);
    natives.add("urlToPath", url_to_path);
    natives.add("pathToUrl", path_to_url);
    natives.add("builtinModules", builtin_modules);
    natives.add("functionText", function_text::function_text);
    natives.add("compileScript", dynamic_code::compile_script);
    natives.add("load", load);
}

fn text(scope: &mut v8::PinScope<'_, '_>, args: &Args<'_>, index: i32) -> String {
    args.get(index).to_rust_string_lossy(scope)
}

/// `resolveModule(specifier, referrer, forImport)` gives the URL that `require(specifier)` means in that module, or
/// `import(specifier)`.
fn resolve_module<'s>(scope: &mut v8::PinScope<'s, '_>, args: Args<'s>, mut result: Return<'s>) {
    let (specifier, referrer) = (text(scope, &args, 0), text(scope, &args, 1));
    let mode = if args.get(2).is_true() { Mode::Import } else { Mode::Require };
    let process = State::of(scope).isolate.process.clone();
    match process.loader.resolve(&specifier, &referrer, mode) {
        Ok(url) => result.set(string_to_js(scope, &url).into()),
        Err(error) => {
            let missing = matches!(error, LoadError::NotFound { .. });
            let error = OpError::from(error.imported_from(Place::of_module(&referrer)));
            // Node has two names for the same thing; packages that try optional dependencies look for this one.
            throw(
                scope,
                if missing && mode == Mode::Require { error.with_code("MODULE_NOT_FOUND") } else { error },
            );
        }
    }
}

/// `moduleFormat(url)`: "builtin", "module", "commonjs", "json" or "script".
fn module_format<'s>(scope: &mut v8::PinScope<'s, '_>, args: Args<'s>, mut result: Return<'s>) {
    let url = text(scope, &args, 0);
    let format = if stdlib::is_internal(&url) {
        "builtin"
    } else {
        match State::of(scope).load_module(&url) {
            Ok(loaded) => match loaded.format {
                Format::Module => "module",
                Format::CommonJs => "commonjs",
                Format::Json => "json",
                Format::Script => "script",
            },
            Err(error) => return modules::throw_failure(scope, Failure::Load(error)),
        }
    };
    result.set(string_to_js(scope, format).into());
}

/// `compileCommonJs(url)` gives the module as a function of `exports, require, module, __filename, __dirname`.
fn compile_common_js<'s>(scope: &mut v8::PinScope<'s, '_>, args: Args<'s>, mut result: Return<'s>) {
    let url = text(scope, &args, 0);
    let loaded = match State::of(scope).load_module(&url) {
        Ok(loaded) => loaded,
        Err(error) => return modules::throw_failure(scope, Failure::Load(error)),
    };
    // A `#!` line is allowed at the start of a file, and this text becomes the inside of a function.
    let code = match loaded.code.strip_prefix("#!") {
        Some(rest) => format!("//{rest}"),
        None => loaded.code.clone(),
    };
    let code = string_to_js(scope, &code);
    let origin = modules::origin(scope, &url, false);
    let cached = loaded.code_cache.as_deref().map(v8::script_compiler::CachedData::new);
    let options = match cached {
        Some(_) => v8::script_compiler::CompileOptions::ConsumeCodeCache,
        None => v8::script_compiler::CompileOptions::NoCompileOptions,
    };
    let mut source = match cached {
        Some(cached) => v8::script_compiler::Source::new_with_cached_data(code, Some(&origin), cached),
        None => v8::script_compiler::Source::new(code, Some(&origin)),
    };
    let parameters = PARAMETERS.map(|name| string_to_js(scope, name));
    let reason = v8::script_compiler::NoCacheReason::NoReason;
    let function =
        v8::script_compiler::compile_function(scope, &mut source, &parameters, &[], options, reason);
    if let Some(function) = function {
        let fresh = source.get_cached_data().is_none_or(|data| data.rejected());
        if fresh {
            let function = v8::Global::new(scope, function);
            State::of(scope).modules.borrow_mut().add_function(loaded.clone(), function);
        }
        result.set(function.into());
    }
}

/// `parseJsonModule(url)` gives the value of a JSON file, made anew.
fn parse_json_module<'s>(scope: &mut v8::PinScope<'s, '_>, args: Args<'s>, mut result: Return<'s>) {
    let url = text(scope, &args, 0);
    match State::of(scope).load_module(&url) {
        Ok(loaded) => {
            if let Some(value) = synthetic::parse_json(scope, &loaded) {
                result.set(value);
            }
        }
        Err(error) => modules::throw_failure(scope, Failure::Load(error)),
    }
}

/// `requireModule(url)` gives the namespace of an ES module, which must not wait at its top level.
fn require_module<'s>(scope: &mut v8::PinScope<'s, '_>, args: Args<'s>, mut result: Return<'s>) {
    let url = text(scope, &args, 0);
    let record = match modules::load_graph(scope, &url) {
        Ok(record) => record,
        Err(failure) => return modules::throw_failure(scope, failure),
    };
    if !modules::link(scope, &record) {
        return;
    }
    let module = v8::Local::new(scope, &record.module);
    let shown = source_map::shown(&url);
    if module.is_graph_async() {
        let message =
            format!("require() of {shown}: the module waits at its top level; use import() instead");
        return throw(scope, OpError::new("Error", message).with_code("ERR_REQUIRE_ASYNC_MODULE"));
    }
    if module.get_status() == v8::ModuleStatus::Evaluating {
        let message = format!("require() of {shown}: the module is being evaluated, it requires itself");
        return throw(scope, OpError::new("Error", message).with_code("ERR_REQUIRE_CYCLE_MODULE"));
    }
    let Some(promise) = modules::evaluate(scope, &record) else { return };
    if promise.state() == v8::PromiseState::Rejected {
        promise.mark_as_handled();
        let reason = promise.result(scope);
        scope.throw_exception(reason);
        return;
    }
    result.set(module.get_module_namespace());
}

/// `importModule(specifier, referrer)` gives what `import(specifier)` gives in that module.
fn import_module<'s>(scope: &mut v8::PinScope<'s, '_>, args: Args<'s>, mut result: Return<'s>) {
    let (specifier, referrer) = (text(scope, &args, 0), text(scope, &args, 1));
    if let Some(promise) = modules::import(scope, &specifier, &referrer, Ok(None)) {
        result.set(promise.into());
    }
}

/// `urlToPath(url)` gives the path of a `file:` URL, or null.
fn url_to_path<'s>(scope: &mut v8::PinScope<'s, '_>, args: Args<'s>, mut result: Return<'s>) {
    match path_of_url(&text(scope, &args, 0)) {
        Some(path) => result.set(string_to_js(scope, &path.display().to_string()).into()),
        None => result.set_null(),
    }
}

/// `pathToUrl(path)` gives the `file:` URL of an absolute path.
fn path_to_url<'s>(scope: &mut v8::PinScope<'s, '_>, args: Args<'s>, mut result: Return<'s>) {
    let url = url_of_path(std::path::Path::new(&text(scope, &args, 0)));
    result.set(string_to_js(scope, &url).into());
}

/// `builtinModules()` gives the names of the `node:` modules, without the prefix.
fn builtin_modules<'s>(scope: &mut v8::PinScope<'s, '_>, _args: Args<'s>, mut result: Return<'s>) {
    let names = Value::Array(stdlib::node_modules().map(Value::from).collect());
    if let Some(names) = to_js(scope, names) {
        result.set(names);
    }
}

/// `load(url)` loads and runs a module for its declarations, as isolates do to which a function of it was sent.
fn load<'s>(scope: &mut v8::PinScope<'s, '_>, args: Args<'s>, result: Return<'s>) {
    require_module(scope, args, result);
}

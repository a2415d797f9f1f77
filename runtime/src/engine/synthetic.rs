//! Modules that are not ES modules, seen as such: native functions, JSON, CommonJS.

use std::cell::RefCell;
use std::collections::HashSet;
use std::rc::Rc;
use std::sync::Arc;

use v8::MapFnTo;

use super::convert::{key_to_js, string_to_js};
use super::errors::throw;
use super::module_table::Record;
use super::modules;
use super::state::State;
use crate::module::{Form, Format, Loaded, Loader, Mode, source_map, stdlib};
use crate::value::OpError;

/// `hz:internal/ops`, whose default export is the object of native functions.
pub fn ops(scope: &mut v8::PinScope<'_, '_>) -> Rc<Record> {
    make(scope, stdlib::OPS, None, &["default"], ops_steps)
}

/// Where V8 finds what evaluates that module, when it reads it from a snapshot.
pub fn reference() -> v8::ExternalReference {
    let steps: v8::SyntheticModuleEvaluationSteps = ops_steps.map_fn_to();
    v8::ExternalReference { pointer: steps as *mut std::ffi::c_void }
}

fn ops_steps<'s>(
    context: v8::Local<'s, v8::Context>,
    module: v8::Local<'s, v8::Module>,
) -> Option<v8::Local<'s, v8::Value>> {
    // SAFETY: V8 calls this on the isolate's thread, inside the context that it hands over.
    v8::callback_scope!(unsafe scope, context);
    let state = State::of(scope);
    let ops = state.ops.borrow();
    let ops = v8::Local::new(scope, ops.as_ref().expect("ops are made before any module runs"));
    set_export(scope, module, "default", ops.into())?;
    done(scope)
}

/// A JSON module: its value is the default export.
pub fn json(scope: &mut v8::PinScope<'_, '_>, loaded: Arc<Loaded>) -> Rc<Record> {
    make(scope, &loaded.url.clone(), Some(loaded), &["default"], json_steps)
}

fn json_steps<'s>(
    context: v8::Local<'s, v8::Context>,
    module: v8::Local<'s, v8::Module>,
) -> Option<v8::Local<'s, v8::Value>> {
    // SAFETY: V8 calls this on the isolate's thread, inside the context that it hands over.
    v8::callback_scope!(unsafe scope, context);
    let record = State::of(scope).modules.borrow().find(scope, module)?;
    let value = parse_json(scope, record.loaded.as_ref()?)?;
    set_export(scope, module, "default", value)?;
    done(scope)
}

/// A CommonJS module: `module.exports` is the default export, and the names that its text shows are exported too.
pub fn common_js(scope: &mut v8::PinScope<'_, '_>, loaded: Arc<Loaded>) -> Rc<Record> {
    let process = State::of(scope).isolate.process.clone();
    let mut names = vec!["default".to_owned(), "module.exports".to_owned()];
    let mut known: HashSet<String> = names.iter().cloned().collect();
    collect_names(&process.loader, &loaded, &mut HashSet::new(), &mut |name| {
        if known.insert(name.to_owned()) {
            names.push(name.to_owned());
        }
    });
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    make(scope, &loaded.url.clone(), Some(loaded), &names, common_js_steps)
}

/// Runs a CommonJS module and hands its exports on.
fn common_js_steps<'s>(
    context: v8::Local<'s, v8::Context>,
    module: v8::Local<'s, v8::Module>,
) -> Option<v8::Local<'s, v8::Value>> {
    // SAFETY: V8 calls this on the isolate's thread, inside the context that it hands over.
    v8::callback_scope!(unsafe scope, context);
    let record = State::of(scope).modules.borrow().find(scope, module)?;
    let exports = require(scope, &record.url)?;
    let undefined = v8::undefined(scope).into();
    for name in &record.exports {
        let value = if name == "default" || name == "module.exports" {
            exports
        } else if let Ok(object) = v8::Local::<v8::Object>::try_from(exports) {
            let key = key_to_js(scope, name);
            object.get(scope, key.into())?
        } else {
            undefined
        };
        set_export(scope, module, name, value)?;
    }
    done(scope)
}

/// `module.exports` of a CommonJS module. The loader for these is JavaScript; it is loaded when first needed.
pub fn require<'s>(scope: &mut v8::PinScope<'s, '_>, url: &str) -> Option<v8::Local<'s, v8::Value>> {
    let state = State::of(scope);
    if state.hooks.common_js.get(scope).is_none() {
        modules::run(scope, "hz:core/commonjs")?;
    }
    let url = string_to_js(scope, url).into();
    state.hooks.common_js.call(scope, &[url])
}

/// Runs the program's entry module, which is CommonJS; gives a promise of its end.
pub fn run_common_js<'s>(scope: &mut v8::PinScope<'s, '_>, url: &str) -> Option<v8::Local<'s, v8::Promise>> {
    modules::run(scope, "hz:core/commonjs")?;
    let is_program = v8::Boolean::new(scope, true);
    let url = string_to_js(scope, url);
    let promise = State::of(scope).hooks.common_js.call(scope, &[url.into(), is_program.into()])?;
    Some(v8::Local::<v8::Promise>::try_from(promise).expect("core/commonjs.js gives a promise"))
}

/// The names that a CommonJS module shows, with those of the modules that it re-exports as a whole.
fn collect_names(loader: &Loader, loaded: &Loaded, seen: &mut HashSet<String>, add: &mut impl FnMut(&str)) {
    if !seen.insert(loaded.url.clone()) {
        return;
    }
    loaded.exports.names.iter().for_each(|name| add(name));
    for specifier in &loaded.exports.reexports {
        // What cannot be found or read here fails with a better message when the module runs.
        let other = loader
            .resolve(specifier, &loaded.url, Mode::Require)
            .and_then(|url| loader.load(&url, Form::Program));
        if let Ok(other) = other
            && other.format == Format::CommonJs
        {
            collect_names(loader, &other, seen, add);
        }
    }
}

/// The value of a JSON text. An error names the file and the place.
pub fn parse_json<'s>(scope: &mut v8::PinScope<'s, '_>, loaded: &Loaded) -> Option<v8::Local<'s, v8::Value>> {
    let json = loaded.code.strip_prefix('\u{feff}').unwrap_or(&loaded.code);
    let text = string_to_js(scope, json);
    let parsed = {
        v8::tc_scope!(let scope, scope);
        v8::json::parse(scope, text)
    };
    if parsed.is_none() {
        // V8's parser says what is wrong, this one says where.
        let wrong = serde_json::from_str::<serde::de::IgnoredAny>(json).err();
        let file = source_map::shown(&loaded.url);
        let message =
            wrong.map_or_else(|| format!("{file}: not JSON"), |wrong| format!("{file}: not JSON: {wrong}"));
        throw(scope, OpError::new("SyntaxError", message));
    }
    parsed
}

/// A synthetic module and its record.
fn make<'s>(
    scope: &mut v8::PinScope<'s, '_>,
    url: &str,
    loaded: Option<Arc<Loaded>>,
    names: &[&str],
    steps: impl v8::MapFnTo<v8::SyntheticModuleEvaluationSteps<'s>>,
) -> Rc<Record> {
    let name = string_to_js(scope, url);
    let keys: Vec<_> = names.iter().map(|name| key_to_js(scope, name)).collect();
    let module = v8::Module::create_synthetic_module(scope, name, &keys, steps);
    Rc::new(Record {
        url: url.to_owned(),
        module: v8::Global::new(scope, module),
        loaded,
        imports: RefCell::default(),
        exports: names.iter().map(|name| name.to_string()).collect(),
        has_code_cache: true,
    })
}

fn set_export<'s>(
    scope: &mut v8::PinScope<'s, '_>,
    module: v8::Local<'s, v8::Module>,
    name: &str,
    value: v8::Local<'s, v8::Value>,
) -> Option<bool> {
    let name = key_to_js(scope, name);
    module.set_synthetic_module_export(scope, name, value)
}

/// What the evaluation of a synthetic module gives: a promise that is fulfilled already.
fn done<'s>(scope: &mut v8::PinScope<'s, '_>) -> Option<v8::Local<'s, v8::Value>> {
    let resolver = v8::PromiseResolver::new(scope)?;
    let undefined = v8::undefined(scope).into();
    resolver.resolve(scope, undefined)?;
    Some(resolver.get_promise(scope).into())
}

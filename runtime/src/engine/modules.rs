//! ES modules: loading a graph, linking it, running it; `import()` and `import.meta`.

use std::cell::RefCell;
use std::rc::Rc;

use v8::MapFnTo;

use super::convert::{key_to_js, string_to_js};
use super::errors::throw;
use super::module_table::Record;
use super::scripts;
use super::stack::source_place;
use super::state::State;
use super::synthetic;
use super::uncaught;
use crate::module::source_map::Place;
use crate::module::{Form, Format, LoadError, Loaded, Loader, Mode, path_of_url, stdlib};
use crate::value::OpError;

/// Why a graph could not be loaded.
pub enum Failure {
    /// A module could not be found, read or compiled.
    Load(LoadError),
    /// A JavaScript exception is pending.
    Thrown,
}

impl From<LoadError> for Failure {
    fn from(error: LoadError) -> Failure {
        Failure::Load(error)
    }
}

/// Makes the failure an exception, if it is not one yet.
pub fn throw_failure(scope: &mut v8::PinScope<'_, '_>, failure: Failure) {
    match failure {
        Failure::Load(error) => uncaught::throw_load_error(scope, error),
        Failure::Thrown => {}
    }
}

/// Loads a module and all that it imports statically. What was loaded before is not loaded again; after a failure
/// nothing of this call remains, so that a later import may succeed.
pub fn load_graph(scope: &mut v8::PinScope<'_, '_>, root: &str) -> Result<Rc<Record>, Failure> {
    let state = State::of(scope);
    let mut added = Vec::new();
    let mut missing = vec![root.to_owned()];
    while let Some(url) = missing.pop() {
        if state.modules.borrow().get(&url).is_some() {
            continue;
        }
        let step = compile(scope, &url).and_then(|record| {
            state.modules.borrow_mut().add(scope, record.clone());
            added.push(record.clone());
            requests(scope, &record)
        });
        match step {
            // Pushed in reverse, so that modules are compiled in the order of the text.
            Ok(urls) => missing.extend(urls.into_iter().rev()),
            Err(failure) => {
                for record in &added {
                    state.modules.borrow_mut().remove(record);
                }
                return Err(failure);
            }
        }
    }
    let record = state.modules.borrow().get(root);
    Ok(record.expect("the root was loaded first"))
}

/// Compiles one module.
fn compile(scope: &mut v8::PinScope<'_, '_>, url: &str) -> Result<Rc<Record>, Failure> {
    if url == stdlib::OPS {
        return Ok(synthetic::ops(scope));
    }
    let loaded = State::of(scope).load_module(url)?;
    match loaded.format {
        Format::Module => compile_source(scope, loaded),
        Format::Json => Ok(synthetic::json(scope, loaded)),
        Format::CommonJs => Ok(synthetic::common_js(scope, loaded)),
        Format::Script => unreachable!("scripts have names that no import can say"),
    }
}

fn compile_source(
    scope: &mut v8::PinScope<'_, '_>,
    loaded: std::sync::Arc<Loaded>,
) -> Result<Rc<Record>, Failure> {
    if !scripts::check_source(scope, &loaded, true) {
        *State::of(scope).refused.borrow_mut() = Some(loaded.url.clone());
        return Err(Failure::Thrown);
    }
    let text = string_to_js(scope, &loaded.code);
    let origin = origin(scope, &loaded.url, true);
    let cached = loaded.code_cache.as_deref().map(v8::script_compiler::CachedData::new);
    let options = match cached {
        Some(_) => v8::script_compiler::CompileOptions::ConsumeCodeCache,
        None => v8::script_compiler::CompileOptions::NoCompileOptions,
    };
    let mut source = match cached {
        Some(cached) => v8::script_compiler::Source::new_with_cached_data(text, Some(&origin), cached),
        None => v8::script_compiler::Source::new(text, Some(&origin)),
    };
    let reason = v8::script_compiler::NoCacheReason::NoReason;
    let Some(module) = v8::script_compiler::compile_module2(scope, &mut source, options, reason) else {
        *State::of(scope).refused.borrow_mut() = Some(loaded.url.clone());
        return Err(Failure::Thrown);
    };
    let has_code_cache = source.get_cached_data().is_some_and(|data| !data.rejected());
    drop(source);
    Ok(Rc::new(Record {
        url: loaded.url.clone(),
        module: v8::Global::new(scope, module),
        loaded: Some(loaded.clone()),
        imports: RefCell::default(),
        exports: Vec::new(),
        has_code_cache,
    }))
}

/// Where V8 says that a text comes from.
pub fn origin<'s>(scope: &mut v8::PinScope<'s, '_>, url: &str, is_module: bool) -> v8::ScriptOrigin<'s> {
    let name = string_to_js(scope, url).into();
    v8::ScriptOrigin::new(scope, name, 0, 0, false, -1, None, false, false, is_module, None)
}

/// Resolves the imports of a module and gives their URLs.
fn requests(scope: &mut v8::PinScope<'_, '_>, record: &Record) -> Result<Vec<String>, Failure> {
    let module = v8::Local::new(scope, &record.module);
    if !module.is_source_text_module() {
        return Ok(Vec::new());
    }
    let loader = &State::of(scope).isolate.process.loader;
    let requests = module.get_module_requests();
    let mut urls = Vec::with_capacity(requests.length());
    for index in 0..requests.length() {
        let request = requests.get(scope, index).expect("the index is below the length");
        let request = v8::Local::<v8::ModuleRequest>::try_from(request).expect("the list is of requests");
        let specifier = request.get_specifier().to_rust_string_lossy(scope);
        let attributes = attribute_type(scope, request.get_import_attributes(), 3);
        let resolved = loader.resolve(&specifier, &record.url, Mode::Import);
        let checked = resolved.and_then(|url| check_type(loader, &url, attributes, &specifier).map(|()| url));
        let url = checked.map_err(|error| {
            let at = module.source_offset_to_location(request.get_source_offset());
            let (line, column) = (at.get_line_number() as u32 + 1, at.get_column_number() as u32 + 1);
            error.imported_from(source_place(scope, &record.url, line, column))
        })?;
        record.imports.borrow_mut().insert(specifier, url.clone());
        urls.push(url);
    }
    Ok(urls)
}

/// The value of the attribute `type`, and whether there are others. V8 lists attributes as keys and values, in
/// static imports followed by an offset (`stride` 3), in dynamic ones not (2).
fn attribute_type(
    scope: &mut v8::PinScope<'_, '_>,
    attributes: v8::Local<v8::FixedArray>,
    stride: usize,
) -> Result<Option<String>, String> {
    let mut found = None;
    for index in (0..attributes.length()).step_by(stride) {
        let text = |index| {
            let data = attributes.get(scope, index)?;
            Some(v8::Local::<v8::String>::try_from(data).ok()?.to_rust_string_lossy(scope))
        };
        let (key, value) = (text(index).unwrap_or_default(), text(index + 1).unwrap_or_default());
        if key != "type" {
            return Err(key);
        }
        found = Some(value);
    }
    Ok(found)
}

/// Whether `with { type }` fits what the module is. JSON may be imported without it, as bundlers allow.
fn check_type(
    loader: &Loader,
    url: &str,
    attribute: Result<Option<String>, String>,
    specifier: &str,
) -> Result<(), LoadError> {
    let refused = |reason: String| LoadError::Refused {
        specifier: specifier.to_owned(),
        importer: None,
        reason,
        code: "ERR_IMPORT_ATTRIBUTE_TYPE_INCOMPATIBLE",
    };
    match attribute {
        Err(key) => Err(refused(format!("import attribute {key:?} is not known; expected \"type\""))),
        Ok(None) => Ok(()),
        Ok(Some(kind)) if kind == "json" => match loader.load(url, Form::Program)?.format {
            Format::Json => Ok(()),
            _ => Err(refused("it is not JSON, as type \"json\" demands".to_owned())),
        },
        Ok(Some(kind)) => Err(refused(format!("import type {kind:?} is not known; expected \"json\""))),
    }
}

/// Links and runs a loaded module; gives the promise of its evaluation. `None` means that an exception is pending. V8 does not take
/// a module that is being run, as one is that imports itself: that promise follows the one that V8 gives afterwards.
pub fn evaluate<'s>(scope: &mut v8::PinScope<'s, '_>, record: &Record) -> Option<v8::Local<'s, v8::Promise>> {
    if !link(scope, record) {
        return None;
    }
    let state = State::of(scope);
    let module = v8::Local::new(scope, &record.module);
    if module.get_status() == v8::ModuleStatus::Evaluating {
        let resolver = v8::PromiseResolver::new(scope)?;
        let later = (record.module.clone(), v8::Global::new(scope, resolver));
        state.evaluations.borrow_mut().push(later);
        return Some(resolver.get_promise(scope));
    }
    let promise = evaluation(scope, module)?;
    for (module, resolver) in state.evaluations.take() {
        let later = v8::Local::new(scope, &module);
        if later.get_status() == v8::ModuleStatus::Evaluating {
            state.evaluations.borrow_mut().push((module, resolver));
        } else {
            let settled = evaluation(scope, later)?;
            v8::Local::new(scope, resolver).resolve(scope, settled.into());
        }
    }
    Some(promise)
}

/// Runs a module, unless it has run already; gives the promise of that.
fn evaluation<'s>(
    scope: &v8::PinScope<'s, '_>,
    module: v8::Local<'s, v8::Module>,
) -> Option<v8::Local<'s, v8::Promise>> {
    let promise = module.evaluate(scope)?;
    Some(v8::Local::<v8::Promise>::try_from(promise).expect("modules evaluate to promises"))
}

/// Links a loaded module, if it is not linked yet. False means that an exception is pending.
pub fn link(scope: &mut v8::PinScope<'_, '_>, record: &Record) -> bool {
    let module = v8::Local::new(scope, &record.module);
    module.get_status() != v8::ModuleStatus::Uninstantiated
        || module.instantiate_module(scope, resolve_import).is_some()
}

/// Loads, links and runs; as `import(url)` does, but gives the promise of the evaluation itself.
pub fn run<'s>(
    scope: &mut v8::PinScope<'s, '_>,
    url: &str,
) -> Option<(Rc<Record>, v8::Local<'s, v8::Promise>)> {
    match load_graph(scope, url) {
        Ok(record) => evaluate(scope, &record).map(|promise| (record, promise)),
        Err(failure) => {
            throw_failure(scope, failure);
            None
        }
    }
}

/// What V8 calls while it links: the graph is loaded, so this is a look into two tables.
fn resolve_import<'s>(
    context: v8::Local<'s, v8::Context>,
    specifier: v8::Local<'s, v8::String>,
    _attributes: v8::Local<'s, v8::FixedArray>,
    referrer: v8::Local<'s, v8::Module>,
) -> Option<v8::Local<'s, v8::Module>> {
    // SAFETY: V8 calls this on the isolate's thread, inside the context that it hands over.
    v8::callback_scope!(unsafe scope, context);
    let state = State::of(scope);
    let modules = state.modules.borrow();
    let specifier = specifier.to_rust_string_lossy(scope);
    let url =
        modules.find(scope, referrer).and_then(|record| record.imports.borrow().get(&specifier).cloned());
    let found = url.and_then(|url| modules.get(&url));
    match found {
        Some(record) => Some(v8::Local::new(scope, &record.module)),
        None => {
            drop(modules);
            throw(scope, OpError::new("Error", format!("{specifier:?} was not loaded before it was linked")));
            None
        }
    }
}

/// `import(specifier)`.
pub fn import_dynamically<'s>(
    scope: &mut v8::PinScope<'s, '_>,
    _options: v8::Local<'s, v8::Data>,
    referrer: v8::Local<'s, v8::Value>,
    specifier: v8::Local<'s, v8::String>,
    attributes: v8::Local<'s, v8::FixedArray>,
) -> Option<v8::Local<'s, v8::Promise>> {
    let referrer = referrer.to_rust_string_lossy(scope);
    let specifier = specifier.to_rust_string_lossy(scope);
    let attribute = attribute_type(scope, attributes, 2);
    import(scope, &specifier, &referrer, attribute)
}

/// The promise of a module's namespace; all errors become rejections.
pub fn import<'s>(
    scope: &mut v8::PinScope<'s, '_>,
    specifier: &str,
    referrer: &str,
    attribute: Result<Option<String>, String>,
) -> Option<v8::Local<'s, v8::Promise>> {
    let resolver = v8::PromiseResolver::new(scope)?;
    let promise = resolver.get_promise(scope);
    v8::tc_scope!(let scope, scope);
    let process = State::of(scope).isolate.process.clone();
    let loader = &process.loader;
    let url = loader.resolve(specifier, referrer, Mode::Import).and_then(|url| {
        check_type(loader, &url, attribute, specifier)?;
        Ok(url)
    });
    let ran = match url {
        Ok(url) => run(scope, &url),
        Err(error) => {
            let error = error.imported_from(Place::of_module(referrer));
            throw_failure(scope, Failure::Load(error));
            None
        }
    };
    let Some((record, evaluated)) = ran else {
        let exception = scope.exception()?;
        scope.reset();
        resolver.reject(scope, exception);
        return Some(promise);
    };
    let namespace = v8::Local::new(scope, &record.module).get_module_namespace();
    let fulfilled = v8::Function::builder(give_data).data(namespace).build(scope)?;
    evaluated.then(scope, fulfilled)
}

/// A function that gives the value it was made with.
fn give_data<'s>(
    _scope: &mut v8::PinScope<'s, '_>,
    args: v8::FunctionCallbackArguments<'s>,
    mut result: v8::ReturnValue<'s, v8::Value>,
) {
    result.set(args.data());
}

/// Fills `import.meta`: `url`, `main` and `resolve`; for files also `filename` and `dirname`.
pub extern "C" fn init_import_meta(
    context: v8::Local<v8::Context>,
    module: v8::Local<v8::Module>,
    meta: v8::Local<v8::Object>,
) {
    // SAFETY: V8 calls this on the isolate's thread, inside the context that it hands over.
    v8::callback_scope!(unsafe scope, context);
    v8::scope!(let scope, scope);
    let state = State::of(scope);
    let Some(record) = state.modules.borrow().find(scope, module) else { return };
    let url = string_to_js(scope, &record.url);
    let set = |scope: &mut v8::PinScope, key: &str, value: v8::Local<v8::Value>| {
        let key = key_to_js(scope, key);
        meta.create_data_property(scope, key.into(), value);
    };
    if let Some(path) = path_of_url(&record.url) {
        let folder = path.parent().unwrap_or(&path).display().to_string();
        let (folder, path) = (string_to_js(scope, &folder), string_to_js(scope, &path.display().to_string()));
        set(scope, "dirname", folder.into());
        set(scope, "filename", path.into());
    }
    let is_main = state.isolate.process.main_url() == record.url;
    let main = v8::Boolean::new(scope, is_main);
    set(scope, "main", main.into());
    if let Some(resolve) = v8::Function::builder_raw(resolve_meta_callback()).data(url.into()).build(scope) {
        resolve.set_name(key_to_js(scope, "resolve"));
        set(scope, "resolve", resolve.into());
    }
    set(scope, "url", url.into());
}

/// Where V8 finds `import.meta.resolve` when it reads it from a snapshot.
pub fn reference() -> v8::ExternalReference {
    v8::ExternalReference { function: resolve_meta_callback() }
}

/// `resolve_meta` at an address that is the same for all who ask.
#[inline(never)]
fn resolve_meta_callback() -> v8::FunctionCallback {
    resolve_meta.map_fn_to()
}

/// `import.meta.resolve(specifier)`. A file that does not exist has a URL too.
fn resolve_meta<'s>(
    scope: &mut v8::PinScope<'s, '_>,
    args: v8::FunctionCallbackArguments<'s>,
    mut result: v8::ReturnValue<'s, v8::Value>,
) {
    let referrer = args.data().to_rust_string_lossy(scope);
    let Some(specifier) = args.get(0).to_string(scope) else { return };
    let specifier = specifier.to_rust_string_lossy(scope);
    let process = State::of(scope).isolate.process.clone();
    let url = match process.loader.resolve(&specifier, &referrer, Mode::Import) {
        Err(LoadError::NotFound { .. }) if specifier.starts_with(['.', '/']) => {
            url::Url::parse(&referrer).and_then(|base| base.join(&specifier)).map(String::from).ok()
        }
        Ok(url) => Some(url),
        Err(error) => {
            throw(scope, error.imported_from(Place::of_module(&referrer)).into());
            return;
        }
    };
    if let Some(url) = url {
        result.set(string_to_js(scope, &url).into());
    }
}

//! `$262` and `print`, as test262's INTERPRETING.md describes them.

use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Arc;

use super::agents::{self, Hub};
use super::realm;
use crate::engine::convert::key_to_js;
use crate::engine::core_natives::{add, text_of};
use crate::engine::errors::throw;
use crate::engine::scripts;
use crate::engine::state::State;
use crate::value::OpError;

pub type Args<'s> = v8::FunctionCallbackArguments<'s>;
pub type Return<'s> = v8::ReturnValue<'s, v8::Value>;

/// What the functions of `$262` share, in a slot of the isolate.
#[derive(Default)]
pub struct Host {
    /// What the program gave to `print`.
    pub printed: RefCell<Vec<String>>,
    /// The agents that it started.
    pub hub: Arc<Hub>,
    /// The object that looks undefined.
    pub html_dda: RefCell<Option<v8::Global<v8::Value>>>,
}

impl Host {
    /// Puts a new one into its slot.
    pub fn install(scope: &mut v8::PinScope<'_, '_>) -> Rc<Host> {
        let host = Rc::new(Host::default());
        scope.set_slot(host.clone());
        host
    }

    /// The host of the isolate that runs.
    pub fn of(isolate: &v8::Isolate) -> Rc<Host> {
        isolate.get_slot::<Rc<Host>>().expect("the slot is filled before any test runs").clone()
    }
}

/// Makes `print` and `$262` in the current context; gives `$262`.
pub fn define<'s>(scope: &mut v8::PinScope<'s, '_>) -> Option<v8::Local<'s, v8::Object>> {
    let global = scope.get_current_context().global(scope);
    let functions = v8::Object::new(scope);
    add(scope, functions, "print", print);
    let print_key = key_to_js(scope, "print");
    let print = functions.get(scope, print_key.into())?;
    define_hidden(scope, global, "print", print);

    let host = v8::Object::new(scope);
    add(scope, host, "createRealm", create_realm);
    add(scope, host, "detachArrayBuffer", detach_array_buffer);
    add(scope, host, "evalScript", eval_script);
    add(scope, host, "gc", collect);
    set(scope, host, "global", global.into());
    let html_dda = Host::of(scope).html_dda.borrow().clone();
    if let Some(value) = html_dda {
        let value = v8::Local::new(scope, value);
        set(scope, host, "IsHTMLDDA", value);
    }
    let agent = agents::of_main(scope);
    set(scope, host, "agent", agent.into());
    define_hidden(scope, global, "$262", host.into());
    Some(host)
}

/// Sets a property that is writable, enumerable and configurable.
pub fn set<'s>(
    scope: &mut v8::PinScope<'s, '_>,
    object: v8::Local<'s, v8::Object>,
    name: &str,
    value: v8::Local<'s, v8::Value>,
) {
    let key = key_to_js(scope, name);
    object.create_data_property(scope, key.into(), value);
}

/// Sets a property as those of the global object are: not enumerable.
pub fn define_hidden<'s>(
    scope: &mut v8::PinScope<'s, '_>,
    object: v8::Local<'s, v8::Object>,
    name: &str,
    value: v8::Local<'s, v8::Value>,
) {
    let key = key_to_js(scope, name);
    object.define_own_property(scope, key.into(), value, v8::PropertyAttribute::DONT_ENUM);
}

/// An object for which `typeof` says "undefined" and which gives null when called. V8 makes one only for its own
/// tests, by syntax that a flag allows.
pub fn make_html_dda<'s>(scope: &mut v8::PinScope<'s, '_>) -> Option<v8::Local<'s, v8::Value>> {
    v8::V8::set_flags_from_string("--allow-natives-syntax");
    let script = scripts::compile_as_it_is(scope, "%GetUndetectable()", "html_dda");
    let made = script.and_then(|script| scripts::run(scope, script));
    v8::V8::set_flags_from_string("--no-allow-natives-syntax");
    made
}

fn print<'s>(scope: &mut v8::PinScope<'s, '_>, args: Args<'s>, _result: Return<'s>) {
    if let Some(text) = args.get(0).to_string(scope) {
        let text = text.to_rust_string_lossy(scope);
        Host::of(scope).printed.borrow_mut().push(text);
    }
}

/// `createRealm()` gives the `$262` of a new realm.
fn create_realm<'s>(scope: &mut v8::PinScope<'s, '_>, _args: Args<'s>, mut result: Return<'s>) {
    if let Some(host) = realm::create(scope) {
        result.set(host.into());
    }
}

fn detach_array_buffer<'s>(scope: &mut v8::PinScope<'s, '_>, args: Args<'s>, mut result: Return<'s>) {
    let detached = match v8::Local::<v8::ArrayBuffer>::try_from(args.get(0)) {
        Ok(buffer) if buffer.is_detachable() => buffer.detach(None) == Some(true),
        _ => false,
    };
    match detached {
        true => result.set_null(),
        false => throw(scope, OpError::type_error("expected an ArrayBuffer that can be detached")),
    }
}

/// `evalScript(text)` runs a script in the realm of this function; gives its completion value.
fn eval_script<'s>(scope: &mut v8::PinScope<'s, '_>, args: Args<'s>, mut result: Return<'s>) {
    let text = args.get(0).to_rust_string_lossy(scope);
    let url = State::of(scope).isolate.process.main_url();
    let script = scripts::compile(scope, &text, &url);
    if let Some(value) = script.and_then(|script| scripts::run(scope, script)) {
        result.set(value);
    }
}

/// `gc()` collects all garbage; finalisers run as tasks of their own.
fn collect<'s>(scope: &mut v8::PinScope<'s, '_>, _args: Args<'s>, _result: Return<'s>) {
    scope.low_memory_notification();
}

/// Rejections that nobody handles are no errors to test262.
pub fn ignore_rejections(scope: &mut v8::PinScope<'_, '_>) -> Option<()> {
    let handled = v8::Function::new(
        scope,
        |_: &mut v8::PinScope<'_, '_>,
         _: v8::FunctionCallbackArguments<'_>,
         mut result: v8::ReturnValue<'_, v8::Value>| {
            result.set_bool(true);
        },
    )?;
    State::of(scope).hooks.rejection.set(scope, handled);
    Some(())
}

/// Name of the constructor of an exception, and the exception as text.
pub fn describe(scope: &mut v8::PinScope<'_, '_>, exception: v8::Local<v8::Value>) -> (String, String) {
    let exception = v8::Global::new(scope, exception);
    v8::tc_scope!(let scope, scope);
    let exception = v8::Local::new(scope, exception);
    let name = class_of(scope, exception).unwrap_or_default();
    scope.reset();
    let message = property(scope, exception, "message").filter(|message| message.is_string());
    let text = match message {
        Some(message) => format!("{name}: {}", message.to_rust_string_lossy(scope)),
        None => text_of(scope, exception),
    };
    (name, text)
}

fn class_of<'s>(scope: &mut v8::PinScope<'s, '_>, exception: v8::Local<'s, v8::Value>) -> Option<String> {
    let constructor = property(scope, exception, "constructor")?;
    Some(property(scope, constructor, "name")?.to_rust_string_lossy(scope))
}

fn property<'s>(
    scope: &mut v8::PinScope<'s, '_>,
    value: v8::Local<'s, v8::Value>,
    name: &str,
) -> Option<v8::Local<'s, v8::Value>> {
    let object = v8::Local::<v8::Object>::try_from(value).ok()?;
    let key = key_to_js(scope, name);
    object.get(scope, key.into())
}

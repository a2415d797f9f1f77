//! Errors of native functions as JavaScript exceptions.

use super::convert::{key_to_js, string_to_js, to_js};
use crate::value::OpError;

/// Throws the error in the current context.
pub fn throw(scope: &mut v8::PinScope<'_, '_>, error: OpError) {
    let exception = error_to_js(scope, error);
    scope.throw_exception(exception);
}

/// The error as an object of its class, with `code` and its details as properties.
pub fn error_to_js<'s>(scope: &mut v8::PinScope<'s, '_>, error: OpError) -> v8::Local<'s, v8::Value> {
    let OpError { class, code, message, details } = error;
    let text = string_to_js(scope, &message);
    let exception = match &*class {
        "Error" => v8::Exception::error(scope, text),
        "TypeError" => v8::Exception::type_error(scope, text),
        "RangeError" => v8::Exception::range_error(scope, text),
        "SyntaxError" => v8::Exception::syntax_error(scope, text),
        "ReferenceError" => v8::Exception::reference_error(scope, text),
        // The code of a DOMException is its name, an argument of the constructor and not a property.
        "DOMException" => {
            let name = string_to_js(scope, code.as_deref().unwrap_or("Error"));
            if let Some(exception) = construct(scope, &class, &[text.into(), name.into()]) {
                return exception;
            }
            named_error(scope, text, code.as_deref().unwrap_or(&class))
        }
        class => match construct(scope, class, &[text.into()]) {
            Some(exception) => exception,
            None => named_error(scope, text, class),
        },
    };
    if let Ok(object) = v8::Local::<v8::Object>::try_from(exception) {
        if let Some(code) = code {
            let (key, code) = (key_to_js(scope, "code"), string_to_js(scope, &code));
            object.create_data_property(scope, key.into(), code.into());
        }
        for (key, value) in details {
            let key = key_to_js(scope, key);
            if let Some(value) = to_js(scope, value) {
                object.create_data_property(scope, key.into(), value);
            }
        }
    }
    exception
}

/// `new globalThis[class](...args)`, if there is such a class.
fn construct<'s>(
    scope: &mut v8::PinScope<'s, '_>,
    class: &str,
    args: &[v8::Local<'s, v8::Value>],
) -> Option<v8::Local<'s, v8::Value>> {
    v8::tc_scope!(let scope, scope);
    let global = scope.get_current_context().global(scope);
    let key = key_to_js(scope, class);
    let class = v8::Local::<v8::Function>::try_from(global.get(scope, key.into())?).ok()?;
    Some(class.new_instance(scope, args)?.into())
}

/// A plain `Error` that carries the name of a class which does not exist here (yet).
fn named_error<'s>(
    scope: &mut v8::PinScope<'s, '_>,
    text: v8::Local<'s, v8::String>,
    name: &str,
) -> v8::Local<'s, v8::Value> {
    let error = v8::Exception::error(scope, text);
    if let Ok(object) = v8::Local::<v8::Object>::try_from(error) {
        let (key, name) = (key_to_js(scope, "name"), string_to_js(scope, name));
        object.define_own_property(scope, key.into(), name.into(), v8::PropertyAttribute::DONT_ENUM);
    }
    error
}

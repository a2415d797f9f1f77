//! `Value` to JavaScript and back.

use super::errors::error_to_js;
use super::message;
use crate::value::{OpError, Value};

/// Deeper nesting than this in an argument is taken for a cycle.
const MAX_DEPTH: usize = 64;

/// A JavaScript string. Text longer than V8's limit (about 2^29 characters) becomes the empty string; callers that
/// can meet such text check its length.
pub fn string_to_js<'s>(scope: &v8::PinScope<'s, '_, ()>, text: &str) -> v8::Local<'s, v8::String> {
    v8::String::new(scope, text).unwrap_or_else(|| v8::String::empty(scope))
}

/// A property key that is the same object at each use.
pub fn key_to_js<'s>(scope: &v8::PinScope<'s, '_, ()>, text: &str) -> v8::Local<'s, v8::String> {
    v8::String::new_from_utf8(scope, text.as_bytes(), v8::NewStringType::Internalized)
        .unwrap_or_else(|| v8::String::empty(scope))
}

/// Makes a JavaScript value. `None` means that an exception is pending (only messages can fail so).
pub fn to_js<'s>(scope: &mut v8::PinScope<'s, '_>, value: Value) -> Option<v8::Local<'s, v8::Value>> {
    Some(match value {
        Value::Undefined => v8::undefined(scope).into(),
        Value::Null => v8::null(scope).into(),
        Value::Bool(value) => v8::Boolean::new(scope, value).into(),
        Value::Number(value) => v8::Number::new(scope, value).into(),
        Value::BigInt(value) => v8::BigInt::new_from_i64(scope, value).into(),
        Value::String(text) => string_to_js(scope, &text).into(),
        Value::Bytes(bytes) => bytes_to_js(scope, bytes).into(),
        Value::Array(items) => {
            let items = items.into_iter().map(|item| to_js(scope, item)).collect::<Option<Vec<_>>>()?;
            v8::Array::new_with_elements(scope, &items).into()
        }
        Value::Object(fields) => {
            let object = v8::Object::new(scope);
            for (key, value) in fields {
                let (key, value) = (key_to_js(scope, &key), to_js(scope, value)?);
                object.create_data_property(scope, key.into(), value);
            }
            object.into()
        }
        Value::Message(message) => return message::deserialize(scope, *message),
        Value::Error(error) => error_to_js(scope, *error),
    })
}

/// A `Uint8Array` over the given bytes, without a copy.
pub fn bytes_to_js<'s>(scope: &mut v8::PinScope<'s, '_>, bytes: Vec<u8>) -> v8::Local<'s, v8::Uint8Array> {
    let length = bytes.len();
    let store = v8::ArrayBuffer::new_backing_store_from_vec(bytes).make_shared();
    let buffer = v8::ArrayBuffer::with_backing_store(scope, &store);
    v8::Uint8Array::new(scope, buffer, 0, length).expect("a whole buffer fits its own view")
}

/// Reads a JavaScript value as data; bytes and text are copied.
pub fn from_js<'s>(
    scope: &mut v8::PinScope<'s, '_>,
    value: v8::Local<'s, v8::Value>,
) -> Result<Value, OpError> {
    read(scope, value, 0)
}

fn read<'s>(
    scope: &mut v8::PinScope<'s, '_>,
    value: v8::Local<'s, v8::Value>,
    depth: usize,
) -> Result<Value, OpError> {
    if let Ok(number) = v8::Local::<v8::Number>::try_from(value) {
        return Ok(Value::Number(number.value()));
    }
    if let Ok(text) = v8::Local::<v8::String>::try_from(value) {
        return Ok(Value::String(text.to_rust_string_lossy(scope)));
    }
    if value.is_undefined() {
        return Ok(Value::Undefined);
    }
    if value.is_null() {
        return Ok(Value::Null);
    }
    if value.is_boolean() {
        return Ok(Value::Bool(value.is_true()));
    }
    if let Ok(integer) = v8::Local::<v8::BigInt>::try_from(value) {
        return match integer.i64_value() {
            (value, true) => Ok(Value::BigInt(value)),
            _ => Err(OpError::range_error("expected a bigint of at most 64 bits")),
        };
    }
    if depth == MAX_DEPTH {
        return Err(OpError::type_error(format!("expected data nested at most {MAX_DEPTH} deep")));
    }
    if value.is_array_buffer_view() || value.is_array_buffer() || value.is_shared_array_buffer() {
        return Ok(Value::Bytes(with_bytes(value, |bytes| bytes.to_vec()).unwrap_or_default()));
    }
    if let Ok(array) = v8::Local::<v8::Array>::try_from(value) {
        return read_array(scope, array, depth);
    }
    match v8::Local::<v8::Object>::try_from(value) {
        Ok(object) if !value.is_function() => read_object(scope, object, depth),
        _ => Err(OpError::type_error("expected data, got a function or a symbol")),
    }
}

fn read_array<'s>(
    scope: &mut v8::PinScope<'s, '_>,
    array: v8::Local<'s, v8::Array>,
    depth: usize,
) -> Result<Value, OpError> {
    let mut items = Vec::with_capacity(array.length() as usize);
    for index in 0..array.length() {
        let item = array.get_index(scope, index).ok_or_else(getter_threw)?;
        items.push(read(scope, item, depth + 1)?);
    }
    Ok(Value::Array(items))
}

fn read_object<'s>(
    scope: &mut v8::PinScope<'s, '_>,
    object: v8::Local<'s, v8::Object>,
    depth: usize,
) -> Result<Value, OpError> {
    let keys = object.get_own_property_names(scope, Default::default()).ok_or_else(getter_threw)?;
    let mut fields = Vec::with_capacity(keys.length() as usize);
    for index in 0..keys.length() {
        let key = keys.get_index(scope, index).ok_or_else(getter_threw)?;
        let value = object.get(scope, key).ok_or_else(getter_threw)?;
        fields.push((key.to_rust_string_lossy(scope).into(), read(scope, value, depth + 1)?));
    }
    Ok(Value::Object(fields))
}

fn getter_threw() -> OpError {
    OpError::type_error("expected plain data, got an object whose properties throw")
}

/// Lends the memory of a buffer or a view. `None` when the value is neither.
pub fn with_bytes<R>(value: v8::Local<v8::Value>, lend: impl FnOnce(&mut [u8]) -> R) -> Option<R> {
    let (data, length) = if let Ok(view) = v8::Local::<v8::ArrayBufferView>::try_from(value) {
        // A view of an empty or detached buffer has no memory; its `data` must not be computed then.
        match view.byte_length() {
            0 => (std::ptr::null_mut(), 0),
            length => (view.data().cast::<u8>(), length),
        }
    } else if let Ok(buffer) = v8::Local::<v8::ArrayBuffer>::try_from(value) {
        (buffer.data().map_or(std::ptr::null_mut(), |data| data.as_ptr().cast::<u8>()), buffer.byte_length())
    } else if let Ok(buffer) = v8::Local::<v8::SharedArrayBuffer>::try_from(value) {
        let store = buffer.get_backing_store();
        (store.data().map_or(std::ptr::null_mut(), |data| data.as_ptr().cast::<u8>()), store.byte_length())
    } else {
        return None;
    };
    if data.is_null() || length == 0 {
        return Some(lend(&mut []));
    }
    // SAFETY: the handle keeps the buffer alive, JavaScript of this isolate does not run while `lend` does, and the
    // engine reports the buffer's own bounds. Shared memory may change meanwhile by its nature; bytes have no
    // invalid values.
    Some(lend(unsafe { std::slice::from_raw_parts_mut(data, length) }))
}

//! Structured clone between isolates: a `Message` is made in one, owned by nobody in between, and read in another.
//!
//! Primitives travel without the general serializer. Objects whose class is marked as a handle (channels, tasks: see
//! `ops.markHandle`) travel by identity: JavaScript turns them into a kind and a token when they leave, and back into
//! an object where they arrive. Buffers named in the transfer list move; `SharedArrayBuffer`s are shared.

use std::cell::RefCell;

use super::convert::string_to_js;
use super::errors::throw;
use super::state::State;
use crate::value::OpError;

/// A JavaScript value on its way between isolates.
#[derive(Debug)]
pub enum Message {
    /// `undefined`.
    Undefined,
    /// `null`.
    Null,
    /// A boolean.
    Bool(bool),
    /// A number.
    Number(f64),
    /// Text whose characters all fit a byte, as V8 keeps it.
    Latin1(Box<[u8]>),
    /// Any other text; lone surrogates are preserved.
    Utf16(Box<[u16]>),
    /// Anything else, serialised.
    Cloned(Box<Cloned>),
}

/// A serialised value with what it refers to and cannot be written as bytes.
#[derive(Debug)]
pub struct Cloned {
    bytes: Vec<u8>,
    moved: Vec<Store>,
    shared: Vec<Store>,
    /// The handles inside, in the order in which they were met.
    pub handles: Vec<Handle>,
}

/// What JavaScript says of a channel, a task or the like, so that another isolate can find it again.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Handle {
    /// Which class.
    pub kind: u32,
    /// Which one of it.
    pub token: f64,
}

impl Message {
    /// Bytes that it keeps alive outside of any heap.
    pub fn weight(&self) -> usize {
        match self {
            Message::Latin1(text) => text.len(),
            Message::Utf16(text) => 2 * text.len(),
            Message::Cloned(cloned) => {
                let moved: usize = cloned.moved.iter().map(|store| store.0.byte_length()).sum();
                cloned.bytes.len() + moved
            }
            _ => 0,
        }
    }

    /// The handles inside, for whoever counts references to them.
    pub fn handles(&self) -> &[Handle] {
        match self {
            Message::Cloned(cloned) => &cloned.handles,
            _ => &[],
        }
    }
}

/// Memory of an `ArrayBuffer`, outside of any heap.
struct Store(v8::SharedRef<v8::BackingStore>);

impl std::fmt::Debug for Store {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Store({} bytes)", self.0.byte_length())
    }
}

// SAFETY: V8 counts references to backing stores atomically and documents that they may outlive and leave their
// isolate. A moved store has been detached, so nobody reads it on the way; a shared one is JavaScript shared memory.
unsafe impl Send for Store {}
// SAFETY: as above; nothing here reads the memory through a shared reference.
unsafe impl Sync for Store {}

/// Clones a value. An exception (`DataCloneError`, or one of a getter or a handle's hook) is pending when this gives
/// `None`. The buffers of `transfer` are detached if, and only if, the clone succeeds.
pub fn serialize<'s>(
    scope: &mut v8::PinScope<'s, '_>,
    value: v8::Local<'s, v8::Value>,
    transfer: &[v8::Local<'s, v8::ArrayBuffer>],
) -> Option<Message> {
    if transfer.is_empty()
        && let Some(flat) = flat(scope, value)
    {
        return Some(flat);
    }
    for buffer in transfer {
        if buffer.was_detached() || !buffer.is_detachable() {
            throw(
                scope,
                clone_error("an ArrayBuffer of the transfer list is detached or cannot be detached"),
            );
            return None;
        }
    }
    // The delegate is boxed and owned by the serializer; what it collects is shared with us through the Rc.
    let parts = std::rc::Rc::new(Parts::default());
    let serializer = v8::ValueSerializer::new(scope, Box::new(Writer(parts.clone())));
    use v8::ValueSerializerHelper;
    serializer.write_header();
    for (index, buffer) in transfer.iter().enumerate() {
        serializer.transfer_array_buffer(index as u32, *buffer);
    }
    let context = scope.get_current_context();
    if serializer.write_value(context, value) != Some(true) {
        return None;
    }
    let bytes = serializer.release();
    let moved = transfer
        .iter()
        .map(|buffer| {
            let store = Store(buffer.get_backing_store());
            buffer.detach(None);
            store
        })
        .collect();
    let (shared, handles) = (parts.shared.take(), parts.handles.take());
    Some(Message::Cloned(Box::new(Cloned { bytes, moved, shared, handles })))
}

/// Makes the value of a message in this isolate. An exception is pending when this gives `None`.
pub fn deserialize<'s>(
    scope: &mut v8::PinScope<'s, '_>,
    message: Message,
) -> Option<v8::Local<'s, v8::Value>> {
    Some(match message {
        Message::Undefined => v8::undefined(scope).into(),
        Message::Null => v8::null(scope).into(),
        Message::Bool(value) => v8::Boolean::new(scope, value).into(),
        Message::Number(value) => v8::Number::new(scope, value).into(),
        Message::Latin1(text) => {
            v8::String::new_from_one_byte(scope, &text, v8::NewStringType::Normal)?.into()
        }
        Message::Utf16(text) => {
            v8::String::new_from_two_byte(scope, &text, v8::NewStringType::Normal)?.into()
        }
        Message::Cloned(cloned) => {
            let Cloned { bytes, moved, shared, handles } = *cloned;
            let reader = Reader { shared, handles };
            let deserializer = v8::ValueDeserializer::new(scope, Box::new(reader), &bytes);
            use v8::ValueDeserializerHelper;
            let context = scope.get_current_context();
            deserializer.read_header(context)?;
            for (index, store) in moved.iter().enumerate() {
                let buffer = v8::ArrayBuffer::with_backing_store(scope, &store.0);
                deserializer.transfer_array_buffer(index as u32, buffer);
            }
            deserializer.read_value(context)?
        }
    })
}

/// The message of a primitive.
fn flat(scope: &mut v8::PinScope<'_, '_>, value: v8::Local<v8::Value>) -> Option<Message> {
    if let Ok(number) = v8::Local::<v8::Number>::try_from(value) {
        return Some(Message::Number(number.value()));
    }
    if let Ok(text) = v8::Local::<v8::String>::try_from(value) {
        let length = text.length();
        return Some(if text.contains_only_onebyte() {
            let mut buffer = vec![0u8; length];
            text.write_one_byte_v2(scope, 0, &mut buffer, v8::WriteFlags::empty());
            Message::Latin1(buffer.into())
        } else {
            let mut buffer = vec![0u16; length];
            text.write_v2(scope, 0, &mut buffer, v8::WriteFlags::empty());
            Message::Utf16(buffer.into())
        });
    }
    if value.is_undefined() {
        Some(Message::Undefined)
    } else if value.is_null() {
        Some(Message::Null)
    } else if value.is_boolean() {
        Some(Message::Bool(value.is_true()))
    } else {
        None
    }
}

fn clone_error(message: impl Into<String>) -> OpError {
    OpError::new("DOMException", message).with_code("DataCloneError")
}

/// What the serializer meets and cannot write as bytes.
#[derive(Default)]
struct Parts {
    shared: RefCell<Vec<Store>>,
    handles: RefCell<Vec<Handle>>,
}

struct Writer(std::rc::Rc<Parts>);

impl v8::ValueSerializerImpl for Writer {
    fn throw_data_clone_error<'s>(
        &self,
        scope: &mut v8::PinScope<'s, '_>,
        message: v8::Local<'s, v8::String>,
    ) {
        let text = message.to_rust_string_lossy(scope);
        throw(scope, clone_error(text));
    }

    fn has_custom_host_object(&self, _isolate: &v8::Isolate) -> bool {
        true
    }

    fn is_host_object<'s>(
        &self,
        scope: &mut v8::PinScope<'s, '_>,
        object: v8::Local<'s, v8::Object>,
    ) -> Option<bool> {
        let mark = State::of(scope).handle_mark(scope);
        object.has_private(scope, mark)
    }

    fn write_host_object<'s>(
        &self,
        scope: &mut v8::PinScope<'s, '_>,
        object: v8::Local<'s, v8::Object>,
        serializer: &dyn v8::ValueSerializerHelper,
    ) -> Option<bool> {
        let hook = State::of(scope).hooks.write_handle.get(scope);
        let Some(hook) = hook else {
            throw(scope, clone_error("this object cannot be cloned"));
            return None;
        };
        let receiver = v8::undefined(scope).into();
        let result = hook.call(scope, receiver, &[object.into()])?;
        let pair = v8::Local::<v8::Object>::try_from(result).ok();
        let number = |index| pair?.get_index(scope, index)?.number_value(scope);
        let (Some(kind), Some(token)) = (number(0), number(1)) else {
            throw(scope, clone_error("this object cannot be cloned"));
            return None;
        };
        let mut handles = self.0.handles.borrow_mut();
        serializer.write_uint32(handles.len() as u32);
        handles.push(Handle { kind: kind as u32, token });
        Some(true)
    }

    fn get_shared_array_buffer_id<'s>(
        &self,
        _scope: &mut v8::PinScope<'s, '_>,
        buffer: v8::Local<'s, v8::SharedArrayBuffer>,
    ) -> Option<u32> {
        let mut shared = self.0.shared.borrow_mut();
        shared.push(Store(buffer.get_backing_store()));
        Some(shared.len() as u32 - 1)
    }

    fn get_wasm_module_transfer_id(
        &self,
        scope: &mut v8::PinScope<'_, '_>,
        _module: v8::Local<v8::WasmModuleObject>,
    ) -> Option<u32> {
        throw(scope, clone_error("a WebAssembly.Module cannot be sent to another isolate; send its bytes"));
        None
    }
}

struct Reader {
    shared: Vec<Store>,
    handles: Vec<Handle>,
}

impl v8::ValueDeserializerImpl for Reader {
    fn read_host_object<'s>(
        &self,
        scope: &mut v8::PinScope<'s, '_>,
        deserializer: &dyn v8::ValueDeserializerHelper,
    ) -> Option<v8::Local<'s, v8::Object>> {
        let mut index = 0;
        let handle = deserializer.read_uint32(&mut index).then(|| self.handles.get(index as usize)).flatten();
        let hook = State::of(scope).hooks.read_handle.get(scope);
        let (Some(handle), Some(hook)) = (handle, hook) else {
            throw(scope, clone_error("a handle arrived that this isolate cannot read"));
            return None;
        };
        let kind = v8::Number::new(scope, handle.kind.into()).into();
        let token = v8::Number::new(scope, handle.token).into();
        let receiver = v8::undefined(scope).into();
        let object = hook.call(scope, receiver, &[kind, token])?;
        let object = v8::Local::<v8::Object>::try_from(object).ok();
        if object.is_none() {
            let text = string_to_js(scope, "the hook for handles gave no object");
            let error = v8::Exception::type_error(scope, text);
            scope.throw_exception(error);
        }
        object
    }

    fn get_shared_array_buffer_from_id<'s>(
        &self,
        scope: &mut v8::PinScope<'s, '_>,
        id: u32,
    ) -> Option<v8::Local<'s, v8::SharedArrayBuffer>> {
        let store = self.shared.get(id as usize)?;
        Some(v8::SharedArrayBuffer::with_backing_store(scope, &store.0))
    }
}

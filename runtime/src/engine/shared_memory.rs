//! Memory that JavaScript and other threads of the process share.

use std::ffi::c_void;
use std::sync::Arc;

use super::convert::key_to_js;

/// A typed array of class `class` over `bytes` bytes at `memory`, which belong to `owner`. Both sides access them as
/// atomic or plain cells.
///
/// # Safety
/// `memory` is valid for reads and writes of `bytes` bytes as long as `owner` lives, and aligned for `class`.
pub unsafe fn array<'s, T: Send + Sync>(
    scope: &mut v8::PinScope<'s, '_>,
    class: &str,
    owner: &Arc<T>,
    memory: *const u8,
    bytes: usize,
) -> v8::Local<'s, v8::Value> {
    let owner = Arc::into_raw(owner.clone()).cast_mut().cast::<c_void>();
    let memory = memory.cast_mut().cast::<c_void>();
    // SAFETY: one count of the owner is given away here and taken back by `release`, which V8 calls when the last buffer
    // over the memory is gone; until then the caller vouches for it.
    let store =
        unsafe { v8::SharedArrayBuffer::new_backing_store_from_ptr(memory, bytes, release::<T>, owner) };
    let buffer = v8::SharedArrayBuffer::with_backing_store(scope, &store.make_shared());
    let key = key_to_js(scope, class);
    let global = scope.get_current_context().global(scope);
    let class = global.get(scope, key.into());
    let class = class.and_then(|class| v8::Local::<v8::Function>::try_from(class).ok());
    let array = class.and_then(|class| class.new_instance(scope, &[buffer.into()]));
    array.expect("a typed array can be made over shared memory of whole cells").into()
}

unsafe extern "C" fn release<T>(_data: *mut c_void, _length: usize, owner: *mut c_void) {
    // SAFETY: `owner` is the pointer that `Arc::into_raw` gave, and this is called once.
    drop(unsafe { Arc::from_raw(owner.cast_const().cast::<T>()) });
}

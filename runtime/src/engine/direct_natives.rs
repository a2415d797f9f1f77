//! The native functions that optimised JavaScript calls directly: V8's fast API. Such a call costs a few nanoseconds where one
//! of the other functions costs hundreds, but it has numbers for arguments and result, and bytes only in memory of its own.
//!
//! Each function stands here twice, as V8 wants it: the one that optimised code calls, and the one for all other code. Both
//! read the same arguments and call the same function of `message::direct`.

use std::ffi::c_void;
use std::sync::Arc;

use v8::MapFnTo;
use v8::fast_api::{CFunction, CFunctionInfo, CTypeInfo, FastApiCallbackOptions, Int64Representation, Type};

use super::convert::{key_to_js, with_bytes};
use super::natives::OwnNatives;
use super::state::State;
use crate::engine::Message;
use crate::isolate::Isolate;
use crate::message::Parcel;
use crate::message::direct::{self, DIRECT_BYTES, Outcome};

/// What the functions of one isolate work on. It lives in the isolate's `State`.
pub struct Lane {
    isolate: Arc<Isolate>,
    outgoing: v8::SharedRef<v8::BackingStore>,
    incoming: v8::SharedRef<v8::BackingStore>,
}

impl Lane {
    fn send_number(&self, channel: u32, token: u32, value: f64) -> i32 {
        self.send(channel, token, Parcel::plain(Message::Number(value)))
    }

    fn send_constant(&self, channel: u32, token: u32, which: f64) -> i32 {
        self.send(channel, token, Parcel::plain(direct::constant(which as u32)))
    }

    fn send_bytes(&self, channel: u32, token: u32, length: f64) -> i32 {
        let Some(bytes) = self.outgoing.get(..length as usize) else { return Outcome::Unknown as i32 };
        let bytes = bytes.iter().map(|byte| byte.get()).collect();
        self.send(channel, token, Parcel::bytes(bytes))
    }

    fn send(&self, channel: u32, token: u32, parcel: Parcel) -> i32 {
        direct::send(&self.isolate, channel, token, parcel) as i32
    }

    fn receive(&self, channel: u32, token: u32, _: f64) -> f64 {
        direct::receive(&self.isolate, channel, token, &self.incoming)
    }

    fn look(&self, channel: u32, what: u32, _: f64) -> f64 {
        direct::look(&self.isolate, channel, what)
    }

    /// The lane of an isolate.
    ///
    /// # Safety
    /// `attach` has run in the isolate. The result may be used while one of its functions runs.
    unsafe fn of(isolate: &v8::Isolate) -> &Lane {
        // SAFETY: `attach` put a pointer there, to what lives as long as the isolate; there are only shared references to a Lane.
        unsafe { &*isolate.get_data(SLOT).cast_const().cast::<Lane>() }
    }
}

/// Where an isolate has its lane. The functions carry no pointer to it, since they may come from a snapshot.
const SLOT: u32 = 0;

const ARGUMENTS: &[CTypeInfo] = &[
    Type::V8Value.as_info(),
    Type::Uint32.as_info(),
    Type::Uint32.as_info(),
    Type::Float64.as_info(),
    Type::CallbackOptions.as_info(),
];

/// `fn slow` and `fn overloads` of one function: `(u32, u32, f64)` to a number of type `$type`.
macro_rules! direct {
    ($($name:ident: $method:ident -> $type:ident $info:ident $set:ident;)*) => { $(
        mod $name {
            use super::*;

            extern "C" fn fast(
                _receiver: v8::Local<v8::Value>,
                first: u32,
                second: u32,
                third: f64,
                options: &FastApiCallbackOptions,
            ) -> $type {
                // SAFETY: no JavaScript of an isolate runs before `attach`.
                unsafe { Lane::of(options.isolate_unchecked()) }.$method(first, second, third)
            }

            /// Each time the same addresses, by which a snapshot knows the function.
            #[inline(never)]
            pub fn overloads() -> &'static [CFunction] {
                const FAST: &[CFunction] = &[CFunction::new(
                    fast as *const c_void,
                    &CFunctionInfo::new(Type::$info.as_info(), ARGUMENTS, Int64Representation::Number),
                )];
                FAST
            }

            pub fn slow<'s>(
                scope: &mut v8::PinScope<'s, '_>,
                args: v8::FunctionCallbackArguments<'s>,
                mut result: v8::ReturnValue<'s, v8::Value>,
            ) {
                let whole = |index| args.get(index).uint32_value(scope).unwrap_or(0);
                let (first, second) = (whole(0), whole(1));
                let third = args.get(2).number_value(scope).unwrap_or(0.0);
                // SAFETY: as above.
                let value = unsafe { Lane::of(scope) }.$method(first, second, third);
                result.$set(value);
            }
        }
    )*
        /// The functions, as those of `$method` that all code can call and those that optimised code calls.
        fn functions() -> Vec<(v8::FunctionCallback, &'static [CFunction])> {
            vec![$(($name::slow.map_fn_to(), $name::overloads())),*]
        }
    };
}

direct! {
    send_number: send_number -> i32 Int32 set_int32;
    send_constant: send_constant -> i32 Int32 set_int32;
    send_bytes: send_bytes -> i32 Int32 set_int32;
    receive: receive -> f64 Float64 set_double;
    look: look -> f64 Float64 set_double;
}

/// Adds the functions to `ops`, with the memory through which bytes go:
///
/// - `channelSendNumber(channel, token, number)`, `channelSendConstant(channel, token, which)` and `channelSendBytes(channel,
///   token, length)`, which sends the first bytes of `outgoing`, give an `Outcome`; without a token (0) none waits;
/// - `channelReceive(channel, token, 0)` gives what the outcome in the word `OUTCOME` says; bytes are then in `incoming`;
/// - `channelLook(channel, what, 0)` gives its length (0), whether it is closed (1), could be sent to (2) or received from (3);
/// - `latin1Text(bytes, length)` gives the first bytes of an array as a string of as many characters.
pub fn install<'s>(scope: &mut v8::PinScope<'s, '_>, ops: v8::Local<'s, v8::Object>) {
    for name in [OUTGOING, INCOMING] {
        let buffer = v8::ArrayBuffer::new(scope, DIRECT_BYTES);
        let array =
            v8::Uint8Array::new(scope, buffer, 0, DIRECT_BYTES).expect("a whole buffer fits its own view");
        let key = key_to_js(scope, name);
        ops.create_data_property(scope, key.into(), array.into());
    }
    for (name, (slow, fast)) in NAMES.iter().zip(functions()) {
        let template = v8::FunctionTemplate::builder_raw(slow).build_fast(scope, fast);
        let function = template.get_function(scope).expect("a native function can be made at the start");
        let key = key_to_js(scope, name);
        function.set_name(key);
        ops.create_data_property(scope, key.into(), function.into());
    }
}

const OUTGOING: &str = "outgoing";
const INCOMING: &str = "incoming";
/// In the order of `functions`.
const NAMES: [&str; 5] =
    ["channelSendNumber", "channelSendConstant", "channelSendBytes", "channelReceive", "channelLook"];

/// Lists what is called in the usual way.
pub fn list(natives: &mut OwnNatives) {
    natives.add("latin1Text", latin1_text);
}

/// Where V8 finds the functions when it reads them from a snapshot.
pub fn references() -> Vec<v8::ExternalReference> {
    let mut references = Vec::new();
    for (function, overloads) in functions() {
        references.push(v8::ExternalReference { function });
        for overload in overloads {
            let pointer = std::ptr::from_ref(overload).cast_mut().cast::<c_void>();
            references.push(v8::ExternalReference { pointer });
        }
    }
    references
}

/// Gives the functions of this isolate something to work on: before any of them is called.
pub fn attach<'s>(scope: &mut v8::PinScope<'s, '_>, ops: v8::Local<'s, v8::Object>) {
    let state = State::of(scope);
    let outgoing = memory(scope, ops, OUTGOING);
    let incoming = memory(scope, ops, INCOMING);
    let lane = Box::new(Lane { isolate: state.isolate.clone(), outgoing, incoming });
    let lane = state.lane.get_or_init(|| lane);
    scope.set_data(SLOT, std::ptr::from_ref::<Lane>(lane).cast_mut().cast::<c_void>());
}

/// The memory of an array of `ops`.
fn memory<'s>(
    scope: &mut v8::PinScope<'s, '_>,
    ops: v8::Local<'s, v8::Object>,
    name: &str,
) -> v8::SharedRef<v8::BackingStore> {
    let key = key_to_js(scope, name);
    let array = ops.get(scope, key.into());
    let array = array.and_then(|array| v8::Local::<v8::Uint8Array>::try_from(array).ok());
    let buffer = array.and_then(|array| array.buffer(scope)).expect("`install` has made it");
    buffer.get_backing_store()
}

/// `latin1Text(bytes, length)`.
fn latin1_text<'s>(
    scope: &mut v8::PinScope<'s, '_>,
    args: v8::FunctionCallbackArguments<'s>,
    mut result: v8::ReturnValue<'s, v8::Value>,
) {
    let length = args.get(1).uint32_value(scope).unwrap_or(0) as usize;
    let text = with_bytes(args.get(0), |bytes| {
        let bytes = bytes.get(..length)?;
        v8::String::new_from_one_byte(scope, bytes, v8::NewStringType::Normal)
    });
    if let Some(text) = text.flatten() {
        result.set(text.into());
    }
}

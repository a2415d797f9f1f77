//! The object `ops`: native functions as properties. Those of `ops/` are V8 functions whose data is their index in a table;
//! those that need V8 itself are listed by the files of this folder.

use std::collections::HashSet;
use std::sync::Arc;

use v8::MapFnTo;

use super::call::{Call, PENDING};
use super::convert::{key_to_js, to_js};
use super::core_natives;
use super::direct_natives;
use super::errors::throw;
use super::module_natives;
use super::realm;
use super::reentry_natives;
use super::state::State;
use crate::inbox::Event;
use crate::isolate::Isolate;
use crate::ops::{Op, OpKind, Work};
use crate::value::OpError;

/// The native functions of an isolate, in the order of their indices.
pub type NativeTable = Vec<Op>;

/// The table of all functions. Two of one name would hide each other, which is a mistake of ours: it ends the process.
pub fn table() -> NativeTable {
    let table = crate::ops::all();
    let mut names = HashSet::new();
    for op in &table {
        assert!(names.insert(op.name), "two native functions are named {}", op.name);
    }
    table
}

/// Functions that need V8 itself: their names, and what V8 calls.
#[derive(Default)]
pub struct OwnNatives(Vec<(&'static str, v8::FunctionCallback)>);

impl OwnNatives {
    /// All of them.
    pub fn all() -> OwnNatives {
        let mut natives = OwnNatives::default();
        core_natives::list(&mut natives);
        direct_natives::list(&mut natives);
        module_natives::list(&mut natives);
        realm::list(&mut natives);
        reentry_natives::list(&mut natives);
        natives
    }

    /// Adds one function.
    pub fn add(&mut self, name: &'static str, callback: impl v8::MapFnTo<v8::FunctionCallback>) {
        self.0.push((name, callback.map_fn_to()));
    }

    fn install<'s>(&self, scope: &mut v8::PinScope<'s, '_>, ops: v8::Local<'s, v8::Object>) {
        for (name, callback) in &self.0 {
            let key = key_to_js(scope, name);
            let function = v8::Function::builder_raw(*callback)
                .constructor_behavior(v8::ConstructorBehavior::Throw)
                .build(scope)
                .expect("a native function can be made while the context starts");
            function.set_name(key);
            ops.create_data_property(scope, key.into(), function.into());
        }
    }
}

/// Where V8 finds the functions of this file when it reads them from a snapshot.
pub fn references() -> Vec<v8::ExternalReference> {
    let own = OwnNatives::all();
    let own = own.0.iter().map(|(_, function)| *function);
    own.chain([callback()]).map(|function| v8::ExternalReference { function }).collect()
}

/// Adds a property for each function.
pub fn install<'s>(scope: &mut v8::PinScope<'s, '_>, ops: v8::Local<'s, v8::Object>, table: &NativeTable) {
    OwnNatives::all().install(scope, ops);
    for (index, op) in table.iter().enumerate() {
        let data = v8::Integer::new(scope, index as i32);
        let name = key_to_js(scope, op.name);
        let function = v8::Function::builder_raw(callback())
            .data(data.into())
            .constructor_behavior(v8::ConstructorBehavior::Throw)
            .build(scope)
            .expect("a native function can be made while the context starts");
        function.set_name(name);
        ops.create_data_property(scope, name.into(), function.into());
    }
}

/// Has the work done; its result comes into the isolate's inbox.
fn begin(isolate: &Arc<Isolate>, id: f64, work: Work) {
    let (process, isolate) = (isolate.process.clone(), isolate.clone());
    if let Some(turns) = &process.turns {
        turns.operation_begins();
    }
    process.io().spawn(async move {
        let event = Event::completion(id, work.await);
        match &isolate.process.turns {
            None => isolate.inbox.push(event),
            Some(turns) => turns.operation_ends(isolate.number, event),
        }
    });
}

/// `enter` at an address that is the same for all who ask.
#[inline(never)]
fn callback() -> v8::FunctionCallback {
    enter.map_fn_to()
}

/// What V8 calls for every native function of the table.
fn enter<'s>(
    scope: &mut v8::PinScope<'s, '_>,
    args: v8::FunctionCallbackArguments<'s>,
    mut result: v8::ReturnValue<'s, v8::Value>,
) {
    let index = v8::Local::<v8::Integer>::try_from(args.data()).map_or(0, |data| data.value() as usize);
    let state = State::of(scope);
    let op = &state.natives[index];
    let first = i32::from(matches!(op.kind, OpKind::Async(_)));
    let mut call = Call { scope, args: &args, first, name: op.name, isolate: &state.isolate };
    let outcome = match op.kind {
        OpKind::Sync(run) => run(&mut call),
        OpKind::Shared(run) => {
            if let Some(turns) = &state.isolate.process.turns {
                turns.perhaps_pass(&state.isolate);
            }
            run(&mut call)
        }
        OpKind::Async(start) => start(&mut call).map(|work| {
            let id = args.get(0).number_value(scope).unwrap_or(f64::NAN);
            begin(&state.isolate, id, work);
            crate::value::Value::Undefined
        }),
    };
    match outcome {
        Ok(crate::value::Value::Undefined) => {}
        Ok(crate::value::Value::Number(value)) => result.set_double(value),
        Ok(crate::value::Value::Bool(value)) => result.set_bool(value),
        Ok(value) => {
            if let Some(value) = to_js(scope, value) {
                result.set(value);
            }
        }
        Err(OpError { class, .. }) if class == PENDING => {}
        Err(error) => throw(scope, error),
    }
}

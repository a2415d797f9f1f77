//! The object `ops`: native functions as properties, each a V8 function whose data is its index in a table.

use std::collections::HashSet;
use std::sync::Arc;

use super::call::{Call, PENDING};
use super::convert::{key_to_js, to_js};
use super::errors::throw;
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

/// Adds a property for each function of the table.
pub fn install<'s>(scope: &mut v8::PinScope<'s, '_>, ops: v8::Local<'s, v8::Object>, table: &NativeTable) {
    for (index, op) in table.iter().enumerate() {
        let data = v8::Integer::new(scope, index as i32);
        let name = key_to_js(scope, op.name);
        let function = v8::Function::builder(enter)
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

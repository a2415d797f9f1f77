//! One call of a native function: its arguments as typed data, and what it may reach.

use std::sync::Arc;

use super::convert::{from_js, with_bytes};
use super::message::{self, Message};
use crate::isolate::{Isolate, Process};
use crate::value::{FromValue, OpError, Value};

/// The arguments and surroundings of a native function while it runs.
pub struct Call<'a, 's, 'i> {
    pub(super) scope: &'a mut v8::PinScope<'s, 'i>,
    pub(super) args: &'a v8::FunctionCallbackArguments<'s>,
    /// Index of the first argument: 1 for asynchronous functions, where 0 is the number of the operation.
    pub(super) first: i32,
    pub(super) name: &'static str,
    pub(super) isolate: &'a Arc<Isolate>,
}

impl<'s> Call<'_, 's, '_> {
    /// How many arguments there are.
    pub fn len(&self) -> usize {
        (self.args.length() - self.first).max(0) as usize
    }

    /// True when there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Argument `index` as a `T`. Missing arguments are `undefined`.
    pub fn arg<T: FromValue>(&mut self, index: usize) -> Result<T, OpError> {
        let value = from_js(self.scope, self.raw(index)).map_err(|mut error| {
            error.message = format!("{}: argument {}: {}", self.name, index + 1, error.message);
            error
        })?;
        let got = value.type_name();
        T::from_value(value).ok_or_else(|| {
            OpError::type_error(format!(
                "{}: argument {}: expected {}, got {got}",
                self.name,
                index + 1,
                T::EXPECTED
            ))
            .with_code("ERR_INVALID_ARG_TYPE")
        })
    }

    /// All arguments from `index` on.
    pub fn rest(&mut self, index: usize) -> Result<Vec<Value>, OpError> {
        (index..self.len()).map(|index| self.arg(index)).collect()
    }

    /// Lends the memory of argument `index`, a buffer or a view of one, for reading and writing.
    pub fn bytes_mut<R>(&mut self, index: usize, lend: impl FnOnce(&mut [u8]) -> R) -> Result<R, OpError> {
        with_bytes(self.raw(index), lend).ok_or_else(|| {
            OpError::type_error(format!(
                "{}: argument {}: expected an ArrayBuffer or a view of one",
                self.name,
                index + 1
            ))
            .with_code("ERR_INVALID_ARG_TYPE")
        })
    }

    /// A structured clone of argument `index`. After an error the exception of the clone is pending already: the
    /// function must hand the error on by `?`, without calling anything else.
    pub fn message(&mut self, index: usize) -> Result<Message, OpError> {
        self.message_moving(index, None)
    }

    /// A structured clone of argument `index` that takes along the `ArrayBuffer`s in the array that is argument
    /// `transfer`, if that is an array.
    pub fn message_moving(&mut self, index: usize, transfer: Option<usize>) -> Result<Message, OpError> {
        let mut buffers = Vec::new();
        if let Some(list) = transfer.map(|transfer| self.raw(transfer))
            && let Ok(list) = v8::Local::<v8::Array>::try_from(list)
        {
            for position in 0..list.length() {
                let item = list.get_index(self.scope, position);
                let buffer = item.and_then(|item| v8::Local::<v8::ArrayBuffer>::try_from(item).ok());
                buffers.push(buffer.ok_or_else(|| {
                    OpError::type_error(format!("{}: only ArrayBuffers can be transferred", self.name))
                })?);
            }
        }
        let value = self.raw(index);
        message::serialize(self.scope, value, &buffers).ok_or_else(pending)
    }

    /// The isolate that calls.
    pub fn isolate(&self) -> &Arc<Isolate> {
        self.isolate
    }

    /// What all isolates share.
    pub fn process(&self) -> &Arc<Process> {
        &self.isolate.process
    }

    pub(super) fn raw(&self, index: usize) -> v8::Local<'s, v8::Value> {
        self.args.get(self.first + index as i32)
    }
}

/// Class of the error that says: an exception is pending already, throw nothing else.
pub(super) const PENDING: &str = "";

fn pending() -> OpError {
    OpError::new(PENDING, "")
}

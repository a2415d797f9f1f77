//! Plain data that crosses the border between JavaScript and native functions, and the errors that do.
//!
//! Nothing here knows the engine: a `Value` owns its data, so it can be made on any thread and be posted to any
//! isolate. The engine turns it into a JavaScript value when the isolate that asked for it drains its inbox.

use std::borrow::Cow;
use std::fmt;

use crate::engine::Message;

/// A JavaScript value as data: what native functions take and give.
#[derive(Debug, Default)]
pub enum Value {
    /// `undefined`, the result of a function that has nothing to say.
    #[default]
    Undefined,
    /// `null`.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// Any number; integers up to 2^53 are exact.
    Number(f64),
    /// A `BigInt` that fits 64 bits.
    BigInt(i64),
    /// Text. A lone surrogate that came from JavaScript has become U+FFFD.
    String(String),
    /// The bytes of an `ArrayBuffer` or a view of one; becomes a `Uint8Array` without a copy.
    Bytes(Vec<u8>),
    /// An array.
    Array(Vec<Value>),
    /// A plain object; keys keep their order.
    Object(Vec<(Cow<'static, str>, Value)>),
    /// A structured clone on its way to another isolate; it is deserialised where it arrives.
    Message(Box<Message>),
    /// An error object that is a value, not thrown.
    Error(Box<OpError>),
}

impl Value {
    /// An object from its fields, in order.
    pub fn object<const N: usize>(fields: [(&'static str, Value); N]) -> Value {
        Value::Object(fields.into_iter().map(|(key, value)| (Cow::Borrowed(key), value)).collect())
    }

    /// What this is, in the words of an error message.
    pub fn type_name(&self) -> &'static str {
        match self {
            Value::Undefined => "undefined",
            Value::Null => "null",
            Value::Bool(_) => "a boolean",
            Value::Number(_) => "a number",
            Value::BigInt(_) => "a bigint",
            Value::String(_) => "a string",
            Value::Bytes(_) => "bytes",
            Value::Array(_) => "an array",
            Value::Object(_) => "an object",
            Value::Message(_) => "a message",
            Value::Error(_) => "an error",
        }
    }
}

macro_rules! into_value {
    ($($from:ty => |$x:ident| $to:expr;)*) => {
        $(impl From<$from> for Value { fn from($x: $from) -> Value { $to } })*
    };
}

into_value! {
    () => |_x| Value::Undefined;
    bool => |x| Value::Bool(x);
    f64 => |x| Value::Number(x);
    i32 => |x| Value::Number(x.into());
    u8 => |x| Value::Number(x.into());
    u16 => |x| Value::Number(x.into());
    u32 => |x| Value::Number(x.into());
    // Sizes and times in use stay far below 2^53, where doubles stop being exact.
    u64 => |x| Value::Number(x as f64);
    usize => |x| Value::Number(x as f64);
    &str => |x| Value::String(x.to_owned());
    String => |x| Value::String(x);
    Vec<u8> => |x| Value::Bytes(x);
    Vec<Value> => |x| Value::Array(x);
    Vec<String> => |x| Value::Array(x.into_iter().map(Value::String).collect());
    Message => |x| Value::Message(Box::new(x));
    OpError => |x| Value::Error(Box::new(x));
}

impl<T: Into<Value>> From<Option<T>> for Value {
    fn from(value: Option<T>) -> Value {
        value.map_or(Value::Null, Into::into)
    }
}

/// Types that an argument of a native function can be read as.
pub trait FromValue: Sized {
    /// What the caller should have passed, in the words of an error message.
    const EXPECTED: &'static str;
    /// The value as this type, or `None` when it is something else.
    fn from_value(value: Value) -> Option<Self>;
}

macro_rules! from_value {
    ($($to:ty, $expected:literal, $pattern:pat => $result:expr;)*) => {
        $(impl FromValue for $to {
            const EXPECTED: &'static str = $expected;
            fn from_value(value: Value) -> Option<Self> {
                match value { $pattern => $result, _ => None }
            }
        })*
    };
}

from_value! {
    bool, "a boolean", Value::Bool(x) => Some(x);
    f64, "a number", Value::Number(x) => Some(x);
    i32, "a 32-bit integer", Value::Number(x) => (x as i32 as f64 == x).then_some(x as i32);
    u32, "a non-negative 32-bit integer", Value::Number(x) => (x as u32 as f64 == x).then_some(x as u32);
    u16, "an integer from 0 to 65535", Value::Number(x) => (x as u16 as f64 == x).then_some(x as u16);
    u64, "a non-negative integer", Value::Number(x) => (x >= 0.0 && x.fract() == 0.0).then_some(x as u64);
    usize, "a non-negative integer", Value::Number(x) => (x >= 0.0 && x.fract() == 0.0).then_some(x as usize);
    String, "a string", Value::String(x) => Some(x);
    Vec<u8>, "an ArrayBuffer or a view of one", Value::Bytes(x) => Some(x);
}

impl FromValue for Value {
    const EXPECTED: &'static str = "anything";
    fn from_value(value: Value) -> Option<Self> {
        Some(value)
    }
}

impl<T: FromValue> FromValue for Option<T> {
    const EXPECTED: &'static str = T::EXPECTED;
    fn from_value(value: Value) -> Option<Self> {
        match value {
            Value::Undefined | Value::Null => Some(None),
            other => T::from_value(other).map(Some),
        }
    }
}

/// Lists of anything but bytes, which have a form of their own.
macro_rules! from_array {
    ($($item:ty, $expected:literal;)*) => {
        $(impl FromValue for Vec<$item> {
            const EXPECTED: &'static str = $expected;
            fn from_value(value: Value) -> Option<Self> {
                match value {
                    Value::Array(items) => items.into_iter().map(<$item>::from_value).collect(),
                    _ => None,
                }
            }
        })*
    };
}

from_array! {
    f64, "an array of numbers";
    String, "an array of strings";
    Value, "an array";
}

/// An error of a native function; JavaScript sees an exception of class `class`.
#[derive(Debug)]
pub struct OpError {
    /// Name of a constructor of the global object: `Error`, `TypeError`, `RangeError`, `DOMException`…
    pub class: Cow<'static, str>,
    /// The property `code`, for programs to test. For a `DOMException` it is the exception's name.
    pub code: Option<Cow<'static, str>>,
    /// What happened and what was expected.
    pub message: String,
    /// Further properties, such as `errno`, `syscall` and `path` of a file error.
    pub details: Vec<(&'static str, Value)>,
}

impl OpError {
    /// An error of the given class.
    pub fn new(class: impl Into<Cow<'static, str>>, message: impl Into<String>) -> OpError {
        OpError { class: class.into(), code: None, message: message.into(), details: Vec::new() }
    }

    /// A `TypeError`: an argument is not what it must be.
    pub fn type_error(message: impl Into<String>) -> OpError {
        OpError::new("TypeError", message)
    }

    /// A `RangeError`: an argument is of the right type and out of bounds.
    pub fn range_error(message: impl Into<String>) -> OpError {
        OpError::new("RangeError", message)
    }

    /// The same error with its `code`.
    pub fn with_code(mut self, code: impl Into<Cow<'static, str>>) -> OpError {
        self.code = Some(code.into());
        self
    }

    /// The same error with one more property.
    pub fn with(mut self, key: &'static str, value: impl Into<Value>) -> OpError {
        self.details.push((key, value.into()));
        self
    }

    /// A failed system call, in the form that Node's users know:
    /// `ENOENT: no such file or directory, open 'a.txt'` with `code`, `errno`, `syscall` and `path`.
    pub fn io(error: &std::io::Error, syscall: &'static str, path: Option<&str>) -> OpError {
        let (code, text) = io_code(error);
        let target = path.map(|path| format!(" '{path}'")).unwrap_or_default();
        let mut this = OpError::new("Error", format!("{code}: {text}, {syscall}{target}")).with_code(code);
        if let Some(errno) = error.raw_os_error() {
            this = this.with("errno", -errno);
        }
        this = this.with("syscall", syscall);
        match path {
            Some(path) => this.with("path", path),
            None => this,
        }
    }
}

/// Name and text of an I/O error. The names are those of `errno.h`, which programs compare `code` with.
fn io_code(error: &std::io::Error) -> (Cow<'static, str>, Cow<'static, str>) {
    let known = match error.raw_os_error() {
        Some(1) => ("EPERM", "operation not permitted"),
        Some(2) => ("ENOENT", "no such file or directory"),
        Some(4) => ("EINTR", "interrupted system call"),
        Some(5) => ("EIO", "i/o error"),
        Some(9) => ("EBADF", "bad file descriptor"),
        Some(11) => ("EAGAIN", "resource temporarily unavailable"),
        Some(12) => ("ENOMEM", "not enough memory"),
        Some(13) => ("EACCES", "permission denied"),
        Some(16) => ("EBUSY", "resource busy or locked"),
        Some(17) => ("EEXIST", "file already exists"),
        Some(18) => ("EXDEV", "cross-device link not permitted"),
        Some(20) => ("ENOTDIR", "not a directory"),
        Some(21) => ("EISDIR", "illegal operation on a directory"),
        Some(22) => ("EINVAL", "invalid argument"),
        Some(23) => ("ENFILE", "file table overflow"),
        Some(24) => ("EMFILE", "too many open files"),
        Some(27) => ("EFBIG", "file too large"),
        Some(28) => ("ENOSPC", "no space left on device"),
        Some(29) => ("ESPIPE", "invalid seek"),
        Some(30) => ("EROFS", "read-only file system"),
        Some(32) => ("EPIPE", "broken pipe"),
        Some(36) => ("ENAMETOOLONG", "name too long"),
        Some(39) => ("ENOTEMPTY", "directory not empty"),
        Some(40) => ("ELOOP", "too many symbolic links encountered"),
        Some(95) => ("ENOTSUP", "operation not supported"),
        Some(98) => ("EADDRINUSE", "address already in use"),
        Some(99) => ("EADDRNOTAVAIL", "address not available"),
        Some(101) => ("ENETUNREACH", "network is unreachable"),
        Some(103) => ("ECONNABORTED", "software caused connection abort"),
        Some(104) => ("ECONNRESET", "connection reset by peer"),
        Some(107) => ("ENOTCONN", "socket is not connected"),
        Some(110) => ("ETIMEDOUT", "connection timed out"),
        Some(111) => ("ECONNREFUSED", "connection refused"),
        Some(113) => ("EHOSTUNREACH", "host is unreachable"),
        _ => return (Cow::Borrowed("EIO"), Cow::Owned(error.to_string())),
    };
    (Cow::Borrowed(known.0), Cow::Borrowed(known.1))
}

impl fmt::Display for OpError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.class, self.message)
    }
}

impl std::error::Error for OpError {}

/// Result of a native function.
pub type OpResult = Result<Value, OpError>;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn integers_are_checked_not_wrapped() {
        assert_eq!(i32::from_value(Value::Number(-3.0)), Some(-3));
        assert_eq!(i32::from_value(Value::Number(2147483648.0)), None);
        assert_eq!(u32::from_value(Value::Number(1.5)), None);
        assert_eq!(u32::from_value(Value::Number(f64::NAN)), None);
    }

    #[test]
    fn missing_values_read_as_none() {
        assert_eq!(Option::<String>::from_value(Value::Undefined), Some(None));
        assert_eq!(Option::<String>::from_value(Value::from("a")), Some(Some("a".to_owned())));
        assert_eq!(Option::<String>::from_value(Value::Bool(true)), None);
    }

    #[test]
    fn file_errors_speak_as_node_does() {
        let error = OpError::io(&std::io::Error::from_raw_os_error(2), "open", Some("a.txt"));
        assert_eq!(error.message, "ENOENT: no such file or directory, open 'a.txt'");
        assert_eq!(error.code.as_deref(), Some("ENOENT"));
    }
}

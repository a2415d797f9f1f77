//! What can go wrong around a compilation: files, not programs. One message each.

use std::io;
use std::path::Path;

/// A reason to stop that has no place in a source text.
#[derive(Debug, thiserror::Error)]
#[error("{message}")]
pub struct Failure {
    pub code: &'static str,
    pub message: String,
    pub help: Option<String>,
}

pub const CANNOT_READ: &str = "HZ0201";
pub const NOT_UTF8: &str = "HZ0202";
pub const UNKNOWN_LANGUAGE: &str = "HZ0203";
pub const NO_SOURCES: &str = "HZ0204";
pub const CANNOT_WRITE: &str = "HZ0205";
pub const SAME_OUTPUT: &str = "HZ0206";
pub const OVERWRITES_INPUT: &str = "HZ0207";
pub const USAGE: &str = "HZ0208";
pub const CANNOT_WATCH: &str = "HZ0210";
pub const MIXED_KINDS: &str = "HZ0211";
pub const RUNTIME: &str = "HZ0212";
pub const BAD_CONFIG: &str = "HZ0213";

impl Failure {
    pub fn new(code: &'static str, message: impl Into<String>) -> Failure {
        Failure { code, message: message.into(), help: None }
    }

    pub fn with_help(mut self, help: impl Into<String>) -> Failure {
        self.help = Some(help.into());
        self
    }

    /// 2 when other arguments would help, else 1.
    pub fn exit_code(&self) -> u8 {
        if self.code == USAGE { 2 } else { 1 }
    }

    pub fn read(path: &Path, error: &io::Error) -> Failure {
        Failure::new(CANNOT_READ, format!("cannot read {}: {}", path.display(), reason(error)))
    }

    pub fn write(what: impl std::fmt::Display, error: &io::Error) -> Failure {
        Failure::new(CANNOT_WRITE, format!("cannot write {what}: {}", reason(error)))
    }
}

/// The system's words without its error number.
fn reason(error: &io::Error) -> String {
    let text = error.to_string();
    let text = text.split(" (os error").next().unwrap_or(&text);
    let mut chars = text.chars();
    chars.next().map(|first| first.to_lowercase().chain(chars).collect()).unwrap_or_default()
}

//! What the compiler says about a program: errors by code, place, message and help, as plain data.
//!
//! Nothing here prints; the binary renders diagnostics for people, and anything else reads their fields.

use serde::{Deserialize, Serialize};
use std::fmt;
use std::ops::Range;

/// The stable names of all errors. A code, once given, keeps its meaning.
pub mod code {
    /// The text is not a program of its language.
    pub const SYNTAX: &str = "HZ0001";
    /// The text is a program, but uses something that has no meaning here (`export =` in a module).
    pub const UNSUPPORTED: &str = "HZ0002";
    /// The compiler itself failed.
    pub const INTERNAL: &str = "HZ0003";
    /// Brackets are nested deeper than the compiler can follow.
    pub const TOO_DEEP: &str = "HZ0004";
    /// The text does not fit into 32-bit offsets.
    pub const TOO_LONG: &str = "HZ0005";
    /// A thread on another core would use a variable that is assigned after it was copied.
    pub const LATE_CAPTURE: &str = "HZ0201";
    /// Standalone output would need a module that only hzrun has.
    pub const NOT_STANDALONE: &str = "HZ0202";
    /// A thread on another core would change something of which each core has its own.
    pub const CHANGED_COPY: &str = "HZ0203";
    /// The text is an output of hzc.
    pub const COMPILED_ALREADY: &str = "HZ0006";
}

/// How bad it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    Error,
    Warning,
}

/// A line and a column, both counted from 1; columns count characters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Position {
    pub line: u32,
    pub column: u32,
}

impl fmt::Display for Position {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.line, self.column)
    }
}

/// One finding about a source.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, thiserror::Error)]
#[error("{file}:{position}: {code}: {message}")]
pub struct Diagnostic {
    /// One of the constants of [`code`].
    pub code: &'static str,
    pub severity: Severity,
    /// What is wrong, in one sentence without the place.
    pub message: String,
    /// What can be done about it.
    pub help: Option<String>,
    /// The name of the source.
    pub file: String,
    pub position: Position,
    /// Byte offsets into the text.
    pub span: Range<usize>,
    /// The source line at `position` without its line break; of a line that is too long to be read, the part there.
    pub excerpt: String,
}

impl Diagnostic {
    /// An error at a place in `text`. Offsets beyond the text or inside a character are moved to the nearest
    /// character before.
    pub fn error(
        code: &'static str,
        file: &str,
        text: &str,
        span: Range<usize>,
        message: String,
    ) -> Diagnostic {
        let start = floor_char(text, span.start);
        let end = floor_char(text, span.end).max(start);
        let line_start = text[..start].rfind('\n').map_or(0, |at| at + 1);
        let line_end = text[start..].find('\n').map_or(text.len(), |at| start + at);
        Diagnostic {
            code,
            severity: Severity::Error,
            message,
            help: None,
            file: file.to_string(),
            position: position_of(text, start),
            span: start..end,
            excerpt: excerpt(text, line_start..line_end, start),
        }
    }

    /// The same with advice attached.
    pub fn with_help(mut self, help: impl Into<String>) -> Diagnostic {
        self.help = Some(help.into());
        self
    }
}

/// The line and column of a byte offset that lies on a character boundary of `text`.
pub fn position_of(text: &str, offset: usize) -> Position {
    let before = &text[..offset];
    let line_start = before.rfind('\n').map_or(0, |at| at + 1);
    let line = before.bytes().filter(|&byte| byte == b'\n').count() + 1;
    let column = before[line_start..].chars().count() + 1;
    Position { line: line as u32, column: column as u32 }
}

fn excerpt(text: &str, line: Range<usize>, at: usize) -> String {
    const LONGEST: usize = 240;
    if line.len() <= LONGEST {
        return text[line].trim_end_matches('\r').to_string();
    }
    let start = floor_char(text, at.saturating_sub(LONGEST / 2).max(line.start));
    text[start..floor_char(text, (start + LONGEST).min(line.end))].to_string()
}

fn floor_char(text: &str, offset: usize) -> usize {
    let mut at = offset.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

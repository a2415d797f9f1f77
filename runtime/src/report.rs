//! What people read on stderr when a program fails: the place with its line of source, then the words.

use std::io::{self, Write};

use hz_compiler::{Diagnostic, Severity};

use crate::module::{LoadError, source_map};

/// A failure, ready to be written.
pub struct Report {
    /// The place, when it is known.
    pub excerpt: Option<Excerpt>,
    /// What happened; may have many lines.
    pub text: String,
}

/// A line of source and what in it is meant.
pub struct Excerpt {
    /// As people know the file.
    pub file: String,
    /// From 1.
    pub line: u32,
    /// From 1, in UTF-16 units.
    pub column: u32,
    /// The line.
    pub text: String,
    /// How many characters are meant.
    pub width: usize,
}

/// Longer lines are shown in part: minified code has lines of a megabyte.
const MAX_LINE: usize = 160;
/// How much of a long line is shown before the place.
const LEAD: usize = 60;

impl Report {
    /// Writes the report.
    pub fn write(&self, out: &mut impl Write) -> io::Result<()> {
        if let Some(excerpt) = &self.excerpt {
            writeln!(out, "{}:{}:{}", excerpt.file, excerpt.line, excerpt.column)?;
            write!(out, "{}", excerpt.marked())?;
            writeln!(out)?;
        }
        writeln!(out, "{}", self.text)
    }
}

impl Excerpt {
    /// The line with its number, and a mark below what is meant. Tabs stay, so that the mark stands right.
    fn marked(&self) -> String {
        let number = self.line.to_string();
        let margin = " ".repeat(number.len());
        // V8 and source maps count UTF-16 units; the terminal shows characters.
        let mut units = 0;
        let column = self.text.chars().take_while(|c| {
            units += c.len_utf16();
            units < self.column as usize
        });
        let column = column.count();
        let start = if self.text.chars().count() > MAX_LINE { column.saturating_sub(LEAD) } else { 0 };
        let shown: String = self.text.chars().skip(start).take(MAX_LINE).collect();
        let blank = |c: char| if c == '\t' { '\t' } else { ' ' };
        let indent: String = shown.chars().take(column - start).map(blank).collect();
        let room = shown.chars().count().saturating_sub(column - start).max(1);
        let mark = "^".repeat(self.width.clamp(1, room));
        format!("  {number} | {shown}\n  {margin} | {indent}{mark}\n")
    }
}

/// The compiler's diagnostics, each with its line.
pub fn diagnostics(diagnostics: &[Diagnostic]) -> String {
    let mut text = String::new();
    for diagnostic in diagnostics {
        let kind = match diagnostic.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
        };
        let file = source_map::shown(&diagnostic.file);
        let excerpt = Excerpt {
            file: file.clone(),
            line: diagnostic.position.line,
            column: diagnostic.position.column,
            text: diagnostic.excerpt.clone(),
            width: diagnostic.span.len(),
        };
        text.push_str(&format!("{kind}[{}]: {}\n", diagnostic.code, diagnostic.message));
        text.push_str(&format!("  at {file}:{}\n{}", diagnostic.position, excerpt.marked()));
        if let Some(help) = &diagnostic.help {
            text.push_str(&format!("  help: {help}\n"));
        }
    }
    text.truncate(text.trim_end().len());
    text
}

/// A module that cannot be loaded, with the line that asked for it.
pub fn load_error(error: &LoadError) -> String {
    let mut text = format!("error: {error}");
    let Some(place) = error.place() else { return text };
    if let Some(line) = &place.text {
        let excerpt = Excerpt {
            file: place.file.clone(),
            line: place.line,
            column: place.column,
            text: line.clone(),
            width: 1,
        };
        text.push('\n');
        text.push_str(excerpt.marked().trim_end());
    }
    text
}

/// A part of a report that belongs to the part before it.
pub fn indented(label: &str, text: &str) -> String {
    let mut result = format!("\n  {label}");
    result.push_str(&text.replace('\n', "\n  "));
    result
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marked(text: &str, column: u32) -> String {
        Excerpt { file: "a.js".into(), line: 7, column, text: text.into(), width: 1 }.marked()
    }

    #[test]
    fn the_mark_stands_below_the_place() {
        assert_eq!(marked("let x = y;", 9), "  7 | let x = y;\n    |         ^\n");
        assert_eq!(marked("\tf();", 2), "  7 | \tf();\n    | \t^\n");
        assert_eq!(marked("\u{1f600} f();", 4), "  7 | \u{1f600} f();\n    |   ^\n");
    }

    #[test]
    fn long_lines_are_cut_around_the_place() {
        let line = format!("{}HERE{}", "a".repeat(1000), "b".repeat(1000));
        let text = marked(&line, 1001);
        assert!(text.lines().all(|line| line.len() < 200), "{text}");
        let (shown, mark) = text.split_once('\n').unwrap();
        assert_eq!(shown.find("HERE"), mark.find('^'));
    }
}

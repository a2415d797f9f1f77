//! Compares what came out with what a case expects, and rewrites expectations on request.
//!
//! `HZ_BLESS=1 cargo test --workspace` writes what came out into the case's files instead of failing; the
//! diff of the repository then shows what changed, and a person decides whether it is right.

use similar::TextDiff;
use std::fs;
use std::path::Path;

/// Whether this run rewrites expectations.
pub fn blessing() -> bool {
    std::env::var_os("HZ_BLESS").is_some_and(|value| !value.is_empty() && value != "0")
}

/// Compares `got` with the text of `file`; a missing file expects nothing. The error is a readable diff.
pub fn check(file: &Path, got: &str) -> Result<(), String> {
    let expected = fs::read_to_string(file).unwrap_or_default();
    if expected == got {
        return Ok(());
    }
    if blessing() {
        return write(file, got);
    }
    let name = file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    Err(difference(&name, &expected, got))
}

fn write(file: &Path, got: &str) -> Result<(), String> {
    let written = if got.is_empty() { fs::remove_file(file) } else { fs::write(file, got) };
    written.map_err(|error| format!("{}: {error}", file.display()))
}

/// What differs between two texts, line by line.
pub fn difference(name: &str, expected: &str, got: &str) -> String {
    let diff = TextDiff::from_lines(expected, got);
    let text = diff.unified_diff().context_radius(3).header(&format!("expected {name}"), "got").to_string();
    const SHOWN: usize = 60;
    let lines: Vec<&str> = text.lines().collect();
    match lines.len() {
        0..=SHOWN => text,
        more => format!("{}\n… {} more lines differ", lines[..SHOWN].join("\n"), more - SHOWN),
    }
}

#[cfg(test)]
mod tests {
    use super::difference;

    #[test]
    fn a_difference_names_both_sides() {
        let text = difference("stdout.txt", "a\nb\n", "a\nc\n");
        assert!(text.contains("-b\n+c\n"), "{text}");
        assert!(text.contains("expected stdout.txt"), "{text}");
    }

    #[test]
    fn a_long_difference_is_cut() {
        let got = "x\n".repeat(500);
        assert!(difference("stdout.txt", "", &got).ends_with("more lines differ"));
    }
}

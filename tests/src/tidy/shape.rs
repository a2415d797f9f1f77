//! How files look: head comments, sizes, names.
//!
//! The length of a function is measured by indentation: it ends at the first line that opens with `}` and is
//! indented as the line on which it began. Formatted code obeys that; the rule needs no parser for it.

use super::Source;
use regex::Regex;
use std::sync::LazyLock;

type Check = fn(&Source) -> Vec<(usize, String)>;

pub const RULES: &[(&str, Check)] = &[
    ("every source opens with a head comment", opens_with_a_head),
    ("a file has at most 700 lines", file_is_short),
    ("a function has at most 70 lines", functions_are_short),
    ("names say what is inside", name_says_something),
];

const FILE_LINES: usize = 700;
const FUNCTION_LINES: usize = 70;

fn opens_with_a_head(source: &Source) -> Vec<(usize, String)> {
    let python = source.extension() == "py";
    if source.is_generated() || !(source.is_rust() || source.is_script() || source.is_shell() || python) {
        return Vec::new();
    }
    let mut lines = source.text.lines().skip_while(|line| line.starts_with("#!"));
    let first = lines.next().unwrap_or_default();
    let head = match () {
        () if source.is_rust() => first.starts_with("//!"),
        () if source.is_script() => first.starts_with("// ") || first.starts_with("/*"),
        () => first.starts_with("# ") || first.starts_with("\"\"\""),
    };
    if head { Vec::new() } else { vec![(1, "no head comment says what this file is".to_string())] }
}

fn file_is_short(source: &Source) -> Vec<(usize, String)> {
    let code = source.is_rust() || source.is_script() || source.is_shell();
    let lines = source.text.lines().count();
    if !code || source.is_generated() || lines <= FILE_LINES {
        return Vec::new();
    }
    vec![(FILE_LINES + 1, format!("{lines} lines, at most {FILE_LINES}"))]
}

fn functions_are_short(source: &Source) -> Vec<(usize, String)> {
    if source.is_generated() || !(source.is_rust() || source.is_script()) {
        return Vec::new();
    }
    let lines: Vec<&str> = source.text.lines().collect();
    let mut found = Vec::new();
    for (index, line) in lines.iter().enumerate() {
        if !begins_function(line, source.is_rust()) {
            continue;
        }
        let depth = indentation(line);
        let ends = |line: &&str| indentation(line) == depth && line.trim_start().starts_with('}');
        // A signature over several lines closes its parentheses at the same depth, but never with a brace.
        let Some(length) = lines[index + 1..].iter().position(ends).map(|at| at + 2) else {
            continue;
        };
        if length > FUNCTION_LINES {
            found.push((index + 1, format!("a function of {length} lines, at most {FUNCTION_LINES}")));
        }
    }
    found
}

fn indentation(line: &str) -> usize {
    line.len() - line.trim_start().len()
}

fn begins_function(line: &str, rust: bool) -> bool {
    static RUST: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^\s*(pub(\(.*?\))? )?(const |async |unsafe |extern \S+ )*fn \w").unwrap()
    });
    static SCRIPT: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(\bfunction\b.*|=>\s*|^\s*(static |async |get |set |\*|#)*[\w$\[\].]+\(.*\)\s*)\{$")
            .unwrap()
    });
    static STATEMENT: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^\s*(\}\s*)?(else\b|if\b|for\b|while\b|switch\b|catch\b|with\b|do\b|try\b)").unwrap()
    });
    if rust {
        // A declaration without a body ends with a semicolon.
        return RUST.is_match(line) && !line.trim_end().ends_with(';') && !line.trim_end().ends_with('}');
    }
    let line = line.trim_end();
    SCRIPT.is_match(line) && !STATEMENT.is_match(line)
}

fn name_says_something(source: &Source) -> Vec<(usize, String)> {
    const EMPTY_NAMES: [&str; 4] = ["utils", "helpers", "common", "misc"];
    let parts = source.path.split('/').map(|part| part.split('.').next().unwrap_or_default());
    let empty: Vec<&str> = parts.filter(|part| EMPTY_NAMES.contains(part)).collect();
    empty.into_iter().map(|name| (1, format!("`{name}` says nothing about what is inside"))).collect()
}

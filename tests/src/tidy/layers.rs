//! Who may know whom: the numbered invariants of `docs/architecture.md` that a text search can see.

use super::Source;
use regex::Regex;
use std::sync::LazyLock;

type Check = fn(&Source) -> Vec<(usize, String)>;

pub const RULES: &[(&str, Check)] = &[
    ("only engine/ says v8", only_engine_says_v8),
    ("the compiler stands alone", compiler_stands_alone),
    ("channels and timers know nothing of V8", channels_know_no_v8),
    ("a pass never imports another pass", passes_are_strangers),
    ("unsafe only in engine/, with its reason", unsafe_has_a_home_and_a_reason),
    ("the contract has one home", contract_has_one_home),
];

/// The compiler's stages, each a module or a folder of `compiler/src`.
const PASSES: [&str; 6] = ["parse", "normalize", "analyze", "lower", "emit", "print"];

/// A line without its comment. Strings that hold `//` are cut too, which hides nothing that a rule looks for.
fn code(line: &str) -> &str {
    line.split("//").next().unwrap_or_default()
}

fn lines_matching(source: &Source, pattern: &Regex, what: &str) -> Vec<(usize, String)> {
    let hits =
        source.numbered().filter_map(|(number, line)| Some((number, pattern.find(code(line))?.as_str())));
    hits.map(|(number, hit)| (number, format!("`{}` {what}", hit.trim()))).collect()
}

fn only_engine_says_v8(source: &Source) -> Vec<(usize, String)> {
    static V8: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"\bv8::|\buse v8\b").unwrap());
    if !source.is_rust() || source.path.starts_with("runtime/src/engine/") {
        return Vec::new();
    }
    lines_matching(source, &V8, "outside runtime/src/engine/")
}

/// The compiler knows no threads, clocks or environment and prints nothing; its command line may.
fn compiler_stands_alone(source: &Source) -> Vec<(usize, String)> {
    static WORLD: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"\bv8\b|\bthread::|\bInstant\b|\bSystemTime\b|\benv::|\be?print(ln)?!|\bfs::|hz_runtime")
            .unwrap()
    });
    let front = ["compiler/src/main.rs", "compiler/src/cli.rs"].contains(&source.path.as_str())
        || source.path.starts_with("compiler/src/cli/");
    if !source.is_rust() || !source.path.starts_with("compiler/src/") || front {
        return Vec::new();
    }
    lines_matching(source, &WORLD, "in the compiler, which knows only text")
}

fn channels_know_no_v8(source: &Source) -> Vec<(usize, String)> {
    static ENGINE: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"\bv8\b|\bengine::|crate::engine").unwrap());
    let home = |part: &str| {
        let folder = format!("runtime/src/{part}/");
        source.path.starts_with(&folder) || source.path == format!("runtime/src/{part}.rs")
    };
    if !(home("channel") || home("timer")) {
        return Vec::new();
    }
    lines_matching(source, &ENGINE, "in channels or timers")
}

/// Only a folder's `mod.rs` and the crate's `lib.rs` know the order of the passes.
fn passes_are_strangers(source: &Source) -> Vec<(usize, String)> {
    static IMPORT: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"\bcrate::(\w+)").unwrap());
    let Some(rest) = source.path.strip_prefix("compiler/src/") else { return Vec::new() };
    let own = rest.split(['/', '.']).next().unwrap_or_default();
    if !PASSES.contains(&own) || rest.ends_with("/mod.rs") {
        return Vec::new();
    }
    let mut found = Vec::new();
    for (number, line) in source.numbered() {
        for hit in IMPORT.captures_iter(code(line)) {
            if PASSES.contains(&&hit[1]) && &hit[1] != own {
                found.push((number, format!("the pass `{own}` imports the pass `{}`", &hit[1])));
            }
        }
    }
    found
}

fn unsafe_has_a_home_and_a_reason(source: &Source) -> Vec<(usize, String)> {
    static UNSAFE: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"\bunsafe\s*(\{|fn|impl|extern|trait)").unwrap());
    // A function that is unsafe to call needs no reason itself; each block inside it does.
    static NEEDS_REASON: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"\bunsafe\s*(\{|impl)").unwrap());
    /// How far above the block its reason may begin.
    const REASON_LINES: usize = 8;
    if !source.is_rust() {
        return Vec::new();
    }
    let at_home = source.path.starts_with("runtime/src/engine/");
    let lines: Vec<&str> = source.text.lines().collect();
    let mut found = Vec::new();
    for (index, line) in lines.iter().enumerate() {
        if !UNSAFE.is_match(code(line)) {
            continue;
        }
        let above = &lines[index.saturating_sub(REASON_LINES)..=index];
        if !at_home {
            found.push((index + 1, "`unsafe` outside runtime/src/engine/".to_string()));
        } else if NEEDS_REASON.is_match(code(line))
            && !above.iter().any(|line| line.contains("SAFETY:") || line.contains("# Safety"))
        {
            found.push((index + 1, "`unsafe` without a `SAFETY:` reason".to_string()));
        }
    }
    found
}

/// The names of the contract between compiled code and runtime are spelled in `abi.rs` and nowhere else in Rust.
fn contract_has_one_home(source: &Source) -> Vec<(usize, String)> {
    static NAME: LazyLock<Regex> = LazyLock::new(|| Regex::new(r#""hz\$"#).unwrap());
    let ours = source.path.starts_with("compiler/src/") || source.path.starts_with("runtime/src/");
    if !source.is_rust() || !ours || source.path == "compiler/src/abi.rs" {
        return Vec::new();
    }
    lines_matching(source, &NAME, "spells a name of the contract outside compiler/src/abi.rs")
}

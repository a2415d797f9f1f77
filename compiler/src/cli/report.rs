//! `--emit report`: how each function was compiled, and which loops other cores could help with.

use super::build::Compiled;
use hz_compiler::{FunctionKind, FunctionReport, LoopReport, Verdict};
use serde_json::json;
use std::fmt::Write;

/// For people: a table for each file, and sums.
pub fn text(files: &[Compiled]) -> String {
    let mut out = String::new();
    for file in files {
        let _ = writeln!(out, "{}", file.name);
        table(&mut out, &file.report);
        loops(&mut out, &file.loops);
        out.push('\n');
    }
    let all: Vec<&FunctionReport> = files.iter().flat_map(|file| &file.report).collect();
    let _ = writeln!(out, "{}", sums(&all));
    out
}

fn table(out: &mut String, report: &[FunctionReport]) {
    let position = |function: &FunctionReport| function.position.to_string();
    let name = |function: &FunctionReport| match &*function.name {
        "" => "(anonymous)".to_string(),
        name => name.to_string(),
    };
    let width = |of: &dyn Fn(&FunctionReport) -> String| {
        report.iter().map(|function| of(function).chars().count()).max().unwrap_or(0)
    };
    let (position_width, name_width) = (width(&position), width(&name).min(40));
    for function in report {
        let _ = writeln!(
            out,
            "  {:>position_width$}  {:<name_width$}  {:<9}  {:>6} -> {:<6}  {}",
            position(function),
            name(function),
            function.kind.name(),
            function.size_before,
            function.size_after,
            function.reason,
        );
    }
}

fn loops(out: &mut String, report: &[LoopReport]) {
    if report.is_empty() {
        return;
    }
    let _ = writeln!(out, "\n  on all cores?");
    for found in report {
        let position = found.position.to_string();
        let mut told = found.reasons.join("; ");
        if !found.instead.is_empty() && found.verdict != Verdict::No {
            told = if told.is_empty() { found.instead.clone() } else { format!("{}: {told}", found.instead) };
        }
        let _ = writeln!(out, "  {position:>8}  {:<8}  {:<7}  {told}", found.what, found.verdict.name());
    }
}

fn sums(all: &[&FunctionReport]) -> String {
    let kinds = [
        FunctionKind::Captured,
        FunctionKind::Pinned,
        FunctionKind::Async,
        FunctionKind::Generator,
        FunctionKind::Leaf,
    ];
    let counts = kinds.iter().map(|&kind| {
        let count = all.iter().filter(|function| function.kind == kind).count();
        format!("{count} {}", kind.name())
    });
    format!("{} functions: {}", all.len(), counts.collect::<Vec<_>>().join(", "))
}

/// For programs: `[{ "file", "functions": [FunctionReport…], "loops": [LoopReport…] }…]`.
pub fn json(files: &[Compiled]) -> String {
    let files: Vec<_> = files
        .iter()
        .map(|file| json!({ "file": file.name, "functions": file.report, "loops": file.loops }))
        .collect();
    let mut text = serde_json::to_string_pretty(&files).expect("a report is plain data");
    text.push('\n');
    text
}

//! What is told at the end.

use std::collections::BTreeMap;
use std::fmt::Write;

use crate::differences::Judged;
use crate::modes::Mode;
use crate::pool::TestResult;

/// How many differences are told one by one.
const MAX_TOLD: usize = 40;

#[derive(Default)]
struct Row {
    runs: usize,
    native: usize,
    same: BTreeMap<Mode, usize>,
}

impl Row {
    fn add(&mut self, result: &TestResult) {
        self.runs += 1;
        self.native += usize::from(result.native.is_ok());
        for (mode, verdict) in &result.others {
            *self.same.entry(*mode).or_default() += usize::from(verdict.is_ok());
        }
    }

    fn differs(&self) -> bool {
        self.same.values().any(|same| *same != self.native)
    }
}

/// A line for each part of the suite, and one for each folder in which something differs.
pub fn table(results: &[TestResult], modes: &[Mode]) -> String {
    let (mut parts, mut folders, mut all) = (BTreeMap::new(), BTreeMap::new(), Row::default());
    for result in results {
        let names: Vec<&str> = result.test.split('/').collect();
        parts.entry(names[0].to_owned()).or_insert_with(Row::default).add(result);
        let folder = names[..names.len().saturating_sub(1).min(2)].join("/");
        folders.entry(folder).or_insert_with(Row::default).add(result);
        all.add(result);
    }
    let mut text = format!("{:44}{:>8}{:>8}", "runs, passes natively, and of these:", "runs", "native");
    for mode in modes {
        let _ = write!(text, "{:>18}", mode.name());
    }
    text.push('\n');
    let differing = folders.iter().filter(|(name, row)| row.differs() && !parts.contains_key(*name));
    for (name, row) in differing.chain(parts.iter()) {
        line(&mut text, name, row, modes);
    }
    line(&mut text, "all", &all, modes);
    text
}

fn line(text: &mut String, name: &str, row: &Row, modes: &[Mode]) {
    let _ = write!(text, "{name:44}{:8}{:8}", row.runs, row.native);
    for mode in modes {
        let same = row.same.get(mode).copied().unwrap_or_default();
        let share = 100.0 * same as f64 / (row.native.max(1)) as f64;
        // Rounded down: 100.00 is said only of all.
        let _ = write!(text, "{same:10} {:6.2}%", (share * 100.0).floor() / 100.0);
    }
    text.push('\n');
}

/// What the list of differences says of it.
pub fn verdict(judged: &Judged) -> String {
    let mut text = String::new();
    let mut tell = |what: &str, lines: &[String]| {
        if !lines.is_empty() {
            let _ = writeln!(text, "\n{what}:");
        }
        for line in lines.iter().take(MAX_TOLD) {
            let _ = writeln!(text, "  {}", line.lines().next().unwrap_or_default());
        }
        if lines.len() > MAX_TOLD {
            let _ = writeln!(text, "  … and {} more", lines.len() - MAX_TOLD);
        }
    };
    tell("differs, and is not in differences.txt", &judged.unexpected);
    tell("is in differences.txt, and does not differ", &judged.stale);
    let _ = writeln!(
        text,
        "\n{} known differences, {} unknown, {} entries of the list without one",
        judged.expected,
        judged.unexpected.len(),
        judged.stale.len()
    );
    text
}

/// Everything that failed anywhere, a line each: mode, test, form, why.
pub fn log(results: &[TestResult]) -> String {
    let mut text = String::new();
    for result in results {
        let native = std::iter::once((Mode::Native, &result.native));
        for (mode, verdict) in native.chain(result.others.iter().map(|(mode, verdict)| (*mode, verdict))) {
            if let Err(why) = verdict {
                let why = why.replace('\n', " ⏎ ");
                let _ = writeln!(text, "{}\t{}\t{}\t{why}", mode.name(), result.test, result.variant);
            }
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::Variant;

    fn result(test: &str, native: bool, compiled: bool) -> TestResult {
        let verdict = |passes: bool| if passes { Ok(()) } else { Err("first\nsecond".to_owned()) };
        let others = if native { vec![(Mode::Compiled, verdict(compiled))] } else { Vec::new() };
        TestResult { test: test.to_owned(), variant: Variant::Sloppy, native: verdict(native), others }
    }

    #[test]
    fn only_what_passes_natively_counts() {
        let results = [
            result("language/a/x.js", true, true),
            result("language/a/y.js", true, false),
            result("annexB/z.js", false, true),
        ];
        let text = table(&results, &[Mode::Compiled]);
        let row = |name: &str| {
            text.lines().find(|line| line.starts_with(name)).unwrap().split_whitespace().collect::<Vec<_>>()
        };
        assert_eq!(row("language/a"), ["language/a", "2", "2", "1", "50.00%"]);
        assert_eq!(row("annexB"), ["annexB", "1", "0", "0", "0.00%"]);
        assert_eq!(row("all"), ["all", "3", "2", "1", "50.00%"]);
    }

    #[test]
    fn the_log_has_a_line_for_each_failure() {
        let text =
            log(&[result("a.js", false, true), result("b.js", true, false), result("c.js", true, true)]);
        assert_eq!(text, "native\ta.js\tsloppy\tfirst ⏎ second\ncompiled\tb.js\tsloppy\tfirst ⏎ second\n");
    }
}

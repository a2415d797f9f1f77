//! The list of what still differs from native, with reasons: `differences.txt`.
//!
//! ```text
//! # The reason, in as many lines as it takes.
//! compiled,stress  language/statements/with/*
//! all              built-ins/Array/from/one-test.js
//! ```
//! A line is modes and a pattern, in which `*` stands for any text. The list must be exact: what differs without being
//! listed is an error, and so is an entry that nothing needs any more.

use std::path::Path;

use regex::Regex;

use crate::modes::Mode;
use crate::pool::TestResult;

/// The list.
#[derive(Default)]
pub struct Differences {
    entries: Vec<Entry>,
}

struct Entry {
    line: usize,
    text: String,
    modes: Vec<Mode>,
    /// The pattern up to its first `*`.
    prefix: String,
    pattern: Regex,
}

/// Why the list cannot be used.
#[derive(Debug, thiserror::Error)]
#[error("{file}:{line}: {what}")]
pub struct ListError {
    file: String,
    line: usize,
    what: String,
}

/// What the list says of results.
#[derive(Default)]
pub struct Judged {
    /// Differences that no entry expects: test, form, modes, why.
    pub unexpected: Vec<String>,
    /// Entries that nothing needs.
    pub stale: Vec<String>,
    /// How many differences entries expect.
    pub expected: usize,
}

impl Judged {
    /// Whether the list is exact.
    pub fn is_good(&self) -> bool {
        self.unexpected.is_empty() && self.stale.is_empty()
    }
}

impl Differences {
    /// Reads the list from its file.
    pub fn read(file: &Path) -> Result<Differences, ListError> {
        let error = |line, what: String| ListError { file: file.display().to_string(), line, what };
        let text = std::fs::read_to_string(file).map_err(|reason| error(0, reason.to_string()))?;
        Differences::parse(&text).map_err(|(line, what)| error(line, what))
    }

    fn parse(text: &str) -> Result<Differences, (usize, String)> {
        let mut entries = Vec::new();
        let mut has_reason = false;
        for (index, line) in text.lines().enumerate() {
            let (number, line) = (index + 1, line.trim());
            if line.is_empty() {
                has_reason = false;
            } else if line.starts_with('#') {
                has_reason |= line.len() > 1;
            } else if has_reason {
                entries.push(Entry::parse(number, line).map_err(|what| (number, what))?);
            } else {
                return Err((number, "an entry needs a reason: a `#` line above it".to_owned()));
            }
        }
        Ok(Differences { entries })
    }

    /// Compares results with the list. Entries about tests that were not selected, or modes that did not run, are left alone.
    pub fn judge(&self, results: &[TestResult], selection: &[String], modes: &[Mode]) -> Judged {
        let mut judged = Judged::default();
        let mut needed = vec![false; self.entries.len()];
        for result in results {
            for mode in modes {
                let Some(why) = result.difference(*mode) else { continue };
                let covers =
                    |entry: &Entry| entry.modes.contains(mode) && entry.pattern.is_match(&result.test);
                let mut covered = false;
                for (index, entry) in self.entries.iter().enumerate().filter(|(_, entry)| covers(entry)) {
                    needed[index] = true;
                    covered |= entry.modes.contains(mode);
                }
                match covered {
                    true => judged.expected += 1,
                    false => judged.unexpected.push(format!(
                        "{} ({}, {}): {why}",
                        result.test,
                        result.variant,
                        mode.name()
                    )),
                }
            }
        }
        let selected = |entry: &Entry| selection.iter().any(|folder| is_below(&entry.prefix, folder));
        let ran = |entry: &Entry| entry.modes.iter().any(|mode| modes.contains(mode));
        for (entry, needed) in self.entries.iter().zip(needed) {
            if !needed && selected(entry) && ran(entry) {
                judged.stale.push(format!("line {}: {}", entry.line, entry.text));
            }
        }
        judged
    }
}

impl Entry {
    fn parse(line: usize, text: &str) -> Result<Entry, String> {
        let (modes, pattern) = text.split_once(char::is_whitespace).ok_or("expected modes and a pattern")?;
        let modes = match modes {
            "all" => Mode::COMPARED.to_vec(),
            modes => modes.split(',').map(Mode::parse).collect::<Result<_, _>>()?,
        };
        let pattern = pattern.trim();
        let parts: Vec<String> = pattern.split('*').map(regex::escape).collect();
        let regex = Regex::new(&format!("^{}$", parts.join(".*"))).map_err(|error| error.to_string())?;
        let prefix = pattern.split('*').next().unwrap_or_default().to_owned();
        Ok(Entry { line, text: text.to_owned(), modes, prefix, pattern: regex })
    }
}

/// Whether all tests that a pattern means lie in a folder.
fn is_below(prefix: &str, folder: &str) -> bool {
    prefix.strip_prefix(folder).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::Variant;

    const LIST: &str = "# Reason one.\ncompiled language/a/*\n\n# Reason two.\nall built-ins/b.js\n";

    fn result(test: &str, compiled: bool, stress: bool) -> TestResult {
        let verdict = |passes: bool| if passes { Ok(()) } else { Err("why".to_owned()) };
        let others = vec![(Mode::Compiled, verdict(compiled)), (Mode::Stress, verdict(stress))];
        TestResult { test: test.to_owned(), variant: Variant::Strict, native: Ok(()), others }
    }

    fn judge(results: &[TestResult], selection: &[&str]) -> Judged {
        let selection: Vec<String> = selection.iter().map(|folder| folder.to_string()).collect();
        Differences::parse(LIST).unwrap_or_default().judge(
            results,
            &selection,
            &[Mode::Compiled, Mode::Stress],
        )
    }

    #[test]
    fn what_is_listed_may_differ_and_must() {
        let results = [result("language/a/x.js", false, true), result("built-ins/b.js", false, false)];
        let judged = judge(&results, &["language", "built-ins"]);
        assert!(judged.is_good(), "{:?} {:?}", judged.unexpected, judged.stale);
        assert_eq!(judged.expected, 3);
    }

    #[test]
    fn what_is_not_listed_must_not_differ() {
        let results = [result("language/a/x.js", false, false), result("built-ins/b.js", true, false)];
        let judged = judge(&results, &["language", "built-ins"]);
        assert_eq!(judged.unexpected, ["language/a/x.js (strict, stress): why"]);
        assert!(!judged.is_good());
    }

    #[test]
    fn what_no_longer_differs_must_go_from_the_list() {
        let results = [result("language/a/x.js", true, true), result("built-ins/b.js", false, false)];
        let judged = judge(&results, &["language", "built-ins"]);
        assert_eq!(judged.stale, ["line 2: compiled language/a/*"]);
        assert!(!judged.is_good());
    }

    #[test]
    fn entries_beyond_the_selection_are_left_alone() {
        assert!(judge(&[], &["language/a/x.js"]).is_good());
        assert!(judge(&[], &["built-ins/bb"]).is_good());
        assert!(!judge(&[], &["built-ins"]).is_good());
    }

    #[test]
    fn a_list_without_sense_is_refused() {
        for wrong in
            ["compiled a.js", "# Why.\n\nall a.js", "# Why.\nbogus a.js", "# Why.\nall", "#\nall a.js"]
        {
            assert!(Differences::parse(wrong).is_err(), "{wrong:?}");
        }
    }

    #[test]
    fn the_list_of_this_repository_can_be_read() {
        Differences::read(&crate::list()).map(drop).unwrap();
    }
}

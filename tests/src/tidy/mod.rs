//! The rules that the repository holds itself to, each a function from one source to its findings.
//!
//! A rule sees the text of a file and its path, nothing else, so that a rule can be shown a bad sample: a check
//! that cannot fail is no check. `samples` has them; `tests/tests/tidy.rs` walks the tree and keeps the list
//! of exceptions.

pub mod documents;
pub mod layers;
pub mod samples;
pub mod shape;
pub mod words;

use std::fmt;
use std::path::Path;

/// One text file of the repository.
#[derive(Debug, Clone)]
pub struct Source {
    /// From the root, with `/` between the parts.
    pub path: String,
    pub text: String,
}

impl Source {
    /// A sample that a test makes up.
    pub fn new(path: &str, text: &str) -> Self {
        Source { path: path.to_string(), text: text.to_string() }
    }

    /// The part of the file's name behind the last dot.
    pub fn extension(&self) -> &str {
        let name = self.path.rsplit('/').next().unwrap_or_default();
        name.rsplit_once('.').map_or("", |(_, extension)| extension)
    }

    fn is_rust(&self) -> bool {
        self.extension() == "rs"
    }

    fn is_script(&self) -> bool {
        ["js", "mjs", "cjs", "ts", "tsx", "jsx"].contains(&self.extension())
    }

    /// Shell scripts are known by their first line; some carry no extension.
    fn is_shell(&self) -> bool {
        self.extension() == "sh" || (self.text.starts_with("#!") && self.first_line().contains("sh"))
    }

    fn first_line(&self) -> &str {
        self.text.lines().next().unwrap_or_default()
    }

    /// What `hzc` printed and nobody wrote.
    fn is_generated(&self) -> bool {
        self.path.starts_with("tests/compile/")
            && !self.path.rsplit('/').next().unwrap_or_default().starts_with("input.")
    }

    /// The lines with their numbers, from 1.
    fn numbered(&self) -> impl Iterator<Item = (usize, &str)> {
        self.text.lines().enumerate().map(|(index, line)| (index + 1, line))
    }
}

/// A place that breaks a rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    pub rule: &'static str,
    pub path: String,
    pub line: usize,
    pub what: String,
}

impl fmt::Display for Finding {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}:{}: {} ({})", self.path, self.line, self.what, self.rule)
    }
}

/// A rule with the name by which exceptions refer to it.
pub struct Rule {
    pub name: &'static str,
    pub check: fn(&Source) -> Vec<(usize, String)>,
}

impl Rule {
    /// What the rule has to say about one source.
    pub fn findings(&self, source: &Source) -> Vec<Finding> {
        let place = |(line, what)| Finding { rule: self.name, path: source.path.clone(), line, what };
        (self.check)(source).into_iter().map(place).collect()
    }
}

/// Every rule about a single source.
pub fn rules() -> Vec<Rule> {
    [layers::RULES, shape::RULES, words::RULES]
        .into_iter()
        .flatten()
        .map(|&(name, check)| Rule { name, check })
        .collect()
}

/// All text files below `root` that version control does not ignore.
pub fn sources(root: &Path) -> Vec<Source> {
    let walk = ignore::WalkBuilder::new(root)
        .hidden(false)
        .filter_entry(|entry| entry.file_name() != ".git")
        .build();
    let files = walk.flatten().filter(|entry| entry.file_type().is_some_and(|kind| kind.is_file()));
    let mut found: Vec<Source> = files.filter_map(|entry| read(root, entry.path())).collect();
    found.sort_by(|a, b| a.path.cmp(&b.path));
    found
}

/// A file that is not UTF-8 is no source: a picture, or the deliberately broken input of a test.
fn read(root: &Path, path: &Path) -> Option<Source> {
    let text = std::fs::read_to_string(path).ok()?;
    let path = path.strip_prefix(root).ok()?.to_string_lossy().replace('\\', "/");
    Some(Source { path, text })
}

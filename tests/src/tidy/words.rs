//! What no text of the repository may say.
//!
//! The patterns are spelled with a class around one letter, so that this file does not find itself.

use super::Source;
use regex::Regex;
use std::sync::LazyLock;

type Check = fn(&Source) -> Vec<(usize, String)>;

pub const RULES: &[(&str, Check)] = &[
    ("nothing is left unfinished", nothing_unfinished),
    ("no path of one machine", no_machine_path),
    ("no registry is named", no_registry),
    ("no stray white space", no_stray_space),
];

fn hits(source: &Source, pattern: &Regex, what: &str) -> Vec<(usize, String)> {
    let found = source.numbered().filter_map(|(number, line)| Some((number, pattern.find(line)?.as_str())));
    found.map(|(number, hit)| (number, format!("`{}` {what}", hit.trim()))).collect()
}

fn nothing_unfinished(source: &Source) -> Vec<(usize, String)> {
    static MARKS: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"\b(T[O]DO|F[I]XME|X[X]X|H[A]CK)\b|\b(t[o]do|unimplemente[d])!").unwrap()
    });
    hits(source, &MARKS, "marks unfinished work")
}

/// The one folder outside the checkout that the sources may name is the one with a ready V8.
fn no_machine_path(source: &Source) -> Vec<(usize, String)> {
    static PATHS: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r#"(^|[\s"'`(=:])/(wor[k]|roo[t]|hom[e]|User[s])/|(^|[\s"'`(/])share[d]/(m|r|s|h)[a-z]"#)
            .unwrap()
    });
    hits(source, &PATHS, "is a path of one machine")
}

/// Package managers know their registries; naming a host here would bind the project to it. The lock file
/// is theirs and says what they say.
fn no_registry(source: &Source) -> Vec<(usize, String)> {
    static HOSTS: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(
            r"registry\.npm[j]s|(index|static)\.crates\.i[o]|deb\.debia[n]\.org|pypi\.or[g]|npmmirro[r]",
        )
        .unwrap()
    });
    if source.path.ends_with("Cargo.lock") {
        return Vec::new();
    }
    hits(source, &HOSTS, "names a registry")
}

fn no_stray_space(source: &Source) -> Vec<(usize, String)> {
    // Expected output and its inputs are bytes, not prose.
    if source.path.starts_with("tests/run/") || source.path.starts_with("tests/compile/") {
        return Vec::new();
    }
    let stray = |line: &str| line.ends_with([' ', '\t']) || line.contains('\r');
    source
        .numbered()
        .filter(|(_, line)| stray(line))
        .map(|(number, _)| (number, "stray white space".into()))
        .collect()
}

//! Documents point at things that exist.
//!
//! Checked in every Markdown file: links to files, and paths in `code` that begin with one of the top-level
//! folders. A path with `<`, `*`, `{` or `…` in it is a pattern and is not looked up.

use super::{Finding, Source};
use regex::Regex;
use std::path::Path;
use std::sync::LazyLock;

const RULE: &str = "documents point at what exists";

/// What the Markdown files among `sources` name that `root` does not have.
pub fn dangling(root: &Path, sources: &[Source]) -> Vec<Finding> {
    let documents = sources.iter().filter(|source| source.extension() == "md");
    documents.flat_map(|document| dangling_in(root, document)).collect()
}

fn dangling_in(root: &Path, document: &Source) -> Vec<Finding> {
    static LINK: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"\]\(([^)#\s]+)(#[^)]*)?\)").unwrap());
    static CODE: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(
            r"`((?:\./)?(?:compiler|runtime|stdlib-js|tests|benches|examples|docs|tools|\.ci)/[^`\s]*)`",
        )
        .unwrap()
    });
    let folder = root.join(&document.path).parent().map(Path::to_path_buf).unwrap_or_default();
    let mut found = Vec::new();
    for (line, text) in document.numbered() {
        let links = LINK.captures_iter(text).map(|hit| (folder.clone(), hit[1].to_string()));
        let codes = CODE.captures_iter(text).map(|hit| (root.to_path_buf(), hit[1].to_string()));
        for (base, path) in links.chain(codes) {
            if !is_pattern(&path) && !base.join(&path).exists() {
                let what = format!("`{path}` does not exist");
                found.push(Finding { rule: RULE, path: document.path.clone(), line, what });
            }
        }
    }
    found
}

fn is_pattern(path: &str) -> bool {
    path.contains("://") || path.contains(['<', '*', '{', '…'])
}

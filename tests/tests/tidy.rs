//! Holds the repository to its own rules, and each rule to a sample that it must refuse.
//!
//! An exception is a line in `EXCEPTIONS` with its reason. The list only shrinks: an exception that nothing
//! needs any more fails as loudly as a broken rule.

use hz_tests::tidy::samples::{Sample, samples};
use hz_tests::tidy::{Finding, Source, documents, rules, sources};
use hz_tests::{cases, root};

/// (rule, path, why it may)
const EXCEPTIONS: &[(&str, &str, &str)] = &[];

#[test]
fn the_tree_obeys_the_rules() {
    let tree = sources(&root());
    assert!(tree.len() > 20, "the walk found hardly any source; it looks in the wrong place");
    let mut found: Vec<Finding> =
        rules().iter().flat_map(|rule| tree.iter().flat_map(|source| rule.findings(source))).collect();
    found.extend(documents::dangling(&root(), &tree));
    let excused = |finding: &&Finding| {
        EXCEPTIONS.iter().any(|(rule, path, _)| finding.rule == *rule && finding.path == *path)
    };
    let broken: Vec<String> =
        found.iter().filter(|finding| !excused(finding)).map(Finding::to_string).collect();
    assert!(broken.is_empty(), "{} places break a rule:\n{}", broken.len(), broken.join("\n"));
    for (rule, path, _) in EXCEPTIONS {
        let needed = found.iter().any(|finding| finding.rule == *rule && finding.path == *path);
        assert!(needed, "{path} obeys \"{rule}\" now: take its exception out");
    }
}

#[test]
fn every_case_folder_is_run_and_expects_something() {
    let inputs =
        |stem: &str| ["js", "ts", "tsx", "jsx", "mjs", "cjs"].map(|extension| format!("{stem}.{extension}"));
    for (folder, stem, expectations) in [
        ("tests/run", "main", ["stdout.txt", "exit"]),
        ("tests/compile", "input", ["output.js", "errors.txt"]),
    ] {
        let inputs = inputs(stem);
        let inputs: Vec<&str> = inputs.iter().map(String::as_str).collect();
        for case in cases::find(&root().join(folder), &inputs).expect("every folder is a case") {
            let expects = expectations.iter().any(|file| case.folder.join(file).is_file());
            assert!(expects, "{folder}/{}: expects nothing, so it proves nothing", case.name);
        }
    }
}

#[test]
fn every_rule_can_fail() {
    let samples = samples();
    for rule in rules() {
        let mut shown = 0;
        for Sample { bad, good, .. } in samples.iter().filter(|sample| sample.rule == rule.name) {
            assert!(!rule.findings(bad).is_empty(), "\"{}\" accepts {:?}", rule.name, bad.text);
            assert_eq!(rule.findings(good), [], "\"{}\" refuses {:?}", rule.name, good.text);
            shown += 1;
        }
        assert!(shown > 0, "\"{}\" has no sample that it must refuse", rule.name);
    }
}

#[test]
fn dangling_paths_are_found() {
    let document =
        Source::new("docs/x.md", "[a](nowhere.md) `tests/none.rs` `tests/run/<topic>/` [b](../README.md)\n");
    let found = documents::dangling(&root(), &[document]);
    let named: Vec<&str> = found.iter().map(|finding| finding.what.as_str()).collect();
    assert_eq!(named, ["`nowhere.md` does not exist", "`tests/none.rs` does not exist"]);
}

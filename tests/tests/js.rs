//! Runs the tests of the scheduler and the channels on their own, under Node where there is one.
//!
//! They need no V8 of ours and no compiled code, so they are quick and say at once whose fault it is. They are an
//! addition: everything they look at is also behind a case under `tests/run/`, so a machine without Node skips them.

use hz_tests::launch::{self, Exit, LIMIT};
use hz_tests::root;
use std::process::Command;

#[test]
fn the_core_works_under_node() {
    if Command::new("node").arg("--version").output().is_err() {
        eprintln!("skipped: there is no node here");
        return;
    }
    let folder = root().join("tests/js");
    let mut files: Vec<String> = std::fs::read_dir(&folder)
        .expect("the folder is there")
        .flatten()
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .filter(|name| name.ends_with(".test.mjs"))
        .collect();
    files.sort();
    assert!(!files.is_empty(), "there are tests in {}", folder.display());
    let mut command = launch::command("node".as_ref(), &folder);
    command.args(["--import", "./loader.mjs", "--test"]).args(files);
    let outcome = launch::run(&mut command, "", LIMIT);
    assert_eq!(outcome.exit, Exit::Code(0), "{}{}", outcome.stdout, outcome.stderr);
}

//! `hzc --watch`: a change of an input changes the output.

use std::fs;
use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};

#[test]
fn compiles_again_when_an_input_changes() {
    let project = tempfile::tempdir().expect("a temporary directory");
    let input = project.path().join("a.js");
    fs::write(&input, "let first;").expect("a file");
    let mut child = Command::new(env!("CARGO_BIN_EXE_hzc"))
        .args(["--watch", "--native", "a.js", "-o", "out/a.js"])
        .current_dir(project.path())
        .stderr(Stdio::piped())
        .spawn()
        .expect("hzc starts");
    let mut lines = BufReader::new(child.stderr.take().expect("a pipe")).lines();
    // hzc says when it is done and listens again, so the test waits for lines, not for time.
    let mut next =
        || lines.find_map(|line| line.ok().filter(|line| line.contains("watching"))).expect("a line");
    let output = || fs::read_to_string(project.path().join("out/a.js")).expect("the output");

    assert!(next().starts_with("done"));
    assert_eq!(output(), "let first;\n");
    fs::write(&input, "let second = ;").expect("a file");
    assert!(next().starts_with("errors"));
    assert_eq!(output(), "let first;\n");
    fs::write(&input, "let third;").expect("a file");
    assert!(next().starts_with("done"));
    assert_eq!(output(), "let third;\n");

    child.kill().expect("hzc still runs");
    child.wait().expect("hzc ends");
}

//! Proof that the proofs can fail: `--stress` really suspends, pre-emption really happens, the runner really notices.

use hz_tests::cases::Case;
use hz_tests::launch::{self, Exit, LIMIT};
use hz_tests::{binary, expectation};
use std::fs;

/// A count that `--stats` prints, by the words in front of it.
fn count(stats: &str, words: &str) -> u64 {
    let line = stats
        .lines()
        .find(|line| line.starts_with(words))
        .unwrap_or_else(|| panic!("no {words} in:\n{stats}"));
    line.split_whitespace()
        .next_back()
        .and_then(|n| n.replace(',', "").parse().ok())
        .expect("a count ends the line")
}

const CALLS: &str = "const f = (x) => { let n = 2; while (--n) {} return x; };
    let sum = 0; for (let i = 0; i < 1000; i++) { sum += f(i); } console.log(sum);";

#[test]
fn stress_suspends_at_every_call_and_turn() {
    let folder = tempfile::tempdir().unwrap();
    let run = |options: &[&str]| {
        let arguments = options.iter().chain(&["--stats", "-e", CALLS]);
        let outcome = launch::run(launch::command(binary::hzrun(), folder.path()).args(arguments), "", LIMIT);
        assert_eq!(
            (outcome.stdout.as_str(), outcome.exit),
            ("499500\n", Exit::Code(0)),
            "{}",
            outcome.stderr
        );
        count(&outcome.stderr, "pre-emptions")
    };
    assert!(run(&["--stress"]) >= 2000, "a stress run that hardly suspends proves nothing");
    assert!(run(&[]) < 1000, "without --stress a thousand calls are no reason to suspend");
}

#[test]
fn a_wrong_output_is_noticed() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("stdout.txt"), "right\n").unwrap();
    let case = Case { name: "canary".into(), folder: folder.path().to_path_buf(), input: "main.js".into() };
    assert_eq!(case.text("stdout.txt"), "right\n");
    if !expectation::blessing() {
        assert!(expectation::check(&case.folder.join("stdout.txt"), "wrong\n").is_err());
    }
    assert!(expectation::check(&case.folder.join("stdout.txt"), "right\n").is_ok());
}

#[test]
fn a_program_that_hangs_is_ended() {
    let folder = tempfile::tempdir().unwrap();
    // The first start of a new binary compiles the library; that is not what the limit is for.
    launch::run(launch::command(binary::hzrun(), folder.path()).args(["-e", "1"]), "", LIMIT);
    let mut command = launch::command(binary::hzrun(), folder.path());
    let limit = std::time::Duration::from_secs(4);
    let outcome = launch::run(command.args(["-e", "console.log('begun'); for (;;);"]), "", limit);
    assert_eq!((outcome.exit, outcome.stdout.as_str()), (Exit::Hung, "begun\n"));
}

//! Our own cases in the form of test262: they show that the host does what the suite expects of it, and that the runner
//! finds what fails. The suite itself is run by `./dev test262`.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

fn run(folders: &[&str], limit: &str, log: &Path) -> Output {
    let cases = Path::new(env!("CARGO_MANIFEST_DIR")).join("cases");
    let mut command = Command::new(env!("CARGO_BIN_EXE_test262"));
    // Nothing of ours may differ.
    let none = log.with_extension("differences");
    std::fs::write(&none, "").expect("a file can be written");
    command.arg("--checkout").arg(cases).arg("--differences").arg(none);
    command.args(["--limit", limit]).arg("--log").arg(log).args(folders);
    command.output().expect("the runner starts")
}

/// A file for a log, which nobody else uses.
fn log_file(name: &str) -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join(name)
}

#[test]
fn the_host_does_what_tests_expect() {
    if std::env::var_os("HZ_TEST262").is_none() {
        eprintln!("note: HZ_TEST262 names no checkout of test262; only our own cases run");
    }
    let log = log_file("passing.log");
    let output = run(&["language", "host"], "60", &log);
    let failed = std::fs::read_to_string(&log).unwrap_or_default();
    let told = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success() && failed.is_empty(), "{told}\n{failed}");
    let all = told.lines().find(|line| line.starts_with("all")).expect("a line for all");
    let counts: Vec<&str> = all.split_whitespace().collect();
    assert_eq!(counts[1], counts[2], "all pass natively: {all}");
    assert!(counts[1].parse::<usize>().is_ok_and(|runs| runs > 20), "{all}");
}

#[test]
fn what_must_fail_fails() {
    let log = log_file("failing.log");
    run(&["failing"], "5", &log);
    let failed = std::fs::read_to_string(&log).expect("a log");
    let mut found: Vec<(&str, &str)> = failed
        .lines()
        .filter_map(|line| {
            let mut parts = line.split('\t');
            (parts.next() == Some("native")).then(|| Some((parts.next()?, parts.next()?))).flatten()
        })
        .collect();
    found.sort();
    let expected = [
        ("failing/endless.js", "sloppy"),
        ("failing/exits.js", "sloppy"),
        ("failing/never-done.js", "sloppy"),
        ("failing/never-done.js", "strict"),
        ("failing/throws.js", "sloppy"),
        ("failing/throws.js", "strict"),
        ("failing/wrong-class.js", "sloppy"),
        ("failing/wrong-phase.js", "sloppy"),
    ];
    assert_eq!(found, expected, "{failed}");
    for reason in ["it took too long", "exit code 3", "without $DONE", "expected a TypeError"] {
        assert!(failed.contains(reason), "{reason}: {failed}");
    }
}

#[test]
fn without_a_checkout_it_says_what_to_do() {
    let output =
        Command::new(env!("CARGO_BIN_EXE_test262")).env_remove("HZ_TEST262").output().expect("it starts");
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("HZ_TEST262"));
}

//! Proof that the proofs can fail: `--stress` really suspends, pre-emption really happens, the runner really notices,
//! `--verify-reentry` finds holes.

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

/// Output of hzc's, which begins with its mark.
const COMPILED: &str = include_str!("../compile/functions/leaf/output.js");

/// Runs `broken.js`, which claims to be hzc's output, from a compiled program.
fn run_broken(options: &[&str], broken: &str, main: &str) -> launch::Outcome {
    let folder = tempfile::tempdir().unwrap();
    let mark = COMPILED.lines().next().expect("the output has lines");
    fs::write(folder.path().join("broken.js"), format!("{mark}\n{broken}")).unwrap();
    fs::write(folder.path().join("main.js"), main).unwrap();
    launch::run(launch::command(binary::hzrun(), folder.path()).args(options).arg("main.js"), "", LIMIT)
}

/// What `--verify-reentry` must find in a broken module that exports `run`, called as its caller should.
fn found(broken: &str, expected: &[&str]) {
    let outcome =
        run_broken(&["--verify-reentry"], broken, "import { run } from './broken.js'; run(); run();");
    assert_eq!(outcome.exit, Exit::Code(3), "{broken}\n{}", outcome.stderr);
    for text in expected {
        assert!(outcome.stderr.contains(text), "{broken}\nno {text} in:\n{}", outcome.stderr);
    }
}

#[test]
fn verification_finds_a_call_without_a_check() {
    let broken = "import { yieldNow } from 'hz';
        function inner() { return yieldNow(); }
        export function run() { inner(); }";
    found(broken, &["an operation without a check at", "broken.js:4:33", "which called inner"]);
}

#[test]
fn verification_finds_an_accessor_that_stops() {
    let broken = "import { sleep } from 'hz';
        const object = { get late() { return sleep(1); } };
        export function run() { return object.late; }";
    found(broken, &["an operation without a check at", "broken.js:4:47", "get late"]);
}

#[test]
fn verification_finds_a_built_in_that_converts() {
    let broken = "import { sleep } from 'hz';
        const text = { toString: () => sleep(1) };
        export function run() { return 'b'.localeCompare(text); }";
    found(broken, &["String.localeCompare", "(native code)", "which called Object.toString"]);
}

#[test]
fn verification_finds_a_dropped_sentinel() {
    let broken = "import { sleep } from 'hz';
        export function run() {
          let hz$0;
          hz$0 = sleep(1);
          if (hz$0 === hz$S) return 1;
        }";
    found(broken, &["a sentinel was dropped"]);
}

#[test]
fn verification_finds_a_kept_sentinel() {
    found("export function run() { return hz$S; }", &["it had been kept as a value"]);
}

#[test]
fn verification_finds_a_frame_that_is_resumed_twice() {
    let broken = "import { sleep } from 'hz';
        function inner() {
          let hz$0;
          hz$0 = sleep(1);
          if (hz$0 === hz$S) return hz$v(0, innerAgain, 1);
        }
        export function run() {
          let hz$0;
          hz$0 = inner();
          if (hz$0 === hz$S) return hz$v(0, runAgain, 1);
        }
        function innerAgain(frame) { frame[0][0] = frame; }
        function runAgain() {}";
    found(broken, &["a frame of innerAgain is resumed twice"]);
}

#[test]
fn a_pre_emption_waits_for_native_code_to_end() {
    let broken = "export const read = (body) => ({ get x() { return body(); } }).x;";
    let main = "import { go } from 'hz';
        import { read } from './broken.js';
        let stop = false, ticks = 0;
        const other = go.local(() => { while (!stop) { ticks++; } });
        const spin = (ms) => { const end = performance.now() + ms; while (performance.now() < end); return 'whole'; };
        console.log(read(() => spin(60)), ticks > 0);
        stop = true;
        other.join();";
    let outcome = run_broken(&["--slice", "1", "--stats"], broken, main);
    assert_eq!(
        (outcome.stdout.as_str(), outcome.exit),
        ("whole true\n", Exit::Code(0)),
        "{}",
        outcome.stderr
    );
    assert!(count(&outcome.stderr, "pre-emptions held up") > 0, "{}", outcome.stderr);
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

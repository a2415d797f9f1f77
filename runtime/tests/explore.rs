//! `hzrun explore`: which runs count as failures, that the first one is named, and the ways to say what is right.

mod program;

use program::{Outcome, Program};

/// Fails under the seeds whose schedule lets the second thread be first.
const RACE: &str = r#"
    import { chan, go } from "hz";
    const first = chan(2);
    function racer(name) { for (let i = 0; i < 50; i++); first.send(name); }
    const tasks = [go.on(1, racer, "a"), go.on(2, racer, "b")];
    const winner = first.recv();
    tasks.forEach((task) => task.join());
    console.log(process.argv[2] ?? "", winner);
    if (process.argv[2] === "fail" && winner === "b") process.exit(7);
    if (process.argv[2] === "hang" && winner === "b") for (;;);
    if (process.argv[2] === "wait" && winner === "b") chan().recv();
"#;

fn explore(program: &Program, args: &[&str]) -> Outcome {
    let all: Vec<&str> =
        ["explore", "--cores", "3", "--runs", "16"].into_iter().chain(args.iter().copied()).collect();
    program.run(&all)
}

/// The seed that an outcome names.
fn seed(outcome: &Outcome) -> String {
    let line = outcome.out.lines().next().unwrap_or_default();
    line.strip_prefix("seed ").and_then(|rest| rest.split(' ').next()).unwrap_or_default().to_owned()
}

#[test]
fn the_first_seed_that_fails_is_named_and_fails_again() {
    let program = Program::new(&[("main.mjs", RACE)]);
    let outcome = explore(&program, &["main.mjs", "fail"]);
    assert_eq!(outcome.code, Some(1), "{outcome:?}");
    assert!(outcome.out.contains("fails: exit code 7\n--- its output ---\nfail b\n"), "{}", outcome.out);
    let (seed, one_by_one) = (seed(&outcome), explore(&program, &["--jobs", "1", "main.mjs", "fail"]));
    assert_eq!(one_by_one.out, outcome.out, "which seed is first does not depend on how many run at once");
    let command = format!("run it again: hzrun --cores 3 --seed {seed} main.mjs fail\n");
    assert!(outcome.out.ends_with(&command), "{}", outcome.out);
    assert_eq!(program.run(&["--cores", "3", "--seed", &seed, "main.mjs", "fail"]).code, Some(7));
    let later = explore(&program, &["--from", &seed, "--runs", "1", "main.mjs", "fail"]);
    assert!(later.out.starts_with(&format!("seed {seed} fails")), "{}", later.out);
}

#[test]
fn deadlocks_and_endless_runs_are_failures() {
    let program = Program::new(&[("main.mjs", RACE)]);
    let waits = explore(&program, &["main.mjs", "wait"]);
    assert!(waits.code == Some(1) && waits.out.contains("deadlock"), "{waits:?}");
    let hangs =
        explore(&program, &["--from", &seed(&waits), "--runs", "1", "--time-limit", "5", "main.mjs", "hang"]);
    assert!(hangs.code == Some(1) && hangs.out.contains("fails: it still ran after 5 s"), "{hangs:?}");
}

#[test]
fn outputs_can_be_compared() {
    let program = Program::new(&[("main.mjs", RACE), ("a.txt", " a\n"), ("other.txt", "c\n")]);
    let same = explore(&program, &["--same-output", "main.mjs"]);
    assert!(same.code == Some(1) && same.out.contains("differs from that of the first run"), "{same:?}");
    let expected = explore(&program, &["--expect-output", "a.txt", "main.mjs"]);
    assert!(expected.code == Some(1) && expected.out.contains("--- its output ---\n b\n"), "{expected:?}");
    let never = explore(&program, &["--expect-output", "other.txt", "main.mjs"]);
    assert!(never.out.starts_with("seed 1 fails"), "{never:?}");
    let missing = explore(&program, &["--expect-output", "none.txt", "main.mjs"]);
    assert_eq!(missing.code, Some(2), "{missing:?}");
}

#[test]
fn a_program_that_never_fails_gets_a_clean_bill_and_nonsense_an_error() {
    let program = Program::new(&[("main.mjs", "console.log(1)")]);
    let fine = program.run(&["explore", "--runs", "3", "--from", "5", "--same-output", "main.mjs"]);
    assert_eq!(
        (fine.code, &*fine.out, &*fine.err),
        (Some(0), "3 schedules, none failed (seeds 5 to 7)\n", "")
    );
    for args in [&["--runs", "0", "main.mjs"][..], &["--cores", "65", "main.mjs"], &["--runs", "3"]] {
        let all: Vec<&str> = ["explore"].iter().chain(args).copied().collect();
        assert_eq!(program.run(&all).code, Some(2), "{args:?}");
    }
}

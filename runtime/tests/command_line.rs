//! The options and exit codes of `hzrun`.

mod program;

use std::io::{BufRead, BufReader};
use std::process::Stdio;

use program::Program;

#[test]
fn arguments_reach_the_program() {
    let program = Program::new(&[("main.js", "console.log(process.argv.slice(2).join('|'));")]);
    program.run(&["main.js", "a b", "--cores", "-e"]).prints("a b|--cores|-e");
    program.run(&["--cores", "1", "main.js", "--cores", "x", "--version"]).prints("--cores|x|--version");
}

#[test]
fn text_comes_from_the_command_line_or_standard_input() {
    let program = Program::new(&[("x.js", "export const x = 5;")]);
    program
        .run(&["-e", "import { x } from './x.js'; console.log(x, process.argv.slice(1).join())", "a", "b"])
        .prints("5 a,b");
    program.run(&["-e", "console.log(require('./x.js').x)"]).prints("5");
    program
        .run_with_input(&["-", "a"], b"import { x } from './x.js'; console.log(x, process.argv[2]);")
        .prints("5 a");
    program.run_with_input(&["-"], b"'\xff'").fails(1, &["standard input is not UTF-8 text: byte 1"]);
    program.run(&["-e", "throw new Error('here')"]).fails(1, &["[eval]:1:7", "Uncaught Error: here"]);
}

#[test]
fn the_exit_code_is_the_program_s() {
    let program = Program::new(&[]);
    for (code, text) in [(0, ""), (7, "process.exit(7)"), (5, "process.exitCode = 5"), (1, "throw 1")] {
        for mode in [&[][..], &["--native"]] {
            let args: Vec<&str> = mode.iter().copied().chain(["-e", text]).collect();
            assert_eq!(program.run(&args).code, Some(code), "{text}");
        }
    }
}

#[test]
fn a_wait_that_cannot_end_is_not_success() {
    let program = Program::new(&[]);
    program.run(&["-e", "await new Promise(() => {})"]).fails(13, &["top-level await"]);
    program
        .run(&["-e", "import { chan } from 'hz'; chan().recv()"])
        .fails(2, &["deadlock", "all green threads are asleep"]);
}

#[test]
fn nonsense_on_the_command_line_is_refused() {
    let program = Program::new(&[("main.js", "")]);
    for cores in ["0", "65", "two", "-1", "1.5", ""] {
        program
            .run(&[&format!("--cores={cores}"), "main.js"])
            .fails(2, &["--cores", "expected a number from 1 to 64"]);
    }
    program.run(&["--slice=0", "main.js"]).fails(2, &["--slice"]);
    program
        .run(&["--heap-limit=1", "main.js"])
        .fails(2, &["--heap-limit", "expected a number of megabytes from 8"]);
    program.run(&["--bogus", "main.js"]).fails(2, &["--bogus"]);
    program.run(&["--native", "--stress", "main.js"]).fails(2, &["--stress"]);
    program.run(&[]).fails(2, &["Usage"]);
}

#[test]
fn options_of_later_work_say_so() {
    let program = Program::new(&[("main.js", "")]);
    for option in ["--inspect", "--inspect=127.0.0.1:1"] {
        let name = option.split('=').next().unwrap();
        program.run(&[option, "main.js"]).fails(2, &[&format!("hzrun: {name} is not available yet")]);
    }
}

#[test]
fn cores_and_slice_reach_the_program() {
    let text = "import { go } from 'hz'; console.log(go.local(() => 2).join());";
    let program = Program::new(&[("main.js", text)]);
    program.run(&["--cores", "1", "--slice", "1", "main.js"]).prints("2");
    program.run(&["--cores", "4", "--stress", "main.js"]).prints("2");
}

#[test]
fn the_version_names_v8() {
    let outcome = Program::new(&[]).run(&["--version"]);
    assert!(outcome.code == Some(0) && outcome.out.starts_with("hzrun 0."), "{outcome:?}");
    assert!(outcome.out.contains("(V8 15."), "{outcome:?}");
}

#[test]
fn stats_are_printed_at_the_end() {
    let outcome = Program::new(&[]).run(&["--stats", "-e", "console.log('out')"]);
    outcome.prints("out");
    for name in ["run time", "isolates", "heap", "modules", "green threads started"] {
        assert!(outcome.err.contains(name), "{outcome:?}");
    }
    let outcome = Program::new(&[]).run(&["--stats", "-e", "process.exit(3)"]);
    outcome.fails(3, &["run time"]);
}

#[test]
fn compiled_text_is_kept_for_the_next_run() {
    let program = Program::new(&[("main.js", "export const f = () => Math.max(1, 2); console.log(f());")]);
    let hits = |outcome: &program::Outcome| {
        let line = outcome.err.lines().find(|line| line.starts_with("cache on disk")).unwrap().to_owned();
        let words: Vec<usize> = line.split_whitespace().filter_map(|word| word.parse().ok()).collect();
        (words[0], words[1])
    };
    let first = program.run(&["--stats", "main.js"]);
    first.prints("2");
    assert_eq!(hits(&first).0, 0, "{first:?}");
    let second = program.run(&["--stats", "main.js"]);
    second.prints("2");
    assert!(hits(&second).0 > 0 && hits(&second).0 == hits(&second).1, "{second:?}");
    program.write("main.js", b"console.log('changed');");
    program.run(&["main.js"]).prints("changed");
}

#[test]
fn a_cache_that_is_damaged_or_cannot_be_written_changes_nothing() {
    let program = Program::new(&[("main.js", "console.log([1, 2].map((x) => x * 2).join());")]);
    program.run(&["main.js"]).prints("2,4");
    for folder in std::fs::read_dir(program.path(".cache/hz")).unwrap().flatten() {
        for file in std::fs::read_dir(folder.path()).into_iter().flatten().flatten() {
            let length = file.metadata().unwrap().len();
            std::fs::File::options().write(true).open(file.path()).unwrap().set_len(length / 2).unwrap();
        }
    }
    program.run(&["main.js"]).prints("2,4");
    let mut command = program.command(&["main.js"]);
    command.env("XDG_CACHE_HOME", "/proc/none");
    program::finish(command).prints("2,4");
    let mut command = program.command(&["main.js"]);
    command.env_remove("XDG_CACHE_HOME").env_remove("HOME");
    program::finish(command).prints("2,4");
}

#[test]
fn watch_runs_again_after_a_change() {
    let program = Program::new(&[("main.js", "console.log('one');")]);
    let mut child = program
        .command(&["--watch", "main.js"])
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut out = BufReader::new(child.stdout.take().unwrap());
    let mut line = String::new();
    out.read_line(&mut line).unwrap();
    assert_eq!(line, "one\n");
    // The watcher was set up before the program was started, so this change cannot be missed.
    program.write("main.js", b"console.log('two');");
    line.clear();
    out.read_line(&mut line).unwrap();
    assert_eq!(line, "two\n");
    child.kill().unwrap();
    child.wait().unwrap();
}

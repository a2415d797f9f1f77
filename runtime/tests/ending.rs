//! How programs end: by themselves, by `process.exit`, with the main thread, by signals.

mod program;

use std::io::{BufRead, BufReader, Read};
use std::process::{Child, ChildStdout, Stdio};

use program::{Outcome, Program};
use rustix::process::{Pid, Signal, kill_process};

/// A program that has printed its first line, which says that it is ready for a signal.
struct Running {
    child: Child,
    out: BufReader<ChildStdout>,
    text: String,
}

fn start(options: &[&str], text: &str) -> (Program, Running) {
    let program = Program::new(&[("main.js", text)]);
    let args: Vec<&str> = options.iter().copied().chain(["main.js"]).collect();
    let mut command = program.command(&args);
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut running =
        Running { out: BufReader::new(child.stdout.take().unwrap()), child, text: String::new() };
    running.line();
    (program, running)
}

impl Running {
    /// Waits for the next line that the program prints.
    fn line(&mut self) {
        let count = self.out.read_line(&mut self.text).unwrap();
        assert!(count > 0, "the program ended early, after {:?}", self.text);
    }

    fn signal(&self, signal: Signal) {
        kill_process(Pid::from_raw(self.child.id() as i32).unwrap(), signal).unwrap();
    }

    /// Waits for the end. The output is the one from the first line on.
    fn end(mut self) -> Outcome {
        self.out.read_to_string(&mut self.text).unwrap();
        let mut err = String::new();
        self.child.stderr.take().unwrap().read_to_string(&mut err).unwrap();
        Outcome { code: self.child.wait().unwrap().code(), out: self.text, err }
    }
}

#[track_caller]
fn expect(outcome: Outcome, code: i32, out: &str) {
    assert_eq!((outcome.code, outcome.out.as_str()), (Some(code), out), "{}", outcome.err);
}

#[test]
fn ctrl_c_ends_programs_that_never_would() {
    for text in [
        "console.log('ready'); for (;;) await 1;",
        "console.log('ready'); for (;;);",
        "console.log('ready'); setInterval(() => {}, 1000);",
        "console.log('ready'); await new Promise(() => setInterval(() => {}, 1000));",
        "import { chan, go } from 'hz'; go(() => { for (;;); }); go.local(() => { for (;;); }); console.log('ready');",
        "import { chan, go } from 'hz'; const c = chan(); go.on(1, (c) => c.recv(), c); console.log('ready'); c.recv();",
        "import { sleep } from 'hz'; console.log('ready'); class A { get x() { sleep(60_000); } } new A().x;",
    ] {
        let (_program, running) = start(&["--cores", "2"], text);
        running.signal(Signal::INT);
        let outcome = running.end();
        // On a busy machine it may take long enough for that.
        let err = outcome
            .err
            .replace("hzrun: waiting for green threads to end; Ctrl-C again ends them at once\n", "");
        assert_eq!(err, "", "{text}");
        expect(outcome, 130, "ready\n");
    }
    let (_program, running) = start(&["--native"], "console.log('ready'); for (;;);");
    running.signal(Signal::INT);
    expect(running.end(), 130, "ready\n");
}

#[test]
fn sigterm_cancels_threads_and_waits_for_what_they_finally_do() {
    let text = "
        import { chan, go, sleep } from 'hz';
        const up = chan();
        function worker(name, up) {
          try {
            up.send(name);
            sleep(60_000);
          } catch (error) {
            console.log(name, error.name, error.reason);
            throw error;
          } finally {
            sleep(5);
            console.log(name, 'has tidied up');
          }
        }
        go.local(worker, 'here', up);
        up.recv();
        go.on(1, worker, 'there', up);
        up.recv();
        go(async function () { await null; sleep(60_000); });
        setTimeout(() => console.log('ready'), 1);
        try {
          sleep(60_000);
        } finally {
          sleep(50);
          console.log('main, too');
        }";
    let (_program, running) = start(&["--cores", "2"], text);
    running.signal(Signal::TERM);
    let outcome = running.end();
    assert_eq!(outcome.code, Some(143), "{outcome:?}");
    let mut lines: Vec<&str> = outcome.out.lines().collect();
    lines.sort();
    let names = ["here CancelledError SIGTERM", "here has tidied up", "main, too", "ready"];
    assert_eq!(lines, [&names[..], &["there CancelledError SIGTERM", "there has tidied up"]].concat());
}

#[test]
fn threads_that_do_not_end_are_ended_after_the_grace_period() {
    // It is ready when it sleeps: outside of the `try` the cancellation would end it.
    let text = "import { sleep } from 'hz';
        setTimeout(() => console.log('ready'), 1);
        for (;;) try { sleep(60_000); } catch { console.log('no'); }";
    let (_program, running) = start(&["--grace", "20"], text);
    running.signal(Signal::TERM);
    let outcome = running.end();
    outcome.fails(143, &["green threads still ran 20 ms after SIGTERM"]);
}

#[test]
fn a_second_ctrl_c_ends_the_program_at_once() {
    // It is ready when it sleeps: outside of the `try` the cancellation would end it.
    let text = "import { sleep } from 'hz';
        setTimeout(() => console.log('ready'), 1);
        for (;;) try { sleep(60_000); } catch { console.log('no'); }";
    let (_program, mut running) = start(&["--grace", "3600000"], text);
    running.signal(Signal::INT);
    running.line();
    running.signal(Signal::INT);
    expect(running.end(), 130, "ready\nno\n");
}

#[test]
fn a_failure_on_the_way_out_is_reported() {
    let text = "import { sleep } from 'hz';
        setTimeout(() => console.log('ready'), 1);
        try { sleep(60_000); } finally { throw new Error('cannot tidy up'); }";
    let (_program, running) = start(&[], text);
    running.signal(Signal::TERM);
    running.end().fails(1, &["main.js:3:48", "cannot tidy up"]);
}

#[test]
fn a_program_may_listen_to_signals() {
    let text = "process.on('SIGINT', () => { console.log('heard'); process.exit(4); });
        process.on('SIGTERM', () => console.log('not now'));
        setInterval(() => {}, 1000); console.log('ready');";
    let (_program, mut running) = start(&[], text);
    running.signal(Signal::TERM);
    running.line();
    running.signal(Signal::INT);
    expect(running.end(), 4, "ready\nnot now\nheard\n");
}

#[test]
fn a_program_waits_for_its_threads_unless_it_is_told_otherwise() {
    let program = Program::new(&[(
        "main.js",
        "import { chan, go } from 'hz';
         const over = chan();
         process.on('exit', (code) => console.log('exit', code));
         go(() => { over.recv(); console.log('there'); });
         go.local(() => { over.recv(); console.log('here'); });
         await null;
         setTimeout(() => { over.close(); console.log('later'); }, 0);
         process.exitCode = 3;
         console.log('main ends');",
    )]);
    let outcome = program.run(&["--cores", "2", "main.js"]);
    assert_eq!((outcome.code, outcome.out.lines().count()), (Some(3), 5), "{outcome:?}");
    assert!(outcome.out.starts_with("main ends\n") && outcome.out.ends_with("exit 3\n"), "{outcome:?}");
    expect(program.run(&["--cores", "2", "--exit-with-main", "main.js"]), 3, "main ends\nexit 3\n");
}

#[test]
fn exit_ends_everything_from_anywhere() {
    let program = Program::new(&[
        ("thread.js", "import { go, sleep } from 'hz'; go.on(1, () => process.exit(7)); sleep(60_000);"),
        (
            "callback.js",
            "[3, 1, 2].sort((a, b) => { if (a !== b) process.exit(7); return a - b; }); for (;;);",
        ),
        ("timer.js", "import { chan } from 'hz'; setTimeout(() => process.exit(7), 1); chan().recv();"),
        ("getter.js", "JSON.stringify({ get a() { process.exit(7); } }); for (;;);"),
        ("job.js", "Promise.resolve().then(() => process.exit(7)); await new Promise(() => {});"),
        (
            "finally.js",
            "process.on('exit', () => { try { process.exit(7); } finally { console.log('no'); } }); throw 1;",
        ),
        ("listener.js", "process.on('exit', () => process.exit(7));"),
    ]);
    for file in ["thread.js", "callback.js", "timer.js", "getter.js", "job.js", "finally.js", "listener.js"] {
        let outcome = program.run(&["--cores", "2", file]);
        assert_eq!((outcome.code, outcome.out.as_str()), (Some(7), ""), "{file}: {outcome:?}");
    }
}

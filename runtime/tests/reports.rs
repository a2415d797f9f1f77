//! What `hzrun` says of threads: at a deadlock, at the end, on SIGQUIT, and in the stack of a joined error.

use hz_tests::launch::{self, Exit, Outcome};
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::Stdio;

fn hzrun() -> &'static Path {
    Path::new(env!("CARGO_BIN_EXE_hzrun"))
}

/// Runs a program as `main.mjs`; the folder's name is taken out of what it prints, and so is how long something took.
fn run(options: &[&str], program: &str) -> Outcome {
    let folder = tempfile::tempdir().expect("a folder can be made");
    std::fs::write(folder.path().join("main.mjs"), program).expect("the folder can be written");
    let mut command = launch::command(hzrun(), folder.path());
    let mut outcome = launch::run(command.args(options).arg("main.mjs"), "", launch::LIMIT);
    for text in [&mut outcome.stdout, &mut outcome.stderr] {
        *text = tidied(text, folder.path());
    }
    outcome
}

fn tidied(text: &str, folder: &Path) -> String {
    let folder = folder.canonicalize().expect("the folder is there");
    let lines = text.replace(&format!("{}/", folder.display()), "");
    let duration = regex::Regex::new(r" for (\d+ ms|\d+\.\d s)( \(pinned\))?\n").expect("it is a pattern");
    duration.replace_all(&lines, "$2\n").into_owned()
}

/// Threads that wait for all kinds of things, for ever.
const WAITING: &str = r#"import { Cond, Mutex, Semaphore, WaitGroup, chan, go, select, wait } from "hz";
const lock = new Mutex(), orders = chan();
const w = new WaitGroup(), c = new Cond(), s = new Semaphore(0);
lock.name = "books"; orders.name = "orders";
w.name = "w"; c.name = "c"; s.name = "s";
lock.lock();
go.local(function locker() { lock.lock(); });
go.local(function chooser() { select([orders, orders]); });
go.local(function promised() { wait(new Promise(() => {})); });
go.local(function counter() { w.add(); w.wait(); });
go.local(function signalled() { c.mutex.lock(); c.wait(); });
go.local(function permitted() { s.acquire(); });
function deep(n) { if (n > 0) { const r = deep(n - 1); return r; } const v = orders.recv(); return v; }
const below = go.local(function diver() { const r = deep(2); return r; });
go.local(function joiner() { below.join(); });
go.local(function pinned() { const o = { get x() { return orders.recv(); } }; return o.x; });
"#;

const REPORT: &str = r#"  thread 2 "locker"  blocked: lock mutex "books"
    at locker (main.mjs:7:35)
  thread 3 "chooser"  blocked: select (receive from channel "orders", receive from channel "orders")
    at chooser (main.mjs:8:53)
  thread 4 "promised"  blocked: promise
    at promised (main.mjs:9:55)
  thread 5 "counter"  blocked: wait for wait group "w"
    at counter (main.mjs:10:74)
  thread 6 "signalled"  blocked: wait for condition "c"
    at signalled (main.mjs:11:79)
  thread 7 "permitted"  blocked: acquire semaphore "s"
    at permitted (main.mjs:12:55)
  thread 8 "diver"  blocked: receive from channel "orders"
    at deep (main.mjs:13:73)
    at deep (main.mjs:13:52)
    at deep (main.mjs:13:52)
    at diver (main.mjs:14:53)
  thread 9 "joiner"  blocked: join of thread 8 "diver"
    at joiner (main.mjs:15:36)
  thread 10 "pinned"  blocked: receive from channel "orders" (pinned)
    at get x (main.mjs:16:65)
    at pinned (main.mjs:16:83)
"#;

/// The lines with only the line numbers of their places: columns move with the compiler's source maps.
fn by_lines(text: &str) -> String {
    let place = regex::Regex::new(r"(main\.mjs:\d+):\d+").expect("it is a pattern");
    place.replace_all(text, "$1").into_owned()
}

#[test]
fn a_deadlock_is_reported_with_every_thread_and_its_stack() {
    let outcome = run(&["--cores", "1"], &format!("{WAITING}chan().recv();"));
    let main = "  thread 1 \"main\"  blocked: receive from channel 2\n    at main.mjs:17:8\n";
    let expected = format!("hzrun: deadlock: all green threads are asleep\n{main}{REPORT}");
    assert_eq!(by_lines(&outcome.stderr), by_lines(&expected));
    assert_eq!(outcome.exit, Exit::Code(2));
}

#[test]
fn threads_that_are_left_at_the_end_are_reported_with_their_stacks() {
    let outcome = run(&["--cores", "1"], WAITING);
    let expected = format!("hzrun: green threads were still blocked when the program ended\n{REPORT}");
    assert_eq!(by_lines(&outcome.stderr), by_lines(&expected));
    assert_eq!(outcome.exit, Exit::Code(0));
}

#[test]
fn threads_on_other_cores_are_in_the_report() {
    let program = "import { chan, go } from 'hz';\nconst never = chan();\ngo.on(1, function far() {\n  never.recv();\n});\n";
    for (end, code, title) in
        [("", 0, "still blocked when the program ended"), ("never.recv();", 2, "deadlock")]
    {
        let outcome = run(&["--cores", "2"], &format!("{program}{end}"));
        assert_eq!(outcome.exit, Exit::Code(code), "{}", outcome.stderr);
        for part in [title, "\"far\"  blocked: receive from shared channel", "at far (main.mjs:4:"] {
            assert!(outcome.stderr.contains(part), "no {part:?} in {}", outcome.stderr);
        }
    }
}

#[test]
fn many_threads_alike_are_counted() {
    let program =
        "import { chan, go } from 'hz';\nfor (let i = 0; i < 1000; i++) go.local(() => chan().recv());\n";
    let outcome = run(&["--cores", "1"], program);
    assert!(outcome.stderr.contains("  and 997 more threads with this stack\n"), "{}", outcome.stderr);
    assert!(outcome.stderr.lines().count() < 15, "{}", outcome.stderr);
}

#[test]
fn programs_see_the_stacks_of_their_threads() {
    let program = r#"import { chan, go, sleep, threads } from "hz";
        const c = chan();
        function inner() { const v = c.recv(); return v; }
        function outer() { const v = inner(); return v; }
        const task = go.local(outer);
        while (task.status !== "blocked") sleep(1);
        const info = threads().find(({ id }) => id === task.id);
        console.log(info.waitsFor, info.stack.split("\n").map((line) => line.trim().split(" (")[0]).join());
        function here() { return threads().find(({ status }) => status === "running").stack; }
        console.log(here().includes("at here ("));
        c.send(1);
        task.join();
    "#;
    let outcome = run(&["--cores", "1"], program);
    assert_eq!(outcome.stdout, "receive from channel 1 at inner,at outer\ntrue\n", "{}", outcome.stderr);
}

#[test]
fn a_joined_error_has_both_stacks() {
    let program = r#"import { go } from "hz";
function boom() { for (let i = 0; i < 9; i++); throw new TypeError("boom"); }
function waits(task) { const v = task.join(); return v; }
const tasks = [go.local(boom), go.on(0, boom), go.on(ON, boom)];
function ended() { while (tasks[0].status !== "failed") waits(go.local(() => 1)); return waits(tasks[0]); }
go.local(function joiner() {
  for (const call of [ended, () => waits(tasks[1]), () => waits(tasks[2])]) {
    try { call(); } catch (error) { console.log(error instanceof TypeError, error.stack); }
  }
}).join();
"#;
    for (cores, other) in [("1", "0"), ("2", "1")] {
        let outcome = run(&["--cores", cores], &program.replace("ON", other));
        let texts: Vec<&str> = outcome.stdout.split("true ").skip(1).collect();
        assert_eq!(texts.len(), 3, "{}{}", outcome.stdout, outcome.stderr);
        for text in texts {
            let (thread, joiner) =
                text.split_once("    -- joined by thread ").unwrap_or_else(|| panic!("{text}"));
            assert!(thread.starts_with("TypeError: boom\n    at boom (main.mjs:2:"), "{thread}");
            assert!(!thread.contains("waits"), "{thread}");
            assert!(joiner.contains("\"joiner\" --\n    at waits (main.mjs:3:"), "{joiner}");
            assert!(joiner.contains("at joiner (main.mjs:8:"), "{joiner}");
        }
    }
}

#[test]
fn sigquit_prints_all_threads_and_the_program_goes_on() {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let program = r#"import { chan, go, sleep } from "hz";
const never = chan(), up = chan();
go.local(function waiter() { never.recv(); });
go.on(1, function far() { up.send(); for (;;) sleep(1000); });
up.recv();
go.local(function spinner() { for (;;); });
process.on("SIGTERM", () => process.exit(7));
console.log("up");
"#;
    std::fs::write(folder.path().join("main.mjs"), program).expect("the folder can be written");
    let mut command = launch::command(hzrun(), folder.path());
    let mut child = command
        .args(["--cores", "2", "main.mjs"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("hzrun starts");
    let mut said = String::new();
    BufReader::new(child.stdout.take().expect("it is piped"))
        .read_line(&mut said)
        .expect("it says something");
    let pid = rustix::process::Pid::from_child(&child);
    rustix::process::kill_process(pid, rustix::process::Signal::QUIT).expect("the signal can be sent");
    let lines = BufReader::new(child.stderr.take().expect("it is piped")).lines();
    let mut text = String::new();
    let wanted = [
        "\"waiter\"  blocked: receive from",
        "at waiter (",
        "\"spinner\"  r",
        "at spinner (",
        "\"far\"  blocked: sleep",
    ];
    for line in lines.map_while(Result::ok) {
        text.push_str(&line);
        text.push('\n');
        if wanted.iter().all(|part| text.contains(part)) {
            // It listens to this one, and so it goes on until here.
            rustix::process::kill_process(pid, rustix::process::Signal::TERM).expect("it still runs");
        }
    }
    assert_eq!(child.wait().expect("it ends").code(), Some(7), "{text}");
}

//! `--trace`: what the file says of programs whose threads do known things, and that it is whole however they end.

use hz_tests::launch::{self, Exit, Outcome};
use serde_json::Value;
use std::collections::BTreeMap;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::Stdio;

/// A run of a program text with a trace.
struct Traced {
    outcome: Outcome,
    bytes: Vec<u8>,
    events: Vec<Value>,
}

fn hzrun() -> &'static Path {
    Path::new(env!("CARGO_BIN_EXE_hzrun"))
}

fn trace(options: &[&str], program: &str) -> Traced {
    let folder = tempfile::tempdir().expect("a folder can be made");
    trace_in(folder.path(), options, program)
}

fn trace_in(folder: &Path, options: &[&str], program: &str) -> Traced {
    let file = folder.join("t.json");
    std::fs::write(folder.join("main.mjs"), program).expect("the folder can be written");
    let mut command = launch::command(hzrun(), folder);
    command.arg(format!("--trace={}", file.display())).args(options).arg("main.mjs");
    let outcome = launch::run(&mut command, "", launch::LIMIT);
    let bytes = std::fs::read(&file).expect("there is a trace");
    let events = read(&bytes);
    Traced { outcome, bytes, events }
}

fn read(bytes: &[u8]) -> Vec<Value> {
    let events: Vec<Value> = serde_json::from_slice(bytes).expect("a trace is an array of events");
    assert!(!events.is_empty());
    events
}

fn text<'a>(event: &'a Value, key: &str) -> &'a str {
    event[key].as_str().unwrap_or_default()
}

fn number(event: &Value, key: &str) -> f64 {
    event[key].as_f64().unwrap_or_else(|| panic!("no number {key} in {event}"))
}

impl Traced {
    /// Process and thread of the track of that name.
    fn track(&self, name: &str) -> (u64, u64) {
        let named = |event: &&Value| event["name"] == "thread_name" && event["args"]["name"] == name;
        let event = self.events.iter().find(named).unwrap_or_else(|| panic!("no track {name}"));
        track_of(event)
    }

    /// The slices of the track of that name, in order of time.
    fn slices(&self, name: &str) -> Vec<&Value> {
        let track = self.track(name);
        let mut slices: Vec<&Value> =
            self.events.iter().filter(|event| event["ph"] == "X" && track_of(event) == track).collect();
        slices.sort_by(|a, b| number(a, "ts").total_cmp(&number(b, "ts")));
        slices
    }

    /// Arrows of a category by their numbers: the tracks from which and to which they go.
    fn arrows(&self, category: &str) -> Vec<[(u64, u64); 2]> {
        let mut ends: BTreeMap<&str, [Vec<(u64, u64)>; 2]> = BTreeMap::new();
        for event in self.events.iter().filter(|event| text(event, "cat") == category) {
            let end = usize::from(text(event, "ph") == "f");
            ends.entry(text(event, "id")).or_default()[end].push(track_of(event));
        }
        ends.into_iter()
            .map(|(id, [from, to])| match (&*from, &*to) {
                ([from], [to]) => [*from, *to],
                _ => panic!("arrow {id} begins {} times and ends {} times", from.len(), to.len()),
            })
            .collect()
    }
}

fn track_of(event: &Value) -> (u64, u64) {
    (number(event, "pid") as u64, number(event, "tid") as u64)
}

const WAITS: &str = r#"
import { Mutex, chan, go, select, sleep, wait } from "hz";
const jobs = chan(), other = chan(), lock = new Mutex();
jobs.name = "jobs"; other.name = "other"; lock.name = "books";
let settle;
function sender() { jobs.send(1); }
function locker() { lock.lock(); lock.unlock(); }
function waiter() { wait(new Promise((resolve) => (settle = resolve))); }
function chooser() { select({ a: jobs, b: other }); }
function joiner() { chooserTask.join(); }
function sleeper() { sleep(5); }
function hog() { for (let i = 0; i < 3e7; i++); }
function blocked(fn) {
  const task = go.local(fn);
  while (task.status !== "blocked") sleep(1);
  return task;
}
const hogTask = go.local(hog);
lock.lock();
const tasks = [blocked(locker), blocked(waiter), blocked(sender)];
jobs.recv();
const chooserTask = blocked(chooser);
tasks.push(blocked(joiner), go.local(sleeper), hogTask);
function unlocker() { lock.unlock(); settle(); other.send(2); }
go.local(unlocker).join();
for (const task of tasks) task.join();
console.log("done");
"#;

#[test]
fn tracks_say_what_threads_did_and_why_they_stopped() {
    let traced = trace(&["--cores", "1", "--slice", "1"], WAITS);
    assert_eq!((&*traced.outcome.stdout, traced.outcome.exit), ("done\n", Exit::Code(0)));
    for (name, reason, function, at) in [
        ("sender", "send to channel \"jobs\"", 6, 6),
        ("locker", "lock mutex \"books\"", 7, 7),
        ("waiter", "promise", 8, 8),
        ("chooser", "select (receive from channel \"jobs\", receive from channel \"other\")", 9, 9),
        ("sleeper", "sleep", 11, 11),
        ("hog", "pre-empted", 12, 12),
    ] {
        let slices = traced.slices(name);
        let find = |what: &str| slices.iter().find(|slice| text(slice, "name") == what);
        let waits = find(reason).unwrap_or_else(|| panic!("{name} never waits for {reason}: {slices:?}"));
        let place = text(&waits["args"], "at");
        assert!(place.contains(&format!("main.mjs:{at}:")), "{name} waits at {place}");
        let runs = find("run").unwrap_or_else(|| panic!("{name} never runs: {slices:?}"));
        let place = text(&runs["args"], "function");
        assert!(place.contains(&format!("main.mjs:{function}:")), "{name} is at {place}");
        let last = slices.last().unwrap_or_else(|| panic!("{name} has no slices"));
        assert_eq!(text(&last["args"], "then"), "ended", "{name}: {last}");
        // A thread does one thing at a time.
        for pair in slices.windows(2) {
            let end = number(pair[0], "ts") + number(pair[0], "dur");
            assert!(end <= number(pair[1], "ts") + 0.002, "{name}: {} and {} overlap", pair[0], pair[1]);
        }
    }
    let track = |name| traced.track(name);
    let woken = traced.arrows("wake");
    assert!(woken.contains(&[track("unlocker"), track("locker")]), "{woken:?}");
    assert!(woken.contains(&[track("chooser"), track("joiner")]), "{woken:?}");
    let values = traced.arrows("channel");
    assert_eq!(values, [[track("sender"), track("main")], [track("unlocker"), track("chooser")]]);
}

const PIPELINE: &str = r#"
import { chan, go } from "hz";
const jobs = chan(2), results = chan(), far = chan();
function producer() { for (let i = 0; i < 6; i++) jobs.send(i); jobs.close(); }
function worker() { for (const job of jobs) results.send(job * job); }
const there = go.on(1, function remote() { far.send(41); return far.recv(); });
for (const fn of [producer, worker]) go.local(fn);
let sum = 0;
for (let i = 0; i < 6; i++) sum += results.recv();
const got = far.recv();
far.send(got + 1);
console.log(sum, got, there.join());
"#;

#[test]
fn arrows_follow_values_and_starts_also_to_other_cores() {
    let traced = trace(&["--cores", "2"], PIPELINE);
    assert_eq!((&*traced.outcome.stdout, traced.outcome.exit), ("55 41 42\n", Exit::Code(0)));
    let [producer, worker, remote, main] =
        ["producer", "worker", "remote", "main"].map(|name| traced.track(name));
    assert_ne!(remote.0, main.0, "the remote thread is in another isolate");
    let values = traced.arrows("channel");
    let count =
        |from: (u64, u64), to: (u64, u64)| values.iter().filter(|arrow| **arrow == [from, to]).count();
    assert_eq!(count(producer, worker), 6, "{values:?}");
    assert_eq!(count(worker, main), 6, "{values:?}");
    assert_eq!((count(remote, main), count(main, remote)), (1, 1), "{values:?}");
    let spawned = traced.arrows("spawn");
    assert!(spawned.contains(&[main, producer]) && spawned.contains(&[main, worker]), "{spawned:?}");
    let gone = traced.arrows("go");
    assert!(gone.iter().any(|[from, to]| *from == main && *to == remote), "{gone:?}");
    assert!(gone.iter().any(|[from, to]| *from == remote && to.0 == main.0), "{gone:?}");
}

#[test]
fn a_wait_inside_native_code_is_shown_as_pinned() {
    let program = r#"
        import { chan, go, sleep } from "hz";
        const c = chan();
        class Lazy { get value() { return c.recv(); } }
        const reader = go.local(function reader() { return new Lazy().value; });
        go.local(function writer() { while (reader.status !== "blocked") sleep(1); c.send(7); });
        console.log(reader.join());
    "#;
    let traced = trace(&["--cores", "1"], program);
    assert_eq!(traced.outcome.stdout, "7\n");
    let slices = traced.slices("reader");
    let pinned = slices.iter().find(|slice| !text(&slice["args"], "pinned").is_empty());
    assert_eq!(pinned.map(|slice| text(slice, "name")), Some("receive from channel 1"), "{slices:?}");
}

#[test]
fn garbage_collections_are_on_the_core_s_track() {
    let program =
        "const kept = []; for (let i = 0; i < 3e5; i++) kept.push({ i }); console.log(kept.length);";
    let traced = trace(&["--cores", "1"], program);
    let slices = traced.slices("core 0");
    let collections: Vec<_> = slices.iter().filter(|slice| text(slice, "cat") == "gc").collect();
    assert!(collections.iter().any(|slice| text(slice, "name") == "GC: scavenge"), "{collections:?}");
    assert!(collections.iter().all(|slice| text(&slice["args"], "heap before").ends_with(" KiB")));
}

const SEEDED: &str = r#"
import { chan, go, sleep } from "hz";
const c = chan(1);
function work(n) { let x = 0; for (let i = 0; i < n; i++) x += i & 3; return x; }
for (let id = 0; id < 4; id++) go.local(() => { for (let i = 0; i < 5; i++) { work(5000 * id); sleep(id); c.send(i); } });
for (let i = 0; i < 20; i++) c.recv();
"#;

#[test]
fn the_same_seed_gives_the_same_bytes() {
    // The paths of sources are part of a trace.
    let folder = tempfile::tempdir().expect("a folder can be made");
    let run = |seed| trace_in(folder.path(), &["--cores", "1", "--seed", seed], SEEDED).bytes;
    let first = run("5");
    assert!(first == run("5"), "two runs with one seed differ");
    assert!(first != run("6"), "two seeds give the same");
}

#[test]
fn a_trace_changes_nothing_under_stress() {
    let traced = trace(&["--stress", "--cores", "1"], SEEDED);
    assert_eq!((&*traced.outcome.stderr, traced.outcome.exit), ("", Exit::Code(0)));
}

#[test]
fn the_file_is_whole_however_the_program_ends() {
    let busy = "import { go } from 'hz'; go.local(function other() { for (;;); });";
    for (ending, code) in [
        ("process.exit(3);", 3),
        ("throw new Error('x');", 1),
        ("setTimeout(() => process.exit(4), 5); for (let i = 0; i < 1e7; i++);", 4),
    ] {
        let traced = trace(&["--cores", "2"], &format!("{busy}\n{ending}"));
        assert_eq!(traced.outcome.exit, Exit::Code(code), "{ending}");
        let slices = traced.slices("main");
        assert!(!slices.is_empty(), "{ending}");
    }
}

#[test]
fn ctrl_c_completes_the_file() {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let file: PathBuf = folder.path().join("t.json");
    let mut command = launch::command(hzrun(), folder.path());
    let program =
        "import { go } from 'hz'; console.log('up'); go.local(function spin() { for (;;); }); for (;;);";
    command.arg(format!("--trace={}", file.display())).args(["--cores", "2", "-e", program]);
    let mut child = command.stdout(Stdio::piped()).spawn().expect("hzrun starts");
    let mut line = String::new();
    BufReader::new(child.stdout.take().expect("it is piped"))
        .read_line(&mut line)
        .expect("it says something");
    let pid = rustix::process::Pid::from_child(&child);
    rustix::process::kill_process(pid, rustix::process::Signal::INT).expect("the signal can be sent");
    let status = child.wait().expect("it ends");
    assert_eq!(status.code(), Some(130));
    let events = read(&std::fs::read(&file).expect("there is a trace"));
    let spun = events.iter().any(|event| event["name"] == "spin" && event["cat"] == "core");
    assert!(spun, "the thread is not in the trace");
}

#[test]
fn a_file_that_cannot_be_written_is_said_once() {
    let run = |file: &str, program: &str| {
        let mut command = launch::command(hzrun(), Path::new("/"));
        command.args([&format!("--trace={file}"), "--cores", "1", "-e", program]);
        launch::run(&mut command, "", launch::LIMIT)
    };
    // The device is always full.
    let yields =
        "import { yieldNow } from 'hz'; for (let i = 0; i < 1e5; i++) yieldNow(); console.log('done');";
    let full = run("/dev/full", yields);
    assert_eq!((&*full.stdout, full.exit), ("done\n", Exit::Code(0)));
    let said = "hzrun: --trace: cannot write /dev/full: No space left on device (os error 28); the trace ends here\n";
    assert_eq!(full.stderr, said);
    let nowhere = run("/nowhere/t.json", "console.log('runs')");
    assert_eq!((&*nowhere.stdout, nowhere.exit), ("", Exit::Code(1)));
    assert!(
        nowhere.stderr.contains("--trace: cannot write /nowhere/t.json: No such file"),
        "{}",
        nowhere.stderr
    );
}

//! `--cpu-profile`: the thread and function that compute most are the ones that the profile names, with the whole stack.

use hz_tests::launch::{self, Exit, Outcome};
use serde_json::Value;
use std::path::Path;

const PROGRAM: &str = r#"import { go, sleep } from "hz";
function hot(n) { let x = 0; for (let i = 0; i < n; i++) x = (x * 31 + i) | 0; return x; }
function cold(n) { let x = 1; for (let i = 0; i < n; i++) x = (x * 33 + i) | 0; return x; }
function middle(rounds) { let s = 0; for (let i = 0; i < rounds; i++) { s += hot(1e6); sleep(0); } return s; }
const tasks = [
  go.local(function worker() { const v = middle(200); return v; }),
  go.local(function helper() { let s = 0; for (let i = 0; i < 10; i++) { s += cold(1e6); sleep(0); } return s; }),
  go.on(FAR, function far() { let s = 0; for (let i = 0; i < 100; i++) s += cold(1e6); return s; }),
];
for (const task of tasks) task.join();
END
"#;

fn profile(folder: &Path, cores: &str, far: &str, end: &str) -> Outcome {
    std::fs::write(folder.join("main.mjs"), PROGRAM.replace("FAR", far).replace("END", end))
        .expect("it can be written");
    let mut command = launch::command(Path::new(env!("CARGO_BIN_EXE_hzrun")), folder);
    launch::run(command.args(["--cores", cores, "--cpu-profile=p.cpuprofile", "main.mjs"]), "", launch::LIMIT)
}

/// A profile as a tree.
struct Profile(Vec<Value>);

impl Profile {
    fn read(path: &Path) -> Profile {
        let bytes = std::fs::read(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let profile: Value = serde_json::from_slice(&bytes).expect("a profile is JSON");
        let samples = profile["samples"].as_array().expect("it has samples");
        assert_eq!(samples.len(), profile["timeDeltas"].as_array().expect("it has times").len());
        Profile(profile["nodes"].as_array().expect("it has nodes").clone())
    }

    /// The node that the names lead to from the root.
    fn find(&self, names: &[&str]) -> &Value {
        names.iter().fold(&self.0[0], |node, name| {
            let found = self.children(node).find(|child| child["callFrame"]["functionName"] == *name);
            found.unwrap_or_else(|| panic!("no {name} below {}", node["callFrame"]))
        })
    }

    fn children<'a>(&'a self, node: &'a Value) -> impl Iterator<Item = &'a Value> {
        let ids = node["children"].as_array().expect("a list").iter();
        ids.map(|id| &self.0[id.as_u64().expect("a number") as usize - 1])
    }

    /// Samples of a function and all that it called.
    fn total(&self, node: &Value) -> u64 {
        node["hitCount"].as_u64().expect("a number")
            + self.children(node).map(|child| self.total(child)).sum::<u64>()
    }
}

#[test]
fn the_hot_function_of_the_busy_thread_dominates() {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let outcome = profile(folder.path(), "1", "0", "");
    assert_eq!((&*outcome.stdout, outcome.exit), ("", Exit::Code(0)), "{}", outcome.stderr);
    let profile = Profile::read(&folder.path().join("p.cpuprofile"));
    let worker = profile.find(&["thread 2 \"worker\""]);
    // Resumed again and again, `hot` is still called by `middle`, and that by `worker`.
    let hot = profile.find(&["thread 2 \"worker\"", "worker", "middle", "hot"]);
    assert!(hot["callFrame"]["url"].as_str().is_some_and(|url| url.ends_with("/main.mjs")), "{hot}");
    assert_eq!(hot["callFrame"]["lineNumber"], 1, "lines count from 0");
    assert!(2 * profile.total(hot) > profile.total(worker), "{}", outcome.stderr);
    let helper = profile.total(profile.find(&["thread 3 \"helper\""]));
    assert!(profile.total(worker) > 2 * helper, "{}", outcome.stderr);
    let first = outcome.stderr.lines().position(|line| line.ends_with("thread 2 \"worker\""));
    let hottest = first.and_then(|line| outcome.stderr.lines().nth(line + 1)).unwrap_or_default();
    assert!(hottest.contains("hot (") && hottest.ends_with("main.mjs:2)"), "{}", outcome.stderr);
}

#[test]
fn each_core_has_a_file_however_the_program_ends() {
    for (end, code) in [("", 0), ("process.exit(3);", 3), ("throw new Error('x');", 1)] {
        let folder = tempfile::tempdir().expect("a folder can be made");
        let outcome = profile(folder.path(), "2", "1", end);
        assert_eq!(outcome.exit, Exit::Code(code), "{}", outcome.stderr);
        let there = Profile::read(&folder.path().join("p.core1.cpuprofile"));
        let far = there.0.iter().find(|node| node["callFrame"]["functionName"] == "far");
        let cold =
            far.and_then(|far| there.children(far).find(|node| node["callFrame"]["functionName"] == "cold"));
        assert!(cold.is_some_and(|cold| there.total(cold) > 0), "{}", outcome.stderr);
        Profile::read(&folder.path().join("p.cpuprofile")).find(&[
            "thread 2 \"worker\"",
            "worker",
            "middle",
            "hot",
        ]);
    }
}

#[test]
fn a_file_that_cannot_be_made_is_said_before_the_program_runs() {
    let mut command = launch::command(Path::new(env!("CARGO_BIN_EXE_hzrun")), Path::new("/"));
    command.args(["--cpu-profile=/nowhere/p", "-e", "console.log('runs')"]);
    let outcome = launch::run(&mut command, "", launch::LIMIT);
    assert_eq!((&*outcome.stdout, outcome.exit), ("", Exit::Code(1)));
    assert!(
        outcome.stderr.contains("--cpu-profile: cannot write /nowhere/p: No such file"),
        "{}",
        outcome.stderr
    );
}

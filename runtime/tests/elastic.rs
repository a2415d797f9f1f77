//! More isolates than cores, as few as are needed, and what they use when there is nothing to do.

mod program;

use std::io::{BufRead, BufReader};
use std::process::Stdio;
use std::time::Duration;

use program::Program;

/// All of the program's isolates run a thread at the same time: each waits for the word that main gives when it has heard of all.
const TOGETHER: &str = "import { chan, go } from 'hz';
    import { cpus } from 'node:os';
    const cores = +process.argv[2];
    const here = chan(), start = chan();
    function works(core, here, start) {
      here.send(core);
      start.recv();
      let sum = 0;
      for (let i = 0; i < 100_000; i++) sum += i % (core + 1);
      return sum;
    }
    const tasks = [];
    for (let core = 0; core < cores; core++) tasks.push(go.on(core, works, core, here, start));
    const seen = new Set();
    while (seen.size < cores) seen.add(here.recv());
    start.close();
    const expected = (core) => { let sum = 0; for (let i = 0; i < 100_000; i++) sum += i % (core + 1); return sum; };
    console.log(tasks.every((task, core) => task.join() === expected(core)));";

#[test]
fn there_may_be_more_isolates_than_cores() {
    let program = Program::new(&[("main.js", TOGETHER)]);
    for cores in ["16", "64"] {
        program.run(&["--cores", cores, "main.js", cores]).prints("true");
    }
    program.run(&["--concurrency", "3", "main.js", "3"]).prints("true");
}

#[test]
fn threads_that_run_anywhere_find_all_isolates() {
    // Each waits for all others, so that none can take two.
    let text = "import { chan, go } from 'hz';
        const here = chan(), start = chan();
        const tasks = Array.from({ length: 200 }, (_, i) => go((i, here, start) => { here.send(i); start.recv(); return i; }, i, here, start));
        let sum = 0;
        for (const _ of tasks) sum += here.recv();
        start.close();
        console.log(sum, tasks.map((task) => task.join()).join() === Array.from({ length: 200 }, (_, i) => i).join());";
    let program = Program::new(&[("main.js", text)]);
    program.run(&["--cores", "16", "main.js"]).prints("19900 true");
}

/// Names of the process's OS threads that are isolates.
const THREADS: &str = "import { readdirSync, readFileSync } from 'node:fs';
    const name = (id) => { try { return readFileSync(`/proc/self/task/${id}/comm`, 'utf8').trim(); } catch { return ''; } };
    export const isolates = () => readdirSync('/proc/self/task').map(name).filter((name) => /^hz-[0-9]+$/.test(name)).sort();";

#[test]
fn isolates_start_when_there_is_work_for_them() {
    let text = "import { go } from 'hz';
        import { isolates } from './threads.js';
        console.log(isolates().join());
        go.local(() => 1).join();
        console.log(isolates().join());
        go.on(2, () => 1).join();
        console.log(isolates().join());";
    let program = Program::new(&[("main.js", text), ("threads.js", THREADS)]);
    program.run(&["--cores", "8", "main.js"]).prints("hz-0\nhz-0\nhz-0,hz-2");
}

/// How often the OS threads of a process have gone to sleep.
fn sleeps(process: u32) -> usize {
    let tasks = std::fs::read_dir(format!("/proc/{process}/task")).unwrap();
    let of_task = |task: std::io::Result<std::fs::DirEntry>| {
        let status = std::fs::read_to_string(task.unwrap().path().join("status")).unwrap_or_default();
        let line = status.lines().find_map(|line| line.strip_prefix("voluntary_ctxt_switches:"));
        line.map_or(0, |count| count.trim().parse::<usize>().unwrap())
    };
    tasks.map(of_task).sum()
}

#[test]
fn an_idle_process_does_not_wake() {
    // All wait, for a timer or for each other. With slices of 10 ms anything that ticks would be seen.
    let text = "import { chan, go, sleep } from 'hz';
        const c = chan();
        go.on(1, (c) => c.recv(), c);
        go.local(() => chan().recv());
        console.log('ready');
        sleep(60_000);";
    let program = Program::new(&[("main.js", text)]);
    let mut command = program.command(&["--cores", "2", "main.js"]);
    let mut child = command.stdout(Stdio::piped()).spawn().unwrap();
    let mut line = String::new();
    BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
    let rests = (0..100).any(|_| {
        let before = sleeps(child.id());
        std::thread::sleep(Duration::from_millis(200));
        sleeps(child.id()) == before
    });
    child.kill().unwrap();
    child.wait().unwrap();
    assert!(rests && line == "ready\n");
}

#[test]
fn an_isolate_that_rests_gives_memory_back() {
    let text = "import { go, sleep } from 'hz';
        function work() {
          let all = [];
          for (let i = 0; i < 1e6; i++) all.push({ i });
          all = null;
          return process.memoryUsage().heapUsed;
        }
        // Another thread looks, after a rest that is long enough.
        function look() { return process.memoryUsage().heapUsed; }
        const used = go.on(1, work).join();
        sleep(4000);
        const left = go.on(1, look).join();
        console.log(left < used / 2, left < used / 2 ? '' : [used, left].join());";
    let program = Program::new(&[("main.js", text)]);
    program.run(&["--cores", "2", "main.js"]).prints("true");
}

//! More isolates than cores, as few as are needed, and what they use when there is nothing to do.

mod program;

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

/// Names of the process's OS threads that are isolates, and how often each OS thread gave its core away by sleeping.
const THREADS: &str = "import { readdirSync, readFileSync } from 'node:fs';
    const read = (id, file) => { try { return readFileSync(`/proc/self/task/${id}/${file}`, 'utf8'); } catch { return ''; } };
    export const isolates = () => readdirSync('/proc/self/task').map((id) => read(id, 'comm').trim()).filter((name) => /^hz-[0-9]+$/.test(name)).sort();
    export const sleeps = (name) => readdirSync('/proc/self/task').filter((id) => read(id, 'comm').trim() === name)
      .map((id) => parseInt(read(id, 'status').split('voluntary_ctxt_switches:')[1])).reduce((a, b) => a + b, 0);";

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

#[test]
fn an_idle_process_does_not_wake() {
    // All wait, for a timer or for each other. The ticker would wake thirty times.
    let text = "import { chan, go, sleep } from 'hz';
        import { isolates, sleeps } from './threads.js';
        const c = chan();
        go.on(1, (c) => c.recv(), c);
        go.local(() => chan().recv());
        setTimeout(() => {}, 3000).unref();
        sleep(100);
        const names = ['hz-ticker', 'hz-1'];
        const before = names.map(sleeps);
        sleep(300);
        const woken = names.map((name, i) => sleeps(name) - before[i]);
        console.log(isolates().length, woken.every((n) => n <= 3), woken.every((n) => n <= 3) ? '' : woken.join());
        c.close();
        process.exit(0);";
    let program = Program::new(&[("main.js", text), ("threads.js", THREADS)]);
    program.run(&["--cores", "2", "main.js"]).prints("2 true");
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

//! `--seed` with several cores: one seed is one schedule, down to the bytes of the trace; other seeds are others.

mod program;

use program::Program;

/// Programs that exercise what isolates do to each other.
const PROGRAMS: [(&str, &str); 5] = [
    ("channels and select", CHANNELS),
    ("stealing", STEALING),
    ("timers", TIMERS),
    ("parallel loops", PARALLEL),
    ("cancelling", CANCELLING),
];

const CHANNELS: &str = r#"
    import { chan, go, recv, select } from "hz";
    const jobs = chan(2), results = chan(), quit = chan();
    function worker(id) {
      let done = 0;
      for (;;) {
        const next = select({ jobs: recv(jobs, (job) => job), quit: recv(quit, () => null) });
        if (next === null) return `${id}:${done}`;
        let x = 0;
        for (let i = 0; i < next.size; i++) x += i % 7;
        done++;
        results.send({ id, name: next.name, x });
      }
    }
    const workers = [];
    for (let id = 0; id < 4; id++) workers.push(go(worker, id));
    go.local(() => { for (let i = 0; i < 12; i++) jobs.send({ name: `job ${i}`, size: 100 * (i % 5) }); });
    const log = [];
    for (let i = 0; i < 12; i++) { const { id, name } = results.recv(); log.push(`${name} by ${id}`); }
    quit.close();
    console.log(log.join(", "), workers.map((task) => task.join()).join());
"#;

const STEALING: &str = r#"
    import { go } from "hz";
    const spin = (n) => { let x = 0; for (let i = 0; i < n; i++) x = (x * 31 + i) | 0; return x; };
    function split(depth, name) {
      if (depth === 0) return `${name}${spin(40 * name.length) & 7}${Math.floor(Math.random() * 1e6)}`;
      const halves = [go(split, depth - 1, name + "a"), go(split, depth - 1, name + "b")];
      return halves.map((half) => half.join()).join(" ");
    }
    console.log(split(4, "t"));
"#;

const TIMERS: &str = r#"
    import { chan, go, sleep } from "hz";
    const log = chan(100);
    function nap(id) { for (let i = 1; i < 4; i++) { sleep(id * i % 5); log.send(`${id}.${i}@${performance.now()}`); } }
    const all = [1, 2, 3, 4, 5].map((id) => go(nap, id));
    setTimeout(() => log.send(`timeout@${Date.now()}`), 6);
    all.forEach((task) => task.join());
    sleep(20);
    log.close();
    console.log([...log].join(" "));
"#;

const PARALLEL: &str = r#"
    import { chan, go } from "hz";
    import { setTimeout as delay } from "node:timers/promises";
    const shared = new Int32Array(new SharedArrayBuffer(8));
    const seen = chan(64);
    function add(cells, id) { for (let i = 0; i < 8; i++) seen.send(`${id}${Atomics.add(cells, 0, 1)}`); }
    const tasks = [0, 1, 2].map((id) => go(add, shared, id));
    for (const task of tasks) await task;
    await delay(3);
    seen.close();
    console.log([...seen].join(" "), shared[0]);
"#;

const CANCELLING: &str = r#"
    import { chan, go, sleep } from "hz";
    const never = chan();
    function stuck(id) { try { never.recv(); } finally { sleep(id); } }
    const tasks = [1, 2, 3].map((id) => go(stuck, id));
    sleep(5);
    const ends = [];
    for (const task of tasks) { task.cancel("enough"); try { task.join(); } catch (error) { ends.push(error.name); } }
    console.log(ends.join(), performance.now());
"#;

/// The standard output and the trace of a run.
fn run(program: &Program, cores: &str, seed: u32) -> (String, Vec<u8>) {
    let seed = seed.to_string();
    let outcome = program.run(&["--cores", cores, "--seed", &seed, "--trace=t.json", "main.mjs"]);
    assert_eq!((outcome.code, &*outcome.err), (Some(0), ""), "{outcome:?}");
    let trace = std::fs::read(program.path("t.json")).unwrap();
    serde_json::from_slice::<serde_json::Value>(&trace).expect("a trace is JSON");
    (outcome.out, trace)
}

#[test]
fn the_same_seed_gives_the_same_bytes_on_several_cores_and_another_seed_others() {
    for (name, text) in PROGRAMS {
        let program = Program::new(&[("main.mjs", text)]);
        let mut traces = Vec::new();
        for (seed, cores) in [(1, "3"), (2, "3"), (3, "2")] {
            let first = run(&program, cores, seed);
            assert!(first == run(&program, cores, seed), "{name}: two runs with seed {seed} differ");
            traces.push(first.1);
        }
        assert!(traces[0] != traces[1], "{name}: two seeds give the same trace");
    }
}

#[test]
fn a_race_between_cores_has_each_of_its_ends_under_some_seed() {
    let program = Program::new(&[(
        "main.mjs",
        r#"
        import { chan, go } from "hz";
        const first = chan(2);
        function racer(name) { for (let i = 0; i < 50; i++); first.send(name); }
        const tasks = [go.on(1, racer, "a"), go.on(2, racer, "b")];
        console.log(first.recv());
        tasks.forEach((task) => task.join());
        "#,
    )]);
    let winners = (1..=12).map(|seed| {
        let seed = seed.to_string();
        program.run(&["--cores", "3", "--seed", &seed, "main.mjs"]).out
    });
    let mut winners: Vec<String> = winners.collect();
    winners.sort_unstable();
    winners.dedup();
    assert_eq!(winners, ["a\n", "b\n"]);
}

#[test]
fn time_stands_still_while_files_are_read_and_goes_on_beside_what_never_ends() {
    let program = Program::new(&[(
        "main.mjs",
        r#"
        import { go, sleep } from "hz";
        import { Response, serve } from "hz:http";
        import { readFile } from "node:fs/promises";
        import { fileURLToPath } from "node:url";
        const napper = go(() => { sleep(100_000); return performance.now(); });
        let size = 0;
        for (let i = 0; i < 3; i++) size += (await readFile(fileURLToPath(import.meta.url))).length;
        console.log(size > 300, performance.now() < 10_000, napper.join() >= 100_000);
        const server = serve({ hostname: "127.0.0.1", port: 0 }, () => new Response(""));
        const before = performance.now();
        sleep(100);
        console.log(performance.now() - before);
        process.exit(0);
        "#,
    )]);
    let outcome = program.run(&["--cores", "2", "--seed", "4", "main.mjs"]);
    assert_eq!((outcome.code, &*outcome.out), (Some(0), "true true true\n100\n"), "{outcome:?}");
}

#[test]
fn cores_that_wait_in_shared_memory_let_others_run_and_races_there_show() {
    let program = Program::new(&[(
        "main.mjs",
        r#"
        import { go, sleep } from "hz";
        const cells = new Int32Array(new SharedArrayBuffer(16));
        function add(cells) { for (let i = 0; i < 20; i++) Atomics.store(cells, 0, Atomics.load(cells, 0) + 1); }
        function waiter(cells) { return [Atomics.wait(cells, 1, 0), Atomics.wait(cells, 1, 1, 25), Atomics.wait(cells, 1, 0)]; }
        const adding = [go.on(1, add, cells), go.on(2, add, cells)];
        adding.forEach((task) => task.join());
        const waiting = go.on(1, waiter, cells);
        let woken = 0;
        if (Math.random() < 0.5) sleep(1);
        for (let i = 0; i < 10_000 && woken === 0; i++) { Atomics.store(cells, 1, 1); woken = Atomics.notify(cells, 1); }
        console.log(cells[0] === 40, woken, waiting.join().join());
        "#,
    )]);
    let run = |seed: u32| program.run(&["--cores", "3", "--seed", &seed.to_string(), "main.mjs"]);
    let mut outputs: Vec<String> = (1..=12).map(|seed| run(seed).out).collect();
    outputs.sort_unstable();
    outputs.dedup();
    assert!(outputs.iter().any(|output| output.ends_with(" 1 ok,timed-out,not-equal\n")), "{outputs:?}");
    assert!(
        outputs.iter().any(|output| output.starts_with("false ")),
        "no addition was ever lost: {outputs:?}"
    );
}

#[test]
fn a_deadlock_across_cores_is_found_and_reported_alike() {
    let program = Program::new(&[(
        "main.mjs",
        r#"
        import { chan, go } from "hz";
        const one = chan(), two = chan();
        const tasks = [go(() => { one.recv(); two.send(1); }), go(() => { two.recv(); one.send(1); })];
        tasks.forEach((task) => task.join());
        "#,
    )]);
    let run = |seed: &str| program.run(&["--cores", "3", "--seed", seed, "main.mjs"]);
    let (first, again) = (run("1"), run("1"));
    assert!(first.code != Some(0) && first.err.contains("deadlock"), "{first:?}");
    assert_eq!(first.err, again.err);
}

#[test]
fn a_profile_of_a_simulation_is_refused() {
    let program = Program::new(&[("main.mjs", "console.log(1)")]);
    let outcome = program.run(&["--cores", "2", "--seed", "1", "--cpu-profile", "main.mjs"]);
    assert_eq!((outcome.code, &*outcome.out), (Some(2), ""));
    assert!(outcome.err.contains("--cpu-profile") && outcome.err.contains("--cores 1"), "{}", outcome.err);
}

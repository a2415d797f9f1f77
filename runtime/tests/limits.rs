//! Limits end the offender and never the process: the battery of what is known to take other hosts down.
//!
//! Each program starts one offender and then shows that its isolate lives: a neighbour on the same core goes on, and a new
//! thread runs there.

mod program;

use program::Program;

/// Runs `offender` (the body of a function) as a thread on core `core` beside a neighbour, and prints how it ended.
fn battery(offender: &str, core: u32) -> String {
    format!(
        "import {{ LimitError, chan, go, sleep }} from 'hz';
         function offend() {{ {offender} }}
         function echo(ask, answer) {{ for (const x of ask) answer.send(x + 1); }}
         const ask = chan(), answer = chan();
         go.on({core}, echo, ask, answer);
         ask.send(1);
         answer.recv();
         const task = go.on({core}, offend);
         try {{
           console.log('result', typeof task.join());
         }} catch (error) {{
           console.log(error.name, error.limit);
         }}
         ask.send(2);
         console.log('neighbour', answer.recv(), 'newcomer', go.on({core}, () => 4).join());
         ask.close();"
    )
}

#[track_caller]
fn survives(options: &[&str], offender: &str, verdict: &str) {
    for core in [0, 1] {
        let program = Program::new(&[("main.js", &battery(offender, core))]);
        let args: Vec<&str> = ["--cores", "2"].iter().chain(options).chain(&["main.js"]).copied().collect();
        program.run(&args).prints(&format!("{verdict}\nneighbour 3 newcomer 4"));
    }
}

#[track_caller]
fn fills_the_heap(offender: &str) {
    survives(&["--heap-limit", "64"], offender, "LimitError heap");
}

#[track_caller]
fn holds_the_core(offender: &str) {
    survives(&["--thread-cpu", "100"], offender, "LimitError cpu");
}

#[test]
fn objects_without_end() {
    fills_the_heap("const all = []; for (;;) all.push({ n: all.length });");
}

#[test]
fn large_arrays() {
    fills_the_heap("const all = []; for (;;) all.push(new Array(3e7).fill(1));");
}

#[test]
fn strings_that_double() {
    survives(&["--heap-limit", "64"], "let s = 'ab'; for (;;) s += s;", "RangeError undefined");
    fills_the_heap(
        "let s = '\u{e9}\u{4e2d}', all = []; for (;;) { let t = s; while (t.length < 1e7) t += t; all.push(t, t.indexOf('x')); }",
    );
}

#[test]
fn a_map_that_grows() {
    fills_the_heap("const map = new Map(); for (let i = 0; ; i++) map.set(i, { i });");
}

/// Bystanders of `offender` on core `core`, who make garbage and keep nothing, must outlive it.
#[track_caller]
fn bystanders_survive(offender: &str, core: u32) {
    let text = format!(
        "import {{ chan, go, yieldNow }} from 'hz';
         function offend() {{ {offender} }}
         function garbage(stop) {{
           let n = 0;
           while (!stop.closed) {{
             const list = [];
             for (let i = 0; i < 500; i++) list.push({{ i, text: 'x' + i }});
             n += list.length;
             if (n % 7 === 0) yieldNow();
           }}
           return 'survived';
         }}
         function talks(stop) {{
           let n = 0;
           while (!stop.closed) {{ n += JSON.stringify({{ n, list: [1, 2, 3] }}).length; yieldNow(); }}
           return 'survived';
         }}
         const stop = chan();
         const others = [go.on({core}, garbage, stop), go.on({core}, talks, stop)];
         const task = go.on({core}, offend);
         others.push(go.on({core}, garbage, stop));
         try {{ task.join(); }} catch (error) {{ console.log(error.name, error.limit); }}
         stop.close();
         for (const task of others) console.log(task.join());
         console.log(go.on({core}, () => 4).join());"
    );
    let program = Program::new(&[("main.js", &text)]);
    program
        .run(&["--cores", "2", "--heap-limit", "48", "main.js"])
        .prints("LimitError heap\nsurvived\nsurvived\nsurvived\n4");
}

#[test]
fn bystanders_of_a_map_that_grows_survive() {
    for core in [0, 1] {
        bystanders_survive("const map = new Map(); for (let i = 0; ; i++) map.set(i, { i });", core);
    }
}

#[test]
fn bystanders_of_an_array_that_grows_survive() {
    for core in [0, 1] {
        bystanders_survive("const all = []; for (;;) all.push({ n: all.length });", core);
    }
}

#[test]
fn bystanders_of_texts_that_double_survive() {
    for core in [0, 1] {
        bystanders_survive(
            "const all = []; for (;;) { let t = '\u{e9}\u{4e2d}'; while (t.length < 1e6) t += t; all.push(t, t.indexOf('x')); }",
            core,
        );
    }
}

#[test]
fn bystanders_of_one_that_fills_the_heap_a_little_at_a_time_survive() {
    bystanders_survive(
        "const all = []; for (;;) { for (let i = 0; i < 500; i++) all.push({ i }); yieldNow(); }",
        1,
    );
}

#[test]
fn an_iterator_without_end_that_is_spread() {
    fills_the_heap("return [...{ *[Symbol.iterator]() { for (;;) yield 1; } }];");
}

#[test]
fn buffers_without_end() {
    survives(
        &["--heap-limit", "64"],
        "const all = []; for (;;) all.push(new Uint8Array(1e7).fill(1));",
        "RangeError undefined",
    );
    survives(&[], "return new ArrayBuffer(1e13);", "RangeError undefined");
}

#[test]
fn recursion_without_end() {
    survives(&[], "function down() { return down() + 1; } return down();", "RangeError undefined");
}

#[test]
fn arrays_of_a_thousand_million_elements() {
    survives(&["--heap-limit", "64"], "return new Array(1e9).length;", "result number");
    fills_the_heap("return [...'x'.repeat(2 ** 29 - 100)];");
    fills_the_heap("let a = [1]; for (;;) a = a.concat(a);");
}

#[test]
fn arrays_that_are_too_large_for_v8() {
    for offender in [
        "return new Array(1e9).fill(0);",
        "return 'x'.repeat(2 ** 29 - 100).split('');",
        "return 'x,'.repeat(2 ** 27).split(',');",
        "return 'x'.repeat(2 ** 29 - 100).split(/y|/);",
    ] {
        survives(&["--heap-limit", "64"], offender, "RangeError undefined");
    }
    fills_the_heap("return 'x'.repeat(2 ** 29 - 100).match(/x/g);");
}

#[test]
fn results_that_are_too_large_to_be_sent() {
    // The heap is full while the end is being told.
    fills_the_heap("return new Array(3e6).fill().map((_, i) => ({ i }));");
}

#[test]
fn joins_of_arrays_that_are_too_long() {
    survives(&[], "return Array(1e9).join('xx');", "RangeError undefined");
}

#[test]
fn loops_without_end() {
    holds_the_core("for (;;);");
    holds_the_core("for (;;) try { for (;;); } catch {}");
    holds_the_core("return JSON.stringify({ get a() { for (;;); } });");
    // Others that run on top of its native code do not take its account away.
    holds_the_core(
        "go.local(() => { for (let i = 0; i < 300; i++) sleep(1); });
         return JSON.stringify({ get a() { for (;;); } });",
    );
}

#[test]
fn native_code_without_end() {
    holds_the_core("return /^(a+)+$/.test('a'.repeat(40) + 'b');");
    holds_the_core(
        "const a = Array.from({ length: 1e4 }, (_, i) => i % 99); for (;;) a.sort(() => Math.random() - 0.5);",
    );
    holds_the_core("return Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);");
    holds_the_core("let a = 3n ** 20000000n; for (;;) a = (a * a) >> 31000000n;");
    holds_the_core("const a = new Array(3e7).fill(1.5); for (;;) a.indexOf(2);");
}

#[test]
fn threads_that_take_too_long() {
    for (offender, verdict) in [
        ("chan().recv();", "LimitError wall"),
        ("for (;;);", "LimitError wall"),
        // Who catches what it gets and goes on is ended all the same.
        ("for (;;) try { chan().recv(); } catch {}", "LimitError wall"),
        ("for (;;) try { for (;;); } catch {}", "LimitError wall"),
        ("for (;;) try { yieldNow(); } catch {}", "LimitError wall"),
        ("return /^(a+)+$/.test('a'.repeat(40) + 'b');", "LimitError wall"),
    ] {
        for core in [0, 1] {
            let text = format!(
                "import {{ chan, go, sleep, yieldNow }} from 'hz';
                 function offend() {{ {offender} }}
                 const task = go.on({core}, offend);
                 try {{ console.log('result', typeof task.join()); }} catch (error) {{ console.log(error.name, error.limit); }}
                 sleep(30);
                 console.log(go.on({core}, () => 4).join());"
            );
            let program = Program::new(&[("main.js", &text)]);
            program
                .run(&["--cores", "2", "--thread-wall", "100", "main.js"])
                .prints(&format!("{verdict}\n4"));
        }
    }
}

#[test]
fn a_limit_of_time_holds_for_local_threads_and_not_for_the_main_one() {
    let text = "import { go, sleep } from 'hz';
        const task = go.local(() => { try { sleep(60_000); } finally { console.log('finally'); } });
        try { task.join(); } catch (error) { console.log(error.name, error.limit, error.message); }
        console.log(go.local(() => 4).join());
        sleep(600);
        console.log('main');";
    let program = Program::new(&[("main.js", text)]);
    program
        .run(&["--thread-wall", "500", "main.js"])
        .prints("finally\nLimitError wall thread 2 took more than its 500 ms\n4\nmain");
}

#[test]
fn getters_that_throw_while_they_are_cloned() {
    survives(&[], "return { get a() { throw new RangeError('no'); } };", "RangeError undefined");
}

#[test]
fn a_storm_of_promises_ends_all_threads_of_its_core_but_no_other() {
    // Promise jobs belong to nobody in particular, so all threads of the isolate share the fate of the one that made them.
    let text = "import { go, sleep } from 'hz';
        async function storm() { await 1; storm(); return storm(); }
        const bystander = go.on(1, () => sleep(60_000)), task = go.on(1, storm);
        for (const t of [task, bystander]) try { t.join(); } catch (error) { console.log(error.name, error.limit); }
        console.log(go.on(1, () => 4).join());";
    let program = Program::new(&[("main.js", text)]);
    program
        .run(&["--cores", "2", "--heap-limit", "64", "main.js"])
        .prints("LimitError heap\nLimitError heap\n4");
}

#[test]
fn what_is_shared_and_full_ends_who_filled_it_alone() {
    // The offender ends, but what it filled the heap with stays. Who keeps nothing more goes on.
    let text = "import { go } from 'hz';
        const fill = () => { for (;;) globalThis.all = { before: globalThis.all }; };
        try { go.local(fill).join(); } catch (error) { console.log('caught', error.limit); }
        let sum = 0;
        for (let i = 0; i < 1e5; i++) sum += JSON.parse('[1]')[0];
        console.log(sum);";
    let program = Program::new(&[("main.js", text)]);
    program.run(&["--heap-limit", "64", "main.js"]).prints("caught heap\n100000");
}

#[test]
fn limits_of_single_threads() {
    let text = "import { go, sleep } from 'hz';
        const end = (task) => { try { return task.join(); } catch (error) { return `${error.name} ${error.limit}`; } };
        console.log(end(go.with({ cpuMs: 50, core: 1, name: 'hog' }, () => { for (;;); })));
        console.log(end(go.with({ wallMs: 50 }, () => sleep(60_000))));
        console.log(end(go.with({ cpuMs: 10_000, wallMs: 60_000 }, (a) => a + 1, 1)));
        const local = go.local(() => { try { for (;;); } finally { console.log('finally'); } });
        local.cpuLimitMs = 500;
        console.log(end(local));
        for (const options of [{ cpuMs: -1 }, { wallMs: NaN }, { core: 9 }]) {
          try { go.with(options, () => 1); } catch (error) { console.log(error.name); }
        }";
    let program = Program::new(&[("main.js", text)]);
    program.run(&["--cores", "2", "main.js"]).prints(
        "LimitError cpu\nLimitError wall\n2\nfinally\nLimitError cpu\nRangeError\nRangeError\nRangeError",
    );
}

#[test]
fn an_isolate_that_native_code_never_leaves_is_replaced() {
    // V8 looks for nothing while it counts down from 2 ** 53.
    let text = "import { chan, go } from 'hz';
        const begun = chan(1), never = chan(), answer = chan();
        const offender = go.with({ core: 1, cpuMs: 100 }, (begun) => {
          begun.send(1);
          return Array.prototype.lastIndexOf.call({ length: 2 ** 53 - 1 }, 1);
        }, begun);
        const bystander = go.on(1, (never) => never.recv(), never);
        begun.recv();
        const next = go.on(1, () => 4);
        for (const task of [offender, bystander]) {
          try { task.join(); } catch (error) { console.log(error.name, error.limit); }
        }
        console.log(next.join(), go.on(1, () => 5).join());
        // The lost thread takes no messages any more.
        go.on(1, (never, answer) => answer.send(never.recv()), never, answer);
        never.send('for the living');
        console.log(answer.recv());";
    let program = Program::new(&[("main.js", text)]);
    program.run(&["--cores", "2", "main.js"]).prints("LimitError cpu\nLimitError cpu\n4 5\nfor the living");
}

#[test]
fn who_waits_for_one_that_a_limit_ended_is_told_so() {
    let text = "import { chan, go, select } from 'hz';
        const results = chan(), never = chan();
        function works(results) { const all = []; for (;;) all.push({ n: all.length }); results.send(1); }
        function waits(results) { try { results.recv(); } catch (error) { return error; } }
        function selects(results, never) { try { select([results, never]); } catch (error) { return error; } }
        const local = go.local(waits, chan());
        const waiting = [go.on(1, waits, results), go.on(0, selects, results, never)];
        const worker = go.on(1, works, results);
        const cause = (() => { try { worker.join(); } catch (error) { return error.message; } })();
        try { results.recv(); } catch (error) { console.log(error.name, error.message.includes(cause)); }
        for (const task of [local, ...waiting]) {
          const error = task.join();
          console.log(error.name, error.message.includes(cause), error.message.includes('\"works\" was ended'));
        }
        results.recv();";
    let program = Program::new(&[("main.js", text)]);
    let outcome = program.run(&["--cores", "2", "--heap-limit", "64", "main.js"]);
    assert_eq!(
        outcome.out,
        format!("DeadlockError true\n{}", "DeadlockError true true\n".repeat(3)),
        "{outcome:?}"
    );
    // A limit is the cause of one such error, not of all that come later.
    outcome.fails(2, &["all green threads are asleep", "receive from shared channel"]);
}

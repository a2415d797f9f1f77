//! What people see, and what scripts get as exit code, when a program cannot run or fails.

mod program;

use program::{Program, fails_in_both, prints_in_both};

#[test]
fn an_uncaught_error_is_reported_with_its_source() {
    fails_in_both(
        &[(
            "main.ts",
            "interface A {}\n\nfunction fail(): never {\n  throw new TypeError('no');\n}\n\nfail();\n",
        )],
        &[
            "main.ts:4:9",
            "4 |   throw new TypeError('no');",
            "Uncaught TypeError: no",
            "at fail (",
            "main.ts:7:1",
        ],
    );
}

#[test]
fn causes_are_shown() {
    fails_in_both(
        &[("main.js", "throw new Error('outer', { cause: new RangeError('inner') });")],
        &["Uncaught Error: outer", "[cause]: RangeError: inner"],
    );
    fails_in_both(
        &[("main.js", "throw new AggregateError([new Error('one'), 2], 'all');")],
        &["AggregateError: all", "[errors][0]: Error: one", "[errors][1]: 2"],
    );
}

#[test]
fn a_cause_that_is_its_own_ends() {
    fails_in_both(&[("main.js", "const e = new Error('x'); e.cause = e; throw e;")], &["Uncaught Error: x"]);
}

#[test]
fn values_that_are_no_errors_are_shown_too() {
    fails_in_both(&[("main.js", "throw { code: 7 };")], &["Uncaught { code: 7 }"]);
    fails_in_both(&[("main.js", "throw undefined;")], &["Uncaught undefined"]);
    fails_in_both(&[("main.js", "throw Symbol('s');")], &["Uncaught Symbol(s)"]);
}

#[test]
fn unhandled_rejections_are_uncaught_errors() {
    fails_in_both(
        &[("main.js", "Promise.reject(new Error('later')); setTimeout(() => console.log('never'), 50);")],
        &["Uncaught (in promise) Error: later", "main.js:1:16"],
    );
    prints_in_both(
        &[("main.js", "const p = Promise.reject(1); p.catch((e) => console.log('handled', e));")],
        "handled 1",
    );
    prints_in_both(
        &[("main.js", "process.on('unhandledRejection', (e) => console.log('seen', e)); Promise.reject(1);")],
        "seen 1",
    );
}

#[test]
fn errors_in_callbacks_are_uncaught_errors() {
    fails_in_both(
        &[("main.js", "setTimeout(() => { null.x; }, 1);")],
        &["Uncaught TypeError", "main.js:1:25"],
    );
}

#[test]
fn syntax_errors_come_with_their_line() {
    let program = Program::new(&[("main.js", "let a = 1;\nlet b = ;\n")]);
    program.run(&["main.js"]).fails(1, &["error[HZ0001]", "main.js:2:9", "2 | let b = ;"]);
    program.run(&["--native", "main.js"]).fails(1, &["SyntaxError", "main.js:2:9", "2 | let b = ;"]);
    let program = Program::new(&[("main.js", "import './other.ts';"), ("other.ts", "const a: = 1;")]);
    program.run(&["main.js"]).fails(1, &["error[HZ0001]", "other.ts:1:10"]);
    program.run(&["--native", "main.js"]).fails(1, &["error[HZ0001]", "other.ts:1:10"]);
}

#[test]
fn a_syntax_error_can_be_caught_where_it_is_imported() {
    prints_in_both(
        &[
            (
                "main.js",
                "await import('./bad.ts').catch((e) => console.log(e.name, e instanceof SyntaxError));",
            ),
            ("bad.ts", "let = = 1"),
        ],
        "SyntaxError true",
    );
}

#[test]
fn bad_entries_are_named() {
    let program = Program::new(&[("dir/a.js", "")]);
    program
        .run(&["gone.js"])
        .fails(1, &["cannot find \"gone.js\"", program.path("gone.js").to_str().unwrap()]);
    program.run(&["dir"]).fails(1, &["dir is a directory; expected a file"]);
    program.write("bytes.js", b"let a = '\xff';");
    program.run(&["bytes.js"]).fails(1, &["bytes.js is not UTF-8 text: byte 9"]);
    program.write("main.node", b"\x7fELF");
    program.run(&["main.node"]).fails(1, &["files of type .node cannot be imported"]);
}

#[test]
fn a_file_that_may_not_be_read_is_named() {
    use std::os::unix::fs::PermissionsExt;
    let program = Program::new(&[("main.js", "1")]);
    std::fs::set_permissions(program.path("main.js"), std::fs::Permissions::from_mode(0o000)).unwrap();
    let outcome = program.run(&["main.js"]);
    // The superuser may read everything.
    if outcome.code != Some(0) {
        outcome.fails(1, &["cannot read", "main.js", "ermission denied"]);
    }
}

#[test]
fn an_error_while_a_module_loads_ends_the_program() {
    fails_in_both(
        &[("main.js", "import './a.js'; console.log('never');"), ("a.js", "\nthrow new Error('on load');")],
        &["a.js:2:7", "Uncaught Error: on load"],
    );
}

#[test]
fn deep_recursion_is_a_range_error_and_deep_enough() {
    prints_in_both(
        &[(
            "main.js",
            "let depth = 0; function down() { depth++; down(); }
             try { down(); } catch (e) { console.log(e instanceof RangeError, depth > 200_000); }",
        )],
        "true true",
    );
}

#[test]
fn a_full_heap_ends_the_program_with_a_clear_message() {
    let program = Program::new(&[
        ("objects.js", "const all = []; for (;;) all.push({ n: all.length });"),
        ("arrays.js", "const all = []; for (;;) all.push(new Array(1000).fill(0));"),
        ("buffer.js", "try { new ArrayBuffer(1e13) } catch (e) { console.log(e.name) }"),
    ]);
    for file in ["objects.js", "arrays.js"] {
        for mode in [&[][..], &["--native"]] {
            let args: Vec<&str> = mode.iter().copied().chain(["--heap-limit", "32", file]).collect();
            program.run(&args).fails(1, &["reached its limit of 32 MB", "--heap-limit"]);
        }
    }
    program.run(&["buffer.js"]).prints("RangeError");
}

#[test]
fn stacks_name_functions_and_not_the_machinery() {
    let program = Program::new(&[(
        "main.js",
        "import { go } from 'hz';
         class Shop { buy() { return new Error('x').stack; } }
         function visit() { return new Shop().buy(); }
         console.log(go.local(visit).join());",
    )]);
    let outcome = program.run(&["main.js"]);
    assert_eq!(outcome.code, Some(0), "{outcome:?}");
    let lines: Vec<&str> = outcome.out.lines().collect();
    assert!(lines[1].contains("at Shop.buy (") && lines[1].contains("main.js:2:"), "{outcome:?}");
    assert!(lines[2].contains("at visit (") && lines[2].contains("main.js:3:"), "{outcome:?}");
    assert!(!outcome.out.contains("hz:core"), "{outcome:?}");
}

#[test]
fn stacks_have_the_frames_that_were_on_the_heap() {
    let text = "import { go, sleep } from 'hz';

function inner(n) {
  sleep(1);
  if (n) throw new Error('after the wait');
  return 1;
}
class Shop {
  visit(x) {
    const r = inner(x);
    return r + 1;
  }
}
function outer() {
  const v = new Shop().visit(1);
  return v + 1;
}
go.local(outer);
";
    let program = Program::new(&[("main.js", text)]);
    program.run(&["main.js"]).fails(
        1,
        &[
            "main.js:5:16",
            "in thread 2 \"outer\"",
            "    at inner (",
            "    at visit (",
            "main.js:10:",
            "    at outer (",
            "main.js:15:",
        ],
    );
}

#[test]
fn a_program_may_prepare_its_own_stacks() {
    prints_in_both(
        &[(
            "main.js",
            "Error.prepareStackTrace = (error, sites) => sites[0].getFunctionName() + error.message;
             function here() { return new Error('!').stack; }
             console.log(here());",
        )],
        "here!",
    );
}

#[test]
fn code_made_at_run_time_runs() {
    prints_in_both(
        &[(
            "main.js",
            "const add = new Function('a', 'b', 'return a + b');
             const make = Function('a = 2', 'return [1, 2].map((x) => x * a)');
             console.log(eval('1 + 2'), (0, eval)('var seen = 4; seen'), globalThis.seen, add(2, 3), make().join());
             try { eval('1 +') } catch (e) { console.log(e.name) }
             try { new Function('a', '}) (') } catch (e) { console.log(e.name) }
             console.log(add.name, add.length, eval({ a: 1 }).a);",
        )],
        "3 4 4 5 2,4\nSyntaxError\nSyntaxError\nanonymous 2 1",
    );
}

#[test]
fn an_uncaught_error_names_its_thread_core_and_place_wherever_it_ran() {
    let program = Program::new(&[
        (
            "function.js",
            "import { go, sleep } from 'hz';
function job(n) {
  if (n) throw new TypeError('boom');
}
go.on(1, job, 3).name = 'worker';
sleep(60_000);",
        ),
        (
            "async.js",
            "import { go, sleep } from 'hz';
go.on(1, async () => {
  await null;
  throw new TypeError('boom');
}).name = 'worker';
sleep(60_000);",
        ),
        (
            "child.js",
            "import { go, sleep } from 'hz';
go.on(1, () => {
  go.local(function worker() { sleep(1); throw new TypeError('boom'); });
  sleep(60_000);
});
sleep(60_000);",
        ),
        (
            "callback.js",
            "import { go, sleep } from 'hz';
go.on(1, () => {
  setTimeout(() => { throw new TypeError('boom'); }, 1);
  sleep(60_000);
});
sleep(60_000);",
        ),
    ]);
    let cases = [
        ("function.js", "function.js:3:16", "\"worker\" on core 1"),
        ("async.js", "async.js:4:9", "\"worker\" on core 1"),
        ("child.js", "child.js:3:48", "\"worker\" on core 1"),
        ("callback.js", "callback.js:3:28", "(on core 1)"),
    ];
    for (file, place, thread) in cases {
        let line = place.split(':').nth(1).unwrap();
        let outcome = program.run(&["--cores", "2", file]);
        outcome.fails(1, &[&format!("{place}\n  {line} | "), thread, "TypeError: boom"]);
    }
}

#[test]
fn an_error_that_is_joined_is_the_joiner_s() {
    let program = Program::new(&[(
        "main.js",
        "import { go } from 'hz';
         const tasks = [go.on(1, () => { throw new RangeError('a'); }), go.on(1, async () => { throw 'b'; })];
         for (const task of tasks) try { task.join(); } catch (e) { console.log(e.message ?? e, task.status); }",
    )]);
    program.run(&["--cores", "2", "main.js"]).prints("a failed\nb failed");
}

//! `hz:bench`: a module as written beside the compiled one.

mod program;

use program::Program;

const UNIT: &str = "export const text = String((x) => eval('y => f(y)')); export const list = [];
    export const map = [].map; export function twice(n) { return 2 * n; }";

fn prints(files: &[(&str, &str)], expected: &str) {
    let outcome = Program::new(files).run(&["main.js"]);
    assert_eq!(outcome.out.trim_end(), expected, "{}", outcome.err);
}

#[test]
fn a_module_as_written_has_a_realm_of_its_own() {
    let main = "import { runAsWritten } from 'hz:bench';
        const url = import.meta.resolve('./unit.js');
        const written = runAsWritten(url), compiled = await import(url);
        console.log(written.twice(21), compiled.twice(21));
        console.log(written.list instanceof Array, Array.isArray(written.list), written.map === compiled.map);
        console.log(runAsWritten(url).list === written.list);";
    prints(&[("main.js", main), ("unit.js", UNIT)], "42 42\nfalse true false\nfalse");
}

#[test]
fn common_js_gives_its_exports() {
    let main = "import { runAsWritten } from 'hz:bench';
        console.log(runAsWritten(import.meta.resolve('./unit.cjs')).f());";
    prints(&[("main.js", main), ("unit.cjs", "module.exports = { f: () => typeof module };")], "object");
}

#[test]
fn what_cannot_be_run_as_written_says_why() {
    let main = "import { runAsWritten } from 'hz:bench';
        for (const file of ['a.js', 'b.js', 'c.js', 'd.json', 'e.js']) {
          try { runAsWritten(import.meta.resolve(`./${file}`)); } catch (error) { console.log(file, error.message.split('/').at(-1)); }
        }";
    let files = [
        ("main.js", main),
        ("a.js", "import './b.js';"),
        ("b.js", "await 1;"),
        ("c.js", "throw new Error('from inside');"),
        ("d.json", "{}"),
    ];
    let expected = "a.js b.js\": a module that is run as written stands alone
b.js b.js: a module that is run as written cannot await
c.js from inside
d.json d.json is JSON, not a program
e.js";
    let outcome = Program::new(&files).run(&["main.js"]);
    assert!(outcome.out.starts_with(expected), "{}{}", outcome.out, outcome.err);
}

#[test]
fn the_cost_of_compiling_is_told() {
    let main = "import { compileCost } from 'hz:bench';
        const { source, output, ms } = compileCost(import.meta.resolve('./unit.js'));
        console.log(source > 100, output > source, ms > 0);";
    prints(&[("main.js", main), ("unit.js", UNIT)], "true true true");
}

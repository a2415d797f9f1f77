//! What `--emit report` says about loops and calls with functions: could all cores do them, and why not.

use hz_compiler::{LoopReport, Options, Source, Verdict, compile};
use std::fmt::Write;

/// What stands before and after the statement that is asked about.
const BEFORE: &str = "import { heavy } from './heavy.js';
let count = 0;
const bump = () => { count++; };
const note = () => bump();
export function run(list, out, table, limit) {
  let sum = 0;
  limit = 3;
  const helper = (x) => x + 1, cache = new WeakMap();
  ";
const AFTER: &str = "\n  return [sum, helper, cache, note, heavy];\n}\n";

fn reports(statement: &str) -> Vec<LoopReport> {
    let text = format!("{BEFORE}{statement}{AFTER}");
    let options = Options { measure: true, ..Options::default() };
    let output = compile(&Source { name: "a.js", text: &text }, &options).expect("a program");
    output.loops
}

#[test]
fn loops_and_calls_are_judged() {
    let cases = [
        ("for (let i = 0; i < 9; i++) heavy(i);", Verdict::Yes, ""),
        ("for (const x of list) { for (const y of x) if (y) break; }", Verdict::Yes, ""),
        ("list.map((x) => heavy(x));", Verdict::Yes, ""),
        ("list.map(heavy);", Verdict::Yes, ""),
        ("list.forEach(function (x) { this.go(x); });", Verdict::Yes, ""),
        ("list.map((x) => { const own = []; own.push(heavy(x)); own[0]++; return own; });", Verdict::Yes, ""),
        ("for (let i = 0; i < 9; i++) out[i] = heavy(i);", Verdict::Perhaps, "'out' must be a typed array"),
        ("for (let i = 0; i < 9; i++) out[i] += heavy(out[i]);", Verdict::Perhaps, "SharedArrayBuffer"),
        ("for (let i = 0; i < 9; i++) out[heavy(i)] = i;", Verdict::Perhaps, "no two turns may write"),
        ("for (const x of list) heavy(x).v = 1;", Verdict::Perhaps, "of its own making"),
        ("list.map((x) => heavy(x) * limit);", Verdict::Perhaps, "copy it into a constant"),
        (
            "list.map((x) => table(x));",
            Verdict::Perhaps,
            "'table' must be a function of a module's top level",
        ),
        ("list.reduce((a, b) => a + heavy(b));", Verdict::Perhaps, "associative"),
        ("list.map(async (x) => heavy(await x));", Verdict::Perhaps, "what promises settle to"),
        ("list.map((x) => x + 1);", Verdict::Perhaps, "a turn does little"),
        ("for (let i = 1; i < 9; i++) out[i] = out[i - 1] + heavy(i);", Verdict::No, "may read what another"),
        ("for (let i = 0; i < 9; i++) out[heavy(i)]++;", Verdict::No, "adds up in elements of 'out'"),
        ("for (let i = 0; i < 9; i++) sum += heavy(i);", Verdict::No, "adds up in 'sum'; parallel.reduce"),
        ("for (let i = 0; i < 9; i++) sum = sum + heavy(i);", Verdict::No, "adds up in 'sum'"),
        ("for (let i = 0; i < 9; i++) [sum] = heavy(i);", Verdict::No, "assigns to 'sum'"),
        ("for (let i = 0; i < 9; i++) { i = heavy(i); }", Verdict::No, "changed by more than the head"),
        ("for (let i = 0; i < 9; i += 2) heavy(i);", Verdict::No, "counts up by one"),
        ("for (const x of list) out.push(heavy(x));", Verdict::No, "collects in 'out'; parallel.map"),
        ("for (const x of list) table.set(x, heavy(x));", Verdict::No, "'table.set' may change"),
        ("for (const x of list) table.last = heavy(x);", Verdict::No, "changes 'table'"),
        ("for (const x of list) if (heavy(x)) break;", Verdict::No, "can break off"),
        ("for (const x of list) if (heavy(x)) return x;", Verdict::No, "can return"),
        ("for (const x of list) console.log(x);", Verdict::No, "prints"),
        ("for (const x of list) note(x);", Verdict::No, "'note' changes 'count'"),
        ("for (const key in table) heavy(key);", Verdict::No, "only when they come"),
        ("while (heavy(1));", Verdict::No, "only when they come"),
        ("list.map((x) => helper(x));", Verdict::No, "'helper' is a function inside another one"),
        ("list.map(helper);", Verdict::No, "cannot travel"),
        ("list.filter((x) => cache.has(x));", Verdict::No, "'cache' is a WeakMap, which cannot be sent"),
        ("list.forEach((x) => { x.done = heavy(x); });", Verdict::No, "changes 'x', an item"),
        ("list.map((x) => this.go(x));", Verdict::No, "'this' of the function around it"),
    ];
    let mut wrong = String::new();
    for (statement, verdict, reason) in cases {
        let found = reports(statement);
        let first = found.first().expect(statement);
        let told = first.reasons.join("; ");
        if first.verdict != verdict || !told.contains(reason) || (reason.is_empty() && !told.is_empty()) {
            let _ = writeln!(wrong, "{statement}\n    {}: {told}", first.verdict.name());
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn a_report_knows_the_place_and_what_would_do_it() {
    let found = reports("list.map((x) => heavy(x)).filter((x) => heavy(x));");
    let told: Vec<_> = found.iter().map(|report| (&*report.what, &*report.instead)).collect();
    assert_eq!(told, [("map", "parallel.map"), ("filter", "parallel.filter")]);
    assert_eq!(found[0].position.to_string(), "9:8");
}

#[test]
fn without_a_report_nothing_is_looked_for() {
    let text = "for (let i = 0; i < 9; i++) f(i);";
    let output = compile(&Source { name: "a.js", text }, &Options::default()).expect("a program");
    assert_eq!(output.loops, []);
}

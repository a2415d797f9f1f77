//! What green threads cost, beside Go with one processor and Node's async functions: `./dev bench threads`.
//!
//! The peers run `threads.js`, `threads.go` and `threads.mjs` by turns, in several rounds, so that whatever else the
//! machine does falls on all alike; what counts is the least time of all rounds, since a disturbance only ever adds.
//! The table says how each measure stands to Go's, and to the gates and goals below. A missed gate fails.
//!
//! Go is `$HZ_GO` or the `go` of the PATH, Node `$HZ_NODE` or the `node` of the PATH; without one its column is empty. `HZ_ROUNDS` is the
//! number of rounds (5 without it), `HZ_PARKED` how many threads wait for the measure of memory (1,000,000).

use std::path::Path;
use std::process::{Command, ExitCode};

use hz_tests::peers::{Measure, Peer, Results, Verdicts, build_go, node, number, parse, text_of};
use hz_tests::{binary, root};

/// Beside Go's.
const MEASURES: [Measure; 16] = [
    Measure::gated("spawn + join", 1.0, 0.35),
    Measure::gated("yield", 1.0, 0.5),
    Measure::gated("unbuffered round trip", 0.8, 0.35),
    Measure::gated("buffered item", 1.5, 0.7),
    Measure::gated("select of 2, one ready", 1.5, 0.9),
    Measure::gated("select of 2, blocking", 1.5, 0.9),
    Measure::plain("select of 8, one ready"),
    Measure::plain("select with default"),
    Measure::plain("timer start + stop"),
    Measure::plain("mutex"),
    Measure::plain("ring of 1000, hop"),
    Measure::plain("prime sieve, prime"),
    Measure::plain("resume at depth 1"),
    Measure::plain("resume at depth 16"),
    Measure::plain("resume at depth 256"),
    Measure::plain("16 fresh frames"),
];

fn main() -> ExitCode {
    let folder = root().join("benches/threads");
    let file = |name: &str| folder.join(name).display().to_string();
    let mut hz = Peer::new("hz", binary::hzrun(), &["--cores", "1", &file("threads.js")]);
    let mut others = Vec::new();
    match build_go(&folder, "threads") {
        Ok((program, version)) => {
            println!("{version}");
            others.push(Peer::new("Go", &program, &[]));
        }
        Err(why) => println!("no Go: {why}"),
    }
    match node() {
        Ok((program, version)) => {
            println!("node {version}");
            others.push(Peer::new("Node", &program, &[&file("threads.mjs")]));
        }
        Err(why) => println!("no Node: {why}"),
    }
    for round in 0..number("HZ_ROUNDS", 5) {
        eprint!("\rround {}", round + 1);
        hz.run(round, &[]);
        others.iter_mut().for_each(|other| other.run(round, &[]));
    }
    let parked = number("HZ_PARKED", 1_000_000).to_string();
    eprint!("\r{parked} parked threads");
    hz.run(0, &["parked", &parked]);
    others.iter_mut().for_each(|other| other.run(0, &["parked", &parked]));
    eprintln!("\r");
    let mut verdicts = Verdicts::default();
    print_times(&hz, &others, &mut verdicts);
    print_memory(&hz, &others, &parked, &mut verdicts);
    let depths = least(&hz, "resume at depth 16") / least(&hz, "resume at depth 1");
    verdicts.line("resume at depth 16 / depth 1", depths, "", Some(2.0), Some(1.3));
    print_latency(&hz.program, &file("threads.js"), &mut verdicts);
    if verdicts.missed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn least(peer: &Peer, name: &str) -> f64 {
    peer.least(name).unwrap_or_else(|| panic!("{} prints \"{name}\"", peer.name))
}

fn print_times(hz: &Peer, others: &[Peer], verdicts: &mut Verdicts) {
    let heads: String = others.iter().map(|other| format!("{:>10} {:>6}", other.name, "hz/")).collect();
    println!("{:<24}{:>10}{heads}  ns; the least of all rounds", "", "hz");
    for Measure { name, gate, goal } in &MEASURES {
        let Some(ours) = hz.least(name) else { continue };
        let columns: String = others.iter().map(|other| column(ours, other.least(name))).collect();
        let go = others.iter().find(|other| other.name == "Go").and_then(|go| go.least(name));
        let verdict = go.map_or(String::new(), |go| verdicts.of(ours / go, *gate, *goal));
        println!("{name:<24}{ours:>10.1}{columns}  {verdict}");
    }
}

fn column(ours: f64, theirs: Option<f64>) -> String {
    theirs.map_or(format!("{:>10} {:>6}", "", ""), |theirs| format!("{theirs:>10.1} {:>6.2}", ours / theirs))
}

fn print_memory(hz: &Peer, others: &[Peer], count: &str, verdicts: &mut Verdicts) {
    let ours = least(hz, "parked");
    let columns: String = others.iter().map(|other| column(ours, other.least("parked"))).collect();
    let go = others.iter().find(|other| other.name == "Go").and_then(|go| go.least("parked"));
    let verdict = go.map_or(String::new(), |go| verdicts.of(ours / go, Some(0.4), Some(0.18)));
    println!("{:<24}{ours:>10.0}{columns}  {verdict}", "bytes a parked thread");
    println!("  ({count} threads, resident memory)");
}

/// How late a thread runs that sleeps beside three `while (true)`.
fn print_latency(hzrun: &Path, program: &str, verdicts: &mut Verdicts) {
    for (slice, gate, goal) in [("10", Some(15.0), None), ("1", None, Some(2.0))] {
        let mut command = Command::new(hzrun);
        command.args(["--cores", "1", "--slice", slice, program, "latency", "500"]);
        let results: Results = parse(&text_of(&mut command).expect("the program runs")).collect();
        println!("{:<24}{:>10.2} ms", format!("lateness p50, {slice} ms slice"), results["latency p50"]);
        verdicts.line(&format!("lateness p99, {slice} ms slice"), results["latency p99"], " ms", gate, goal);
    }
}

//! What green threads cost, beside Go with one processor and Node's async functions: `./dev bench threads`.
//!
//! The peers run `threads.js`, `threads.go` and `threads.mjs` by turns, in several rounds, so that whatever else the
//! machine does falls on all alike; what counts is the least time of all rounds, since a disturbance only ever adds.
//! The table says how each measure stands to Go's, and to the gates and goals below. A missed gate fails.
//!
//! Go is `$HZ_GO` or the `go` of the PATH, Node the `node` of the PATH; without one its column is empty. `HZ_ROUNDS` is the
//! number of rounds (5 without it), `HZ_PARKED` how many threads wait for the measure of memory (1,000,000).

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

use hz_tests::{binary, root};

/// Least value of each measure.
type Results = HashMap<String, f64>;

/// A measure in nanoseconds beside Go's: the ratio that must be reached, and the one that is wanted.
struct Measure {
    name: &'static str,
    gate: Option<f64>,
    goal: Option<f64>,
}

const fn measure(name: &'static str, gate: f64, goal: f64) -> Measure {
    Measure { name, gate: Some(gate), goal: Some(goal) }
}

const fn plain(name: &'static str) -> Measure {
    Measure { name, gate: None, goal: None }
}

const MEASURES: [Measure; 16] = [
    measure("spawn + join", 1.0, 0.35),
    measure("yield", 1.0, 0.5),
    measure("unbuffered round trip", 0.8, 0.35),
    measure("buffered item", 1.5, 0.7),
    measure("select of 2, one ready", 1.5, 0.9),
    measure("select of 2, blocking", 1.5, 0.9),
    plain("select of 8, one ready"),
    plain("select with default"),
    plain("timer start + stop"),
    plain("mutex"),
    plain("ring of 1000, hop"),
    plain("prime sieve, prime"),
    plain("resume at depth 1"),
    plain("resume at depth 16"),
    plain("resume at depth 256"),
    plain("16 fresh frames"),
];

/// What one runtime does with the measures.
struct Peer {
    name: &'static str,
    program: PathBuf,
    arguments: Vec<String>,
    best: Results,
}

fn main() -> ExitCode {
    let folder = root().join("benches/threads");
    let file = |name: &str| folder.join(name).display().to_string();
    let mut hz = peer("hz", binary::hzrun(), &["--cores", "1", &file("threads.js")]);
    let mut others = Vec::new();
    match build_go(&folder) {
        Ok((program, version)) => {
            println!("{version}");
            others.push(peer("Go", &program, &[]));
        }
        Err(why) => println!("no Go: {why}"),
    }
    match text_of(Command::new("node").arg("--version")) {
        Ok(version) => {
            println!("node {}", version.trim());
            others.push(peer("Node", Path::new("node"), &[&file("threads.mjs")]));
        }
        Err(why) => println!("no Node: {why}"),
    }
    for round in 0..number("HZ_ROUNDS", 5) {
        eprint!("\rround {}", round + 1);
        hz.run(&[]);
        others.iter_mut().for_each(|other| other.run(&[]));
    }
    let parked = number("HZ_PARKED", 1_000_000).to_string();
    eprint!("\r{parked} parked threads");
    hz.run(&["parked", &parked]);
    others.iter_mut().for_each(|other| other.run(&["parked", &parked]));
    eprintln!("\r");
    let mut verdicts = Verdicts::default();
    print_times(&hz, &others, &mut verdicts);
    print_memory(&hz, &others, &parked, &mut verdicts);
    let depths = hz.best["resume at depth 16"] / hz.best["resume at depth 1"];
    verdicts.line("resume at depth 16 / depth 1", depths, "", Some(2.0), Some(1.3));
    print_latency(&hz.program, &file("threads.js"), &mut verdicts);
    if verdicts.missed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn peer(name: &'static str, program: &Path, arguments: &[&str]) -> Peer {
    let arguments = arguments.iter().map(|&argument| argument.to_owned()).collect();
    Peer { name, program: program.to_owned(), arguments, best: Results::new() }
}

impl Peer {
    /// Runs the program once more and keeps what is less than before.
    fn run(&mut self, more: &[&str]) {
        let text = text_of(Command::new(&self.program).args(&self.arguments).args(more));
        let text = text.unwrap_or_else(|why| panic!("{}: {why}", self.name));
        for (name, value) in parse(&text) {
            let best = self.best.entry(name).or_insert(f64::INFINITY);
            *best = best.min(value);
        }
    }
}

fn print_times(hz: &Peer, others: &[Peer], verdicts: &mut Verdicts) {
    let heads: String = others.iter().map(|other| format!("{:>10} {:>6}", other.name, "hz/")).collect();
    println!("{:<24}{:>10}{heads}  ns; the least of all rounds", "", "hz");
    for Measure { name, gate, goal } in &MEASURES {
        let Some(ours) = hz.best.get(*name) else { continue };
        let columns: String = others.iter().map(|other| column(*ours, other.best.get(*name))).collect();
        let go = others.iter().find(|other| other.name == "Go").and_then(|go| go.best.get(*name));
        let verdict = go.map_or(String::new(), |go| verdicts.of(ours / go, *gate, *goal));
        println!("{name:<24}{ours:>10.1}{columns}  {verdict}");
    }
}

fn column(ours: f64, theirs: Option<&f64>) -> String {
    theirs.map_or(format!("{:>10} {:>6}", "", ""), |theirs| format!("{theirs:>10.1} {:>6.2}", ours / theirs))
}

fn print_memory(hz: &Peer, others: &[Peer], count: &str, verdicts: &mut Verdicts) {
    let ours = hz.best["parked"];
    let columns: String = others.iter().map(|other| column(ours, other.best.get("parked"))).collect();
    let go = others.iter().find(|other| other.name == "Go").and_then(|go| go.best.get("parked"));
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

/// Judges measures, and counts the gates missed.
#[derive(Default)]
struct Verdicts {
    missed: u32,
}

impl Verdicts {
    fn of(&mut self, value: f64, gate: Option<f64>, goal: Option<f64>) -> String {
        let says = |name, limit: Option<f64>| limit.map_or(String::new(), |limit| format!("{name} {limit} "));
        let limits = format!("{}{}", says("gate", gate), says("goal", goal));
        let over = |limit: Option<f64>| limit.is_some_and(|limit| value > limit);
        if over(gate) {
            self.missed += 1;
            return format!("{limits}MISSED");
        }
        match goal {
            Some(_) if !over(goal) => format!("{limits}goal reached"),
            _ if gate.is_some() => format!("{limits}gate held"),
            _ => limits,
        }
    }

    fn line(&mut self, name: &str, value: f64, unit: &str, gate: Option<f64>, goal: Option<f64>) {
        let verdict = self.of(value, gate, goal);
        println!("{name:<24}{value:>10.2}{unit}  {verdict}");
    }
}

/// Builds the Go program; gives its path and the version of Go.
fn build_go(folder: &Path) -> Result<(PathBuf, String), String> {
    let go = std::env::var("HZ_GO").unwrap_or_else(|_| "go".to_owned());
    let version = text_of(Command::new(&go).arg("version"))?;
    let program = std::env::current_exe().map_err(|error| error.to_string())?.with_file_name("threads-go");
    text_of(Command::new(&go).arg("build").arg("-o").arg(&program).arg("threads.go").current_dir(folder))?;
    Ok((program, version.trim().to_owned()))
}

fn parse(text: &str) -> impl Iterator<Item = (String, f64)> + '_ {
    text.lines().filter_map(|line| {
        let (name, value) = line.split_once('\t')?;
        Some((name.to_owned(), value.parse().ok()?))
    })
}

fn text_of(command: &mut Command) -> Result<String, String> {
    let output = command.output().map_err(|error| format!("{:?}: {error}", command.get_program()))?;
    match output.status.success() {
        true => Ok(String::from_utf8_lossy(&output.stdout).into_owned()),
        false => Err(String::from_utf8_lossy(&output.stderr).into_owned()),
    }
}

fn number(variable: &str, otherwise: usize) -> usize {
    std::env::var(variable).map_or(otherwise, |text| text.parse().expect(variable))
}

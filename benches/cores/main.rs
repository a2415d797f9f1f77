//! What messages and threads cost between two cores, beside Node's worker threads, piscina and Go: `./dev bench cores`.
//!
//! `cores.js`, `cores.mjs` and `cores.go` run by turns, in several rounds; what counts is the middle one of the ratios that the
//! rounds gave, each of which compares runs that followed one another. The table says how each measure stands to Node's,
//! and to the gates and goals below. A missed gate fails.
//!
//! Node is `$HZ_NODE` or the `node` of the PATH, piscina the folder `$HZ_PISCINA` (`./dev` has npm fetch both), Go `$HZ_GO` or
//! the `go` of the PATH; without one its column is empty. `HZ_ROUNDS` is the number of rounds (5 without it). An argument
//! chooses the measures whose names contain it.

use std::process::ExitCode;

use hz_tests::peers::{Measure, Peer, Verdicts, build_go, node, number};
use hz_tests::{binary, root};

/// Beside Node's.
const MEASURES: [Measure; 11] = [
    Measure::gated("int round trip", 0.5, 0.25),
    Measure::plain("object round trip"),
    Measure::gated("int one way", 0.3, 0.05),
    Measure::gated("object one way", 0.6, 0.3),
    Measure::plain("1 KiB string one way"),
    Measure::plain("1 MiB buffer, copied"),
    Measure::plain("1 MiB buffer, moved"),
    Measure::gated("function on another core", 0.5, 0.25),
    Measure::plain("10,000 functions at once"),
    Measure::gated("start of a core", 0.4, 0.15),
    Measure::gated("memory of a core", 0.6, 0.35),
];

/// How many times as fast two cores do it as one. Gate and goal are hz's own.
const SPEED_UPS: [(&str, Option<f64>, Option<f64>); 4] = [
    ("Mandelbrot, speed-up", Some(1.8), Some(1.95)),
    ("matrix, speed-up", Some(1.8), Some(1.95)),
    ("word count, speed-up", Some(1.8), Some(1.95)),
    ("lengths that vary, speed-up", None, None),
];

fn main() -> ExitCode {
    let folder = root().join("benches/cores");
    let file = |name: &str| folder.join(name).display().to_string();
    // The isolates whose start is measured are more than two.
    let mut hz = Peer::new("hz", binary::hzrun(), &["--cores", "2", &file("cores.js")]);
    let mut hz_start = Peer::new("hz", binary::hzrun(), &["--cores", "10", &file("cores.js")]);
    let mut others = Vec::new();
    match node() {
        Ok((program, version)) => {
            println!("node {version}");
            let piscina = std::env::var_os("HZ_PISCINA").map(Into::into);
            others.push(Peer::new("Node", &program, &[&file("cores.mjs")]).with("HZ_PISCINA", piscina));
        }
        Err(why) => println!("no Node: {why}"),
    }
    match build_go(&folder, "cores") {
        Ok((program, version)) => {
            println!("{version}");
            others.push(Peer::new("Go", &program, &[]));
        }
        Err(why) => println!("no Go: {why}"),
    }
    // cargo itself passes `--bench`.
    let only = std::env::args().skip(1).find(|argument| !argument.starts_with('-'));
    let only = only.as_deref();
    let rounds = number("HZ_ROUNDS", 5);
    for round in 0..rounds {
        eprint!("\rround {} of {rounds}", round + 1);
        hz.run(round, only.as_slice());
        others.iter_mut().for_each(|other| other.run(round, only.as_slice()));
        if only.is_none_or(|only| only == "start") {
            hz_start.run(round, &["start"]);
            others
                .iter_mut()
                .filter(|other| other.name == "Node")
                .for_each(|node| node.run(round, &["start"]));
        }
    }
    eprintln!("\r");
    hz.absorb(hz_start);
    let mut verdicts = Verdicts::default();
    print_times(&hz, &others, &mut verdicts);
    print_speed_ups(&hz, &others, &mut verdicts);
    if verdicts.missed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn print_times(hz: &Peer, others: &[Peer], verdicts: &mut Verdicts) {
    let heads: String = others.iter().map(|other| format!("{:>12} {:>6}", other.name, "hz/")).collect();
    println!("{:<28}{:>12}{heads}  medians of all rounds; ns, and bytes", "", "hz");
    for Measure { name, gate, goal } in &MEASURES {
        let Some(ours) = hz.median(name) else { continue };
        let columns: String = others
            .iter()
            .map(|other| match (other.median(name), hz.median_ratio(other, name)) {
                (Some(theirs), Some(ratio)) => format!("{theirs:>12.0} {ratio:>6.2}"),
                _ => format!("{:>12} {:>6}", "", ""),
            })
            .collect();
        let node = others.iter().find(|other| other.name == "Node");
        let ratio = node.and_then(|node| hz.median_ratio(node, name));
        let verdict = ratio.map_or(String::new(), |ratio| verdicts.of(ratio, *gate, *goal));
        println!("{name:<28}{ours:>12.0}{columns}  {verdict}");
    }
}

fn print_speed_ups(hz: &Peer, others: &[Peer], verdicts: &mut Verdicts) {
    for (name, gate, goal) in SPEED_UPS {
        let Some(ours) = hz.median(name) else { continue };
        let theirs = others.iter().map(|other| other.median(name));
        let columns: String = theirs
            .map(|theirs| theirs.map_or(format!("{:>19}", ""), |theirs| format!("{theirs:>12.2}       ")))
            .collect();
        println!("{name:<28}{ours:>12.2}{columns}  {}", verdicts.of_large(ours, gate, goal));
    }
}

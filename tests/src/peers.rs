//! What the benchmarks share that compare hz with other runtimes: running the same work by turns, and judging the ratios.
//!
//! A program prints `name<TAB>value` a line. All programs run by turns, in several rounds, so that whatever else the machine does
//! falls on all alike. What is wanted and how well it was reached is printed beside each measure; a missed gate fails the
//! benchmark.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Value of each measure.
pub type Results = HashMap<String, f64>;

/// What is measured, in nanoseconds beside a peer's: the ratio that must be reached, and the one that is wanted.
pub struct Measure {
    /// Its name in what the programs print.
    pub name: &'static str,
    /// More than this fails the benchmark.
    pub gate: Option<f64>,
    /// What is wanted.
    pub goal: Option<f64>,
}

impl Measure {
    /// A measure with a gate and a goal.
    pub const fn gated(name: &'static str, gate: f64, goal: f64) -> Measure {
        Measure { name, gate: Some(gate), goal: Some(goal) }
    }

    /// A measure that is told and not judged.
    pub const fn plain(name: &'static str) -> Measure {
        Measure { name, gate: None, goal: None }
    }
}

/// A program that does the work, and what it printed in each round.
pub struct Peer {
    /// Head of its column.
    pub name: &'static str,
    /// The program.
    pub program: PathBuf,
    arguments: Vec<String>,
    environment: Vec<(&'static str, PathBuf)>,
    rounds: Vec<Results>,
}

impl Peer {
    /// A program with the arguments that it always gets.
    pub fn new(name: &'static str, program: &Path, arguments: &[&str]) -> Peer {
        let arguments = arguments.iter().map(|&argument| argument.to_owned()).collect();
        Peer { name, program: program.to_owned(), arguments, environment: Vec::new(), rounds: Vec::new() }
    }

    /// The same with an environment variable.
    pub fn with(mut self, variable: &'static str, value: Option<PathBuf>) -> Peer {
        self.environment.extend(value.map(|value| (variable, value)));
        self
    }

    /// Runs the program once more, with further arguments. What it prints belongs to round `round`, the first of which is 0.
    pub fn run(&mut self, round: usize, more: &[&str]) {
        let mut command = Command::new(&self.program);
        command.args(&self.arguments).args(more).envs(self.environment.iter().cloned());
        let text = text_of(&mut command).unwrap_or_else(|why| panic!("{}: {why}", self.name));
        if self.rounds.len() <= round {
            self.rounds.resize(round + 1, Results::new());
        }
        self.rounds[round].extend(parse(&text));
    }

    /// Takes over what the same peer printed in runs of another kind.
    pub fn absorb(&mut self, other: Peer) {
        for (round, results) in other.rounds.into_iter().enumerate() {
            self.rounds[round].extend(results);
        }
    }

    /// The least value of a measure.
    pub fn least(&self, measure: &str) -> Option<f64> {
        self.values(measure).min_by(f64::total_cmp)
    }

    /// The middle value of a measure.
    pub fn median(&self, measure: &str) -> Option<f64> {
        median(self.values(measure).collect())
    }

    /// The middle one of the ratios of this peer's value to the other's in the same round.
    pub fn median_ratio(&self, other: &Peer, measure: &str) -> Option<f64> {
        let both = self.rounds.iter().zip(&other.rounds);
        median(both.filter_map(|(ours, theirs)| Some(ours.get(measure)? / theirs.get(measure)?)).collect())
    }

    fn values<'a>(&'a self, measure: &'a str) -> impl Iterator<Item = f64> + 'a {
        self.rounds.iter().filter_map(move |round| round.get(measure).copied())
    }
}

fn median(mut values: Vec<f64>) -> Option<f64> {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied()
}

/// Judges measures, and counts the gates missed.
#[derive(Default)]
pub struct Verdicts {
    /// How many gates were missed.
    pub missed: u32,
}

impl Verdicts {
    /// What to say of a value that is the better the smaller it is.
    pub fn of(&mut self, value: f64, gate: Option<f64>, goal: Option<f64>) -> String {
        self.judge(gate, goal, |limit| value > limit)
    }

    /// What to say of a value that is the better the larger it is.
    pub fn of_large(&mut self, value: f64, gate: Option<f64>, goal: Option<f64>) -> String {
        self.judge(gate, goal, |limit| value < limit)
    }

    fn judge(&mut self, gate: Option<f64>, goal: Option<f64>, misses: impl Fn(f64) -> bool) -> String {
        let says = |name, limit: Option<f64>| limit.map_or(String::new(), |limit| format!("{name} {limit} "));
        let limits = format!("{}{}", says("gate", gate), says("goal", goal));
        if gate.is_some_and(&misses) {
            self.missed += 1;
            return format!("{limits}MISSED");
        }
        match goal {
            Some(goal) if !misses(goal) => format!("{limits}goal reached"),
            _ if gate.is_some() => format!("{limits}gate held"),
            _ => limits,
        }
    }

    /// Prints a measure of hz alone.
    pub fn line(&mut self, name: &str, value: f64, unit: &str, gate: Option<f64>, goal: Option<f64>) {
        let verdict = self.of(value, gate, goal);
        println!("{name:<28}{value:>10.2}{unit}  {verdict}");
    }
}

/// Builds `folder/NAME.go`; gives its path and the version of Go, which is `$HZ_GO` or the `go` of the PATH.
pub fn build_go(folder: &Path, name: &str) -> Result<(PathBuf, String), String> {
    let go = std::env::var("HZ_GO").unwrap_or_else(|_| "go".to_owned());
    let version = text_of(Command::new(&go).arg("version"))?;
    let program =
        std::env::current_exe().map_err(|error| error.to_string())?.with_file_name(format!("{name}-go"));
    let source = format!("{name}.go");
    text_of(Command::new(&go).arg("build").arg("-o").arg(&program).arg(source).current_dir(folder))?;
    Ok((program, version.trim().to_owned()))
}

/// Node, which is `$HZ_NODE` or the `node` of the PATH, and its version.
pub fn node() -> Result<(PathBuf, String), String> {
    let node = PathBuf::from(std::env::var("HZ_NODE").unwrap_or_else(|_| "node".to_owned()));
    let version = text_of(Command::new(&node).arg("--version"))?;
    Ok((node, version.trim().to_owned()))
}

/// The measures of a program's output.
pub fn parse(text: &str) -> impl Iterator<Item = (String, f64)> + '_ {
    text.lines().filter_map(|line| {
        let (name, value) = line.split_once('\t')?;
        Some((name.to_owned(), value.parse().ok()?))
    })
}

/// What a program prints; what went wrong when it fails.
pub fn text_of(command: &mut Command) -> Result<String, String> {
    let output = command.output().map_err(|error| format!("{:?}: {error}", command.get_program()))?;
    match output.status.success() {
        true => Ok(String::from_utf8_lossy(&output.stdout).into_owned()),
        false => Err(String::from_utf8_lossy(&output.stderr).into_owned()),
    }
}

/// A number from the environment.
pub fn number(variable: &str, otherwise: usize) -> usize {
    std::env::var(variable).map_or(otherwise, |text| text.parse().expect(variable))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ratios_are_taken_round_by_round() {
        let peer = |values: &[f64]| {
            let mut peer = Peer::new("x", Path::new("x"), &[]);
            peer.rounds = values.iter().map(|&value| Results::from([("a".to_owned(), value)])).collect();
            peer
        };
        let (ours, theirs) = (peer(&[1.0, 10.0, 3.0]), peer(&[2.0, 40.0, 3.0]));
        assert_eq!(ours.median_ratio(&theirs, "a"), Some(0.5));
        assert_eq!((ours.least("a"), ours.median("a"), ours.median("b")), (Some(1.0), Some(3.0), None));
    }

    #[test]
    fn a_missed_gate_is_counted() {
        let mut verdicts = Verdicts::default();
        assert!(verdicts.of(0.5, Some(0.6), Some(0.5)).ends_with("goal reached"));
        assert!(verdicts.of_large(1.9, Some(1.8), Some(1.95)).ends_with("gate held"));
        assert_eq!(verdicts.missed, 0);
        assert!(verdicts.of(0.7, Some(0.6), None).ends_with("MISSED"));
        assert_eq!(verdicts.missed, 1);
    }
}

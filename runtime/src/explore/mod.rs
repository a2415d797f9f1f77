//! `hzrun explore`: runs a program under many seeds and says which is the first that fails.
//!
//! Each run is a process of its own, since a failure may end it in any way; a run under a seed keeps one core busy, so as many run
//! side by side as the machine has. The first failure is that of the smallest seed, however fast others are: when one
//! fails, the smaller ones that still run are waited for. Bounds: `--runs` seeds, and of each run `OUTPUT_LIMIT` bytes.

mod child;

use std::ffi::OsString;
use std::io::IsTerminal;
use std::num::NonZero;
use std::path::PathBuf;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use clap::Parser;
use hz_runtime::config::MAX_CORES;

use child::Ended;

/// A schedule made the program fail.
const FOUND: i32 = 1;
/// As many simulated cores as that show what goes wrong between them; not the machine's number, which would make another
/// schedule of each seed on each machine.
const DEFAULT_CORES: usize = 4;

/// Runs a program under many schedules, one seed each, until one makes it fail.
#[derive(Parser)]
#[command(name = "hzrun explore", arg_required_else_help = true, args_override_self = true)]
#[command(
    after_help = "A run fails that ends with an exit code other than 0 (an uncaught error, a deadlock) or by a signal, or does \
    not end.\nExit codes: 0 no run failed, 1 one did, 2 the command line makes no sense."
)]
struct Cli {
    /// The program and its arguments
    #[arg(value_name = "FILE", required = true, trailing_var_arg = true)]
    program: Vec<OsString>,

    /// How many schedules to try
    #[arg(long, value_name = "K", default_value = "100")]
    runs: NonZero<u32>,

    /// The first seed; the others follow it
    #[arg(long, value_name = "N", default_value_t = 1)]
    from: u64,

    /// How many cores to simulate, 1 to 64
    #[arg(long, value_name = "N", default_value_t = DEFAULT_CORES, value_parser = parse_cores)]
    cores: usize,

    /// How many runs go on side by side [default: the machine's cores]
    #[arg(long, value_name = "N")]
    jobs: Option<NonZero<usize>>,

    /// A run that takes longer fails
    #[arg(long, value_name = "SECONDS", default_value_t = 60, value_parser = clap::value_parser!(u64).range(1..=86_400))]
    time_limit: u64,

    /// A run fails also when it prints anything else than the first one
    #[arg(long)]
    same_output: bool,

    /// A run fails also when it prints anything else than this file holds
    #[arg(long, value_name = "FILE", conflicts_with = "same_output")]
    expect_output: Option<PathBuf>,

    /// Capture and resume at every yield point
    #[arg(long)]
    stress: bool,
}

fn parse_cores(text: &str) -> Result<usize, String> {
    match text.parse::<usize>() {
        Ok(cores) if (1..=MAX_CORES).contains(&cores) => Ok(cores),
        _ => Err(format!("expected a number from 1 to {MAX_CORES}")),
    }
}

/// What all runs have in common.
struct Search {
    cli: Cli,
    /// What each run must print, if that is known.
    expected: Mutex<Option<Vec<u8>>>,
    next: AtomicU64,
    /// Seeds from here on are of no interest.
    end: AtomicU64,
    done: AtomicU64,
}

/// A run that failed.
struct Failure {
    seed: u64,
    why: String,
    ended: Ended,
}

/// Does what the command line behind `hzrun explore` says; gives the exit code.
pub fn explore(words: impl Iterator<Item = OsString>) -> i32 {
    let words = std::iter::once(OsString::from("hzrun explore")).chain(words);
    let cli = match Cli::try_parse_from(words) {
        Ok(cli) => cli,
        Err(error) => {
            let code = error.exit_code();
            // Nobody is left to tell when this cannot be printed.
            let _ = error.print();
            return code;
        }
    };
    let expected = match cli.expect_output.as_ref().map(|file| (file, std::fs::read(file))) {
        Some((file, Err(error))) => {
            eprintln!("hzrun: --expect-output: cannot read {}: {error}", file.display());
            return 2;
        }
        Some((_, Ok(bytes))) => Some(bytes),
        None => None,
    };
    let Some(end) = cli.from.checked_add(cli.runs.get().into()) else {
        eprintln!("hzrun: --from: there are not so many seeds behind {}", cli.from);
        return 2;
    };
    let (next, end, done) = (AtomicU64::new(cli.from), AtomicU64::new(end), AtomicU64::new(0));
    Search { cli, expected: Mutex::new(expected), next, end, done }.run()
}

impl Search {
    fn run(self) -> i32 {
        if self.cli.same_output {
            // What the others are compared with.
            let first = self.next.fetch_add(1, Ordering::Relaxed);
            match self.try_seed(first) {
                Ok(output) => *self.expected() = Some(output),
                Err(failure) => return self.report(&failure),
            }
        }
        let failures = Mutex::new(Vec::new());
        std::thread::scope(|scope| {
            for _ in 0..self.jobs() {
                scope.spawn(|| self.work(&failures));
            }
        });
        self.show_progress(true);
        let failures = failures.into_inner().unwrap_or_else(PoisonError::into_inner);
        match failures.iter().min_by_key(|failure| failure.seed) {
            Some(first) => self.report(first),
            None => {
                let (from, runs) = (self.cli.from, u64::from(self.cli.runs.get()));
                println!("{runs} schedules, none failed (seeds {from} to {})", from + runs - 1);
                0
            }
        }
    }

    fn jobs(&self) -> usize {
        let all = || std::thread::available_parallelism().unwrap_or(NonZero::<usize>::MIN);
        self.cli.jobs.unwrap_or_else(all).get()
    }

    /// One of the threads that try seeds.
    fn work(&self, failures: &Mutex<Vec<Failure>>) {
        loop {
            let seed = self.next.fetch_add(1, Ordering::Relaxed);
            if seed >= self.end.load(Ordering::Relaxed) {
                return;
            }
            if let Err(failure) = self.try_seed(seed) {
                self.end.fetch_min(seed, Ordering::Relaxed);
                failures.lock().unwrap_or_else(PoisonError::into_inner).push(failure);
            }
            self.show_progress(false);
        }
    }

    /// Runs the program under a seed; gives what it printed.
    fn try_seed(&self, seed: u64) -> Result<Vec<u8>, Failure> {
        let ended = child::run(&self.words(seed), Duration::from_secs(self.cli.time_limit));
        self.done.fetch_add(1, Ordering::Relaxed);
        let why = match ended.fault() {
            Some(fault) => fault,
            None if self.expected().as_ref().is_some_and(|expected| *expected != ended.output) => {
                let other = if self.cli.same_output { "the first run" } else { "the file" };
                format!("its output differs from that of {other}")
            }
            None => return Ok(ended.output),
        };
        Err(Failure { seed, why, ended })
    }

    fn expected(&self) -> std::sync::MutexGuard<'_, Option<Vec<u8>>> {
        self.expected.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The arguments of `hzrun` for a seed.
    fn words(&self, seed: u64) -> Vec<OsString> {
        let mut words: Vec<OsString> =
            ["--cores".into(), self.cli.cores.to_string().into(), "--seed".into(), seed.to_string().into()]
                .into();
        if self.cli.stress {
            words.push("--stress".into());
        }
        words.extend(self.cli.program.iter().cloned());
        words
    }

    /// A line on a terminal that the next one overwrites.
    fn show_progress(&self, over: bool) {
        if !std::io::stderr().is_terminal() {
            return;
        }
        if over {
            eprint!("\r\x1b[K");
        } else {
            eprint!("\r{} of {} schedules\x1b[K", self.done.load(Ordering::Relaxed), self.cli.runs);
        }
    }

    fn report(&self, failure: &Failure) -> i32 {
        let Failure { seed, why, ended } = failure;
        println!("seed {seed} fails: {why}");
        for (name, bytes) in [("its output", &ended.output), ("its errors", &ended.errors)] {
            if !bytes.is_empty() {
                print!("--- {name} ---\n{}", tail(bytes));
            }
        }
        match (self.cli.from, seed - self.cli.from) {
            (_, 0) => println!("--- it is the first one that was tried ---"),
            (from, 1) => println!("--- seed {from} did not fail ---"),
            (from, _) => println!("--- seeds {from} to {} did not fail ---", seed - 1),
        }
        let words: Vec<String> =
            self.words(*seed).iter().map(|word| quoted(&word.to_string_lossy())).collect();
        println!("run it again: hzrun {}", words.join(" "));
        FOUND
    }
}

/// The end of a text, in whole lines.
fn tail(bytes: &[u8]) -> String {
    /// What is shown of an output at most.
    const SHOWN: usize = 16 << 10;
    let text = String::from_utf8_lossy(bytes);
    let line_end = if text.ends_with('\n') { "" } else { "\n" };
    if text.len() <= SHOWN {
        return format!("{text}{line_end}");
    }
    let from = text.ceil_char_boundary(text.len() - SHOWN);
    let from = text[from..].find('\n').map_or(from, |at| from + at + 1);
    format!("({from} bytes before this)\n{}{line_end}", &text[from..])
}

/// A word as a shell takes it.
fn quoted(word: &str) -> String {
    let plain = |c: char| c.is_alphanumeric() || "-_./=:,+@%".contains(c);
    if !word.is_empty() && word.chars().all(plain) {
        return word.to_owned();
    }
    format!("'{}'", word.replace('\'', r"'\''"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_definition_is_sound() {
        Cli::command().debug_assert();
    }

    #[test]
    fn words_survive_a_shell() {
        assert_eq!(quoted("a/b.js"), "a/b.js");
        assert_eq!(quoted(""), "''");
        assert_eq!(quoted("it's 5 $"), r"'it'\''s 5 $'");
    }

    #[test]
    fn a_long_output_shows_its_end() {
        assert_eq!(tail(b"a\nb"), "a\nb\n");
        let long = "0123456789\n".repeat(5_000);
        let shown = tail(long.as_bytes());
        assert!(shown.starts_with("(38621 bytes before this)\n0123"), "{}", &shown[..40]);
        assert!(shown.ends_with("789\n") && shown.len() < 17_000);
    }
}

//! Hunts for programs that print something else when they are compiled. `./dev fuzz` starts it.

use clap::Parser;
use hz_fuzz::{COMPILED, Hunt};
use hz_tests::{binary, root};
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Duration;

#[derive(Parser)]
#[command(
    about = "Runs random programs native, compiled and under stress, and keeps those that print different things"
)]
struct Arguments {
    /// How long to go on
    #[arg(long, default_value_t = 60)]
    seconds: u64,
    /// The first program; the others follow it
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Stop after so many programs
    #[arg(long, default_value_t = u64::MAX)]
    programs: u64,
    /// Stop after so many findings
    #[arg(long, default_value_t = 5)]
    findings: usize,
    /// Where findings go [default: target/fuzz]
    #[arg(long)]
    folder: Option<PathBuf>,
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let folder = arguments.folder.unwrap_or_else(|| root().join("target/fuzz"));
    let hunt = Hunt {
        hzrun: binary::hzrun(),
        modes: &COMPILED,
        seed: arguments.seed,
        time: Duration::from_secs(arguments.seconds),
        programs: arguments.programs,
        findings: arguments.findings,
        folder: &folder,
    };
    let tally = match hunt.run(&|line| println!("{line}")) {
        Ok(tally) => tally,
        Err(error) => {
            eprintln!("hz-fuzz: {error}");
            return ExitCode::from(2);
        }
    };
    if !tally.unusable.is_empty() {
        println!("{} programs were none; first seed {}", tally.unusable.len(), tally.unusable[0]);
    }
    if tally.findings.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

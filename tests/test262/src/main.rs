//! test262 in every mode: `test262 [FOLDER...]` runs the tests of a checkout natively, and those that pass in every other
//! mode, where they must pass too.
//!
//! `checkout` finds tests, `metadata` reads what they ask for, `plan` makes runs of them, `worker` has them run in
//! processes of the runtime's own test host, `verdict` judges, `differences` knows what is expected to fail, `pool` does all
//! that in parallel, `summary` tells.

mod checkout;
mod differences;
mod metadata;
mod modes;
mod plan;
mod pool;
mod summary;
mod verdict;
mod worker;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Parser;

use checkout::Checkout;
use differences::Differences;
use modes::Mode;
use pool::Settings;

/// The variable that names a checkout of test262.
const CHECKOUT: &str = "HZ_TEST262";
/// Exit code when the tests did not show what they must.
const FAILED: u8 = 1;
/// Exit code when there was nothing to judge.
const USAGE: u8 = 2;

/// Runs test262 natively and in all other modes, and compares.
#[derive(Parser)]
#[command(name = "test262", disable_help_subcommand = true)]
struct Cli {
    /// Folders or tests below test/ [default: language built-ins annexB staging]
    folders: Vec<String>,

    /// A checkout of https://github.com/tc39/test262
    #[arg(long, env = CHECKOUT, value_name = "PATH")]
    checkout: Option<PathBuf>,

    /// Modes to compare with native, separated by commas [default: all]
    #[arg(long, value_name = "MODES", value_delimiter = ',', value_parser = Mode::parse)]
    modes: Vec<Mode>,

    /// How many tests run at once [default: one a core]
    #[arg(long, value_name = "N")]
    jobs: Option<usize>,

    /// How long one run of a test may take
    #[arg(long, value_name = "SECONDS", default_value_t = 30)]
    limit: u64,

    /// Run every Nth test only; entries of the list of differences need not be needed then
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = clap::value_parser!(u32).range(1..))]
    every: u32,

    /// The list of what is known to differ, with reasons [default: the project's own]
    #[arg(long, value_name = "FILE")]
    differences: Option<PathBuf>,

    /// Write what differs, with what came out, to a file
    #[arg(long, value_name = "FILE")]
    log: Option<PathBuf>,

    /// Serve jobs in a mode (what workers are started with)
    #[arg(long, hide = true, value_parser = Mode::parse)]
    serve: Option<Mode>,
}

fn main() -> ExitCode {
    let cli = Cli::parse();
    let done = match cli.serve {
        Some(mode) => worker::serve(mode).map_err(|error| error.to_string()).map(|()| true),
        None => compare(&cli),
    };
    match done {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::from(FAILED),
        Err(message) => {
            eprintln!("test262: {message}");
            ExitCode::from(USAGE)
        }
    }
}

/// True when all is as it must be.
fn compare(cli: &Cli) -> Result<bool, String> {
    let Some(path) = &cli.checkout else {
        return Err(format!(
            "no checkout; get https://github.com/tc39/test262 and name its folder by {CHECKOUT} or --checkout"
        ));
    };
    let checkout = Checkout::open(path)?;
    let tests: Vec<String> = checkout.tests(&cli.folders)?.into_iter().step_by(cli.every as usize).collect();
    let known = Differences::read(&cli.differences.clone().unwrap_or_else(list))
        .map_err(|error| error.to_string())?;
    let settings = Settings {
        modes: if cli.modes.is_empty() { Mode::COMPARED.to_vec() } else { cli.modes.clone() },
        jobs: cli.jobs.unwrap_or_else(|| std::thread::available_parallelism().map_or(1, usize::from)),
        limit_ms: cli.limit * 1000,
    };
    let results = pool::run(&checkout, &tests, &settings)?;
    // Of a sample nobody can tell what no longer differs.
    let selection = if cli.every == 1 { checkout.selection(&cli.folders) } else { Vec::new() };
    let judged = known.judge(&results, &selection, &settings.modes);
    if let Some(log) = &cli.log {
        std::fs::write(log, summary::log(&results))
            .map_err(|error| format!("cannot write {}: {error}", log.display()))?;
    }
    print!("{}", summary::table(&results, &settings.modes));
    print!("{}", summary::verdict(&judged));
    Ok(judged.is_good())
}

/// The list of known differences.
fn list() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("differences.txt")
}

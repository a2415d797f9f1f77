//! The command line of `hzrun`: what is written there, checked, as a `Config`.

use std::ffi::OsString;
use std::io::Read;
use std::path::PathBuf;

use clap::Parser;
use hz_runtime::config::{Config, Entry, MAX_CORES};
use hz_runtime::engine::MAKE_SNAPSHOT;
use hz_runtime::module::DiskCache;

/// Exit code of a command line that makes no sense, or asks for what is not there yet.
const USAGE: i32 = 2;

/// What the command line asks for.
pub enum Action {
    /// Run a program.
    Run(Config),
    /// Try schedules, as these words behind `hzrun explore` say.
    Explore(Vec<OsString>),
    /// Run it again whenever a file below this folder changes.
    Watch(PathBuf),
    /// Make the snapshot from which isolates of later runs start.
    MakeSnapshot(Config),
    /// Nothing more; all has been said.
    Exit(i32),
}

/// Runs JavaScript and TypeScript as green threads over all cores.
#[derive(Parser)]
#[command(name = "hzrun", disable_version_flag = true, arg_required_else_help = true)]
#[command(
    override_usage = "hzrun [OPTIONS] FILE [ARGS]...\n       hzrun [OPTIONS] -e CODE [ARGS]...\n       hzrun explore [OPTIONS] FILE [ARGS]..."
)]
#[command(
    after_help = "hzrun explore runs a program under many seeds until one makes it fail; hzrun explore --help says how."
)]
struct Cli {
    /// The program (a JavaScript or TypeScript file, or - for standard input) and its arguments
    // One list, so that everything behind the file is the program's, also what looks like an option of ours.
    #[arg(value_name = "FILE", required_unless_present_any = ["eval", "version"], trailing_var_arg = true)]
    program: Vec<String>,

    /// Run this text instead of a file
    #[arg(short = 'e', long = "eval", value_name = "CODE")]
    eval: Option<String>,

    /// How many cores to use, 1 to 64 [default: all]
    #[arg(long, alias = "concurrency", value_name = "N", value_parser = parse_cores)]
    cores: Option<usize>,

    /// How long a green thread runs before others get their turn
    #[arg(long, value_name = "MS", default_value_t = 10, value_parser = clap::value_parser!(u32).range(1..=10_000))]
    slice: u32,

    /// Run the program untransformed in the same host
    #[arg(long)]
    native: bool,

    /// Capture and resume at every yield point
    #[arg(long, conflicts_with = "native")]
    stress: bool,

    /// As --stress, and check that no suspended call reaches code that cannot wait for it
    #[arg(long, conflicts_with = "native")]
    verify_reentry: bool,

    /// Let the program attach functions to calls, returns, exceptions, spawns and switches (hz:hooks)
    #[arg(long, conflicts_with = "native")]
    hooks: bool,

    /// Fix the schedule: what runs where and when; one core runs at a time, and time is virtual
    #[arg(long, value_name = "N")]
    seed: Option<u64>,

    /// Print counters when the program ends
    #[arg(long)]
    stats: bool,

    /// Write what the green threads did to a file that Perfetto opens [default: trace.json]
    #[arg(long, value_name = "FILE", num_args = 0..=1, require_equals = true, default_missing_value = "trace.json")]
    trace: Option<PathBuf>,

    /// Sample what the green threads compute; a summary, and files for DevTools [default: hz.cpuprofile]
    #[arg(long, value_name = "FILE", num_args = 0..=1, require_equals = true, default_missing_value = "hz.cpuprofile")]
    cpu_profile: Option<PathBuf>,

    /// Wait for a debugger
    #[arg(long, value_name = "ADDR", num_args = 0..=1, require_equals = true, default_missing_value = "127.0.0.1:9229")]
    inspect: Option<String>,

    /// Run again whenever a source file changes
    #[arg(long, conflicts_with = "eval")]
    watch: bool,

    /// Limit of each isolate's heap, in megabytes [default: V8's choice]
    #[arg(long, value_name = "MB", value_parser = parse_heap_limit)]
    heap_limit: Option<usize>,

    /// Flags for V8, as `d8 --help` lists them: --v8-flags="--trace-deopt --no-opt"
    #[arg(long, value_name = "FLAGS", require_equals = true, default_value = "", hide_default_value = true)]
    v8_flags: String,

    /// Limit of the CPU time of each green thread, except the main one [default: none]
    #[arg(long, value_name = "MS", value_parser = clap::value_parser!(u32).range(1..=86_400_000))]
    thread_cpu: Option<u32>,

    /// Limit of the time that each green thread may take from its start, except the main one [default: none]
    #[arg(long, value_name = "MS", value_parser = clap::value_parser!(u32).range(1..=86_400_000))]
    thread_wall: Option<u32>,

    /// How long green threads may go on after Ctrl-C or SIGTERM has cancelled them; a second signal ends them at once
    #[arg(long, value_name = "MS", default_value_t = 5000, value_parser = clap::value_parser!(u32).range(0..=3_600_000))]
    grace: u32,

    /// End when the program's top level has ended, as Go does, instead of waiting for other green threads
    #[arg(long)]
    exit_with_main: bool,

    /// Print the version
    #[arg(short = 'V', long)]
    version: bool,
}

/// Reads the command line of this process. Mistakes in it are reported here.
pub fn parse() -> Action {
    let mut words = std::env::args_os().skip(1);
    let first = words.next();
    // A program of that name is `./explore`.
    if first.as_ref().is_some_and(|word| word == "explore") {
        return Action::Explore(words.collect());
    }
    // No option of people's: hzrun runs itself so.
    if first.is_some_and(|word| word == MAKE_SNAPSHOT) {
        return Action::MakeSnapshot(Config { cache: DiskCache::default_folder(), ..Config::default() });
    }
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => {
            let code = error.exit_code();
            // Nobody is left to tell when this cannot be printed.
            let _ = error.print();
            return Action::Exit(code);
        }
    };
    if cli.version {
        println!("hzrun {} (V8 {})", env!("CARGO_PKG_VERSION"), hz_runtime::engine::version());
        return Action::Exit(0);
    }
    if let Some(option) = cli.unavailable() {
        eprintln!("hzrun: {option} is not available yet");
        return Action::Exit(USAGE);
    }
    if let Some(message) = cli.contradiction() {
        eprintln!("hzrun: {message}");
        return Action::Exit(USAGE);
    }
    if cli.watch {
        return cli.watched();
    }
    cli.config()
}

impl Cli {
    /// An option that is known and does nothing yet.
    fn unavailable(&self) -> Option<&'static str> {
        self.inspect.is_some().then_some("--inspect")
    }

    /// Options that make no sense together, where that depends on their values.
    fn contradiction(&self) -> Option<&'static str> {
        let simulates = self.seed.is_some() && self.cores.unwrap_or_else(all_cores) > 1;
        (simulates && self.cpu_profile.is_some()).then_some(
            "--cpu-profile says how long things take, and with --seed only one of several cores runs at a time; add \
             --cores 1",
        )
    }

    fn watched(self) -> Action {
        match self.program.into_iter().next() {
            Some(file) if file != "-" => Action::Watch(file.into()),
            _ => {
                eprintln!("hzrun: --watch needs a file to watch");
                Action::Exit(USAGE)
            }
        }
    }

    fn config(self) -> Action {
        let mut words = self.program.into_iter();
        let entry = match self.eval {
            Some(text) => Entry::Eval(text),
            None => match words.next() {
                Some(file) if file != "-" => Entry::File(file.into()),
                _ => match read_stdin() {
                    Ok(text) => Entry::Stdin(text),
                    Err(message) => {
                        eprintln!("hzrun: {message}");
                        return Action::Exit(1);
                    }
                },
            },
        };
        Action::Run(Config {
            entry,
            args: words.collect(),
            cores: self.cores.unwrap_or_else(all_cores),
            slice_ms: self.slice,
            native: self.native,
            stress: self.stress || self.verify_reentry,
            verify: self.verify_reentry,
            hooks: self.hooks,
            seed: self.seed,
            heap_limit_mb: self.heap_limit,
            v8_flags: self.v8_flags,
            cache: DiskCache::default_folder(),
            snapshots: true,
            stats: self.stats,
            thread_cpu_ms: self.thread_cpu,
            thread_wall_ms: self.thread_wall,
            grace_ms: self.grace,
            exit_with_main: self.exit_with_main,
            cpu_profile: self.cpu_profile,
            trace: self.trace,
        })
    }
}

fn read_stdin() -> Result<String, String> {
    let mut bytes = Vec::new();
    std::io::stdin()
        .read_to_end(&mut bytes)
        .map_err(|error| format!("cannot read standard input: {error}"))?;
    String::from_utf8(bytes).map_err(|error| {
        format!(
            "standard input is not UTF-8 text: byte {} begins no character",
            error.utf8_error().valid_up_to()
        )
    })
}

fn all_cores() -> usize {
    std::thread::available_parallelism().map_or(1, usize::from).min(MAX_CORES)
}

fn parse_cores(text: &str) -> Result<usize, String> {
    match text.parse::<usize>() {
        Ok(cores) if (1..=MAX_CORES).contains(&cores) => Ok(cores),
        _ => Err(format!("expected a number from 1 to {MAX_CORES}")),
    }
}

/// V8 needs a few megabytes for itself; below that no program starts.
const MIN_HEAP_MB: usize = 8;

fn parse_heap_limit(text: &str) -> Result<usize, String> {
    const MAX_HEAP_MB: usize = 1 << 20;
    match text.parse::<usize>() {
        Ok(limit) if (MIN_HEAP_MB..=MAX_HEAP_MB).contains(&limit) => Ok(limit),
        _ => Err(format!("expected a number of megabytes from {MIN_HEAP_MB} to {MAX_HEAP_MB}")),
    }
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
    fn options_behind_the_file_are_the_program_s() {
        let cli = Cli::try_parse_from(["hzrun", "--cores", "2", "a.js", "--cores", "x", "-e"]).unwrap();
        assert_eq!(cli.cores, Some(2));
        assert_eq!(cli.program, ["a.js", "--cores", "x", "-e"]);
        let cli = Cli::try_parse_from(["hzrun", "-e", "1", "--", "--cores"]).unwrap();
        assert_eq!((cli.eval.as_deref(), cli.program.as_slice()), (Some("1"), &["--cores".to_owned()][..]));
    }

    #[test]
    fn nonsense_is_refused() {
        for args in [&["--cores", "0"][..], &["--cores", "65"], &["--cores", "two"], &["--cores", "-1"]] {
            let all = ["hzrun"].iter().chain(args).chain(&["a.js"]);
            assert_eq!(
                Cli::try_parse_from(all).err().map(|error| error.exit_code()),
                Some(USAGE),
                "{args:?}"
            );
        }
        for args in [
            &["--slice", "0"][..],
            &["--heap-limit", "1"],
            &["--bogus"],
            &["--stress", "--native"],
            &["--verify-reentry", "--native"],
            &["--hooks", "--native"],
        ] {
            let all = ["hzrun"].iter().chain(args).chain(&["a.js"]);
            assert!(Cli::try_parse_from(all).is_err(), "{args:?}");
        }
    }
}

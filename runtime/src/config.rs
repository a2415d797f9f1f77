//! What the command line decided, for all that runs.

use std::path::PathBuf;

/// Settings of one run of `hzrun`.
#[derive(Debug, Clone)]
pub struct Config {
    /// What to run.
    pub entry: Entry,
    /// `process.argv` behind the program's name.
    pub args: Vec<String>,
    /// How many isolates, at most, 1 to 64.
    pub cores: usize,
    /// How long a thread runs before it is pre-empted.
    pub slice_ms: u32,
    /// Run the program untransformed.
    pub native: bool,
    /// Capture and resume at every yield point.
    pub stress: bool,
    /// Check that no suspended call reaches code that cannot wait for it; goes with `stress`.
    pub verify: bool,
    /// Compile functions so that hooks can be told of their calls.
    pub hooks: bool,
    /// Fixes the schedule and makes time virtual.
    pub seed: Option<u64>,
    /// Upper bound of an isolate's heap; V8's own default when absent.
    pub heap_limit_mb: Option<usize>,
    /// Flags for V8, behind our own.
    pub v8_flags: String,
    /// Folder of the cache of compiled text; none for no cache.
    pub cache: Option<PathBuf>,
    /// Start isolates from a snapshot in the cache, and have this program make it (`hzrun --make-snapshot`).
    pub snapshots: bool,
    /// Print counters at the end.
    pub stats: bool,
    /// How much CPU a green thread may use; no limit when absent.
    pub thread_cpu_ms: Option<u32>,
    /// How much time a green thread may take; no limit when absent.
    pub thread_wall_ms: Option<u32>,
    /// How long green threads may go on after a signal has cancelled them.
    pub grace_ms: u32,
    /// End when the top level of the entry module has ended, whatever else runs.
    pub exit_with_main: bool,
    /// File for a CPU profile.
    pub cpu_profile: Option<PathBuf>,
    /// File for a trace of the schedule.
    pub trace: Option<PathBuf>,
}

impl Default for Config {
    /// An empty program on one core, without a cache.
    fn default() -> Config {
        Config {
            entry: Entry::Eval(String::new()),
            args: Vec::new(),
            cores: 1,
            slice_ms: 10,
            native: false,
            stress: false,
            verify: false,
            hooks: false,
            seed: None,
            heap_limit_mb: None,
            v8_flags: String::new(),
            cache: None,
            snapshots: false,
            stats: false,
            thread_cpu_ms: None,
            thread_wall_ms: None,
            grace_ms: 5000,
            exit_with_main: false,
            cpu_profile: None,
            trace: None,
        }
    }
}

/// Where the program's text comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Entry {
    /// A file named on the command line, as written.
    File(PathBuf),
    /// The text behind `-e`.
    Eval(String),
    /// Standard input, read before anything runs.
    Stdin(String),
}

/// No one has more cores than this for one heap each; it also bounds what a typing error can start.
pub const MAX_CORES: usize = 64;

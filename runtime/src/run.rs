//! One run of a program: from the command line's decisions to an exit code.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::config::{Config, Entry};
use crate::engine;
use crate::exit;
use crate::inbox::Event;
use crate::isolate::Process;
use crate::module::{LoadError, url_of_path};
use crate::profile::Profiles;
use crate::trace::Tracer;

/// Runs the program. Gives back only what went wrong before it could start; else the process ends with its code.
pub fn run(config: Config) -> Result<i32, RunError> {
    engine::start(&v8_flags(&config));
    let process = Process::new(config);
    let main_url = prepare_entry(&process)?;
    process.set_main_url(main_url);
    begin_trace(&process)?;
    begin_profiles(&process)?;
    process.signals.install(&process).map_err(RunError::Start)?;
    process.lifecycle.set_starter(Box::new(|isolate| engine::spawn(isolate).map(drop)));
    let isolate = process.isolate(0);
    process.lifecycle.begin(&isolate).map_err(RunError::Start)?;
    let thread = engine::spawn(isolate).map_err(RunError::Start)?;
    // The isolate's thread ends the process by itself; it comes back here only when it panicked, which said why.
    Ok(thread.join().unwrap_or(1))
}

/// Makes the snapshot from which later runs start, in the cache; false when something failed.
pub fn make_snapshot(config: Config) -> bool {
    engine::start(&v8_flags(&config));
    engine::make_snapshot(config)
}

/// The flags asked for. V8's own random numbers (`Math.random`) follow the seed too; 0 would mean none.
fn v8_flags(config: &Config) -> String {
    let flag =
        |seed: u64| format!(" --random-seed={}", if seed as i32 == 0 { i32::MAX } else { seed as i32 });
    format!("{}{}", config.v8_flags, config.seed.map_or(String::new(), flag))
}

/// Why a program could not be started.
#[derive(Debug, thiserror::Error)]
pub enum RunError {
    /// The file named on the command line is not to be had.
    #[error("{0}")]
    Entry(LoadError),
    /// The file for the profile cannot be made.
    #[error("--cpu-profile: cannot write {path}: {error}", path = .0.display(), error = .1)]
    Profile(PathBuf, io::Error),
    /// The file for the trace cannot be made.
    #[error("--trace: cannot write {path}: {error}", path = .0.display(), error = .1)]
    Trace(PathBuf, io::Error),
    /// The system refuses threads or signals.
    #[error("cannot start: {0}")]
    Start(io::Error),
}

/// Creates the file of `--cpu-profile`; the end of the process gathers what belongs there.
fn begin_profiles(process: &Arc<Process>) -> Result<(), RunError> {
    let Some(path) = &process.config.cpu_profile else { return Ok(()) };
    let profiles = Profiles::create(path).map_err(|error| RunError::Profile(path.clone(), error))?;
    // The first one counts, and there is no other.
    let _ = process.profiles.set(profiles);
    let process = process.clone();
    exit::before(move || {
        if let Some(profiles) = process.profiles.get() {
            // Any event does; of a signal without a number nobody wants to know.
            profiles
                .finish(|isolate| process.isolate(isolate).inbox.push(Event::new(Event::SIGNAL, 0, vec![])));
        }
    });
    Ok(())
}

/// Creates the file of `--trace`; the end of the process completes it.
fn begin_trace(process: &Arc<Process>) -> Result<(), RunError> {
    let Some(path) = &process.config.trace else { return Ok(()) };
    let tracer = Tracer::create(path).map_err(|error| RunError::Trace(path.clone(), error))?;
    // The first one counts, and there is no other.
    let _ = process.tracer.set(tracer);
    let process = process.clone();
    exit::before(move || {
        if let Some(tracer) = process.tracer.get() {
            // Virtual time is known to the isolates alone; there the last record's is the end.
            let now_us = if process.config.seed.is_some() { 0.0 } else { process.now_us() };
            tracer.finish(now_us);
        }
    });
    Ok(())
}

/// The URL of the entry module. Texts without a file get the name of one in the current folder, so that their
/// imports are looked for there.
fn prepare_entry(process: &Process) -> Result<String, RunError> {
    let here = |name: &str| std::env::current_dir().unwrap_or_else(|_| PathBuf::from("/")).join(name);
    match &process.config.entry {
        Entry::File(path) => find(path).map(|path| url_of_path(&path)).map_err(RunError::Entry),
        Entry::Eval(text) => {
            let path = here("[eval]");
            process.loader.add_virtual_file(path.clone(), text.clone());
            Ok(url_of_path(&path))
        }
        Entry::Stdin(text) => {
            let path = here("[stdin]");
            process.loader.add_virtual_file(path.clone(), text.clone());
            Ok(url_of_path(&path))
        }
    }
}

/// The file that the command line means. Unlike in an import no extension is added: what is typed is what is run.
fn find(path: &Path) -> Result<PathBuf, LoadError> {
    let real = path.canonicalize().map_err(|error| match error.kind() {
        io::ErrorKind::NotFound => LoadError::NotFound {
            specifier: path.display().to_string(),
            importer: None,
            tried: vec![std::path::absolute(path).unwrap_or(path.to_owned()).display().to_string()],
        },
        _ => LoadError::Unreadable { path: path.to_owned(), reason: error.to_string() },
    })?;
    if real.is_dir() {
        return Err(LoadError::Directory { path: path.to_owned() });
    }
    Ok(real)
}

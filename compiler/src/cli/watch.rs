//! `--watch`: compiles again whenever an input changes, until interrupted.
//!
//! Editors write a file in several steps, so that a change counts only when nothing has happened for a moment.

use super::Stopped;
use super::args::Plan;
use super::failure::{CANNOT_WATCH, Failure};
use super::messages::Messages;
use hz_compiler::Language;
use notify::{Event, EventKind, RecursiveMode, Watcher};
use std::convert::Infallible;
use std::path::Path;
use std::process::ExitCode;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::Duration;

/// How long an input must rest before it is read; longer than an editor's save, shorter than a glance.
const REST: Duration = Duration::from_millis(60);

/// Ends only by an interrupt, or when the inputs cannot be watched.
pub fn run(plan: &Plan, messages: &Messages) -> ExitCode {
    match compile_on_change(plan, messages) {
        Ok(never) => match never {},
        Err(failure) => {
            messages.failure(&failure);
            ExitCode::FAILURE
        }
    }
}

fn compile_on_change(plan: &Plan, messages: &Messages) -> Result<Infallible, Failure> {
    let failed =
        |error: notify::Error| Failure::new(CANNOT_WATCH, format!("cannot watch the inputs: {error}"));
    let (sender, changes) = channel();
    let mut watcher = notify::recommended_watcher(move |event| {
        // The receiver is gone only when the process ends.
        let _ = sender.send(event);
    })
    .map_err(failed)?;
    for input in &plan.inputs {
        // A file's directory is watched, since saving often replaces the file.
        let (place, mode) = if input.is_dir() {
            (input.as_path(), RecursiveMode::Recursive)
        } else {
            (input.parent().unwrap_or(Path::new("")), RecursiveMode::NonRecursive)
        };
        let place = if place.as_os_str().is_empty() { Path::new(".") } else { place };
        watcher.watch(place, mode).map_err(failed)?;
    }
    loop {
        let outcome = match super::run(plan, messages) {
            Ok(()) => "done",
            Err(Stopped { .. }) => "errors",
        };
        messages.note(&format!("{outcome}; watching for changes"));
        wait_for_change(plan, &changes);
    }
}

fn wait_for_change(plan: &Plan, changes: &Receiver<notify::Result<Event>>) {
    let mut changed = false;
    loop {
        let next = if changed {
            changes.recv_timeout(REST)
        } else {
            changes.recv().map_err(|_| RecvTimeoutError::Disconnected)
        };
        match next {
            Ok(Ok(event)) => changed |= concerns(plan, &event),
            // Events were lost: something may have changed.
            Ok(Err(_)) => changed = true,
            Err(_) => return,
        }
    }
}

/// Reading a file is no change, and neither is what hzc itself writes.
fn concerns(plan: &Plan, event: &Event) -> bool {
    let out = plan.out.as_ref().and_then(|out| out.canonicalize().ok());
    let is_output = |path: &Path| out.as_ref().is_some_and(|out| path.starts_with(out));
    let is_source = |path: &Path| Language::of_path(path).is_some() || plan.language.is_some();
    !matches!(event.kind, EventKind::Access(_))
        && event.paths.iter().any(|path| is_source(path) && !is_output(path))
}

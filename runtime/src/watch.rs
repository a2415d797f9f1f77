//! `--watch`: runs the program in a process of its own and starts it anew whenever a source file changes.

use std::ffi::OsString;
use std::path::{Component, Path, PathBuf};
use std::process::{Child, Command};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use notify::{Event, EventKind, RecursiveMode, Watcher};

/// Editors write a file in several steps; what happens within this time is one change.
const SETTLE: Duration = Duration::from_millis(100);

/// Watches the folder of `file`, for ever. Gives an exit code when that cannot be done.
pub fn watch(file: &Path) -> i32 {
    let folder = match std::path::absolute(file).map(|path| path.parent().map(Path::to_owned)) {
        Ok(Some(folder)) if folder.is_dir() => folder,
        _ => {
            eprintln!("hzrun: cannot watch the folder of {}: there is none", file.display());
            return 1;
        }
    };
    let (sender, changes) = channel();
    let watcher = notify::recommended_watcher(move |event: notify::Result<Event>| {
        // The receiver lives as long as the process.
        let _ = event.map(|event| sender.send(event));
    });
    let watching = watcher.and_then(|mut watcher| {
        watcher.watch(&folder, RecursiveMode::Recursive)?;
        Ok(watcher)
    });
    let _watcher = match watching {
        Ok(watcher) => watcher,
        Err(error) => {
            eprintln!("hzrun: cannot watch {}: {error}", folder.display());
            return 1;
        }
    };
    loop {
        let mut child = match start() {
            Ok(child) => child,
            Err(error) => {
                eprintln!("hzrun: cannot start the program: {error}");
                return 1;
            }
        };
        wait_for_change(&changes, &folder);
        // A program that has ended already cannot be ended again, which is fine.
        let _ = child.kill();
        let _ = child.wait();
        eprintln!("hzrun: a file changed, running again");
    }
}

/// This program with the same arguments, less `--watch`.
fn start() -> std::io::Result<Child> {
    let mut words: Vec<OsString> = std::env::args_os().skip(1).collect();
    if let Some(at) = words.iter().position(|word| word == "--watch") {
        words.remove(at);
    }
    Command::new(std::env::current_exe()?).args(words).spawn()
}

fn wait_for_change(changes: &Receiver<Event>, folder: &Path) {
    while let Ok(event) = changes.recv() {
        if concerns(&event, folder) {
            while changes.recv_timeout(SETTLE).is_ok() {}
            return;
        }
    }
}

/// Whether a change is one of sources: programs write files too, and read ones tell of that.
fn concerns(event: &Event, folder: &Path) -> bool {
    let changed = matches!(event.kind, EventKind::Create(_) | EventKind::Modify(_) | EventKind::Remove(_));
    changed && event.paths.iter().any(|path| is_source(path, folder))
}

fn is_source(path: &Path, folder: &Path) -> bool {
    const EXTENSIONS: [&str; 9] = ["js", "mjs", "cjs", "jsx", "ts", "mts", "cts", "tsx", "json"];
    let below: PathBuf = path.strip_prefix(folder).unwrap_or(path).to_owned();
    let hidden = |part: Component| {
        let name = part.as_os_str().to_string_lossy();
        name.starts_with('.') || name == "node_modules"
    };
    let known = path.extension().is_some_and(|extension| EXTENSIONS.iter().any(|known| extension == *known));
    known && !below.components().any(hidden)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_sources_count() {
        let folder = Path::new("/p");
        assert!(is_source(Path::new("/p/src/a.ts"), folder));
        assert!(is_source(Path::new("/p/package.json"), folder));
        for other in ["/p/out.log", "/p/node_modules/x/a.js", "/p/.git/a.js", "/p/Makefile"] {
            assert!(!is_source(Path::new(other), folder), "{other}");
        }
    }
}

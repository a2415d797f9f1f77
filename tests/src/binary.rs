//! Finds `hzc` and `hzrun` beside the running test program.
//!
//! `cargo test --workspace` builds both before any test starts, because each of their packages has an
//! integration test. Building them from in here would be another cargo invocation with other features, so
//! a missing binary is an error that names the command, and a stale one is a note.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use std::time::SystemTime;

/// The compiler.
pub fn hzc() -> &'static Path {
    static PATH: OnceLock<PathBuf> = OnceLock::new();
    PATH.get_or_init(|| find("hzc"))
}

/// The runtime.
pub fn hzrun() -> &'static Path {
    static PATH: OnceLock<PathBuf> = OnceLock::new();
    PATH.get_or_init(|| find("hzrun"))
}

fn find(name: &str) -> PathBuf {
    let test = std::env::current_exe().expect("a test program knows its path");
    // Test programs lie in target/<profile>/deps, other binaries in target/<profile>.
    let folder = test.parent().expect("a program lies in a folder");
    let profile = if folder.ends_with("deps") { folder.parent().unwrap_or(folder) } else { folder };
    let path = profile.join(name).with_extension(std::env::consts::EXE_EXTENSION);
    let built = fs::metadata(&path).and_then(|data| data.modified());
    let Ok(built) = built else {
        panic!("{} is not built; run the tests by `cargo test --workspace`, which builds it", path.display());
    };
    if let Some(newer) = newer_source(&profile.join(format!("{name}.d")), built) {
        eprintln!("note: {name} is older than {newer}; `cargo test --workspace` rebuilds it first");
    }
    path
}

/// The first source in cargo's list of what a binary was made from that has changed since.
fn newer_source(list: &Path, built: SystemTime) -> Option<String> {
    let text = fs::read_to_string(list).ok()?;
    let (_, sources) = text.split_once(": ")?;
    let changed =
        |path: &&str| fs::metadata(path).and_then(|data| data.modified()).is_ok_and(|at| at > built);
    sources.split_whitespace().find(changed).map(str::to_string)
}

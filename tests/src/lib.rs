//! What the test programs under `tests/tests/` share.
//!
//! Nothing here knows how hz works inside: the tests start the two binaries as a user would and read what
//! they print. `tidy` is the exception in the other direction: it reads the sources and runs nothing.

pub mod binary;
pub mod cases;
pub mod expectation;
pub mod launch;
pub mod page;
pub mod peers;
pub mod tidy;
pub mod trouble;

use std::fs;
use std::path::PathBuf;

use tempfile::TempDir;

/// The folder that holds the workspace's `Cargo.toml`.
pub fn root() -> PathBuf {
    let tests = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    tests.parent().expect("tests/ stands in the workspace").to_path_buf()
}

/// A temporary folder with these files, given as (path in it, text).
pub fn project(files: &[(&str, &str)]) -> TempDir {
    let directory = TempDir::new().expect("a temporary directory");
    for (name, text) in files {
        let path = directory.path().join(name);
        fs::create_dir_all(path.parent().expect("files have directories")).expect("a directory");
        fs::write(path, text).expect("a file");
    }
    directory
}

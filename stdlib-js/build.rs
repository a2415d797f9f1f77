//! Lists the files of stdlib-js, so that `hzrun` and `hzc` carry them inside and find them by name.

use std::fmt::Write;
use std::path::{Path, PathBuf};

fn main() {
    let manifest = PathBuf::from(std::env::var_os("CARGO_MANIFEST_DIR").expect("cargo sets it"));
    let root = manifest.canonicalize().expect("this file lies in stdlib-js");
    let mut files = Vec::new();
    collect(&root, &mut files);
    // By the text of the path, as the search compares it: paths compare folder by folder, which puts `fs/` before `fs.js`.
    files.sort_by_key(|file| file.display().to_string());
    let mut table = String::from("&[\n");
    for file in &files {
        let name = file.strip_prefix(&root).expect("found below the root").display().to_string();
        writeln!(table, "    ({name:?}, include_str!({file:?})),").expect("a String takes it all");
    }
    table.push_str("]\n");
    let out = PathBuf::from(std::env::var_os("OUT_DIR").expect("cargo sets it"));
    std::fs::write(out.join("stdlib_files.rs"), table).expect("OUT_DIR can be written");
}

/// All `.js` files below a folder. Folders are watched, so that a new file is noticed.
fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    println!("cargo::rerun-if-changed={}", folder.display());
    for entry in std::fs::read_dir(folder).expect("stdlib-js can be read") {
        let path = entry.expect("stdlib-js can be read").path();
        if path.is_dir() {
            collect(&path, files);
        } else if path.extension().is_some_and(|extension| extension == "js") {
            files.push(path);
        }
    }
}

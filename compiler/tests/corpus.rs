//! Compiles every source below a directory in all modes: nothing may make the compiler fail, and what it prints must
//! parse. `tests/corpus.sh` fetches well-known npm packages and runs this over them.

use hz_compiler::diagnostic::code;
use hz_compiler::{Diagnostic, Language, ModuleKind, Options, Source, compile, detect_module_kind};
use rayon::prelude::*;
use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

#[test]
#[ignore = "needs a directory of sources in HZ_CORPUS; see tests/corpus.sh"]
fn compiles_a_directory_of_packages() {
    let directory = env::var_os("HZ_CORPUS").expect("HZ_CORPUS names a directory");
    let mut files = Vec::new();
    collect(Path::new(&directory), &mut files);
    assert!(!files.is_empty(), "no sources in {}", directory.display());
    let refused = AtomicUsize::new(0);
    let failures: Vec<String> = files
        .par_iter()
        .flat_map(|path| match check(path) {
            Ok(true) => Vec::new(),
            Ok(false) => {
                refused.fetch_add(1, Ordering::Relaxed);
                Vec::new()
            }
            Err(failures) => failures,
        })
        .collect();
    println!("{} files, {} of them refused as no programs", files.len(), refused.into_inner());
    assert!(failures.is_empty(), "{} failures:\n{}", failures.len(), failures.join("\n"));
}

fn collect(directory: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(directory).expect("a readable directory") {
        let path = entry.expect("an entry").path();
        if path.is_dir() && !path.is_symlink() {
            collect(&path, files);
        } else if path.is_file() && Language::of_path(&path).is_some() {
            files.push(path);
        }
    }
}

/// Whether the file is a program at all; or everything that went wrong with it.
fn check(path: &Path) -> Result<bool, Vec<String>> {
    let Ok(text) = fs::read_to_string(path) else { return Ok(false) };
    let name = path.display().to_string();
    let source = Source { name: &name, text: &text };
    let language = Language::of_path(path).expect("collected by language");
    let kind = ModuleKind::of_path(path).or_else(|| detect_module_kind(&source, language));
    // Packages are CommonJS unless they say otherwise.
    let module = kind.unwrap_or(ModuleKind::CommonJs);
    let native = Options { language, module, reentrant: false, ..Options::default() };
    let modes = [
        ("native", native.clone()),
        ("reentrant", Options { reentrant: true, ..native.clone() }),
        ("stress", Options { reentrant: true, stress: true, ..native.clone() }),
    ];
    let mut failures = Vec::new();
    for (mode, options) in modes {
        match compile(&source, &options) {
            Ok(output) => {
                failures.extend(reparse(&output.code, module).map(|why| format!("{name} ({mode}): {why}")))
            }
            Err(errors) if errors.iter().all(|error| error.code != code::INTERNAL) && mode == "native" => {
                return Ok(false);
            }
            Err(errors) => failures.extend(errors.iter().take(1).map(|error| format!("({mode}) {error}"))),
        }
    }
    if failures.is_empty() { Ok(true) } else { Err(failures) }
}

/// What is wrong with a printed program.
fn reparse(printed: &str, module: ModuleKind) -> Option<String> {
    let options = Options { module, reentrant: false, ..Options::default() };
    let errors = compile(&Source { name: "output", text: printed }, &options).err()?;
    let first: &Diagnostic = errors.first()?;
    Some(format!("the output does not parse: {first}: {}", first.excerpt))
}

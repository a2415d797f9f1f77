//! Which files are compiled.
//!
//! A directory stands for all sources in it, at any depth, except in `node_modules`, hidden directories and the output
//! directory. A file that is named itself is always taken.

use super::args::Plan;
use super::failure::{CANNOT_READ, Failure, NO_SOURCES, NOT_UTF8, UNKNOWN_LANGUAGE};
use hz_compiler::Language;
use std::collections::BTreeSet;
use std::io::Read;
use std::path::{Path, PathBuf};

/// One source to compile.
pub struct Input {
    /// Where it is read from; `None` is standard input.
    pub path: Option<PathBuf>,
    /// Its path below the output directory, still with its own extension.
    pub relative: PathBuf,
    pub language: Language,
}

impl Input {
    /// The name that messages use.
    pub fn name(&self) -> String {
        self.path.as_ref().map_or_else(|| "<stdin>".to_string(), |path| path.display().to_string())
    }

    /// The text.
    pub fn read(&self) -> Result<String, Failure> {
        let bytes = match &self.path {
            Some(path) => std::fs::read(path).map_err(|error| Failure::read(path, &error))?,
            None => {
                let mut bytes = Vec::new();
                let read = std::io::stdin().lock().read_to_end(&mut bytes);
                read.map_err(|error| Failure::read(Path::new("standard input"), &error))?;
                bytes
            }
        };
        String::from_utf8(bytes).map_err(|error| {
            let valid = error.utf8_error().valid_up_to();
            let line = error.as_bytes()[..valid].iter().filter(|&&byte| byte == b'\n').count() + 1;
            let message = format!("{} is not UTF-8: bad byte in line {line}", self.name());
            Failure::new(NOT_UTF8, message).with_help("sources must be UTF-8 text")
        })
    }
}

/// All inputs of a plan, sorted within each directory, each file once.
pub fn collect(plan: &Plan) -> Result<Vec<Input>, Failure> {
    let out = plan.out.as_ref().and_then(|out| out.canonicalize().ok());
    let mut seen = BTreeSet::new();
    let mut inputs = Vec::new();
    for path in &plan.inputs {
        if path.as_os_str() == "-" {
            let language = plan.language.unwrap_or_default();
            inputs.push(Input { path: None, relative: PathBuf::from("stdin.js"), language });
            continue;
        }
        let canonical = path.canonicalize().map_err(|error| Failure::read(path, &error))?;
        if canonical.is_dir() {
            let before = inputs.len();
            walk(path, Path::new(""), out.as_deref(), plan, &mut inputs)?;
            if inputs.len() == before {
                let message = format!("no JavaScript or TypeScript files in {}", path.display());
                return Err(Failure::new(NO_SOURCES, message));
            }
        } else {
            inputs.push(single(path, plan)?);
        }
    }
    inputs.retain(|input| match input.path.as_ref().and_then(|path| path.canonicalize().ok()) {
        Some(path) => seen.insert(path),
        None => true,
    });
    Ok(inputs)
}

fn single(path: &Path, plan: &Plan) -> Result<Input, Failure> {
    let name = path.file_name().ok_or_else(|| {
        Failure::new(CANNOT_READ, format!("cannot read {}: it is not a file", path.display()))
    })?;
    let language = plan.language.or_else(|| Language::of_path(path)).ok_or_else(|| {
        Failure::new(UNKNOWN_LANGUAGE, format!("{} is not a JavaScript or TypeScript file", path.display()))
            .with_help("name it .js, .mjs, .cjs, .jsx, .ts, .mts, .cts or .tsx, or say --language")
    })?;
    Ok(Input { path: Some(path.to_path_buf()), relative: PathBuf::from(name), language })
}

fn walk(
    directory: &Path,
    below: &Path,
    out: Option<&Path>,
    plan: &Plan,
    inputs: &mut Vec<Input>,
) -> Result<(), Failure> {
    let failed = |error: std::io::Error| Failure::read(directory, &error);
    let mut entries: Vec<_> =
        std::fs::read_dir(directory).map_err(failed)?.collect::<Result<_, _>>().map_err(failed)?;
    entries.sort_by_key(|entry| entry.file_name());
    for entry in entries {
        let (path, name) = (entry.path(), entry.file_name());
        let relative = below.join(&name);
        // Links to directories are not followed: they may lead in circles.
        let is_directory = entry.file_type().map_err(failed)?.is_dir();
        if is_directory {
            let hidden = name.to_string_lossy().starts_with('.') || name == "node_modules";
            let is_out = out.is_some() && path.canonicalize().ok().as_deref() == out;
            if !hidden && !is_out {
                walk(&path, &relative, out, plan, inputs)?;
            }
        } else if let Some(language) = Language::of_path(&path)
            && path.is_file()
        {
            let language = plan.language.unwrap_or(language);
            inputs.push(Input { path: Some(path), relative, language });
        }
    }
    Ok(())
}

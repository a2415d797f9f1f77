//! `--standalone`: output that brings the runtime along.
//!
//! A program of one file gets the runtime into that file. One of several gets it as a file of its own, which all of them
//! import, so that there is one scheduler.

mod circles;
mod files;
mod runtime;

use super::args::Plan;
use super::build::Compiled;
use super::failure::{Failure, MIXED_KINDS, SAME_OUTPUT, USAGE};
use super::inputs::Input;
use super::maps;
use super::outputs::Outputs;
use files::File;
use hz_compiler::{Linkage, ModuleKind};
use std::path::{Path, PathBuf};

/// The files of a program, and how they reach the runtime.
pub struct Program {
    pub inputs: Vec<Input>,
    files: Vec<File>,
    kind: ModuleKind,
}

impl Program {
    /// Finds all files: the inputs, and what they import by relative names.
    pub fn find(plan: &Plan, inputs: Vec<Input>) -> Result<Program, Failure> {
        let (inputs, files) = files::find(plan, inputs)?;
        let kind = one_kind(&inputs, &files)?;
        Ok(Program { inputs, files, kind })
    }

    /// Where each output finds the runtime.
    pub fn linkages(&self, outputs: &Outputs) -> Result<Vec<Linkage>, Failure> {
        let Some(runtime) = self.runtime_path(outputs)? else {
            return Ok(vec![Linkage::Inline; self.inputs.len()]);
        };
        let circles = circles::members(&self.files);
        let of = |(path, &in_circle): (&Option<PathBuf>, &bool)| {
            let specifier = maps::relative(&runtime, path.as_deref().and_then(Path::parent));
            let specifier = if specifier.starts_with("../") { specifier } else { format!("./{specifier}") };
            Linkage::File { specifier, in_circle }
        };
        Ok(outputs.paths.iter().zip(&circles).map(of).collect())
    }

    /// Puts the runtime into the only file, or adds it as another.
    pub fn complete(&self, compiled: &mut Vec<Compiled>, outputs: &Outputs) -> Result<(), Failure> {
        match (self.runtime_path(outputs)?, &mut compiled[..]) {
            (None, [only]) => append(&mut only.code, &runtime::as_function()?),
            (None, _) => {}
            (Some(path), _) => compiled.push(Compiled {
                name: "the runtime".to_string(),
                code: runtime::as_file(self.kind)?,
                path: Some(path),
                map: None,
                report: Vec::new(),
                loops: Vec::new(),
            }),
        }
        Ok(())
    }

    /// The file of the runtime, if it has one.
    fn runtime_path(&self, outputs: &Outputs) -> Result<Option<PathBuf>, Failure> {
        if self.inputs.len() < 2 {
            return Ok(None);
        }
        if self.kind == ModuleKind::Script {
            return Err(Failure::new(USAGE, "several scripts cannot share a runtime; say --module=module"));
        }
        let paths = outputs.paths.iter().flatten();
        let ends_in =
            |extension| paths.clone().any(|path| path.extension().is_some_and(|other| other == extension));
        let name = match self.kind {
            ModuleKind::CommonJs => "hz-runtime.cjs",
            _ if ends_in("mjs") => "hz-runtime.mjs",
            _ => "hz-runtime.js",
        };
        let path = outputs.root().join(name);
        if paths.clone().any(|other| *other == path) {
            let message = format!("the runtime would be written to {}, as one of the inputs", path.display());
            return Err(Failure::new(SAME_OUTPUT, message));
        }
        Ok(Some(path))
    }
}

/// The kind of all files: one runtime cannot be both imported and required.
fn one_kind(inputs: &[Input], files: &[File]) -> Result<ModuleKind, Failure> {
    let first = files.first().map(|file| file.kind).unwrap_or_default();
    match files.iter().position(|file| file.kind != first) {
        None => Ok(first),
        Some(other) => {
            let names = (inputs[0].name(), inputs[other].name());
            let message = format!(
                "standalone output is of one kind, but {} is {} and {} is {}",
                names.0,
                describe(first),
                names.1,
                describe(files[other].kind)
            );
            Err(Failure::new(MIXED_KINDS, message)
                .with_help("--module says the kind of all inputs; a bundler makes one module of all files"))
        }
    }
}

fn describe(kind: ModuleKind) -> &'static str {
    match kind {
        ModuleKind::Module => "an ES module",
        ModuleKind::CommonJs => "a CommonJS module",
        ModuleKind::Script => "a script",
    }
}

/// Adds the runtime to the code, before the reference to a source map, which must be the last line.
fn append(code: &mut String, runtime: &str) {
    let last_line = code.trim_end_matches('\n').rfind('\n').map_or(0, |at| at + 1);
    let at = if code[last_line..].starts_with("//# sourceMappingURL=") { last_line } else { code.len() };
    code.insert_str(at, runtime);
}

//! Where outputs go, and how they get there: all of them, or none.
//!
//! Files are first written into a directory of their own inside the output directory (so on the same file system) and
//! moved into place when every one is complete.

use super::args::{Emit, Plan};
use super::failure::{CANNOT_WRITE, Failure, OVERWRITES_INPUT, SAME_OUTPUT, USAGE};
use super::inputs::Input;
use std::collections::HashMap;
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// The output of each input, by index.
pub struct Outputs {
    /// `None` is standard output.
    pub paths: Vec<Option<PathBuf>>,
    /// The directory below which all paths lie.
    root: PathBuf,
}

impl Outputs {
    /// The directory below which all paths lie.
    pub fn root(&self) -> &Path {
        &self.root
    }
}

/// Decides where each input goes and refuses what would lose a file.
pub fn assign(plan: &Plan, inputs: &[Input]) -> Result<Outputs, Failure> {
    let Some(out) = plan.out.as_ref().filter(|_| plan.emit == Emit::Js) else {
        if inputs.len() > 1 && plan.emit == Emit::Js && !plan.check {
            let message = format!("{} inputs need --out with a directory to write to", inputs.len());
            return Err(Failure::new(USAGE, message));
        }
        return Ok(Outputs { paths: vec![None; inputs.len()], root: PathBuf::new() });
    };
    // Standalone, a single input may bring along what it imports.
    let is_tree = plan.inputs.len().max(inputs.len()) > 1 || plan.inputs.iter().any(|input| input.is_dir());
    let ends_in_slash = out.as_os_str().as_encoded_bytes().ends_with(b"/");
    let into_directory = is_tree || out.is_dir() || ends_in_slash;
    if is_tree && out.is_file() {
        let message = format!("{} is a file; {} inputs need a directory", out.display(), inputs.len());
        return Err(Failure::new(USAGE, message));
    }
    let paths: Vec<PathBuf> = inputs
        .iter()
        .map(|input| if into_directory { out.join(compiled_name(&input.relative)) } else { out.clone() })
        .collect();
    check_distinct(inputs, &paths)?;
    let root = if into_directory { out.clone() } else { directory_of(out) };
    Ok(Outputs { paths: paths.into_iter().map(Some).collect(), root })
}

/// The extension of compiled code: `.ts`, `.tsx` and `.jsx` become `.js`, `.mts` and `.cts` keep their letter.
fn compiled_name(relative: &Path) -> PathBuf {
    match relative.extension().and_then(OsStr::to_str) {
        Some("ts" | "tsx" | "jsx") => relative.with_extension("js"),
        Some("mts") => relative.with_extension("mjs"),
        Some("cts") => relative.with_extension("cjs"),
        _ => relative.to_path_buf(),
    }
}

fn check_distinct(inputs: &[Input], paths: &[PathBuf]) -> Result<(), Failure> {
    let mut owners: HashMap<&Path, &Input> = HashMap::new();
    for (input, path) in inputs.iter().zip(paths) {
        if let Some(other) = owners.insert(path, input) {
            let names = (other.name(), input.name());
            let message = format!("{} and {} would both be written to {}", names.0, names.1, path.display());
            return Err(Failure::new(SAME_OUTPUT, message));
        }
    }
    let originals = inputs.iter().filter_map(|input| input.path.as_ref()?.canonicalize().ok());
    let originals: Vec<PathBuf> = originals.collect();
    match paths.iter().find(|path| path.canonicalize().is_ok_and(|path| originals.contains(&path))) {
        None => Ok(()),
        Some(path) => {
            let message = format!("{} is an input and would be overwritten", path.display());
            Err(Failure::new(OVERWRITES_INPUT, message).with_help("name another place with --out"))
        }
    }
}

fn directory_of(path: &Path) -> PathBuf {
    match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent.to_path_buf(),
        _ => PathBuf::from("."),
    }
}

/// Files on their way into place.
pub struct Staged<'a> {
    root: &'a Path,
    /// Made with the first file.
    temporary: Option<TempDir>,
    /// Directories that did not exist before, outermost first.
    made: Vec<PathBuf>,
    files: Vec<(PathBuf, PathBuf)>,
}

impl<'a> Staged<'a> {
    pub fn new(outputs: &'a Outputs) -> Staged<'a> {
        Staged { root: &outputs.root, temporary: None, made: Vec::new(), files: Vec::new() }
    }

    /// Writes a file aside.
    pub fn add(&mut self, path: &Path, text: &str) -> Result<(), Failure> {
        let failed = |error| Failure::write(path.display(), &error);
        if self.temporary.is_none() {
            self.make_directory(self.root)?;
            let temporary = tempfile::Builder::new().prefix(".hzc-").tempdir_in(self.root);
            self.temporary = Some(temporary.map_err(failed)?);
        }
        let Some(temporary) = &self.temporary else { return Ok(()) };
        let aside = temporary.path().join(self.files.len().to_string());
        fs::write(&aside, text).map_err(failed)?;
        self.files.push((aside, path.to_path_buf()));
        Ok(())
    }

    /// Moves all files into place.
    pub fn commit(mut self) -> Result<(), Failure> {
        for (_, path) in &self.files {
            if path.is_dir() {
                let error = std::io::Error::from(std::io::ErrorKind::IsADirectory);
                return Err(Failure::write(path.display(), &error));
            }
        }
        let directories: Vec<PathBuf> = self.files.iter().map(|(_, path)| directory_of(path)).collect();
        directories.iter().try_for_each(|directory| self.make_directory(directory))?;
        for (aside, path) in std::mem::take(&mut self.files) {
            fs::rename(&aside, &path).map_err(|error| Failure::write(path.display(), &error))?;
        }
        self.made.clear();
        Ok(())
    }

    fn make_directory(&mut self, directory: &Path) -> Result<(), Failure> {
        let missing = directory.ancestors().take_while(|up| !up.as_os_str().is_empty() && !up.exists());
        let missing: Vec<PathBuf> = missing.map(Path::to_path_buf).collect();
        // The system would say "file exists" of a file in the way.
        if let Some(file) = directory.ancestors().find(|up| up.is_file()) {
            let message = format!("cannot write below {}: it is not a directory", file.display());
            return Err(Failure::new(CANNOT_WRITE, message));
        }
        fs::create_dir_all(directory).map_err(|error| Failure::write(directory.display(), &error))?;
        self.made.extend(missing.into_iter().rev());
        Ok(())
    }
}

impl Drop for Staged<'_> {
    /// After a failure nothing is left behind.
    fn drop(&mut self) {
        drop(self.temporary.take());
        for directory in self.made.iter().rev() {
            // Fails if something else has come to lie in it, which is then not ours to remove.
            let _ = fs::remove_dir(directory);
        }
    }
}

/// Writes a single file, complete or not at all.
pub fn write_one(path: &Path, text: &str) -> Result<(), Failure> {
    let outputs = Outputs { paths: Vec::new(), root: directory_of(path) };
    let mut staged = Staged::new(&outputs);
    staged.add(path, text)?;
    staged.commit()
}

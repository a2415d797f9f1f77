//! The files of a program: the inputs, and what they import by relative names.

use super::super::args::Plan;
use super::super::failure::{Failure, USAGE};
use super::super::inputs::Input;
use super::super::package::{Packages, kind_of};
use hz_compiler::{Language, ModuleKind, Source, imports};
use std::collections::HashMap;
use std::path::{Path, PathBuf};

/// What is known of a file before it is compiled.
#[derive(Debug, Default)]
pub struct File {
    pub kind: ModuleKind,
    /// The files that it imports by declarations, by index.
    pub imports: Vec<usize>,
}

/// Follows the imports of all inputs. Files outside of the inputs' folders move the place below which all lie.
pub fn find(plan: &Plan, inputs: Vec<Input>) -> Result<(Vec<Input>, Vec<File>), Failure> {
    let packages = Packages::default();
    let mut search = Search { known: HashMap::new(), inputs };
    for (index, input) in search.inputs.iter().enumerate() {
        if let Some(path) = input.path.as_ref().and_then(|path| path.canonicalize().ok()) {
            search.known.insert(path, index);
        }
    }
    let given = search.inputs.len();
    let mut files = Vec::new();
    // The list grows while it is walked.
    while let Some(input) = search.inputs.get(files.len()) {
        let text = if input.path.is_some() { input.read()? } else { String::new() };
        let source = Source { name: &input.name(), text: &text };
        let kind = kind_of(plan, &packages, input, &source);
        let from = input.path.clone();
        let mut file = File { kind, imports: Vec::new() };
        for import in imports(&source, input.language) {
            let target = from.as_deref().and_then(|from| search.add(from, &import.specifier));
            file.imports.extend(target.filter(|_| import.is_static));
        }
        files.push(file);
    }
    if search.inputs.len() > given {
        search.place_below_one_root()?;
    }
    Ok((search.inputs, files))
}

struct Search {
    /// Files by their canonical paths.
    known: HashMap<PathBuf, usize>,
    inputs: Vec<Input>,
}

impl Search {
    /// The file that a specifier means, added if it is new; `None` if it is not a source next to the importing one.
    fn add(&mut self, from: &Path, specifier: &str) -> Option<usize> {
        if !specifier.starts_with("./") && !specifier.starts_with("../") {
            return None;
        }
        let wanted = from.parent()?.join(specifier);
        let path = candidates(&wanted).into_iter().find(|path| path.is_file())?;
        let language = Language::of_path(&path)?;
        let canonical = path.canonicalize().ok()?;
        if let Some(&index) = self.known.get(&canonical) {
            return Some(index);
        }
        let index = self.inputs.len();
        self.known.insert(canonical, index);
        self.inputs.push(Input { relative: PathBuf::new(), path: Some(path), language });
        Some(index)
    }

    /// Outputs keep their places relative to each other, so that relative imports stay true.
    fn place_below_one_root(&mut self) -> Result<(), Failure> {
        let paths: Vec<PathBuf> =
            self.inputs.iter().filter_map(|input| input.path.as_ref()?.canonicalize().ok()).collect();
        if paths.len() != self.inputs.len() {
            return Err(Failure::new(USAGE, "standard input cannot import other files standalone"));
        }
        let mut root = paths[0].parent().map(Path::to_path_buf).unwrap_or_default();
        while !paths.iter().all(|path| path.starts_with(&root)) {
            root.pop();
        }
        for (input, path) in self.inputs.iter_mut().zip(&paths) {
            input.relative = path.strip_prefix(&root).unwrap_or(path).to_path_buf();
        }
        Ok(())
    }
}

/// The file itself; for `./a.js` also the TypeScript that becomes it; for Node's `require("./a")` with an extension.
fn candidates(wanted: &Path) -> Vec<PathBuf> {
    let mut found = vec![wanted.to_path_buf()];
    let extensions: &[&str] = match wanted.extension().and_then(|extension| extension.to_str()) {
        Some("js") => &["ts", "tsx", "jsx"],
        Some("mjs") => &["mts"],
        Some("cjs") => &["cts"],
        _ => &[],
    };
    found.extend(extensions.iter().map(|extension| wanted.with_extension(extension)));
    let mut with_js = wanted.as_os_str().to_os_string();
    with_js.push(".js");
    found.push(PathBuf::from(with_js));
    found
}

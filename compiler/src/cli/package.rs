//! What the nearest `package.json` says about the files below it, as Node.js reads it.

use super::args::Plan;
use super::inputs::Input;
use hz_compiler::{ModuleKind, Source, detect_module_kind};
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

/// Answers by directory, since most files of a build share a few.
#[derive(Default)]
pub struct Packages {
    known: Mutex<HashMap<PathBuf, Option<ModuleKind>>>,
}

impl Packages {
    /// The kind that `"type"` gives to a `.js` or `.ts` file, if a package says so.
    pub fn kind_of(&self, file: &Path) -> Option<ModuleKind> {
        let directory = file.canonicalize().ok()?.parent()?.to_path_buf();
        let known = |map: &HashMap<_, _>, directory: &Path| map.get(directory).copied();
        if let Some(kind) = known(&self.lock(), &directory) {
            return kind;
        }
        let kind = nearest(&directory);
        self.lock().insert(directory, kind);
        kind
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, HashMap<PathBuf, Option<ModuleKind>>> {
        // A panic elsewhere cannot leave a map of finished answers half-written.
        self.known.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }
}

/// The kind of an input: by argument, extension, package, content; failing all these, a module.
pub fn kind_of(plan: &Plan, packages: &Packages, input: &Input, source: &Source) -> ModuleKind {
    let by_name = || ModuleKind::of_path(input.path.as_ref()?);
    let by_package = || packages.kind_of(input.path.as_ref()?);
    let by_content = || detect_module_kind(source, input.language);
    let kind = plan.module.or_else(by_name).or_else(by_package).or_else(by_content);
    kind.unwrap_or_default()
}

fn nearest(directory: &Path) -> Option<ModuleKind> {
    let text = directory.ancestors().find_map(|up| std::fs::read_to_string(up.join("package.json")).ok())?;
    let package: serde_json::Value = serde_json::from_str(&text).ok()?;
    match package.get("type")?.as_str()? {
        "module" => Some(ModuleKind::Module),
        "commonjs" => Some(ModuleKind::CommonJs),
        _ => None,
    }
}

//! The `type` field of the package.json that a file belongs to.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use hz_compiler::ModuleKind;

/// Answers of earlier look-ups, by folder.
#[derive(Default)]
pub struct PackageTypes(Mutex<HashMap<PathBuf, Option<ModuleKind>>>);

impl PackageTypes {
    /// What the nearest package.json says about `.js` files of this folder. A file that is missing, is not JSON or
    /// has no `type` says nothing; so does whatever lies above a `node_modules` folder.
    pub fn of(&self, folder: &Path) -> Option<ModuleKind> {
        let known = self.0.lock().unwrap_or_else(PoisonError::into_inner).get(folder).copied();
        if let Some(known) = known {
            return known;
        }
        let kind = match std::fs::read(folder.join("package.json")) {
            Ok(text) => type_field(&text),
            Err(_) if folder.file_name().is_some_and(|name| name == "node_modules") => None,
            Err(_) => folder.parent().and_then(|parent| self.of(parent)),
        };
        self.0.lock().unwrap_or_else(PoisonError::into_inner).insert(folder.to_owned(), kind);
        kind
    }
}

fn type_field(text: &[u8]) -> Option<ModuleKind> {
    let package: serde_json::Value = serde_json::from_slice(text).ok()?;
    match package.get("type")?.as_str()? {
        "module" => Some(ModuleKind::Module),
        "commonjs" => Some(ModuleKind::CommonJs),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_package_decides() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        let write = |path: &str, text: &str| {
            let path = root.join(path);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, text).unwrap();
        };
        write("package.json", r#"{"type": "module"}"#);
        write("src/deep/a.js", "");
        write("old/package.json", r#"{"type": "commonjs"}"#);
        write("plain/package.json", r#"{"name": "plain"}"#);
        write("node_modules/x/a.js", "");
        let types = PackageTypes::default();
        assert_eq!(types.of(&root.join("src/deep")), Some(ModuleKind::Module));
        assert_eq!(types.of(&root.join("old")), Some(ModuleKind::CommonJs));
        assert_eq!(types.of(&root.join("plain")), None);
        assert_eq!(types.of(&root.join("node_modules/x")), None);
    }
}

//! A checkout of test262: where its tests and its harness lie.

use std::path::{Path, PathBuf};

/// What is run when nothing is named.
const DEFAULT: [&str; 4] = ["language", "built-ins", "annexB", "staging"];

/// A checkout, by its absolute path.
pub struct Checkout {
    root: PathBuf,
}

impl Checkout {
    /// The checkout in that folder.
    pub fn open(path: &Path) -> Result<Checkout, String> {
        let root = path.canonicalize().map_err(|error| format!("{}: {error}", path.display()))?;
        match root.join("harness/assert.js").is_file() && root.join("test").is_dir() {
            true => Ok(Checkout { root }),
            false => {
                Err(format!("{} is no checkout of test262: it has no harness/assert.js", path.display()))
            }
        }
    }

    /// A script of the harness.
    pub fn harness(&self, name: &str) -> PathBuf {
        self.root.join("harness").join(name)
    }

    /// The file of a test.
    pub fn file(&self, test: &str) -> PathBuf {
        self.root.join("test").join(test)
    }

    /// What the command line means, as paths below `test/`.
    pub fn selection(&self, folders: &[String]) -> Vec<String> {
        match folders {
            [] => DEFAULT.map(str::to_owned).to_vec(),
            folders => folders.iter().map(|folder| clean(folder)).collect(),
        }
    }

    /// The names of the selected tests, sorted: their paths below `test/`.
    pub fn tests(&self, folders: &[String]) -> Result<Vec<String>, String> {
        let mut found = Vec::new();
        for folder in self.selection(folders) {
            let top = self.file(&folder);
            if !top.exists() {
                return Err(format!("{} does not exist", top.display()));
            }
            let walk = ignore::WalkBuilder::new(&top).standard_filters(false).build();
            for entry in walk {
                let entry = entry.map_err(|error| error.to_string())?;
                if let Some(name) = self.name_of(entry.path()) {
                    found.push(name);
                }
            }
        }
        found.sort();
        found.dedup();
        Ok(found)
    }

    /// A test's name; fixtures are parts of tests, and tests of ECMA-402 are not ours to judge.
    fn name_of(&self, path: &Path) -> Option<String> {
        let name = path.strip_prefix(self.root.join("test")).ok()?.to_str()?;
        let is_test = name.ends_with(".js") && !name.contains("_FIXTURE") && !name.contains("intl402/");
        is_test.then(|| name.to_owned())
    }
}

fn clean(folder: &str) -> String {
    folder.trim_start_matches("./").trim_start_matches("test/").trim_end_matches('/').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_may_be_written_as_the_shell_completes_them() {
        assert_eq!(clean("test/language/"), "language");
        assert_eq!(clean("./test/built-ins/Array"), "built-ins/Array");
        assert_eq!(clean("annexB"), "annexB");
    }
}

//! Finds the cases below a folder: `<folder>/<topic>/<case>/`.
//!
//! Every folder two levels down is a case and must hold one of the named input files; a folder that holds
//! none is an error, because a case that nobody runs proves nothing.

use std::fs;
use std::path::{Path, PathBuf};

/// One case: a folder and its input.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Case {
    /// `topic/case`, the name that a test filter sees.
    pub name: String,
    pub folder: PathBuf,
    /// The input file's name.
    pub input: String,
}

impl Case {
    /// The lines of one of the case's files that say something: no blanks, no `#` reasons.
    pub fn lines(&self, file: &str) -> Vec<String> {
        let text = fs::read_to_string(self.folder.join(file)).unwrap_or_default();
        let said = |line: &&str| !line.is_empty() && !line.starts_with('#');
        text.lines().map(str::trim_end).filter(said).map(str::to_string).collect()
    }

    /// The whole text of one of the case's files, empty if it has none.
    pub fn text(&self, file: &str) -> String {
        fs::read_to_string(self.folder.join(file)).unwrap_or_default()
    }
}

/// All cases below `folder` whose input is one of `inputs`, in the order of their names.
pub fn find(folder: &Path, inputs: &[&str]) -> Result<Vec<Case>, String> {
    let mut found = Vec::new();
    for topic in subfolders(folder)? {
        for case in subfolders(&topic)? {
            let name = format!("{}/{}", file_name(&topic), file_name(&case));
            let Some(input) = inputs.iter().find(|input| case.join(input).is_file()) else {
                return Err(format!("{}: a case needs one of {}", case.display(), inputs.join(", ")));
            };
            found.push(Case { name, folder: case, input: input.to_string() });
        }
    }
    Ok(found)
}

fn subfolders(folder: &Path) -> Result<Vec<PathBuf>, String> {
    let entries = fs::read_dir(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let mut folders: Vec<PathBuf> =
        entries.flatten().map(|entry| entry.path()).filter(|path| path.is_dir()).collect();
    folders.sort();
    Ok(folders)
}

fn file_name(path: &Path) -> String {
    path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::find;
    use std::fs;

    #[test]
    fn a_folder_without_input_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir_all(folder.path().join("topic/lost")).unwrap();
        let error = find(folder.path(), &["main.js", "main.ts"]).unwrap_err();
        assert!(error.contains("lost") && error.contains("main.ts"), "{error}");
    }

    #[test]
    fn cases_come_in_order_with_their_input() {
        let folder = tempfile::tempdir().unwrap();
        for (case, input) in [("b/two", "main.ts"), ("a/one", "main.js")] {
            fs::create_dir_all(folder.path().join(case)).unwrap();
            fs::write(folder.path().join(case).join(input), "").unwrap();
        }
        let names: Vec<_> = find(folder.path(), &["main.js", "main.ts"]).unwrap();
        assert_eq!(names.iter().map(|case| case.name.as_str()).collect::<Vec<_>>(), ["a/one", "b/two"]);
        assert_eq!(names[1].input, "main.ts");
    }
}

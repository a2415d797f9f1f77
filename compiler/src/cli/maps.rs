//! Source maps in the file system: where they lie, how code refers to them, and which files they name.

use super::inputs::Input;
use hz_compiler::{InputMap, Options, source_map_url};
use std::path::{Component, Path, PathBuf};

/// The file of the map of an output file.
pub fn path_of(output: &Path) -> PathBuf {
    let mut name = output.as_os_str().to_os_string();
    name.push(".map");
    PathBuf::from(name)
}

/// Adds the reference from code to its map.
pub fn link(code: &mut String, output: &Path) {
    let map = path_of(output);
    let name = map.file_name().unwrap_or_default().to_string_lossy();
    code.push_str(&format!("//# sourceMappingURL={}\n", name.replace(' ', "%20")));
}

/// Tells the compiler the name of the source as seen from the map, and the map that the source itself refers to.
pub fn prepare(options: &mut Options, input: &Input, output: Option<&Path>, text: &str) {
    let Some(path) = &input.path else { return };
    let from = output.and_then(Path::parent);
    options.map_name = Some(relative(path, from));
    let Some(url) = source_map_url(text) else { return };
    let linked = (!url.starts_with("data:")).then(|| path.with_file_name(url.replace("%20", " ")));
    let json = linked.as_ref().and_then(|path| std::fs::read_to_string(path).ok());
    let holder = linked.as_ref().unwrap_or(path);
    let base = holder.parent().map(|directory| relative(directory, from));
    options.input_map = Some(InputMap { json, base: base.unwrap_or_default() });
}

/// `path` as seen from the directory `from`, with slashes; absolute when there is no such way.
pub fn relative(path: &Path, from: Option<&Path>) -> String {
    let from = match from {
        None => return slashes(path.components()),
        Some(from) if from.as_os_str().is_empty() => Path::new("."),
        Some(from) => from,
    };
    // The output directory may not exist yet, so both are made absolute by name only.
    let (Ok(path), Ok(from)) = (std::path::absolute(path), std::path::absolute(from)) else {
        return slashes(path.components());
    };
    let shared = path.components().zip(from.components()).take_while(|(a, b)| a == b).count();
    let up = from.components().skip(shared).map(|_| Component::ParentDir);
    slashes(up.chain(path.components().skip(shared)))
}

fn slashes<'a>(components: impl Iterator<Item = Component<'a>>) -> String {
    let mut text = String::new();
    for component in components {
        if !text.is_empty() && !text.ends_with('/') {
            text.push('/');
        }
        match component {
            Component::RootDir => text.push('/'),
            other => text.push_str(&other.as_os_str().to_string_lossy()),
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::{path_of, relative};
    use std::path::Path;

    #[test]
    fn names_sources_as_seen_from_the_map() {
        assert_eq!(relative(Path::new("src/a.ts"), Some(Path::new("out/deep"))), "../../src/a.ts");
        assert_eq!(relative(Path::new("a.ts"), Some(Path::new(""))), "a.ts");
        assert_eq!(relative(Path::new("/x/a.ts"), None), "/x/a.ts");
        assert_eq!(path_of(Path::new("out/a.js")), Path::new("out/a.js.map"));
    }
}

//! The JavaScript half of the runtime, carried inside `hzrun` and `hzc`: its files, and the names by which they are imported.

/// Every file of stdlib-js as (path below that folder, text), sorted by path.
const FILES: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/stdlib_files.rs"));

/// The synthetic module of native functions.
pub const OPS: &str = "hz:internal/ops";

/// Opens a line of the core that is code in a traced run, and a comment otherwise.
pub const TRACE_MARK: &str = "//@trace ";
/// The same for a run with `--verify-reentry`.
pub const VERIFY_MARK: &str = "//@verify ";

/// The same for a run with a CPU profile.
pub const PROFILE_MARK: &str = "//@profile ";

/// The same for a run with hooks.
pub const HOOKS_MARK: &str = "//@hooks ";

/// A text of the core with its marked lines as code.
pub fn unmarked(text: &str, mark: &str) -> String {
    text.replace(mark, "")
}

/// The text of a module of stdlib-js, if there is one of that URL.
///
/// `hz` is `hz.js`, `hz:web/url` is `web/url.js`, `node:fs/promises` is `node/fs/promises.js`.
pub fn text_of(url: &str) -> Option<&'static str> {
    let path = path_of(url)?;
    let index = FILES.binary_search_by(|(name, _)| (*name).cmp(&path)).ok()?;
    Some(FILES[index].1)
}

/// Whether a URL names a module of stdlib-js (which need not exist).
pub fn is_internal(url: &str) -> bool {
    url == "hz" || url.starts_with("hz:") || url.starts_with("node:")
}

/// Whether a program may import that module. The rest is our own business and may change any day.
pub fn is_public(url: &str) -> bool {
    if let Some(name) = url.strip_prefix("node:") {
        return !name.starts_with("internal/");
    }
    url == "hz" || url.strip_prefix("hz:").is_some_and(|rest| !rest.contains('/') && rest != "globals")
}

/// Whether a module runs as written: the core is the one part that must not be compiled, since it is what compiled
/// code calls.
pub fn is_raw(url: &str) -> bool {
    url.starts_with("hz:core/") || url.starts_with("hz:standalone/")
}

/// The URL that `specifier` means in the module `referrer` of stdlib-js; relative ones are allowed there.
pub fn join(referrer: &str, specifier: &str) -> String {
    if !specifier.starts_with('.') {
        return specifier.to_owned();
    }
    let path = path_of(referrer).unwrap_or_default();
    let mut parts: Vec<&str> = path.split('/').collect();
    parts.pop();
    for part in specifier.split('/') {
        match part {
            "." | "" => {}
            ".." => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    url_of(&parts.join("/"))
}

/// The names of `node:` modules that exist here, without the prefix, as `node:module` lists them.
pub fn node_modules() -> impl Iterator<Item = &'static str> {
    FILES.iter().filter_map(|(path, _)| {
        let name = path.strip_prefix("node/")?.strip_suffix(".js")?;
        is_public(&format!("node:{name}")).then_some(name)
    })
}

fn path_of(url: &str) -> Option<String> {
    if url == "hz" {
        return Some("hz.js".to_owned());
    }
    if let Some(name) = url.strip_prefix("node:") {
        return Some(format!("node/{name}.js"));
    }
    url.strip_prefix("hz:").map(|name| format!("{name}.js"))
}

fn url_of(path: &str) -> String {
    let name = path.strip_suffix(".js").unwrap_or(path);
    match name.strip_prefix("node/") {
        Some(name) => format!("node:{name}"),
        None if name == "hz" => "hz".to_owned(),
        None => format!("hz:{name}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn relative_imports_stay_inside_the_library() {
        assert_eq!(join("hz:web/url", "./kind.js"), "hz:web/kind");
        assert_eq!(join("node:fs/promises", "../path.js"), "node:path");
        assert_eq!(join("node:fs", "../hz.js"), "hz");
        assert_eq!(join("hz:web/url", "node:path"), "node:path");
    }

    #[test]
    fn programs_see_the_public_part_only() {
        for public in ["hz", "hz:sync", "hz:time", "node:fs", "node:fs/promises"] {
            assert!(is_public(public), "{public}");
        }
        for private in ["hz:core/abi", OPS, "hz:web/url", "hz:globals", "node:internal/errors"] {
            assert!(!is_public(private), "{private}");
        }
    }

    #[test]
    fn files_are_sorted_for_the_search() {
        assert!(FILES.is_sorted_by_key(|(name, _)| name));
    }
}

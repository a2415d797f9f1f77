//! From a specifier to the URL of a module, by Node's rules: relative paths, packages of `node_modules` with their
//! `exports` and `imports`, built-ins. TypeScript adds that `./a.js` may mean `a.ts`, and that extensions may be left out.

use std::path::{Path, PathBuf};

use std::sync::Arc;

use hz_compiler::{Language, tsconfig};
use oxc_resolver::{ResolveError, ResolveOptions, Resolver, TsConfig, TsconfigDiscovery};
use url::Url;

use super::error::LoadError;
use super::stdlib;

/// Who asks: an `import` or a `require`. Packages may answer differently.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// `import` and `import()`.
    Import,
    /// `require()`.
    Require,
}

/// Tried in this order when a specifier has no extension. JavaScript comes first: a package that carries its
/// TypeScript sources along means its JavaScript to be run.
const EXTENSIONS: [&str; 9] = [".js", ".json", ".ts", ".tsx", ".jsx", ".mjs", ".cjs", ".mts", ".cts"];

/// What may stand behind an extension that TypeScript's users write for the file that would be compiled from theirs.
const ALIASES: [(&str, &[&str]); 4] = [
    (".js", &[".js", ".ts", ".tsx"]),
    (".jsx", &[".jsx", ".tsx"]),
    (".mjs", &[".mjs", ".mts"]),
    (".cjs", &[".cjs", ".cts"]),
];

/// Finds modules.
pub struct Resolve {
    import: Resolver,
    require: Resolver,
    /// As `import`, for TypeScript and JSX: by the `paths` and `baseUrl` of the nearest tsconfig.json too.
    typed_import: Resolver,
    typed_require: Resolver,
}

impl Default for Resolve {
    fn default() -> Self {
        let import = Resolver::new(options("import"));
        let require = import.clone_with_options(options("require"));
        let typed = |mode| ResolveOptions { tsconfig: Some(TsconfigDiscovery::Auto), ..options(mode) };
        let typed_import = import.clone_with_options(typed("import"));
        let typed_require = import.clone_with_options(typed("require"));
        Resolve { import, require, typed_import, typed_require }
    }
}

fn options(mode: &str) -> ResolveOptions {
    ResolveOptions {
        condition_names: vec!["node".into(), mode.into(), "default".into()],
        extensions: EXTENSIONS.map(String::from).to_vec(),
        extension_alias: ALIASES
            .map(|(from, to)| (from.to_owned(), to.iter().map(|to| to.to_string()).collect()))
            .to_vec(),
        ..ResolveOptions::default()
    }
}

impl Resolve {
    /// The URL that `specifier` means in the module `referrer`.
    pub fn resolve(&self, specifier: &str, referrer: &str, mode: Mode) -> Result<String, LoadError> {
        if stdlib::is_internal(referrer) {
            return Ok(stdlib::join(referrer, specifier));
        }
        if let Some(url) = builtin(specifier)? {
            return Ok(url);
        }
        let refused = |reason: &str, code| LoadError::Refused {
            specifier: specifier.to_owned(),
            importer: None,
            reason: reason.to_owned(),
            code,
        };
        if specifier.is_empty() {
            return Err(refused("a specifier must not be empty", "ERR_INVALID_MODULE_SPECIFIER"));
        }
        let (path, query) = match Url::parse(specifier) {
            // A Windows drive or a package with a colon in its name does not exist here, so a scheme is a scheme.
            Ok(url) if url.scheme() == "file" => {
                let path =
                    url.to_file_path().map_err(|()| refused("not a path", "ERR_INVALID_FILE_URL_PATH"))?;
                (path.display().to_string(), url.query().map(str::to_owned))
            }
            Ok(url) => {
                let reason = format!(
                    "modules of scheme {:?} are not supported; expected file:, node: or hz:",
                    url.scheme()
                );
                return Err(refused(&reason, "ERR_UNSUPPORTED_ESM_URL_SCHEME"));
            }
            Err(_) => split_query(specifier, mode),
        };
        let file = path_of_url(referrer);
        let folder = file.as_ref().and_then(|path| path.parent().map(Path::to_owned)).unwrap_or("/".into());
        let typed = file.filter(|file| is_typed(file));
        let resolver = match (&typed, mode) {
            (None, Mode::Import) => &self.import,
            (None, Mode::Require) => &self.require,
            (Some(_), Mode::Import) => &self.typed_import,
            (Some(_), Mode::Require) => &self.typed_require,
        };
        let find = || match &typed {
            None => resolver.resolve(&folder, &path),
            Some(file) => resolver.resolve_file(file, &path),
        };
        let mut found = find();
        if found.is_err() {
            // The resolver remembers what was missing; the program may have made it meanwhile.
            resolver.clear_cache();
            found = find();
        }
        match found {
            Ok(found) => Ok(with_query(url_of_path(found.path()), query.as_deref())),
            Err(error) => Err(explain(error, specifier, &folder.join(&path), &folder)),
        }
    }
}

impl Resolve {
    /// The tsconfig.json that a TypeScript or JSX file belongs to, with what it extends.
    pub fn config_of(&self, file: &Path) -> Result<Option<Arc<TsConfig>>, LoadError> {
        if !is_typed(file) {
            return Ok(None);
        }
        self.typed_import.find_tsconfig(file).map_err(|error| LoadError::Config(tsconfig::describe(&error)))
    }
}

fn is_typed(file: &Path) -> bool {
    Language::of_path(file).is_some_and(|language| language != Language::JavaScript)
}

/// A specifier that names a module of stdlib-js, with or without `node:`.
fn builtin(specifier: &str) -> Result<Option<String>, LoadError> {
    let url = match specifier {
        name if stdlib::is_internal(name) => name.to_owned(),
        name if name.starts_with(['.', '/', '#']) => return Ok(None),
        name => {
            let url = format!("node:{name}");
            if stdlib::text_of(&url).is_none() || !stdlib::is_public(&url) {
                return Ok(None);
            }
            url
        }
    };
    if stdlib::is_public(&url) && stdlib::text_of(&url).is_some() {
        return Ok(Some(url));
    }
    Err(LoadError::Refused {
        specifier: specifier.to_owned(),
        importer: None,
        reason: "there is no such built-in module".to_owned(),
        code: "ERR_UNKNOWN_BUILTIN_MODULE",
    })
}

/// An `import` may carry a query (`./a.js?2`), which makes it a module of its own.
fn split_query(specifier: &str, mode: Mode) -> (String, Option<String>) {
    match specifier.split_once('?') {
        Some((path, query)) if mode == Mode::Import && specifier.starts_with(['.', '/']) => {
            (path.to_owned(), Some(query.to_owned()))
        }
        _ => (specifier.to_owned(), None),
    }
}

fn with_query(url: String, query: Option<&str>) -> String {
    match query {
        Some(query) => format!("{url}?{query}"),
        None => url,
    }
}

/// The resolver's refusal, in words that help.
fn explain(error: ResolveError, specifier: &str, path: &Path, folder: &Path) -> LoadError {
    let specifier = specifier.to_owned();
    match error {
        ResolveError::NotFound(_)
        | ResolveError::ExtensionAlias(..)
        | ResolveError::MatchedAliasNotFound(..) => {
            LoadError::NotFound { tried: tried(&specifier, path, folder), specifier, importer: None }
        }
        ResolveError::PackagePathNotExported { .. } => {
            let code = "ERR_PACKAGE_PATH_NOT_EXPORTED";
            LoadError::Refused { specifier, importer: None, reason: error.to_string(), code }
        }
        ResolveError::PackageImportNotDefined(..) => {
            let code = "ERR_PACKAGE_IMPORT_NOT_DEFINED";
            LoadError::Refused { specifier, importer: None, reason: error.to_string(), code }
        }
        error => {
            let code = "ERR_INVALID_PACKAGE_CONFIG";
            LoadError::Refused { specifier, importer: None, reason: tsconfig::describe(&error), code }
        }
    }
}

fn tried(specifier: &str, path: &Path, folder: &Path) -> Vec<String> {
    if specifier.starts_with(['.', '/']) || specifier.starts_with("file:") {
        let path = normal(path);
        let extension = path.extension().map(|extension| format!(".{}", extension.display()));
        let alias = ALIASES.iter().find(|(from, _)| extension.as_deref() == Some(from));
        let shown = path.display();
        return match alias {
            Some((_, to)) => {
                to.iter().map(|to| path.with_extension(&to[1..]).display().to_string()).collect()
            }
            None => vec![
                shown.to_string(),
                format!("{shown} with {}", EXTENSIONS.join(", ")),
                format!("{shown}/index with the same"),
            ],
        };
    }
    let depth = if specifier.starts_with('@') { 2 } else { 1 };
    let package = specifier.split('/').take(depth).collect::<Vec<_>>().join("/");
    vec![format!("node_modules/{package} in {} and the folders above", folder.display())]
}

/// The path without `.` and `..`; it need not exist.
fn normal(path: &Path) -> PathBuf {
    let mut result = PathBuf::new();
    for part in path.components() {
        match part {
            std::path::Component::CurDir => {}
            std::path::Component::ParentDir => {
                result.pop();
            }
            part => result.push(part),
        }
    }
    result
}

/// The URL of an absolute path.
pub fn url_of_path(path: &Path) -> String {
    Url::from_file_path(path).map_or_else(|()| format!("file://{}", path.display()), String::from)
}

/// The path of a `file:` URL, without its query.
pub fn path_of_url(url: &str) -> Option<PathBuf> {
    Url::parse(url).ok().filter(|url| url.scheme() == "file")?.to_file_path().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        for (path, text) in files {
            let path = folder.path().join(path);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, text).unwrap();
        }
        folder
    }

    fn resolve(folder: &tempfile::TempDir, specifier: &str, mode: Mode) -> Result<String, LoadError> {
        let root = folder.path().canonicalize().unwrap();
        let url = Resolve::default().resolve(specifier, &url_of_path(&root.join("main.js")), mode)?;
        Ok(url.replace(&url_of_path(&root), ""))
    }

    #[test]
    fn extensions_may_be_left_out_or_mean_typescript() {
        let folder = folder(&[("a.ts", ""), ("b.js", ""), ("b.ts", ""), ("c/index.tsx", ""), ("d.mts", "")]);
        assert_eq!(resolve(&folder, "./a", Mode::Import).unwrap(), "/a.ts");
        assert_eq!(resolve(&folder, "./a.js", Mode::Import).unwrap(), "/a.ts");
        assert_eq!(resolve(&folder, "./b", Mode::Import).unwrap(), "/b.js");
        assert_eq!(resolve(&folder, "./b.ts", Mode::Import).unwrap(), "/b.ts");
        assert_eq!(resolve(&folder, "./c", Mode::Require).unwrap(), "/c/index.tsx");
        assert_eq!(resolve(&folder, "./d.mjs", Mode::Import).unwrap(), "/d.mts");
        assert_eq!(resolve(&folder, "./b.js?x=1", Mode::Import).unwrap(), "/b.js?x=1");
    }

    #[test]
    fn conditions_follow_the_mode() {
        let package = r##"{
            "exports": { ".": { "import": "./i.mjs", "require": "./r.cjs" }, "./only": { "browser": "./x.js" } },
            "imports": { "#in": "./i.mjs" }
        }"##;
        let folder = folder(&[
            ("node_modules/p/package.json", package),
            ("node_modules/p/i.mjs", ""),
            ("node_modules/p/r.cjs", ""),
            ("node_modules/@s/q/index.js", ""),
        ]);
        assert_eq!(resolve(&folder, "p", Mode::Import).unwrap(), "/node_modules/p/i.mjs");
        assert_eq!(resolve(&folder, "p", Mode::Require).unwrap(), "/node_modules/p/r.cjs");
        assert_eq!(resolve(&folder, "@s/q", Mode::Import).unwrap(), "/node_modules/@s/q/index.js");
        let error = resolve(&folder, "p/only", Mode::Import).unwrap_err();
        assert!(matches!(error, LoadError::Refused { code: "ERR_PACKAGE_PATH_NOT_EXPORTED", .. }), "{error}");
    }

    #[test]
    fn what_is_missing_is_said_with_what_was_tried() {
        let folder = folder(&[]);
        let message = resolve(&folder, "./gone.js", Mode::Import).unwrap_err().to_string();
        assert!(message.starts_with("cannot find \"./gone.js\""), "{message}");
        assert!(message.contains("gone.ts"), "{message}");
        let message = resolve(&folder, "left-pad/x", Mode::Import).unwrap_err().to_string();
        assert!(message.contains("node_modules/left-pad in "), "{message}");
    }

    #[test]
    fn inner_modules_are_out_of_reach() {
        let folder = folder(&[]);
        for specifier in ["hz:core/abi", "hz:internal/ops", "node:nonsense", "http://a/b.js", ""] {
            let error = resolve(&folder, specifier, Mode::Import).unwrap_err();
            assert!(matches!(error, LoadError::Refused { .. }), "{specifier}: {error}");
        }
    }
}

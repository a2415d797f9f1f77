//! Reading a module and compiling it, once per process.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use hz_compiler::abi::CompiledMark;
use hz_compiler::{
    CjsExports, FunctionTexts, Language, ModuleKind, Options, Output, Source, SourceMapKind, YieldPoints,
    tsconfig,
};

use super::cache::{DiskCache, Key};
use super::error::LoadError;
use super::function_source::FunctionSource;
use super::package::PackageTypes;
use super::resolve::{Mode, Resolve, path_of_url};
use super::source_map::SourceMap;
use super::stdlib;

/// What a module is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// An ECMAScript module.
    Module,
    /// A CommonJS module: the text is the body of a function.
    CommonJs,
    /// JSON.
    Json,
    /// A classic script: global code. It is run and never imported.
    Script,
}

/// How much of a module an isolate needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Form {
    /// All of it: the main isolate runs the program.
    Program,
    /// What functions that run there refer to: the program's statements run once, in the main isolate.
    Declarations,
}

/// The form in which a module is loaded. Packages and the standard library are libraries: their statements make what
/// they export, so every isolate runs them.
fn form_of(url: &str, wanted: Form) -> Form {
    if stdlib::is_internal(url) || url.contains("/node_modules/") { Form::Program } else { wanted }
}

/// A module ready for V8.
pub struct Loaded {
    /// What it is known by.
    pub url: String,
    /// What it is made of.
    pub format: Format,
    /// The text to run.
    pub code: String,
    /// What a CommonJS module seems to export.
    pub exports: CjsExports,
    /// V8's code for the text, from an earlier run.
    pub code_cache: Option<Vec<u8>>,
    /// The source texts of its functions, if the text was compiled.
    pub function_source: Option<FunctionSource>,
    /// The compiler has just seen the text, V8 has not: it may know early errors that the compiler does not.
    unchecked: AtomicBool,
    key: Option<Key>,
    map_json: Option<String>,
    map: OnceLock<Option<SourceMap>>,
    yield_points: OnceLock<YieldPoints>,
}

impl Loaded {
    /// The map back to the source, if the text was compiled.
    pub fn map(&self) -> Option<&SourceMap> {
        self.map.get_or_init(|| SourceMap::parse(self.map_json.as_deref()?)).as_ref()
    }

    /// The source, when V8 should be asked whether it has early errors; once for each compilation.
    pub fn unchecked_source(&self) -> Option<&str> {
        let source = self.function_source.as_ref()?;
        self.unchecked.swap(false, Ordering::Relaxed).then(|| source.text())
    }

    fn read_yield_points(&self) -> YieldPoints {
        let module = match self.format {
            Format::CommonJs => ModuleKind::CommonJs,
            Format::Script => ModuleKind::Script,
            Format::Module | Format::Json => ModuleKind::Module,
        };
        // What cannot be read has no such places: code there is never suspended.
        YieldPoints::of(&Source { name: &self.url, text: &self.code }, module).unwrap_or_default()
    }
}

/// The module that attaches hooks.
const HOOKS: &str = "hz:hooks";

/// How all modules of the process are compiled.
#[derive(Debug, Clone, Default)]
pub struct LoaderOptions {
    /// Leave JavaScript as it is written; only types, JSX and decorators are compiled away.
    pub native: bool,
    /// Poll everywhere.
    pub stress: bool,
    /// Have the core note what it does, for a trace.
    pub traced: bool,
    /// Give the core with the checks of `--verify-reentry`.
    pub verified: bool,
    /// Have the core show threads and their captured frames to V8's profiler.
    pub profiled: bool,
    /// Have functions and the core tell hooks what happens.
    pub hooks: bool,
    /// Folder of the cache; none for no cache.
    pub cache: Option<PathBuf>,
}

/// Loads modules for all isolates.
pub struct Loader {
    options: LoaderOptions,
    resolve: Resolve,
    packages: PackageTypes,
    cache: DiskCache,
    /// What else decides about the compiler's output: the program that carries it.
    version: String,
    loaded: Mutex<HashMap<(String, Form), Arc<Loaded>>>,
    /// How many scripts were compiled; each has its number.
    scripts: AtomicU32,
    /// The URL of the module with which the program begins.
    entry: OnceLock<String>,
    /// Texts that come from the command line instead of a file.
    virtual_files: Mutex<HashMap<PathBuf, String>>,
}

/// What the cache keeps beside the text.
#[derive(serde::Serialize, serde::Deserialize)]
struct Entry {
    code: String,
    map: Option<String>,
    exports: CjsExports,
    function_texts: FunctionTexts,
}

impl Loader {
    /// A loader with nothing loaded.
    pub fn new(options: LoaderOptions) -> Loader {
        let cache = DiskCache::new(options.cache.clone());
        Loader {
            options,
            resolve: Resolve::default(),
            packages: PackageTypes::default(),
            cache,
            version: version(),
            loaded: Mutex::default(),
            scripts: AtomicU32::new(0),
            entry: OnceLock::new(),
            virtual_files: Mutex::default(),
        }
    }

    /// Gives a text the name of a file that need not exist (`-e`, standard input).
    pub fn add_virtual_file(&self, path: PathBuf, text: String) {
        self.virtual_files.lock().unwrap_or_else(PoisonError::into_inner).insert(path, text);
    }

    /// A line of a source as people know it by `Place::file`; lines count from 1.
    pub fn source_line(&self, file: &str, line: u32) -> Option<String> {
        let path = Path::new(file);
        let known = self.virtual_files.lock().unwrap_or_else(PoisonError::into_inner).get(path).cloned();
        let text = known.or_else(|| std::fs::read_to_string(path).ok())?;
        text.lines().nth((line as usize).checked_sub(1)?).map(str::to_owned)
    }

    /// The URL that `specifier` means in the module `referrer`.
    pub fn resolve(&self, specifier: &str, referrer: &str, mode: Mode) -> Result<String, LoadError> {
        let url = self.resolve.resolve(specifier, referrer, mode)?;
        if url == HOOKS && !self.options.hooks {
            let reason =
                "hooks are told something only by `hzrun --hooks`, which compiles for them".to_owned();
            return Err(LoadError::Refused { specifier: url, importer: None, reason, code: "ERR_NO_HOOKS" });
        }
        Ok(url)
    }

    /// A module that has been loaded before, for places in error messages.
    pub fn loaded(&self, url: &str, wanted: Form) -> Option<Arc<Loaded>> {
        let form = form_of(url, wanted);
        self.loaded.lock().unwrap_or_else(PoisonError::into_inner).get(&(url.to_owned(), form)).cloned()
    }

    /// The module of that URL, read and compiled.
    pub fn load(&self, url: &str, wanted: Form) -> Result<Arc<Loaded>, LoadError> {
        let form = form_of(url, wanted);
        if let Some(loaded) = self.loaded(url, form) {
            return Ok(loaded);
        }
        // Two isolates may load the same file at once; the first to finish wins, and both see that one.
        let loaded = Arc::new(self.load_now(url, form)?);
        let mut table = self.loaded.lock().unwrap_or_else(PoisonError::into_inner);
        Ok(table.entry((url.to_owned(), form)).or_insert(loaded).clone())
    }

    /// A classic script, or a text given to `eval`, compiled. Such texts are often made anew each time, so they are not
    /// kept on disk.
    pub fn compile_script(&self, text: &str) -> Result<Output, LoadError> {
        let number = self.scripts.fetch_add(1, Ordering::Relaxed);
        self.compile_text(text, Some(number))
    }

    /// A script to be run under the name `url`, to which a number is added: each script is one of its own.
    pub fn load_script(&self, url: &str, text: &str) -> Result<Arc<Loaded>, LoadError> {
        let number = self.scripts.fetch_add(1, Ordering::Relaxed);
        let url = format!("{url}#{number}");
        let loaded = if self.options.native {
            self.as_written(&url, Format::Script, text.to_owned(), CjsExports::default())
        } else {
            let output = self.compile_text(text, Some(number))?;
            let is_javascript = output.function_texts.text.is_none();
            Loaded {
                unchecked: is_javascript.into(),
                function_source: Some(FunctionSource::new(text.to_owned(), output.function_texts)),
                key: None,
                ..self.as_written(&url, Format::Script, output.code, CjsExports::default())
            }
        };
        let loaded = Arc::new(loaded);
        let mut table = self.loaded.lock().unwrap_or_else(PoisonError::into_inner);
        table.insert((url, Form::Program), loaded.clone());
        Ok(loaded)
    }

    /// Says with which module the program begins, before anything is loaded. The first one counts.
    pub fn set_entry(&self, url: &str) {
        let _ = self.entry.set(url.to_owned());
    }

    /// Forgets what a cache has of a text that V8 refused, so that the next run asks again.
    pub fn forget(&self, loaded: &Loaded) {
        if let Some(key) = &loaded.key {
            self.cache.put(key, "js", &[]);
        }
        self.loaded.lock().unwrap_or_else(PoisonError::into_inner).retain(|_, other| other.url != loaded.url);
    }

    /// A text that must stay a single expression, compiled: there is no room for resume versions beside it.
    pub fn compile_expression(&self, text: &str) -> Result<Output, LoadError> {
        self.compile_text(text, None)
    }

    fn compile_text(&self, text: &str, script: Option<u32>) -> Result<Output, LoadError> {
        let LoaderOptions { stress, hooks, .. } = self.options;
        let options = Options { module: ModuleKind::Script, stress, hooks, script, ..Options::default() };
        let output = hz_compiler::compile(&Source { name: "<anonymous>", text }, &options);
        output.map_err(LoadError::Syntax)
    }

    /// Keeps V8's code for the next run.
    pub fn keep_code_cache(&self, loaded: &Loaded, code: &[u8]) {
        if let Some(key) = &loaded.key {
            self.cache.put(key, "v8", code);
        }
    }

    /// What an earlier run of this very program has kept of that kind.
    pub fn kept(&self, kind: &str) -> Option<Vec<u8>> {
        self.cache.read(&self.own_key(), kind)
    }

    /// Keeps something for later runs of this very program; false when it cannot be kept.
    pub fn keep(&self, kind: &str, content: &[u8]) -> bool {
        self.cache.put(&self.own_key(), kind, content)
    }

    fn own_key(&self) -> Key {
        Key::of(&[self.version.as_bytes()])
    }

    /// Where the text of a module can be left. Few programs ask, and of few modules.
    pub fn yield_points<'l>(&self, loaded: &'l Loaded) -> &'l YieldPoints {
        const KIND: &str = "yields";
        loaded.yield_points.get_or_init(|| {
            let Some(key) = &loaded.key else { return loaded.read_yield_points() };
            let kept = self.cache.get(key, KIND).and_then(|bytes| serde_json::from_slice(&bytes).ok());
            kept.unwrap_or_else(|| {
                let points = loaded.read_yield_points();
                self.cache.put(key, KIND, &serde_json::to_vec(&points).unwrap_or_default());
                points
            })
        })
    }

    /// How often the cache on disk had an answer, of how many times it was asked.
    pub fn cache_counts(&self) -> (usize, usize) {
        (self.cache.hits.load(Ordering::Relaxed), self.cache.lookups.load(Ordering::Relaxed))
    }

    fn load_now(&self, url: &str, form: Form) -> Result<Loaded, LoadError> {
        if stdlib::is_internal(url) {
            return self.load_internal(url);
        }
        let path = path_of_url(url).unwrap_or_else(|| PathBuf::from(url));
        let text = self.read(&path)?;
        let (format, language) = self.format_of(&path, &text)?;
        if format == Format::Json {
            return Ok(self.as_written(url, format, text, CjsExports::default()));
        }
        if let Some(mark) = CompiledMark::of(&text) {
            if mark.version != CompiledMark::own(false).version {
                return Err(LoadError::OtherContract { path, version: mark.version });
            }
            if mark.hooks && !self.options.hooks {
                return Err(LoadError::NeedsHooks { path });
            }
            return Ok(self.as_written(url, format, text, CjsExports::default()));
        }
        let mut options = Options {
            language,
            reentrant: !self.options.native,
            stress: self.options.stress,
            hooks: self.options.hooks,
            declarations: form == Form::Declarations,
            entry: form == Form::Program && self.entry.get().is_some_and(|entry| entry == url),
            ..Options::default()
        };
        if let Some(config) = self.resolve.config_of(&path)? {
            tsconfig::apply(&config.compiler_options, &mut options);
        }
        self.compile(url, text, format, options)
    }

    fn load_internal(&self, url: &str) -> Result<Loaded, LoadError> {
        let text = stdlib::text_of(url).ok_or_else(|| LoadError::NotFound {
            specifier: url.to_owned(),
            importer: None,
            tried: Vec::new(),
        })?;
        if stdlib::is_raw(url) || self.options.native {
            let marks = [
                (self.options.traced, stdlib::TRACE_MARK),
                (self.options.profiled, stdlib::PROFILE_MARK),
                (self.options.verified, stdlib::VERIFY_MARK),
                (self.options.hooks, stdlib::HOOKS_MARK),
            ];
            let marks = marks.iter().filter(|(is_open, _)| *is_open && stdlib::is_raw(url));
            let text = marks.fold(text.to_owned(), |text, (_, mark)| stdlib::unmarked(&text, mark));
            return Ok(self.as_written(url, Format::Module, text, CjsExports::default()));
        }
        self.compile(url, text.to_owned(), Format::Module, Options::default())
    }

    pub(super) fn read(&self, path: &Path) -> Result<String, LoadError> {
        if let Some(text) = self.virtual_files.lock().unwrap_or_else(PoisonError::into_inner).get(path) {
            return Ok(text.clone());
        }
        if path.is_dir() {
            return Err(LoadError::Directory { path: path.to_owned() });
        }
        let bytes = std::fs::read(path).map_err(|error| match error.kind() {
            std::io::ErrorKind::NotFound => LoadError::NotFound {
                specifier: path.display().to_string(),
                importer: None,
                tried: Vec::new(),
            },
            _ => LoadError::Unreadable { path: path.to_owned(), reason: error.to_string() },
        })?;
        String::from_utf8(bytes).map_err(|error| LoadError::NotUtf8 {
            path: path.to_owned(),
            offset: error.utf8_error().valid_up_to(),
        })
    }

    /// What a file is made of: its extension says, or its package, or its content.
    pub(super) fn format_of(&self, path: &Path, text: &str) -> Result<(Format, Language), LoadError> {
        let extension = path.extension().and_then(|extension| extension.to_str()).unwrap_or_default();
        match extension {
            "json" => return Ok((Format::Json, Language::JavaScript)),
            "node" | "wasm" => {
                let reason = format!("files of type .{extension} cannot be imported as modules");
                let specifier = path.display().to_string();
                let code = "ERR_UNKNOWN_FILE_EXTENSION";
                return Err(LoadError::Refused { specifier, importer: None, reason, code });
            }
            _ => {}
        }
        // A script without a known extension (`#!/usr/bin/env hzrun`) is JavaScript.
        let language = Language::of_path(path).unwrap_or(Language::JavaScript);
        let folder = path.parent().unwrap_or(Path::new("/"));
        let kind = ModuleKind::of_path(path).or_else(|| self.packages.of(folder)).or_else(|| {
            let name = path.display().to_string();
            hz_compiler::detect_module_kind(&Source { name: &name, text }, language)
        });
        // A package that says nothing, with content that says nothing, was written for Node, where that means CommonJS.
        let in_package = path.components().any(|part| part.as_os_str() == "node_modules");
        let format = match kind {
            Some(ModuleKind::CommonJs) => Format::CommonJs,
            Some(_) => Format::Module,
            None if in_package => Format::CommonJs,
            None => Format::Module,
        };
        Ok((format, language))
    }

    fn compile(
        &self,
        url: &str,
        text: String,
        format: Format,
        options: Options,
    ) -> Result<Loaded, LoadError> {
        let module = if format == Format::CommonJs { ModuleKind::CommonJs } else { ModuleKind::Module };
        // Native JavaScript is run as it is written, unless it may hold decorators, which V8 does not know.
        let keep_text = !options.reentrant && options.language == Language::JavaScript && !text.contains('@');
        if keep_text && format == Format::Module {
            return Ok(self.as_written(url, format, text, CjsExports::default()));
        }
        let options = Options { module, source_map: SourceMapKind::File, ..options };
        let settings = serde_json::to_vec(&options).unwrap_or_default();
        let key = Key::of(&[self.version.as_bytes(), &settings, url.as_bytes(), text.as_bytes()]);
        let entry = self.cache.get(&key, "js").and_then(|bytes| serde_json::from_slice::<Entry>(&bytes).ok());
        let mut unchecked = false;
        let entry = match entry {
            Some(entry) => entry,
            None => {
                let output = hz_compiler::compile(&Source { name: url, text: &text }, &options)
                    .map_err(LoadError::Syntax)?;
                let entry = Entry {
                    code: output.code,
                    map: output.map,
                    exports: output.exports,
                    function_texts: output.function_texts,
                };
                self.cache.put(&key, "js", &serde_json::to_vec(&entry).unwrap_or_default());
                unchecked = options.reentrant && entry.function_texts.text.is_none();
                entry
            }
        };
        if keep_text {
            return Ok(self.as_written(url, format, text, entry.exports));
        }
        let code_cache = self.cache.get(&key, "v8");
        Ok(Loaded {
            url: url.to_owned(),
            format,
            code: entry.code,
            exports: entry.exports,
            code_cache,
            function_source: options.reentrant.then(|| FunctionSource::new(text, entry.function_texts)),
            unchecked: unchecked.into(),
            key: Some(key),
            map_json: entry.map,
            map: OnceLock::new(),
            yield_points: OnceLock::new(),
        })
    }

    /// A module whose text V8 gets as it is.
    pub(super) fn as_written(&self, url: &str, format: Format, text: String, exports: CjsExports) -> Loaded {
        let key = Key::of(&[self.version.as_bytes(), b"as written", url.as_bytes(), text.as_bytes()]);
        let code_cache = if format == Format::Json { None } else { self.cache.get(&key, "v8") };
        let key = Some(key);
        Loaded {
            url: url.to_owned(),
            format,
            code: text,
            exports,
            code_cache,
            function_source: None,
            unchecked: false.into(),
            key,
            map_json: None,
            map: OnceLock::new(),
            yield_points: OnceLock::new(),
        }
    }
}

/// What tells this build of the compiler from every other: the file of the running program, by size and time.
fn version() -> String {
    let program = std::env::current_exe().and_then(std::fs::metadata);
    let stamp = program.and_then(|data| Ok((data.len(), data.modified()?)));
    let contract = hz_compiler::abi::VERSION;
    match stamp {
        Ok((size, at)) => {
            let at = at.duration_since(std::time::UNIX_EPOCH).unwrap_or_default().as_nanos();
            format!("{} {contract} {size} {at}", env!("CARGO_PKG_VERSION"))
        }
        Err(_) => format!("{} {contract}", env!("CARGO_PKG_VERSION")),
    }
}

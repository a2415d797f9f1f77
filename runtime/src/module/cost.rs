//! Modules for measurements: as the file has them, and what compiling them costs. Nothing of this is kept.

use std::path::PathBuf;
use std::time::{Duration, Instant};

use hz_compiler::{CjsExports, ModuleKind, Options, Output, Source};

use super::error::LoadError;
use super::load::{Format, Loaded, Loader};
use super::resolve::path_of_url;

/// What compiling a module costs.
#[derive(Debug, Clone, Copy)]
pub struct CompileCost {
    /// Size of the source, printed in the same layout as the output, so that comments and minification do not count.
    pub source_bytes: usize,
    /// Size of the output.
    pub output_bytes: usize,
    /// How long compiling took, this once.
    pub time: Duration,
}

impl Loader {
    /// A module whose JavaScript is what the file has; TypeScript loses its types.
    pub fn as_in_file(&self, url: &str) -> Result<Loaded, LoadError> {
        let file = File::read(self, url)?;
        let text = match file.options.language {
            hz_compiler::Language::JavaScript => file.text,
            _ => file.compile(url, false)?.code,
        };
        Ok(self.as_written(url, file.format, text, CjsExports::default()))
    }

    /// Compiles a module for the measurement alone.
    pub fn compile_cost(&self, url: &str) -> Result<CompileCost, LoadError> {
        let file = File::read(self, url)?;
        let source_bytes = file.compile(url, false)?.code.len();
        let start = Instant::now();
        let output_bytes = file.compile(url, true)?.code.len();
        Ok(CompileCost { source_bytes, output_bytes, time: start.elapsed() })
    }
}

struct File {
    text: String,
    format: Format,
    options: Options,
}

impl File {
    fn read(loader: &Loader, url: &str) -> Result<File, LoadError> {
        let path = path_of_url(url).unwrap_or_else(|| PathBuf::from(url));
        let text = loader.read(&path)?;
        let (format, language) = loader.format_of(&path, &text)?;
        let module = if format == Format::CommonJs { ModuleKind::CommonJs } else { ModuleKind::Module };
        Ok(File { text, format, options: Options { language, module, ..Options::default() } })
    }

    fn compile(&self, url: &str, reentrant: bool) -> Result<Output, LoadError> {
        let options = Options { reentrant, ..self.options.clone() };
        hz_compiler::compile(&Source { name: url, text: &self.text }, &options).map_err(LoadError::Syntax)
    }
}

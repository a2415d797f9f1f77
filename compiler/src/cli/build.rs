//! Compiles all inputs at once, on as many threads as asked for.

use super::Stopped;
use super::args::Plan;
use super::failure::{BAD_CONFIG, Failure};
use super::inputs::Input;
use super::maps;
use super::messages::Messages;
use super::outputs::Outputs;
use super::package::{Packages, kind_of};
use hz_compiler::{
    Diagnostic, FunctionReport, Language, Linkage, LoopReport, Options, Source, SourceMapKind, compile,
    tsconfig,
};
use indicatif::{ProgressBar, ProgressStyle};
use oxc_resolver::{ResolveOptions, Resolver, TsconfigDiscovery};
use rayon::prelude::*;
use std::path::{Path, PathBuf};
use std::time::Instant;

/// One compiled input.
pub struct Compiled {
    /// The name of the source.
    pub name: String,
    /// Where the code goes; `None` is standard output.
    pub path: Option<PathBuf>,
    pub code: String,
    /// A map that goes into a file of its own.
    pub map: Option<String>,
    pub report: Vec<FunctionReport>,
    pub loops: Vec<LoopReport>,
}

/// A run over all inputs.
pub struct Build<'a> {
    plan: &'a Plan,
    messages: &'a Messages,
    packages: Packages,
    /// Finds the tsconfig.json of a file.
    configs: Resolver,
    started: Instant,
}

enum Problem {
    Failure(Failure),
    Diagnostics { text: String, found: Vec<Diagnostic> },
}

impl<'a> Build<'a> {
    pub fn new(plan: &'a Plan, messages: &'a Messages) -> Build<'a> {
        let discovery = Some(TsconfigDiscovery::Auto);
        let configs = Resolver::new(ResolveOptions { tsconfig: discovery, ..Default::default() });
        Build { plan, messages, packages: Packages::default(), configs, started: Instant::now() }
    }

    /// All inputs in their order, or nothing when any of them has errors; then all errors have been told.
    pub fn compile_all(
        &self,
        inputs: &[Input],
        outputs: &Outputs,
        linkages: &[Linkage],
    ) -> Result<Vec<Compiled>, Stopped> {
        let bar = self.progress(inputs.len());
        let one = |((input, path), linkage): ((&Input, &Option<PathBuf>), &Linkage)| {
            let result = self.compile_one(input, path.as_deref(), linkage.clone());
            bar.inc(1);
            result
        };
        let pool = rayon::ThreadPoolBuilder::new().num_threads(self.plan.jobs).build();
        let results: Vec<_> = match pool {
            Ok(pool) if inputs.len() > 1 => {
                pool.install(|| inputs.par_iter().zip(&outputs.paths).zip(linkages).map(one).collect())
            }
            _ => inputs.iter().zip(&outputs.paths).zip(linkages).map(one).collect(),
        };
        bar.finish_and_clear();
        let mut compiled = Vec::with_capacity(results.len());
        for result in results {
            match result {
                Ok(file) => compiled.push(file),
                Err(problem) => self.tell(&problem),
            }
        }
        if compiled.len() == inputs.len() { Ok(compiled) } else { Err(Stopped { exit_code: 1 }) }
    }

    /// One line about a build of several files.
    pub fn summary(&self, compiled: &[Compiled]) {
        if compiled.len() > 1 {
            let verb = if self.plan.check { "checked" } else { "compiled" };
            let seconds = self.started.elapsed().as_secs_f64();
            self.messages.note(&format!("{verb} {} files in {seconds:.2} s", compiled.len()));
        }
    }

    fn compile_one(&self, input: &Input, path: Option<&Path>, linkage: Linkage) -> Result<Compiled, Problem> {
        let text = input.read().map_err(Problem::Failure)?;
        let name = input.name();
        let source = Source { name: &name, text: &text };
        let mut options = Options {
            language: input.language,
            module: kind_of(self.plan, &self.packages, input, &source),
            linkage,
            ..self.plan.options.clone()
        };
        self.configure(&mut options, input).map_err(Problem::Failure)?;
        if options.source_map != SourceMapKind::None {
            maps::prepare(&mut options, input, path, &text);
        }
        match compile(&source, &options) {
            Err(found) => Err(Problem::Diagnostics { text, found }),
            Ok(output) => {
                let (mut code, mut map) = (output.code, None);
                if let (SourceMapKind::File, Some(path)) = (options.source_map, path) {
                    maps::link(&mut code, path);
                    map = output.map;
                }
                Ok(Compiled {
                    name,
                    path: path.map(Path::to_path_buf),
                    code,
                    map,
                    report: output.report,
                    loops: output.loops,
                })
            }
        }
    }

    /// Sets what the project's tsconfig.json decides, and then what the command line does.
    fn configure(&self, options: &mut Options, input: &Input) -> Result<(), Failure> {
        if let Some(path) = input.path.as_ref().filter(|_| input.language != Language::JavaScript) {
            let path = path.canonicalize().map_err(|error| Failure::read(path, &error))?;
            let found = self.configs.find_tsconfig(&path);
            let found = found.map_err(|error| Failure::new(BAD_CONFIG, tsconfig::describe(&error)))?;
            if let Some(config) = found {
                tsconfig::apply(&config.compiler_options, options);
            }
        }
        options.jsx = self.plan.jsx.clone().unwrap_or_else(|| options.jsx.clone());
        options.decorators = self.plan.decorators.unwrap_or(options.decorators);
        Ok(())
    }

    fn tell(&self, problem: &Problem) {
        match problem {
            Problem::Failure(failure) => self.messages.failure(failure),
            Problem::Diagnostics { text, found } => {
                found.iter().for_each(|diagnostic| self.messages.diagnostic(diagnostic, text));
            }
        }
    }

    fn progress(&self, files: usize) -> ProgressBar {
        if files < 2 || !self.messages.shows_progress() {
            return ProgressBar::hidden();
        }
        let style =
            ProgressStyle::with_template("{bar:40} {pos}/{len} files").expect("the template is well-formed");
        ProgressBar::new(files as u64).with_style(style)
    }
}

//! How long compiling takes, as a multiple of what swc needs to parse and print the same files.
//!
//! ```text
//! ./dev bench compile [FILE...]
//! ```
//! Without files it takes the modules of `stdlib-js/`. What counts is the processor time of the one thread that does the work,
//! which other programs disturb least; the measurements take turns within each round, so that what disturbs all the same
//! falls on all of them alike. Both sides have the same allocator. Then: how time and memory grow with the length of one file.

use hz_compiler::{Language, ModuleKind, Options, Source, SourceMapKind, compile, detect_module_kind};
use rustix::time::{ClockId, clock_gettime};
use std::fs;
use std::hint::black_box;
use std::path::{Path, PathBuf};
use swc_common::sync::Lrc;
use swc_common::{FileName, GLOBALS, Globals, SourceMap};
use swc_ecma_ast::{EsVersion, Program};
use swc_ecma_codegen::to_code_default;
use swc_ecma_parser::{EsSyntax, Syntax, parse_file_as_commonjs, parse_file_as_module};

// As in hzc itself; both sides of the comparison have it.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const ROUNDS: usize = 15;

struct File {
    name: String,
    text: String,
    module: ModuleKind,
}

/// A way to compile a file, with its name.
type Subject = (&'static str, Box<dyn Fn(&File)>);

fn main() {
    let files = files();
    let bytes: usize = files.iter().map(|file| file.text.len()).sum();
    println!("{} files, {} kB, {ROUNDS} rounds", files.len(), bytes / 1000);
    let mapped = Options { source_map: SourceMapKind::File, ..Options::default() };
    let native = Options { reentrant: false, ..Options::default() };
    let subjects: [Subject; 4] = [
        ("swc parse + print", Box::new(plain)),
        ("hzc, native", Box::new(move |file| ours(file, &native))),
        ("hzc", Box::new(|file| ours(file, &Options::default()))),
        ("hzc, source map", Box::new(move |file| ours(file, &mapped))),
    ];
    let mut times: [Vec<f64>; 4] = Default::default();
    for _ in 0..ROUNDS {
        for ((_, subject), times) in subjects.iter().zip(&mut times) {
            let start = processor_ms();
            files.iter().for_each(subject);
            times.push(processor_ms() - start);
        }
    }
    times.iter_mut().for_each(|times| times.sort_by(f64::total_cmp));
    let median = |times: &[f64]| times[ROUNDS / 2];
    println!("{:<18} {:>11} {:>11} {:>8} {:>7}", "", "median", "least", "rate", "ratio");
    for ((name, _), of_this) in subjects.iter().zip(&times) {
        let (ms, least) = (median(of_this), of_this[0]);
        let rate = bytes as f64 / 1e3 / ms;
        let ratio = ms / median(&times[0]);
        println!("{name:<18} {ms:>8.2} ms {least:>8.2} ms {rate:>5.1} MB/s {ratio:>6.2}x");
    }
    println!("{:<18} {:>11} {:>11}", "one file of", "hzc", "peak");
    for lines in [10_000, 20_000, 40_000, 80_000] {
        let (ms, peak) = growth(lines);
        let peak = peak.map_or(String::from("unknown"), |mb| format!("{mb:>8.1} MB"));
        println!("{:<18} {ms:>8.2} ms {peak:>11}", format!("{lines} lines"));
    }
}

/// Milliseconds and megabytes that a file of so many lines takes: the shortest of a few times, the highest peak above what is
/// held before.
fn growth(lines: usize) -> (f64, Option<f64>) {
    let text: String = (0..lines / FUNCTION_LINES).map(function).collect();
    let file = File { name: "long.js".into(), text, module: ModuleKind::CommonJs };
    let before = memory("VmRSS:");
    // Sets the peak back to what is in use; without permission the peak is that of the process.
    let _ = fs::write("/proc/self/clear_refs", "5");
    let time = |_| {
        let start = processor_ms();
        ours(&file, &Options::default());
        processor_ms() - start
    };
    let least = (0..5).map(time).fold(f64::INFINITY, f64::min);
    (least, memory("VmHWM:").zip(before).map(|(peak, before)| peak - before))
}

const FUNCTION_LINES: usize = 10;

/// A function with a bit of everything.
fn function(number: usize) -> String {
    format!(
        "function f{number}(list, {{ limit = 8, ...rest }}) {{
  const found = new Map();
  for (const item of list) {{
    if (found.size > limit) break;
    try {{
      found.set(item.key, list.map((x) => combine(x, item, limit)));
    }} catch (error) {{ report(error, `${{item.key}}: ${number}`, rest); }}
  }}
  return other(found, list.length ** 2, limit ?? 1) + found.size;
}}
"
    )
}

/// A line of what Linux says about this process, in megabytes.
fn memory(field: &str) -> Option<f64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix(field))?;
    let kilobytes: f64 = line.trim().trim_end_matches("kB").trim().parse().ok()?;
    Some(kilobytes / 1024.0)
}

/// The processor time that this thread has used.
fn processor_ms() -> f64 {
    let time = clock_gettime(ClockId::ThreadCPUTime);
    time.tv_sec as f64 * 1e3 + time.tv_nsec as f64 / 1e6
}

fn files() -> Vec<File> {
    // Cargo passes `--bench` on.
    let named: Vec<PathBuf> =
        std::env::args().skip(1).filter(|arg| arg != "--bench").map(PathBuf::from).collect();
    let mut paths = Vec::new();
    if named.is_empty() {
        collect(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../stdlib-js")), &mut paths);
    }
    let read = |path: PathBuf| {
        let name = path.display().to_string();
        let text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{name}: {error}"));
        let kind = detect_module_kind(&Source { name: &name, text: &text }, Language::JavaScript);
        File { name, text, module: kind.unwrap_or_default() }
    };
    named.into_iter().chain(paths).map(read).collect()
}

fn collect(directory: &Path, paths: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(directory).expect("a readable directory") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            collect(&path, paths);
        } else if path.extension().is_some_and(|extension| extension == "js") {
            paths.push(path);
        }
    }
}

fn plain(file: &File) {
    GLOBALS.set(&Globals::new(), || {
        let files: Lrc<SourceMap> = Lrc::default();
        let name = Lrc::new(FileName::Custom(file.name.clone()));
        let source = files.new_source_file(name, file.text.clone());
        let syntax = Syntax::Es(EsSyntax { explicit_resource_management: true, ..Default::default() });
        let (version, mut errors) = (EsVersion::latest(), Vec::new());
        let program = match file.module {
            ModuleKind::Module => {
                parse_file_as_module(&source, syntax, version, None, &mut errors).map(Program::Module)
            }
            _ => parse_file_as_commonjs(&source, syntax, version, None, &mut errors).map(Program::Script),
        };
        black_box(to_code_default(
            files,
            None,
            &program.unwrap_or_else(|error| panic!("{}: {error:?}", file.name)),
        ));
    });
}

fn ours(file: &File, options: &Options) {
    let options = Options { module: file.module, ..options.clone() };
    let source = Source { name: &file.name, text: &file.text };
    black_box(compile(&source, &options).unwrap_or_else(|errors| panic!("{}", errors[0])));
}

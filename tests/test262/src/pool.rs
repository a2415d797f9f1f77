//! All tests in all modes, several at once. A test that does not pass natively is not run in the other modes: what it
//! should do there nobody knows.

use std::io::IsTerminal;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressStyle};

use crate::checkout::Checkout;
use crate::metadata::Metadata;
use crate::modes::Mode;
use crate::plan::{self, Variant};
use crate::verdict;
use crate::worker::Worker;

/// What the command line decided.
pub struct Settings {
    /// The modes that are compared with native.
    pub modes: Vec<Mode>,
    /// How many tests run at once.
    pub jobs: usize,
    pub limit_ms: u64,
}

/// One form of a test, run.
pub struct TestResult {
    /// Path below `test/`.
    pub test: String,
    pub variant: Variant,
    /// Nothing, or why it does not pass natively.
    pub native: Result<(), String>,
    /// The same for the other modes; empty when it does not pass natively.
    pub others: Vec<(Mode, Result<(), String>)>,
}

impl TestResult {
    /// Why a test that passes natively fails in a mode.
    pub fn difference(&self, mode: Mode) -> Option<&str> {
        let (_, verdict) = self.others.iter().find(|(other, _)| *other == mode)?;
        verdict.as_ref().err().map(String::as_str)
    }
}

/// Runs the tests; results come sorted.
pub fn run(checkout: &Checkout, tests: &[String], settings: &Settings) -> Result<Vec<TestResult>, String> {
    let (next, results) = (AtomicUsize::new(0), Mutex::new(Vec::new()));
    let progress = Progress::new(tests.len());
    let broken = std::thread::scope(|scope| {
        let work = || {
            let mut slot = Slot::new(checkout, settings);
            while let Some(test) = tests.get(next.fetch_add(1, Ordering::Relaxed)) {
                let done = slot.test(test)?;
                progress.add(&done);
                results.lock().unwrap_or_else(PoisonError::into_inner).extend(done);
            }
            Ok(())
        };
        let slots: Vec<_> = (0..settings.jobs.max(1)).map(|_| scope.spawn(work)).collect();
        let ended =
            slots.into_iter().map(|slot| slot.join().unwrap_or_else(|_| Err("a slot panicked".to_owned())));
        ended.filter_map(Result::err).next()
    });
    progress.end();
    if let Some(error) = broken {
        return Err(error);
    }
    let mut results = results.into_inner().unwrap_or_else(PoisonError::into_inner);
    results.sort_by(|a, b| (&a.test, a.variant).cmp(&(&b.test, b.variant)));
    Ok(results)
}

/// What runs one test at a time: a worker for each mode.
struct Slot<'a> {
    checkout: &'a Checkout,
    native: Worker,
    others: Vec<(Mode, Worker)>,
    limit_ms: u64,
}

impl Slot<'_> {
    fn new<'a>(checkout: &'a Checkout, settings: &Settings) -> Slot<'a> {
        let others = settings.modes.iter().map(|mode| (*mode, Worker::new(*mode))).collect();
        Slot { checkout, native: Worker::new(Mode::Native), others, limit_ms: settings.limit_ms }
    }

    fn test(&mut self, test: &str) -> Result<Vec<TestResult>, String> {
        let text =
            std::fs::read_to_string(self.checkout.file(test)).map_err(|error| format!("{test}: {error}"))?;
        let metadata = Metadata::read(&text).map_err(|error| format!("{test}: {error}"))?;
        let mut results = Vec::new();
        for variant in plan::variants(&metadata) {
            results.push(self.variant(test, &metadata, variant).map_err(|error| format!("{test}: {error}"))?);
        }
        Ok(results)
    }

    fn variant(&mut self, test: &str, metadata: &Metadata, variant: Variant) -> std::io::Result<TestResult> {
        let job = plan::job(self.checkout, test, metadata, variant, self.limit_ms);
        let native = verdict::judge(metadata, &self.native.run(&job)?);
        let mut others = Vec::new();
        if native.is_ok() {
            for (mode, worker) in &mut self.others {
                others.push((*mode, verdict::judge(metadata, &worker.run(&job)?)));
            }
        }
        Ok(TestResult { test: test.to_owned(), variant, native, others })
    }
}

/// The line that says how far it is: drawn on a terminal, else printed now and then.
struct Progress {
    bar: Option<ProgressBar>,
    total: usize,
    tests: AtomicUsize,
    differing: AtomicUsize,
    told: Mutex<Instant>,
}

/// How often a line is printed where none can be drawn.
const INTERVAL: Duration = Duration::from_secs(20);

impl Progress {
    fn new(total: usize) -> Progress {
        let style = ProgressStyle::with_template("{bar:30} {pos}/{len} tests, {msg} differ, {eta} left");
        let bar = std::io::stderr().is_terminal().then(|| {
            ProgressBar::new(total as u64).with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()))
        });
        let told = Mutex::new(Instant::now());
        Progress { bar, total, tests: AtomicUsize::new(0), differing: AtomicUsize::new(0), told }
    }

    fn add(&self, results: &[TestResult]) {
        let differs = |result: &&TestResult| result.others.iter().any(|(_, verdict)| verdict.is_err());
        let new = results.iter().filter(differs).count();
        let differing = self.differing.fetch_add(new, Ordering::Relaxed) + new;
        let tests = self.tests.fetch_add(1, Ordering::Relaxed) + 1;
        if let Some(bar) = &self.bar {
            bar.set_message(differing.to_string());
            bar.inc(1);
            return;
        }
        let mut told = self.told.lock().unwrap_or_else(PoisonError::into_inner);
        if told.elapsed() >= INTERVAL {
            *told = Instant::now();
            eprintln!("{tests}/{} tests, {differing} runs differ", self.total);
        }
    }

    fn end(&self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}

//! The hunt: programs of one seed after the other, in batches, until the time is up.

use crate::batch::{Bench, Mode, NATIVE};
use crate::generate::{self, Program};
use crate::shrink::{differs, shrink};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// How many programs share a process.
const BATCH: u64 = 40;

/// What to hunt for, and how long.
pub struct Hunt<'a> {
    /// The `hzrun` under test.
    pub hzrun: &'a Path,
    /// What must agree with native.
    pub modes: &'a [Mode],
    /// The first seed; the others follow it.
    pub seed: u64,
    pub time: Duration,
    /// No more than so many programs.
    pub programs: u64,
    /// The hunt ends after so many findings.
    pub findings: usize,
    /// Where findings are written, each as a case folder named by its seed and mode.
    pub folder: &'a Path,
}

/// What came of it.
#[derive(Debug, Default)]
pub struct Tally {
    pub programs: u64,
    /// Programs that could not be loaded natively: faults of the generator.
    pub unusable: Vec<u64>,
    /// The folders of what was found.
    pub findings: Vec<PathBuf>,
}

impl Hunt<'_> {
    /// Runs programs until the time is up. `tell` hears a line now and then.
    pub fn run(&self, tell: &dyn Fn(&str)) -> io::Result<Tally> {
        let bench = Bench::new(self.hzrun)?;
        let started = Instant::now();
        let mut tally = Tally::default();
        while started.elapsed() < self.time
            && tally.programs < self.programs
            && tally.findings.len() < self.findings
        {
            let first = self.seed + tally.programs;
            let count = BATCH.min(self.programs - tally.programs);
            let seeds: Vec<u64> = (first..first + count).collect();
            self.batch(&bench, &seeds, &mut tally, tell)?;
            tally.programs += count;
            let rate = tally.programs as f64 / started.elapsed().as_secs_f64();
            tell(&format!(
                "{} programs, {rate:.0} a second, {} findings",
                tally.programs,
                tally.findings.len()
            ));
        }
        Ok(tally)
    }

    fn batch(&self, bench: &Bench, seeds: &[u64], tally: &mut Tally, tell: &dyn Fn(&str)) -> io::Result<()> {
        let programs: Vec<Program> = seeds.iter().map(|&seed| generate::program(seed)).collect();
        let expected = bench.run(&programs, NATIVE)?;
        let unusable = |text: &String| text.contains("not loaded: SyntaxError");
        tally
            .unusable
            .extend(seeds.iter().zip(&expected).filter(|(_, text)| unusable(text)).map(|(seed, _)| seed));
        let mut known = vec![false; seeds.len()];
        for &mode in self.modes {
            let printed = bench.run(&programs, mode)?;
            for (index, (expected, printed)) in expected.iter().zip(&printed).enumerate() {
                if !known[index] && differs(expected, printed) {
                    known[index] = true;
                    tell(&format!("seed {} differs in mode {}; shrinking", seeds[index], mode.name));
                    let found = self.save(bench, seeds[index], programs[index].clone(), mode)?;
                    tell(&format!("  {}", found.display()));
                    tally.findings.push(found);
                }
            }
        }
        Ok(())
    }

    fn save(&self, bench: &Bench, seed: u64, program: Program, mode: Mode) -> io::Result<PathBuf> {
        let folder = self.folder.join(format!("seed-{seed}-{}", mode.name));
        fs::create_dir_all(&folder)?;
        let extension = program.form.extension();
        fs::write(folder.join(format!("whole.{extension}")), program.tree.print())?;
        let small = [shrink(bench, program, mode)?];
        let head = format!("// Found by random programs, seed {seed}: native and {} differ.\n", mode.name);
        fs::write(folder.join(format!("main.{extension}")), head + &small[0].tree.print())?;
        fs::write(folder.join("stdout.txt"), &bench.run(&small, NATIVE)?[0])?;
        fs::write(folder.join("printed.txt"), &bench.run(&small, mode)?[0])?;
        Ok(folder)
    }
}

//! Makes a failing program small: steps of [`Node::smaller`] are taken as long as the program still fails.
//!
//! Candidates are tried a batch at a time, and of those that still fail the one that saves most is taken: the processes are the
//! price, not the programs.

use crate::batch::{Bench, Mode, NATIVE};
use crate::generate::Program;
use std::io;

/// How many candidates share a process.
const CANDIDATES: usize = 40;
/// After so many batches what there is must do.
const BATCHES: usize = 300;

/// A smaller program that fails in `mode` as this one does.
pub fn shrink(bench: &Bench, program: Program, mode: Mode) -> io::Result<Program> {
    let mut best = program;
    let mut batches = 0;
    'smaller: while batches < BATCHES {
        let form = best.form;
        let tree = best.tree.clone();
        let mut steps = tree.smaller().map(|tree| Program { form, tree });
        loop {
            let candidates: Vec<Program> = steps.by_ref().take(CANDIDATES).collect();
            if candidates.is_empty() || batches == BATCHES {
                return Ok(best);
            }
            batches += 1;
            if let Some(failing) = first_failing(bench, candidates, mode)? {
                best = failing;
                continue 'smaller;
            }
        }
    }
    Ok(best)
}

/// Steps come with the biggest first, so the first that fails is the best of its batch.
fn first_failing(bench: &Bench, candidates: Vec<Program>, mode: Mode) -> io::Result<Option<Program>> {
    let expected = bench.run(&candidates, NATIVE)?;
    let printed = bench.run(&candidates, mode)?;
    let fails = expected.iter().zip(&printed).position(|(expected, printed)| differs(expected, printed));
    Ok(fails.and_then(|index| candidates.into_iter().nth(index)))
}

/// Whether a mode is wrong. A program that is none, or that does not end by itself, proves nothing.
pub fn differs(expected: &str, printed: &str) -> bool {
    expected != printed && !expected.contains("SyntaxError") && !expected.contains("no end within the limit")
}

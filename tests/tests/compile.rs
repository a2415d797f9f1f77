//! Compiles every input under `tests/compile/` and compares the text with the golden file beside it.
//!
//! A case is a folder `tests/compile/<topic>/<case>/`: `input.js` (`.ts`, `.tsx`, `.jsx`, `.mjs`, `.cjs`),
//! `output.js` (what `hzc` prints; missing: nothing, as for bad input), `errors.txt` (its diagnostics, where
//! it gives any), `options` (options of `hzc`, one a line). `HZ_BLESS=1` rewrites them.

use hz_tests::cases::{self, Case};
use hz_tests::launch::{Exit, LIMIT};
use hz_tests::{binary, expectation, launch, root};
use libtest_mimic::{Arguments, Failed, Trial};

const INPUTS: [&str; 6] = ["input.js", "input.ts", "input.tsx", "input.jsx", "input.mjs", "input.cjs"];

fn main() {
    let arguments = Arguments::from_args();
    let found = cases::find(&root().join("tests/compile"), &INPUTS).unwrap_or_else(|error| panic!("{error}"));
    let trials =
        found.into_iter().map(|case| Trial::test(case.name.clone(), move || verdict(&case))).collect();
    libtest_mimic::run(&arguments, trials).exit();
}

fn verdict(case: &Case) -> Result<(), Failed> {
    let mut command = launch::command(binary::hzc(), &case.folder);
    command.arg("--quiet").args(case.lines("options")).arg(&case.input);
    let outcome = launch::run(&mut command, "", LIMIT);
    let expected = if case.folder.join("errors.txt").exists() { Exit::Code(1) } else { Exit::Code(0) };
    if outcome.exit != expected && !expectation::blessing() {
        return Err(format!("{}, expected {expected}\n{}", outcome.exit, outcome.stderr).into());
    }
    expectation::check(&case.folder.join("output.js"), &outcome.stdout)?;
    expectation::check(&case.folder.join("errors.txt"), &outcome.stderr)?;
    Ok(())
}

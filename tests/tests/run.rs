//! Runs every program under `tests/run/` in every mode that must give the same output.
//!
//! A case is a folder `tests/run/<topic>/<case>/`:
//!
//! | file | meaning |
//! |---|---|
//! | `main.js` (`.ts`, `.tsx`, `.jsx`, `.mjs`, `.cjs`) | the program |
//! | `stdout.txt` | what it prints; missing: nothing |
//! | `stderr.txt` | what it prints as errors; missing: not looked at |
//! | `exit` | its exit code; missing: 0 |
//! | `args`, `stdin`, `options` | its arguments, its input, options of `hzrun` (one a line) |
//! | `modes` | the modes it runs in, one a line, below a `#` line that says why not all |
//!
//! The modes are one core, two cores, `--stress` (capture and resume at every yield point), `--verify-reentry` (the same, with
//! checks) and, for programs that import nothing from "hz", `--native` (not compiled at all). That they agree is the proof that
//! compiling changes nothing that a program can see. Programs that do import from "hz" run under random schedules
//! besides, plain and with `--stress`: as many as `HZ_SEEDS` says.

use hz_tests::cases::{self, Case};
use hz_tests::launch::{Exit, LIMIT, Outcome};
use hz_tests::{binary, expectation, launch, root};
use libtest_mimic::{Arguments, Failed, Trial};
use std::fs;

const INPUTS: [&str; 6] = ["main.js", "main.ts", "main.tsx", "main.jsx", "main.mjs", "main.cjs"];

/// A way to run a program.
#[derive(Clone, Copy)]
struct Mode {
    name: &'static str,
    options: &'static [&'static str],
    /// Once for each random schedule.
    seeded: bool,
}

/// How many random schedules a plain test run tries; `HZ_SEEDS` asks for more.
const SEEDS: u32 = 1;

/// Native first where it applies: blessing then takes the language's own answer, not the compiler's.
const MODES: [Mode; 7] = [
    Mode { name: "native", options: &["--native", "--cores", "1"], seeded: false },
    Mode { name: "one-core", options: &["--cores", "1"], seeded: false },
    Mode { name: "two-cores", options: &["--cores", "2"], seeded: false },
    Mode { name: "stress", options: &["--stress", "--cores", "1"], seeded: false },
    Mode { name: "verify", options: &["--verify-reentry", "--cores", "1"], seeded: false },
    Mode { name: "seeds", options: &["--cores", "2"], seeded: true },
    Mode { name: "stressed-seeds", options: &["--stress", "--cores", "1"], seeded: true },
];

fn main() {
    let arguments = Arguments::from_args();
    let found = cases::find(&root().join("tests/run"), &INPUTS).unwrap_or_else(|error| panic!("{error}"));
    let trials =
        found.into_iter().map(|case| Trial::test(case.name.clone(), move || verdict(&case))).collect();
    libtest_mimic::run(&arguments, trials).exit();
}

/// Runs a case in all its modes. Modes that fail in the same way are reported together.
fn verdict(case: &Case) -> Result<(), Failed> {
    let mut failures: Vec<(String, Vec<&str>)> = Vec::new();
    for mode in modes_of(case)? {
        let Err(why) = runs_of(&mode).iter().try_for_each(|seed| verdict_of_run(case, &mode, *seed)) else {
            continue;
        };
        match failures.iter_mut().find(|(earlier, _)| *earlier == why) {
            Some((_, modes)) => modes.push(mode.name),
            None => failures.push((why, vec![mode.name])),
        }
    }
    let told: Vec<String> =
        failures.iter().map(|(why, modes)| format!("in {}: {why}", modes.join(", "))).collect();
    if told.is_empty() { Ok(()) } else { Err(told.join("\n").into()) }
}

/// The seeds with which a case runs in a mode; none stands for a run without one.
fn runs_of(mode: &Mode) -> Vec<Option<u32>> {
    if !mode.seeded {
        return vec![None];
    }
    let asked = std::env::var("HZ_SEEDS").ok().map(|n| n.parse().expect("HZ_SEEDS is a number"));
    (1..=asked.unwrap_or(SEEDS)).map(Some).collect()
}

fn verdict_of_run(case: &Case, mode: &Mode, seed: Option<u32>) -> Result<(), String> {
    let why = check(case, &start(case, mode, seed));
    match seed {
        Some(seed) => why.map_err(|why| format!("(--seed {seed}) {why}")),
        None => why,
    }
}

fn modes_of(case: &Case) -> Result<Vec<Mode>, String> {
    let wanted = case.lines("modes");
    let restricted = case.folder.join("modes").exists();
    if restricted && !case.text("modes").starts_with('#') {
        return Err("the file `modes` must open with a `#` line that says why not all modes apply".into());
    }
    if let Some(unknown) = wanted.iter().find(|name| !MODES.iter().any(|mode| mode.name == *name)) {
        return Err(format!("the file `modes` names an unknown mode: {unknown}"));
    }
    let applies = |mode: &&Mode| match restricted {
        true => wanted.iter().any(|name| name == mode.name),
        false => match imports_hz(case) {
            true => mode.name != "native",
            false => !mode.seeded,
        },
    };
    Ok(MODES.iter().filter(applies).copied().collect())
}

/// Whether any module of the case imports from "hz": such programs exist only compiled.
fn imports_hz(case: &Case) -> bool {
    let files = fs::read_dir(&case.folder).into_iter().flatten().flatten();
    let texts = files.filter_map(|file| fs::read_to_string(file.path()).ok());
    let forms = ["from \"hz", "import(\"hz", "require(\"hz"];
    texts.into_iter().any(|text| forms.iter().any(|form| text.contains(form)))
}

fn start(case: &Case, mode: &Mode, seed: Option<u32>) -> Outcome {
    let mut command = launch::command(binary::hzrun(), &case.folder);
    command.args(mode.options).args(case.lines("options"));
    if let Some(seed) = seed {
        command.args(["--seed", &seed.to_string()]);
    }
    command.arg(&case.input).args(case.lines("args"));
    launch::run(&mut command, &case.text("stdin"), LIMIT)
}

fn check(case: &Case, outcome: &Outcome) -> Result<(), String> {
    let code =
        case.lines("exit").first().map_or(Ok(0), |code| code.parse()).map_err(|_| "`exit` is no number")?;
    if outcome.exit != Exit::Code(code) {
        if !(expectation::blessing() && matches!(outcome.exit, Exit::Code(_))) {
            return Err(format!(
                "{}, expected exit code {code}\n--- its errors ---\n{}--- its output ---\n{}",
                outcome.exit, outcome.stderr, outcome.stdout
            ));
        }
        bless_exit(case, outcome.exit)?;
    }
    expectation::check(&case.folder.join("stdout.txt"), &outcome.stdout)
        .map_err(|why| format!("{why}--- its errors ---\n{}", outcome.stderr))?;
    match case.folder.join("stderr.txt") {
        file if file.exists() => expectation::check(&file, &outcome.stderr),
        _ => Ok(()),
    }
}

fn bless_exit(case: &Case, exit: Exit) -> Result<(), String> {
    let file = case.folder.join("exit");
    let written = match exit {
        Exit::Code(0) => fs::remove_file(file),
        Exit::Code(code) => fs::write(file, format!("{code}\n")),
        Exit::Signal | Exit::Hung => return Err(format!("{exit} cannot be an expectation")),
    };
    written.map_err(|error| error.to_string())
}

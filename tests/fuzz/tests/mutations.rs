//! Any text: programs of `tests/run/` with pieces dropped, doubled, changed and swapped. The compiler takes or refuses each,
//! in time, and never fails in itself; what it prints is a program.
//!
//! `HZ_MUTATIONS=N` makes N texts instead of the usual number, `HZ_SEED=N` others.

use hz_compiler::diagnostic::code;
use hz_compiler::{Language, ModuleKind, Options, Source, compile};
use hz_fuzz::{Random, mutate};
use hz_tests::{cases, root};
use std::env;
use std::time::{Duration, Instant};

/// As many as take some seconds in a debug build.
const MUTATIONS: u64 = 400;

/// Far above what a text of this size takes, on a busy machine too: it finds loops, not slowness.
const LIMIT: Duration = Duration::from_secs(20);

#[test]
fn no_text_makes_the_compiler_fail() {
    let texts = programs();
    let mut random = Random::new(from_environment("HZ_SEED", 1));
    let mut taken = 0;
    for index in 0..from_environment("HZ_MUTATIONS", MUTATIONS) {
        let (text, other) = (random.below(texts.len()), random.below(texts.len()));
        let mutant = mutate(&mut random, &texts[text], &texts[other]);
        let options = Options {
            language: *random.pick(&[
                Language::JavaScript,
                Language::JavaScript,
                Language::TypeScript,
                Language::Tsx,
            ]),
            module: *random.pick(&[ModuleKind::Module, ModuleKind::CommonJs, ModuleKind::Script]),
            reentrant: true,
            stress: random.chance(50),
            ..Options::default()
        };
        let started = Instant::now();
        taken +=
            u64::from(check(&mutant, &options).unwrap_or_else(|why| panic!("text {index}: {why}\n{mutant}")));
        assert!(started.elapsed() < LIMIT, "text {index} took {:?}:\n{mutant}", started.elapsed());
    }
    assert!(taken > 0, "not one of the texts was a program");
}

fn programs() -> Vec<String> {
    let inputs = ["main.js", "main.ts", "main.tsx", "main.mjs", "main.cjs"];
    let cases = cases::find(&root().join("tests/run"), &inputs).expect("the cases can be read");
    let texts: Vec<String> = cases.iter().map(|case| case.text(&case.input)).collect();
    assert!(texts.len() > 200, "only {} programs to start from", texts.len());
    texts
}

/// What swc's parser asserts at the end of a class that is cut off, in debug builds; without the assertion it goes on and gives the
/// syntax error.
const ASSERTED: &str = "without knowing current token";

/// Whether the text is a program; or how the compiler failed.
fn check(text: &str, options: &Options) -> Result<bool, String> {
    match compile(&Source { name: "mutant", text }, options) {
        Err(errors) => match errors.iter().find(|error| error.code == code::INTERNAL) {
            Some(error) if cfg!(debug_assertions) && error.to_string().contains(ASSERTED) => Ok(false),
            Some(error) => Err(error.to_string()),
            None => Ok(false),
        },
        Ok(output) => {
            let plain = Options { language: Language::JavaScript, reentrant: false, ..options.clone() };
            match compile(&Source { name: "output", text: &output.code }, &plain) {
                Ok(_) => Ok(true),
                Err(errors) => Err(format!("the output does not parse: {}", errors[0])),
            }
        }
    }
}

fn from_environment(name: &str, usual: u64) -> u64 {
    env::var(name)
        .map_or(usual, |text| text.parse().unwrap_or_else(|_| panic!("{name} must be a number, not {text}")))
}

//! A short hunt with fixed seeds; `./dev fuzz` is the long one, which also verifies re-entry.

use hz_fuzz::{Hunt, ONE_CORE, STRESS};
use hz_tests::binary;
use std::time::Duration;

/// Enough that each construct of the grammar occurs in several programs, in some seconds.
const PROGRAMS: u64 = 40;

#[test]
fn random_programs_print_the_same_in_every_mode() {
    let folder = tempfile::tempdir().expect("a folder for findings");
    let hunt = Hunt {
        hzrun: binary::hzrun(),
        modes: &[ONE_CORE, STRESS],
        seed: 1,
        time: Duration::from_secs(600),
        programs: PROGRAMS,
        findings: 1,
        folder: folder.path(),
    };
    let tally = hunt.run(&|line| println!("{line}")).expect("programs can be written and run");
    assert_eq!(tally.programs, PROGRAMS);
    assert!(tally.unusable.is_empty(), "these seeds make no programs: {:?}", tally.unusable);
    let found: Vec<String> = tally.findings.iter().map(|folder| read(folder)).collect();
    assert!(found.is_empty(), "native and compiled differ:\n{}", found.join("\n"));
}

fn read(folder: &std::path::Path) -> String {
    let files = ["main.mjs", "main.cjs", "stdout.txt", "printed.txt"];
    files
        .iter()
        .filter_map(|file| Some(format!("-- {file}\n{}", std::fs::read_to_string(folder.join(file)).ok()?)))
        .collect()
}

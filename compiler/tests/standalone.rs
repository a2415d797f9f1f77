//! `hzc --standalone`: which files come out, and what is refused. That they run is what `tests/tests/standalone.rs` shows.

use hz_tests::project;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;
use tempfile::TempDir;

struct Run {
    code: i32,
    err: String,
}

fn hzc(directory: &TempDir, arguments: &str) -> Run {
    let output = Command::new(env!("CARGO_BIN_EXE_hzc"))
        .args(arguments.split_whitespace())
        .current_dir(directory.path())
        .output()
        .expect("hzc starts");
    let err = String::from_utf8(output.stderr).expect("hzc speaks UTF-8");
    Run { code: output.status.code().expect("hzc is not killed"), err }
}

fn files_below(folder: &Path) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for entry in fs::read_dir(folder).expect("the folder is there").flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        if entry.path().is_dir() {
            found.extend(files_below(&entry.path()).iter().map(|below| format!("{name}/{below}")));
        } else {
            found.insert(name);
        }
    }
    found
}

#[test]
fn one_file_holds_all() {
    let project = project(&[("main.js", "import { chan } from 'hz';\nconsole.log(chan().cap);\n")]);
    let run = hzc(&project, "--standalone --source-map main.js -o out/main.mjs");
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    assert_eq!(
        files_below(&project.path().join("out")),
        ["main.mjs", "main.mjs.map"].map(String::from).into()
    );
    let text = fs::read_to_string(project.path().join("out/main.mjs")).expect("the output");
    assert!(!text.contains("from 'hz'") && !text.contains("from \"hz\""));
    assert_eq!(
        text.lines().last(),
        Some("//# sourceMappingURL=main.mjs.map"),
        "the reference is the last line"
    );
    assert_eq!(text.lines().filter(|line| line.starts_with("function hz$load()")).count(), 1);
}

#[test]
fn several_files_share_one_runtime() {
    let project = project(&[
        ("src/main.ts", "import { a } from './lib/a.ts';\nimport './b.js';\nconsole.log(a);\n"),
        ("src/lib/a.ts", "export const a: number = 1;\n"),
        ("src/b.js", "export {};\n"),
        ("src/unused.js", "export {};\n"),
    ]);
    let run = hzc(&project, "--standalone src/main.ts -o out");
    assert_eq!(run.code, 0, "{}", run.err);
    let expected = ["b.js", "hz-runtime.js", "lib/a.js", "main.js"];
    assert_eq!(files_below(&project.path().join("out")), expected.map(String::from).into());
    let text = |name: &str| fs::read_to_string(project.path().join("out").join(name)).expect("an output");
    assert!(text("main.js").contains("from \"./hz-runtime.js\""));
    assert!(text("lib/a.js").contains("from \"../hz-runtime.js\""));
}

#[test]
fn says_what_cannot_be() {
    let cases = [
        ("import { list } from 'hz:fs';", "", "'hz:fs' is a part of hzrun"),
        ("export * from 'hz';", "", "`export * from \"hz\"` has no standalone form"),
        ("import './other.cjs';", "", "standalone output is of one kind"),
        ("import './two.js';", "", "2 inputs need --out with a directory"),
        ("import './hz-runtime.js';", "-o out/", "the runtime would be written to out/hz-runtime.js"),
    ];
    for (text, arguments, expected) in cases {
        let project = project(&[
            ("main.js", text),
            ("other.cjs", "exports.a = 1;"),
            ("two.js", "export {};"),
            ("hz-runtime.js", "export {};"),
        ]);
        let run = hzc(&project, &format!("--standalone main.js {arguments}"));
        assert_ne!(run.code, 0, "{text}");
        assert!(run.err.contains(expected), "{text}: {}", run.err);
    }
}

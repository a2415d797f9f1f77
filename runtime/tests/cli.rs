//! The command line contract of `hzrun`, for good and bad input.

use hz_tests::launch::Exit;
use hz_tests::trouble::{self, all_refused};
use std::path::Path;

fn hzrun() -> &'static Path {
    Path::new(env!("CARGO_BIN_EXE_hzrun"))
}

#[test]
fn bad_input_is_refused() {
    all_refused(
        hzrun(),
        &[
            (&["missing.js"], 1, &["missing.js"]),
            (&["."], 1, &["directory"]),
            (&["latin.js"], 1, &["latin.js", "UTF-8"]),
            (&["broken.js"], 1, &["broken.js", "2"]),
            (&["lost.js"], 1, &["nowhere.js", "lost.js"]),
            (&["nameless.js"], 1, &["absent"]),
            (&["stranger.js"], 1, &["no-such-package"]),
            (&["throws.js"], 1, &["while loading", "inner.js:2"]),
            (&["--native", "throws.js"], 1, &["while loading"]),
            (&["-e", "let x = ;"], 1, &["xpression"]),
        ],
    );
}

#[test]
fn bad_usage_is_refused() {
    all_refused(
        hzrun(),
        &[
            (&[], 2, &["FILE"]),
            (&["--cores", "0", "good.js"], 2, &["0"]),
            (&["--cores", "many", "good.js"], 2, &["many"]),
            (&["--cores", "100000", "good.js"], 2, &["100000"]),
            (&["--slice", "0", "good.js"], 2, &["0"]),
            (&["--slice", "x", "good.js"], 2, &["x"]),
            (&["--heap-limit", "none", "good.js"], 2, &["none"]),
            (&["--no-such-option", "good.js"], 2, &["--no-such-option"]),
        ],
    );
}

#[test]
fn files_code_and_standard_input_run() {
    let folder = trouble::folder();
    let arguments = ["--cores", "2", "--slice", "1", "args.js", "a", "--cores", "-x", "--", "b c"];
    let runs: [(&[&str], &str, &str); 8] = [
        (&["good.js"], "", "42\n"),
        (&["types.ts"], "", "42\n"),
        (&["-e", "console.log(1 + 1)"], "", "2\n"),
        (&["-"], "console.log('from input')", "from input\n"),
        (&arguments, "", "[\"a\",\"--cores\",\"-x\",\"--\",\"b c\"]\n"),
        (&["-e", "console.log(process.argv.slice(1).join())", "x", "y"], "", "x,y\n"),
        (&["--native", "good.js"], "", "42\n"),
        (&["--stress", "good.js"], "", "42\n"),
    ];
    for (arguments, input, expected) in runs {
        let outcome = trouble::start(hzrun(), folder.path(), arguments, input);
        assert_eq!(
            (outcome.stdout.as_str(), outcome.exit),
            (expected, Exit::Code(0)),
            "{arguments:?}: {}",
            outcome.stderr
        );
    }
}

#[test]
fn the_exit_code_is_the_programs_own() {
    let folder = trouble::folder();
    let runs = [("process.exit(7)", 7), ("process.exitCode = 3", 3), ("throw new Error('x')", 1), ("1", 0)];
    for (code, expected) in runs {
        let outcome = trouble::start(hzrun(), folder.path(), &["-e", code], "");
        assert_eq!(outcome.exit, Exit::Code(expected), "{code}: {}", outcome.stderr);
    }
}

#[test]
fn version_and_help_are_told() {
    let folder = trouble::folder();
    for (option, word) in [("--version", env!("CARGO_PKG_VERSION")), ("--help", "Usage")] {
        let outcome = trouble::start(hzrun(), folder.path(), &[option], "");
        assert!(outcome.stdout.contains(word) && outcome.exit == Exit::Code(0), "{outcome:?}");
    }
}

//! The command line contract of `hzc`, for good and bad input.

use hz_tests::launch::Exit;
use hz_tests::trouble::{self, all_refused};
use std::fs;
use std::path::Path;

fn hzc() -> &'static Path {
    Path::new(env!("CARGO_BIN_EXE_hzc"))
}

#[test]
fn bad_input_and_usage_are_refused() {
    all_refused(
        hzc(),
        &[
            (&["missing.js"], 1, &["missing.js"]),
            (&["latin.js"], 1, &["latin.js", "UTF-8"]),
            (&["broken.js"], 1, &["broken.js", "2:9", "let x = = 2;"]),
            (&["--check", "good.js", "broken.js"], 1, &["broken.js"]),
            (&[], 2, &["INPUT"]),
            (&["--emit", "nonsense", "good.js"], 2, &["nonsense"]),
            (&["--jobs", "0", "good.js"], 2, &["0"]),
            (&["--no-such-option", "good.js"], 2, &["--no-such-option"]),
        ],
    );
}

#[test]
fn output_goes_where_it_is_told() {
    let folder = trouble::folder();
    let path = |name: &str| folder.path().join(name);
    let ok = |arguments: &[&str], input: &str| {
        let outcome = trouble::start(hzc(), folder.path(), arguments, input);
        assert_eq!(outcome.exit, Exit::Code(0), "{arguments:?}: {}", outcome.stderr);
        outcome.stdout
    };
    let printed = ok(&["good.js"], "");
    assert!(printed.contains("hz$"), "{printed}");
    assert_eq!(ok(&["-"], "const twice = (x) => x + x;\nconsole.log(twice(21));\n"), printed);
    assert_eq!(ok(&["good.js", "-o", "out.js"], ""), "");
    assert_eq!(fs::read_to_string(path("out.js")).unwrap(), printed);
    assert_eq!(ok(&["--check", "good.js", "types.ts"], ""), "");
    ok(&["good.js", "-o", "mapped.js", "--source-map=file"], "");
    assert!(fs::read_to_string(path("mapped.js")).unwrap().contains("sourceMappingURL=mapped.js.map"));
    assert!(fs::read_to_string(path("mapped.js.map")).unwrap().contains("good.js"));
    assert!(ok(&["good.js", "--source-map"], "").contains("sourceMappingURL=data:"));
    assert!(ok(&["--emit", "report", "good.js"], "").contains("twice"));
    ok(&["good.js", "types.ts", "-o", "both", "--jobs", "2", "--quiet"], "");
    assert!(path("both/good.js").is_file() && path("both/types.js").is_file());
}

#[test]
fn version_and_help_are_told() {
    let folder = trouble::folder();
    for (option, word) in [("--version", env!("CARGO_PKG_VERSION")), ("--help", "Usage")] {
        let outcome = trouble::start(hzc(), folder.path(), &[option], "");
        assert!(outcome.stdout.contains(word) && outcome.exit == Exit::Code(0), "{outcome:?}");
    }
}

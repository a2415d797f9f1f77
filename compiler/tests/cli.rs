//! `hzc` from outside: where output goes, what is said, how it ends.

use hz_tests::project;
use serde_json::Value;
use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use tempfile::TempDir;

struct Run {
    code: i32,
    out: String,
    err: String,
}

/// Runs `hzc` in `directory` with arguments separated by spaces.
fn hzc(directory: &TempDir, arguments: &str) -> Run {
    hzc_with_input(directory, arguments, "")
}

fn hzc_with_input(directory: &TempDir, arguments: &str, input: &str) -> Run {
    let mut child = Command::new(env!("CARGO_BIN_EXE_hzc"))
        .args(arguments.split_whitespace())
        .current_dir(directory.path())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("hzc starts");
    child.stdin.take().expect("a pipe").write_all(input.as_bytes()).expect("hzc reads its input");
    let Output { status, stdout, stderr } = child.wait_with_output().expect("hzc ends");
    let text = |bytes| String::from_utf8(bytes).expect("hzc speaks UTF-8");
    Run { code: status.code().expect("hzc is not killed"), out: text(stdout), err: text(stderr) }
}

fn read(directory: &TempDir, name: &str) -> String {
    fs::read_to_string(directory.path().join(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

/// Every file below a directory, hidden ones too.
fn files_in(directory: &Path) -> Vec<String> {
    let mut found = Vec::new();
    for entry in fs::read_dir(directory).expect("a directory") {
        let path = entry.expect("an entry").path();
        let name = path.file_name().expect("a name").to_string_lossy().into_owned();
        if path.is_dir() {
            found.extend(files_in(&path).into_iter().map(|file| format!("{name}/{file}")));
        } else {
            found.push(name);
        }
    }
    found.sort();
    found
}

#[test]
fn one_file_goes_to_standard_output() {
    let project = project(&[("a.ts", "export const a: number = 1;\n")]);
    let run = hzc(&project, "--native a.ts");
    assert_eq!((run.code, &*run.out, &*run.err), (0, "export const a = 1;\n", ""));
}

#[test]
fn standard_input_is_a_file_too() {
    let project = project(&[]);
    let run = hzc_with_input(&project, "--native -", "let a = 1 ;");
    assert_eq!((run.code, &*run.out), (0, "let a = 1;\n"));
    let run = hzc_with_input(&project, "--native --language ts -", "let a: number = 1;");
    assert_eq!((run.code, &*run.out), (0, "let a = 1;\n"));
    let run = hzc_with_input(&project, "--native -", "let a: number = 1;");
    assert_eq!((run.code, &*run.out), (1, ""));
    assert!(run.err.contains("<stdin>:1:6"), "{}", run.err);
    let run = hzc_with_input(&project, "- -o deep/out.js", "export {};");
    assert_eq!((run.code, &*run.out), (0, ""));
    assert!(read(&project, "deep/out.js").starts_with("/* hz:compiled"));
}

#[test]
fn a_directory_keeps_its_shape() {
    let project = project(&[
        ("src/main.ts", "import { b } from './deep/b.tsx'; import('./c.mts'); export { b };"),
        ("src/deep/b.tsx", "export const b: number = 1;"),
        ("src/c.mts", "export {};"),
        ("src/types.d.ts", "export type T = 1;"),
        ("src/data.json", "{}"),
        ("src/node_modules/p/index.js", "broken("),
        ("src/.cache/x.js", "broken("),
    ]);
    let run = hzc(&project, "--native --quiet src -o out --jobs 2");
    assert_eq!((run.code, &*run.out, &*run.err), (0, "", ""));
    assert_eq!(files_in(&project.path().join("out")), ["c.mjs", "deep/b.js", "main.js"]);
    let main = read(&project, "out/main.js");
    assert!(main.contains("'./deep/b.js'") || main.contains("\"./deep/b.js\""), "{main}");
    assert!(main.contains("import(\"./c.mjs\")"), "{main}");
}

#[test]
fn the_output_directory_may_lie_in_the_input() {
    let project = project(&[("a.js", "1;")]);
    for _ in 0..2 {
        assert_eq!(hzc(&project, "--quiet . -o out").code, 0);
    }
    assert_eq!(files_in(project.path()), ["a.js", "out/a.js"]);
}

#[test]
fn an_error_in_one_file_leaves_no_output() {
    let project = project(&[("src/a.js", "1;"), ("src/b.js", "let x = ;\n"), ("src/c.js", "f(")]);
    let run = hzc(&project, "src -o out/deep");
    assert_eq!((run.code, &*run.out), (1, ""));
    assert!(!project.path().join("out").exists());
    for part in ["HZ0001", "src/b.js:1:9", "let x = ;", "src/c.js:1:3"] {
        assert!(run.err.contains(part), "{part} is missing in:\n{}", run.err);
    }
    assert!(!run.err.contains("src/a.js"), "{}", run.err);
}

#[test]
fn outputs_are_replaced_whole() {
    let project = project(&[("a.js", "let a;"), ("out.js", "old"), ("bad.js", "(")]);
    assert_eq!(hzc(&project, "bad.js -o out.js").code, 1);
    assert_eq!(read(&project, "out.js"), "old");
    assert_eq!(hzc(&project, "--native a.js -o out.js").code, 0);
    assert_eq!(read(&project, "out.js"), "let a;\n");
    assert_eq!(files_in(project.path()), ["a.js", "bad.js", "out.js"]);
}

#[test]
fn bad_files_get_one_clear_message() {
    let project = project(&[("text.txt", "x"), ("file.js", "1;"), ("a/same.ts", "1;"), ("b/same.js", "1;")]);
    fs::write(project.path().join("latin1.js"), b"let a = 1;\n'\xe9';").expect("a file");
    fs::create_dir(project.path().join("empty")).expect("a directory");
    fs::create_dir(project.path().join("taken")).expect("a directory");
    fs::create_dir(project.path().join("taken/file.js")).expect("a directory");
    for (arguments, code, message) in [
        ("missing.js", 1, "HZ0201: cannot read missing.js: no such file or directory"),
        ("latin1.js", 1, "HZ0202: latin1.js is not UTF-8: bad byte in line 2"),
        ("text.txt", 1, "HZ0203: text.txt is not a JavaScript or TypeScript file"),
        ("empty -o out", 1, "HZ0204: no JavaScript or TypeScript files in empty"),
        ("file.js -o file.js/out.js", 1, "HZ0205: cannot write below file.js: it is not a directory"),
        ("file.js -o taken/", 1, "HZ0205: cannot write taken/file.js: is a directory"),
        (
            "a/same.ts b/same.js -o out",
            1,
            "HZ0206: a/same.ts and b/same.js would both be written to out/same.js",
        ),
        ("file.js -o file.js", 1, "HZ0207: file.js is an input and would be overwritten"),
        ("file.js a/same.ts", 2, "HZ0208: 2 inputs need --out with a directory to write to"),
        ("a b -o file.js", 2, "HZ0208: file.js is a file; 2 inputs need a directory"),
        ("- file.js -o out", 2, "HZ0208: standard input (`-`) must be the only input"),
        ("- --watch", 2, "HZ0208: standard input (`-`) cannot be watched"),
        ("file.js --check -o out", 2, "HZ0208: --check writes nothing"),
        ("file.js --source-map=file", 2, "HZ0208: --source-map=file needs --out"),
    ] {
        let run = hzc(&project, arguments);
        assert_eq!((run.code, &*run.out), (code, ""), "{arguments}: {}", run.err);
        assert!(run.err.starts_with(&format!("hzc: {message}")), "{arguments}: {}", run.err);
        assert_eq!(run.err.matches("hzc:").count(), 1, "{arguments}: {}", run.err);
    }
    assert!(!project.path().join("out").exists());
}

#[test]
fn wrong_usage_ends_with_2() {
    let project = project(&[("a.js", "1;")]);
    for arguments in [
        "",
        "a.js --jobs 0",
        "a.js --jobs many",
        "a.js --emit wasm",
        "a.js --nonsense",
        "a.js --source-map=x",
    ] {
        let run = hzc(&project, arguments);
        assert_eq!((run.code, &*run.out), (2, ""), "{arguments}");
        assert!(run.err.contains("--help"), "{arguments}: {}", run.err);
    }
    let version = hzc(&project, "--version");
    assert_eq!((version.code, version.out), (0, format!("hzc {}\n", env!("CARGO_PKG_VERSION"))));
    assert!(hzc(&project, "--help").out.contains("Exit codes"));
}

#[test]
fn check_only_looks() {
    let project = project(&[("src/a.js", "1;"), ("src/b.ts", "let x: = 1;")]);
    let run = hzc(&project, "--check src/a.js");
    assert_eq!((run.code, &*run.out, &*run.err), (0, "", ""));
    assert_eq!(hzc(&project, "--check src").code, 1);
    assert_eq!(files_in(project.path()), ["src/a.js", "src/b.ts"]);
}

#[test]
fn diagnostics_are_data_when_asked() {
    let project = project(&[("a.js", "\n  let x = ;")]);
    let run = hzc(&project, "--json a.js");
    let error: Value = serde_json::from_str(run.err.trim()).expect("one JSON line");
    assert_eq!(run.code, 1);
    assert_eq!(error["code"], "HZ0001");
    assert_eq!(error["position"], serde_json::json!({ "line": 2, "column": 11 }));
    assert_eq!(error["excerpt"], "  let x = ;");
}

#[test]
fn long_lines_are_shown_in_part() {
    let text = format!("{}let = 3;{}", "f(1,2);".repeat(20_000), "g();".repeat(20_000));
    let project = project(&[("min.js", &text)]);
    let run = hzc(&project, "min.js");
    assert_eq!(run.code, 1);
    assert!(run.err.contains("min.js:1:140001") && run.err.len() < 2000, "{}", run.err);
}

#[test]
fn kinds_come_from_extension_package_and_content() {
    let project = project(&[
        ("m/package.json", "{ \"type\": \"module\" }"),
        ("m/a.js", "return 1;"),
        ("m/a.cjs", "return 1;"),
        ("c/package.json", "{ \"type\": \"commonjs\" }"),
        ("c/deep/a.js", "return 1;"),
        ("c/a.mjs", "await 1;"),
        // The nearest package decides, so the search ends here whatever lies above.
        ("n/package.json", "{}"),
        ("n/a.js", "exports.a = 1; return;"),
        ("n/b.js", "await 1;"),
    ]);
    for (file, code) in
        [("m/a.js", 1), ("m/a.cjs", 0), ("c/deep/a.js", 0), ("c/a.mjs", 0), ("n/a.js", 0), ("n/b.js", 0)]
    {
        let run = hzc(&project, &format!("--check {file}"));
        assert_eq!(run.code, code, "{file}: {}", run.err);
    }
    assert_eq!(hzc(&project, "--check --module commonjs m/a.js").code, 0);
}

#[test]
fn maps_lie_beside_the_output_or_inside() {
    let project = project(&[("src/a.ts", "export const a: number = 1;")]);
    assert_eq!(hzc(&project, "--native --source-map src/a.ts -o out/deep/a.js").code, 0);
    assert!(read(&project, "out/deep/a.js").ends_with("\n//# sourceMappingURL=a.js.map\n"));
    let map: Value = serde_json::from_str(&read(&project, "out/deep/a.js.map")).expect("a map");
    assert_eq!(map["sources"], serde_json::json!(["../../src/a.ts"]));
    assert_eq!(map["sourcesContent"][0], "export const a: number = 1;");

    let run = hzc(&project, "--native --source-map src/a.ts");
    assert!(run.out.contains("//# sourceMappingURL=data:application/json;"), "{}", run.out);
    assert_eq!(hzc(&project, "--native --source-map=inline src/a.ts -o b.js").code, 0);
    assert!(read(&project, "b.js").contains("//# sourceMappingURL=data:application/json;"));
    assert!(!project.path().join("b.js.map").exists());
}

#[test]
fn a_map_of_the_input_leads_to_its_sources() {
    let project = project(&[("src/a.ts", "export function f(x: number) {\n  return x;\n}\n")]);
    assert_eq!(hzc(&project, "--native --source-map src/a.ts -o lib/a.js").code, 0);
    assert_eq!(hzc(&project, "--native --source-map lib/a.js -o out/x/a.js").code, 0);
    let map: Value = serde_json::from_str(&read(&project, "out/x/a.js.map")).expect("a map");
    assert_eq!(map["sources"], serde_json::json!(["../../lib/../src/a.ts"]));
}

#[test]
fn reports_tell_about_each_function() {
    let text = "export function twice(f) {\n  return f(1) + f(2);\n}\nexport const one = () => 1;\n";
    let project = project(&[("a.js", text)]);
    let run = hzc(&project, "--emit report a.js");
    assert_eq!((run.code, &*run.err), (0, ""));
    assert!(run.out.starts_with("a.js\n"), "{}", run.out);
    assert!(run.out.contains("1:8  twice"), "{}", run.out);
    assert!(run.out.contains("2 functions:"), "{}", run.out);

    assert_eq!(hzc(&project, "--emit report a.js -o r.json").code, 0);
    let report: Value = serde_json::from_str(&read(&project, "r.json")).expect("JSON");
    let twice = &report[0]["functions"][0];
    assert_eq!((&report[0]["file"], &twice["name"]), (&Value::from("a.js"), &Value::from("twice")));
    assert_eq!(twice["suspends"], true);
    assert!(twice["size_after"].as_u64() > twice["size_before"].as_u64(), "{twice}");
}

#[test]
fn reports_tell_which_loops_all_cores_could_do() {
    let text = "export function total(list) {\n  let sum = 0;\n  for (const x of list) sum += x;\n  return sum;\n}\n";
    let project = project(&[("a.js", text)]);
    let run = hzc(&project, "--emit report a.js");
    assert!(
        run.out.contains("on all cores?\n       3:3  for-of    no       it adds up in 'sum'"),
        "{}",
        run.out
    );

    assert_eq!(hzc(&project, "--emit report a.js -o r.json").code, 0);
    let report: Value = serde_json::from_str(&read(&project, "r.json")).expect("JSON");
    let found = &report[0]["loops"][0];
    assert_eq!((&found["what"], &found["verdict"]), (&Value::from("for-of"), &Value::from("no")));
    assert_eq!(found["position"], serde_json::json!({ "line": 3, "column": 3 }));
}

#[test]
fn a_summary_is_said_of_many_files_unless_quiet() {
    let project = project(&[("src/a.js", "1;"), ("src/b.js", "2;")]);
    assert!(hzc(&project, "src -o out").err.starts_with("compiled 2 files in "));
    assert!(hzc(&project, "--check src").err.starts_with("checked 2 files in "));
    assert_eq!(hzc(&project, "--quiet src -o out").err, "");
}

#[test]
fn compiled_code_is_not_compiled_again() {
    let project = project(&[("a.js", "export const a = () => b();")]);
    assert_eq!(hzc(&project, "a.js -o b.js").code, 0);
    let run = hzc(&project, "b.js");
    assert_eq!(run.code, 1);
    assert!(run.err.contains("HZ0006"), "{}", run.err);
}

#[test]
fn a_tsconfig_decides_and_the_command_line_wins() {
    let project = project(&[
        ("tsconfig.json", "{ \"extends\": \"./base.json\", \"compilerOptions\": { \"jsx\": \"react\" } }"),
        (
            "base.json",
            "{ \"compilerOptions\": { \"jsxFactory\": \"make\", \"verbatimModuleSyntax\": true } }",
        ),
        ("a.tsx", "import { a } from \"a\";\nexport default <b/>;\n"),
        ("broken/tsconfig.json", "{\n  \"compilerOptions\": 5\n}\n"),
        ("broken/b.ts", "export {};\n"),
    ]);
    let run = hzc(&project, "--native a.tsx");
    assert_eq!(run.out, "import { a } from \"a\";\nexport default make(\"b\", null);\n", "{}", run.err);
    let run = hzc(&project, "--native --jsx-import-source preact a.tsx");
    assert!(run.out.contains("from \"preact/jsx-runtime\""), "{}{}", run.out, run.err);
    let run = hzc(&project, "broken/b.ts");
    assert_eq!((run.code, &*run.out), (1, ""), "{}", run.err);
    assert!(
        run.err.starts_with("hzc: HZ0213: ") && run.err.contains("broken/tsconfig.json:2:"),
        "{}",
        run.err
    );
}

//! Runs programs compiled with `--standalone` in Node, and where there are such, in Deno and in a browser without a window.
//!
//! The cases are those under `tests/run/` of the topics below, whose output must be the same as under hzrun, and those under
//! `tests/standalone/`, which are about the host. A host that is not here is said to be missing, in one line.
//! `HZ_DENO` and `HZ_BROWSER` name a Deno and a browser that are not on the path.

use hz_tests::cases::{self, Case};
use hz_tests::launch::{self, Exit, LIMIT, Outcome};
use hz_tests::{binary, page, root};
use libtest_mimic::{Arguments, Failed, Trial};
use std::path::{Path, PathBuf};
use std::process::Command;
use tempfile::TempDir;

const INPUTS: [&str; 6] = ["main.js", "main.ts", "main.tsx", "main.jsx", "main.mjs", "main.cjs"];

/// The topics of `tests/run/` that standalone output has to do with.
const TOPICS: [&str; 12] = [
    "async",
    "channels",
    "errors",
    "finally",
    "flow",
    "functions",
    "generators",
    "parallel",
    "scopes",
    "select",
    "sync",
    "threads",
];

/// Cases that expect something which standalone output does not have. One that passes is no exception any more.
const EXCEPTIONS: [(&str, &str); 11] = [
    ("errors/places-of-names", "stacks have the places of the compiled text"),
    ("errors/stacks-of-both-sides", "stacks have the places of the compiled text"),
    ("functions/called-on-the-spot", "functions show their compiled text"),
    ("functions/source-text-of-static-methods", "functions show their compiled text"),
    ("functions/to-string", "functions show their compiled text"),
    ("scopes/locals", "the host's setTimeout keeps no thread-local values"),
    ("scopes/locals-across-await", "the host's promises keep no thread-local values"),
    (
        "threads/called-on-the-spot",
        "the top level waits on the host's stack, below all that waits in native code",
    ),
    ("threads/common-js-main", "a CommonJS program waits on the host's stack"),
    ("threads/slices-of-one-thread", "the host's turn ends every slice"),
    (
        "threads/main-stays-one-thread",
        "the top level waits on the host's stack, below all that waits in native code",
    ),
];

fn main() {
    let arguments = Arguments::from_args();
    let hosts = Hosts::find();
    let mut trials = Vec::new();
    let run = find("tests/run")
        .into_iter()
        .filter(|case| TOPICS.iter().any(|topic| case.name.starts_with(&format!("{topic}/"))));
    let own = find("tests/standalone");
    if hosts.node.is_some() {
        let node = hosts.node.clone();
        for case in run.chain(own.iter().cloned()).filter(needs_no_option) {
            let node = node.clone().unwrap_or_default();
            trials.push(Trial::test(case.name.clone(), move || in_node(&node, &case)));
        }
    }
    if let Some(deno) = hosts.deno {
        // Deno tells a deadlock of the top level itself, in its way.
        let applies = |case: &&Case| case.input != "main.cjs" && case.name != "host/deadlock";
        for case in own.iter().filter(applies).cloned() {
            let deno = deno.clone();
            trials.push(Trial::test(format!("deno/{}", case.name), move || in_deno(&deno, &case)));
        }
    }
    if let Some(browser) = hosts.browser {
        for isolated in [false, true] {
            let browser = browser.clone();
            let name = if isolated { "browser/isolated" } else { "browser/plain" };
            trials.push(Trial::test(name, move || in_browser(&browser, isolated)));
        }
    }
    libtest_mimic::run(&arguments, trials).exit();
}

/// Whether a case is about what options of hzrun do.
fn needs_no_option(case: &Case) -> bool {
    let modes = case.lines("modes");
    !case.folder.join("options").exists() && (modes.is_empty() || modes.iter().any(|mode| mode == "one-core"))
}

fn find(folder: &str) -> Vec<Case> {
    cases::find(&root().join(folder), &INPUTS).unwrap_or_else(|error| panic!("{error}"))
}

/// What is on this machine.
struct Hosts {
    node: Option<String>,
    deno: Option<String>,
    browser: Option<String>,
}

impl Hosts {
    fn find() -> Hosts {
        let starts = |name: &String| {
            Command::new(name).arg("--version").output().is_ok_and(|out| out.status.success())
        };
        let node = Some("node".to_string()).filter(starts);
        let deno = Some(std::env::var("HZ_DENO").unwrap_or("deno".to_string())).filter(starts);
        let browser = page::find_browser();
        for (host, there) in
            [("Node", node.is_some()), ("Deno", deno.is_some()), ("browser", browser.is_some())]
        {
            if !there {
                eprintln!("skipped: standalone output in {host}, since there is none here");
            }
        }
        Hosts { node, deno, browser }
    }
}

/// Compiles a program into a folder of its own; gives that and the file to start.
fn compile(case: &Case) -> Result<(TempDir, PathBuf), String> {
    let out = tempfile::tempdir().map_err(|error| error.to_string())?;
    // To Node, a file `.js` is what the nearest package says.
    std::fs::write(out.path().join("package.json"), r#"{ "type": "module" }"#)
        .map_err(|error| error.to_string())?;
    let mut hzc = launch::command(binary::hzc(), &case.folder);
    hzc.args(["--quiet", "--standalone", &case.input, "--out"]).arg(out.path());
    let outcome = launch::run(&mut hzc, "", LIMIT);
    if outcome.exit != Exit::Code(0) {
        return Err(format!("hzc: {}", outcome.stderr));
    }
    let name = Path::new(&case.input).with_extension(match case.input.as_str() {
        "main.mjs" => "mjs",
        "main.cjs" => "cjs",
        _ => "js",
    });
    let file = out.path().join(name);
    Ok((out, file))
}

fn in_node(node: &str, case: &Case) -> Result<(), Failed> {
    let (out, file) = compile(case)?;
    let mut command = launch::command(node.as_ref(), out.path());
    command.arg(file).args(case.lines("args"));
    let verdict = check(case, &launch::run(&mut command, &case.text("stdin"), LIMIT), true);
    match EXCEPTIONS.iter().find(|(name, _)| *name == case.name) {
        None => Ok(verdict?),
        Some((_, reason)) if verdict.is_ok() => {
            Err(format!("it passes, although {reason}: no exception").into())
        }
        Some(_) => Ok(()),
    }
}

fn in_deno(deno: &str, case: &Case) -> Result<(), Failed> {
    let (out, file) = compile(case)?;
    let mut command = launch::command(deno.as_ref(), out.path());
    command.args(["run", "--quiet", "--no-prompt", "--allow-all"]).arg(file).args(case.lines("args"));
    // Deno has words of its own for errors.
    Ok(check(case, &launch::run(&mut command, "", LIMIT), false)?)
}

/// Each line of `stderr.txt` must be one of the errors' lines.
fn check(case: &Case, outcome: &Outcome, errors_too: bool) -> Result<(), String> {
    let code =
        case.lines("exit").first().map_or(Ok(0), |code| code.parse()).map_err(|_| "`exit` is no number")?;
    let told = || format!("--- its errors ---\n{}--- its output ---\n{}", outcome.stderr, outcome.stdout);
    if outcome.exit != Exit::Code(code) {
        return Err(format!("{}, expected exit code {code}\n{}", outcome.exit, told()));
    }
    if outcome.stdout != case.text("stdout.txt") {
        return Err(format!("expected\n{}{}", case.text("stdout.txt"), told()));
    }
    let is_own = case.folder.starts_with(root().join("tests/standalone"));
    let wanted = if errors_too && is_own { case.lines("stderr.txt") } else { Vec::new() };
    match wanted.iter().find(|line| !outcome.stderr.lines().any(|other| other == line.as_str())) {
        Some(line) => Err(format!("no line says {line:?}\n{}", told())),
        None => Ok(()),
    }
}

/// Programs that end well and need nothing that a page has not.
const IN_A_PAGE: [&str; 8] = [
    "tests/standalone/host/timers-beside-a-hog",
    "tests/standalone/host/code-that-is-not-compiled",
    "tests/standalone/host/blocking-callbacks",
    "tests/standalone/host/top-level-waits-for-the-host",
    "tests/standalone/files/circle",
    "tests/run/select/timeout",
    "tests/run/sync/mutex",
    "tests/run/scopes/contexts",
];

/// The page runs one program after the other in frames of its own, and posts what they print.
fn in_browser(browser: &str, isolated: bool) -> Result<(), Failed> {
    let folder = tempfile::tempdir()?;
    let mut expected = String::new();
    let mut programs = Vec::new();
    for (number, path) in IN_A_PAGE.iter().enumerate() {
        let input = INPUTS.iter().find(|input| root().join(path).join(input).is_file());
        let input = input.ok_or_else(|| format!("{path} is no case"))?.to_string();
        let case = Case { name: path.to_string(), folder: root().join(path), input };
        let (out, file) = compile(&case)?;
        let place = format!("{number}");
        copy(out.path(), &folder.path().join(&place))?;
        programs.push(format!("{place}/{}", file.file_name().unwrap_or_default().to_string_lossy()));
        expected.push_str(&format!("{path}\n{}", case.text("stdout.txt")));
    }
    std::fs::write(folder.path().join("index.html"), page_text(&programs))?;
    let posted = page::open(browser, folder.path(), isolated, LIMIT)?;
    let said = if isolated { "shares memory\n" } else { "shares no memory\n" };
    let expected = format!("{said}{expected}");
    if posted == expected { Ok(()) } else { Err(format!("expected\n{expected}--- but ---\n{posted}").into()) }
}

fn page_text(programs: &[String]) -> String {
    let list: Vec<String> =
        programs.iter().zip(IN_A_PAGE).map(|(file, name)| format!("[{file:?}, {name:?}]")).collect();
    format!(
        r#"<!doctype html><title>hz</title><script type="module">
let text = self.crossOriginIsolated ? "shares memory\n" : "shares no memory\n";
console.log = (...values) => (text += values.map(String).join(" ") + "\n");
for (const [file, name] of [{}]) {{
  text += name + "\n";
  try {{
    await import("./" + file);
  }} catch (error) {{
    text += `${{error.stack}}\n`;
  }}
}}
await fetch("/done", {{ method: "POST", body: text }});
</script>"#,
        list.join(", ")
    )
}

fn copy(from: &Path, to: &Path) -> std::io::Result<()> {
    std::fs::create_dir_all(to)?;
    for entry in std::fs::read_dir(from)? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy(&entry.path(), &target)?;
        } else {
            std::fs::copy(entry.path(), target)?;
        }
    }
    Ok(())
}

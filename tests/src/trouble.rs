//! Input that is wrong in every way we can think of, and what a good refusal of it looks like: one message that
//! names what is wrong, an exit code that is not zero, nothing printed as output, and never a panic of ours.

use crate::launch::{self, Exit, LIMIT, Outcome};
use std::fs;
use std::path::Path;
use tempfile::TempDir;

/// A folder with one file of every kind of trouble, and a few good ones.
pub fn folder() -> TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    let file =
        |name: &str, bytes: &[u8]| fs::write(folder.path().join(name), bytes).expect("it can be written to");
    file("good.js", b"const twice = (x) => x + x;\nconsole.log(twice(21));\n");
    file("other.js", b"export const other = () => 1;\n");
    file("types.ts", b"const twice = (x: number): number => x + x;\nconsole.log(twice(21));\n");
    file("latin.js", b"// caf\xe9\nconsole.log(1);\n");
    file("broken.js", b"const fine = 1;\nlet x = = 2;\n");
    file("lost.js", b"import { a } from './nowhere.js';\n");
    file("nameless.js", b"import { absent } from './other.js';\n");
    file("stranger.js", b"import x from 'no-such-package';\n");
    file("throws.js", b"import './inner.js';\n");
    file("inner.js", b"function fail() {\n  throw new Error('while loading');\n}\nfail();\n");
    file("args.js", b"console.log(JSON.stringify(process.argv.slice(2)));\n");
    folder
}

/// Arguments, the exit code they must give, and words that the message must say.
pub type Refusal<'a> = (&'a [&'a str], i32, &'a [&'a str]);

/// Checks that `program` refuses each row of `table` in a folder full of trouble.
pub fn all_refused(program: &Path, table: &[Refusal]) {
    let folder = folder();
    let wrong: Vec<String> = table
        .iter()
        .filter_map(|(arguments, code, words)| {
            let outcome = start(program, folder.path(), arguments, "");
            Some(format!("{}: {}", arguments.join(" "), refused(&outcome, *code, words).err()?))
        })
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

/// Runs `program` in `folder` to its end.
pub fn start(program: &Path, folder: &Path, arguments: &[&str], input: &str) -> Outcome {
    launch::run(launch::command(program, folder).args(arguments), input, LIMIT)
}

fn refused(outcome: &Outcome, code: i32, words: &[&str]) -> Result<(), String> {
    let told = words.iter().all(|word| outcome.stderr.contains(word));
    let panicked = outcome.stderr.contains("panicked") || outcome.stderr.contains("RUST_BACKTRACE");
    if outcome.exit == Exit::Code(code) && outcome.stdout.is_empty() && told && !panicked {
        return Ok(());
    }
    Err(format!("{}, expected {code} and {words:?}\n{}{}", outcome.exit, outcome.stdout, outcome.stderr))
}

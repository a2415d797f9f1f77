//! Runs many programs in one process, since starting one costs more than running a program.
//!
//! A batch is a folder with one file for each program and a driver that imports one after the other and prints a mark behind
//! each. What a program printed is the text up to its mark. A program that ends the process takes the rest of its batch with it; those
//! are run again, each on its own.

use crate::generate::Program;
use hz_tests::launch::{self, Exit};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// A way to run a program.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mode {
    pub name: &'static str,
    options: &'static [&'static str],
}

/// The language's own answer.
pub const NATIVE: Mode = Mode { name: "native", options: &["--native", "--cores", "1"] };

/// The compiler keeps the meaning.
pub const ONE_CORE: Mode = Mode { name: "one-core", options: &["--cores", "1"] };

/// So do captures and resumes at every yield point.
pub const STRESS: Mode = Mode { name: "stress", options: &["--stress", "--cores", "1"] };

/// And no suspended call reaches code that cannot wait for it.
pub const VERIFY: Mode = Mode { name: "verify", options: &["--verify-reentry", "--cores", "1"] };

/// All that must agree with native.
pub const COMPILED: [Mode; 3] = [ONE_CORE, STRESS, VERIFY];

/// How long one program may run; a batch gets some more for each of its programs.
const LIMIT: Duration = Duration::from_secs(20);
const LIMIT_EACH: Duration = Duration::from_secs(2);

const MARK: &str = "== end of ";

/// Where programs are run, and by what.
pub struct Bench {
    hzrun: PathBuf,
    folder: tempfile::TempDir,
}

impl Bench {
    /// A bench for the `hzrun` at this path.
    pub fn new(hzrun: &Path) -> io::Result<Bench> {
        Ok(Bench { hzrun: hzrun.to_path_buf(), folder: tempfile::tempdir()? })
    }

    /// What each of the programs prints in a mode.
    pub fn run(&self, programs: &[Program], mode: Mode) -> io::Result<Vec<String>> {
        let together = self.start(programs, mode)?;
        let mut texts = Vec::with_capacity(programs.len());
        for (program, text) in programs.iter().zip(together) {
            texts.push(match text {
                Some(text) => text,
                None => self.start(std::slice::from_ref(program), mode)?.remove(0).unwrap_or_default(),
            });
        }
        Ok(texts)
    }

    /// As [`Bench::run`]; nothing for programs that the process did not come to the end of, unless there is but one.
    fn start(&self, programs: &[Program], mode: Mode) -> io::Result<Vec<Option<String>>> {
        let names = self.write(programs)?;
        let mut command = launch::command(&self.hzrun, self.folder.path());
        // Each program is compiled once and never again.
        command.env("XDG_CACHE_HOME", "/dev/null").args(mode.options).arg("main.mjs");
        let outcome = launch::run(&mut command, "", LIMIT + LIMIT_EACH * programs.len() as u32);
        let mut rest = outcome.stdout.as_str();
        let mut texts: Vec<Option<String>> = Vec::new();
        for name in &names {
            let mark = format!("{MARK}{name}\n");
            let Some((text, behind)) = rest.split_once(&mark) else { break };
            texts.push(Some(text.to_string()));
            rest = behind;
        }
        texts.resize(names.len(), None);
        if let ([None], false) = (texts.as_slice(), outcome.exit == Exit::Code(0)) {
            texts = vec![Some(format!("{rest}{}: {}", outcome.exit, outcome.stderr))];
        }
        Ok(texts)
    }

    /// Writes the programs and their driver, and gives the programs' names.
    fn write(&self, programs: &[Program]) -> io::Result<Vec<String>> {
        let mut names = Vec::new();
        for (index, program) in programs.iter().enumerate() {
            let name = format!("p{index}.{}", program.form.extension());
            fs::write(self.folder.path().join(&name), program.tree.print())?;
            names.push(name);
        }
        let driver = format!(
            "for (const name of {names:?}) {{\n  \
             try {{ await (await import(\"./\" + name)).finished; }}\n  \
             catch (error) {{ console.log(\"not loaded:\", error?.name ?? error); }}\n  \
             console.log(\"{MARK}\" + name);\n}}\n"
        );
        fs::write(self.folder.path().join("main.mjs"), driver)?;
        Ok(names)
    }
}

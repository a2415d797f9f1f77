//! Programs made of a few files in a folder of their own, run by the real `hzrun`.
//!
//! Each run has a cache folder of its own program, so that no test depends on what another has left there.
#![allow(dead_code, reason = "each test file uses its part")]

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// The files of a program.
pub struct Program {
    folder: tempfile::TempDir,
}

/// How a run ended.
#[derive(Debug)]
pub struct Outcome {
    pub code: Option<i32>,
    pub out: String,
    pub err: String,
}

impl Program {
    /// Writes the files, given as `(path, text)`.
    pub fn new(files: &[(&str, &str)]) -> Program {
        let program = Program { folder: tempfile::tempdir().unwrap() };
        // A package of its own, so that whatever lies above the folder says nothing about these files.
        program.write("package.json", b"{}");
        for (path, text) in files {
            program.write(path, text.as_bytes());
        }
        program
    }

    /// Writes one file.
    pub fn write(&self, path: &str, content: &[u8]) {
        let path = self.path(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, content).unwrap();
    }

    /// The absolute path of a file, as the program sees it.
    pub fn path(&self, path: &str) -> PathBuf {
        self.folder.path().canonicalize().unwrap().join(path)
    }

    /// The command `hzrun` with these arguments, in the program's folder.
    pub fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_hzrun"));
        command.args(args).current_dir(self.folder.path()).env("XDG_CACHE_HOME", self.path(".cache"));
        command.env_remove("NODE_PATH").stdin(Stdio::null());
        command
    }

    /// Runs `hzrun` with these arguments.
    pub fn run(&self, args: &[&str]) -> Outcome {
        finish(self.command(args))
    }

    /// Runs `hzrun` with this text as its standard input.
    pub fn run_with_input(&self, args: &[&str], input: &[u8]) -> Outcome {
        let mut command = self.command(args);
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        child.stdin.take().unwrap().write_all(input).unwrap();
        Outcome::of(child.wait_with_output().unwrap())
    }
}

/// Runs a command to its end.
pub fn finish(mut command: Command) -> Outcome {
    Outcome::of(command.output().unwrap())
}

impl Outcome {
    fn of(output: std::process::Output) -> Outcome {
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        Outcome { code: output.status.code(), out: text(output.stdout), err: text(output.stderr) }
    }

    /// Expects success and this output.
    #[track_caller]
    pub fn prints(&self, expected: &str) {
        assert_eq!((self.code, self.out.trim_end()), (Some(0), expected), "{}", self.err);
    }

    /// Expects this exit code and a report with all of these parts.
    #[track_caller]
    pub fn fails(&self, code: i32, parts: &[&str]) {
        assert_eq!(self.code, Some(code), "{self:?}");
        for part in parts {
            assert!(self.err.contains(part), "expected {part:?} in:\n{}", self.err);
        }
    }
}

/// Runs `main.js` of a program compiled and native, and expects the same output of both.
#[track_caller]
pub fn prints_in_both(files: &[(&str, &str)], expected: &str) {
    let program = Program::new(files);
    let main = files
        .iter()
        .map(|(path, _)| *path)
        .find(|path| Path::new(path).file_stem().unwrap() == "main")
        .unwrap();
    program.run(&[main]).prints(expected);
    program.run(&["--native", main]).prints(expected);
}

/// Runs `main.js` of a program compiled and native, and expects both to fail with all of these parts in the report.
#[track_caller]
pub fn fails_in_both(files: &[(&str, &str)], parts: &[&str]) {
    let program = Program::new(files);
    let main = files
        .iter()
        .map(|(path, _)| *path)
        .find(|path| Path::new(path).file_stem().unwrap() == "main")
        .unwrap();
    program.run(&[main]).fails(1, parts);
    program.run(&["--native", main]).fails(1, parts);
}

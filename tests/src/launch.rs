//! Starts a program, feeds its standard input, and waits for it with a limit.
//!
//! A program that hangs is the failure that a scheduler is most likely to have, so every launch has a limit,
//! and what the program had printed until then is part of the verdict.

use std::io::{Read, Write};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};
use wait_timeout::ChildExt;

/// How long one program may run. Ten times what the slowest case takes in a debug build on two busy cores.
pub const LIMIT: Duration = Duration::from_secs(60);

/// What a program left behind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outcome {
    pub stdout: String,
    pub stderr: String,
    pub exit: Exit,
}

/// How a program ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exit {
    Code(i32),
    /// Killed by a signal: a crash, unless the test sent it.
    Signal,
    /// Still running at the limit.
    Hung,
}

impl std::fmt::Display for Exit {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Exit::Code(code) => write!(out, "exit code {code}"),
            Exit::Signal => write!(out, "killed by a signal"),
            Exit::Hung => write!(out, "no end within the limit"),
        }
    }
}

/// A command for `program` in `folder`, with the environment that makes its output the same everywhere.
pub fn command(program: &Path, folder: &Path) -> Command {
    let mut command = Command::new(program);
    command
        .current_dir(folder)
        .env("NO_COLOR", "1")
        .env("TZ", "UTC")
        .env("LANG", "C.UTF-8")
        .env("RUST_BACKTRACE", "0");
    command
}

/// Runs `command` to its end with `input` as its standard input.
pub fn run(command: &mut Command, input: &str, limit: Duration) -> Outcome {
    let started = Instant::now();
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap_or_else(|error| panic!("{command:?} does not start: {error}"));
    let readers = feed_and_read(&mut child, input);
    let exit =
        match child.wait_timeout(limit.saturating_sub(started.elapsed())).expect("a child can be waited for")
        {
            Some(status) => status.code().map_or(Exit::Signal, Exit::Code),
            None => {
                // It may have ended meanwhile; either way it is reaped.
                let _ = child.kill();
                let _ = child.wait();
                Exit::Hung
            }
        };
    let [stdout, stderr] = readers.map(|reader| reader.join().expect("a reader does not panic"));
    Outcome { stdout, stderr, exit }
}

/// Writes and reads on threads of their own: a full pipe must not stop the program under test.
fn feed_and_read(child: &mut Child, input: &str) -> [thread::JoinHandle<String>; 2] {
    let mut stdin = child.stdin.take().expect("standard input is piped");
    let input = input.to_string();
    // A program may end without reading its input; that is its right.
    thread::spawn(move || stdin.write_all(input.as_bytes()));
    let out = child.stdout.take().expect("standard output is piped");
    let err = child.stderr.take().expect("standard error is piped");
    [thread::spawn(move || read_all(out)), thread::spawn(move || read_all(err))]
}

fn read_all(mut from: impl Read) -> String {
    let mut bytes = Vec::new();
    from.read_to_end(&mut bytes).expect("a pipe can be read to its end");
    String::from_utf8_lossy(&bytes).into_owned()
}

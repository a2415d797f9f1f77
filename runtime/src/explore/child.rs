//! One run of `hzrun` in a process of its own: what it printed and how it ended.

use std::ffi::OsString;
use std::io::{Read, Result};
use std::os::unix::process::ExitStatusExt;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::thread;
use std::time::Duration;

/// So much of each output is kept; what a program prints beyond is read and dropped.
const OUTPUT_LIMIT: u64 = 16 << 20;

/// How a run ended.
pub struct Ended {
    /// What it printed.
    pub output: Vec<u8>,
    /// What it printed as errors.
    pub errors: Vec<u8>,
    how: How,
}

enum How {
    Exited(ExitStatus),
    /// It ran for longer than that.
    TooLong(Duration),
    NotStarted(std::io::Error),
}

impl Ended {
    /// What is wrong with that; nothing, if it ended by itself with exit code 0.
    pub fn fault(&self) -> Option<String> {
        match &self.how {
            How::Exited(status) => match (status.code(), status.signal()) {
                (Some(0), _) => None,
                (Some(code), _) => Some(format!("exit code {code}")),
                (None, signal) => Some(format!("ended by signal {}", signal.unwrap_or_default())),
            },
            How::TooLong(limit) => Some(format!("it still ran after {} s", limit.as_secs())),
            How::NotStarted(error) => Some(format!("cannot start: {error}")),
        }
    }
}

/// Runs this program with these arguments, for as long as `limit`.
pub fn run(words: &[OsString], limit: Duration) -> Ended {
    let started = std::env::current_exe().and_then(|program| {
        let mut command = Command::new(program);
        command.args(words).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn()
    });
    match started.and_then(|child| watch(child, limit)) {
        Ok(ended) => ended,
        Err(error) => Ended { output: Vec::new(), errors: Vec::new(), how: How::NotStarted(error) },
    }
}

fn watch(mut child: Child, limit: Duration) -> Result<Ended> {
    let (output, errors) = (child.stdout.take(), child.stderr.take());
    // Both pipes are read at once, or the program would wait for the one that is not.
    let (over, is_over) = channel::<()>();
    let errors_over = over.clone();
    let reader = thread::spawn(move || read(output, over));
    let errors_reader = thread::spawn(move || read(errors, errors_over));
    // Nothing is ever sent: the channel is cut when both pipes have ended.
    let in_time = matches!(is_over.recv_timeout(limit), Err(RecvTimeoutError::Disconnected));
    if !in_time {
        child.kill()?;
    }
    let status = child.wait()?;
    let how = if in_time { How::Exited(status) } else { How::TooLong(limit) };
    let text = |reader: thread::JoinHandle<Vec<u8>>| reader.join().unwrap_or_default();
    Ok(Ended { output: text(reader), errors: text(errors_reader), how })
}

/// Reads a pipe to its end; `_over` is dropped then.
fn read(pipe: Option<impl Read>, _over: std::sync::mpsc::Sender<()>) -> Vec<u8> {
    let mut kept = Vec::new();
    if let Some(mut pipe) = pipe {
        // A pipe that cannot be read any more has ended.
        let _ = pipe.by_ref().take(OUTPUT_LIMIT).read_to_end(&mut kept);
        let _ = std::io::copy(&mut pipe, &mut std::io::sink());
    }
    kept
}

//! A process that runs tests in one mode. One that is gone is replaced.

use std::io::{self, BufRead, BufReader, Write};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use hz_runtime::engine::test262::{self, End, Job, Report};

use crate::modes::Mode;

/// The other side: serves jobs until there are no more.
pub fn serve(mode: Mode) -> io::Result<()> {
    test262::serve(mode.config())
}

/// A worker of a mode; its process starts with the first job.
pub struct Worker {
    mode: Mode,
    process: Option<Process>,
}

struct Process {
    child: Child,
    jobs: ChildStdin,
    reports: BufReader<ChildStdout>,
}

impl Worker {
    pub fn new(mode: Mode) -> Worker {
        Worker { mode, process: None }
    }

    /// Runs a job and waits for its report. A worker that breaks over it is an end of the test like any other.
    pub fn run(&mut self, job: &Job) -> io::Result<Report> {
        let process = match &mut self.process {
            Some(process) => process,
            none => none.insert(Process::start(self.mode)?),
        };
        match process.exchange(job) {
            Ok(report) => Ok(report),
            Err(error) => {
                self.process = None;
                let end = End::Died(format!("the worker broke: {error}"));
                Ok(Report { end, printed: Vec::new(), output: String::new() })
            }
        }
    }
}

impl Process {
    fn start(mode: Mode) -> io::Result<Process> {
        let mut child = Command::new(std::env::current_exe()?)
            .args(["--serve", mode.name()])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()?;
        let (jobs, reports) = (child.stdin.take(), child.stdout.take());
        let missing = || io::Error::other("the worker has no pipes");
        let (jobs, reports) = (jobs.ok_or_else(missing)?, reports.ok_or_else(missing)?);
        Ok(Process { child, jobs, reports: BufReader::new(reports) })
    }

    fn exchange(&mut self, job: &Job) -> io::Result<Report> {
        let mut line = serde_json::to_vec(job)?;
        line.push(b'\n');
        self.jobs.write_all(&line)?;
        let mut answer = String::new();
        if self.reports.read_line(&mut answer)? == 0 {
            return Err(io::Error::other("it ended without a report"));
        }
        Ok(serde_json::from_str(&answer)?)
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        // Nothing can be done about a process that is gone already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

//! The process that serves tests: a job comes as a line of JSON, its report goes back as one.

use std::collections::HashMap;
use std::fs::File;
use std::io::{self, BufRead, Read, Write};
use std::os::fd::{AsFd, OwnedFd};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::process::{Pid, Signal, WaitOptions, WaitStatus, kill_process, waitpid};

use super::host::{self, Host};
use super::inherit;
use super::run::{self, Run};
use super::{End, Job, Report};
use crate::config::Config;
use crate::engine::{boot, platform, scripts, thread};
use crate::exit::exit;
use crate::isolate::{Isolate, Process};

/// Compiled scripts that run before a test.
pub type Harness = Vec<v8::Global<v8::UnboundScript>>;

/// What stands in front of the child's own account of itself, behind what its program wrote.
const ACCOUNT: char = '\u{1}';
/// How much of what a program writes is kept.
const MAX_OUTPUT: usize = 4096;

/// Serves jobs from standard input until it ends.
pub fn serve(config: Config) -> io::Result<()> {
    // The flags are thawed for the one object that only V8's test syntax can make.
    platform::start_single_threaded("--no-freeze-flags-after-init");
    let isolate = Process::new(config).isolate(0);
    let server = std::thread::Builder::new().stack_size(thread::STACK_BYTES);
    let served =
        server.spawn(move || thread::within(isolate.clone(), |scope| serve_in(scope, &isolate)))?.join();
    served.unwrap_or_else(|_| Err(io::Error::other("the server panicked")))
}

fn serve_in(scope: &mut v8::PinScope<'_, '_>, isolate: &Arc<Isolate>) -> io::Result<()> {
    prepare(scope).ok_or_else(|| io::Error::other("the isolate does not boot"))?;
    inherit::all_memory()?;
    let mut compiled = HashMap::new();
    for line in io::stdin().lock().lines() {
        let job: Job = serde_json::from_str(&line?)?;
        let report = attend(scope, isolate, &mut compiled, job)?;
        let mut out = io::stdout().lock();
        serde_json::to_writer(&mut out, &report)?;
        out.write_all(b"\n")?;
        out.flush()?;
    }
    Ok(())
}

/// All that tests have in common.
fn prepare(scope: &mut v8::PinScope<'_, '_>) -> Option<()> {
    boot::prepare(scope)?;
    let shared = Host::install(scope);
    if let Some(value) = host::make_html_dda(scope) {
        *shared.html_dda.borrow_mut() = Some(v8::Global::new(scope, value));
    }
    host::ignore_rejections(scope)?;
    host::define(scope)?;
    boot::run_module(scope, "hz:core/main").map(drop)
}

type Compiled = HashMap<PathBuf, Option<v8::Global<v8::UnboundScript>>>;

/// Runs a job in a child and waits for it.
fn attend(
    scope: &mut v8::PinScope<'_, '_>,
    isolate: &Arc<Isolate>,
    compiled: &mut Compiled,
    job: Job,
) -> io::Result<Report> {
    v8::scope!(let scope, scope);
    let mut harness = Harness::new();
    for file in &job.harness {
        match harness_script(scope, compiled, file) {
            Some(script) => harness.push(script),
            None => {
                let end = End::Died(format!("{} does not compile", file.display()));
                return Ok(Report { end, printed: Vec::new(), output: String::new() });
            }
        }
    }
    let limit = Duration::from_millis(job.limit_ms);
    let (reader, writer) = rustix::pipe::pipe_with(rustix::pipe::PipeFlags::CLOEXEC)?;
    // SAFETY: this is the only thread of the process that does anything (the main thread waits for it, V8 has none), so
    // the child finds no lock held by a thread that it does not have.
    match unsafe { libc::fork() } {
        -1 => Err(io::Error::last_os_error()),
        0 => {
            drop(reader);
            become_test(scope, isolate, writer, Run { job, harness, finish })
        }
        child => {
            drop(writer);
            let child = Pid::from_raw(child).ok_or_else(|| io::Error::other("fork gave no process"))?;
            wait_for(child, reader, limit)
        }
    }
}

/// A script of the harness, compiled here once for all children.
fn harness_script(
    scope: &mut v8::PinScope<'_, '_>,
    compiled: &mut Compiled,
    file: &PathBuf,
) -> Option<v8::Global<v8::UnboundScript>> {
    if let Some(script) = compiled.get(file) {
        return script.clone();
    }
    v8::tc_scope!(let scope, scope);
    let text = std::fs::read_to_string(file).ok();
    let script = text.and_then(|text| scripts::compile(scope, &text, &file.display().to_string()));
    let script = script.map(|script| v8::Global::new(scope, script));
    // The heap may have grown.
    let inherited = inherit::all_memory().is_ok();
    let script = script.filter(|_| inherited);
    compiled.insert(file.clone(), script.clone());
    script
}

/// The child's side: its output goes into the pipe.
fn become_test(scope: &mut v8::PinScope<'_, '_>, isolate: &Arc<Isolate>, writer: OwnedFd, run: Run) -> ! {
    let redirected = rustix::stdio::dup2_stdout(&writer).and_then(|()| rustix::stdio::dup2_stderr(&writer));
    let begun = redirected.map_err(io::Error::from).and_then(|()| isolate.process.lifecycle.begin(isolate));
    if let Err(error) = begun {
        eprintln!("the test cannot start: {error}");
        exit(1);
    }
    drop(writer);
    run::run(scope, run)
}

/// Writes the child's account and ends it.
fn finish(isolate: &v8::Isolate, end: End) -> ! {
    let account = (end, run::printed(isolate));
    let text = serde_json::to_string(&account).unwrap_or_default();
    let _ = io::stdout().flush();
    let _ = writeln!(io::stdout(), "{ACCOUNT}{text}");
    exit(0)
}

/// The parent's side: reads until the child is gone, or its time is up.
fn wait_for(child: Pid, reader: OwnedFd, limit: Duration) -> io::Result<Report> {
    let deadline = Instant::now() + limit;
    let mut pipe = File::from(reader);
    let mut bytes = Vec::new();
    let mut chunk = [0; 4096];
    let mut in_time = true;
    loop {
        let left = deadline.saturating_duration_since(Instant::now());
        let timeout = Timespec { tv_sec: left.as_secs() as i64, tv_nsec: left.subsec_nanos().into() };
        let ready = poll(&mut [PollFd::from_borrowed_fd(pipe.as_fd(), PollFlags::IN)], Some(&timeout));
        if ready == Ok(0) {
            in_time = false;
            break;
        }
        match pipe.read(&mut chunk)? {
            0 => break,
            count => bytes.extend_from_slice(&chunk[..count]),
        }
    }
    if !in_time {
        kill_process(child, Signal::KILL)?;
    }
    let status = waitpid(Some(child), WaitOptions::empty())?.map(|(_, status)| status);
    Ok(report(&String::from_utf8_lossy(&bytes), in_time, status))
}

fn report(text: &str, in_time: bool, status: Option<WaitStatus>) -> Report {
    let (output, account) = text.rsplit_once(ACCOUNT).unwrap_or((text, ""));
    let account = serde_json::from_str::<(End, Vec<String>)>(account.trim_end()).ok();
    let (end, printed) = account.unwrap_or_else(|| (End::Died(how(status)), Vec::new()));
    let end = if in_time { end } else { End::TimedOut };
    let mut from = output.len().saturating_sub(MAX_OUTPUT);
    while !output.is_char_boundary(from) {
        from += 1;
    }
    Report { end, printed, output: output[from..].to_owned() }
}

fn how(status: Option<WaitStatus>) -> String {
    let Some(status) = status else { return "it vanished".to_owned() };
    match (status.exit_status(), status.terminating_signal()) {
        (Some(code), _) => format!("exit code {code}"),
        (_, Some(signal)) => format!("signal {signal}"),
        _ => "it stopped".to_owned(),
    }
}

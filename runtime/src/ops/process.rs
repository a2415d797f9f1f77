//! Native half of `process` (stdlib-js/node/process.js).

use std::fs;
use std::io::Read;

use super::{Call, Op, OpError, OpResult, Value, Work, blocking};

/// The functions of this file.
pub fn ops() -> Vec<Op> {
    vec![
        Op::sync("processFacts", process_facts),
        Op::sync("environment", environment),
        Op::sync("cwd", cwd),
        Op::sync("chdir", chdir),
        Op::sync("residentBytes", resident_bytes),
        Op::sync("cpuTimes", cpu_times),
        Op::sync("kill", kill),
        Op::asynchronous("readStdin", read_stdin),
    ]
}

/// `processFacts()`: what does not change while the process runs.
fn process_facts(call: &mut Call) -> OpResult {
    let config = &call.process().config;
    let entry = match &config.entry {
        crate::config::Entry::File(path) => {
            Some(std::path::absolute(path).unwrap_or_else(|_| path.clone()).to_string_lossy().into_owned())
        }
        crate::config::Entry::Eval(_) => None,
        crate::config::Entry::Stdin(_) => Some("-".to_owned()),
    };
    let program = std::env::current_exe().map(|path| path.to_string_lossy().into_owned()).unwrap_or_default();
    Ok(Value::object([
        ("pid", std::process::id().into()),
        ("ppid", rustix::process::getppid().map_or(0, |pid| pid.as_raw_nonzero().get()).into()),
        ("program", program.into()),
        ("entry", entry.into()),
        ("args", config.args.clone().into()),
        ("os", std::env::consts::OS.into()),
        ("arch", std::env::consts::ARCH.into()),
        ("version", env!("CARGO_PKG_VERSION").into()),
    ]))
}

/// `environment()`: all variables. A change that JavaScript makes later stays in its isolate, since changing the
/// environment of a process that has threads is not safe.
fn environment(_: &mut Call) -> OpResult {
    let variables = std::env::vars_os().map(|(key, value)| {
        (key.to_string_lossy().into_owned().into(), Value::from(value.to_string_lossy().into_owned()))
    });
    Ok(Value::Object(variables.collect()))
}

/// `cwd()`.
fn cwd(_: &mut Call) -> OpResult {
    let path = std::env::current_dir().map_err(|error| OpError::io(&error, "uv_cwd", None))?;
    Ok(path.to_string_lossy().into_owned().into())
}

/// `chdir(path)`, for the whole process.
fn chdir(call: &mut Call) -> OpResult {
    let path: String = call.arg(0)?;
    std::env::set_current_dir(&path).map_err(|error| OpError::io(&error, "chdir", Some(&path)))?;
    Ok(Value::Undefined)
}

/// `residentBytes()`: memory of the process that is in RAM.
fn resident_bytes(_: &mut Call) -> OpResult {
    let statm = fs::read_to_string("/proc/self/statm").unwrap_or_default();
    let pages: f64 = statm.split_whitespace().nth(1).and_then(|word| word.parse().ok()).unwrap_or(0.0);
    Ok(Value::Number(pages * rustix::param::page_size() as f64))
}

/// `cpuTimes()`: `[user, system]` of the process in microseconds.
fn cpu_times(_: &mut Call) -> OpResult {
    let stat = fs::read_to_string("/proc/self/stat").unwrap_or_default();
    // The command's name, in parentheses, may hold spaces; the fields behind it are counted from its end.
    let fields: Vec<&str> = stat.rsplit(')').next().unwrap_or_default().split_whitespace().collect();
    let micros_per_tick = 1e6 / rustix::param::clock_ticks_per_second() as f64;
    let at = |index: usize| {
        Value::Number(
            fields.get(index).and_then(|word| word.parse::<f64>().ok()).unwrap_or(0.0) * micros_per_tick,
        )
    };
    Ok(Value::Array(vec![at(11), at(12)]))
}

/// `kill(pid, signal)`; signal 0 only asks whether there is such a process.
fn kill(call: &mut Call) -> OpResult {
    let (pid, signal): (i32, i32) = (call.arg(0)?, call.arg(1)?);
    let failed = |errno: rustix::io::Errno| OpError::io(&errno.into(), "kill", None);
    let target = rustix::process::Pid::from_raw(pid);
    let Some(target) = target else {
        return Err(OpError::range_error(format!("process.kill: expected a process id, got {pid}")));
    };
    if signal == 0 {
        rustix::process::test_kill_process(target).map_err(failed)?;
        return Ok(Value::Undefined);
    }
    let signal = rustix::process::Signal::from_named_raw(signal)
        .ok_or_else(|| OpError::range_error(format!("process.kill: unknown signal {signal}")))?;
    rustix::process::kill_process(target, signal).map_err(failed)?;
    Ok(Value::Undefined)
}

/// Bytes asked for in one read of standard input.
const STDIN_CHUNK: usize = 64 * 1024;

/// `readStdin(opId)` gives the next bytes of standard input; none at its end.
fn read_stdin(_: &mut Call) -> Result<Work, OpError> {
    Ok(blocking(|| {
        let mut bytes = vec![0; STDIN_CHUNK];
        let count =
            std::io::stdin().lock().read(&mut bytes).map_err(|error| OpError::io(&error, "read", None))?;
        bytes.truncate(count);
        Ok(Value::Bytes(bytes))
    }))
}

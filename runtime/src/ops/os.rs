//! Facts about the machine and its user (stdlib-js/node/os.js). What Linux tells under /proc is zero elsewhere.

use std::fs;

use super::{Call, Op, OpResult, Value};

/// The functions of this file.
pub fn ops() -> Vec<Op> {
    vec![
        Op::sync("osFacts", os_facts),
        Op::sync("osLoad", os_load),
        Op::sync("osCpus", os_cpus),
        Op::sync("osUser", os_user),
    ]
}

/// `osFacts()`: what does not change while the process runs.
fn os_facts(_: &mut Call) -> OpResult {
    let uname = rustix::system::uname();
    let text = |name: &std::ffi::CStr| Value::from(name.to_string_lossy().into_owned());
    Ok(Value::object([
        ("type", text(uname.sysname())),
        ("release", text(uname.release())),
        ("version", text(uname.version())),
        ("machine", text(uname.machine())),
        ("hostname", text(uname.nodename())),
        ("tmpdir", std::env::temp_dir().to_string_lossy().into_owned().into()),
        ("bigEndian", cfg!(target_endian = "big").into()),
    ]))
}

/// `osLoad()`: memory in bytes, uptime in seconds, load averages.
fn os_load(_: &mut Call) -> OpResult {
    let meminfo = fs::read_to_string("/proc/meminfo").unwrap_or_default();
    let memory = |key: &str| {
        let line = meminfo.lines().find_map(|line| line.strip_prefix(key)?.strip_prefix(':'));
        let kib = line.and_then(|line| line.trim().trim_end_matches(" kB").parse::<f64>().ok());
        Value::Number(kib.unwrap_or(0.0) * 1024.0)
    };
    let first_numbers = |path: &str, count: usize| -> Vec<Value> {
        let text = fs::read_to_string(path).unwrap_or_default();
        let mut numbers: Vec<Value> = text
            .split_whitespace()
            .take(count)
            .map(|word| Value::Number(word.parse().unwrap_or(0.0)))
            .collect();
        numbers.resize_with(count, || Value::Number(0.0));
        numbers
    };
    Ok(Value::object([
        ("total", memory("MemTotal")),
        ("free", memory("MemAvailable")),
        ("uptime", first_numbers("/proc/uptime", 1).remove(0)),
        ("average", first_numbers("/proc/loadavg", 3).into()),
    ]))
}

/// `osCpus()`: one `[model, mhz, user, nice, sys, idle, irq]` a processor, times in milliseconds.
fn os_cpus(_: &mut Call) -> OpResult {
    let info = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let field = |key: &'static str| {
        info.lines()
            .filter_map(move |line| line.strip_prefix(key)?.split_once(':').map(|(_, value)| value.trim()))
    };
    let mut models = field("model name");
    let mut speeds = field("cpu MHz");
    let stat = fs::read_to_string("/proc/stat").unwrap_or_default();
    let cpus = stat.lines().filter(|line| line.starts_with("cpu") && !line.starts_with("cpu ")).map(|line| {
        // Ticks of 10 ms: the kernel reports at 100 Hz whatever its own clock.
        let ticks: Vec<f64> =
            line.split_whitespace().skip(1).map(|word| word.parse::<f64>().unwrap_or(0.0) * 10.0).collect();
        let at = |index: usize| Value::Number(ticks.get(index).copied().unwrap_or(0.0));
        let speed = speeds.next().and_then(|text| text.parse::<f64>().ok()).unwrap_or(0.0);
        let model = models.next().unwrap_or("unknown");
        Value::Array(vec![model.into(), Value::Number(speed.round()), at(0), at(1), at(2), at(3), at(5)])
    });
    Ok(cpus.collect::<Vec<_>>().into())
}

/// `osUser()`: `{ uid, gid, username, homedir, shell }` of the process's user.
fn os_user(_: &mut Call) -> OpResult {
    let uid = rustix::process::getuid().as_raw();
    let gid = rustix::process::getgid().as_raw();
    let passwd = fs::read_to_string("/etc/passwd").unwrap_or_default();
    let entry: Vec<&str> = passwd
        .lines()
        .map(|line| line.split(':').collect::<Vec<_>>())
        .find(|fields| fields.len() >= 7 && fields[2].parse() == Ok(uid))
        .unwrap_or_default();
    let field = |index: usize| entry.get(index).map(|field| (*field).to_owned());
    let home = std::env::home_dir().map(|home| home.to_string_lossy().into_owned());
    Ok(Value::object([
        ("uid", uid.into()),
        ("gid", gid.into()),
        ("username", field(0).or_else(|| std::env::var("USER").ok()).into()),
        ("homedir", home.or_else(|| field(5)).into()),
        ("shell", field(6).into()),
    ]))
}

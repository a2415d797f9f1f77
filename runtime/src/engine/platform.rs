//! V8 as a whole: started once, before any other thread of the process, since V8 protects its code pages by memory
//! keys that only threads started later inherit.

use std::sync::OnceLock;

use super::foreground::{self, Foreground};
use super::thread;

static PLATFORM: OnceLock<Started> = OnceLock::new();

struct Started {
    platform: v8::SharedRef<v8::Platform>,
    /// V8 keeps tasks for isolates to itself, so one that waits for one has to ask now and then.
    is_polled: bool,
}

/// Flags of every run.
///
/// Compiled code has two to three times the bytecode of its source, so V8's budgets for inlining are raised by as
/// much; without that, programs of tiny methods lose a quarter of their speed.
const FLAGS: &str = "--max-inlined-bytecode-size=1200 --max-inlined-bytecode-size-cumulative=2400 \
    --max-inlined-bytecode-size-small=70 --js-explicit-resource-management";

/// Starts V8. Further calls do nothing.
pub fn start(extra_flags: &str) {
    // 0 lets V8 choose how many threads optimise and collect in the background.
    start_with(extra_flags, || Started {
        platform: v8::new_custom_platform(0, false, false, Foreground).make_shared(),
        is_polled: false,
    });
}

/// Starts V8 without threads of its own, so that the process can be forked.
pub fn start_single_threaded(extra_flags: &str) {
    let flags = format!("--single-threaded {extra_flags}");
    start_with(&flags, || Started {
        platform: v8::new_single_threaded_default_platform(false).make_shared(),
        is_polled: true,
    });
}

fn start_with(extra_flags: &str, platform: impl FnOnce() -> Started) {
    PLATFORM.get_or_init(|| {
        v8::V8::set_flags_from_string(FLAGS);
        // V8 learns the size of an isolate's stack from a flag; the limit that CreateParams carries is overwritten
        // while the isolate is made.
        let stack_kb = (thread::STACK_BYTES - thread::STACK_RESERVE) >> 10;
        v8::V8::set_flags_from_string(&format!("--stack-size={stack_kb}"));
        v8::V8::set_flags_from_string(extra_flags);
        v8::V8::set_fatal_error_handler(fatal);
        let started = platform();
        v8::V8::initialize_platform(started.platform.clone());
        v8::V8::initialize();
        started
    });
}

/// V8's version, for `--version`.
pub fn version() -> &'static str {
    v8::V8::get_version()
}

/// Whether an isolate must ask for its tasks: it is not told of them.
pub fn is_polled() -> bool {
    started().is_polled
}

/// Runs what V8 wants done on the isolate's own thread.
pub fn run_foreground_tasks(isolate: &v8::Isolate) {
    let Started { platform, is_polled } = started();
    if !is_polled {
        return foreground::run(isolate);
    }
    for _ in 0..foreground::TASKS_A_TURN {
        if !v8::Platform::pump_message_loop(platform, isolate, false) {
            return;
        }
    }
}

fn started() -> &'static Started {
    PLATFORM.get().expect("an isolate exists, so V8 was started")
}

fn fatal(file: &str, line: i32, message: &str) {
    eprintln!("hzrun: V8 failed: {message} ({file}:{line})");
}

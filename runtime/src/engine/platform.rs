//! V8 as a whole: started once, before any other thread of the process, since V8 protects its code pages by memory
//! keys that only threads started later inherit.

use std::sync::OnceLock;

use super::thread;

static PLATFORM: OnceLock<v8::SharedRef<v8::Platform>> = OnceLock::new();

/// Flags of every run.
///
/// Compiled code has two to three times the bytecode of its source, so V8's budgets for inlining are raised by as
/// much; without that, programs of tiny methods lose a quarter of their speed.
const FLAGS: &str = "--max-inlined-bytecode-size=1200 --max-inlined-bytecode-size-cumulative=2400 \
    --max-inlined-bytecode-size-small=70 --js-explicit-resource-management";

/// Starts V8. Further calls do nothing.
pub fn start(extra_flags: &str) {
    // 0 lets V8 choose how many threads optimise and collect in the background.
    start_with(extra_flags, || v8::new_default_platform(0, false));
}

/// Starts V8 without threads of its own, so that the process can be forked.
pub fn start_single_threaded(extra_flags: &str) {
    let flags = format!("--single-threaded {extra_flags}");
    start_with(&flags, || v8::new_single_threaded_default_platform(false));
}

fn start_with(extra_flags: &str, platform: impl FnOnce() -> v8::UniqueRef<v8::Platform>) {
    PLATFORM.get_or_init(|| {
        v8::V8::set_flags_from_string(FLAGS);
        // V8 learns the size of an isolate's stack from a flag; the limit that CreateParams carries is overwritten
        // while the isolate is made.
        let stack_kb = (thread::STACK_BYTES - thread::STACK_RESERVE) >> 10;
        v8::V8::set_flags_from_string(&format!("--stack-size={stack_kb}"));
        v8::V8::set_flags_from_string(extra_flags);
        v8::V8::set_fatal_error_handler(fatal);
        let platform = platform().make_shared();
        v8::V8::initialize_platform(platform.clone());
        v8::V8::initialize();
        platform
    });
}

/// V8's version, for `--version`.
pub fn version() -> &'static str {
    v8::V8::get_version()
}

/// How many tasks of V8's run in one turn: the collections of a heap that is almost full follow each other without end.
const TASKS_A_TURN: usize = 16;

/// Runs what V8 wants done on the isolate's own thread: finalisers, results of background compilation.
pub fn run_foreground_tasks(isolate: &v8::Isolate) {
    let platform = PLATFORM.get().expect("an isolate exists, so V8 was started");
    for _ in 0..TASKS_A_TURN {
        if !v8::Platform::pump_message_loop(platform, isolate, false) {
            return;
        }
    }
}

fn fatal(file: &str, line: i32, message: &str) {
    eprintln!("hzrun: V8 failed: {message} ({file}:{line})");
}

//! The end of the process, from whichever thread ends it: what must be done before.

use std::io::Write;
use std::sync::{Mutex, PoisonError};

type Hook = Box<dyn FnOnce() + Send>;

static HOOKS: Mutex<Vec<Hook>> = Mutex::new(Vec::new());

/// Has `hook` called once before the process ends. Hooks run in the order in which they were given.
pub fn before(hook: impl FnOnce() + Send + 'static) {
    HOOKS.lock().unwrap_or_else(PoisonError::into_inner).push(Box::new(hook));
}

/// Whether something must be done before the process ends, so that it cannot end within the handler of a signal.
pub fn is_awaited() -> bool {
    !HOOKS.lock().unwrap_or_else(PoisonError::into_inner).is_empty()
}

/// Exits at once: other isolates, I/O threads and V8's own are not waited for, and nothing of theirs is torn down
/// under their feet.
pub fn exit(code: i32) -> ! {
    // A second thread that ends the process meanwhile finds no hooks and would cut the first one's short, so it waits.
    let mut hooks = HOOKS.lock().unwrap_or_else(PoisonError::into_inner);
    for hook in hooks.drain(..) {
        hook();
    }
    let _ = std::io::stdout().flush();
    let _ = std::io::stderr().flush();
    signal_hook::low_level::exit(code)
}

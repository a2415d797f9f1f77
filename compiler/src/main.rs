//! `hzc`: the compiler on the command line.
//!
//! Exit codes: 0 done, 1 errors in the input or its files, 2 wrong usage.

mod cli;

use std::panic::{catch_unwind, set_hook};
use std::process::ExitCode;

// Trees of small boxes are most of what the compiler does; they cost about half with this allocator.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    // A panic inside the compiler comes back as a diagnostic; the usual report would only stand beside it.
    set_hook(Box::new(|_| {}));
    catch_unwind(cli::main).unwrap_or_else(|panic| {
        let text = panic.downcast_ref::<&str>().copied();
        let text = text.or_else(|| panic.downcast_ref::<String>().map(String::as_str));
        eprintln!("hzc: HZ0003: internal error: {}", text.unwrap_or("unknown reason"));
        ExitCode::FAILURE
    })
}

//! `hzc`: the compiler on the command line.
//!
//! Exit codes: 0 done, 1 errors in the input or its files, 2 wrong usage.

mod cli;

use std::process::ExitCode;

fn main() -> ExitCode {
    // A panic of the compiler comes back as a diagnostic; the default report would only stand beside it.
    std::panic::set_hook(Box::new(|_| {}));
    cli::main()
}

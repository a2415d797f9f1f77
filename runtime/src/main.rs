//! The command `hzrun`.

mod cli;
mod explore;
mod watch;

use std::process::ExitCode;

use cli::Action;

// Trees of small boxes are most of what the compiler does; they cost about half with this allocator.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let code = match cli::parse() {
        Action::Run(config) => match hz_runtime::run::run(config) {
            Ok(code) => code,
            Err(error) => {
                eprintln!("hzrun: {error}");
                1
            }
        },
        Action::Explore(words) => explore::explore(words.into_iter()),
        Action::Watch(path) => watch::watch(&path),
        Action::MakeSnapshot(config) => i32::from(!hz_runtime::run::make_snapshot(config)),
        Action::Exit(code) => code,
    };
    ExitCode::from(u8::try_from(code).unwrap_or(1))
}

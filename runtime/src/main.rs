//! The command `hzrun`.

mod cli;
mod watch;

use std::process::ExitCode;

use cli::Action;

fn main() -> ExitCode {
    let code = match cli::parse() {
        Action::Run(config) => match hz_runtime::run::run(config) {
            Ok(code) => code,
            Err(error) => {
                eprintln!("hzrun: {error}");
                1
            }
        },
        Action::Watch(path) => watch::watch(&path),
        Action::Exit(code) => code,
    };
    ExitCode::from(u8::try_from(code).unwrap_or(1))
}

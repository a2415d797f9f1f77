//! The command `hzc`: arguments → inputs → compiled in parallel → written all or not at all.

mod args;
mod build;
mod excerpt;
mod failure;
mod inputs;
mod maps;
mod messages;
mod outputs;
mod package;
mod report;
mod standalone;
mod watch;

use args::{Args, Emit, Plan};
use build::{Build, Compiled};
use clap::Parser;
use failure::Failure;
use hz_compiler::Linkage;
use inputs::Input;
use messages::Messages;
use outputs::{Outputs, Staged};
use std::io::Write;
use std::process::ExitCode;

/// Runs the command with the arguments of the process.
pub fn main() -> ExitCode {
    // Wrong usage ends here, with clap's message and exit code 2.
    let args = Args::parse();
    let messages = Messages::new(args.json, args.quiet);
    let plan = match args.plan() {
        Ok(plan) => plan,
        Err(failure) => {
            messages.failure(&failure);
            return ExitCode::from(failure.exit_code());
        }
    };
    if plan.watch {
        return watch::run(&plan, &messages);
    }
    match run(&plan, &messages) {
        Ok(()) => ExitCode::SUCCESS,
        Err(Stopped { exit_code }) => ExitCode::from(exit_code),
    }
}

/// The run ended early, and the reason has been told.
struct Stopped {
    exit_code: u8,
}

fn stop(messages: &Messages, failure: &Failure) -> Stopped {
    messages.failure(failure);
    Stopped { exit_code: failure.exit_code() }
}

/// Compiles everything once.
fn run(plan: &Plan, messages: &Messages) -> Result<(), Stopped> {
    let tell = |failure: Failure| stop(messages, &failure);
    let inputs = inputs::collect(plan).map_err(tell)?;
    let build = Build::new(plan, messages);
    let compiled = match plan.standalone {
        true => compile_standalone(plan, inputs, messages, &build)?,
        false => {
            let outputs = outputs::assign(plan, &inputs).map_err(tell)?;
            let linkages = vec![Linkage::Host; inputs.len()];
            (build.compile_all(&inputs, &outputs, &linkages)?, outputs)
        }
    };
    let (compiled, outputs) = compiled;
    match plan.emit {
        _ if plan.check => Ok(()),
        Emit::Report => emit_report(plan, &compiled).map_err(tell),
        Emit::Js => emit_js(&outputs, &compiled).map_err(tell),
    }?;
    build.summary(&compiled);
    Ok(())
}

/// Compiles the inputs and what they import, and adds the runtime.
fn compile_standalone(
    plan: &Plan,
    inputs: Vec<Input>,
    messages: &Messages,
    build: &Build,
) -> Result<(Vec<Compiled>, Outputs), Stopped> {
    let tell = |failure: Failure| stop(messages, &failure);
    let program = standalone::Program::find(plan, inputs).map_err(tell)?;
    let outputs = outputs::assign(plan, &program.inputs).map_err(tell)?;
    let linkages = program.linkages(&outputs).map_err(tell)?;
    let mut compiled = build.compile_all(&program.inputs, &outputs, &linkages)?;
    program.complete(&mut compiled, &outputs).map_err(tell)?;
    Ok((compiled, outputs))
}

fn emit_js(outputs: &outputs::Outputs, compiled: &[Compiled]) -> Result<(), Failure> {
    let mut staged = Staged::new(outputs);
    for file in compiled {
        match &file.path {
            None => print_out(&file.code)?,
            Some(path) => {
                staged.add(path, &file.code)?;
                if let Some(map) = &file.map {
                    staged.add(&maps::path_of(path), map)?;
                }
            }
        }
    }
    staged.commit()
}

fn emit_report(plan: &Plan, compiled: &[Compiled]) -> Result<(), Failure> {
    let as_json =
        plan.json || plan.out.as_ref().is_some_and(|out| out.extension().is_some_and(|e| e == "json"));
    let text = if as_json { report::json(compiled) } else { report::text(compiled) };
    match &plan.out {
        None => print_out(&text),
        Some(path) => outputs::write_one(path, &text),
    }
}

/// Writes to standard output. A reader that has seen enough is no error.
fn print_out(text: &str) -> Result<(), Failure> {
    let mut out = std::io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => {
            Err(Failure::write("standard output", &error))
        }
        _ => Ok(()),
    }
}

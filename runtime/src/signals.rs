//! Signals. A program that listens to one gets events. Else Ctrl-C and SIGTERM shut the process down: every green thread is
//! cancelled, so that `finally` blocks run, and when the last one has ended, or the grace period has, so does the process. A
//! second signal ends it at once.

use std::collections::HashSet;
use std::sync::atomic::{AtomicBool, AtomicI32, Ordering};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::time::Duration;

use signal_hook::consts::{SIGINT, SIGTERM};
use signal_hook::iterator::{Handle, Signals as Arriving};

use crate::exit::{self, exit};
use crate::inbox::Event;
use crate::isolate::{Isolate, Process};

/// Shells give this plus the number of the signal as the exit code of what a signal has ended.
const EXIT_BASE: i32 = 128;

/// Who is patient learns after this time what can be done.
const HINT_AFTER: Duration = Duration::from_secs(1);

/// The signals of the process.
#[derive(Default)]
pub struct Signals {
    /// Signals and the isolates that listen.
    wanted: Mutex<HashSet<(i32, usize)>>,
    thread: OnceLock<Handle>,
    /// The signal that shuts the process down; 0 while there is none.
    ending: AtomicI32,
    /// Set from then on: another signal ends the process from within its handler, if nothing is to be completed first.
    at_once: Arc<AtomicBool>,
}

impl Signals {
    /// Starts the thread that takes the signals.
    pub fn install(&self, process: &Arc<Process>) -> std::io::Result<()> {
        for signal in [SIGINT, SIGTERM] {
            signal_hook::flag::register_conditional_shutdown(
                signal,
                EXIT_BASE + signal,
                self.at_once.clone(),
            )?;
        }
        let mut signals = Arriving::new([SIGINT, SIGTERM])?;
        // It is installed once.
        let _ = self.thread.set(signals.handle());
        let process = process.clone();
        let body = move || {
            for signal in signals.forever() {
                process.signals.arrived(&process, signal);
            }
        };
        std::thread::Builder::new().name("hz-signals".to_owned()).spawn(body).map(drop)
    }

    /// From now on the isolate gets an event for each of these signals.
    pub fn listen(&self, isolate: &Arc<Isolate>, signal: i32) -> std::io::Result<()> {
        if signal_hook::consts::FORBIDDEN.contains(&signal) {
            return Err(std::io::Error::from_raw_os_error(22));
        }
        self.lock().insert((signal, isolate.number));
        self.thread.get().map_or(Ok(()), |handle| handle.add_signal(signal))
    }

    /// The isolate does not want these any more.
    pub fn ignore(&self, isolate: &Isolate, signal: i32) {
        self.lock().remove(&(signal, isolate.number));
    }

    /// Ends the process that a signal shuts down.
    pub fn end(&self) -> ! {
        exit(EXIT_BASE + self.ending.load(Ordering::Relaxed))
    }

    fn arrived(&self, process: &Arc<Process>, signal: i32) {
        let listeners = self.lock().clone();
        let mut heard = false;
        for (_, number) in listeners.into_iter().filter(|(other, _)| *other == signal) {
            process.isolate(number).happened(Event::new(Event::SIGNAL, signal, vec![]));
            heard = true;
        }
        if !heard && [SIGINT, SIGTERM].contains(&signal) {
            self.shut_down(process, signal);
        }
    }

    fn shut_down(&self, process: &Arc<Process>, signal: i32) {
        if self.ending.swap(signal, Ordering::Relaxed) != 0 || process.config.native {
            // Untransformed code has no place where a cancellation could reach it while it runs.
            self.end();
        }
        self.at_once.store(!exit::is_awaited(), Ordering::Relaxed);
        process.lifecycle.shut_down(process, || Event::new(Event::SHUTDOWN, signal, vec![]));
        let grace = Duration::from_millis(process.config.grace_ms.into());
        let process = process.clone();
        let body = move || {
            let name = if signal == SIGINT { "Ctrl-C" } else { "SIGTERM" };
            std::thread::sleep(grace.min(HINT_AFTER));
            if grace > HINT_AFTER {
                eprintln!("hzrun: waiting for green threads to end; {name} again ends them at once");
                std::thread::sleep(grace - HINT_AFTER);
            }
            eprintln!("hzrun: green threads still ran {} ms after {name}", grace.as_millis());
            process.signals.end();
        };
        // Without that thread nobody would end threads that do not end.
        if std::thread::Builder::new().name("hz-grace".to_owned()).spawn(body).is_err() {
            self.end();
        }
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, HashSet<(i32, usize)>> {
        self.wanted.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

//! Signals. Without a listener Ctrl-C ends the process at once with code 130; a program that listens gets events.

use std::collections::HashSet;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use signal_hook::consts::SIGINT;
use signal_hook::iterator::{Handle, Signals};

use crate::inbox::Event;
use crate::isolate::Isolate;

/// Exit code after Ctrl-C, as shells have it: 128 and the number of the signal.
const INTERRUPTED: i32 = 130;

/// Who wants to know of which signals.
#[derive(Default)]
pub struct Listeners {
    /// Ctrl-C ends the process while this is set.
    interruptible: Arc<AtomicBool>,
    /// Signals and the isolates that listen.
    wanted: Arc<Mutex<HashSet<(i32, usize)>>>,
    thread: OnceLock<Handle>,
}

impl Listeners {
    /// Makes Ctrl-C end the process with its code.
    pub fn install(&self) -> std::io::Result<()> {
        self.interruptible.store(true, Ordering::Relaxed);
        signal_hook::flag::register_conditional_shutdown(SIGINT, INTERRUPTED, self.interruptible.clone())
            .map(drop)
    }

    /// From now on the isolate gets an event for each of these signals.
    pub fn listen(&self, isolate: &Arc<Isolate>, signal: i32) -> std::io::Result<()> {
        if signal_hook::consts::FORBIDDEN.contains(&signal) {
            return Err(std::io::Error::from_raw_os_error(22));
        }
        self.lock().insert((signal, isolate.number));
        if signal == SIGINT {
            self.interruptible.store(false, Ordering::Relaxed);
        }
        match self.thread.get() {
            Some(handle) => handle.add_signal(signal),
            None => self.start(isolate, signal),
        }
    }

    /// The isolate does not want these any more. Ctrl-C ends the process again when nobody listens.
    pub fn ignore(&self, isolate: &Isolate, signal: i32) {
        let mut wanted = self.lock();
        wanted.remove(&(signal, isolate.number));
        if signal == SIGINT && !wanted.iter().any(|(other, _)| *other == SIGINT) {
            self.interruptible.store(true, Ordering::Relaxed);
        }
    }

    fn start(&self, isolate: &Arc<Isolate>, signal: i32) -> std::io::Result<()> {
        let mut signals = Signals::new([signal])?;
        // Two isolates that listen first at the same time make two threads; both tell only who is wanted, so the
        // second is ended again.
        if let Err(handle) = self.thread.set(signals.handle()) {
            handle.close();
            return self.thread.get().map_or(Ok(()), |handle| handle.add_signal(signal));
        }
        let (wanted, process) = (self.wanted.clone(), isolate.process.clone());
        let body = move || {
            for signal in signals.forever() {
                let listeners = wanted.lock().unwrap_or_else(PoisonError::into_inner).clone();
                for (_, number) in listeners.into_iter().filter(|(other, _)| *other == signal) {
                    process.isolate(number).inbox.push(Event::new(Event::SIGNAL, signal, vec![]));
                }
            }
        };
        std::thread::Builder::new().name("hz-signals".to_owned()).spawn(body).map(drop)
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, HashSet<(i32, usize)>> {
        self.wanted.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

//! What the rest of the process may hold of an isolate, and what all isolates share. Both are `Send + Sync` and know
//! nothing of V8: the heap and its thread belong to `engine`, which only the isolate's own thread enters.

use std::any::Any;
use std::collections::{HashMap, HashSet};
use std::sync::atomic::{AtomicBool, AtomicI32, AtomicU32, Ordering};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::time::{Duration, Instant};

use crate::config::Config;
use crate::engine::Snapshot;
use crate::inbox::{Event, Inbox};
use crate::lifecycle::Lifecycle;
use crate::message::{ChannelRegistry, Forms, Handles};
use crate::module::{Loader, LoaderOptions};
use crate::profile::Profiles;
use crate::signals::Signals;
use crate::trace::{self, Tracer};
use crate::turns::Turns;
use crate::value::OpError;

/// One isolate, as others see it: its number, its mailbox and the words it polls.
pub struct Isolate {
    /// 0 is the main isolate, which runs the program's top-level statements.
    pub number: usize,
    /// Events for its scheduler.
    pub inbox: Inbox,
    /// Memory shared with its JavaScript.
    pub words: Arc<Words>,
    /// Channels it holds, and its operations that wait in them.
    pub handles: Handles,
    /// What it notes for a trace, in a traced run.
    pub trace: Option<Arc<trace::Buffer>>,
    /// What it shares with the others.
    pub process: Arc<Process>,
    /// How many isolates of this number were given up before it.
    pub generation: u32,
    /// Threads of other isolates that run here, or are about to: home and number there.
    pub guests: Guests,
    /// It was given up; another has its number.
    lost: AtomicBool,
    /// The system's number of its OS thread; 0 before that runs.
    os_thread: AtomicI32,
    interrupt: OnceLock<Interrupt>,
}

/// Threads that an isolate runs for others.
#[derive(Default)]
pub struct Guests(Mutex<HashSet<(usize, u32)>>);

impl Guests {
    /// A thread arrives.
    pub fn add(&self, home: usize, task: u32) {
        self.lock().insert((home, task));
    }

    /// Its end has been posted home.
    pub fn remove(&self, home: usize, task: u32) {
        self.lock().remove(&(home, task));
    }

    /// Takes them all.
    pub fn take(&self) -> HashSet<(usize, u32)> {
        std::mem::take(&mut self.lock())
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, HashSet<(usize, u32)>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Asks V8, from any thread, to look whether native code holds the isolate for too long.
pub type Interrupt = Box<dyn Fn() + Send + Sync>;

impl Isolate {
    /// Says how the isolate's native code can be interrupted. The first call counts.
    pub fn set_interrupt(&self, interrupt: Interrupt) {
        let _ = self.interrupt.set(interrupt);
    }

    /// Something happened to the isolate that no isolate did: a signal came, say.
    pub fn happened(&self, event: Event) {
        match &self.process.turns {
            None => self.inbox.push(event),
            Some(turns) => turns.happened(self.number, event),
        }
    }

    /// It is given up. True for the first call.
    pub fn lose(&self) -> bool {
        !self.lost.swap(true, Ordering::AcqRel)
    }

    /// Whether it was given up: no JavaScript of it may run any more.
    pub fn is_lost(&self) -> bool {
        self.lost.load(Ordering::Acquire)
    }

    /// Its OS thread begins, and calls this.
    pub fn enter(&self) {
        // The link reads "<process>/task/<thread>". Where there is none, nobody asks for the thread's time.
        let link = std::fs::read_link("/proc/thread-self").ok();
        let number = link.as_ref().and_then(|link| link.file_name()?.to_str()?.parse().ok());
        self.os_thread.store(number.unwrap_or(0), Ordering::Relaxed);
    }

    /// Its OS thread, once that runs.
    pub fn os_thread(&self) -> Option<rustix::process::Pid> {
        rustix::process::Pid::from_raw(self.os_thread.load(Ordering::Relaxed))
    }

    /// What its OS thread has used of a processor.
    pub fn cpu_time(&self) -> Option<Duration> {
        let thread = self.os_thread.load(Ordering::Relaxed);
        let text = std::fs::read_to_string(format!("/proc/self/task/{thread}/schedstat")).ok()?;
        text.split(' ').next()?.parse().ok().map(Duration::from_nanos)
    }

    /// Interrupts native code that holds the isolate for longer than it may.
    pub fn interrupt(&self) {
        if let Some(interrupt) = self.interrupt.get() {
            interrupt();
        }
    }
}

/// The poll words of an isolate: what compiled code and scheduler read without a call.
///
/// The compiled code's loads are plain loads of the same memory. `Relaxed` is enough here: a word is a hint to look,
/// and what it announces is guarded by a lock of its own.
#[derive(Default)]
#[repr(C, align(64))]
pub struct Words([AtomicI32; 16]);

impl Words {
    /// Word that the ticker sets when the running thread's slice is used up; JavaScript clears it.
    pub const SLICE_OVER: usize = 0;
    /// Word that is set when the inbox has events; JavaScript clears it before it drains.
    pub const HAS_EVENTS: usize = 1;
    /// Word that JavaScript sets while threads wait for the one that runs; the ticker ticks only then.
    pub const WANTS_TICKS: usize = 2;
    /// Length of a slice in milliseconds.
    pub const SLICE_MS: usize = 3;
    /// How many slices have gone by while `CPU_LEFT_MS` was set; for accounts of CPU time.
    pub const TICKS: usize = 5;
    /// How long the thread that runs may hold the isolate, in milliseconds; 0: for ever.
    pub const CPU_LEFT_MS: usize = 6;
    /// 1 when the scheduler is to look whether the heap is full; see `core/blame.js`.
    pub const HEAP_FULL: usize = 7;
    /// How many promises of the program V8 itself will settle, by tasks for the isolate.
    pub const AWAITS_V8: usize = 8;
    /// 1 while the heap is so full that each switch is to be weighed.
    pub const HEAP_WATCH: usize = 9;
    /// Word in which a channel operation tells its outcome beside its value.
    pub const OUTCOME: usize = 4;

    /// Sets a word.
    pub fn set(&self, word: usize, value: i32) {
        self.0[word].store(value, Ordering::Relaxed);
    }

    /// Reads a word.
    pub fn get(&self, word: usize) -> i32 {
        self.0[word].load(Ordering::Relaxed)
    }
}

/// What all isolates of the process share.
pub struct Process {
    /// The command line.
    pub config: Config,
    /// When the process started: zero of `performance.now()`.
    pub started: Instant,
    /// Open files, sockets and the like, by number.
    pub resources: Resources,
    /// Which isolates run, and the threads that none has started yet.
    pub lifecycle: Lifecycle,
    /// Whose turn it is, when a seed fixes the schedule.
    pub turns: Option<Turns>,
    /// Where channels that several isolates share come from.
    pub channels: ChannelRegistry,
    /// The kinds of objects that isolates have sent each other.
    pub forms: Forms,
    /// Who listens to signals, and the end that they bring.
    pub(crate) signals: Signals,
    /// The trace, if one is written. It is there before the first isolate.
    pub tracer: OnceLock<Tracer>,
    /// The CPU profiles, if they are wanted. They are there before the first isolate.
    pub profiles: OnceLock<Profiles>,
    /// All modules, compiled once for all isolates.
    pub loader: Loader,
    /// What its isolates start from, if there is such a thing.
    pub snapshot: Option<&'static Snapshot>,
    main_url: OnceLock<String>,
    isolates: Mutex<Vec<Option<Arc<Isolate>>>>,
    io: OnceLock<tokio::runtime::Runtime>,
}

impl Process {
    /// A process without isolates.
    pub fn new(config: Config) -> Arc<Process> {
        let isolates = Mutex::new(vec![None; config.cores]);
        let lifecycle = Lifecycle::new(config.cores, config.slice_ms);
        let turns = config.seed.map(|seed| Turns::new(config.cores, seed));
        let loader = Loader::new(LoaderOptions {
            native: config.native,
            traced: config.trace.is_some(),
            verified: config.verify,
            profiled: config.cpu_profile.is_some(),
            hooks: config.hooks,
            stress: config.stress,
            cache: config.cache.clone(),
        });
        let snapshot = Snapshot::find(&config, &loader);
        Arc::new(Process {
            config,
            snapshot,
            lifecycle,
            turns,
            channels: ChannelRegistry::default(),
            forms: Forms::default(),
            signals: Signals::default(),
            tracer: OnceLock::new(),
            profiles: OnceLock::new(),
            loader,
            main_url: OnceLock::new(),
            started: Instant::now(),
            resources: Resources::default(),
            isolates,
            io: OnceLock::new(),
        })
    }

    /// The shared half of isolate `number`, made at the first call. Events may be pushed into its inbox before its
    /// thread runs.
    pub fn isolate(self: &Arc<Self>, number: usize) -> Arc<Isolate> {
        self.locked_isolates()[number].get_or_insert_with(|| self.new_isolate(number, 0)).clone()
    }

    /// Puts a new isolate in the place of one that was given up.
    pub fn replace(self: &Arc<Self>, lost: &Isolate) -> Arc<Isolate> {
        let fresh = self.new_isolate(lost.number, lost.generation + 1);
        self.locked_isolates()[lost.number] = Some(fresh.clone());
        fresh
    }

    fn new_isolate(self: &Arc<Self>, number: usize, generation: u32) -> Arc<Isolate> {
        let words = Arc::new(Words::default());
        words.set(Words::SLICE_MS, self.config.slice_ms as i32);
        Arc::new(Isolate {
            number,
            inbox: Inbox::new(words.clone()),
            words,
            handles: Handles::default(),
            trace: self.tracer.get().map(|tracer| tracer.buffer(number)),
            process: self.clone(),
            generation,
            guests: Guests::default(),
            lost: AtomicBool::new(false),
            os_thread: AtomicI32::new(0),
            interrupt: OnceLock::new(),
        })
    }

    fn locked_isolates(&self) -> std::sync::MutexGuard<'_, Vec<Option<Arc<Isolate>>>> {
        self.isolates.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Microseconds since the process started.
    pub fn now_us(&self) -> f64 {
        self.started.elapsed().as_secs_f64() * 1e6
    }

    /// The URL of the program's entry module; empty before it is known.
    pub fn main_url(&self) -> String {
        self.main_url.get().cloned().unwrap_or_default()
    }

    /// Says what the entry module is. The first call counts.
    pub fn set_main_url(&self, url: String) {
        self.loader.set_entry(&url);
        let _ = self.main_url.set(url);
    }

    /// The isolates that exist.
    pub fn isolates(&self) -> Vec<Arc<Isolate>> {
        self.locked_isolates().iter().flatten().cloned().collect()
    }

    /// The I/O runtime. It starts with the first asynchronous operation, which many short programs never make.
    pub fn io(&self) -> &tokio::runtime::Handle {
        let runtime = self.io.get_or_init(|| {
            tokio::runtime::Builder::new_multi_thread()
                .worker_threads(self.config.cores.clamp(1, 4))
                .thread_name("hz-io")
                .enable_all()
                .build()
                .unwrap_or_else(|error| {
                    eprintln!("hzrun: cannot start the threads for I/O: {error}");
                    std::process::exit(1);
                })
        });
        runtime.handle()
    }
}

/// Things that native functions keep between calls; JavaScript holds their number, on whichever isolate.
#[derive(Default)]
pub struct Resources {
    next: AtomicU32,
    table: Mutex<HashMap<u32, Arc<dyn Any + Send + Sync>>>,
}

impl Resources {
    /// Keeps a thing and gives its number. Numbers start at 1 and are not used again.
    pub fn add(&self, resource: impl Any + Send + Sync) -> u32 {
        let id = self.next.fetch_add(1, Ordering::Relaxed) + 1;
        self.lock().insert(id, Arc::new(resource));
        id
    }

    /// The thing with that number, if it is open and of that type.
    pub fn get<T: Any + Send + Sync>(&self, id: u32) -> Result<Arc<T>, OpError> {
        let resource = self.lock().get(&id).cloned();
        resource
            .and_then(|resource| resource.downcast::<T>().ok())
            .ok_or_else(|| OpError::new("Error", format!("resource {id} is closed")).with_code("EBADF"))
    }

    /// Forgets a thing; true when it was there. Operations that use it right now finish first.
    pub fn remove(&self, id: u32) -> bool {
        self.lock().remove(&id).is_some()
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, HashMap<u32, Arc<dyn Any + Send + Sync>>> {
        self.table.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn resources_are_found_by_number_and_type() {
        let resources = Resources::default();
        let id = resources.add(String::from("file"));
        assert_eq!(*resources.get::<String>(id).unwrap(), "file");
        assert!(resources.get::<u8>(id).is_err());
        assert!(resources.remove(id));
        assert!(!resources.remove(id));
        assert_eq!(resources.get::<String>(id).unwrap_err().code.as_deref(), Some("EBADF"));
    }
}

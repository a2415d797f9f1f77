//! Limits of an isolate: what happens when its heap is full, its buffers are too large, or native code holds it for too long.
//!
//! A full heap stops nothing at first: whoever allocates then may be anybody. It gets some room, and stdlib-js finds out who makes
//! it grow (core/blame.js). Who fills that room too, before the scheduler has had its turn, is the offender. A limit that is hit in
//! earnest stops all JavaScript of the isolate (`terminate_execution`); `thread.rs` then lets stdlib-js end the offender and run
//! on (`recover`). V8 must find room until the program's code has unwound, so a full heap may grow by RESERVE, more than the
//! largest single object needs; afterwards the limit is what it was. Buffers lie outside of the heap: the allocator here counts
//! them, and V8 makes a RangeError of a refusal.

use std::cell::Cell;
use std::ffi::c_void;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use super::buffers;
use crate::exit::exit;
use crate::isolate::{Isolate, Words};
use crate::lifecycle::Loss;

/// How much a heap may grow beyond its limit, each time that V8 asks: it asks once for each object that finds no room, and the
/// largest array has 1 GiB, a string as much.
const RESERVE: usize = 1280 << 20;
/// How often it may; all but the first time JavaScript is stopped. A built-in function that fills the memory and does not see that it must end cannot be stopped: then the
/// isolate is given up.
const MAX_RAISES: usize = 3;
/// How much a full heap may grow until it is looked at again, and by one turn of a thread: this part of its limit, and enough
/// for some slices of anybody's work.
const ROOM_PART: usize = 8;
const MIN_ROOM: usize = 16 << 20;
/// From this part of its limit on, the scheduler watches who makes a heap grow; not any more below that part.
const WATCH_FROM: f64 = 0.5;
const WATCH_UNTIL: f64 = 0.35;
/// A heap that is as full as this part of its limit after a collection: V8 would soon do little but collect.
const FULL: f64 = 0.85;

/// Why JavaScript was stopped.
#[derive(Debug, Clone)]
pub struct Offence {
    /// "heap" or "cpu"; property `limit` of the LimitError.
    pub limit: &'static str,
    /// What happened, for people.
    pub message: String,
}

/// The limits of one isolate. V8 and other threads hold it for as long as the process runs.
pub struct Limits {
    v8_isolate: v8::UnsafeRawIsolatePtr,
    isolate: Arc<Isolate>,
    offence: Mutex<Option<Offence>>,
    heap_bytes: usize,
    raises: AtomicUsize,
    /// When the limit is raised: where the heap is full once more.
    next_bytes: AtomicUsize,
}

thread_local! {
    /// The limits of this thread's isolate, for the callback that V8 gives no data.
    static HERE: Cell<Option<&'static Limits>> = const { Cell::new(None) };
}

impl Limits {
    /// Sets the limits of a new isolate.
    pub fn install(scope: &mut v8::PinScope<'_, '_, ()>, isolate: &Arc<Isolate>) -> &'static Limits {
        // SAFETY: the pointer is used only on the isolate's own thread, in callbacks that V8 makes while it lives.
        let v8_isolate = unsafe { scope.as_raw_isolate_ptr() };
        let heap_bytes = scope.get_heap_statistics().heap_size_limit();
        let limits: &'static Limits = Box::leak(Box::new(Limits {
            v8_isolate,
            isolate: isolate.clone(),
            offence: Mutex::default(),
            heap_bytes,
            raises: AtomicUsize::new(0),
            next_bytes: AtomicUsize::new(0),
        }));
        HERE.set(Some(limits));
        scope.set_oom_error_handler(out_of_memory);
        scope.add_near_heap_limit_callback(near_heap_limit, limits.data());
        // When V8 collects is not part of the schedule that a seed fixes.
        if isolate.process.config.seed.is_none() {
            scope.add_gc_epilogue_callback(collected, limits.data(), v8::GCType::kGCTypeAll);
        }
        let handle = scope.thread_safe_handle();
        let data = limits.data() as usize;
        isolate.set_interrupt(Box::new(move || {
            handle.request_interrupt(held_too_long, data as *mut c_void);
        }));
        limits
    }

    /// Stops the JavaScript that runs, for that reason.
    pub fn stop(&self, isolate: &v8::Isolate, offence: Offence) {
        self.lock().get_or_insert(offence);
        isolate.terminate_execution();
    }

    /// Why JavaScript was stopped. Asked once. The thread that ran has no right to the core any more.
    pub fn take(&self) -> Option<Offence> {
        let offence = self.lock().take()?;
        self.isolate.words.set(Words::CPU_LEFT_MS, 0);
        Some(offence)
    }

    /// Collects garbage and sets the heap's limit to what it was. True when the heap is still full: then the limit stays
    /// raised, since the end of all threads and their report need room as well.
    pub fn restore(&self, isolate: &mut v8::Isolate) -> bool {
        collect(isolate);
        if isolate.get_heap_statistics().used_heap_size() as f64 > FULL * self.heap_bytes as f64 {
            return true;
        }
        isolate.remove_near_heap_limit_callback(near_heap_limit, self.heap_bytes);
        isolate.add_near_heap_limit_callback(near_heap_limit, self.data());
        self.raises.store(0, Ordering::Relaxed);
        false
    }

    /// Has the scheduler look at the heap, of which `used` bytes are in use, before it gives anybody another turn.
    fn look(&self, used: usize) {
        let room = (self.heap_bytes / ROOM_PART).max(MIN_ROOM);
        self.next_bytes.store(used.max(self.heap_bytes) + room, Ordering::Relaxed);
        self.isolate.words.set(Words::HEAP_FULL, 1);
        // The next poll does.
        self.isolate.words.set(Words::SLICE_OVER, 1);
    }

    /// The heap is full, and the code that fills it does not look whether it must end. This thread never goes on: another
    /// isolate takes its core, or the process ends.
    fn lose(&self, message: String) -> ! {
        let loss = Loss { limit: "heap", message };
        if !self.isolate.process.lifecycle.lose(&self.isolate, &loss) {
            give_up(&loss.message);
        }
        loop {
            std::thread::park();
        }
    }

    fn data(&self) -> *mut c_void {
        std::ptr::from_ref(self).cast_mut().cast()
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Option<Offence>> {
        self.offence.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Collects what can be collected, once: `low_memory_notification` would go on until it has tried everything.
pub fn collect(isolate: &mut v8::Isolate) {
    isolate.memory_pressure_notification(v8::MemoryPressureLevel::Critical);
    isolate.memory_pressure_notification(v8::MemoryPressureLevel::None);
}

unsafe extern "C" fn near_heap_limit(data: *mut c_void, current: usize, _initial: usize) -> usize {
    // SAFETY: `install` made this pointer from a box that is never freed; others only read through it.
    let limits = unsafe { &*data.cast::<Limits>() };
    // SAFETY: V8 calls this on the isolate's thread, and the isolate lives.
    let mut isolate = unsafe { v8::Isolate::from_raw_isolate_ptr(limits.v8_isolate) };
    // V8 also asks before it gives up on an ArrayBuffer. That is a RangeError of its own and no reason to end anything.
    if buffers::take_refusal() && isolate.get_heap_statistics().used_heap_size() < current / 2 {
        return current;
    }
    match limits.raises.fetch_add(1, Ordering::Relaxed) {
        0 => limits.look(isolate.get_heap_statistics().used_heap_size()),
        1..MAX_RAISES => {
            limits.stop(&isolate, Offence { limit: "heap", message: heap_message(&limits.isolate) });
        }
        _ => limits.lose(heap_message(&limits.isolate)),
    }
    current + RESERVE
}

/// After each collection: whether the heap is so full that the scheduler should watch who makes it grow, and whether the one that
/// runs has filled the room that a full heap got.
unsafe extern "C" fn collected(
    isolate: v8::UnsafeRawIsolatePtr,
    kind: v8::GCType,
    _: v8::GCCallbackFlags,
    data: *mut c_void,
) {
    // SAFETY: as in `near_heap_limit`.
    let limits = unsafe { &*data.cast::<Limits>() };
    // SAFETY: V8 calls this on the isolate's thread, and the isolate lives.
    let mut isolate = unsafe { v8::Isolate::from_raw_isolate_ptr(isolate) };
    let used = isolate.get_heap_statistics().used_heap_size();
    let part = used as f64 / limits.heap_bytes as f64;
    let words = &limits.isolate.words;
    let watched = words.get(Words::HEAP_WATCH) == 1;
    if part > WATCH_FROM && !watched || part < WATCH_UNTIL && watched {
        words.set(Words::HEAP_WATCH, i32::from(!watched));
    }
    // Only a collection of the whole heap tells garbage from what is kept.
    if kind != v8::GCType::kGCTypeMarkSweepCompact || limits.raises.load(Ordering::Relaxed) == 0 {
        return;
    }
    let is_full = used > limits.next_bytes.load(Ordering::Relaxed);
    if is_full && words.get(Words::HEAP_FULL) == 1 {
        limits.stop(&isolate, Offence { limit: "heap", message: heap_message(&limits.isolate) });
    } else if is_full || part < FULL {
        limits.look(used);
    }
}

/// What V8 calls for the ticker, at the next place where code that holds the isolate can be interrupted.
unsafe extern "C" fn held_too_long(_isolate: v8::UnsafeRawIsolatePtr, data: *mut c_void) {
    // SAFETY: as in `near_heap_limit`.
    let limits = unsafe { &*data.cast::<Limits>() };
    // SAFETY: V8 calls this on the isolate's thread, and the isolate lives.
    let isolate = unsafe { v8::Isolate::from_raw_isolate_ptr(limits.v8_isolate) };
    let words = &limits.isolate.words;
    if limits.isolate.is_lost() {
        isolate.terminate_execution();
        return;
    }
    // It may have come back since the ticker asked: then this is somebody else's turn.
    let limit_ms = words.get(Words::CPU_LEFT_MS);
    if limit_ms == 0 || words.get(Words::SLICE_OVER) == 0 {
        return;
    }
    let message = format!("it held its core for more than {limit_ms} ms without giving way");
    limits.stop(&isolate, Offence { limit: "cpu", message });
}

/// What is said of a full heap.
pub fn heap_message(isolate: &Isolate) -> String {
    let advice = "a larger limit can be set with --heap-limit MB";
    match isolate.process.config.heap_limit_mb {
        Some(limit) => {
            format!("the heap of isolate {} reached its limit of {limit} MB; {advice}", isolate.number)
        }
        None => format!("the heap of isolate {} reached V8's limit; {advice}", isolate.number),
    }
}

/// V8 cannot go on, and would end the process after this.
unsafe extern "C" fn out_of_memory(_location: *const std::ffi::c_char, details: &v8::OomDetails) {
    match HERE.get().filter(|_| details.is_heap_oom) {
        Some(limits) => limits.lose(heap_message(&limits.isolate)),
        None => give_up("the system has no more memory"),
    }
}

fn give_up(message: &str) -> ! {
    eprintln!("hzrun: {message}");
    exit(1)
}

/// Says why there is nothing to run on.
pub fn end_without_recovery(offence: Option<Offence>) -> ! {
    give_up(&offence.map_or_else(|| "JavaScript was stopped".to_owned(), |offence| offence.message))
}

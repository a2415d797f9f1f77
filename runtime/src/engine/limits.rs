//! Limits of an isolate: what happens when its heap is full, its buffers are too large, or native code holds it for too long.
//!
//! A limit that is hit stops all JavaScript of the isolate (`terminate_execution`); `thread.rs` then lets stdlib-js end the
//! offender and run on (`recover`). V8 must find room until the program's code has unwound, so a full heap may grow by
//! RESERVE, more than the largest single object needs; afterwards the limit is what it was. Buffers lie outside of the heap:
//! the allocator here counts them, and V8 makes a RangeError of a refusal.

use std::cell::Cell;
use std::ffi::c_void;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use super::buffers;
use crate::exit::exit;
use crate::isolate::{Isolate, Words};
use crate::lifecycle::Loss;

/// How much a heap may grow beyond its limit, each time that V8 asks: the largest array of V8 has 1 GiB, a string as much.
const RESERVE: usize = 1280 << 20;
/// How often it may. A built-in function that fills the memory and does not see that it must end cannot be stopped: then the
/// isolate is given up.
const MAX_RAISES: usize = 3;
/// How much it may grow while jobs and deliveries run, which are not stopped the first time: this part of its limit, and enough
/// for most of them.
const LENIENCE_PART: usize = 4;
const MIN_LENIENCE: usize = 16 << 20;
/// A heap that is still as full as this part of its limit after a collection is of no use any more.
const FULL: f64 = 0.7;

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
        }));
        HERE.set(Some(limits));
        scope.set_oom_error_handler(out_of_memory);
        scope.add_near_heap_limit_callback(near_heap_limit, limits.data());
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
        isolate.low_memory_notification();
        if isolate.get_heap_statistics().used_heap_size() as f64 > FULL * self.heap_bytes as f64 {
            return true;
        }
        isolate.remove_near_heap_limit_callback(near_heap_limit, self.heap_bytes);
        isolate.add_near_heap_limit_callback(near_heap_limit, self.data());
        self.raises.store(0, Ordering::Relaxed);
        false
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

unsafe extern "C" fn near_heap_limit(data: *mut c_void, current: usize, _initial: usize) -> usize {
    // SAFETY: `install` made this pointer from a box that is never freed; others only read through it.
    let limits = unsafe { &*data.cast::<Limits>() };
    // SAFETY: V8 calls this on the isolate's thread, and the isolate lives.
    let mut isolate = unsafe { v8::Isolate::from_raw_isolate_ptr(limits.v8_isolate) };
    // V8 also asks before it gives up on an ArrayBuffer. That is a RangeError of its own and no reason to end anything.
    if buffers::take_refusal() && isolate.get_heap_statistics().used_heap_size() < current / 2 {
        return current;
    }
    let words = &limits.isolate.words;
    if words.get(Words::LENIENT) == 1 {
        words.set(Words::LENIENT, 2);
        return current + (limits.heap_bytes / LENIENCE_PART).max(MIN_LENIENCE);
    }
    if limits.raises.fetch_add(1, Ordering::Relaxed) >= MAX_RAISES {
        limits.lose(heap_message(&limits.isolate));
    }
    limits.stop(&isolate, Offence { limit: "heap", message: heap_message(&limits.isolate) });
    current + RESERVE
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

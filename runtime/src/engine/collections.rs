//! Garbage collections, for a trace: V8 says when one begins and ends.

use std::cell::Cell;
use std::ffi::c_void;
use std::sync::Arc;

use super::state::State;
use crate::isolate::Isolate;
use crate::trace::Collection;

/// What the callbacks need, alive as long as the process.
struct Watch {
    isolate: Arc<Isolate>,
    from_us: Cell<f64>,
    used_before: Cell<usize>,
}

/// Has the isolate's collections noted in the trace. Not under a seed: when V8 collects is not part of the schedule, and the
/// same seed gives the same trace.
pub fn watch(scope: &mut v8::PinScope<'_, '_, ()>, state: &State) {
    let isolate = state.isolate.clone();
    if isolate.trace.is_none() || isolate.process.config.seed.is_some() {
        return;
    }
    let watch = Watch { isolate, from_us: Cell::new(0.0), used_before: Cell::new(0) };
    let data = Box::into_raw(Box::new(watch)).cast::<c_void>();
    scope.add_gc_prologue_callback(begins, data, v8::GCType::kGCTypeAll);
    scope.add_gc_epilogue_callback(ends, data, v8::GCType::kGCTypeAll);
}

unsafe extern "C" fn begins(
    isolate: v8::UnsafeRawIsolatePtr,
    _: v8::GCType,
    _: v8::GCCallbackFlags,
    data: *mut c_void,
) {
    // SAFETY: `watch` made this pointer from a box that is never freed; only the isolate's thread uses it.
    let watch = unsafe { &*data.cast::<Watch>() };
    watch.from_us.set(watch.isolate.process.now_us());
    watch.used_before.set(used(isolate));
}

unsafe extern "C" fn ends(
    isolate: v8::UnsafeRawIsolatePtr,
    kind: v8::GCType,
    _: v8::GCCallbackFlags,
    data: *mut c_void,
) {
    // SAFETY: as in `begins`.
    let watch = unsafe { &*data.cast::<Watch>() };
    let process = &watch.isolate.process;
    if let (Some(buffer), Some(tracer)) = (&watch.isolate.trace, process.tracer.get()) {
        let collection = Collection {
            what: name(kind),
            from_us: watch.from_us.get(),
            to_us: process.now_us(),
            bytes: [watch.used_before.get(), used(isolate)],
        };
        tracer.collected(buffer, collection);
    }
}

fn used(isolate: v8::UnsafeRawIsolatePtr) -> usize {
    // SAFETY: V8 passes the isolate that it collects, on that isolate's thread.
    let mut isolate = unsafe { v8::Isolate::from_raw_isolate_ptr(isolate) };
    isolate.get_heap_statistics().used_heap_size()
}

/// V8's words for its kinds of collection.
fn name(kind: v8::GCType) -> &'static str {
    match kind {
        v8::GCType::kGCTypeScavenge => "GC: scavenge",
        v8::GCType::kGCTypeMinorMarkSweep => "GC: minor mark-sweep",
        v8::GCType::kGCTypeMarkSweepCompact => "GC: mark-sweep-compact",
        v8::GCType::kGCTypeIncrementalMarking => "GC: incremental marking",
        v8::GCType::kGCTypeProcessWeakCallbacks => "GC: weak callbacks",
        _ => "GC",
    }
}

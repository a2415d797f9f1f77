//! The one door to locks, condition variables, atomics and threads for all code that isolates share.
//!
//! Built with the feature `model` it gives shuttle's versions, whose scheduler the model tests control; otherwise the
//! standard library's. Code behind this door must not take a lock from anywhere else, or the model would not see it.

#[cfg(feature = "model")]
pub use shuttle::sync::{
    Condvar, Mutex, MutexGuard,
    atomic::{AtomicBool, AtomicI32, AtomicU32, AtomicU64, AtomicUsize},
};
#[cfg(not(feature = "model"))]
pub use std::sync::{
    Condvar, Mutex, MutexGuard,
    atomic::{AtomicBool, AtomicI32, AtomicU32, AtomicU64, AtomicUsize},
};

use std::sync::PoisonError;
pub use std::sync::{Arc, Weak, atomic::Ordering};
use std::time::Duration;

#[cfg(feature = "model")]
pub use shuttle::thread;
#[cfg(not(feature = "model"))]
pub use std::thread;

/// Takes a lock. A thread that panicked while it held the lock does not make the data unusable: no code behind this
/// door can panic half-way through a change that others would see.
pub fn lock<T: ?Sized>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Lets go of `mutex` and sleeps until notified, or, when `timeout` is given, until it is over. May wake without either.
pub fn sleep<'a, T>(
    condition: &Condvar,
    mutex: &'a Mutex<T>,
    guard: MutexGuard<'a, T>,
    timeout: Option<Duration>,
) -> MutexGuard<'a, T> {
    match timeout {
        None => condition.wait(guard).unwrap_or_else(PoisonError::into_inner),
        // The model has no time: there a timeout is over as soon as the scheduler likes.
        Some(_) if cfg!(feature = "model") => {
            drop(guard);
            thread::yield_now();
            lock(mutex)
        }
        Some(timeout) => condition.wait_timeout(guard, timeout).unwrap_or_else(PoisonError::into_inner).0,
    }
}

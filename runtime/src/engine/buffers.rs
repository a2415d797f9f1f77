//! The memory of ArrayBuffers: counted for each isolate and bounded, since it lies outside of V8's heap. V8 answers a refusal
//! with a collection, and then with a RangeError.

use std::alloc::{Layout, alloc, alloc_zeroed, dealloc};
use std::cell::Cell;
use std::ffi::c_void;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use crate::isolate::Words;

/// Enough for every typed array, and for what V8 expects of memory.
const ALIGNMENT: usize = 16;

/// What one isolate's buffers have taken. Lives as long as the last of them, wherever that was moved to.
struct Account {
    used: AtomicUsize,
    limit: usize,
    /// Memory for the first buffer of its size: in a context from a snapshot that is the one of the poll words.
    words: Option<Arc<Words>>,
    words_are_given: AtomicBool,
}

thread_local! {
    /// Whether the last allocation of this thread was refused.
    static REFUSED: Cell<bool> = const { Cell::new(false) };
}

/// Whether the last allocation on this thread was refused. Asked once for each.
pub fn take_refusal() -> bool {
    REFUSED.replace(false)
}

/// An allocator that gives out at most `limit` bytes, and `words` to the first buffer that is as large as these.
pub fn allocator(limit: usize, words: Option<Arc<Words>>) -> v8::UniqueRef<v8::Allocator> {
    let account = Arc::into_raw(Arc::new(Account::new(limit, words)));
    // SAFETY: the pointer comes from an Arc, one count of which `forget` gives back, and the table is made for it.
    unsafe { v8::new_rust_allocator(account, &TABLE) }
}

static TABLE: v8::RustAllocatorVtable<Account> =
    v8::RustAllocatorVtable { allocate, allocate_uninitialized, free, drop: forget };

impl Account {
    fn new(limit: usize, words: Option<Arc<Words>>) -> Account {
        Account { used: AtomicUsize::new(0), limit, words, words_are_given: AtomicBool::new(false) }
    }

    fn words(&self) -> Option<*mut c_void> {
        Some(Arc::as_ptr(self.words.as_ref()?).cast_mut().cast())
    }

    /// The memory of the words, once.
    fn give_words(&self, length: usize) -> Option<*mut c_void> {
        let words = self.words().filter(|_| length == size_of::<Words>())?;
        (!self.words_are_given.swap(true, Ordering::Relaxed)).then_some(words)
    }

    fn take(&self, length: usize) -> bool {
        let fits = |used: usize| used.checked_add(length).filter(|used| *used <= self.limit);
        self.used.fetch_update(Ordering::Relaxed, Ordering::Relaxed, fits).is_ok()
    }

    fn give(&self, length: usize, make: unsafe fn(Layout) -> *mut u8) -> *mut c_void {
        let Some(layout) = layout(length).filter(|_| self.take(length)) else {
            REFUSED.set(true);
            return std::ptr::null_mut();
        };
        // SAFETY: the layout's size is not zero.
        let memory = unsafe { make(layout) };
        if memory.is_null() {
            self.used.fetch_sub(length, Ordering::Relaxed);
        }
        REFUSED.set(memory.is_null());
        memory.cast()
    }
}

fn layout(length: usize) -> Option<Layout> {
    Layout::from_size_align(length.max(1), ALIGNMENT).ok()
}

unsafe extern "C" fn allocate(account: &Account, length: usize) -> *mut c_void {
    account.give(length, alloc_zeroed)
}

unsafe extern "C" fn allocate_uninitialized(account: &Account, length: usize) -> *mut c_void {
    account.give_words(length).unwrap_or_else(|| account.give(length, alloc))
}

unsafe extern "C" fn free(account: &Account, data: *mut c_void, length: usize) {
    let is_ours = !data.is_null() && Some(data) != account.words();
    let Some(layout) = layout(length).filter(|_| is_ours) else { return };
    account.used.fetch_sub(length, Ordering::Relaxed);
    // SAFETY: V8 gives back what `give` made, with the length that it was made with, once.
    unsafe { dealloc(data.cast(), layout) }
}

unsafe extern "C" fn forget(account: *const Account) {
    // SAFETY: the pointer that `Arc::into_raw` gave, once.
    drop(unsafe { Arc::from_raw(account) });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_freed_can_be_had_again_and_no_more_than_the_limit() {
        let account = Account::new(100, None);
        let first = account.give(60, alloc_zeroed);
        assert!(!first.is_null() && !take_refusal());
        assert!(account.give(41, alloc).is_null() && take_refusal());
        assert!(account.give(usize::MAX, alloc_zeroed).is_null());
        let second = account.give(40, alloc);
        assert!(!second.is_null() && account.used.load(Ordering::Relaxed) == 100);
        let empty = account.give(0, alloc_zeroed);
        assert!(!empty.is_null());
        for (data, length) in [(first, 60), (second, 40), (empty, 0)] {
            // SAFETY: each was made above with that length, and is given back once.
            unsafe { free(&account, data, length) };
        }
        assert_eq!(account.used.load(Ordering::Relaxed), 0);
    }
}

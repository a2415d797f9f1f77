//! Memory for children. V8 asks the system not to copy its heap into forked processes, which cannot use it while they lack
//! V8's threads; here there are none.

use std::ffi::c_void;
use std::io;

use rustix::mm::{Advice, madvise};

/// The flag by which the system marks memory that children do not get.
const NOT_COPIED: &str = "dc";

/// Lets children have all memory that the process has now.
pub fn all_memory() -> io::Result<()> {
    let mut range = None;
    for line in std::fs::read_to_string("/proc/self/smaps")?.lines() {
        if let Some(flags) = line.strip_prefix("VmFlags:") {
            let withheld = flags.split_whitespace().any(|flag| flag == NOT_COPIED);
            if let Some((start, end)) = range.take().filter(|_| withheld) {
                let start: usize = start;
                // SAFETY: the advice changes what a child gets and nothing in this process.
                unsafe { madvise(start as *mut c_void, end - start, Advice::LinuxDoFork)? };
            }
        } else if let Some(found) = range_of(line) {
            range = Some(found);
        }
    }
    Ok(())
}

/// The addresses in the first line of a mapping: `7f00-7f10 rw-p …`.
fn range_of(line: &str) -> Option<(usize, usize)> {
    let (start, end) = line.split_whitespace().next()?.split_once('-')?;
    Some((usize::from_str_radix(start, 16).ok()?, usize::from_str_radix(end, 16).ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_first_lines_have_addresses() {
        assert_eq!(range_of("7f00-7f10 rw-p 00000000 00:00 0"), Some((0x7f00, 0x7f10)));
        assert_eq!(range_of("VmFlags: rd wr"), None);
        assert_eq!(range_of("Size:                132 kB"), None);
    }
}

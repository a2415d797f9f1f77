//! The cache on disk: compiled text and V8's code for it, under the user's cache folder.
//!
//! An entry is named by a hash of everything that went into it, so it is never wrong and never updated. Files appear
//! by a rename, so a reader sees a whole entry or none; each begins with a hash of its content, so a damaged one
//! counts as missing. A folder that cannot be written (full, read-only, no home) turns the cache off and nothing else.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::{Duration, SystemTime};

use sha2::{Digest, Sha256};

/// Length of the hash at the start of each file.
const SEAL: usize = 16;
/// Entries are forgotten after this time, which bounds the folder's growth; what is still in use is made anew.
const MAX_AGE: Duration = Duration::from_secs(30 * 24 * 3600);
/// How often the folder is searched for old entries.
const SWEEP_EVERY: Duration = Duration::from_secs(24 * 3600);

/// A folder of entries, or nothing when there is no place for one.
pub struct DiskCache {
    root: Option<PathBuf>,
    off: AtomicBool,
    /// Entries found and entries asked for, for `--stats`.
    pub hits: AtomicUsize,
    /// See `hits`.
    pub lookups: AtomicUsize,
}

/// Name of an entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Key(String);

impl Key {
    /// The key of an entry made from these parts.
    pub fn of(parts: &[&[u8]]) -> Key {
        let mut hash = Sha256::new();
        for part in parts {
            // The length keeps ["ab", "c"] and ["a", "bc"] apart.
            hash.update((part.len() as u64).to_le_bytes());
            hash.update(part);
        }
        Key(hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect())
    }
}

impl DiskCache {
    /// The cache in a given folder, which need not exist yet; `None` for no cache.
    pub fn new(root: Option<PathBuf>) -> DiskCache {
        let cache = DiskCache {
            root,
            off: AtomicBool::new(false),
            hits: Default::default(),
            lookups: Default::default(),
        };
        cache.sweep();
        cache
    }

    /// `$XDG_CACHE_HOME/hz`, or `~/.cache/hz`.
    pub fn default_folder() -> Option<PathBuf> {
        let absolute = |name| std::env::var_os(name).map(PathBuf::from).filter(|path| path.is_absolute());
        absolute("XDG_CACHE_HOME")
            .or_else(|| absolute("HOME").map(|home| home.join(".cache")))
            .map(|base| base.join("hz"))
    }

    /// The part `part` of an entry, if it is there and whole.
    pub fn get(&self, key: &Key, part: &str) -> Option<Vec<u8>> {
        self.path(key, part)?;
        self.lookups.fetch_add(1, Ordering::Relaxed);
        let found = self.read(key, part);
        self.hits.fetch_add(usize::from(found.is_some()), Ordering::Relaxed);
        found
    }

    /// The same, of which the counters do not hear.
    pub fn read(&self, key: &Key, part: &str) -> Option<Vec<u8>> {
        let mut bytes = fs::read(self.path(key, part)?).ok()?;
        if bytes.len() < SEAL || seal(&bytes[SEAL..]) != bytes[..SEAL] {
            return None;
        }
        bytes.drain(..SEAL);
        Some(bytes)
    }

    /// Stores a part of an entry; false when it cannot. The first failure turns the cache off for this process.
    pub fn put(&self, key: &Key, part: &str, content: &[u8]) -> bool {
        let Some(path) = self.path(key, part) else { return false };
        let is_written = write_whole(&path, content).is_ok();
        if !is_written {
            self.off.store(true, Ordering::Relaxed);
        }
        is_written
    }

    fn path(&self, Key(hex): &Key, part: &str) -> Option<PathBuf> {
        if self.off.load(Ordering::Relaxed) {
            return None;
        }
        // 256 folders keep each one small enough for any file system.
        Some(self.root.as_ref()?.join(&hex[..2]).join(format!("{}.{part}", &hex[2..])))
    }

    /// Removes old entries, once a day.
    fn sweep(&self) {
        let Some(root) = &self.root else { return };
        let stamp = root.join("swept");
        let young = |path: &Path, age| {
            let modified = fs::metadata(path).and_then(|data| data.modified());
            modified.is_ok_and(|at| SystemTime::now().duration_since(at).unwrap_or_default() < age)
        };
        if !root.is_dir() || young(&stamp, SWEEP_EVERY) || fs::write(&stamp, "").is_err() {
            return;
        }
        let folders = fs::read_dir(root).into_iter().flatten().flatten();
        for file in folders.flat_map(|folder| fs::read_dir(folder.path()).into_iter().flatten().flatten()) {
            if !young(&file.path(), MAX_AGE) {
                // Another process may have removed it already.
                let _ = fs::remove_file(file.path());
            }
        }
    }
}

fn seal(content: &[u8]) -> [u8; SEAL] {
    let mut seal = [0; SEAL];
    seal.copy_from_slice(&Sha256::digest(content)[..SEAL]);
    seal
}

/// Writes a file so that its name never stands for half of it.
fn write_whole(path: &Path, content: &[u8]) -> std::io::Result<()> {
    static COUNTER: AtomicUsize = AtomicUsize::new(0);
    let folder = path.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder)?;
    let number = COUNTER.fetch_add(1, Ordering::Relaxed);
    let temporary = folder.join(format!("new-{}-{number}", std::process::id()));
    let written = fs::File::create(&temporary).and_then(|mut file| {
        file.write_all(&seal(content))?;
        file.write_all(content)?;
        drop(file);
        fs::rename(&temporary, path)
    });
    if written.is_err() {
        let _ = fs::remove_file(&temporary);
    }
    written
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_put_is_found() {
        let folder = tempfile::tempdir().unwrap();
        let cache = DiskCache::new(Some(folder.path().join("hz")));
        let key = Key::of(&[b"a", b"b"]);
        assert_eq!(cache.get(&key, "js"), None);
        cache.put(&key, "js", b"text");
        assert_eq!(cache.get(&key, "js").as_deref(), Some(&b"text"[..]));
        assert_eq!(cache.get(&Key::of(&[b"ab", b""]), "js"), None);
    }

    #[test]
    fn damage_counts_as_absence() {
        let folder = tempfile::tempdir().unwrap();
        let cache = DiskCache::new(Some(folder.path().to_owned()));
        let key = Key::of(&[b"a"]);
        cache.put(&key, "js", b"a long enough text");
        let path = cache.path(&key, "js").unwrap();
        let mut bytes = fs::read(&path).unwrap();
        for cut in [bytes.len() - 1, SEAL, 3, 0] {
            fs::write(&path, &bytes[..cut]).unwrap();
            assert_eq!(cache.get(&key, "js"), None, "cut to {cut}");
        }
        let last = bytes.len() - 1;
        bytes[last] ^= 1;
        fs::write(&path, &bytes).unwrap();
        assert_eq!(cache.get(&key, "js"), None);
    }

    #[test]
    fn a_folder_that_cannot_be_written_turns_it_off() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("file");
        fs::write(&file, "").unwrap();
        let cache = DiskCache::new(Some(file.join("below")));
        cache.put(&Key::of(&[b"a"]), "js", b"text");
        assert!(cache.off.load(Ordering::Relaxed));
        assert_eq!(cache.get(&Key::of(&[b"a"]), "js"), None);
    }
}

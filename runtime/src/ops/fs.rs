//! Native half of `node:fs` and `hz:fs`.
//!
//! Each operation is a function that reads its arguments and gives the job to do. It is offered twice: as `fsNameSync`,
//! which does the job on the spot, and as `fsName`, which does it on the I/O runtime and posts the result. An open
//! file is a resource; JavaScript holds its number, moved up by 2 so that 0, 1 and 2 stay the standard streams.

use std::fs::{self, File, Metadata, OpenOptions};
use std::io::{self, BufRead, BufReader, Read, Seek, SeekFrom, Write};
use std::os::unix::fs::{FileExt, MetadataExt, OpenOptionsExt, PermissionsExt};
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, SystemTime};

use super::{Call, Op, OpError, OpResult, Value, blocking};
use crate::isolate::Process;

type Job = Box<dyn FnOnce() -> OpResult + Send>;
type Prepared = Result<Job, OpError>;

macro_rules! both {
    ($($sync:literal, $asynchronous:literal, $prepare:ident;)*) => {
        vec![$(
            Op::sync($sync, |call| $prepare(call)?()),
            Op::asynchronous($asynchronous, |call| Ok(blocking($prepare(call)?))),
        )*]
    };
}

/// The functions of this file.
pub fn ops() -> Vec<Op> {
    let mut ops = vec![Op::sync("closeResource", close_resource)];
    ops.extend(both! {
        "fsReadFileSync", "fsReadFile", read_file;
        "fsReadTextSync", "fsReadText", read_text;
        "fsWriteFileSync", "fsWriteFile", write_file;
        "fsOpenSync", "fsOpen", open;
        "fsCloseSync", "fsClose", close;
        "fsReadSync", "fsRead", read;
        "fsWriteSync", "fsWrite", write;
        "fsTruncateSync", "fsTruncate", truncate;
        "fsFlushSync", "fsFlush", flush;
        "fsFileStatSync", "fsFileStat", file_stat;
        "fsStatSync", "fsStat", stat;
        "fsListSync", "fsList", list;
        "fsMakeDirSync", "fsMakeDir", make_dir;
        "fsMakeTempDirSync", "fsMakeTempDir", make_temp_dir;
        "fsRemoveSync", "fsRemove", remove;
        "fsUnlinkSync", "fsUnlink", unlink;
        "fsRemoveDirSync", "fsRemoveDir", remove_dir;
        "fsRenameSync", "fsRename", rename;
        "fsCopySync", "fsCopy", copy;
        "fsLinkSync", "fsLink", link;
        "fsReadLinkSync", "fsReadLink", read_link;
        "fsRealPathSync", "fsRealPath", real_path;
        "fsAccessSync", "fsAccess", access;
        "fsSetModeSync", "fsSetMode", set_mode;
        "fsSetTimesSync", "fsSetTimes", set_times;
        "fsOpenLinesSync", "fsOpenLines", open_lines;
        "fsNextLinesSync", "fsNextLines", next_lines;
    });
    ops
}

/// `closeResource(number)`; an operation that uses it right now ends first.
fn close_resource(call: &mut Call) -> OpResult {
    let id: u32 = call.arg(0)?;
    Ok(call.process().resources.remove(id).into())
}

fn job(run: impl FnOnce() -> OpResult + Send + 'static) -> Prepared {
    Ok(Box::new(run))
}

/// The error of `syscall` on `path`.
fn on<'a>(syscall: &'static str, path: &'a str) -> impl Fn(io::Error) -> OpError + 'a {
    move |error| OpError::io(&error, syscall, Some(path))
}

/// The error of `syscall` on two paths: `…, rename 'a' -> 'b'`.
fn on_two<'a>(syscall: &'static str, from: &'a str, to: &'a str) -> impl Fn(io::Error) -> OpError + 'a {
    move |error| {
        let mut this = OpError::io(&error, syscall, Some(from)).with("dest", to);
        this.message = format!("{} -> '{to}'", this.message);
        this
    }
}

/// `(path)`: the bytes of a file.
fn read_file(call: &mut Call) -> Prepared {
    let path: String = call.arg(0)?;
    job(move || Ok(Value::Bytes(read_whole(&path)?)))
}

/// `(path)`: the text of a file; malformed UTF-8 becomes U+FFFD.
fn read_text(call: &mut Call) -> Prepared {
    let path: String = call.arg(0)?;
    job(move || Ok(Value::String(text_of(read_whole(&path)?))))
}

fn read_whole(path: &str) -> Result<Vec<u8>, OpError> {
    let mut file = File::open(path).map_err(on("open", path))?;
    let mut bytes = Vec::with_capacity(file.metadata().map_or(0, |facts| facts.len() as usize));
    file.read_to_end(&mut bytes).map_err(|error| OpError::io(&error, "read", None))?;
    Ok(bytes)
}

fn text_of(bytes: Vec<u8>) -> String {
    String::from_utf8(bytes).unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned())
}

/// `(path, bytes | text, flags, mode)`.
fn write_file(call: &mut Call) -> Prepared {
    let path: String = call.arg(0)?;
    let bytes = match call.arg::<Value>(1)? {
        Value::String(text) => text.into_bytes(),
        Value::Bytes(bytes) => bytes,
        other => {
            return Err(OpError::type_error(format!(
                "writeFile: expected text or bytes, got {}",
                other.type_name()
            )));
        }
    };
    let options = open_options(&call.arg::<String>(2)?, call.arg(3)?)?;
    job(move || {
        let mut file = options.open(&path).map_err(on("open", &path))?;
        file.write_all(&bytes).map_err(|error| OpError::io(&error, "write", None))?;
        Ok(Value::Undefined)
    })
}

/// Node's letters for how a file is opened.
fn open_options(flags: &str, mode: u32) -> Result<OpenOptions, OpError> {
    let mut options = OpenOptions::new();
    options.mode(mode);
    let exclusive = flags.contains('x');
    let synchronous = flags.contains('s');
    let letters: String = flags.chars().filter(|letter| !matches!(letter, 'x' | 's')).collect();
    match letters.as_str() {
        "r" => options.read(true),
        "r+" => options.read(true).write(true),
        "w" => options.write(true).create(true).truncate(true),
        "w+" => options.read(true).write(true).create(true).truncate(true),
        "a" => options.append(true).create(true),
        "a+" => options.read(true).append(true).create(true),
        _ => {
            let message = format!("The argument 'flags' is invalid. Received '{flags}'");
            return Err(OpError::type_error(message).with_code("ERR_INVALID_ARG_VALUE"));
        }
    };
    if exclusive {
        options.create_new(true);
    }
    if synchronous {
        options.custom_flags(rustix::fs::OFlags::SYNC.bits() as i32);
    }
    Ok(options)
}

/// What JavaScript adds to a resource's number to make a file descriptor.
const FIRST_FD: u32 = 2;

/// `(path, flags, mode)`: a file descriptor.
fn open(call: &mut Call) -> Prepared {
    let path: String = call.arg(0)?;
    let options = open_options(&call.arg::<String>(1)?, call.arg(2)?)?;
    let process = call.process().clone();
    job(move || {
        let file = options.open(&path).map_err(on("open", &path))?;
        Ok((process.resources.add(file) + FIRST_FD).into())
    })
}

/// A standard stream or an open file.
enum Target {
    Stdin,
    Stdout,
    Stderr,
    File(Arc<File>),
}

fn target(process: &Process, fd: u32, syscall: &'static str) -> Result<Target, OpError> {
    let closed = |_| OpError::io(&io::Error::from_raw_os_error(9), syscall, None);
    Ok(match fd {
        0 => Target::Stdin,
        1 => Target::Stdout,
        2 => Target::Stderr,
        fd => Target::File(process.resources.get::<File>(fd - FIRST_FD).map_err(closed)?),
    })
}

fn file_of(process: &Process, fd: u32, syscall: &'static str) -> Result<Arc<File>, OpError> {
    match target(process, fd, syscall)? {
        Target::File(file) => Ok(file),
        _ => Err(OpError::io(&io::Error::from_raw_os_error(22), syscall, None)),
    }
}

/// `(fd)`.
fn close(call: &mut Call) -> Prepared {
    let fd: u32 = call.arg(0)?;
    let process = call.process().clone();
    job(move || {
        // The standard streams stay open: the console needs them to the end.
        if fd > FIRST_FD {
            file_of(&process, fd, "close")?;
            process.resources.remove(fd - FIRST_FD);
        }
        Ok(Value::Undefined)
    })
}

/// `(fd, length, position | null)`: at most `length` bytes; none at the end of the file.
fn read(call: &mut Call) -> Prepared {
    let (fd, length, position): (u32, usize, Option<u64>) = (call.arg(0)?, call.arg(1)?, call.arg(2)?);
    let target = target(call.process(), fd, "read")?;
    job(move || {
        let mut bytes = vec![0; length];
        let count = match (target, position) {
            (Target::Stdin, _) => io::stdin().lock().read(&mut bytes),
            (Target::File(file), Some(position)) => file.read_at(&mut bytes, position),
            (Target::File(file), None) => (&*file).read(&mut bytes),
            _ => Err(io::Error::from_raw_os_error(9)),
        };
        let count = count.map_err(|error| OpError::io(&error, "read", None))?;
        bytes.truncate(count);
        Ok(Value::Bytes(bytes))
    })
}

/// `(fd, bytes, position | null)`: how many bytes were written, which is all of them.
fn write(call: &mut Call) -> Prepared {
    let (fd, bytes, position): (u32, Vec<u8>, Option<u64>) = (call.arg(0)?, call.arg(1)?, call.arg(2)?);
    let target = target(call.process(), fd, "write")?;
    job(move || {
        let written = match (target, position) {
            (Target::Stdout, _) => io::stdout().lock().write_all(&bytes).and_then(|()| io::stdout().flush()),
            (Target::Stderr, _) => io::stderr().lock().write_all(&bytes),
            (Target::File(file), Some(position)) => file.write_all_at(&bytes, position),
            (Target::File(file), None) => (&*file).write_all(&bytes),
            (Target::Stdin, _) => Err(io::Error::from_raw_os_error(9)),
        };
        written.map_err(|error| OpError::io(&error, "write", None))?;
        Ok(bytes.len().into())
    })
}

/// `(fd | path, length)`.
fn truncate(call: &mut Call) -> Prepared {
    let length: u64 = call.arg(1)?;
    if let Value::String(path) = call.arg(0)? {
        return job(move || {
            let file = OpenOptions::new().write(true).open(&path).map_err(on("open", &path))?;
            file.set_len(length).map_err(on("ftruncate", &path))?;
            Ok(Value::Undefined)
        });
    }
    let fd = call.arg(0)?;
    let file = file_of(call.process(), fd, "ftruncate")?;
    job(move || {
        file.set_len(length).map_err(|error| OpError::io(&error, "ftruncate", None))?;
        Ok(Value::Undefined)
    })
}

/// `(fd)`: waits until the device has what was written.
fn flush(call: &mut Call) -> Prepared {
    let fd = call.arg(0)?;
    let file = file_of(call.process(), fd, "fsync")?;
    job(move || {
        file.sync_all().map_err(|error| OpError::io(&error, "fsync", None))?;
        Ok(Value::Undefined)
    })
}

/// `(fd)`: as `stat`.
fn file_stat(call: &mut Call) -> Prepared {
    let fd: u32 = call.arg(0)?;
    if fd <= FIRST_FD {
        let path = format!("/dev/fd/{fd}");
        return job(move || Ok(facts(&fs::metadata(&path).map_err(on("fstat", &path))?)));
    }
    let file = file_of(call.process(), fd, "fstat")?;
    job(move || Ok(facts(&file.metadata().map_err(|error| OpError::io(&error, "fstat", None))?)))
}

/// `(path, follow)`: numbers that `Stats` is made of.
fn stat(call: &mut Call) -> Prepared {
    let (path, follow): (String, bool) = (call.arg(0)?, call.arg(1)?);
    job(move || {
        let found = if follow { fs::metadata(&path) } else { fs::symlink_metadata(&path) };
        Ok(facts(&found.map_err(on(if follow { "stat" } else { "lstat" }, &path))?))
    })
}

/// `[dev, mode, nlink, uid, gid, rdev, blksize, ino, size, blocks, atimeMs, mtimeMs, ctimeMs, birthtimeMs]`.
fn facts(metadata: &Metadata) -> Value {
    let ms = |seconds: i64, nanos: i64| Value::Number(seconds as f64 * 1e3 + nanos as f64 / 1e6);
    let born = metadata.created().ok().and_then(|time| time.duration_since(SystemTime::UNIX_EPOCH).ok());
    Value::Array(vec![
        metadata.dev().into(),
        metadata.mode().into(),
        metadata.nlink().into(),
        metadata.uid().into(),
        metadata.gid().into(),
        metadata.rdev().into(),
        metadata.blksize().into(),
        metadata.ino().into(),
        metadata.size().into(),
        metadata.blocks().into(),
        ms(metadata.atime(), metadata.atime_nsec()),
        ms(metadata.mtime(), metadata.mtime_nsec()),
        ms(metadata.ctime(), metadata.ctime_nsec()),
        Value::Number(born.map_or(0.0, |age| age.as_secs_f64() * 1e3)),
    ])
}

/// `(path)`: `[name, mode, name, mode, …]`, names in byte order; `mode` holds the bits of the file's type.
fn list(call: &mut Call) -> Prepared {
    let path: String = call.arg(0)?;
    job(move || {
        let mut entries = Vec::new();
        for entry in fs::read_dir(&path).map_err(on("scandir", &path))? {
            let entry = entry.map_err(on("scandir", &path))?;
            let kind = entry.file_type().map_err(on("scandir", &path))?;
            entries.push((entry.file_name().to_string_lossy().into_owned(), type_bits(kind)));
        }
        entries.sort();
        Ok(Value::Array(entries.into_iter().flat_map(|(name, bits)| [name.into(), bits.into()]).collect()))
    })
}

fn type_bits(kind: fs::FileType) -> u32 {
    use std::os::unix::fs::FileTypeExt;
    match kind {
        kind if kind.is_file() => 0o100000,
        kind if kind.is_dir() => 0o040000,
        kind if kind.is_symlink() => 0o120000,
        kind if kind.is_fifo() => 0o010000,
        kind if kind.is_socket() => 0o140000,
        kind if kind.is_block_device() => 0o060000,
        _ => 0o020000,
    }
}

/// `(path, recursive, mode)`: the first directory that was made, or undefined when all were there.
fn make_dir(call: &mut Call) -> Prepared {
    use std::os::unix::fs::DirBuilderExt;
    let (path, recursive, mode): (String, bool, u32) = (call.arg(0)?, call.arg(1)?, call.arg(2)?);
    job(move || {
        let mut first = None;
        if recursive {
            let missing = Path::new(&path)
                .ancestors()
                .filter(|dir| !dir.as_os_str().is_empty() && !dir.exists())
                .last();
            first = missing.map(|dir| dir.to_string_lossy().into_owned());
        }
        let made = fs::DirBuilder::new().recursive(recursive).mode(mode).create(&path);
        made.map_err(on("mkdir", &path))?;
        Ok(first.map_or(Value::Undefined, Value::String))
    })
}

/// `(prefix)`: a new directory whose name is the prefix and six random characters.
fn make_temp_dir(call: &mut Call) -> Prepared {
    const LETTERS: &[u8; 62] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    const TRIES: usize = 100;
    let prefix: String = call.arg(0)?;
    job(move || {
        let mut error = io::Error::from_raw_os_error(17);
        for _ in 0..TRIES {
            let mut random = [0; 6];
            getrandom::fill(&mut random).map_err(|error| OpError::new("Error", error.to_string()))?;
            let suffix: String =
                random.iter().map(|byte| char::from(LETTERS[usize::from(*byte) % 62])).collect();
            let path = format!("{prefix}{suffix}");
            match fs::create_dir(&path) {
                Ok(()) => return Ok(path.into()),
                Err(taken) if taken.kind() == io::ErrorKind::AlreadyExists => error = taken,
                Err(other) => return Err(OpError::io(&other, "mkdtemp", Some(&format!("{prefix}XXXXXX")))),
            }
        }
        Err(OpError::io(&error, "mkdtemp", Some(&format!("{prefix}XXXXXX"))))
    })
}

/// `(path, recursive, force)`: a file, or with `recursive` a directory and all in it.
fn remove(call: &mut Call) -> Prepared {
    let (path, recursive, force): (String, bool, bool) = (call.arg(0)?, call.arg(1)?, call.arg(2)?);
    job(move || {
        let found = match fs::symlink_metadata(&path) {
            Err(error) if force && error.kind() == io::ErrorKind::NotFound => return Ok(Value::Undefined),
            found => found.map_err(on("lstat", &path))?,
        };
        if found.is_dir() && !recursive {
            let message = format!("Path is a directory: rm returned EISDIR (is a directory) {path}");
            let error = OpError::new("Error", message).with_code("ERR_FS_EISDIR");
            return Err(error.with("errno", 21).with("syscall", "rm").with("path", path));
        }
        let removed = if found.is_dir() { fs::remove_dir_all(&path) } else { fs::remove_file(&path) };
        removed.map(Value::from).map_err(on("rm", &path))
    })
}

/// `(path)`: removes a file or a link.
fn unlink(call: &mut Call) -> Prepared {
    let path: String = call.arg(0)?;
    job(move || fs::remove_file(&path).map(Value::from).map_err(on("unlink", &path)))
}

/// `(path)`: removes an empty directory.
fn remove_dir(call: &mut Call) -> Prepared {
    let path: String = call.arg(0)?;
    job(move || fs::remove_dir(&path).map(Value::from).map_err(on("rmdir", &path)))
}

/// `(from, to)`.
fn rename(call: &mut Call) -> Prepared {
    let (from, to): (String, String) = (call.arg(0)?, call.arg(1)?);
    job(move || fs::rename(&from, &to).map(Value::from).map_err(on_two("rename", &from, &to)))
}

/// `(from, to, exclusive)`: a file with its permissions.
fn copy(call: &mut Call) -> Prepared {
    let (from, to, exclusive): (String, String, bool) = (call.arg(0)?, call.arg(1)?, call.arg(2)?);
    job(move || {
        if exclusive && Path::new(&to).exists() {
            return Err(on_two("copyfile", &from, &to)(io::Error::from_raw_os_error(17)));
        }
        fs::copy(&from, &to).map_err(on_two("copyfile", &from, &to))?;
        Ok(Value::Undefined)
    })
}

/// `(target, path, symbolic)`.
fn link(call: &mut Call) -> Prepared {
    let (target, path, symbolic): (String, String, bool) = (call.arg(0)?, call.arg(1)?, call.arg(2)?);
    job(move || {
        let made = match symbolic {
            true => std::os::unix::fs::symlink(&target, &path),
            false => fs::hard_link(&target, &path),
        };
        made.map(Value::from).map_err(on_two(if symbolic { "symlink" } else { "link" }, &target, &path))
    })
}

/// `(path)`: what a symbolic link points to.
fn read_link(call: &mut Call) -> Prepared {
    let path: String = call.arg(0)?;
    job(move || {
        let found = fs::read_link(&path).map_err(on("readlink", &path))?;
        Ok(found.to_string_lossy().into_owned().into())
    })
}

/// `(path)`: the path without links.
fn real_path(call: &mut Call) -> Prepared {
    let path: String = call.arg(0)?;
    job(move || {
        let found = fs::canonicalize(&path).map_err(on("realpath", &path))?;
        Ok(found.to_string_lossy().into_owned().into())
    })
}

/// `(path, mode)`: fails where the process may not read (4), write (2) or execute (1).
fn access(call: &mut Call) -> Prepared {
    let (path, mode): (String, u32) = (call.arg(0)?, call.arg(1)?);
    job(move || {
        let wanted = rustix::fs::Access::from_bits_truncate(mode & 7);
        rustix::fs::access(&path, wanted).map(Value::from).map_err(|errno| on("access", &path)(errno.into()))
    })
}

/// `(path, mode)`.
fn set_mode(call: &mut Call) -> Prepared {
    let (path, mode): (String, u32) = (call.arg(0)?, call.arg(1)?);
    job(move || {
        fs::set_permissions(&path, fs::Permissions::from_mode(mode))
            .map(Value::from)
            .map_err(on("chmod", &path))
    })
}

/// `(path, accessSeconds, modifySeconds)`.
fn set_times(call: &mut Call) -> Prepared {
    let (path, accessed, modified): (String, f64, f64) = (call.arg(0)?, call.arg(1)?, call.arg(2)?);
    let time = |seconds: f64| {
        Duration::try_from_secs_f64(seconds)
            .map(|age| SystemTime::UNIX_EPOCH + age)
            .map_err(|_| OpError::range_error(format!("utimes: expected seconds since 1970, got {seconds}")))
    };
    let times = fs::FileTimes::new().set_accessed(time(accessed)?).set_modified(time(modified)?);
    job(move || {
        let file = File::open(&path).map_err(on("utime", &path))?;
        file.set_times(times).map(Value::from).map_err(on("utime", &path))
    })
}

/// A file that is read line by line.
type Lines = Mutex<BufReader<File>>;

/// Text that one call of `next_lines` asks for; long lines give more.
const LINES_CHUNK: usize = 256 * 1024;

/// `(path, from)`: number of a reader of lines that starts at byte `from`.
fn open_lines(call: &mut Call) -> Prepared {
    let (path, from): (String, u64) = (call.arg(0)?, call.arg(1)?);
    let process = call.process().clone();
    job(move || {
        let mut file = File::open(&path).map_err(on("open", &path))?;
        if file.metadata().is_ok_and(|facts| facts.is_dir()) {
            return Err(on("read", &path)(io::Error::from_raw_os_error(21)));
        }
        if from > 0 {
            file.seek(SeekFrom::Start(from)).map_err(on("lseek", &path))?;
        }
        let reader: Lines = Mutex::new(BufReader::with_capacity(LINES_CHUNK, file));
        Ok(process.resources.add(reader).into())
    })
}

/// `(reader)`: some whole lines as one text, with the line feeds between and behind them; null at the end. One text
/// and not an array, because JavaScript cuts it faster than the border is crossed once a line.
fn next_lines(call: &mut Call) -> Prepared {
    let id = call.arg(0)?;
    let reader = call.process().resources.get::<Lines>(id)?;
    job(move || {
        let mut reader = reader.lock().unwrap_or_else(PoisonError::into_inner);
        let failed = |error: io::Error| OpError::io(&error, "read", None);
        let mut bytes = Vec::new();
        loop {
            let buffered = reader.fill_buf().map_err(failed)?;
            if buffered.is_empty() {
                break;
            }
            let end = buffered.iter().rposition(|byte| *byte == b'\n').map(|at| at + 1);
            bytes.extend_from_slice(&buffered[..end.unwrap_or(buffered.len())]);
            let taken = end.unwrap_or(buffered.len());
            reader.consume(taken);
            if end.is_some() {
                break;
            }
        }
        Ok(if bytes.is_empty() { Value::Null } else { Value::String(text_of(bytes)) })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn flags_are_those_of_node() {
        for flags in ["r", "r+", "rs+", "w", "wx", "xw", "w+", "a", "ax+"] {
            assert!(open_options(flags, 0o666).is_ok(), "{flags}");
        }
        assert_eq!(open_options("q", 0o666).unwrap_err().code.as_deref(), Some("ERR_INVALID_ARG_VALUE"));
    }

    #[test]
    fn two_paths_are_named() {
        let error = on_two("rename", "a", "b")(io::Error::from_raw_os_error(2));
        assert_eq!(error.message, "ENOENT: no such file or directory, rename 'a' -> 'b'");
    }
}

//! `--trace`: what the threads did, written to a file while they do it.
//!
//! JavaScript writes records into memory that this module reads (`Buffer`); a full buffer goes to the writer's thread,
//! which makes JSON of it. Bounds: one buffer for each isolate, and `BATCHES` of them on their way; an isolate that is
//! faster than the disk waits. A file that cannot be written ends the trace, not the program.

mod json;
mod record;
mod writer;

use std::fs::File;
use std::io::{self, BufWriter};
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use record::FIELDS;
use writer::Writer;

/// Records in a buffer.
const RECORDS: usize = 8192;
/// Full buffers that may be on their way to the writer.
const BATCHES: usize = 8;
/// Garbage collections that are kept for the next batch.
const COLLECTIONS: usize = 256;

/// The trace of a process.
pub struct Tracer {
    sender: SyncSender<Message>,
    buffers: Mutex<Vec<Arc<Buffer>>>,
}

enum Message {
    Batch(Batch),
    /// Write all that is open, and say when that is done.
    Finish(f64, SyncSender<()>),
}

/// What one isolate has noted since its last batch.
#[derive(Default)]
struct Batch {
    isolate: usize,
    records: Vec<[f64; FIELDS]>,
    texts: Vec<String>,
    collections: Vec<Collection>,
}

/// One garbage collection.
#[derive(Debug, Clone, Copy)]
pub struct Collection {
    /// What V8 did.
    pub what: &'static str,
    /// When, in microseconds since the process began.
    pub from_us: f64,
    /// Until when.
    pub to_us: f64,
    /// Bytes of the heap in use before and after.
    pub bytes: [usize; 2],
}

/// The memory into which one isolate writes its records: their number, then the records, all as bits of `f64`.
///
/// Only the isolate's thread writes the cells, as plain stores of compiled JavaScript. The end of the process reads them from
/// another thread; the number is written behind each record, and what does not look like a record is dropped.
pub struct Buffer {
    isolate: usize,
    cells: Box<[AtomicU64]>,
    notes: Mutex<Notes>,
}

#[derive(Default)]
struct Notes {
    texts: Vec<String>,
    collections: Vec<Collection>,
    closed: bool,
}

impl Tracer {
    /// Creates the file and starts the writer's thread.
    pub fn create(path: &Path) -> io::Result<Tracer> {
        let out = BufWriter::with_capacity(1 << 16, File::create(path)?);
        let mut writer = Writer::new(out, path.display().to_string());
        let (sender, messages) = sync_channel(BATCHES);
        let body = move || serve(&mut writer, &messages);
        std::thread::Builder::new().name("hz-trace".to_owned()).spawn(body)?;
        Ok(Tracer { sender, buffers: Mutex::default() })
    }

    /// The memory for an isolate's records.
    pub fn buffer(&self, isolate: usize) -> Arc<Buffer> {
        let cells = (0..1 + RECORDS * FIELDS).map(|_| AtomicU64::new(0)).collect();
        let buffer = Arc::new(Buffer { isolate, cells, notes: Mutex::default() });
        locked(&self.buffers).push(buffer.clone());
        buffer
    }

    /// Hands the records of a buffer to the writer, whose texts they use up. The isolate begins anew behind this.
    pub fn flush(&self, buffer: &Buffer) {
        let mut notes = locked(&buffer.notes);
        if !notes.closed {
            let batch = buffer.take(&mut notes);
            // Without a writer there is no trace any more, which has been said.
            let _ = self.sender.send(Message::Batch(batch));
        }
    }

    /// Notes a garbage collection of the buffer's isolate.
    pub fn collected(&self, buffer: &Buffer, collection: Collection) {
        let mut notes = locked(&buffer.notes);
        notes.collections.push(collection);
        if notes.collections.len() >= COLLECTIONS && !notes.closed {
            let collections = std::mem::take(&mut notes.collections);
            let batch = Batch { isolate: buffer.isolate, collections, ..Batch::default() };
            let _ = self.sender.send(Message::Batch(batch));
        }
    }

    /// Writes what is left and closes the file. `now_us` is when slices end that nothing has ended.
    pub fn finish(&self, now_us: f64) {
        for buffer in locked(&self.buffers).iter() {
            self.flush(buffer);
            locked(&buffer.notes).closed = true;
        }
        let (done, finished) = sync_channel(1);
        if self.sender.send(Message::Finish(now_us, done)).is_ok() {
            let _ = finished.recv();
        }
    }
}

impl Buffer {
    /// The isolate's number.
    pub fn isolate(&self) -> usize {
        self.isolate
    }

    /// Keeps a text for the records that will mention it; gives its number.
    pub fn text(&self, text: String) -> usize {
        let mut notes = locked(&self.notes);
        notes.texts.push(text);
        notes.texts.len() - 1
    }

    /// The memory as JavaScript sees it: where, and how many bytes.
    pub fn memory(&self) -> (*const u8, usize) {
        (self.cells.as_ptr().cast(), size_of_val(&*self.cells))
    }

    fn take(&self, notes: &mut Notes) -> Batch {
        let number = |index: usize| f64::from_bits(self.cells[index].load(Ordering::Acquire));
        let count = (number(0) as usize).min(RECORDS);
        let records =
            (0..count).map(|index| std::array::from_fn(|field| number(1 + index * FIELDS + field))).collect();
        self.cells[0].store(0, Ordering::Release);
        Batch {
            isolate: self.isolate,
            records,
            texts: std::mem::take(&mut notes.texts),
            collections: std::mem::take(&mut notes.collections),
        }
    }
}

/// The body of the writer's thread.
fn serve(writer: &mut Writer<BufWriter<File>>, messages: &Receiver<Message>) {
    for message in messages {
        match message {
            Message::Batch(batch) => writer.write(&batch),
            Message::Finish(now_us, done) => {
                writer.finish(now_us);
                let _ = done.send(());
                return;
            }
        }
    }
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

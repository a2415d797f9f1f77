//! A parcel: a JavaScript value between two isolates, owned by no heap.
//!
//! Primitives travel as they are. Everything else is packed by JavaScript (`core/pack.js`) into bytes, beside which
//! travel the *handles* of what has an identity (channels) and, through the engine's serializer, what only the engine
//! can carry: buffers that move or are shared, and long text. A handle in a parcel keeps its channel alive; when the
//! parcel is delivered, the receiving isolate holds it instead.

pub mod direct;
mod forms;

use std::collections::HashMap;

use rustc_hash::FxHashMap;

pub use forms::Forms;

use crate::channel::{Answer, Case, Channel, Direction, Mailbox, Ticket, Token, Weight};
use crate::engine::Message;
use crate::inbox::Event;
use crate::isolate::Isolate;
use crate::sync::{Arc, AtomicU32, Mutex, Ordering, lock};
use crate::value::Value;

/// A value on its way.
#[derive(Debug)]
pub struct Parcel(Content);

#[derive(Debug)]
enum Content {
    Plain(Message),
    /// A packed value that is bytes alone.
    Bytes(Box<[u8]>),
    Packed(Box<Packed>),
}

/// A packed value that is more than bytes.
#[derive(Debug)]
pub struct Packed {
    /// What `core/pack.js` wrote.
    pub bytes: Box<[u8]>,
    /// The channels that the bytes name by position.
    pub channels: Vec<Shared>,
    /// An array of what only the engine can carry, named by position too.
    pub cargo: Option<Message>,
}

/// A channel of parcels.
pub type ParcelChannel = Channel<Parcel>;

/// A channel that is in a parcel.
#[derive(Clone)]
pub struct Shared(pub Arc<ParcelChannel>);

impl std::fmt::Debug for Shared {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "channel {}", self.0.id())
    }
}

impl Parcel {
    /// The parcel of a primitive value.
    pub fn plain(message: Message) -> Parcel {
        Parcel(Content::Plain(message))
    }

    /// The parcel of `undefined`.
    pub fn undefined() -> Parcel {
        Parcel::plain(Message::Undefined)
    }

    /// The parcel of a packed value that is nothing but bytes.
    pub fn bytes(bytes: Box<[u8]>) -> Parcel {
        Parcel(Content::Bytes(bytes))
    }

    /// The parcel of any other packed value.
    pub fn packed(packed: Packed) -> Parcel {
        Parcel(Content::Packed(Box::new(packed)))
    }

    /// What JavaScript of isolate `to` gets: a primitive, or `[bytes, channel numbers, cargo]` to unpack.
    pub fn deliver(self, to: &Isolate) -> Value {
        match self.0 {
            Content::Plain(Message::Undefined) => Value::Undefined,
            Content::Plain(Message::Null) => Value::Null,
            Content::Plain(Message::Bool(value)) => Value::Bool(value),
            Content::Plain(Message::Number(value)) => Value::Number(value),
            Content::Plain(message) => message.into(),
            Content::Bytes(bytes) => Value::Array(vec![text_or_bytes(bytes)]),
            Content::Packed(packed) => {
                let Packed { bytes, channels, cargo } = *packed;
                let numbers = channels.into_iter().map(|shared| to.handles.hold(shared.0).into());
                let numbers = Value::Array(numbers.collect());
                let cargo = cargo.map_or(Value::Undefined, Value::from);
                Value::Array(vec![text_or_bytes(bytes), numbers, cargo])
            }
        }
    }
}

/// Bytes of more than this many become an array over the memory in which they are; below, V8 makes a string of them
/// in less time than an `ArrayBuffer`.
const MAX_TEXT_BYTES: usize = 1024;

fn text_or_bytes(bytes: Box<[u8]>) -> Value {
    match bytes.len() <= MAX_TEXT_BYTES {
        true => Message::Latin1(bytes).into(),
        false => Value::Bytes(bytes.into()),
    }
}

impl Weight for Parcel {
    fn weight(&self) -> usize {
        size_of::<Parcel>()
            + match &self.0 {
                Content::Plain(message) => message.weight(),
                Content::Bytes(bytes) => bytes.len(),
                Content::Packed(packed) => {
                    let cargo = packed.cargo.as_ref().map_or(0, Message::weight);
                    size_of::<Packed>() + packed.bytes.len() + cargo
                }
            }
    }
}

/// Where shared channels come from.
#[derive(Default)]
pub struct ChannelRegistry {
    next: AtomicU32,
    named: Mutex<HashMap<String, Arc<ParcelChannel>>>,
}

impl ChannelRegistry {
    /// A new channel. Numbers start at 1 and are not used again.
    pub fn make(&self, capacity: usize) -> Arc<ParcelChannel> {
        Arc::new(Channel::new(self.next.fetch_add(1, Ordering::Relaxed) + 1, capacity))
    }

    /// The channel that a module makes under this name: whichever isolate asks first makes it, and it stays as long as
    /// the process, as the module's binding does. `capacity` is the same on every core, since the code is.
    pub fn named(&self, name: String, capacity: usize) -> Arc<ParcelChannel> {
        lock(&self.named).entry(name).or_insert_with(|| self.make(capacity)).clone()
    }
}

/// What an isolate holds of the things that several isolates share: channels by number, and its blocked operations.
///
/// A channel stays while JavaScript has an object for it. Each delivery holds it once more; the object's end (found by
/// a `FinalizationRegistry`) gives all holds back at once.
#[derive(Default)]
pub struct Handles {
    channels: Mutex<FxHashMap<u32, (Arc<ParcelChannel>, u32)>>,
    tickets: Mutex<FxHashMap<Token, Arc<Ticket<Parcel>>>>,
    cases: Mutex<Vec<Case<Parcel>>>,
    kept: Mutex<Option<Parcel>>,
}

impl Handles {
    /// Holds a channel once more and gives its number.
    pub fn hold(&self, channel: Arc<ParcelChannel>) -> u32 {
        let id = channel.id();
        lock(&self.channels).entry(id).or_insert((channel, 0)).1 += 1;
        id
    }

    /// The channel of that number, if this isolate holds it.
    pub fn channel(&self, id: u32) -> Option<Arc<ParcelChannel>> {
        lock(&self.channels).get(&id).map(|(channel, _)| channel.clone())
    }

    /// Calls `use_it` with the channel of that number, if this isolate holds it. Holding the channel instead would write to a
    /// count that all its isolates share. Answers must not be posted meanwhile: they may take another isolate's lock of this
    /// kind.
    pub fn with<R>(&self, id: u32, use_it: impl FnOnce(&ParcelChannel) -> R) -> Option<R> {
        lock(&self.channels).get(&id).map(|(channel, _)| use_it(channel))
    }

    /// Keeps a parcel that was received until `take_kept`.
    pub fn keep(&self, parcel: Parcel) {
        *lock(&self.kept) = Some(parcel);
    }

    /// Takes the parcel that was kept last.
    pub fn take_kept(&self) -> Option<Parcel> {
        lock(&self.kept).take()
    }

    /// Gives `holds` holds back.
    pub fn release(&self, id: u32, holds: u32) {
        let mut channels = lock(&self.channels);
        if let Some((_, held)) = channels.get_mut(&id) {
            *held = held.saturating_sub(holds);
            if *held == 0 {
                let last = channels.remove(&id);
                // A channel's end may free a ring of parcels, which is no work to do under the lock.
                drop(channels);
                drop(last);
            }
        }
    }

    /// Remembers a blocked operation until it is answered or given up.
    pub fn park(&self, token: Token, ticket: Arc<Ticket<Parcel>>) {
        lock(&self.tickets).insert(token, ticket);
    }

    /// The blocked operation of that token.
    pub fn parked(&self, token: Token) -> Option<Arc<Ticket<Parcel>>> {
        lock(&self.tickets).get(&token).cloned()
    }

    /// Adds a case to the `select` that JavaScript is about to make.
    pub fn add_case(&self, channel: Arc<ParcelChannel>, direction: Direction<Parcel>) {
        let mut cases = lock(&self.cases);
        let number = cases.len() as u32;
        cases.push(Case { channel, direction, number });
    }

    /// Takes the cases added since the last call.
    pub fn take_cases(&self) -> Vec<Case<Parcel>> {
        std::mem::take(&mut *lock(&self.cases))
    }

    /// Gives up all blocked operations: nobody answers them any more.
    pub fn give_up(&self) {
        for (_, ticket) in lock(&self.tickets).drain() {
            ticket.win();
        }
    }

    /// Another isolate holds from now on what this one got in an event for it.
    pub fn hand_over(&self, value: &Value, to: &Handles) {
        let Value::Array(parts) = value else { return };
        let Some(Value::Array(numbers)) = parts.get(1) else { return };
        for number in numbers {
            if let Value::Number(id) = number
                && let Some(channel) = self.channel(*id as u32)
            {
                to.hold(channel);
            }
        }
    }

    /// Forgets a blocked operation.
    pub fn unpark(&self, token: Token) -> Option<Arc<Ticket<Parcel>>> {
        lock(&self.tickets).remove(&token)
    }
}

impl Mailbox<Parcel> for Isolate {
    fn deliver(&self, token: Token, case: u32, answer: Answer<Parcel>) {
        self.handles.unpark(token);
        let (ok, value) = match answer {
            Answer::Sent => (true, Value::Undefined),
            Answer::Received(parcel) => (true, parcel.deliver(self)),
            // A sender whose message is refused still has the value itself.
            Answer::Closed | Answer::Refused(_) => (false, Value::Undefined),
        };
        self.inbox.push(Event::new(Event::MESSAGE, token, vec![ok.into(), value, case.into()]));
    }
}

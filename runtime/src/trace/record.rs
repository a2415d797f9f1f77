//! What an isolate notes while it runs: records of six numbers. stdlib-js/core/trace.js writes them; the two files are the
//! two halves of one contract.

/// How many numbers a record has.
pub const FIELDS: usize = 6;

/// One record: a kind, a time in microseconds, a green thread, and what else the kind says.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Record {
    /// What happened.
    pub kind: Kind,
    /// Microseconds since the process began; virtual ones under `--seed`.
    pub at_us: f64,
    /// Number of the thread that it happened to.
    pub thread: u64,
    /// A number that the kind explains.
    pub a: f64,
    /// Index of a text, or a number.
    pub b: f64,
    /// Index of a text, or a number.
    pub c: f64,
}

/// What happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A thread was made: `a` is its starter (0 for none), `b` its name, `c` the place of its function.
    Spawn,
    /// It runs now.
    Run,
    /// It stopped: `a` is a [`Stop`], `b` what it waits for, `c` the place where.
    Stop,
    /// It can go on; `a` is who saw to that (0: an event, a timer).
    Wake,
    /// It got the name `b`.
    Name,
    /// An arrow begins at it: `a` and `c` number the arrow, `b` is its name.
    FlowOut(Space),
    /// That arrow ends at what it does next.
    FlowNext(Space),
    /// That arrow ends at what it does now.
    FlowHere(Space),
    /// The isolate goes to sleep.
    Idle,
    /// It is awake again.
    Awake,
}

/// Whose numbers an arrow has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Space {
    /// Channel and number of the value, in this isolate.
    Local,
    /// Isolate that sent, and number of what it sent.
    Shared,
    /// Isolate that called `go`, and number of the task: from there to where it runs.
    Start,
    /// The same, back.
    End,
}

/// Why a thread stopped.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stop {
    /// It waits.
    Blocked,
    /// It waits, with native frames that hold up those below.
    Pinned,
    /// Its slice was used up.
    Preempted,
    /// The same, with native frames.
    PreemptedPinned,
    /// It let others go first.
    Yielded,
    /// It has ended.
    Ended,
    /// It has ended with an exception.
    Failed,
    /// It is the event loop's and its job is done.
    JobDone,
}

impl Record {
    /// Reads a record. `None` when it is none: at the end of a process an isolate may be half-way through one.
    pub fn read(fields: &[f64; FIELDS]) -> Option<Record> {
        let &[kind, at_us, thread, a, b, c] = fields;
        let kind = Kind::of(kind as u32)?;
        (at_us >= 0.0 && thread >= 0.0).then_some(Record { kind, at_us, thread: thread as u64, a, b, c })
    }
}

impl Kind {
    fn of(number: u32) -> Option<Kind> {
        let space = Space::of(number / 16);
        Some(match number % 16 {
            1 => Kind::Spawn,
            2 => Kind::Run,
            3 => Kind::Stop,
            4 => Kind::Wake,
            5 => Kind::Name,
            6 => Kind::FlowOut(space?),
            7 => Kind::FlowNext(space?),
            8 => Kind::FlowHere(space?),
            9 => Kind::Idle,
            10 => Kind::Awake,
            _ => return None,
        })
    }
}

impl Space {
    fn of(number: u32) -> Option<Space> {
        [Space::Local, Space::Shared, Space::Start, Space::End].get(number as usize).copied()
    }

    /// Its letter in the number of an arrow.
    pub fn letter(self) -> char {
        match self {
            Space::Local => 'l',
            Space::Shared => 'x',
            Space::Start => 'g',
            Space::End => 'e',
        }
    }
}

impl Stop {
    /// The number that trace.js uses.
    pub fn of(number: f64) -> Option<Stop> {
        use Stop::*;
        let all = [Blocked, Pinned, Preempted, PreemptedPinned, Yielded, Ended, Failed, JobDone];
        all.get(number as usize).copied()
    }
}

//! One isolate at a time: how a seed fixes the schedule of several cores.
//!
//! Under `--seed` each isolate still has a thread of its own, since a native stack cannot be left half-way, but only the
//! isolate that has the *turn* runs. It gives the turn away where it would sleep, and where chance says so: at its looks at the
//! inbox, and before operations that other isolates can see. Who is next is drawn from the seed.
//!
//! Time is virtual and one for all. It moves on while threads use up their slices, and to the next timer when all isolates
//! sleep. What happens outside of the isolates (the ends of operations, signals) is kept back until then, so that how
//! fast the system is does not show in the schedule.
//!
//! Invariants: an isolate's thread changes what isolates share only while it has the turn; so all of it, the draws included,
//! is one sequence, and the same seed gives the same one. `turn` is `None` only while the last isolate that fell
//! asleep, on its own thread, finds out who is next. `outside` is as long as operations and signals make it.

use std::collections::VecDeque;
use std::time::{Duration, Instant};

use crate::inbox::Event;
use crate::isolate::{Isolate, Process};
use crate::random::Random;
use crate::sync::{Arc, AtomicU64, Condvar, Mutex, MutexGuard, Ordering, lock, sleep};

/// One in so many operations that others can see lets another isolate go first.
const OPERATIONS_PER_PASS: usize = 3;
/// So many looks at the inbox let in what happened outside even though isolates are busy, for programs that poll for it.
const PASSES_PER_LOOK_OUTSIDE: u32 = 1024;
/// While operations are under way and all isolates sleep, time stands still for so long: what ends sooner (files, connections
/// within the machine) ends before any timer. From then on time passes, for programs that wait for operations without end.
const PATIENCE: Duration = Duration::from_millis(50);

/// Memory that all isolates read and the one with the turn writes: virtual time, and the time of the last record of a trace.
#[derive(Default)]
#[repr(C, align(64))]
pub struct Clock([AtomicU64; 2]);

impl Clock {
    /// Virtual milliseconds since the program began.
    pub fn now_ms(&self) -> f64 {
        f64::from_bits(self.0[0].load(Ordering::Relaxed))
    }

    fn advance_to(&self, ms: f64) {
        let now_ms = self.now_ms().max(ms);
        self.0[0].store(now_ms.to_bits(), Ordering::Relaxed);
    }
}

/// Whose turn it is.
pub struct Turns {
    state: Mutex<State>,
    /// Tells each isolate that the turn is its own.
    given: Vec<Condvar>,
    /// Tells whoever has found all asleep that something happened outside.
    happened: Condvar,
    clock: Arc<Clock>,
}

struct State {
    random: Random,
    seats: Vec<Seat>,
    /// When the next timer of each isolate is due, as it said before it fell asleep; infinite: it has none.
    due_ms: Vec<f64>,
    turn: Option<usize>,
    /// Who waits for which cell of shared memory, by its address, oldest first.
    parked: Vec<(usize, usize)>,
    /// What happened outside of the isolates and is not in an inbox yet.
    outside: VecDeque<(usize, Event)>,
    /// Operations that run outside of the isolates.
    operations: usize,
    passes: u32,
}

/// An isolate, to the one who draws.
#[derive(Clone, Copy, PartialEq)]
enum Seat {
    Absent,
    /// It could run.
    Ready,
    /// It sleeps until it has events, or until its time has come.
    Asleep,
    /// Its JavaScript is inside `Atomics.wait`.
    Parked,
}

impl Turns {
    /// The turns of `cores` isolates; the first is that of isolate 0.
    pub fn new(cores: usize, seed: u64) -> Turns {
        let mut seats = vec![Seat::Absent; cores];
        seats[0] = Seat::Ready;
        let state = State {
            random: Random::new(seed),
            seats,
            due_ms: vec![f64::INFINITY; cores],
            turn: Some(0),
            parked: Vec::new(),
            outside: VecDeque::new(),
            operations: 0,
            passes: 0,
        };
        Turns {
            state: Mutex::new(state),
            given: (0..cores).map(|_| Condvar::new()).collect(),
            happened: Condvar::new(),
            clock: Arc::default(),
        }
    }

    /// Virtual time.
    pub fn clock(&self) -> &Arc<Clock> {
        &self.clock
    }

    /// An isolate is about to be started; it takes part from now on.
    pub fn open(&self, number: usize) {
        lock(&self.state).seats[number] = Seat::Ready;
    }

    /// The first thing that the thread of an isolate does: waits for its first turn.
    pub fn enter(&self, number: usize) {
        drop(self.own(lock(&self.state), number));
    }

    /// The last thing that it does.
    pub fn leave(&self, isolate: &Isolate) {
        let mut state = lock(&self.state);
        state.seats[isolate.number] = Seat::Absent;
        state.turn = None;
        // The last isolate of all leaves nobody who could have a turn.
        if state.seats.iter().any(|seat| *seat != Seat::Absent) {
            drop(self.give(state, &isolate.process));
        }
    }

    /// At a look at the inbox: any isolate that could run may be next.
    pub fn pass(&self, isolate: &Isolate) {
        let mut state = lock(&self.state);
        state.passes = state.passes.wrapping_add(1);
        if state.passes.is_multiple_of(PASSES_PER_LOOK_OUTSIDE) {
            while state.let_in(&isolate.process) {}
        }
        self.hand_on(state, isolate);
    }

    /// Before an operation that others can see: now and then any isolate that could run may be next.
    pub fn perhaps_pass(&self, isolate: &Isolate) {
        let mut state = lock(&self.state);
        if state.random.below(OPERATIONS_PER_PASS) == 0 {
            self.hand_on(state, isolate);
        }
    }

    /// The isolate's next timer is due at that virtual time.
    pub fn is_due(&self, number: usize, due_ms: f64) {
        lock(&self.state).due_ms[number] = due_ms;
    }

    /// The isolate has nothing to do before it gets an event, or before its next timer is due.
    pub fn sleep(&self, isolate: &Isolate) {
        let mut state = lock(&self.state);
        state.seats[isolate.number] = Seat::Asleep;
        state.turn = None;
        let state = self.give(state, &isolate.process);
        let mut state = self.own(state, isolate.number);
        state.seats[isolate.number] = Seat::Ready;
    }

    /// `Atomics.wait`: stops the isolate until another one notifies the cell (true), or until a virtual time (false).
    pub fn wait_at(&self, isolate: &Isolate, cell: usize, due_ms: f64) -> bool {
        let waiter = (cell, isolate.number);
        let mut state = lock(&self.state);
        state.parked.push(waiter);
        state.seats[isolate.number] = Seat::Parked;
        state.due_ms[isolate.number] = due_ms;
        state.turn = None;
        let state = self.give(state, &isolate.process);
        let mut state = self.own(state, isolate.number);
        state.seats[isolate.number] = Seat::Ready;
        let place = state.parked.iter().position(|parked| *parked == waiter);
        place.map(|place| state.parked.remove(place)).is_none()
    }

    /// `Atomics.notify`: wakes up to `count` of those that wait for the cell, oldest first; gives how many there were.
    pub fn notify_at(&self, cell: usize, count: usize) -> usize {
        let mut state = lock(&self.state);
        let all: Vec<_> =
            state.parked.iter().filter(|parked| parked.0 == cell).take(count).copied().collect();
        state.parked.retain(|parked| !all.contains(parked));
        all.iter().for_each(|(_, number)| state.seats[*number] = Seat::Ready);
        all.len()
    }

    /// An operation that ends outside of the isolates has begun.
    pub fn operation_begins(&self) {
        lock(&self.state).operations += 1;
    }

    /// It has ended with that event, for an isolate.
    pub fn operation_ends(&self, number: usize, event: Event) {
        let mut state = lock(&self.state);
        state.operations -= 1;
        state.outside.push_back((number, event));
        self.happened.notify_all();
    }

    /// Something else happened outside of the isolates.
    pub fn happened(&self, number: usize, event: Event) {
        lock(&self.state).outside.push_back((number, event));
        self.happened.notify_all();
    }

    fn hand_on(&self, mut state: MutexGuard<'_, State>, isolate: &Isolate) {
        if let Some(next) = state.draw(&isolate.process, self.clock.now_ms())
            && next != isolate.number
        {
            state.turn = Some(next);
            self.given[next].notify_one();
            drop(self.own(state, isolate.number));
        }
    }

    /// Waits until it is that isolate's turn.
    fn own<'a>(&'a self, mut state: MutexGuard<'a, State>, number: usize) -> MutexGuard<'a, State> {
        while state.turn != Some(number) {
            state = sleep(&self.given[number], &self.state, state, None);
        }
        state
    }

    /// Gives the turn, which nobody has, to somebody who can go on; if need be, time does or something happens first.
    fn give<'a>(&'a self, mut state: MutexGuard<'a, State>, process: &Arc<Process>) -> MutexGuard<'a, State> {
        let mut patience = None;
        loop {
            if let Some(next) = state.draw(process, self.clock.now_ms()) {
                state.turn = Some(next);
                self.given[next].notify_one();
                return state;
            }
            if state.let_in(process) {
                continue;
            }
            let due_ms = state.next_due_ms();
            let left = match state.operations {
                _ if due_ms == f64::INFINITY => None,
                0 => Some(Duration::ZERO),
                _ => Some(patience.get_or_insert_with(|| self.patience(due_ms)).left()),
            };
            if left == Some(Duration::ZERO) {
                self.clock.advance_to(due_ms);
            } else {
                state = sleep(&self.happened, &self.state, state, left);
            }
        }
    }

    fn patience(&self, due_ms: f64) -> Deadline {
        let until_due = Duration::try_from_secs_f64((due_ms - self.clock.now_ms()) / 1e3);
        Deadline(Instant::now() + until_due.unwrap_or(Duration::MAX / 4).max(PATIENCE).min(LONGEST))
    }
}

/// No wait for something outside is longer than this, so that it is a time that a clock can reach.
const LONGEST: Duration = Duration::from_secs(1 << 32);

/// A moment of real time.
struct Deadline(Instant);

impl Deadline {
    fn left(&self) -> Duration {
        self.0.saturating_duration_since(Instant::now())
    }
}

impl State {
    /// One of the isolates that can go on.
    fn draw(&mut self, process: &Arc<Process>, now_ms: f64) -> Option<usize> {
        let can_run = |&(number, seat): &(usize, &Seat)| match *seat {
            Seat::Absent => false,
            Seat::Ready => true,
            Seat::Parked => self.due_ms[number] <= now_ms,
            Seat::Asleep => self.due_ms[number] <= now_ms || !process.isolate(number).inbox.is_empty(),
        };
        let ready = self.seats.iter().enumerate().filter(can_run).map(|(number, _)| number);
        let ready: Vec<usize> = ready.collect();
        (!ready.is_empty()).then(|| ready[self.random.below(ready.len())])
    }

    /// Puts the oldest event from outside into its inbox; false when there is none.
    fn let_in(&mut self, process: &Arc<Process>) -> bool {
        let Some((number, event)) = self.outside.pop_front() else { return false };
        process.isolate(number).inbox.push(event);
        true
    }

    fn next_due_ms(&self) -> f64 {
        let sleeps = |seat: &Seat| matches!(seat, Seat::Asleep | Seat::Parked);
        let asleep = self.seats.iter().zip(&self.due_ms).filter(|(seat, _)| sleeps(seat));
        asleep.map(|(_, due_ms)| *due_ms).fold(f64::INFINITY, f64::min)
    }
}

#[cfg(test)]
mod tests;

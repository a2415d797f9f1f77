//! Turns without JavaScript: threads that do with them what isolates do.

use super::*;
use crate::config::Config;
use crate::sync::{AtomicUsize, thread};

fn process(cores: usize, seed: u64) -> Arc<Process> {
    Process::new(Config { cores, seed: Some(seed), ..Config::default() })
}

fn turns(process: &Arc<Process>) -> &Turns {
    process.turns.as_ref().expect("there is a seed")
}

/// What the isolates of a test did, in the order in which they did it.
type Log = Arc<Mutex<Vec<(usize, u32)>>>;

/// Runs `body` for each isolate on a thread of its own and gives what all have noted. `body` gets the isolate and a function
/// that notes something, and sees to it that nobody else has the turn meanwhile.
fn simulate(
    process: &Arc<Process>,
    body: impl Fn(&Arc<Isolate>, &dyn Fn(u32)) + Send + Sync + 'static,
) -> Vec<(usize, u32)> {
    let (log, running, body) = (Log::default(), Arc::new(AtomicUsize::new(0)), Arc::new(body));
    let cores = process.config.cores;
    (1..cores).for_each(|number| turns(process).open(number));
    let threads: Vec<_> = (0..cores)
        .map(|number| {
            let (isolate, log, running) = (process.isolate(number), log.clone(), running.clone());
            let body = body.clone();
            thread::spawn(move || {
                let turns = turns(&isolate.process);
                turns.enter(number);
                body(&isolate, &|what| {
                    assert_eq!(running.fetch_add(1, Ordering::SeqCst), 0, "two have the turn");
                    lock(&log).push((number, what));
                    running.fetch_sub(1, Ordering::SeqCst);
                });
                turns.leave(&isolate);
            })
        })
        .collect();
    threads.into_iter().for_each(|thread| thread.join().unwrap());
    std::mem::take(&mut *lock(&log))
}

/// Each isolate works, sleeps until a time of its own, sends an event to the next one and waits for its own.
fn mixed(isolate: &Arc<Isolate>, note: &dyn Fn(u32)) {
    let (process, number) = (&isolate.process, isolate.number);
    let turns = turns(process);
    note(0);
    turns.pass(isolate);
    note(1);
    turns.is_due(number, 10.0 * number as f64);
    let mut got = 0;
    while turns.clock().now_ms() < 10.0 * number as f64 {
        turns.sleep(isolate);
        got += isolate.inbox.drain().len();
    }
    turns.is_due(number, f64::INFINITY);
    note(2);
    turns.perhaps_pass(isolate);
    let next = process.isolate((number + 1) % process.config.cores);
    next.inbox.push(Event::new(Event::SIGNAL, 0, vec![]));
    while got == 0 {
        turns.sleep(isolate);
        got += isolate.inbox.drain().len();
    }
    note(3);
}

#[cfg(feature = "model")]
mod model_tests {
    use super::*;
    use crate::model::explore;

    #[test]
    fn one_runs_at_a_time_and_nobody_waits_for_ever() {
        let first = Arc::new(std::sync::OnceLock::new());
        let body = move || {
            let log = simulate(&process(2, 1), mixed);
            assert_eq!(log.len(), 8);
            // Whatever the system's scheduler does, the seed's schedule is the same.
            assert_eq!(first.get_or_init(|| log.clone()), &log);
        };
        explore(body);
    }

    #[test]
    fn what_happens_outside_wakes_whoever_found_all_asleep() {
        let body = || {
            let process = process(2, 1);
            let outside = {
                let process = process.clone();
                turns(&process).operation_begins();
                thread::spawn(move || {
                    turns(&process).operation_ends(1, Event::new(Event::COMPLETION, 7, vec![]));
                    process.isolate(0).happened(Event::new(Event::SIGNAL, 2, vec![]));
                })
            };
            let log = simulate(&process, |isolate, note| {
                while isolate.inbox.is_empty() {
                    turns(&isolate.process).sleep(isolate);
                }
                note(isolate.inbox.drain()[0].id as u32);
            });
            outside.join().unwrap();
            assert!(log.contains(&(0, 2)) && log.contains(&(1, 7)), "{log:?}");
        };
        explore(body);
    }
}

#[cfg(not(feature = "model"))]
mod plain {
    use super::*;

    #[test]
    fn a_seed_is_a_schedule_and_another_seed_another() {
        let run = |seed| simulate(&process(4, seed), mixed);
        let schedules: Vec<_> = (0..8).map(run).collect();
        assert_eq!(schedules, (0..8).map(run).collect::<Vec<_>>());
        let mut different = schedules;
        different.sort_unstable();
        different.dedup();
        assert!(different.len() > 4, "{different:?}");
    }

    #[test]
    fn time_moves_on_when_all_sleep_and_no_further_than_to_the_next_timer() {
        let log = simulate(&process(3, 5), |isolate, note| {
            let turns = turns(&isolate.process);
            let due_ms = [30.0, 10.0, 20.0][isolate.number];
            turns.is_due(isolate.number, due_ms);
            while turns.clock().now_ms() < due_ms {
                turns.sleep(isolate);
            }
            note(turns.clock().now_ms() as u32);
        });
        assert_eq!(log, [(1, 10), (2, 20), (0, 30)]);
    }

    #[test]
    fn an_operation_under_way_comes_before_the_timers_but_does_not_stop_time() {
        let process = process(1, 1);
        turns(&process).operation_begins();
        turns(&process).operation_begins();
        turns(&process).operation_ends(0, Event::new(Event::COMPLETION, 1, vec![]));
        let log = simulate(&process, |isolate, note| {
            let turns = turns(&isolate.process);
            turns.is_due(0, 5.0);
            turns.sleep(isolate);
            note(isolate.inbox.drain().len() as u32);
            assert_eq!(turns.clock().now_ms(), 0.0);
            // The second operation never ends; time passes all the same.
            turns.sleep(isolate);
            note(turns.clock().now_ms() as u32);
        });
        assert_eq!(log, [(0, 1), (0, 5)]);
    }

    #[test]
    fn isolates_that_are_never_idle_see_what_happens_outside_all_the_same() {
        let process = process(1, 1);
        let isolate = process.isolate(0);
        isolate.happened(Event::new(Event::SIGNAL, 2, vec![]));
        turns(&process).pass(&isolate);
        assert!(isolate.inbox.is_empty(), "how soon a signal comes would show in the schedule");
        (0..PASSES_PER_LOOK_OUTSIDE).for_each(|_| turns(&process).pass(&isolate));
        assert_eq!(isolate.inbox.drain().len(), 1);
    }
}

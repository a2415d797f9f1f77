//! The life of two isolates under every schedule that shuttle draws: stealing, parking, quiet and shutdown.

use super::tests::{process, run_main, start, start_thread};
use super::*;
use crate::model::explore;
use crate::spawn::MAX_QUEUED;

#[test]
fn all_threads_end_and_then_it_is_quiet() {
    explore(|| {
        let process = process(2);
        process.lifecycle.set_starter(Box::new(start_thread));
        assert_eq!(run_main(&process, 2), [0, 1]);
    });
}

#[test]
fn a_full_queue_gives_back_what_does_not_fit_and_nothing_is_lost() {
    explore(|| {
        let process = process(2);
        process.lifecycle.set_starter(Box::new(start_thread));
        let count = MAX_QUEUED as u32 + 2;
        assert_eq!(run_main(&process, count), (0..count).collect::<Vec<_>>());
    });
}

#[test]
fn a_thread_is_withdrawn_or_started_and_never_both() {
    explore(|| {
        let process = process(2);
        let (main, lifecycle) = (process.isolate(0), &process.lifecycle);
        lifecycle.set_starter(Box::new(start_thread));
        lifecycle.begin(&main).unwrap();
        lifecycle.submit(&process, start(7), None).unwrap();
        let withdrawn = lifecycle.withdraw(0, 7);
        let threads = usize::from(!withdrawn);
        let mut kinds = Vec::new();
        while kinds.last() != Some(&Event::QUIET) {
            let left = threads - kinds.len();
            let events = lifecycle.wait(&main, None, Remains { threads: left, pending: 0 });
            kinds.extend(events.iter().map(|event| event.kind));
        }
        assert_eq!(kinds.len(), threads + 1, "{kinds:?}, withdrawn: {withdrawn}");
        end(&process);
    });
}

#[test]
fn a_busy_isolate_takes_a_thread_that_nobody_else_takes() {
    explore(|| {
        let process = process(2);
        let (main, lifecycle) = (process.isolate(0), &process.lifecycle);
        lifecycle.set_starter(Box::new(start_thread));
        lifecycle.begin(&main).unwrap();
        // The other isolate never comes to the queue: it has a thread that does not end.
        lifecycle.submit(&process, start(1), None).unwrap();
        lifecycle.submit(&process, start(2), None).unwrap();
        let mut ended = Vec::new();
        while ended.len() < 2 {
            ended.extend(lifecycle.drain(&main).iter().map(|event| event.id as u32));
            thread::yield_now();
        }
        ended.sort_unstable();
        assert_eq!(ended, [1, 2]);
        end(&process);
    });
}

/// Isolate 1 of the test below: tells the main one something and then waits for ever with its thread.
fn say_and_wait(isolate: &Arc<Isolate>) {
    let lifecycle = &isolate.process.lifecycle;
    let mut has_begun = false;
    loop {
        let remains = Remains { threads: usize::from(has_begun), pending: 0 };
        for event in lifecycle.wait(isolate, None, remains) {
            match event.kind {
                Event::START => {
                    has_begun = true;
                    isolate.process.isolate(0).inbox.push(Event::new(Event::MESSAGE, 5, vec![]));
                }
                Event::QUIET => lifecycle.report(isolate, "one\n".to_owned()),
                Event::CANCEL => return,
                kind => panic!("an event of kind {kind}"),
            }
        }
    }
}

#[test]
fn a_deadlock_is_reported_once_by_each_and_not_before_the_last_message() {
    explore(|| {
        let process = process(2);
        let (main, lifecycle) = (process.isolate(0), &process.lifecycle);
        lifecycle.set_starter(Box::new(|isolate: Arc<Isolate>| {
            thread::spawn(move || say_and_wait(&isolate));
            Ok(())
        }));
        lifecycle.begin(&main).unwrap();
        lifecycle.submit(&process, start(0), Some(1)).unwrap();
        let mut seen = Vec::new();
        while seen.last() != Some(&(Event::QUIET, Lifecycle::REPORTED)) {
            for event in lifecycle.wait(&main, None, Remains { threads: 1, pending: 0 }) {
                seen.push((event.kind, event.id as u32));
                if seen.last() == Some(&(Event::QUIET, Lifecycle::STUCK)) {
                    lifecycle.report(&main, "main\n".to_owned());
                }
                if let Some(Value::String(report)) = event.payload.first() {
                    assert_eq!(report, "main\none\n");
                }
            }
        }
        let quiet = [Lifecycle::STUCK, Lifecycle::REPORTED].map(|what| (Event::QUIET, what));
        assert_eq!(seen, [(Event::MESSAGE, 5), quiet[0], quiet[1]]);
        end(&process);
    });
}

#[test]
fn a_shutdown_reaches_all_and_the_last_one_to_be_drained_knows_it() {
    explore(|| {
        let process = process(2);
        let drained = Arc::new(AtomicUsize::new(0));
        let wait_for_end = |isolate: &Arc<Isolate>, drained: &AtomicUsize| {
            let lifecycle = &isolate.process.lifecycle;
            let waits = Remains { threads: 1, pending: 1 };
            while !lifecycle.wait(isolate, None, waits).iter().any(|event| event.kind == Event::SHUTDOWN) {}
            if lifecycle.drained(isolate.number) {
                drained.fetch_add(1, Ordering::SeqCst);
            }
        };
        let (counted, other) = (drained.clone(), Arc::new(Mutex::new(None)));
        let started = other.clone();
        process.lifecycle.set_starter(Box::new(move |isolate: Arc<Isolate>| {
            let counted = counted.clone();
            let body = move || wait_for_end(&isolate, &counted);
            *lock(&started) = Some(thread::spawn(body));
            Ok(())
        }));
        let main = process.isolate(0);
        process.lifecycle.begin(&main).unwrap();
        let signals = {
            let process = process.clone();
            thread::spawn(move || {
                process.lifecycle.shut_down(&process, || Event::new(Event::SHUTDOWN, 15, vec![]));
            })
        };
        // It comes to the other isolate before the shutdown, or it comes back.
        let is_placed = process.lifecycle.submit(&process, start(1), Some(1)).is_ok();
        wait_for_end(&main, &drained);
        signals.join().unwrap();
        let other = lock(&other).take();
        assert_eq!(other.is_some(), is_placed);
        if let Some(other) = other {
            other.join().unwrap();
        }
        assert_eq!(drained.load(Ordering::SeqCst), 1);
        process.lifecycle.ticker.stop();
    });
}

/// The threads of a test must end; in the real process they do so with it.
fn end(process: &Arc<Process>) {
    for isolate in process.isolates() {
        isolate.inbox.push(Event::new(Event::CANCEL, 0, vec![]));
    }
    process.lifecycle.ticker.stop();
}

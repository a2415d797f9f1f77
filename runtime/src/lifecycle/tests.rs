//! Isolates without JavaScript: each is a thread that waits for events and runs "threads" that only send messages.

use super::*;
use crate::config::Config;
use crate::message::Parcel;

pub fn process(cores: usize) -> Arc<Process> {
    Process::new(Config { cores, ..Config::default() })
}

pub fn start(task: u32) -> Start {
    Start { home: 0, task, what: Parcel::undefined() }
}

/// What an isolate that is not the main one does: runs what it is given and tells its home.
fn serve(isolate: Arc<Isolate>) {
    loop {
        let process = isolate.process.clone();
        for event in process.lifecycle.wait(&isolate, None, Remains::default()) {
            match event.kind {
                Event::START => {
                    let Some(Value::Number(home)) = event.payload.first() else { panic!("no home") };
                    let ended = Event::new(Event::ENDED, event.id, vec![]);
                    process.isolate(*home as usize).inbox.push(ended);
                }
                Event::CANCEL => return,
                kind => panic!("an event of kind {kind}"),
            }
        }
    }
}

/// The main isolate: starts `count` threads, waits for their ends, and then for quiet.
pub fn run_main(process: &Arc<Process>, count: u32) -> Vec<u32> {
    let main = process.isolate(0);
    let lifecycle = &process.lifecycle;
    lifecycle.begin(&main).unwrap();
    // What finds no place is run here.
    let submit = |task: &u32| lifecycle.submit(process, start(*task), None).is_err();
    let mut ended: Vec<u32> = (0..count).filter(submit).collect();
    loop {
        let threads = count as usize - ended.len();
        for event in lifecycle.wait(&main, None, Remains { threads, pending: 0 }) {
            match event.kind {
                Event::START | Event::ENDED => ended.push(event.id as u32),
                Event::QUIET => {
                    assert_eq!(event.id as u32, Lifecycle::FINISHED);
                    // The threads of this test must end; in the real process they do so with it.
                    for isolate in process.isolates() {
                        isolate.inbox.push(Event::new(Event::CANCEL, 0, vec![]));
                    }
                    lifecycle.ticker.stop();
                    ended.sort_unstable();
                    return ended;
                }
                kind => panic!("an event of kind {kind}"),
            }
        }
    }
}

pub fn start_thread(isolate: Arc<Isolate>) -> std::io::Result<()> {
    thread::spawn(move || serve(isolate));
    Ok(())
}

#[cfg(not(feature = "model"))]
mod plain {
    use super::*;

    #[test]
    fn threads_spread_over_isolates_that_start_when_needed() {
        let process = process(3);
        process.lifecycle.set_starter(Box::new(start_thread));
        let expected: Vec<u32> = (0..1000).collect();
        assert_eq!(run_main(&process, 1000), expected);
        assert_eq!(process.isolates().len(), 3);
    }

    #[test]
    fn one_isolate_runs_its_own_threads() {
        let process = process(1);
        assert_eq!(run_main(&process, 5), [0, 1, 2, 3, 4]);
    }

    #[test]
    fn a_pinned_thread_goes_where_it_was_told() {
        let process = process(2);
        let main = process.isolate(0);
        process.lifecycle.begin(&main).unwrap();
        process.lifecycle.set_starter(Box::new(|_| Ok(())));
        process.lifecycle.submit(&process, start(4), Some(1)).unwrap();
        let events = process.isolate(1).inbox.drain();
        assert_eq!((events[0].kind, events[0].id), (Event::START, 4.0));
        // Where no isolate can be started, the caller gets the thread back.
        let alone = super::process(2);
        assert_eq!(alone.lifecycle.submit(&alone, start(5), Some(1)).unwrap_err().task, 5);
    }

    #[test]
    fn threads_that_all_wait_are_a_deadlock_that_each_isolate_reports() {
        let process = process(2);
        process.lifecycle.set_starter(Box::new(|isolate: Arc<Isolate>| {
            thread::spawn(move || {
                let lifecycle = &isolate.process.lifecycle;
                let got = lifecycle.wait(&isolate, None, Remains { threads: 0, pending: 0 });
                assert_eq!(got[0].kind, Event::START);
                let got = lifecycle.wait(&isolate, None, Remains { threads: 1, pending: 0 });
                assert_eq!((got[0].kind, got[0].id as u32), (Event::QUIET, Lifecycle::STUCK));
                lifecycle.report(&isolate, "one\n".to_owned());
            });
            Ok(())
        }));
        let main = process.isolate(0);
        let lifecycle = &process.lifecycle;
        lifecycle.begin(&main).unwrap();
        lifecycle.submit(&process, start(0), Some(1)).unwrap();
        let waits = Remains { threads: 1, pending: 0 };
        let got = lifecycle.wait(&main, None, waits);
        assert_eq!((got[0].kind, got[0].id as u32), (Event::QUIET, Lifecycle::STUCK));
        lifecycle.report(&main, "main\n".to_owned());
        let got = lifecycle.wait(&main, None, waits);
        assert_eq!(got[0].id as u32, Lifecycle::REPORTED);
        let Value::String(text) = &got[0].payload[0] else { panic!("no text") };
        assert_eq!(text, "main\none\n");
        lifecycle.ticker.stop();
    }

    #[test]
    fn an_operation_under_way_keeps_the_process_alive() {
        let process = process(1);
        let main = process.isolate(0);
        process.lifecycle.begin(&main).unwrap();
        let pending = Remains { threads: 0, pending: 1 };
        let got = process.lifecycle.wait(&main, Some(Duration::from_millis(1)), pending);
        assert!(got.is_empty(), "nothing happened, and that is not quiet");
        let got = process.lifecycle.wait(&main, None, Remains::default());
        assert_eq!(got[0].kind, Event::QUIET);
        process.lifecycle.ticker.stop();
    }
}

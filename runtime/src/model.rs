//! How far the model tests look. Built with the feature `model`, locks and threads are shuttle's (`sync.rs`), capacities are so
//! small that two or three threads fill them, and each model test runs its body under many schedules.
//!
//! `./dev test` draws a few hundred for each; `HZ_SCHEDULES=20000 ./dev model` looks further.

/// Schedules of each kind that a test draws when nobody asks for more: what two cores do in seconds.
const SCHEDULES: usize = 300;

/// Runs `body` under random schedules, and under as many with few pre-emptions at chosen places (probabilistic concurrency
/// testing of Burckhardt and others, 2010), which find what random ones rarely reach. A lost wake-up shows as a deadlock, which
/// shuttle reports with the schedule that leads there.
pub fn explore(body: impl Fn() + Send + Sync + 'static) {
    /// Pre-emptions of such a schedule: most bugs of synchronisation need no more.
    const DEPTH: usize = 3;
    let asked = std::env::var("HZ_SCHEDULES").ok();
    let schedules = asked.map_or(SCHEDULES, |asked| asked.parse().expect("HZ_SCHEDULES is a number"));
    let body = std::sync::Arc::new(body);
    let random = body.clone();
    shuttle::check_random(move || random(), schedules);
    shuttle::check_pct(move || body(), schedules, DEPTH);
}

//! The counters that `--stats` prints to stderr when the program ends.

use super::state::State;

/// Prints the counters of this isolate and of the process.
pub fn print(scope: &mut v8::PinScope<'_, '_>) {
    let state = State::of(scope);
    let process = &state.isolate.process;
    let heap = scope.get_heap_statistics();
    let (hits, lookups) = process.loader.cache_counts();
    let mut rows = vec![
        ("run time".to_owned(), format!("{:.1} ms", process.started.elapsed().as_secs_f64() * 1e3)),
        ("isolates".to_owned(), format!("{} of {}", process.isolates().len(), process.config.cores)),
        ("heap".to_owned(), format!("{:.1} MB", heap.used_heap_size() as f64 / 1e6)),
        ("memory outside the heap".to_owned(), format!("{:.1} MB", heap.external_memory() as f64 / 1e6)),
        ("modules".to_owned(), state.modules.borrow().all().len().to_string()),
        ("cache on disk".to_owned(), format!("{hits} of {lookups} look-ups")),
    ];
    rows.extend(scheduler_rows(scope));
    let width = rows.iter().map(|(name, _)| name.len()).max().unwrap_or_default();
    for (name, value) in rows {
        eprintln!("{name:width$}  {value}");
    }
}

/// What the scheduler counted.
fn scheduler_rows(scope: &mut v8::PinScope<'_, '_>) -> Vec<(String, String)> {
    let state = State::of(scope);
    v8::tc_scope!(let scope, scope);
    let rows = state.hooks.stats.call(scope, &[]);
    let Some(rows) = rows.and_then(|rows| v8::Local::<v8::Array>::try_from(rows).ok()) else {
        return Vec::new();
    };
    let mut result = Vec::new();
    for index in 0..rows.length() {
        let row = rows.get_index(scope, index).and_then(|row| v8::Local::<v8::Array>::try_from(row).ok());
        let Some(row) = row else { continue };
        let text = |index| Some(row.get_index(scope, index)?.to_rust_string_lossy(scope));
        if let (Some(name), Some(value)) = (text(0), text(1)) {
            result.push((name, value));
        }
    }
    result
}

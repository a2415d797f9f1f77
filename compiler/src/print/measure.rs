//! How long the versions of each function became.

use super::Printed;
use crate::report::FunctionReport;
use rustc_hash::FxHashMap;

/// Fills in `size_after` of each report.
pub(crate) fn measure(printed: &Printed, report: &mut [FunctionReport]) {
    let mut sizes: FxHashMap<usize, u32> = FxHashMap::default();
    for function in printed.functions.iter().filter(|function| !function.original.is_dummy()) {
        *sizes.entry(printed.input.offset(function.original.lo)).or_default() +=
            function.end - function.start;
    }
    for function in report {
        function.size_after = sizes.get(&function.span.start).copied().unwrap_or_default();
    }
}

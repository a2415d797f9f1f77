//! How long the versions of each function became.

use super::Printed;
use super::function_texts::Extents;
use crate::report::FunctionReport;
use crate::stages::Parsed;
use rustc_hash::FxHashMap;
use swc_common::BytePos;
use swc_ecma_visit::VisitWith;

/// Fills in `size_after` of each report. `output` is the tree of what was printed: swc's emitter does not tell where
/// functions end.
pub(crate) fn measure(printed: &Printed, output: &Parsed, report: &mut [FunctionReport]) {
    let mut extents = Extents::default();
    output.program.visit_with(&mut extents);
    let mut sizes: FxHashMap<usize, u32> = FxHashMap::default();
    for function in printed.functions.iter().filter(|function| !function.original.is_dummy()) {
        let start = output.input.file.start_pos + BytePos(function.start);
        if let Some(end) = extents.functions.get(&start) {
            *sizes.entry(printed.input.offset(function.original.lo)).or_default() += end.0 - start.0;
        }
    }
    for function in report {
        function.size_after = sizes.get(&function.span.start).copied().unwrap_or_default();
    }
}

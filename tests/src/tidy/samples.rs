//! For each rule a text that it must refuse, and the same put right, which it must accept.
//!
//! A `~` in a text stands for nothing: it is there where this file would otherwise break the very rule.

use super::Source;

/// A text in two states, each with the path at which it is looked at.
pub struct Sample {
    pub rule: &'static str,
    pub bad: Source,
    pub good: Source,
}

/// (rule, path, refused, path, accepted)
type Row = (&'static str, &'static str, &'static str, &'static str, &'static str);

#[rustfmt::skip]
const ROWS: &[Row] = &[
    ("only engine/ says v8", "runtime/src/main.rs", "use v~8::Isolate;", "runtime/src/engine/x.rs", "use v~8::Isolate;"),
    ("the compiler stands alone", "compiler/src/lower/x.rs", "let t = Instant::now();", "compiler/src/main.rs", "let t = Instant::now();"),
    ("channels and timers know nothing of V8", "runtime/src/channel/x.rs", "use crate::engine::Realm;", "runtime/src/channel/x.rs", "use crate::message::Packet;"),
    ("a pass never imports another pass", "compiler/src/emit/x.rs", "use crate::lower::Plan;", "compiler/src/emit/mod.rs", "use crate::lower::Plan;"),
    ("unsafe only in engine/, with its reason", "runtime/src/main.rs", "// SAFETY: no.\nuns~afe { f() }", "runtime/src/engine/x.rs", "// SAFETY: it is.\nuns~afe { f() }"),
    ("unsafe only in engine/, with its reason", "runtime/src/engine/x.rs", "uns~afe { f() }", "runtime/src/engine/x.rs", "// in a comment: uns~afe { f() }"),
    ("the contract has one home", "compiler/src/emit/x.rs", "let name = \"hz$S\";", "compiler/src/abi.rs", "let name = \"hz$S\";"),
    ("every source opens with a head comment", "x.rs", "fn main() {}", "x.rs", "//! What it is.\nfn main() {}"),
    ("every source opens with a head comment", "x.js", "let a;", "x.js", "#!/usr/bin/env hzrun\n// What it is.\nlet a;"),
    ("every source opens with a head comment", "run", "#!/bin/sh\nset -e", "run", "#!/bin/sh\n# What it is.\nset -e"),
    ("names say what is inside", "runtime/src/utils.rs", "", "stdlib-js/node/util.js", ""),
    ("nothing is left unfinished", "x.rs", "// TO~DO: later", "x.rs", "// Note: now"),
    ("no path of one machine", "x.md", "see `/ro~ot/.cargo`", "x.md", "see `target/debug/`"),
    ("no registry is named", "x.md", "at registry.np~mjs.org", "x.md", "at the npm registry"),
    ("no stray white space", "x.md", "a \nb", "x.md", "a\nb"),
];

/// All samples; those about sizes are made to measure.
pub fn samples() -> Vec<Sample> {
    let source = |path, text: &str| Source::new(path, &text.replace('~', ""));
    let written = ROWS.iter().map(|&(rule, bad_path, bad, good_path, good)| Sample {
        rule,
        bad: source(bad_path, bad),
        good: source(good_path, good),
    });
    let sized = |rule, path, text: fn(usize) -> String, most| Sample {
        rule,
        bad: Source::new(path, &text(most + 1)),
        good: Source::new(path, &text(most)),
    };
    let measured = [
        sized("a file has at most 700 lines", "x.rs", file_of, 700),
        sized("a function has at most 70 lines", "x.rs", function_of, 70),
        sized("a function has at most 70 lines", "x.js", method_of, 70),
    ];
    written.chain(measured).collect()
}

fn file_of(lines: usize) -> String {
    "//! Head.\n".repeat(lines)
}

fn function_of(lines: usize) -> String {
    format!("//! Head.\npub fn long(\n    a: u8,\n) -> u8 {{\n{}}}\n", "    step();\n".repeat(lines - 4))
}

fn method_of(lines: usize) -> String {
    format!("// Head.\nclass A {{\n  run(a) {{\n{}  }}\n}}\n", "    step();\n".repeat(lines - 2))
}

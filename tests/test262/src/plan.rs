//! The runs of a test: a script runs twice, sloppy and strict, unless it says otherwise.

use std::fmt;

use hz_runtime::engine::test262::Job;

use crate::checkout::Checkout;
use crate::metadata::{Flag, Metadata};

/// In which form a test runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Variant {
    Sloppy,
    Strict,
    Module,
}

impl fmt::Display for Variant {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            Variant::Sloppy => "sloppy",
            Variant::Strict => "strict",
            Variant::Module => "module",
        })
    }
}

/// The forms that a test asks for.
pub fn variants(metadata: &Metadata) -> Vec<Variant> {
    if metadata.has(Flag::Module) {
        vec![Variant::Module]
    } else if metadata.has(Flag::OnlyStrict) {
        vec![Variant::Strict]
    } else if metadata.has(Flag::NoStrict) || metadata.has(Flag::Raw) {
        vec![Variant::Sloppy]
    } else {
        vec![Variant::Sloppy, Variant::Strict]
    }
}

/// What a worker is told of one of them.
pub fn job(checkout: &Checkout, test: &str, metadata: &Metadata, variant: Variant, limit_ms: u64) -> Job {
    Job {
        file: checkout.file(test),
        module: variant == Variant::Module,
        strict: variant == Variant::Strict,
        harness: harness(metadata).into_iter().map(|name| checkout.harness(name)).collect(),
        can_block: !metadata.has(Flag::CanBlockIsFalse),
        limit_ms,
    }
}

/// The scripts that run before a test, in their order.
fn harness(metadata: &Metadata) -> Vec<&str> {
    if metadata.has(Flag::Raw) {
        return Vec::new();
    }
    let mut names = vec!["assert.js", "sta.js"];
    if metadata.has(Flag::Async) {
        names.push("doneprintHandle.js");
    }
    for name in &metadata.includes {
        if !names.contains(&name.as_str()) {
            names.push(name);
        }
    }
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with(flags: &[Flag]) -> Metadata {
        Metadata { flags: flags.to_vec(), ..Metadata::default() }
    }

    #[test]
    fn scripts_run_in_both_modes_unless_a_flag_says_otherwise() {
        assert_eq!(variants(&with(&[])), [Variant::Sloppy, Variant::Strict]);
        assert_eq!(variants(&with(&[Flag::Async])), [Variant::Sloppy, Variant::Strict]);
        assert_eq!(variants(&with(&[Flag::OnlyStrict])), [Variant::Strict]);
        assert_eq!(variants(&with(&[Flag::NoStrict])), [Variant::Sloppy]);
        assert_eq!(variants(&with(&[Flag::Raw])), [Variant::Sloppy]);
        assert_eq!(variants(&with(&[Flag::Module, Flag::Async])), [Variant::Module]);
        assert_eq!(variants(&with(&[Flag::Module, Flag::Raw])), [Variant::Module]);
    }

    #[test]
    fn the_harness_comes_first_and_once() {
        assert_eq!(harness(&with(&[])), ["assert.js", "sta.js"]);
        let includes = vec!["compareArray.js".to_owned(), "doneprintHandle.js".to_owned()];
        let metadata = Metadata { includes, ..with(&[Flag::Async]) };
        assert_eq!(harness(&metadata), ["assert.js", "sta.js", "doneprintHandle.js", "compareArray.js"]);
        assert!(harness(&with(&[Flag::Raw])).is_empty());
    }
}

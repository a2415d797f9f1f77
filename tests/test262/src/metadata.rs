//! What a test says of itself, in the YAML between `/*---` and `---*/`.

use serde::Deserialize;

/// The metadata of a test, as far as it decides how the test is run and judged.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct Metadata {
    pub negative: Option<Negative>,
    pub includes: Vec<String>,
    pub flags: Vec<Flag>,
    pub features: Vec<String>,
}

/// The exception that a test must end with.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Negative {
    pub phase: Phase,
    /// Name of its constructor.
    #[serde(rename = "type")]
    pub class: String,
}

pub use hz_runtime::engine::test262::Phase;

/// How a test is to be run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub enum Flag {
    #[serde(rename = "onlyStrict")]
    OnlyStrict,
    #[serde(rename = "noStrict")]
    NoStrict,
    #[serde(rename = "module")]
    Module,
    #[serde(rename = "raw")]
    Raw,
    #[serde(rename = "async")]
    Async,
    #[serde(rename = "generated")]
    Generated,
    CanBlockIsFalse,
    CanBlockIsTrue,
    #[serde(rename = "non-deterministic")]
    NonDeterministic,
    #[serde(rename = "explicit-resource-management")]
    ExplicitResourceManagement,
}

impl Metadata {
    /// Reads the metadata in the text of a test.
    pub fn read(text: &str) -> Result<Metadata, String> {
        let (_, rest) = text.split_once("/*---").ok_or("no metadata: `/*---` is missing")?;
        let (yaml, _) = rest.split_once("---*/").ok_or("the metadata does not end: `---*/` is missing")?;
        // A few files end their lines by carriage returns alone.
        let yaml = yaml.replace("\r\n", "\n").replace('\r', "\n");
        serde_saphyr::from_str(&yaml).map_err(|error| format!("the metadata cannot be read: {error}"))
    }

    pub fn has(&self, flag: Flag) -> bool {
        self.flags.contains(&flag)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(yaml: &str) -> Metadata {
        Metadata::read(&format!("// Copyright\n/*---\n{yaml}\n---*/\nf();")).unwrap()
    }

    #[test]
    fn what_decides_is_read_and_the_rest_is_not() {
        let found = read(
            "esid: sec-x\ndescription: >\n  two\n  lines: of text\ninfo: |\n  1. a: [b]\nfeatures: [Symbol, let]\n\
             includes: [a.js, b.js]\nflags: [async, onlyStrict, CanBlockIsFalse]",
        );
        assert_eq!(found.includes, ["a.js", "b.js"]);
        assert_eq!(found.features, ["Symbol", "let"]);
        assert!(found.has(Flag::Async) && found.has(Flag::OnlyStrict) && found.has(Flag::CanBlockIsFalse));
        assert!(!found.has(Flag::Raw) && found.negative.is_none());
    }

    #[test]
    fn lists_may_be_written_in_both_ways() {
        assert_eq!(read("includes:\n  - a.js\n  - b.js").includes, ["a.js", "b.js"]);
    }

    #[test]
    fn a_negative_test_says_phase_and_class() {
        let found = read("negative:\n  phase: resolution\n  type: SyntaxError\nflags: [module]");
        let expected = Negative { phase: Phase::Resolution, class: "SyntaxError".to_owned() };
        assert_eq!(found.negative, Some(expected));
        assert_eq!(found.flags, [Flag::Module]);
    }

    #[test]
    fn what_is_not_known_is_an_error() {
        for wrong in ["flags: [bogus]", "negative:\n  phase: early\n  type: E", "includes: 7"] {
            assert!(Metadata::read(&format!("/*---\n{wrong}\n---*/")).is_err(), "{wrong}");
        }
        assert!(Metadata::read("f();").is_err());
        assert!(Metadata::read("/*---\nflags: []").is_err());
    }

    #[test]
    fn line_ends_of_all_kinds() {
        assert_eq!(Metadata::read("/*---\rflags: [raw]\r---*/").unwrap().flags, [Flag::Raw]);
        assert_eq!(Metadata::read("/*---\r\nflags: [raw]\r\n---*/").unwrap().flags, [Flag::Raw]);
    }
}

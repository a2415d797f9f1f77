//! What `Function.prototype.toString` should answer: which part of which text each function of the output stands for.
//!
//! The key is the place where V8 says that a function begins (`GetScriptLineNumber`, `GetScriptColumnNumber`). For
//! JavaScript the text is the source itself. TypeScript, JSX and decorators are not JavaScript; there the text is the
//! program without them, as `--native` would run it.

use super::lines::Lines;
use super::vlq;
use super::writer::Written;
use crate::stages::{Input, Resolved};
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};
use std::ops::Range;
use swc_common::{BytePos, Span};
use swc_ecma_ast::Class;
use swc_ecma_visit::{Visit, VisitWith};

/// The table of one output. Two short strings, so that it can be kept beside cached code.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FunctionTexts {
    /// The text that the table speaks of; `None` means the source (without a byte order mark).
    pub text: Option<String>,
    /// Line, column, start and length of each function as VLQ numbers; lines and starts as differences.
    pub table: String,
}

/// One function of the output.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FunctionText {
    /// Line in the output, from 0.
    pub line: u32,
    /// Column in the output, from 0, in UTF-16 units.
    pub column: u32,
    /// Byte range in the text.
    pub range: Range<usize>,
}

impl FunctionTexts {
    /// The entries, sorted by line and column. A damaged table gives none.
    pub fn decode(&self) -> Vec<FunctionText> {
        let numbers = vlq::read(&self.table).unwrap_or_default();
        let (mut line, mut start) = (0, 0);
        let entries = numbers.chunks_exact(4).map(|entry| {
            line += entry[0];
            start += entry[2];
            Some(FunctionText {
                line: line.try_into().ok()?,
                column: entry[1].try_into().ok()?,
                range: usize::try_from(start).ok()?..usize::try_from(start + entry[3]).ok()?,
            })
        });
        entries.collect::<Option<Vec<_>>>().unwrap_or_default()
    }

    /// The text range of the function that V8 says begins at `line` and `column`, from the result of
    /// [`decode`](FunctionTexts::decode).
    pub fn find(entries: &[FunctionText], line: u32, column: u32) -> Option<Range<usize>> {
        let found = entries.binary_search_by_key(&(line, column), |entry| (entry.line, entry.column)).ok()?;
        Some(entries[found].range.clone())
    }

    pub(super) fn new(written: &Written, texts: Texts, input: &Input) -> FunctionTexts {
        let mut lines = Lines::new(&written.code);
        let mut table = String::new();
        let (mut last_line, mut last_start) = (0, 0);
        for (offset, range) in texts.entries(written, input) {
            let (line, column) = lines.locate(offset);
            let (line, start) = (i64::from(line), range.start as i64);
            let numbers = [line - last_line, i64::from(column), start - last_start, range.len() as i64];
            numbers.into_iter().for_each(|number| vlq::push(&mut table, number));
            (last_line, last_start) = (line, start);
        }
        let text = match texts {
            Texts::InSource { .. } => None,
            Texts::InPrint { text, .. } => Some(text),
        };
        FunctionTexts { text, table }
    }
}

/// Where the functions and classes of the source have their texts, by their first position in the source.
pub(crate) enum Texts {
    /// In the source itself.
    InSource { classes: FxHashMap<BytePos, BytePos> },
    /// In a print of the program.
    InPrint {
        text: String,
        functions: FxHashMap<BytePos, Range<usize>>,
        classes: FxHashMap<BytePos, Range<usize>>,
    },
}

impl Texts {
    /// `tree` is the program as its author wrote it.
    pub(crate) fn in_source(tree: &Resolved) -> Texts {
        let mut classes = Classes::default();
        // Most files have no class; a search for the word is cheaper than a walk over the tree.
        if tree.input.text().contains("class") {
            tree.program.visit_with(&mut classes);
        }
        Texts::InSource { classes: classes.ends }
    }

    /// In what was printed.
    pub(super) fn in_print(written: Written) -> Texts {
        let functions = written.functions.iter().filter(|function| !function.original.is_dummy());
        let functions = functions.map(|function| {
            let range = function.start as usize..function.end as usize;
            (function.original.lo, without_static(&written.code, range))
        });
        let functions = functions.collect();
        let classes = written.classes.iter().filter(|class| !class.original.is_dummy());
        let classes =
            classes.map(|class| (class.original, class.start as usize..class.end as usize)).collect();
        Texts::InPrint { text: written.code, functions, classes }
    }

    fn function(&self, original: Span, input: &Input) -> Option<Range<usize>> {
        match self {
            _ if original.is_dummy() => None,
            Texts::InSource { .. } => Some(without_static(input.text(), input.range(original))),
            Texts::InPrint { functions, .. } => functions.get(&original.lo).cloned(),
        }
    }

    fn class(&self, lo: BytePos, input: &Input) -> Option<Range<usize>> {
        match self {
            Texts::InSource { classes } => Some(input.offset(lo)..input.offset(*classes.get(&lo)?)),
            Texts::InPrint { classes, .. } => classes.get(&lo).cloned(),
        }
    }

    /// Offsets in the output at which V8 sees a function begin, with the text of each.
    fn entries(&self, written: &Written, input: &Input) -> Vec<(u32, Range<usize>)> {
        let mut has_constructor = vec![false; written.classes.len()];
        let mut entries = Vec::with_capacity(written.functions.len());
        for function in &written.functions {
            let text = match function.class {
                Some(class) => {
                    has_constructor[class as usize] = true;
                    self.class(written.classes[class as usize].original, input)
                }
                None => self.function(function.original, input),
            };
            entries.extend(text.map(|text| (function.begin, text)));
        }
        for (class, has_constructor) in written.classes.iter().zip(has_constructor) {
            let text = self.class(class.original, input).filter(|_| !has_constructor);
            entries.extend(text.map(|text| (class.start, text)));
        }
        entries.sort_by_key(|&(offset, _)| offset);
        entries
    }
}

/// The text of a static method begins after the word `static`.
fn without_static(text: &str, range: Range<usize>) -> Range<usize> {
    let function = &text[range.clone()];
    let Some(rest) = function.strip_prefix("static") else { return range };
    let is_longer_word = rest.starts_with(|c: char| c.is_alphanumeric() || c == '_' || c == '$');
    let rest = behind_blanks(rest);
    // A method, or a parameter of sloppy code, can itself be called `static`.
    if is_longer_word || rest.starts_with(['(', '=']) { range } else { range.end - rest.len()..range.end }
}

/// The text behind white space and comments.
fn behind_blanks(text: &str) -> &str {
    let text = text.trim_start();
    let behind = if let Some(comment) = text.strip_prefix("/*") {
        comment.split_once("*/").map(|(_, behind)| behind)
    } else if let Some(comment) = text.strip_prefix("//") {
        comment.find(['\n', '\r', '\u{2028}', '\u{2029}']).map(|end| &comment[end..])
    } else {
        None
    };
    behind.map_or(text, behind_blanks)
}

/// Ends of classes by their starts.
#[derive(Default)]
struct Classes {
    ends: FxHashMap<BytePos, BytePos>,
}

impl Visit for Classes {
    fn visit_class(&mut self, class: &Class) {
        self.ends.insert(class.span.lo, class.span.hi);
        class.visit_children_with(self);
    }
}

//! The text of the output as it grows, and what is remembered of it.
//!
//! It counts bytes only; lines and UTF-16 columns are worked out afterwards for the few places that need them
//! (see `lines`). Besides the text come out: which offset stems from which position of the source, and where each function
//! and class begins and ends, and where V8 says that it begins.

use super::FunctionSpan;
use super::comments::Licenses;
use swc_common::{BytePos, Span};

const INDENT: &str = "  ";
/// Deeper lines are not indented further: the text of deep nesting would grow with its square.
const MAX_INDENT: usize = 40;

/// Everything that was written.
#[derive(Default)]
pub(super) struct Written {
    pub code: String,
    /// Source positions by ascending offset in `code`; each offset occurs once.
    pub mappings: Vec<(BytePos, u32)>,
    pub functions: Vec<FunctionSpan>,
    pub classes: Vec<ClassSpan>,
}

/// Where a class went.
pub(super) struct ClassSpan {
    /// Its first position in the source.
    pub original: BytePos,
    /// Offset of the word `class`, where V8 sees a class without constructor begin.
    pub start: u32,
    /// Offset behind it.
    pub end: u32,
}

pub(super) struct Writer {
    written: Written,
    /// Whether `Written::mappings` is wanted.
    maps: bool,
    licenses: Licenses,
    /// Licenses met in the middle of a line: they stand behind it.
    waiting: Vec<String>,
    indent: usize,
    at_line_start: bool,
    /// The classes around, as indices into `Written::classes`.
    classes: Vec<usize>,
}

impl Writer {
    /// Appends to `code`, which ends in a line break if it is not empty.
    pub fn new(code: String, maps: bool, licenses: Licenses) -> Writer {
        Writer {
            written: Written { code, ..Written::default() },
            maps,
            licenses,
            waiting: Vec::new(),
            indent: 0,
            at_line_start: true,
            classes: Vec::new(),
        }
    }

    /// Ends the last line; licenses that had no place stand behind it.
    pub fn finish(mut self) -> Written {
        self.line();
        self.waiting.extend(self.licenses.take_rest());
        self.line();
        self.written
    }

    pub fn offset(&self) -> u32 {
        self.written.code.len() as u32
    }

    pub fn text(&mut self, text: &str) {
        if self.at_line_start {
            self.begin_line();
        }
        self.written.code.push_str(text);
    }

    /// Writes the indentation, if that was not done yet; gives the offset behind it.
    pub fn begin(&mut self) -> u32 {
        if self.at_line_start {
            self.begin_line();
        }
        self.offset()
    }

    #[cold]
    fn begin_line(&mut self) {
        for _ in 0..self.indent.min(MAX_INDENT) {
            self.written.code.push_str(INDENT);
        }
        self.at_line_start = false;
    }

    /// Ends the line, unless nothing stands in it.
    pub fn line(&mut self) {
        if !self.at_line_start {
            self.written.code.push('\n');
            self.at_line_start = true;
        }
        if !self.waiting.is_empty() {
            for comment in std::mem::take(&mut self.waiting) {
                self.text(&comment);
                self.written.code.push('\n');
                self.at_line_start = true;
            }
        }
    }

    pub fn indent(&mut self) {
        self.indent += 1;
    }

    pub fn outdent(&mut self) {
        self.indent -= 1;
    }

    /// What was written from an offset on.
    pub fn since(&self, offset: u32) -> &str {
        &self.written.code[offset as usize..]
    }

    /// What is written next stems from `pos`. Of the nodes that begin at one offset the innermost holds.
    pub fn position(&mut self, pos: BytePos) {
        if pos.is_dummy() {
            return;
        }
        if self.licenses.may_stand_at(pos) {
            self.license(pos);
        }
        if self.maps {
            let offset = self.begin();
            match self.written.mappings.last_mut() {
                Some(last) if last.1 == offset => last.0 = pos,
                _ => self.written.mappings.push((pos, offset)),
            }
        }
    }

    /// The closing bracket of a node with this span is written next.
    pub fn closing(&mut self, span: Span) {
        if self.maps && !span.is_dummy() {
            self.position(span.hi - BytePos(1));
        }
    }

    fn license(&mut self, pos: BytePos) {
        self.waiting.extend(self.licenses.take(pos));
        if self.at_line_start {
            self.line();
        }
    }

    /// A function begins here; gives its index for `begin_parameters` and `end_function`.
    pub fn begin_function(&mut self, original: Span) -> usize {
        let start = self.begin();
        self.written.functions.push(FunctionSpan { original, start, begin: start, end: start, class: None });
        self.written.functions.len() - 1
    }

    /// The parenthesis of its parameters is written next.
    pub fn begin_parameters(&mut self, function: usize) {
        self.written.functions[function].begin = self.offset();
    }

    pub fn end_function(&mut self, function: usize) {
        self.written.functions[function].end = self.offset();
    }

    /// The function is the constructor of the innermost class.
    pub fn is_constructor(&mut self, function: usize) {
        self.written.functions[function].class = self.classes.last().map(|&class| class as u32);
    }

    /// A class begins here.
    pub fn begin_class(&mut self, original: BytePos) {
        let start = self.begin();
        self.classes.push(self.written.classes.len());
        self.written.classes.push(ClassSpan { original, start, end: start });
    }

    pub fn end_class(&mut self) {
        if let Some(class) = self.classes.pop() {
            self.written.classes[class].end = self.offset();
        }
    }
}

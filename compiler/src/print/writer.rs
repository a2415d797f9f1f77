//! Collects the text that swc's emitter prints and remembers where things went.
//!
//! It counts bytes only; lines and UTF-16 columns are worked out afterwards for the few places that need them
//! (see `lines`). Two lists come out besides the text, both in the order of the text: which offset stems from which
//! position of the source, and where each function begins and where V8 says that it begins.

use super::FunctionStart;
use swc_common::{BytePos, Span};
use swc_ecma_codegen::Result;
use swc_ecma_codegen::text_writer::{BindingStorage, ScopeKind, WriteJs};

const INDENT: &str = "  ";
/// Deeper lines are not indented further: the text of deep nesting would grow with its square.
const MAX_INDENT: usize = 40;

/// Everything that was written.
#[derive(Default)]
pub(super) struct Written {
    pub code: String,
    /// Source positions by ascending offset in `code`; each offset occurs once.
    pub mappings: Vec<(BytePos, u32)>,
    pub functions: Vec<FunctionStart>,
    /// Classes by their first position and the offset of the word `class`.
    pub classes: Vec<(BytePos, u32)>,
}

/// What a [`Writer`] remembers besides the text.
#[derive(Clone, Copy)]
pub(super) struct Tracked {
    /// `Written::mappings`.
    pub positions: bool,
    /// `Written::functions` and `Written::classes`.
    pub functions: bool,
}

pub(super) struct Writer<'a> {
    written: &'a mut Written,
    tracked: Tracked,
    indent: usize,
    at_line_start: bool,
    /// A position announced at a line start; it belongs to what follows the indentation.
    announced: Option<BytePos>,
    /// How many brackets of any kind are open.
    depth: u32,
    /// Functions whose parameter list has not begun, innermost last.
    open: Vec<OpenFunction>,
    /// Classes whose closing brace has not come, innermost last: index into `Written::classes` and depth.
    open_classes: Vec<(usize, u32)>,
    /// The position that was announced last.
    last_position: BytePos,
}

struct OpenFunction {
    original: Span,
    start: Option<u32>,
    depth: u32,
    class: Option<u32>,
}

impl<'a> Writer<'a> {
    /// Appends to what is already written.
    pub fn new(written: &'a mut Written, tracked: Tracked) -> Writer<'a> {
        Writer {
            written,
            tracked,
            indent: 0,
            at_line_start: true,
            announced: None,
            depth: 0,
            open: Vec::new(),
            open_classes: Vec::new(),
            last_position: BytePos(0),
        }
    }

    /// Ends the last line.
    pub fn finish(&mut self) {
        if !self.at_line_start {
            self.written.code.push('\n');
            self.at_line_start = true;
        }
    }

    fn offset(&self) -> u32 {
        self.written.code.len() as u32
    }

    fn write(&mut self, text: &str) -> Result {
        if text.is_empty() {
            return Ok(());
        }
        if self.at_line_start {
            for _ in 0..self.indent.min(MAX_INDENT) {
                self.written.code.push_str(INDENT);
            }
            self.at_line_start = false;
            if let Some(pos) = self.announced.take() {
                self.map(pos);
            }
        }
        if self.open.last().is_some_and(|function| function.start.is_none()) {
            self.begin_function(text);
        }
        self.written.code.push_str(text);
        Ok(())
    }

    fn write_spanned(&mut self, span: Option<Span>, text: &str) -> Result {
        let Some(span) = span.filter(|span| !span.is_dummy()) else { return self.write(text) };
        self.position(span.lo);
        self.write(text)?;
        if self.tracked.positions {
            self.map(span.hi);
        }
        Ok(())
    }

    fn position(&mut self, pos: BytePos) {
        self.last_position = pos;
        if !self.tracked.positions {
            return;
        }
        if self.at_line_start {
            self.announced = Some(pos);
        } else {
            self.map(pos);
        }
    }

    /// What is announced last at an offset is the innermost, and holds.
    fn map(&mut self, pos: BytePos) {
        let offset = self.offset();
        match self.written.mappings.last_mut() {
            Some(last) if last.1 == offset => last.0 = pos,
            _ => self.written.mappings.push((pos, offset)),
        }
    }
}

/// Functions and classes: V8 says that an arrow function begins where its text does, any other function at the
/// parenthesis of its parameters, and a class without constructor at the word `class`.
impl Writer<'_> {
    /// The first word of a function is about to be written.
    fn begin_function(&mut self, word: &str) {
        let start = self.offset();
        let class = self.open_classes.last().map(|&(class, _)| class as u32);
        if let Some(function) = self.open.last_mut() {
            function.start = Some(start);
            function.depth = self.depth;
            function.class = class.filter(|_| word == "constructor");
        }
    }

    /// An opening parenthesis was just written; perhaps it is that of the innermost function's parameters.
    fn begin_parameters(&mut self) {
        let parenthesis = self.offset() - 1;
        let Some(function) = self.open.last() else { return };
        let (Some(start), true) = (function.start, function.depth == self.depth) else { return };
        let is_arrow = matches!(&self.written.code[start as usize..parenthesis as usize], "" | "async ");
        let OpenFunction { original, class, .. } = *function;
        let begin = if is_arrow { start } else { parenthesis };
        self.written.functions.push(FunctionStart { original, start, begin, class });
        self.open.pop();
    }

    fn track_bracket(&mut self, text: &str) {
        match text {
            "(" => {
                self.begin_parameters();
                self.depth += 1;
            }
            "[" | "{" | "${" => self.depth += 1,
            ")" | "]" => self.depth = self.depth.saturating_sub(1),
            "}" => {
                self.depth = self.depth.saturating_sub(1);
                if self.open_classes.last().is_some_and(|&(_, depth)| depth == self.depth) {
                    self.open_classes.pop();
                }
            }
            _ => {}
        }
    }
}

impl WriteJs for Writer<'_> {
    fn increase_indent(&mut self) -> Result {
        self.indent += 1;
        Ok(())
    }

    fn decrease_indent(&mut self) -> Result {
        self.indent = self.indent.saturating_sub(1);
        Ok(())
    }

    fn write_semi(&mut self, span: Option<Span>) -> Result {
        self.write_spanned(span, ";")
    }

    fn write_space(&mut self) -> Result {
        self.write(" ")
    }

    fn write_keyword(&mut self, span: Option<Span>, text: &'static str) -> Result {
        self.write_spanned(span, text)?;
        if self.tracked.functions && text == "class" {
            let start = self.offset() - text.len() as u32;
            self.open_classes.push((self.written.classes.len(), self.depth));
            self.written.classes.push((self.last_position, start));
        }
        Ok(())
    }

    fn write_operator(&mut self, span: Option<Span>, text: &str) -> Result {
        self.write_spanned(span, text)
    }

    fn write_param(&mut self, text: &str) -> Result {
        self.write(text)
    }

    fn write_property(&mut self, text: &str) -> Result {
        self.write(text)
    }

    fn write_line(&mut self) -> Result {
        if !self.at_line_start {
            self.written.code.push('\n');
            self.at_line_start = true;
        }
        Ok(())
    }

    fn write_lit(&mut self, span: Span, text: &str) -> Result {
        self.write_spanned(Some(span), text)
    }

    fn write_comment(&mut self, text: &str) -> Result {
        self.write(text)
    }

    fn write_str_lit(&mut self, span: Span, text: &str) -> Result {
        self.write_spanned(Some(span), text)
    }

    fn write_str(&mut self, text: &str) -> Result {
        self.write(text)
    }

    fn write_symbol(&mut self, span: Span, text: &str) -> Result {
        self.write_spanned(Some(span), text)
    }

    fn write_punct(&mut self, span: Option<Span>, text: &'static str, _: bool) -> Result {
        self.write_spanned(span, text)?;
        if self.tracked.functions {
            self.track_bracket(text);
        }
        Ok(())
    }

    fn care_about_srcmap(&self) -> bool {
        true
    }

    fn add_srcmap(&mut self, pos: BytePos) -> Result {
        self.position(pos);
        Ok(())
    }

    fn commit_pending_semi(&mut self) -> Result {
        Ok(())
    }

    /// Names have no escapes: the parser has decoded them.
    fn can_ignore_invalid_unicodes(&mut self) -> bool {
        true
    }

    fn has_scope_tracking(&self) -> bool {
        self.tracked.functions
    }

    fn start_scope(
        &mut self,
        _: Option<&str>,
        kind: ScopeKind,
        _: bool,
        _: bool,
        original: Option<Span>,
    ) -> Result {
        if kind == ScopeKind::Function {
            let original = original.unwrap_or_default();
            self.open.push(OpenFunction { original, start: None, depth: self.depth, class: None });
        }
        Ok(())
    }

    fn add_scope_variable(&mut self, _: &str, _: Option<&str>, _: BindingStorage) -> Result {
        Ok(())
    }
}

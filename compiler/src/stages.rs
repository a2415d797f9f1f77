//! What each stage hands to the next. Stages know these types and not each other.

use crate::diagnostic::{Diagnostic, code};
use crate::source::Source;
use swc_common::comments::SingleThreadedComments;
use swc_common::sync::Lrc;
use swc_common::{BytePos, FileName, Mark, SourceFile, SourceMap, Span};
use swc_ecma_ast::Program;

/// A source registered with a source map of its own, so that positions in the tree can be turned into places.
pub(crate) struct Input {
    pub name: String,
    pub files: Lrc<SourceMap>,
    pub file: Lrc<SourceFile>,
}

impl Input {
    pub fn new(source: &Source) -> Result<Input, Vec<Diagnostic>> {
        let text = source.text.strip_prefix('\u{feff}').unwrap_or(source.text);
        // swc counts in 32 bits and keeps a few of the highest positions for itself.
        if text.len() > (u32::MAX / 2) as usize {
            let message = format!("the file is {} bytes long; at most 2 GiB can be compiled", text.len());
            return Err(vec![Diagnostic::error(code::TOO_LONG, source.name, "", 0..0, message)]);
        }
        let files: Lrc<SourceMap> = Lrc::default();
        let file = files.new_source_file(Lrc::new(FileName::Custom(source.name.into())), text.to_string());
        Ok(Input { name: source.name.to_string(), files, file })
    }

    /// The text without byte order mark; all spans refer to it.
    pub fn text(&self) -> &str {
        &self.file.src
    }

    /// The byte offset of a position of the tree.
    pub fn offset(&self, pos: BytePos) -> usize {
        (pos.0.saturating_sub(self.file.start_pos.0)) as usize
    }

    /// The byte range of a span of the tree.
    pub fn range(&self, span: Span) -> std::ops::Range<usize> {
        self.offset(span.lo)..self.offset(span.hi)
    }

    /// An error at a span of the tree.
    pub fn error(&self, code: &'static str, span: Span, message: String) -> Diagnostic {
        Diagnostic::error(code, &self.name, self.text(), self.range(span), message)
    }
}

/// What the parser made of it.
pub(crate) struct Parsed {
    pub input: Input,
    pub program: Program,
    pub comments: SingleThreadedComments,
}

/// A tree whose identifiers are bound: two belong to the same variable exactly when name and syntax context agree.
pub(crate) struct Resolved {
    pub input: Input,
    pub program: Program,
    pub comments: SingleThreadedComments,
    /// The scope of names that the text does not declare.
    pub unresolved: Mark,
    /// The scope of the text's top-level declarations.
    pub top_level: Mark,
}

/// A resolved tree of plain ECMAScript.
pub(crate) struct Normalized {
    pub tree: Resolved,
    /// Whether it differs from what was written.
    pub rewritten: bool,
}

//! The piece of a source that a message shows: the line at fault and one on either side, or a window into a line that is too
//! long to be read, as minified code has.

use hz_compiler::diagnostic::{Diagnostic, position_of};
use miette::{MietteError, MietteSpanContents, SourceCode, SourceSpan, SpanContents};
use std::ops::Range;

/// Longer lines are shown in part.
const LONG_LINE: usize = 240;
/// How much of a long line is shown on either side, in bytes.
const WINDOW: usize = 60;

pub struct Excerpt {
    name: String,
    text: String,
}

impl Excerpt {
    /// `text` without byte order mark.
    pub fn new(diagnostic: &Diagnostic, text: &str) -> Excerpt {
        Excerpt { name: diagnostic.file.clone(), text: text.to_string() }
    }

    /// What to underline: the part of the span that lies in its first line.
    pub fn underlined(&self, span: &Range<usize>) -> Range<usize> {
        let line = self.line_at(span.start);
        let limit = line.end.min(span.start + WINDOW).max(span.start);
        span.start..self.boundary(span.end.clamp(span.start, limit))
    }

    fn line_at(&self, offset: usize) -> Range<usize> {
        let start = self.text[..offset].rfind('\n').map_or(0, |at| at + 1);
        let end = self.text[offset..].find('\n').map_or(self.text.len(), |at| offset + at);
        start..end
    }

    /// The range to show around a place.
    fn shown(&self, at: usize) -> Range<usize> {
        let line = self.line_at(at);
        if line.len() > LONG_LINE {
            let start = self.boundary(at.saturating_sub(WINDOW).max(line.start));
            return start..self.boundary((at + WINDOW).min(line.end));
        }
        let before = line.start.checked_sub(1).map(|end| self.line_at(end));
        let after = (line.end < self.text.len()).then(|| self.line_at(line.end + 1));
        let is_short = |line: &Range<usize>| line.len() <= LONG_LINE;
        let start = before.filter(is_short).map_or(line.start, |before| before.start);
        start..after.filter(is_short).map_or(line.end, |after| after.end)
    }

    fn boundary(&self, offset: usize) -> usize {
        (0..=offset).rev().find(|&at| self.text.is_char_boundary(at)).unwrap_or(0)
    }
}

impl SourceCode for Excerpt {
    fn read_span<'a>(
        &'a self,
        span: &SourceSpan,
        lines_before: usize,
        _: usize,
    ) -> Result<Box<dyn SpanContents<'a> + 'a>, MietteError> {
        let at = span.offset().min(self.text.len());
        // Without lines around, only the position is asked for.
        let shown =
            if lines_before == 0 { at..(at + span.len()).min(self.text.len()) } else { self.shown(at) };
        let text = &self.text[shown.clone()];
        let position = position_of(&self.text, shown.start);
        Ok(Box::new(MietteSpanContents::new_named(
            self.name.clone(),
            text.as_bytes(),
            SourceSpan::from(shown),
            position.line as usize - 1,
            position.column as usize - 1,
            text.lines().count(),
        )))
    }
}

//! Byte offsets as V8 and source maps count: lines and columns from 0, columns in UTF-16 units.
//!
//! Look-ups are cheap when they come roughly in the order of the text, also in lines of a megabyte.

use memchr::{memchr, memchr_iter};

/// A text with the starts of its lines.
pub(super) struct Lines<'t> {
    text: &'t str,
    starts: Vec<u32>,
    is_ascii: bool,
    /// The last answer: line, offset, column.
    last: (u32, u32, u32),
}

impl<'t> Lines<'t> {
    /// Lines end as ECMAScript says: at `\n`, `\r`, `\r\n`, U+2028 and U+2029.
    pub fn new(text: &'t str) -> Lines<'t> {
        let is_ascii = text.is_ascii();
        let bytes = text.as_bytes();
        let mut starts = vec![0];
        if is_ascii && memchr(b'\r', bytes).is_none() {
            starts.extend(memchr_iter(b'\n', bytes).map(|at| at as u32 + 1));
            return Lines { text, starts, is_ascii, last: (0, 0, 0) };
        }
        for (at, &byte) in bytes.iter().enumerate() {
            let ends = match byte {
                b'\n' => true,
                b'\r' => bytes.get(at + 1) != Some(&b'\n'),
                // The last byte of U+2028 or U+2029.
                0xA8 | 0xA9 if !is_ascii => at >= 2 && bytes[at - 2..at] == [0xE2, 0x80],
                _ => false,
            };
            if ends {
                starts.push(at as u32 + 1);
            }
        }
        Lines { text, starts, is_ascii, last: (0, 0, 0) }
    }

    /// Line and column of a byte offset, which must lie within the text, on a character boundary.
    pub fn locate(&mut self, offset: u32) -> (u32, u32) {
        let line = self.line_of(offset);
        let start = self.starts[line as usize];
        let column = if self.is_ascii {
            offset - start
        } else {
            match self.last {
                (last_line, last_offset, last_column) if last_line == line && last_offset <= offset => {
                    last_column + self.utf16_len(last_offset, offset)
                }
                (last_line, last_offset, last_column)
                    if last_line == line && last_offset - offset < offset - start =>
                {
                    last_column - self.utf16_len(offset, last_offset)
                }
                _ => self.utf16_len(start, offset),
            }
        };
        self.last = (line, offset, column);
        (line, column)
    }

    fn line_of(&self, offset: u32) -> u32 {
        let starts_at_or_before = |line: usize| self.starts.get(line).is_some_and(|&start| start <= offset);
        let last = self.last.0 as usize;
        for line in [last, last + 1] {
            if starts_at_or_before(line) && !starts_at_or_before(line + 1) {
                return line as u32;
            }
        }
        self.starts.partition_point(|&start| start <= offset) as u32 - 1
    }

    fn utf16_len(&self, from: u32, to: u32) -> u32 {
        self.text[from as usize..to as usize].chars().map(|c| c.len_utf16() as u32).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::Lines;

    #[test]
    fn counts_utf16_units_in_any_order() {
        let text = "a😀b\r\nü\u{2028}cd\re";
        let mut lines = Lines::new(text);
        let at = |wanted: char| text.find(wanted).unwrap() as u32;
        assert_eq!(lines.locate(at('b')), (0, 3));
        assert_eq!(lines.locate(at('😀')), (0, 1));
        assert_eq!(lines.locate(at('d')), (2, 1));
        assert_eq!(lines.locate(at('e')), (3, 0));
        assert_eq!(lines.locate(at('ü')), (1, 0));
        assert_eq!(lines.locate(at('a')), (0, 0));
        assert_eq!(lines.locate(text.len() as u32), (3, 1));
    }
}

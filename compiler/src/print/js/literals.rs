//! Literals: as the source has them, where it has them.

use super::{Level, Printer};
use std::fmt::Write;
use swc_ecma_ast::*;
use swc_ecma_utils::number::ToJsString;

impl Printer {
    pub(super) fn literal(&mut self, literal: &Lit, least: Level) {
        match literal {
            Lit::Str(text) => self.string(text),
            Lit::Num(number) => {
                let level = level_of(number);
                self.parenthesized(least > level, |this| this.number(number));
            }
            Lit::Bool(value) => self.word(value.span, if value.value { "true" } else { "false" }),
            Lit::Null(null) => self.word(null.span, "null"),
            Lit::BigInt(number) => self.big_int(number),
            Lit::Regex(regex) => {
                self.out.position(regex.span.lo);
                self.text("/");
                self.text(&regex.exp);
                self.text("/");
                self.text(&regex.flags);
            }
            Lit::JSXText(_) => unreachable!("not ECMAScript: {literal:?}"),
        }
    }

    pub(super) fn string(&mut self, text: &Str) {
        self.out.position(text.span.lo);
        match &text.raw {
            Some(raw) => self.text(raw),
            None => self.text(&quoted(text)),
        }
    }

    pub(super) fn number(&mut self, number: &Number) {
        self.out.position(number.span.lo);
        match &number.raw {
            Some(raw) => self.text(raw),
            None if number.value.is_finite() => self.text(&number.value.to_js_string()),
            None if number.value.is_nan() => self.text("0 / 0"),
            None => self.text(if number.value > 0.0 { "1 / 0" } else { "-1 / 0" }),
        }
    }

    /// A number in front of `.name`, whose own dot comes first.
    pub(super) fn number_as_object(&mut self, number: &Number) {
        let start = self.out.begin();
        self.parenthesized(level_of(number) < Level::Call, |this| this.number(number));
        let text = self.out.since(start);
        let is_decimal = text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'_');
        // `010.x` is octal.
        if is_decimal && !(text.len() > 1 && text.starts_with('0')) {
            self.text(".");
        }
    }

    pub(super) fn big_int(&mut self, number: &BigInt) {
        self.out.position(number.span.lo);
        match &number.raw {
            Some(raw) => self.text(raw),
            None => {
                self.text(&number.value.to_string());
                self.text("n");
            }
        }
    }
}

/// Numbers that the language cannot write down are operations.
fn level_of(number: &Number) -> Level {
    match number.value {
        _ if number.raw.is_some() => Level::Member,
        value if !value.is_finite() => Level::Product,
        value if value.is_sign_negative() => Level::Unary,
        _ => Level::Member,
    }
}

/// The string between the quotes that it has fewer of.
fn quoted(text: &Str) -> String {
    let bytes = text.value.as_bytes();
    let count = |quote: u8| bytes.iter().filter(|&&byte| byte == quote).count();
    let quote = if count(b'"') > count(b'\'') { '\'' } else { '"' };
    let mut out = String::with_capacity(bytes.len() + 2);
    out.push(quote);
    let mut points = text.value.code_points().peekable();
    while let Some(point) = points.next() {
        let Some(c) = point.to_char() else {
            // A half of a surrogate pair.
            push_escape(&mut out, format_args!("\\u{:04X}", point.to_u32()));
            continue;
        };
        match c {
            '\0' => {
                let digit_follows =
                    points.peek().and_then(|next| next.to_char()).is_some_and(|c| c.is_ascii_digit());
                out.push_str(if digit_follows { "\\x00" } else { "\\0" });
            }
            '\u{8}' => out.push_str("\\b"),
            '\u{c}' => out.push_str("\\f"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\u{b}' => out.push_str("\\v"),
            '\t' => out.push('\t'),
            '\\' => out.push_str("\\\\"),
            '\u{2028}' => out.push_str("\\u2028"),
            '\u{2029}' => out.push_str("\\u2029"),
            '\u{feff}' => out.push_str("\\uFEFF"),
            c if c == quote => {
                out.push('\\');
                out.push(c);
            }
            c if (c as u32) < 0x20 => push_escape(&mut out, format_args!("\\x{:02x}", c as u32)),
            c => out.push(c),
        }
    }
    out.push(quote);
    out
}

fn push_escape(out: &mut String, escape: std::fmt::Arguments) {
    out.write_fmt(escape).expect("writing to memory does not fail");
}

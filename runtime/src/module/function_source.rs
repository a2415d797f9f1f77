//! The source texts of a module's functions, for `Function.prototype.toString`.

use std::sync::OnceLock;

use hz_compiler::{FunctionText, FunctionTexts};

/// The text that functions were compiled from, and which part of it each of them is. Read when it is first asked.
pub struct FunctionSource {
    text: String,
    table: FunctionTexts,
    entries: OnceLock<Vec<FunctionText>>,
}

impl FunctionSource {
    /// `table` as the compiler gave it for `source`.
    pub fn new(source: String, mut table: FunctionTexts) -> FunctionSource {
        let text = table.text.take().unwrap_or_else(|| match source.strip_prefix('\u{feff}') {
            Some(text) => text.to_owned(),
            None => source,
        });
        FunctionSource { text, table, entries: OnceLock::new() }
    }

    /// The whole text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The text of the function that begins at that place of the compiled text; both count from 0.
    pub fn find(&self, line: u32, column: u32) -> Option<&str> {
        let entries = self.entries.get_or_init(|| self.table.decode());
        self.text.get(FunctionTexts::find(entries, line, column)?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use hz_compiler::{Options, Source, compile};

    #[test]
    fn functions_are_found_where_they_begin() {
        let text = "function  f( ) { return g( ) }\nfunction g() {}\n";
        let output = compile(&Source { name: "f.js", text }, &Options::default()).unwrap();
        let (line, found) =
            output.code.lines().enumerate().find(|(_, text)| text.contains("function f(")).unwrap();
        let column = found.find("function f(").unwrap() as u32;
        let source = FunctionSource::new(text.to_owned(), output.function_texts);
        // V8 counts from the parameters or from the word, which the compiler's table follows.
        let places = [column, column + "function f".len() as u32];
        let texts: Vec<_> = places.iter().filter_map(|column| source.find(line as u32, *column)).collect();
        assert_eq!(texts, ["function  f( ) { return g( ) }"]);
    }
}

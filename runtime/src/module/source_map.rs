//! From a place in compiled text back to the place in its source.

use std::path::Path;

use super::path_of_url;

/// The map of one compiled text.
pub struct SourceMap(swc_sourcemap::SourceMap);

/// A place in a source; line and column count from 1.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// A path or a URL, fit for people.
    pub file: String,
    /// Line, or 0 for the file as a whole.
    pub line: u32,
    /// Column, in UTF-16 units as V8 counts.
    pub column: u32,
    /// The line's text, when the map has it.
    pub text: Option<String>,
}

impl Place {
    /// The module as a whole.
    pub fn of_module(url: &str) -> Place {
        Place { file: shown(url), line: 0, column: 0, text: None }
    }
}

impl std::fmt::Display for Place {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.line {
            0 => write!(f, "{}", self.file),
            _ => write!(f, "{}:{}:{}", self.file, self.line, self.column),
        }
    }
}

impl SourceMap {
    /// Reads a map. A map that cannot be read is as good as none.
    pub fn parse(json: &str) -> Option<SourceMap> {
        swc_sourcemap::SourceMap::from_slice(json.as_bytes()).ok().map(SourceMap)
    }

    /// The source of a place in the compiled text of module `url`.
    pub fn lookup(&self, url: &str, line: u32, column: u32) -> Option<Place> {
        let token = self.token_before(line, column)?;
        // A token of another line means that this line has none: the code there was not written by anyone.
        if token.get_dst_line() + 1 == line { self.place(url, &token) } else { None }
    }

    /// The source of the last code before a place in the compiled text that somebody wrote.
    pub fn lookup_before(&self, url: &str, line: u32, column: u32) -> Option<Place> {
        self.place(url, &self.token_before(line, column)?)
    }

    fn token_before(&self, line: u32, column: u32) -> Option<swc_sourcemap::Token<'_>> {
        self.0.lookup_token(line.checked_sub(1)?, column.saturating_sub(1))
    }

    fn place(&self, url: &str, token: &swc_sourcemap::Token<'_>) -> Option<Place> {
        let source = token.get_source()?;
        let file = if source == url { shown(url) } else { beside(url, source) };
        let text = self.0.get_source_contents(token.get_src_id());
        let text = text.and_then(|text| text.lines().nth(token.get_src_line() as usize)).map(str::to_owned);
        Some(Place { file, line: token.get_src_line() + 1, column: token.get_src_col() + 1, text })
    }
}

/// A URL as people know the file: a path for `file:`, else as it is.
pub fn shown(url: &str) -> String {
    path_of_url(url).map_or_else(|| url.to_owned(), |path| path.display().to_string())
}

/// A source that a map names, which may be relative to the module.
fn beside(url: &str, source: &str) -> String {
    if source.contains("://") || Path::new(source).is_absolute() {
        return shown(source);
    }
    match path_of_url(url).as_deref().and_then(Path::parent) {
        Some(folder) => folder.join(source).display().to_string(),
        None => source.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_those_of_the_source() {
        let url = "file:///p/a.ts";
        let text = "const a: number = 1;\n\nfunction f(): void {\n    throw new Error();\n}\nf();\n";
        let options = hz_compiler::Options {
            language: hz_compiler::Language::TypeScript,
            reentrant: false,
            source_map: hz_compiler::SourceMapKind::File,
            ..Default::default()
        };
        let output = hz_compiler::compile(&hz_compiler::Source { name: url, text }, &options).unwrap();
        let line = output.code.lines().position(|line| line.contains("throw")).unwrap();
        let column = output.code.lines().nth(line).unwrap().find("new").unwrap();
        let map = SourceMap::parse(&output.map.unwrap()).unwrap();
        let place = map.lookup(url, line as u32 + 1, column as u32 + 1).unwrap();
        assert_eq!((place.file.as_str(), place.line, place.column), ("/p/a.ts", 4, 11));
        assert_eq!(place.text.as_deref(), Some("    throw new Error();"));
    }
}

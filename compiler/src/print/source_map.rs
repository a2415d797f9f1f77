//! Source maps (ECMA-426) of the generated text.
//!
//! A text that is itself generated often carries its own map; ours then leads to the first source, not to the text between.

use super::input_map;
use super::lines::Lines;
use crate::options::Options;
use crate::stages::Input;
use swc_common::BytePos;
use swc_sourcemap::SourceMapBuilder;

const INLINE: &str = "//# sourceMappingURL=data:application/json;charset=utf-8;base64,";

/// The map of `code` as JSON.
pub(super) fn build(code: &str, mappings: &[(BytePos, u32)], input: &Input, options: &Options) -> String {
    let mut builder = SourceMapBuilder::new(None);
    let name = options.map_name.as_ref().unwrap_or(&input.name);
    let source = builder.add_source(name.clone().into());
    // The text is put into the map, since whoever reads the map may not find the file.
    builder.set_source_contents(source, Some(input.file.src.clone()));
    let (mut generated, mut original) = (Lines::new(code), Lines::new(input.text()));
    let inside = input.file.start_pos..=input.file.end_pos;
    let mut mapped = None;
    for &(pos, offset) in mappings {
        // What a pass made up has no place in the source.
        if inside.contains(&pos) && input.text().is_char_boundary(input.offset(pos)) {
            let (line, column) = generated.locate(offset);
            let (source_line, source_column) = original.locate(input.offset(pos) as u32);
            // A statement that we made, such as the check of a call, begins where the first thing in it that has a place does:
            // the engine blames the statement for a name that does not exist.
            if mapped.replace(line) != Some(line) && column > 0 {
                builder.add_raw(line, 0, source_line, source_column, Some(source), None, false);
            }
            builder.add_raw(line, column, source_line, source_column, Some(source), None, false);
        }
    }
    let mut map = builder.into_sourcemap();
    if let Some(mut earlier) = input_map::find(input.text(), options.input_map.as_ref()) {
        earlier.adjust_mappings(&map);
        map = earlier;
    }
    let mut json = Vec::new();
    map.to_writer(&mut json).expect("writing to memory does not fail");
    String::from_utf8(json).expect("JSON is UTF-8")
}

/// Appends the map to the code as a comment.
pub(super) fn append_inline(code: &mut String, map: &str) {
    code.push_str(INLINE);
    code.push_str(&input_map::encode_base64(map.as_bytes()));
    code.push('\n');
}

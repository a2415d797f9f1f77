//! The source map that an input carries in its last lines.

use crate::options::InputMap;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use swc_sourcemap::{DecodedMap, SourceMap, decode_slice};

const MARKS: [&str; 2] = ["//# sourceMappingURL=", "//@ sourceMappingURL="];

/// The map that the caller has found, else that in the text's `data:` URL; `None` also if it cannot be read: a map is a
/// convenience, and a bad one no reason to fail. A map in a file is not looked for, since the compiler opens nothing.
pub(super) fn find(text: &str, known: Option<&InputMap>) -> Option<SourceMap> {
    let json = match known.and_then(|known| known.json.as_ref()) {
        Some(json) => json.clone().into_bytes(),
        None => in_data_url(url_of(text)?)?,
    };
    let mut map = match decode_slice(&json).ok()? {
        DecodedMap::Regular(map) => map,
        DecodedMap::Index(index) => index.flatten().ok()?,
        DecodedMap::Hermes(_) => return None,
    };
    move_sources(&mut map, known.map_or("", |known| &known.base));
    Some(map)
}

fn in_data_url(url: &str) -> Option<Vec<u8>> {
    let (kind, data) = url.strip_prefix("data:")?.split_once(',')?;
    let is_json = kind.starts_with("application/json") && kind.ends_with(";base64");
    STANDARD.decode(data.trim()).ok().filter(|_| is_json)
}

/// Makes relative paths relative to the new map.
fn move_sources(map: &mut SourceMap, base: &str) {
    // These have the map's `sourceRoot` before them already.
    let names: Vec<String> = map.sources().map(|name| name.to_string()).collect();
    map.set_source_root(None::<String>);
    for (index, name) in names.into_iter().enumerate() {
        let is_absolute = name.contains(':') || name.starts_with('/');
        let moved = if is_absolute || base.is_empty() { name } else { format!("{base}/{name}") };
        map.set_source(index as u32, moved.into());
    }
}

/// What the last `sourceMappingURL` comment of a text says.
pub fn url_of(text: &str) -> Option<&str> {
    let (at, mark) = MARKS.iter().filter_map(|mark| Some((text.rfind(mark)?, mark))).max()?;
    let line = text[at + mark.len()..].lines().next()?.trim();
    (!line.is_empty()).then_some(line)
}

pub(super) fn encode_base64(bytes: &[u8]) -> String {
    STANDARD.encode(bytes)
}

//! Native half of `TextEncoder` and `TextDecoder` (stdlib-js/web/encoding.js).

use std::sync::Mutex;

use encoding_rs::{DecoderResult, Encoding, REPLACEMENT, UTF_8, UTF_16BE, UTF_16LE};

use super::{Call, Op, OpError, OpResult, Value};

/// The functions of this file.
pub fn ops() -> Vec<Op> {
    vec![
        Op::sync("utf8Encode", utf8_encode),
        Op::sync("utf8EncodeInto", utf8_encode_into),
        Op::sync("encodingName", encoding_name),
        Op::sync("decodeText", decode_text),
        Op::sync("openDecoder", open_decoder),
        Op::sync("decodeChunk", decode_chunk),
        Op::sync("closeDecoder", close_decoder),
    ]
}

/// `utf8Encode(text)` gives its bytes; lone surrogates become U+FFFD.
fn utf8_encode(call: &mut Call) -> OpResult {
    let text: String = call.arg(0)?;
    Ok(Value::Bytes(text.into_bytes()))
}

/// `utf8EncodeInto(text, bytes)` writes as many whole characters as fit and gives `[read, written]`, `read` in
/// UTF-16 units.
fn utf8_encode_into(call: &mut Call) -> OpResult {
    let text: String = call.arg(0)?;
    call.bytes_mut(1, |bytes| {
        let written = text.floor_char_boundary(bytes.len());
        bytes[..written].copy_from_slice(&text.as_bytes()[..written]);
        let read = text[..written].chars().map(char::len_utf16).sum::<usize>();
        Value::Array(vec![read.into(), written.into()])
    })
}

/// `encodingName(label)` gives the encoding's name in the form that `TextDecoder.encoding` shows, or null.
fn encoding_name(call: &mut Call) -> OpResult {
    let label: String = call.arg(0)?;
    let encoding = Encoding::for_label(label.as_bytes()).filter(|encoding| *encoding != REPLACEMENT);
    Ok(encoding.map(|encoding| encoding.name().to_ascii_lowercase()).into())
}

fn encoding_of(name: &str) -> Result<&'static Encoding, OpError> {
    Encoding::for_label(name.as_bytes())
        .ok_or_else(|| OpError::range_error(format!("The \"{name}\" encoding is not supported")))
}

/// `decodeText(encoding, bytes, fatal, ignoreBom)` gives the text, or null where `fatal` met malformed bytes.
fn decode_text(call: &mut Call) -> OpResult {
    let name: String = call.arg(0)?;
    let (fatal, ignore_bom): (bool, bool) = (call.arg(2)?, call.arg(3)?);
    let encoding = encoding_of(&name)?;
    call.bytes_mut(1, |bytes| decode_whole(encoding, bytes, fatal, ignore_bom).into())
}

fn decode_whole(encoding: &'static Encoding, bytes: &[u8], fatal: bool, ignore_bom: bool) -> Option<String> {
    let bytes = if ignore_bom { bytes } else { without_bom(encoding, bytes) };
    if fatal {
        return encoding.decode_without_bom_handling_and_without_replacement(bytes).map(Into::into);
    }
    Some(encoding.decode_without_bom_handling(bytes).0.into_owned())
}

fn without_bom<'b>(encoding: &'static Encoding, bytes: &'b [u8]) -> &'b [u8] {
    let bom: &[u8] = match encoding {
        e if e == UTF_8 => b"\xEF\xBB\xBF",
        e if e == UTF_16LE => b"\xFF\xFE",
        e if e == UTF_16BE => b"\xFE\xFF",
        _ => return bytes,
    };
    bytes.strip_prefix(bom).unwrap_or(bytes)
}

/// A decoder in the middle of a stream: it holds the bytes of a character that the next chunk completes.
struct Stream {
    decoder: Mutex<encoding_rs::Decoder>,
    fatal: bool,
}

/// `openDecoder(encoding, fatal, ignoreBom)` gives the number of a decoder for a stream.
fn open_decoder(call: &mut Call) -> OpResult {
    let name: String = call.arg(0)?;
    let (fatal, ignore_bom): (bool, bool) = (call.arg(1)?, call.arg(2)?);
    let encoding = encoding_of(&name)?;
    let decoder = if ignore_bom {
        encoding.new_decoder_without_bom_handling()
    } else {
        encoding.new_decoder_with_bom_removal()
    };
    Ok(call.process().resources.add(Stream { decoder: Mutex::new(decoder), fatal }).into())
}

/// `decodeChunk(decoder, bytes, isLast)` gives the text so far complete, or null where `fatal` met malformed bytes.
/// After the last chunk, or an error, the decoder is closed.
fn decode_chunk(call: &mut Call) -> OpResult {
    let id: u32 = call.arg(0)?;
    let is_last: bool = call.arg(2)?;
    let stream = call.process().resources.get::<Stream>(id)?;
    let text = call.bytes_mut(1, |bytes| {
        let mut decoder = stream.decoder.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        decode_next(&mut decoder, bytes, is_last, stream.fatal)
    })?;
    if is_last || text.is_none() {
        call.process().resources.remove(id);
    }
    Ok(text.into())
}

fn decode_next(
    decoder: &mut encoding_rs::Decoder,
    bytes: &[u8],
    is_last: bool,
    fatal: bool,
) -> Option<String> {
    let mut text = String::new();
    if !fatal {
        text.reserve(decoder.max_utf8_buffer_length(bytes.len())?);
        // The text has room for the worst case, so one call decodes all.
        let _ = decoder.decode_to_string(bytes, &mut text, is_last);
        return Some(text);
    }
    text.reserve(decoder.max_utf8_buffer_length_without_replacement(bytes.len())?);
    match decoder.decode_to_string_without_replacement(bytes, &mut text, is_last).0 {
        DecoderResult::Malformed(..) => None,
        DecoderResult::InputEmpty | DecoderResult::OutputFull => Some(text),
    }
}

/// `closeDecoder(decoder)` forgets a decoder whose stream was not read to its end.
fn close_decoder(call: &mut Call) -> OpResult {
    let id: u32 = call.arg(0)?;
    Ok(call.process().resources.remove(id).into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_texts() {
        assert_eq!(decode_whole(UTF_8, b"\xEF\xBB\xBFa", false, false).as_deref(), Some("a"));
        assert_eq!(decode_whole(UTF_8, b"\xEF\xBB\xBFa", false, true).as_deref(), Some("\u{feff}a"));
        assert_eq!(decode_whole(UTF_8, b"a\xff", false, false).as_deref(), Some("a\u{fffd}"));
        assert_eq!(decode_whole(UTF_8, b"a\xff", true, false), None);
        assert_eq!(decode_whole(UTF_16LE, b"h\0i\0", true, false).as_deref(), Some("hi"));
    }

    #[test]
    fn a_character_split_between_chunks() {
        let mut decoder = UTF_8.new_decoder_with_bom_removal();
        let euro = "€".as_bytes();
        assert_eq!(decode_next(&mut decoder, &euro[..2], false, true).as_deref(), Some(""));
        assert_eq!(decode_next(&mut decoder, &euro[2..], true, true).as_deref(), Some("€"));
        let mut decoder = UTF_8.new_decoder_with_bom_removal();
        assert_eq!(decode_next(&mut decoder, &euro[..2], true, true), None);
        let mut decoder = UTF_8.new_decoder_with_bom_removal();
        assert_eq!(decode_next(&mut decoder, &euro[..2], true, false).as_deref(), Some("\u{fffd}"));
    }
}

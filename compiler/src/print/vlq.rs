//! Base64 VLQ, the number format of source maps, for the table of function texts: small, and text in a cache file.

const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// Appends a signed number.
pub(super) fn push(text: &mut String, number: i64) {
    let mut rest = if number < 0 { (number.unsigned_abs() << 1) | 1 } else { (number as u64) << 1 };
    loop {
        let low = (rest & 31) as usize;
        rest >>= 5;
        text.push(DIGITS[if rest == 0 { low } else { low | 32 }] as char);
        if rest == 0 {
            return;
        }
    }
}

/// Reads numbers back until the text ends. Gives `None` for a text that `push` did not write.
pub(super) fn read(text: &str) -> Option<Vec<i64>> {
    let mut numbers = Vec::new();
    let (mut value, mut shift) = (0u64, 0);
    for byte in text.bytes() {
        let digit = value_of(byte)?;
        if shift > 60 {
            return None;
        }
        value |= (digit & 31) << shift;
        shift += 5;
        if digit & 32 == 0 {
            let magnitude = (value >> 1) as i64;
            numbers.push(if value & 1 == 1 { -magnitude } else { magnitude });
            (value, shift) = (0, 0);
        }
    }
    (shift == 0).then_some(numbers)
}

fn value_of(byte: u8) -> Option<u64> {
    DIGITS.iter().position(|&digit| digit == byte).map(|at| at as u64)
}

#[cfg(test)]
mod tests {
    use super::{push, read};

    #[test]
    fn reads_what_it_wrote() {
        let numbers = [0, 1, -1, 15, 16, -17, 123_456, -4_294_967_295, i64::from(u32::MAX)];
        let mut text = String::new();
        numbers.iter().for_each(|&number| push(&mut text, number));
        assert_eq!(read(&text).unwrap(), numbers);
        assert_eq!(read("g"), None);
        assert_eq!(read("é"), None);
    }
}

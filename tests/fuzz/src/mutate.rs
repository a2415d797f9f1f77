//! Texts that are almost programs: one with pieces dropped, doubled, changed, or taken from another.

use crate::random::Random;

/// What is put where it does not belong: tokens that open, close, or change the meaning of what follows.
const TOKENS: [&str; 40] = [
    "(",
    ")",
    "{",
    "}",
    "[",
    "]",
    ";",
    ",",
    "=>",
    "...",
    "?.",
    "`",
    "${",
    "=",
    "??=",
    "**",
    "/",
    "//",
    "/*",
    "*/",
    "\"",
    "#x",
    "@",
    "<a>",
    "async ",
    "await ",
    "yield ",
    "yield* ",
    "function* ",
    "class ",
    "super(",
    "new.target",
    "let ",
    "using ",
    "try {",
    "} finally {",
    "label: ",
    "break ",
    "import(",
    "\u{2028}",
];

/// `text` after some random changes, with pieces of `other` in it now and then.
pub fn mutate(random: &mut Random, text: &str, other: &str) -> String {
    let mut mutant: Vec<char> = text.chars().collect();
    let other: Vec<char> = other.chars().collect();
    for _ in 0..=random.below(6) {
        let (from, to) = span(random, mutant.len());
        match random.below(7) {
            0 => drop(mutant.drain(from..to)),
            1 => {
                let piece = mutant[from..to].to_vec();
                insert(&mut mutant, to, &piece);
            }
            2 => {
                let (start, end) = span(random, other.len());
                insert(&mut mutant, from, &other[start..end]);
            }
            3 => mutant[from..to].reverse(),
            4 => mutant.truncate(to.max(1)),
            5 if from < mutant.len() => {
                mutant[from] = char::from_u32(random.below(0x3000) as u32).unwrap_or('\u{fffd}');
            }
            _ => {
                let token: Vec<char> = random.pick(&TOKENS).chars().collect();
                insert(&mut mutant, from, &token);
            }
        }
    }
    mutant.into_iter().collect()
}

/// A piece of a text of so many characters, mostly a short one.
fn span(random: &mut Random, length: usize) -> (usize, usize) {
    let from = random.below(length + 1);
    let reach = if random.chance(80) { 12 } else { 400 };
    (from, (from + random.below(reach)).min(length))
}

fn insert(text: &mut Vec<char>, at: usize, piece: &[char]) {
    text.splice(at..at, piece.iter().copied());
}

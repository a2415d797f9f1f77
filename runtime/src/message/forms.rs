//! Forms: the keys of a kind of flat object, known to all isolates by a number, so that messages need not repeat them.
//!
//! A form is the text of its keys, joined by NUL. Its number never changes and is never used again. The table is bounded;
//! objects whose form has no place in it carry their keys.

use std::collections::HashMap;

use crate::sync::{Arc, Mutex, lock};

/// So many forms have a number. A program has as many as it has kinds of objects that it sends; one that uses objects as
/// dictionaries soon fills any table.
const MAX_FORMS: usize = 4096;

/// The forms of a process.
#[derive(Default)]
pub struct Forms(Mutex<Table>);

#[derive(Default)]
struct Table {
    numbers: HashMap<Arc<str>, u32>,
    texts: Vec<Arc<str>>,
}

impl Forms {
    /// The number of a form, a new one if there is room.
    pub fn number(&self, text: &str) -> Option<u32> {
        let mut table = lock(&self.0);
        if let Some(&number) = table.numbers.get(text) {
            return Some(number);
        }
        if table.texts.len() == MAX_FORMS {
            return None;
        }
        let (number, text) = (table.texts.len() as u32, Arc::<str>::from(text));
        table.texts.push(text.clone());
        table.numbers.insert(text, number);
        Some(number)
    }

    /// The form of that number.
    pub fn text(&self, number: u32) -> Option<Arc<str>> {
        lock(&self.0).texts.get(number as usize).cloned()
    }
}

#[cfg(all(test, not(feature = "model")))]
mod tests {
    use super::*;

    #[test]
    fn a_form_keeps_its_number_and_a_full_table_takes_no_more() {
        let forms = Forms::default();
        for i in 0..MAX_FORMS {
            assert_eq!(forms.number(&format!("a\0b{i}")), Some(i as u32));
        }
        assert_eq!(forms.number("a\0b7"), Some(7));
        assert_eq!(forms.number("one more"), None);
        assert_eq!(forms.text(7).as_deref(), Some("a\0b7"));
        assert_eq!(forms.text(MAX_FORMS as u32), None);
    }
}

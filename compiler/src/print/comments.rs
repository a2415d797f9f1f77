//! License comments stay, all others go: the transformation moves and doubles code, and a comment that has lost its
//! place misleads. The original text of every function remains available at run time.

use std::ops::RangeInclusive;

use rustc_hash::FxHashMap;
use swc_common::BytePos;
use swc_common::comments::{Comment, CommentKind, SingleThreadedComments};

/// The licenses of a source that are not written yet, by the position in front of which or behind which they stand.
///
/// They stand at the heads of files, so that nearly all questions are answered by the first and the last place that has any.
pub(super) struct Licenses {
    at: FxHashMap<BytePos, Vec<Comment>>,
    places: RangeInclusive<BytePos>,
}

impl Licenses {
    pub fn none() -> Licenses {
        Licenses { at: FxHashMap::default(), places: BytePos(1)..=BytePos(0) }
    }

    pub fn of(comments: &SingleThreadedComments) -> Licenses {
        let (leading, trailing) = comments.borrow_all();
        let mut at: FxHashMap<BytePos, Vec<Comment>> = FxHashMap::default();
        for (&pos, list) in leading.iter().chain(trailing.iter()) {
            for license in list.iter().filter(|comment| is_license(comment)) {
                at.entry(pos).or_default().push(license.clone());
            }
        }
        let (Some(&first), Some(&last)) = (at.keys().min(), at.keys().max()) else { return Licenses::none() };
        Licenses { at, places: first..=last }
    }

    pub fn may_stand_at(&self, pos: BytePos) -> bool {
        self.places.contains(&pos)
    }

    /// The text of those at `pos`, once.
    pub fn take(&mut self, pos: BytePos) -> impl Iterator<Item = String> + use<> {
        self.at.remove(&pos).into_iter().flatten().map(text_of)
    }

    /// The text of all that are left, in the order of the source.
    pub fn take_rest(&mut self) -> impl Iterator<Item = String> + use<> {
        let mut rest: Vec<Comment> = self.at.drain().flat_map(|(_, list)| list).collect();
        rest.sort_by_key(|comment| comment.span.lo);
        rest.into_iter().map(text_of)
    }
}

fn text_of(comment: Comment) -> String {
    match comment.kind {
        CommentKind::Line => format!("//{}", comment.text),
        CommentKind::Block => format!("/*{}*/", comment.text),
    }
}

/// The marks that tools agree on: `/*! … */`, `@license`, `@preserve`, `@copyright`.
fn is_license(comment: &Comment) -> bool {
    let text = &*comment.text;
    let marked = ["@license", "@preserve", "@copyright"].iter().any(|mark| text.contains(mark));
    text.starts_with('!') || (comment.kind == CommentKind::Block && marked)
}

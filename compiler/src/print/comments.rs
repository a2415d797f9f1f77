//! License comments stay, all others go: the transformation moves and doubles code, and a comment that has lost its
//! place misleads. The original text of every function remains available at run time.

use std::ops::RangeInclusive;

use swc_common::BytePos;
use swc_common::comments::{Comment, CommentKind, Comments, SingleThreadedComments};

/// Drops all comments but licenses; says whether there are any.
pub(super) fn keep_licenses(comments: &SingleThreadedComments) -> bool {
    let (mut leading, mut trailing) = comments.borrow_all_mut();
    for map in [&mut *leading, &mut *trailing] {
        map.retain(|_, list| {
            list.retain(is_license);
            !list.is_empty()
        });
    }
    !leading.is_empty() || !trailing.is_empty()
}

/// The marks that tools agree on: `/*! … */`, `@license`, `@preserve`, `@copyright`.
fn is_license(comment: &Comment) -> bool {
    let text = &*comment.text;
    let marked = ["@license", "@preserve", "@copyright"].iter().any(|mark| text.contains(mark));
    text.starts_with('!') || (comment.kind == CommentKind::Block && marked)
}

/// Comments for the emitter, which asks at the start and the end of every node whether one stands there. Licenses stand at
/// the heads of files, so nearly all questions are answered by the first and the last place that has any.
pub(super) struct Licenses {
    comments: SingleThreadedComments,
    places: RangeInclusive<BytePos>,
}

impl Licenses {
    /// `None` when there is no comment at all.
    pub fn of(comments: &SingleThreadedComments) -> Option<Licenses> {
        let places = {
            let (leading, trailing) = comments.borrow_all();
            let positions = || leading.keys().chain(trailing.keys()).copied();
            positions().min()?..=positions().max()?
        };
        Some(Licenses { comments: comments.clone(), places })
    }

    fn at<T: Default>(&self, pos: BytePos, ask: impl FnOnce(&SingleThreadedComments) -> T) -> T {
        if self.places.contains(&pos) { ask(&self.comments) } else { T::default() }
    }
}

/// The emitter reads comments and takes them away; it adds none.
impl Comments for Licenses {
    fn has_leading(&self, pos: BytePos) -> bool {
        self.at(pos, |comments| comments.has_leading(pos))
    }
    fn take_leading(&self, pos: BytePos) -> Option<Vec<Comment>> {
        self.at(pos, |comments| comments.take_leading(pos))
    }
    fn get_leading(&self, pos: BytePos) -> Option<Vec<Comment>> {
        self.at(pos, |comments| comments.get_leading(pos))
    }
    fn has_trailing(&self, pos: BytePos) -> bool {
        self.at(pos, |comments| comments.has_trailing(pos))
    }
    fn take_trailing(&self, pos: BytePos) -> Option<Vec<Comment>> {
        self.at(pos, |comments| comments.take_trailing(pos))
    }
    fn get_trailing(&self, pos: BytePos) -> Option<Vec<Comment>> {
        self.at(pos, |comments| comments.get_trailing(pos))
    }

    fn add_leading(&self, pos: BytePos, _: Comment) {
        unreachable!("a comment for {pos:?}");
    }
    fn add_leading_comments(&self, pos: BytePos, _: Vec<Comment>) {
        unreachable!("comments for {pos:?}");
    }
    fn move_leading(&self, from: BytePos, _: BytePos) {
        unreachable!("a comment moves from {from:?}");
    }
    fn add_trailing(&self, pos: BytePos, _: Comment) {
        unreachable!("a comment for {pos:?}");
    }
    fn add_trailing_comments(&self, pos: BytePos, _: Vec<Comment>) {
        unreachable!("comments for {pos:?}");
    }
    fn move_trailing(&self, from: BytePos, _: BytePos) {
        unreachable!("a comment moves from {from:?}");
    }
    fn add_pure_comment(&self, pos: BytePos) {
        unreachable!("a comment for {pos:?}");
    }
}

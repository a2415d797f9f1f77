//! License comments stay, all others go: the transformation moves and doubles code, and a comment that has lost its
//! place misleads. The original text of every function remains available at run time.

use swc_common::comments::{Comment, CommentKind, SingleThreadedComments};

/// Drops all comments but licenses.
pub(super) fn keep_licenses(comments: &SingleThreadedComments) {
    let (mut leading, mut trailing) = comments.borrow_all_mut();
    for map in [&mut *leading, &mut *trailing] {
        map.retain(|_, list| {
            list.retain(is_license);
            !list.is_empty()
        });
    }
}

/// The marks that tools agree on: `/*! … */`, `@license`, `@preserve`, `@copyright`.
fn is_license(comment: &Comment) -> bool {
    let text = &*comment.text;
    let marked = ["@license", "@preserve", "@copyright"].iter().any(|mark| text.contains(mark));
    text.starts_with('!') || (comment.kind == CommentKind::Block && marked)
}

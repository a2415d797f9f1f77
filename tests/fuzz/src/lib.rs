//! Differential fuzzing of the compiler: random programs, which must print the same in every mode of `hzrun`.
//!
//! ```text
//! seed ─generate─▶ Program (a tree) ─batch─▶ what each mode prints ─differs?─shrink─▶ smallest such tree ─▶ a case folder
//! ```
//! `native` is the language's own answer; the compiler is wrong where another mode prints something else. Beside that, `mutate` makes
//! texts that are almost programs, which the compiler must take or refuse.

mod batch;
mod generate;
mod hunt;
mod mutate;
mod random;
mod shrink;
mod tree;

pub use batch::{COMPILED, Mode, ONE_CORE, STRESS, VERIFY};
pub use hunt::{Hunt, Tally};
pub use mutate::mutate;
pub use random::Random;

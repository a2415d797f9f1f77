//! Modules before they reach V8: found by name, read, told apart by format, compiled and kept in a cache.
//!
//! Nothing here knows the engine, and everything may be used by all isolates at once: a file is read and compiled
//! once per process, whichever isolate asks first. A module is known by its URL: `file:///…` (with its query, if the
//! import had one), `hz:…` or `node:…`.

mod cache;
mod cost;
mod error;
mod function_source;
mod load;
mod package;
mod resolve;
pub mod source_map;

pub use cache::DiskCache;
pub use cost::CompileCost;
pub use error::LoadError;
pub use function_source::FunctionSource;
pub use hz_stdlib as stdlib;
pub use load::{Form, Format, Loaded, Loader, LoaderOptions};
pub use resolve::{Mode, path_of_url, url_of_path};

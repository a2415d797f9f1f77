//! Snapshots: V8's image of a heap in which the library is loaded, so that an isolate starts with that instead of loading it.
//!
//! Invariants:
//!
//! - All isolates of a process start from the same snapshot or none does: they share V8's read-only heap, which comes from it.
//! - A snapshot is made in a process of its own, since making one writes into that heap.
//! - It holds nothing of one isolate or one run: no module of its list keeps what `ops` says of the isolate or the command line
//!   at its top level. It is used where that is not so either way: `wants_one`.
//! - The addresses in it are indices into `references()`, the same in the process that made it.

use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::HashMap;
use std::process::{Command, Stdio};
use std::rc::Rc;
use std::sync::OnceLock;

use serde::{Deserialize, Serialize};

use super::boot;
use super::core_natives;
use super::direct_natives;
use super::module_table::Record;
use super::modules;
use super::natives;
use super::state::State;
use super::synthetic;
use super::thread;
use crate::config::Config;
use crate::isolate::Process;
use crate::module::Loader;

/// The image and what belongs to it.
pub struct Snapshot {
    contents: Contents,
    blob: &'static [u8],
}

/// What the engine keeps of the context that is in the image. V8 gives the objects back by number: first `ops`, then the
/// modules, then the hooks that are set.
#[derive(Serialize, Deserialize)]
struct Contents {
    /// URLs of the modules.
    modules: Vec<String>,
    /// Which hooks are set.
    hooks: Vec<bool>,
}

/// The only argument with which `hzrun` runs itself to make a snapshot.
pub const MAKE_SNAPSHOT: &str = "--make-snapshot";

/// The kind of entry that it is in the cache on disk.
const KIND: &str = "snapshot";
/// The blob begins at a multiple of this.
const ALIGNMENT: usize = 16;
const NUMBER: usize = size_of::<u32>();

impl Snapshot {
    /// The snapshot for a run with these settings, if it wants one and there is one.
    pub fn find(config: &Config, loader: &Loader) -> Option<&'static Snapshot> {
        if !wants_one(config) {
            return None;
        }
        let bytes: &'static [u8] = Vec::leak(loader.kept(KIND)?);
        let (length, rest) = bytes.split_first_chunk::<NUMBER>()?;
        let (contents, blob) = rest.split_at_checked(u32::from_le_bytes(*length) as usize)?;
        let contents = serde_json::from_slice(contents).ok()?;
        Some(Box::leak(Box::new(Snapshot { contents, blob })))
    }

    fn file(contents: &Contents, blob: &[u8]) -> Vec<u8> {
        let mut json = serde_json::to_vec(contents).unwrap_or_default();
        json.resize((json.len() + NUMBER).next_multiple_of(ALIGNMENT) - NUMBER, b' ');
        [&(json.len() as u32).to_le_bytes(), json.as_slice(), blob].concat()
    }

    /// Has an isolate start from it.
    pub fn start(&self, params: v8::CreateParams) -> v8::CreateParams {
        params.snapshot_blob(self.blob.into()).external_references(Cow::Borrowed(references()))
    }
}

/// Whether all of the library is as in a plain run; what shapes modules when they are loaded is not in the snapshot.
fn wants_one(config: &Config) -> bool {
    config.snapshots
        && !config.native
        && !config.stress
        && !config.verify
        && !config.hooks
        && config.seed.is_none()
        && config.thread_wall_ms.is_none()
        && config.trace.is_none()
        && config.cpu_profile.is_none()
        && config.v8_flags.is_empty()
}

/// Native functions by which objects of the context can be bound to this process.
fn references() -> &'static [v8::ExternalReference] {
    static REFERENCES: OnceLock<References> = OnceLock::new();
    let make = || {
        let mut references = natives::references();
        references.extend(direct_natives::references());
        references.push(synthetic::reference());
        references.push(modules::reference());
        references.push(v8::ExternalReference { pointer: std::ptr::null_mut() });
        References(references)
    };
    &REFERENCES.get_or_init(make).0
}

struct References(Vec<v8::ExternalReference>);
// SAFETY: addresses of functions and constants, which all threads may call and read.
unsafe impl Send for References {}
// SAFETY: as above.
unsafe impl Sync for References {}

/// The context of a snapshot.
pub fn context<'s>(scope: &v8::PinScope<'s, '_, ()>) -> v8::Local<'s, v8::Context> {
    v8::Context::from_snapshot(scope, 0, Default::default()).expect("each snapshot has one context")
}

/// Puts the engine's own state of a context from a snapshot in its place. Gives `ops`.
pub fn restore<'s>(scope: &mut v8::PinScope<'s, '_>) -> v8::Local<'s, v8::Object> {
    const HAS_IT: &str = "the snapshot has what its contents list";
    let state = State::of(scope);
    let snapshot = state.isolate.process.snapshot.expect("the context is from a snapshot");
    let mut numbers = 0..;
    let mut next = || numbers.next().expect("numbers do not end");
    let ops = scope.get_context_data_from_snapshot_once::<v8::Object>(next()).expect(HAS_IT);
    *state.ops.borrow_mut() = Some(v8::Global::new(scope, ops));
    for url in &snapshot.contents.modules {
        let module = scope.get_context_data_from_snapshot_once::<v8::Module>(next()).expect(HAS_IT);
        let record = Record {
            url: url.clone(),
            module: v8::Global::new(scope, module),
            loaded: None,
            imports: RefCell::new(HashMap::new()),
            exports: Vec::new(),
            has_code_cache: true,
        };
        state.modules.borrow_mut().add(scope, Rc::new(record));
    }
    for (hook, _) in
        state.hooks.all().into_iter().zip(&snapshot.contents.hooks).filter(|(_, is_set)| **is_set)
    {
        let function = scope.get_context_data_from_snapshot_once::<v8::Function>(next()).expect(HAS_IT);
        hook.set(scope, function);
    }
    ops
}

/// Has a snapshot made, if runs like this one want one and there is none. The process waits for it: once, at its end.
pub fn keep(process: &Process) {
    if process.snapshot.is_some() || process.config.cache.is_none() || !wants_one(&process.config) {
        return;
    }
    let loader = &process.loader;
    // Once is enough: somebody makes it already, or has failed.
    if loader.kept(KIND).is_some() || !loader.keep(KIND, &[]) {
        return;
    }
    let Ok(program) = std::env::current_exe() else { return };
    let mut maker = Command::new(program);
    maker.arg(MAKE_SNAPSHOT).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    // Without a snapshot later runs start all the same.
    let _ = maker.status();
}

/// Makes the snapshot for plain runs of this program and keeps it in the cache. False when something failed.
pub fn make(config: Config) -> bool {
    let process = Process::new(config);
    let isolate = process.isolate(0);
    let made = thread::on_large_stack(move || {
        let mut creator = v8::Isolate::snapshot_creator(
            Some(Cow::Borrowed(references())),
            Some(thread::create_params(&isolate, None)),
        );
        let contents = thread::set_up(&mut creator, isolate, |scope| {
            let plain = v8::Context::new(scope, Default::default());
            scope.set_default_context(plain);
            let context = v8::Context::new(scope, Default::default());
            let scope = &mut v8::ContextScope::new(scope, context);
            v8::tc_scope!(let scope, scope);
            let contents = fill(scope, context);
            if let Some(exception) = scope.exception() {
                eprintln!("hzrun: no snapshot can be made: {}", core_natives::text_of(scope, exception));
            }
            contents
        });
        State::remove(&mut creator);
        let blob = creator.create_blob(v8::FunctionCodeHandling::Keep)?;
        Some(Snapshot::file(&contents?, &blob))
    });
    made.is_some_and(|file| process.loader.keep(KIND, &file))
}

/// Loads the library into a context and leaves with it what `restore` asks for.
fn fill(scope: &mut v8::PinScope<'_, '_>, context: v8::Local<v8::Context>) -> Option<Contents> {
    boot::prepare_for_snapshot(scope)?;
    scope.perform_microtask_checkpoint();
    let state = State::of(scope);
    let ops = v8::Local::new(scope, state.ops.borrow().as_ref()?);
    scope.add_context_data(context, ops);
    let mut modules = Vec::new();
    for record in state.modules.borrow().all() {
        let module = v8::Local::new(scope, &record.module);
        scope.add_context_data(context, module);
        modules.push(record.url.clone());
    }
    let mut hooks = Vec::new();
    for hook in state.hooks.all() {
        hooks.push(hook.is_set());
        if let Some(function) = hook.get(scope) {
            scope.add_context_data(context, function);
        }
    }
    scope.add_context(context);
    Some(Contents { modules, hooks })
}

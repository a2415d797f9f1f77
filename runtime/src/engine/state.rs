//! What the engine keeps for one isolate beside V8's own heap, in a slot of the V8 isolate.

use std::cell::{Cell, OnceCell, RefCell};
use std::rc::Rc;
use std::sync::Arc;

use super::aside::Aside;
use super::direct_natives::Lane;
use super::function_text::DynamicTexts;
use super::limits::Limits;
use super::module_table::ModuleTable;
use super::natives::NativeTable;
use super::rejections::Rejections;
use crate::isolate::Isolate;
use crate::module::{Form, LoadError, Loaded};

/// The engine's own state of one isolate. Callbacks that V8 makes reach it through their scope.
pub struct State {
    /// The half that others see.
    pub isolate: Arc<Isolate>,
    /// The native functions by their index.
    pub natives: NativeTable,
    /// The object of native functions, once it is made.
    pub ops: RefCell<Option<v8::Global<v8::Object>>>,
    /// What the functions of `direct_natives.rs` work on.
    pub lane: OnceCell<Box<Lane>>,
    /// All modules.
    pub modules: RefCell<ModuleTable>,
    /// Texts that the program made itself.
    pub dynamic_texts: RefCell<DynamicTexts>,
    /// Modules that were imported while they ran, and what waits for each.
    pub evaluations: RefCell<Vec<(v8::Global<v8::Module>, v8::Global<v8::PromiseResolver>)>>,
    /// URL of the module that V8 refused last.
    pub refused: RefCell<Option<String>>,
    /// Promises that were rejected while nobody listened.
    pub rejections: Rejections,
    /// Where the job of the program's top-level statements waits.
    pub aside: Aside,
    /// Functions that JavaScript gave the engine to call.
    pub hooks: Hooks,
    /// Whether the next stack is wanted as call sites, not as a text.
    pub call_sites_wanted: Cell<bool>,
    /// What the isolate may use.
    pub limits: &'static Limits,
    handle_mark: v8::Global<v8::Private>,
    report_mark: v8::Global<v8::Private>,
}

/// Functions of stdlib-js that the engine calls.
#[derive(Default)]
pub struct Hooks {
    /// Object of a marked class to `[kind, token]`.
    pub write_handle: Hook,
    /// Kind and token to an object.
    pub read_handle: Hook,
    /// `(promise, reason)` of an unhandled rejection; true means that the program dealt with it.
    pub rejection: Hook,
    /// Error to the resume versions and pcs of the frames on the heap that its stack has, innermost first.
    pub frames: Hook,
    /// URL of a CommonJS module to its `module.exports`.
    pub common_js: Hook,
    /// `(function, receiver, ...args)`: calls a function of the program, which may be suspended, to its end.
    pub nested_call: Hook,
    /// Gives the message of an error of the engine's the program's own names.
    pub own_names: Hook,
    /// `(limit, message)`: ends what hit a limit and runs the isolate on; gives the exit code.
    pub recover: Hook,
    /// Gives the scheduler's counters as `[name, value]` pairs, for `--stats`.
    pub stats: Hook,
}

impl Hooks {
    /// All of them, always in the same order.
    pub fn all(&self) -> [&Hook; 9] {
        [
            &self.write_handle,
            &self.read_handle,
            &self.rejection,
            &self.frames,
            &self.common_js,
            &self.nested_call,
            &self.own_names,
            &self.recover,
            &self.stats,
        ]
    }
}

/// A function that may not be set yet.
#[derive(Default)]
pub struct Hook(RefCell<Option<v8::Global<v8::Function>>>);

impl Hook {
    /// Sets the function.
    pub fn set(&self, scope: &v8::PinScope<'_, '_>, function: v8::Local<v8::Function>) {
        *self.0.borrow_mut() = Some(v8::Global::new(scope, function));
    }

    /// Whether it is set.
    pub fn is_set(&self) -> bool {
        self.0.borrow().is_some()
    }

    /// The function, if it is set.
    pub fn get<'s>(&self, scope: &v8::PinScope<'s, '_>) -> Option<v8::Local<'s, v8::Function>> {
        self.0.borrow().as_ref().map(|function| v8::Local::new(scope, function))
    }

    /// Calls the function with `this` undefined. `None` when it is not set, or threw (an exception is pending then).
    pub fn call<'s>(
        &self,
        scope: &mut v8::PinScope<'s, '_>,
        args: &[v8::Local<'s, v8::Value>],
    ) -> Option<v8::Local<'s, v8::Value>> {
        let function = self.get(scope)?;
        let receiver = v8::undefined(scope).into();
        function.call(scope, receiver, args)
    }
}

impl State {
    /// Makes the state and puts it into its slot.
    pub fn install(
        scope: &mut v8::PinScope<'_, '_, ()>,
        isolate: Arc<Isolate>,
        natives: NativeTable,
        limits: &'static Limits,
    ) -> Rc<State> {
        // V8 keeps these by name, so that objects of a snapshot have the same.
        let mark = |name| {
            let name = v8::String::new(scope, name).expect("a short text");
            let mark = v8::Private::for_api(scope, Some(name));
            v8::Global::new(scope, mark)
        };
        let state = Rc::new(State {
            isolate,
            natives,
            ops: RefCell::default(),
            lane: OnceCell::new(),
            modules: RefCell::default(),
            dynamic_texts: RefCell::default(),
            evaluations: RefCell::default(),
            refused: RefCell::default(),
            rejections: Rejections::default(),
            aside: Aside::default(),
            hooks: Hooks::default(),
            call_sites_wanted: Cell::default(),
            limits,
            handle_mark: mark("hz.handle"),
            report_mark: mark("hz.report"),
        });
        scope.set_slot(state.clone());
        state
    }

    /// A module in the form that this isolate runs.
    pub fn load_module(&self, url: &str) -> Result<Arc<Loaded>, LoadError> {
        self.isolate.process.loader.load(url, self.form())
    }

    /// The same, if this isolate has it.
    pub fn loaded_module(&self, url: &str) -> Option<Arc<Loaded>> {
        let loader = &self.isolate.process.loader;
        let loaded = loader.loaded(url, self.form());
        // What came from a snapshot was not loaded.
        let is_in_snapshot =
            || self.isolate.process.snapshot.is_some() && self.modules.borrow().get(url).is_some();
        loaded.or_else(|| if is_in_snapshot() { self.load_module(url).ok() } else { None })
    }

    fn form(&self) -> Form {
        if self.isolate.number == 0 { Form::Program } else { Form::Declarations }
    }

    /// Lets go of all handles to V8's objects, as a snapshot demands. Nothing of the engine works in the isolate from here on.
    pub fn remove(isolate: &mut v8::Isolate) {
        isolate.remove_slot::<Rc<State>>();
    }

    /// The state of the isolate that runs.
    pub fn of(isolate: &v8::Isolate) -> Rc<State> {
        isolate.get_slot::<Rc<State>>().expect("the slot is filled before any JavaScript runs").clone()
    }

    /// The private symbol of objects that travel by identity.
    pub fn handle_mark<'s>(&self, scope: &v8::PinScope<'s, '_>) -> v8::Local<'s, v8::Private> {
        v8::Local::new(scope, &self.handle_mark)
    }

    /// The private symbol under which an error of loading carries its report.
    pub fn report_mark<'s>(&self, scope: &v8::PinScope<'s, '_>) -> v8::Local<'s, v8::Private> {
        v8::Local::new(scope, &self.report_mark)
    }
}

//! The contract between compiled code and the runtime, in its one home.
//!
//! Compiled code refers to the runtime by a few lexical constants of the global scope. The compiler prints
//! their names, the runtime defines them from the object `abi` of `stdlib-js/core/abi.js`, whose keys are the
//! names in [`GLOBALS`]. A name of compiled code is [`PREFIX`] followed by the key; source text that uses the prefix
//! itself is refused (`HZ0101`), so no user name can shadow one.
//!
//! A frame is an array `[next, resume, pc, ...locals]`, innermost first, linked by slot 0. In a function that `new` may
//! call, the first two locals are `this` and `new.target`; in another one that uses `this`, the first is `this`.
//! `resume(frame, value)` takes `hz$o(value)` as the result of the call at `pc` and runs the activation on. It gives the
//! function's result, or throws, or gives the sentinel after it saved itself again.

/// What every name that the compiler makes up begins with.
pub const PREFIX: &str = "hz$";

/// Version of this contract; part of the key of every cache of compiled code.
pub const VERSION: u32 = 4;

/// Slots of a frame.
pub const FRAME_PC: usize = 2;
/// The first local.
pub const FRAME_LOCALS: usize = 3;

/// The first line of a text that hzc wrote: the runtime does not compile it a second time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CompiledMark {
    /// The contract that the text keeps: the [`VERSION`] of the hzc that wrote it.
    pub version: u32,
    /// It needs a runtime with hooks: [`HOOK_GLOBALS`].
    pub hooks: bool,
}

impl CompiledMark {
    const BEGIN: &str = "/* hz:compiled ";
    const HOOKS: &str = " with hooks";
    const END: &str = " */";

    /// The mark of what this compiler writes.
    pub fn own(hooks: bool) -> CompiledMark {
        CompiledMark { version: VERSION, hooks }
    }

    /// The mark that a text begins with, behind a byte order mark and a `#!` line. A mark that nobody can read has version 0.
    ///
    /// ```
    /// use hz_compiler::abi::CompiledMark;
    /// assert_eq!(CompiledMark::of("#!/usr/bin/env hzrun\n/* hz:compiled 1 */\nf();"), Some(CompiledMark { version: 1, hooks: false }));
    /// assert_eq!(CompiledMark::of("f(); /* hz:compiled 1 */"), None);
    /// ```
    pub fn of(text: &str) -> Option<CompiledMark> {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let text = match text.starts_with("#!") {
            true => text.split_once('\n').map_or("", |(_, rest)| rest),
            false => text,
        };
        let line = text.lines().next()?.trim_start().strip_prefix(CompiledMark::BEGIN)?;
        let (line, _) = line.split_once(CompiledMark::END)?;
        let (line, hooks) = line.strip_suffix(CompiledMark::HOOKS).map_or((line, false), |line| (line, true));
        Some(CompiledMark { version: line.parse().unwrap_or(0), hooks })
    }
}

impl std::fmt::Display for CompiledMark {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let hooks = if self.hooks { CompiledMark::HOOKS } else { "" };
        write!(out, "{}{}{hooks}{}", CompiledMark::BEGIN, self.version, CompiledMark::END)
    }
}

/// The sentinel: what a call gives when its callee was suspended.
pub const SENTINEL: &str = "hz$S";
/// `Int32Array` over shared memory; `[0]` is non-zero when the slice is used up.
pub const POLL_WORD: &str = "hz$P";
/// `hz$v(0, resume, pc, ...locals)`: appends a frame to the capture under way, gives the sentinel.
pub const SAVE: &str = "hz$v";
/// `hz$V(0, resume, pc, this, newTarget, ...locals)`: as [`SAVE`], in the direct version of a function that `new` may call; sees
/// to it that `new` gives an object in the end.
pub const SAVE_CONSTRUCT: &str = "hz$V";
/// `hz$R(this, newTarget)`: a function that `new` may call returns what it called, which has suspended; gives the sentinel and sees
/// to it that `new` gives an object in the end.
pub const SAVE_TAIL: &str = "hz$R";
/// `hz$o(value)`: what the call gave for which a frame waited; throws what it threw.
pub const TAKE: &str = "hz$o";
/// Slow path of a poll in captured code: the sentinel (stop here) or `undefined` (go on).
pub const POLL: &str = "hz$y";
/// Slow path of a poll in pinned code.
pub const POLL_PINNED: &str = "hz$q";
/// Pinned code got the sentinel: runs the captured frames here and gives their result.
pub const NEST: &str = "hz$n";
/// `hz$Z(generator, value?)`: runs a body that is a generator on, with the result of the call that it waits for; gives what it
/// returns, or the sentinel when it has yielded: then it has saved itself as a frame.
pub const RUN_BODY: &str = "hz$Z";
/// Slow path of a poll in such a body: as [`POLL`], for code that only compiled code calls.
pub const POLL_BODY: &str = "hz$Y";
/// `hz$w(x)`: `x`, or the result of [`NEST`] when `x` is the sentinel. For places that cannot hold a temporary.
pub const PINNED_CALL: &str = "hz$w";
/// Async code got the sentinel: as [`NEST`] when it was pre-empted, the sentinel when it is blocked.
pub const ASYNC_NEST: &str = "hz$b";
/// Async code is blocked: a promise of an object whose [`OUTCOME_VALUE`] is the captured frames' result, or throws it.
pub const ADOPT: &str = "hz$a";
/// `hz$z(place)`: as [`ADOPT`] at the top level of the program's entry module, where the captured frames stay the main thread's;
/// each such place has a number.
pub const ADOPT_MAIN: &str = "hz$z";
/// See [`ADOPT`].
pub const OUTCOME_VALUE: &str = "value";
/// Mark of a binding that is not initialised yet.
pub const HOLE: &str = "hz$T";
/// `hz$t(name)`: throws the `ReferenceError` of a binding used before its initialisation.
pub const THROW_HOLE: &str = "hz$t";
/// `hz$h(value, box, name)`: gives `value`, or throws as `hz$t` when the box holds the mark: a write before initialisation.
pub const INITIALISED: &str = "hz$h";
/// `hz$k(name)`: throws the `TypeError` of an assignment to a constant.
pub const THROW_CONST: &str = "hz$k";
/// `Function.prototype.call`, by which compiled code tells functions whose `call` is no other.
pub const CALL: &str = "hz$C";
/// `hz$c(callee, text)`: something whose method `call` calls `callee`, for any that inherits no `Function.prototype.call`; when it
/// is not callable the method throws `TypeError: text is not a function`, the arguments being evaluated by then.
pub const CALLABLE: &str = "hz$c";
/// `hz$K(key)`: ToPropertyKey.
pub const PROPERTY_KEY: &str = "hz$K";
/// `hz$u(home, key, this)`: what `super[key]` gives in a method whose home object is `home`.
pub const SUPER_GET: &str = "hz$u";
/// `hz$j(iterable, text, isArgument)`: the iterable itself when the engine can iterate it without calling the program's code, else
/// one whose methods are pinned; throws what the engine would when there is nothing to iterate.
pub const ITERABLE: &str = "hz$j";
/// `hz$A(iterable)`: the iterable itself when it is an array that iterates by index, else `null`.
pub const INDEXED: &str = "hz$A";
/// `hz$D(list)`: the list itself when it is such an array and so are its `entries()`, else `null`.
pub const INDEXED_ENTRIES: &str = "hz$D";
/// `hz$i(iterable, text)`: the method that gives its iterator; `text` names it in errors.
pub const ITERATE: &str = "hz$i";
/// `hz$G(iterator)`: checks what that method gave; gives the iterator's `next`.
pub const ITERATE_NEXT: &str = "hz$G";
/// `hz$d(result)`: checks what `next` gave, and gives it on.
pub const ITERATE_RESULT: &str = "hz$d";
/// `hz$e(iterator, failed)`: closes an iteration that is left early; swallows errors of `return` when `failed`.
pub const ITERATE_CLOSE: &str = "hz$e";
/// `hz$E(object)`: the keys that `for-in` visits, as an array.
pub const KEYS: &str = "hz$E";
/// `hz$F(object, key)`: whether `for-in` still visits the key.
pub const HAS_KEY: &str = "hz$F";
/// `hz$N(value)`: a number that can be counted on from without loss, else NaN.
pub const EXACT: &str = "hz$N";
/// `hz$g(moduleUrl, names, get)`: registers a module's functions and classes; `get(index)` gives the one of that index.
pub const REGISTER: &str = "hz$g";
/// `hz$l(moduleUrl, index, names, captures, factory)`: a function literal given to `go`, with what it captures; the
/// `hz$l(moduleUrl, index, names, captures, factory, changed?)`: a function literal given to `go` or `parallel`, with what it
/// captures; the factory of that index makes the function of them. `changed` names captures whose contents it assigns to.
pub const LITERAL: &str = "hz$l";
/// `hz$m(moduleUrl, name, channel)`: the channel of a module's top level, the same one on every core.
pub const CHANNEL: &str = "hz$m";
/// `hz$M(name)`: stands for the value of a top-level constant that only the program's own core has.
pub const MISSING: &str = "hz$M";
/// `new hz$p(constructor, callback, text)`: `new constructor(callback)`; a promise's executor may suspend.
pub const CONSTRUCT_WITH: &str = "hz$p";
/// `hz$X(callback, target)`: the argument of `super(…)` that may be a promise's executor.
pub const EXECUTOR: &str = "hz$X";
/// `hz$O(error)`: what a `catch` has caught; names that the compiler made have become the program's own in its message.
pub const OWN_NAMES: &str = "hz$O";

/// Keys of the runtime's `abi` object, in the order in which the runtime defines them.
pub const GLOBALS: &[&str] = &[
    "S", "P", "v", "V", "R", "o", "y", "q", "n", "w", "b", "a", "z", "T", "t", "h", "k", "C", "c", "K", "u",
    "j", "A", "D", "i", "G", "d", "e", "E", "F", "N", "g", "l", "m", "M", "p", "X", "O", "Y", "Z",
];

/// The functions with which `--hooks` tells of what happens; the runtime defines them in a run with hooks only.
/// `hz$H(sites, index)`: the function of that index in a table (see [`SITES`]) is called; gives its activation.
pub const ENTER: &str = "hz$H";
/// `hz$I(activation, this, args)`: who wants to hear of the call is told.
pub const CALLED: &str = "hz$I";
/// `hz$Q(activation, error)`: it throws; gives the error.
pub const FAILED: &str = "hz$Q";
/// `hz$L(activation, value)`: it ends, with that result unless it has thrown.
pub const LEFT: &str = "hz$L";
/// `hz$W(activation, value)`: it leaves the stack to wait, if it has not yet; gives the value.
pub const AWAY: &str = "hz$W";
/// `hz$B(activation, value)`: it is back, if it was away; gives the value.
pub const BACK: &str = "hz$B";

/// Keys of those, as in [`GLOBALS`].
pub const HOOK_GLOBALS: &[&str] = &["H", "I", "Q", "L", "W", "B"];

/// What of an activation says whether somebody wants to hear of the call.
pub const ACTIVATION_WANTED: &str = "w";
/// Gives the table of a module's functions: `[module, name, line, column, …]`, the last three for each.
pub const SITES: &str = "hz$sites";
/// In a function with hooks: its activation, its result, and the result that a `finally` block may replace.
pub const ACTIVATION: &str = "hz$call";
pub const OUTCOME: &str = "hz$out";
pub const KEPT: &str = "hz$kept";

/// In standalone output: the object that holds the runtime, and the function of a single file that makes it.
pub const RUNTIME: &str = "hz$runtime";
pub const LOAD_RUNTIME: &str = "hz$load";
/// What the names begin with that standalone output gives to re-exports of the library.
pub const REEXPORT: &str = "hz$from";

/// The name under which the runtime's file of standalone output exports what a module of the library exports as `name`.
pub fn library_export(module: &str, name: &str) -> String {
    format!("{PREFIX}{}${name}", module.trim_start_matches("hz:"))
}

/// Names of the resume version's parameters and locals, and of the catch parameter of written `try` statements.
pub const FRAME: &str = "hz$frame";
pub const VALUE: &str = "hz$in";
pub const PC: &str = "hz$pc";
pub const THIS: &str = "hz$this";
pub const NEW_TARGET: &str = "hz$target";
pub const ARGUMENTS: &str = "hz$arguments";
/// In the direct version a function that gives the array of shared names, in the resume version that array.
pub const SHARED: &str = "hz$shared";
pub const CASE: &str = "hz$case";
pub const CAUGHT: &str = "hz$caught";
/// The parameter of a `catch` that takes its error apart.
pub const THROWN: &str = "hz$thrown";
/// The temporary that takes the result of a call in pinned code.
pub const RESULT: &str = "hz$x";

/// A function that was made of a loop at the top level, and what it gives when several names come back.
pub const LOOP: &str = "hz$loop";
pub const AFTER_LOOP: &str = "hz$after";
/// In a function whose body became a generator: that generator.
pub const BODY: &str = "hz$body";

/// Whether `name` is one of the temporaries of lowering: `hz$0`, `hz$1`…
pub fn is_temporary(name: &str) -> bool {
    name.strip_prefix(PREFIX).is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
}

/// Whether `name` is one of [`GLOBALS`] as compiled code says it.
pub fn is_global(name: &str) -> bool {
    name.strip_prefix(PREFIX).is_some_and(|key| GLOBALS.contains(&key) || HOOK_GLOBALS.contains(&key))
}

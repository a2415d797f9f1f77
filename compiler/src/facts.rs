//! The vocabulary of the analysis: what is known of each function and each binding.

use rustc_hash::FxHashMap;
use swc_common::{Span, SyntaxContext};
use swc_ecma_ast::Id;

/// Index into [`Facts::functions`]; 0 is the module (or script) itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FnId(pub u32);

impl FnId {
    pub const MODULE: FnId = FnId(0);

    /// The id that `number` left in a function node.
    pub fn of(ctxt: SyntaxContext) -> FnId {
        FnId(ctxt.as_u32())
    }
}

/// The syntactic form of a function, as far as it decides how it can be compiled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FunctionKind {
    Module,
    Plain,
    Arrow,
    Method,
    Accessor,
    BaseConstructor,
    DerivedConstructor,
    /// Field initialisers and static blocks: run by V8 in the middle of a construction or definition.
    ClassPart,
}

/// How a function is compiled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// Nothing in it can suspend: printed as it was written.
    Leaf,
    /// Direct version and resume version.
    Captured,
    /// Keeps its native frame; its calls are checked in place.
    Pinned(PinReason),
    /// As pinned, but waits by `await`.
    Async,
    /// As pinned, but its body is a generator, which is its own frame.
    Wrapper,
}

/// Why a function cannot leave the native stack.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PinReason {
    Module,
    RunsOnce,
    Script,
    Generator,
    Accessor,
    NativeName,
    DerivedConstructor,
    ClassPart,
    DynamicScope,
    Super,
    PrivateName,
    ClassName,
    LexicalArguments,
    MappedArguments,
    ParameterClosure,
    OnlyParameters,
    Using,
}

impl PinReason {
    /// The reason in words, for reports.
    pub fn describe(self) -> &'static str {
        match self {
            PinReason::Module => "the body of a module runs on a native frame",
            PinReason::RunsOnce => "it runs once, on top of the body of its module",
            PinReason::Script => "the script has no number that names resume versions",
            PinReason::Generator => "a generator keeps its own native frame",
            PinReason::Accessor => "accessors are called by the engine",
            PinReason::NativeName => "the engine calls functions of this name",
            PinReason::DerivedConstructor => "a derived constructor waits for super()",
            PinReason::ClassPart => "field initialisers and static blocks are run by the engine",
            PinReason::DynamicScope => "direct eval or with can see its variables",
            PinReason::Super => "it uses super",
            PinReason::PrivateName => "it uses private names",
            PinReason::ClassName => "it names a class around it whose static parts may call it",
            PinReason::LexicalArguments => "an arrow function in it uses its arguments or new.target",
            PinReason::MappedArguments => "its arguments object is aliased with assigned parameters",
            PinReason::ParameterClosure => "a closure in its parameter list captures an assigned parameter",
            PinReason::OnlyParameters => "only its parameter list can suspend",
            PinReason::Using => "it declares disposable resources",
        }
    }
}

/// What is known of a function.
#[derive(Clone, Debug)]
pub struct FunctionFacts {
    pub parent: Option<FnId>,
    pub kind: FunctionKind,
    pub name: String,
    pub span: Span,
    pub strict: bool,
    pub is_async: bool,
    pub is_generator: bool,
    /// The engine may call it: accessors, `valueOf`, iterator methods…
    pub native_name: bool,
    pub simple_params: bool,
    pub params: Vec<Id>,
    pub uses_this: bool,
    pub uses_arguments: bool,
    /// It writes into its `arguments`, or gives the object to code that may.
    pub writes_arguments: bool,
    pub uses_new_target: bool,
    pub uses_super: bool,
    /// `super` in it cannot be written in its resume version: in an arrow, as a target, under a computed key.
    pub binds_super: bool,
    pub uses_private: bool,
    /// It names a class around it that has code of its own to run while it is defined: static fields or blocks. The class's
    /// outer binding has no value then, so lifted code that names it has to stand inside the class.
    pub names_class: bool,
    /// The module, or a function expression called on the spot at the top of one: its body runs once, on native frames, so
    /// the resume versions of the functions in it can stand in its scope and see its names.
    pub runs_once: bool,
    /// It is such a function expression itself, not one that is passed to it: only compiled code calls it.
    pub is_called_there: bool,
    /// The class declared at the top of the module that it stands in.
    pub class: Option<Id>,
    /// Whether it is a static method of that class, or an instance method; `None` for functions deeper inside.
    pub is_static: Option<bool>,
    pub uses_using: bool,
    /// An arrow in it uses its `arguments` or `new.target`.
    pub lends_arguments: bool,
    /// Direct `eval` or `with` in it, in a function around it, or in one inside it.
    pub dynamic_scope: bool,
    pub body_suspends: bool,
    pub params_suspend: bool,
    pub params_have_closures: bool,
    /// The binding that holds it, for functions that are declared or initialise a variable.
    pub binding: Option<Id>,
    /// A function expression with a name, which its body can use as well.
    pub has_own_name: bool,
    /// All that the program does with it is to call it by that name: `new` never does.
    pub only_called: bool,
    /// It calls outside loops.
    pub calls: bool,
    pub has_loops: bool,
    /// Bindings of functions around it that it or a function in it uses; module-level ones are not among them.
    pub free: Vec<Id>,
    pub style: Style,
}

/// What declared a binding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BindingKind {
    Var,
    Let,
    Const,
    Class,
    Function,
    Param,
    Catch,
    /// The name of a function expression, visible inside it.
    SelfName,
    /// The name of a class expression, visible inside it and nowhere else.
    ClassName,
    Import,
    Using,
}

/// What is known of a binding.
#[derive(Clone, Debug)]
pub struct BindingFacts {
    pub owner: FnId,
    pub kind: BindingKind,
    /// Declared in the outermost scope of the module, or of a function that runs once: lifted functions see it by name.
    pub top: bool,
    /// Writes other than its initialisation.
    pub writes: u32,
    /// Its value is used for something else than being called.
    pub escapes: bool,
    pub declarations: u32,
    /// Functions other than the owner that use it, and those between them and the owner.
    pub captured_by: Vec<FnId>,
    /// Position (in visiting order) from which on it is initialised.
    pub initialised_at: u32,
    /// A closure that uses it exists before it is initialised.
    pub captured_early: bool,
    /// Its own function may use it before it is initialised.
    pub used_early: bool,
    pub in_loop: bool,
    pub in_params: bool,
    /// Declared in the outermost block of its function (or in its parameters), not in a block inside it.
    pub outermost: bool,
    /// It is such a box itself.
    pub is_box: bool,
    /// Lives in a box `{ v }`, shared by the closures and frames that hold it.
    pub boxed: bool,
}

impl BindingFacts {
    /// Whether its value can differ between two moments at which it is initialised.
    pub fn mutable(&self) -> bool {
        self.writes > 0 || self.declarations > 1 || (self.kind == BindingKind::Var && self.in_loop)
    }

    /// Whether using it too early is an error that must be raised.
    pub fn has_hole(&self) -> bool {
        matches!(self.kind, BindingKind::Let | BindingKind::Const | BindingKind::Class | BindingKind::Using)
    }
}

/// All facts of a program.
#[derive(Debug, Default)]
pub struct Facts {
    pub functions: Vec<FunctionFacts>,
    pub bindings: FxHashMap<Id, BindingFacts>,
    /// Tells lifted functions from those of other scripts in the same global scope; empty for modules.
    pub unit: String,
    /// Some name is `yield`, which generators do not allow.
    pub names_yield: bool,
}

impl Facts {
    pub fn function(&self, id: FnId) -> &FunctionFacts {
        &self.functions[id.0 as usize]
    }

    pub fn function_mut(&mut self, id: FnId) -> &mut FunctionFacts {
        &mut self.functions[id.0 as usize]
    }

    /// Whether what is lifted out of the function has to stand inside its class.
    pub fn stays_in_class(&self, id: FnId) -> bool {
        let function = self.function(id);
        function.uses_private || function.names_class
    }

    /// The function and those around it, innermost first.
    pub fn around(&self, id: FnId) -> impl Iterator<Item = FnId> + '_ {
        std::iter::successors(Some(id), |id| self.function(*id).parent)
    }

    /// Whether a function lifted out of `id` needs a directive of its own to be strict.
    pub fn must_say_strict(&self, id: FnId) -> bool {
        let around = self.around(id).skip(1).find(|around| self.function(*around).runs_once);
        self.function(id).strict && !self.function(around.unwrap_or(FnId::MODULE)).strict
    }

    pub fn boxed(&self, id: &Id) -> bool {
        self.bindings.get(id).is_some_and(|binding| binding.boxed)
    }
}

impl FunctionFacts {
    /// Whether `new` may call it.
    pub fn constructs(&self) -> bool {
        match self.kind {
            FunctionKind::Plain => !self.only_called,
            kind => kind == FunctionKind::BaseConstructor,
        }
    }

    /// Facts of a function of which nothing but its form is known yet.
    pub fn new(parent: Option<FnId>, kind: FunctionKind) -> FunctionFacts {
        FunctionFacts {
            parent,
            kind,
            name: String::new(),
            span: swc_common::DUMMY_SP,
            strict: false,
            is_async: false,
            is_generator: false,
            native_name: false,
            simple_params: true,
            params: Vec::new(),
            uses_this: false,
            uses_arguments: false,
            writes_arguments: false,
            uses_new_target: false,
            uses_super: false,
            binds_super: false,
            uses_private: false,
            names_class: false,
            runs_once: false,
            is_called_there: false,
            class: None,
            is_static: None,
            uses_using: false,
            lends_arguments: false,
            dynamic_scope: false,
            body_suspends: false,
            params_suspend: false,
            params_have_closures: false,
            binding: None,
            has_own_name: false,
            only_called: false,
            calls: false,
            has_loops: false,
            free: Vec::new(),
            style: Style::Leaf,
        }
    }
}

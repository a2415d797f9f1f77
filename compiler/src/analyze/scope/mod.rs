//! Who declares, captures and writes each binding, and what each function uses.
//!
//! The tree is walked twice in the same order, with a counter that ticks at every name and function: the first walk
//! notes where each binding is declared and from which position on it is initialised, the second compares every use
//! with that. Postcondition: every binding of the program is in `Facts::bindings`; `style` is still undecided.

mod arguments;
mod native;
mod visit;
mod wrapper;

use rustc_hash::FxHashSet;
use swc_atoms::Atom;
use swc_common::{DUMMY_SP, Span};
use swc_ecma_ast::*;
use swc_ecma_visit::VisitWith;

use self::native::{Parent, is_native_key, wrapped};
use super::Scope;
use crate::facts::*;
use crate::syntax::{bound_names, key_text};

/// Collects the facts of `program`, whose functions carry ids below `count`.
pub fn collect(program: &Program, scope: Scope, count: u32) -> Facts {
    let mut walk = Walk::new(scope, count);
    program.visit_with(&mut walk);
    walk.rewind();
    program.visit_with(&mut walk);
    for function in &mut walk.facts.functions {
        function.native_name |= function.binding.as_ref().is_some_and(|id| walk.given_to_engine.contains(id));
    }
    walk.facts
}

/// A function being walked.
struct Open {
    /// `None` for class parts, which have no node of their own.
    id: FnId,
    kind: FunctionKind,
    /// Position at which a closure of it is made.
    created_at: u32,
    /// How many blocks are open in its outermost scope.
    blocks: usize,
}

/// A class being walked: the private names it declares and how many functions were open around it.
struct OpenClass {
    private: FxHashSet<Atom>,
    depth: usize,
    own_name: Option<Id>,
    /// Declared at the top of the module: evaluated once, and lifted functions see it by name.
    is_top: bool,
    /// Whether it has static fields or blocks.
    has_statics: bool,
    parent: Parent,
}

struct Walk {
    facts: Facts,
    referring: bool,
    position: u32,
    open: Vec<Open>,
    classes: Vec<OpenClass>,
    /// Positions at which the enclosing blocks begin: where their function declarations come to life.
    blocks: Vec<u32>,
    loops: u32,
    /// How many `with` statements are around, in whatever function: they hide variables of the functions inside.
    withs: u32,
    in_params: bool,
    next_part: u32,
    first_part: u32,
    pending: Pending,
    /// The object literal being walked looks like a property descriptor: the engine calls its `get` and `set`.
    in_descriptor: bool,
    /// What is being walked lists the module's functions for other cores, which only call them.
    in_registration: bool,
    /// Names whose values the engine may call: `date.toJSON = serialize`.
    given_to_engine: FxHashSet<Id>,
}

/// What the parent of a function node knows about it and the node itself does not.
struct Pending {
    kind: FunctionKind,
    name: String,
    native_name: bool,
    hoisted: bool,
    is_static: Option<bool>,
}

impl Default for Pending {
    fn default() -> Self {
        Pending {
            kind: FunctionKind::Plain,
            name: String::new(),
            native_name: false,
            hoisted: false,
            is_static: None,
        }
    }
}

impl Walk {
    fn new(scope: Scope, count: u32) -> Walk {
        let blank = || FunctionFacts::new(None, FunctionKind::Plain);
        let mut functions: Vec<_> = (0..count).map(|_| blank()).collect();
        functions[0] = FunctionFacts::new(None, FunctionKind::Module);
        functions[0].strict = scope.strict;
        functions[0].runs_once = true;
        functions[0].name = "<module>".to_string();
        let mut walk = Walk {
            facts: Facts { functions, ..Facts::default() },
            referring: false,
            position: 0,
            open: Vec::new(),
            classes: Vec::new(),
            blocks: vec![0],
            loops: 0,
            withs: 0,
            in_params: false,
            next_part: count,
            first_part: count,
            pending: Pending::default(),
            in_descriptor: false,
            in_registration: false,
            given_to_engine: FxHashSet::default(),
        };
        walk.rewind();
        walk.referring = false;
        walk
    }

    fn rewind(&mut self) {
        self.referring = true;
        self.position = 0;
        self.next_part = self.first_part;
        self.open = vec![Open { id: FnId::MODULE, kind: FunctionKind::Module, created_at: 0, blocks: 1 }];
    }

    fn tick(&mut self) -> u32 {
        self.position += 1;
        self.position
    }

    fn current(&mut self) -> &mut FunctionFacts {
        let id = self.open.last().expect("the module is open").id;
        self.facts.function_mut(id)
    }

    fn declare(&mut self, name: &Ident, kind: BindingKind, initialised_at: u32) {
        self.tick();
        self.facts.names_yield |= name.sym == "yield";
        if self.referring {
            return;
        }
        let innermost = self.open.last().expect("the module is open");
        let owner = innermost.id;
        let outermost = kind == BindingKind::Var || self.blocks.len() <= innermost.blocks;
        let top = self.facts.function(owner).runs_once
            && outermost
            && !matches!(kind, BindingKind::SelfName | BindingKind::ClassName);
        let in_params = self.in_params;
        let in_loop = self.loops > 0;
        let binding = self.facts.bindings.entry(name.to_id()).or_insert_with(|| BindingFacts {
            owner,
            kind,
            top,
            writes: 0,
            escapes: false,
            declarations: 0,
            captured_by: Vec::new(),
            initialised_at,
            captured_early: false,
            used_early: false,
            in_loop,
            in_params,
            outermost,
            is_box: false,
            boxed: false,
        });
        // A parameter that is declared again by `var` keeps its kind; its initialiser is a write.
        binding.declarations += 1;
    }

    /// Declares the names of a pattern that is taken apart at `initialised_at` or, part by part, later. 0 stands for names that
    /// are initialised from the start.
    fn declare_pattern(&mut self, pat: &Pat, kind: BindingKind, initialised_at: u32) {
        let in_turn = initialised_at > 0 && kind != BindingKind::Param;
        match pat {
            Pat::Ident(name) => {
                let at = if in_turn { self.position + 1 } else { initialised_at };
                self.declare(&name.id, kind, at);
            }
            Pat::Array(array) => {
                array.elems.iter().flatten().for_each(|pat| self.declare_pattern(pat, kind, initialised_at))
            }
            Pat::Rest(rest) => self.declare_pattern(&rest.arg, kind, initialised_at),
            Pat::Assign(assign) => {
                assign.right.visit_with(self);
                self.declare_pattern(&assign.left, kind, initialised_at);
            }
            Pat::Object(object) => {
                for prop in &object.props {
                    match prop {
                        ObjectPatProp::KeyValue(prop) => {
                            prop.key.visit_with(self);
                            self.declare_pattern(&prop.value, kind, initialised_at);
                        }
                        ObjectPatProp::Assign(prop) => {
                            prop.value.visit_with(self);
                            let at = if in_turn { self.position + 1 } else { initialised_at };
                            self.declare(&prop.key.id, kind, at);
                        }
                        ObjectPatProp::Rest(rest) => self.declare_pattern(&rest.arg, kind, initialised_at),
                    }
                }
            }
            Pat::Expr(expr) => {
                if let Expr::Member(member) = &**expr {
                    self.note_arguments_write(&member.obj);
                }
                expr.visit_with(self);
            }
            Pat::Invalid(_) => {}
        }
    }

    /// A use of a name: who captures it, and whether that happens too early.
    fn refer(&mut self, name: &Ident, write: bool) {
        self.refer_to(name, write);
        if !write && !self.in_registration && self.referring {
            self.escapes(name);
        }
    }

    /// The value of `name` may go anywhere from here.
    fn escapes(&mut self, name: &Ident) {
        if let Some(binding) = self.facts.bindings.get_mut(&name.to_id()) {
            binding.escapes = true;
        }
    }

    fn refer_to(&mut self, name: &Ident, write: bool) {
        let position = self.tick();
        self.facts.names_yield |= name.sym == "yield";
        if !self.referring {
            return;
        }
        let id = name.to_id();
        let own_class = self.classes.iter().rev().find(|class| class.own_name.as_ref() == Some(&id));
        let own_depth = own_class.map(|class| class.depth);
        if let Some(class) = own_class.filter(|class| class.is_top && class.has_statics) {
            for open in &self.open[class.depth..] {
                self.facts.functions[open.id.0 as usize].names_class = true;
            }
        }
        let Some(binding) = self.facts.bindings.get_mut(&id) else {
            if name.sym == "arguments" {
                self.use_arguments();
            }
            return;
        };
        let Some(depth) = self.open.iter().position(|open| open.id == binding.owner) else { return };
        binding.writes += u32::from(write && own_depth.is_none());
        let users = &self.open[depth + 1..];
        if own_depth.is_none() {
            match users.first() {
                Some(user) => binding.captured_early |= user.created_at < binding.initialised_at,
                None => binding.used_early |= position < binding.initialised_at,
            }
        }
        for user in users {
            if !binding.captured_by.contains(&user.id) {
                binding.captured_by.push(user.id);
            }
        }
        if binding.top {
            return;
        }
        for user in users.iter().map(|user| user.id) {
            let free = &mut self.facts.functions[user.0 as usize].free;
            if !free.contains(&id) {
                free.push(id.clone());
            }
        }
    }

    /// Applies `mark` to the open functions from the innermost to the nearest that is not an arrow.
    fn mark_lexical(&mut self, mut mark: impl FnMut(&mut FunctionFacts, bool)) {
        for (step, open) in self.open.iter().rev().enumerate() {
            mark(&mut self.facts.functions[open.id.0 as usize], step > 0);
            if open.kind != FunctionKind::Arrow {
                break;
            }
        }
    }

    fn use_arguments(&mut self) {
        self.mark_lexical(|function, lent| {
            function.uses_arguments = true;
            function.lends_arguments |= lent;
        });
    }

    fn use_private(&mut self, name: &Atom) {
        let depth =
            self.classes.iter().rev().find(|class| class.private.contains(name)).map_or(0, |c| c.depth);
        for open in &self.open[depth..] {
            self.facts.functions[open.id.0 as usize].uses_private = true;
        }
    }

    fn use_dynamic_scope(&mut self) {
        for open in &self.open {
            self.facts.functions[open.id.0 as usize].dynamic_scope = true;
        }
    }

    fn note_suspension(&mut self, is_call: bool) {
        let (in_params, in_loop) = (self.in_params, self.loops > 0);
        let function = self.current();
        if in_params {
            function.params_suspend = true;
        } else {
            function.body_suspends = true;
            function.calls |= is_call && !in_loop;
            function.has_loops |= !is_call;
        }
    }

    /// Whether the current place is in no block and no loop of a body that runs once.
    fn is_at_top(&self) -> bool {
        let innermost = self.open.last().expect("the module is open");
        self.runs_once() && self.blocks.len() == innermost.blocks
    }

    /// Whether the current place is evaluated at most once.
    fn runs_once(&self) -> bool {
        let innermost = self.open.last().expect("the module is open");
        self.facts.function(innermost.id).runs_once && self.loops == 0 && !self.in_params
    }

    /// `(function (…) { … })(…)` where it runs once, possibly with the body as an argument: such functions wrap modules.
    fn note_wrapper(&mut self, call: &CallExpr) {
        if !self.runs_once() {
            return;
        }
        let Callee::Expr(callee) = &call.callee else { return };
        let Some(called) = wrapper::called(callee) else { return };
        let function = self.facts.function_mut(called);
        (function.runs_once, function.is_called_there) = (true, true);
        for body in call.args.iter().flat_map(|arg| wrapper::passed(&arg.expr)) {
            self.facts.function_mut(body).runs_once = true;
        }
    }

    /// Walks the inside of a function: parameters, then body.
    fn enter(
        &mut self,
        id: FnId,
        span: Span,
        params: &mut dyn FnMut(&mut Self),
        body: &mut dyn FnMut(&mut Self),
    ) {
        let pending = std::mem::take(&mut self.pending);
        let created_at =
            if pending.hoisted { *self.blocks.last().expect("a block is open") } else { self.tick() };
        let parent = self.open.last().expect("the module is open").id;
        let parent_strict = self.facts.function(parent).strict;
        let in_class = !self.classes.is_empty();
        if self.in_params {
            self.current().params_have_closures = true;
        }
        let withs = self.withs;
        let facts = self.facts.function_mut(id);
        facts.parent = Some(parent);
        facts.kind = pending.kind;
        facts.span = span;
        facts.strict |= parent_strict || in_class;
        facts.native_name |= pending.native_name;
        facts.dynamic_scope |= withs > 0;
        facts.is_static = pending.is_static;
        facts.class = match self.classes.as_slice() {
            [class] if class.is_top => class.own_name.clone(),
            _ => None,
        };
        if !pending.name.is_empty() {
            facts.name = pending.name;
        }
        self.open.push(Open { id, kind: pending.kind, created_at, blocks: self.blocks.len() + 1 });
        let loops = std::mem::take(&mut self.loops);
        let was_in_params = std::mem::replace(&mut self.in_params, true);
        let start = self.position;
        self.blocks.push(start);
        params(self);
        self.in_params = false;
        body(self);
        self.blocks.pop();
        self.in_params = was_in_params;
        self.loops = loops;
        self.open.pop();
    }

    fn note_parameters<'p>(&mut self, id: FnId, params: impl Iterator<Item = &'p Pat>) {
        let facts = self.facts.function_mut(id);
        let mut names = Vec::new();
        facts.simple_params = true;
        for param in params {
            facts.simple_params &= matches!(param, Pat::Ident(_));
            bound_names(param, &mut names);
        }
        facts.params = names.iter().map(Ident::to_id).collect();
    }

    fn enter_function(&mut self, node: &Function) {
        let id = FnId::of(node.ctxt);
        let body = node.body.as_ref();
        let facts = self.facts.function_mut(id);
        facts.is_async = node.is_async;
        facts.is_generator = node.is_generator;
        facts.strict |= body.is_some_and(|body| begins_strict(&body.stmts));
        self.note_parameters(id, node.params.iter().map(|param| &param.pat));
        self.enter(
            id,
            node.span,
            &mut |walk| {
                let start = walk.position;
                node.params.iter().for_each(|p| walk.declare_pattern(&p.pat, BindingKind::Param, start));
            },
            &mut |walk| body.iter().for_each(|body| body.stmts.visit_with(walk)),
        );
    }

    /// A field initialiser or a static block.
    fn enter_part(&mut self, body: &mut dyn FnMut(&mut Self)) {
        let id = FnId(self.next_part);
        self.next_part += 1;
        if !self.referring {
            self.facts.functions.push(FunctionFacts::new(None, FunctionKind::ClassPart));
        }
        self.pending = Pending { kind: FunctionKind::ClassPart, ..Pending::default() };
        self.enter(id, DUMMY_SP, &mut |_| {}, body);
    }

    fn enter_class(&mut self, class: &Class, own_name: Option<Id>, name: &str) {
        class.super_class.visit_with(self);
        let private = class.body.iter().filter_map(private_name).cloned().collect();
        let is_top = own_name.is_some() && self.is_at_top();
        self.classes.push(OpenClass {
            private,
            depth: self.open.len(),
            own_name,
            is_top,
            has_statics: class.body.iter().any(is_static_part),
            parent: Parent::of(class),
        });
        for member in &class.body {
            if let ClassMember::Constructor(constructor) = member {
                let derived = class.super_class.is_some();
                self.pending = Pending {
                    kind: if derived {
                        FunctionKind::DerivedConstructor
                    } else {
                        FunctionKind::BaseConstructor
                    },
                    name: name.to_string(),
                    ..Pending::default()
                };
                constructor.visit_with(self);
            } else {
                member.visit_with(self);
            }
        }
        self.classes.pop();
    }

    fn loop_body(&mut self, walk: &mut dyn FnMut(&mut Self)) {
        self.note_suspension(false);
        self.quiet_loop(walk);
    }

    fn quiet_loop(&mut self, walk: &mut dyn FnMut(&mut Self)) {
        self.loops += 1;
        self.blocks.push(self.position);
        walk(self);
        self.blocks.pop();
        self.loops -= 1;
    }

    fn head(&mut self, head: &ForHead) {
        match head {
            ForHead::VarDecl(var) => {
                let at = self.position;
                self.loops += 1;
                self.declare_pattern(&var.decls[0].name, binding_kind(var.kind), at);
                self.loops -= 1;
            }
            ForHead::UsingDecl(using) => using.visit_with(self),
            ForHead::Pat(pat) => self.assign_pattern(pat),
        }
    }

    fn assign_pattern(&mut self, pat: &Pat) {
        match pat {
            Pat::Ident(name) => self.refer(&name.id, true),
            Pat::Array(array) => array.elems.iter().flatten().for_each(|pat| self.assign_pattern(pat)),
            Pat::Rest(rest) => self.assign_pattern(&rest.arg),
            Pat::Assign(assign) => {
                self.assign_pattern(&assign.left);
                assign.right.visit_with(self);
            }
            Pat::Object(object) => self.assign_object_pattern(object),
            Pat::Expr(expr) => {
                if let Expr::Member(member) = &**expr {
                    self.note_arguments_write(&member.obj);
                }
                expr.visit_with(self);
            }
            Pat::Invalid(_) => {}
        }
    }

    fn assign_object_pattern(&mut self, object: &ObjectPat) {
        for prop in &object.props {
            match prop {
                ObjectPatProp::KeyValue(prop) => {
                    prop.key.visit_with(self);
                    self.assign_pattern(&prop.value);
                }
                ObjectPatProp::Assign(prop) => {
                    self.refer(&prop.key.id, true);
                    prop.value.visit_with(self);
                }
                ObjectPatProp::Rest(rest) => self.assign_pattern(&rest.arg),
            }
        }
    }

    fn method(&mut self, key: &PropName, kind: MethodKind, is_static: Option<bool>, function: &Function) {
        key.visit_with(self);
        let kind = if kind == MethodKind::Method { FunctionKind::Method } else { FunctionKind::Accessor };
        let name = key_text(key);
        let parent = self.classes.last().map_or(Parent::Other, |class| class.parent);
        let by_parent = is_static.is_some_and(|is_static| parent.calls(&name, is_static));
        let native_name = is_native_key(key) || by_parent;
        self.pending = Pending { kind, name: name.into_owned(), native_name, hoisted: false, is_static };
        self.enter_function(function);
    }

    /// Notes that the function that `name` may stand for becomes a property `key`, under which the engine may call it. Not
    /// for `next`: what iterates by that name are the guards of `iterables`.
    fn give(&mut self, name: &Ident, key: &str) {
        if key != "next" {
            self.given_to_engine.insert(name.to_id());
        }
    }

    /// Names the function that `expr` is, if it is one; `native` when the engine may call it under that name.
    fn expect_name(&mut self, expr: &Expr, name: &str, native: bool) {
        let kind = match expr {
            Expr::Arrow(_) => FunctionKind::Arrow,
            Expr::Fn(_) => FunctionKind::Plain,
            Expr::Class(_) => FunctionKind::Plain,
            Expr::Paren(paren) => return self.expect_name(&paren.expr, name, native),
            Expr::Ident(other) if native => return self.give(other, name),
            _ => match wrapped(expr) {
                Some(function) if native => return self.expect_name(function, name, native),
                _ => return,
            },
        };
        self.pending =
            Pending { kind, name: name.to_string(), native_name: native, hoisted: false, is_static: None };
    }
}

fn begins_strict(stmts: &[Stmt]) -> bool {
    stmts.iter().take_while(|stmt| stmt.can_precede_directive()).any(Stmt::is_use_strict)
}

fn binding_kind(kind: VarDeclKind) -> BindingKind {
    match kind {
        VarDeclKind::Var => BindingKind::Var,
        VarDeclKind::Let => BindingKind::Let,
        VarDeclKind::Const => BindingKind::Const,
    }
}

/// Whether a member runs code when its class is defined.
fn is_static_part(member: &ClassMember) -> bool {
    match member {
        ClassMember::StaticBlock(_) => true,
        ClassMember::ClassProp(prop) => prop.is_static,
        ClassMember::PrivateProp(prop) => prop.is_static,
        ClassMember::AutoAccessor(accessor) => accessor.is_static,
        _ => false,
    }
}

fn private_name(member: &ClassMember) -> Option<&Atom> {
    match member {
        ClassMember::PrivateMethod(method) => Some(&method.key.name),
        ClassMember::PrivateProp(prop) => Some(&prop.key.name),
        ClassMember::AutoAccessor(accessor) => match &accessor.key {
            Key::Private(key) => Some(&key.name),
            Key::Public(_) => None,
        },
        _ => None,
    }
}

/// Whether an object literal can be a property descriptor with accessors.
fn is_descriptor(object: &ObjectLit) -> bool {
    let has = |name: &str| {
        object.props.iter().any(|prop| match prop {
            PropOrSpread::Prop(prop) => match &**prop {
                Prop::KeyValue(prop) => key_text(&prop.key) == name,
                Prop::Method(prop) => key_text(&prop.key) == name,
                Prop::Shorthand(ident) => ident.sym == name,
                _ => false,
            },
            PropOrSpread::Spread(_) => false,
        })
    };
    let (get, set) = (has("get"), has("set"));
    get && set || (get || set) && (has("enumerable") || has("configurable"))
}

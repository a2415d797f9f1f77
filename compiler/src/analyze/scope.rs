//! Who declares, captures and writes each binding, and what each function uses.
//!
//! The tree is walked twice in the same order, with a counter that ticks at every name and function: the first walk
//! notes where each binding is declared and from which position on it is initialised, the second compares every use
//! with that. Postcondition: every binding of the program is in `Facts::bindings`; `style` is still undecided.

use std::collections::HashSet;

use swc_atoms::Atom;
use swc_common::{DUMMY_SP, Span, SyntaxContext};
use swc_ecma_ast::*;
use swc_ecma_visit::{Visit, VisitWith};

use super::Scope;
use super::facts::*;
use super::suspends::bound_names;

/// Collects the facts of `program`, whose functions carry ids below `count`.
pub fn collect(program: &Program, scope: Scope, count: u32) -> Facts {
    let mut walk = Walk::new(scope, count);
    program.visit_with(&mut walk);
    walk.rewind();
    program.visit_with(&mut walk);
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
    private: HashSet<Atom>,
    depth: usize,
    own_name: Option<Id>,
}

struct Walk {
    scope: Scope,
    facts: Facts,
    referring: bool,
    position: u32,
    open: Vec<Open>,
    classes: Vec<OpenClass>,
    /// Positions at which the enclosing blocks begin: where their function declarations come to life.
    blocks: Vec<u32>,
    loops: u32,
    in_params: bool,
    next_part: u32,
    first_part: u32,
    pending: Pending,
}

/// What the parent of a function node knows about it and the node itself does not.
struct Pending {
    kind: FunctionKind,
    name: String,
    native_name: bool,
    hoisted: bool,
}

impl Default for Pending {
    fn default() -> Self {
        Pending { kind: FunctionKind::Plain, name: String::new(), native_name: false, hoisted: false }
    }
}

impl Walk {
    fn new(scope: Scope, count: u32) -> Walk {
        let blank = || FunctionFacts::new(None, FunctionKind::Plain);
        let mut functions: Vec<_> = (0..count).map(|_| blank()).collect();
        functions[0] = FunctionFacts::new(None, FunctionKind::Module);
        functions[0].strict = scope.strict;
        functions[0].name = "<module>".to_string();
        let mut walk = Walk {
            scope,
            facts: Facts { functions, bindings: Default::default() },
            referring: false,
            position: 0,
            open: Vec::new(),
            classes: Vec::new(),
            blocks: vec![0],
            loops: 0,
            in_params: false,
            next_part: count,
            first_part: count,
            pending: Pending::default(),
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
        if self.referring {
            return;
        }
        let innermost = self.open.last().expect("the module is open");
        let owner = innermost.id;
        let outermost = kind == BindingKind::Var || self.blocks.len() <= innermost.blocks;
        let top = owner == FnId::MODULE
            && (self.blocks.len() == 1 || matches!(kind, BindingKind::Var))
            && kind != BindingKind::SelfName;
        let in_params = self.in_params;
        let in_loop = self.loops > 0;
        let binding = self.facts.bindings.entry(name.to_id()).or_insert_with(|| BindingFacts {
            owner,
            kind,
            top,
            writes: 0,
            declarations: 0,
            captured_by: Vec::new(),
            initialised_at,
            captured_early: false,
            used_early: false,
            in_loop,
            in_params,
            outermost,
            boxed: false,
        });
        // A parameter that is declared again by `var` keeps its kind; its initialiser is a write.
        binding.declarations += 1;
    }

    fn declare_pattern(&mut self, pat: &Pat, kind: BindingKind, initialised_at: u32) {
        match pat {
            Pat::Ident(name) => self.declare(&name.id, kind, initialised_at),
            Pat::Array(array) => {
                array.elems.iter().flatten().for_each(|pat| self.declare_pattern(pat, kind, initialised_at))
            }
            Pat::Rest(rest) => self.declare_pattern(&rest.arg, kind, initialised_at),
            Pat::Assign(assign) => {
                self.declare_pattern(&assign.left, kind, initialised_at);
                assign.right.visit_with(self);
            }
            Pat::Object(object) => {
                for prop in &object.props {
                    match prop {
                        ObjectPatProp::KeyValue(prop) => {
                            prop.key.visit_with(self);
                            self.declare_pattern(&prop.value, kind, initialised_at);
                        }
                        ObjectPatProp::Assign(prop) => {
                            self.declare(&prop.key.id, kind, initialised_at);
                            prop.value.visit_with(self);
                        }
                        ObjectPatProp::Rest(rest) => self.declare_pattern(&rest.arg, kind, initialised_at),
                    }
                }
            }
            Pat::Expr(expr) => expr.visit_with(self),
            Pat::Invalid(_) => {}
        }
    }

    /// A use of a name: who captures it, and whether that happens too early.
    fn refer(&mut self, name: &Ident, write: bool) {
        let position = self.tick();
        if !self.referring {
            return;
        }
        let id = name.to_id();
        let own_class = self.classes.iter().rev().find(|class| class.own_name.as_ref() == Some(&id));
        let own_depth = own_class.map(|class| class.depth);
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
        let depth = self.classes.iter().rev().find(|class| class.private.contains(name)).map_or(0, |c| c.depth);
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
            function.calls += u32::from(is_call && !in_loop);
            function.has_loops |= !is_call;
        }
    }

    /// Walks the inside of a function: parameters, then body.
    fn enter(&mut self, id: FnId, span: Span, params: &mut dyn FnMut(&mut Self), body: &mut dyn FnMut(&mut Self)) {
        let pending = std::mem::take(&mut self.pending);
        let created_at = if pending.hoisted { *self.blocks.last().expect("a block is open") } else { self.tick() };
        let parent = self.open.last().expect("the module is open").id;
        let parent_strict = self.facts.function(parent).strict;
        let in_class = !self.classes.is_empty();
        if self.in_params {
            self.current().params_have_closures = true;
        }
        let facts = self.facts.function_mut(id);
        facts.parent = Some(parent);
        facts.kind = pending.kind;
        facts.span = span;
        facts.strict |= parent_strict || in_class;
        facts.native_name |= pending.native_name;
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

    fn enter_function(&mut self, node: &Function) {
        let id = FnId::of(node.ctxt);
        let body = node.body.as_ref();
        let facts = self.facts.function_mut(id);
        facts.is_async = node.is_async;
        facts.is_generator = node.is_generator;
        facts.strict |= body.is_some_and(|body| begins_strict(&body.stmts));
        facts.simple_params = node.params.iter().all(|param| matches!(param.pat, Pat::Ident(_)));
        let mut names = Vec::new();
        node.params.iter().for_each(|param| bound_names(&param.pat, &mut names));
        facts.params = names.iter().map(Ident::to_id).collect();
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
        self.classes.push(OpenClass { private, depth: self.open.len(), own_name });
        for member in &class.body {
            if let ClassMember::Constructor(constructor) = member {
                let derived = class.super_class.is_some();
                self.pending = Pending {
                    kind: if derived { FunctionKind::DerivedConstructor } else { FunctionKind::BaseConstructor },
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
            Pat::Expr(expr) => expr.visit_with(self),
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

    fn method(&mut self, key: &PropName, kind: MethodKind, function: &Function) {
        key.visit_with(self);
        let kind = if kind == MethodKind::Method { FunctionKind::Method } else { FunctionKind::Accessor };
        self.pending =
            Pending { kind, name: key_text(key), native_name: is_native_key(key), hoisted: false };
        self.enter_function(function);
    }

    /// Names the function that `expr` is, if it is one; `native` when the engine may call it under that name.
    fn expect_name(&mut self, expr: &Expr, name: &str, native: bool) {
        let kind = match expr {
            Expr::Arrow(_) => FunctionKind::Arrow,
            Expr::Fn(_) => FunctionKind::Plain,
            Expr::Class(_) => FunctionKind::Plain,
            _ => return,
        };
        self.pending = Pending { kind, name: name.to_string(), native_name: native, hoisted: false };
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

/// A key as it would appear in a report.
pub fn key_text(key: &PropName) -> String {
    match key {
        PropName::Ident(name) => name.sym.to_string(),
        PropName::Str(text) => text.value.to_string_lossy().into_owned(),
        PropName::Num(number) => number.value.to_string(),
        PropName::BigInt(number) => number.value.to_string(),
        PropName::Computed(_) => "[computed]".to_string(),
    }
}

/// Names under which V8 itself calls a function and would go on with the sentinel as if it were a value.
fn is_native_name(name: &str) -> bool {
    matches!(name, "valueOf" | "toString" | "toJSON" | "then" | "next" | "return" | "throw")
}

fn is_native_key(key: &PropName) -> bool {
    matches!(key, PropName::Computed(_)) || is_native_name(&key_text(key))
}

impl Visit for Walk {
    fn visit_module_items(&mut self, items: &[ModuleItem]) {
        items.visit_children_with(self);
    }

    fn visit_block_stmt(&mut self, node: &BlockStmt) {
        self.blocks.push(self.position);
        node.stmts.visit_with(self);
        self.blocks.pop();
    }

    fn visit_fn_decl(&mut self, node: &FnDecl) {
        let start = *self.blocks.last().expect("a block is open");
        self.declare(&node.ident, BindingKind::Function, start);
        self.pending = Pending {
            kind: FunctionKind::Plain,
            name: node.ident.sym.to_string(),
            native_name: is_native_name(&node.ident.sym) && node.ident.sym != "next",
            hoisted: true,
        };
        self.enter_function(&node.function);
    }

    fn visit_fn_expr(&mut self, node: &FnExpr) {
        let native = self.pending.native_name;
        self.pending.kind = FunctionKind::Plain;
        let Some(name) = &node.ident else { return self.enter_function(&node.function) };
        self.pending.name = name.sym.to_string();
        self.pending.native_name = native;
        let id = FnId::of(node.function.ctxt);
        // The function's own name belongs to the function: its resume version finds it in the frame.
        let pending = std::mem::take(&mut self.pending);
        self.open.push(Open { id, kind: FunctionKind::Plain, created_at: self.position, blocks: 0 });
        self.declare(name, BindingKind::SelfName, 0);
        self.open.pop();
        self.pending = pending;
        self.enter_function(&node.function);
    }

    fn visit_function(&mut self, node: &Function) {
        self.enter_function(node);
    }

    fn visit_arrow_expr(&mut self, node: &ArrowExpr) {
        let id = FnId::of(node.ctxt);
        self.pending.kind = FunctionKind::Arrow;
        let facts = self.facts.function_mut(id);
        facts.is_async = node.is_async;
        facts.simple_params = node.params.iter().all(|param| matches!(param, Pat::Ident(_)));
        let mut names = Vec::new();
        node.params.iter().for_each(|param| bound_names(param, &mut names));
        facts.params = names.iter().map(Ident::to_id).collect();
        self.enter(
            id,
            node.span,
            &mut |walk| {
                let start = walk.position;
                node.params.iter().for_each(|p| walk.declare_pattern(p, BindingKind::Param, start));
            },
            &mut |walk| match &*node.body {
                ArrowFunctionBody::FunctionBody(body) => body.stmts.visit_with(walk),
                ArrowFunctionBody::Expr(expr) => expr.visit_with(walk),
            },
        );
    }

    fn visit_constructor(&mut self, node: &Constructor) {
        let id = FnId::of(node.ctxt);
        node.key.visit_with(self);
        let params = || node.params.iter().filter_map(|param| match param {
            ParamOrTsParamProp::Param(param) => Some(&param.pat),
            ParamOrTsParamProp::TsParamProp(_) => None,
        });
        let mut names = Vec::new();
        params().for_each(|param| bound_names(param, &mut names));
        let facts = self.facts.function_mut(id);
        facts.simple_params = params().all(|param| matches!(param, Pat::Ident(_)));
        facts.params = names.iter().map(Ident::to_id).collect();
        self.enter(
            id,
            node.span,
            &mut |walk| {
                let start = walk.position;
                params().for_each(|param| walk.declare_pattern(param, BindingKind::Param, start));
            },
            &mut |walk| node.body.iter().for_each(|body| body.stmts.visit_with(walk)),
        );
    }

    fn visit_class_decl(&mut self, node: &ClassDecl) {
        let id = node.ident.to_id();
        let at = self.position;
        self.enter_class(&node.class, Some(id), &node.ident.sym);
        let end = self.position.max(at + 1);
        self.declare(&node.ident, BindingKind::Class, end);
    }

    fn visit_class_expr(&mut self, node: &ClassExpr) {
        let inferred = std::mem::take(&mut self.pending).name;
        let name = node.ident.as_ref().map_or(inferred, |name| name.sym.to_string());
        if let Some(name) = &node.ident {
            self.declare(name, BindingKind::SelfName, 0);
        }
        self.enter_class(&node.class, None, &name);
    }

    fn visit_class_method(&mut self, node: &ClassMethod) {
        self.method(&node.key, node.kind, &node.function);
    }

    fn visit_private_method(&mut self, node: &PrivateMethod) {
        let kind = if node.kind == MethodKind::Method { FunctionKind::Method } else { FunctionKind::Accessor };
        self.pending = Pending { kind, name: format!("#{}", node.key.name), ..Pending::default() };
        self.enter_function(&node.function);
    }

    fn visit_class_prop(&mut self, node: &ClassProp) {
        node.key.visit_with(self);
        let name = key_text(&node.key);
        let native = is_native_key(&node.key);
        self.enter_part(&mut |walk| {
            if let Some(value) = &node.value {
                walk.expect_name(value, &name, native);
                value.visit_with(walk);
            }
        });
    }

    fn visit_private_prop(&mut self, node: &PrivateProp) {
        self.enter_part(&mut |walk| node.value.visit_with(walk));
    }

    fn visit_static_block(&mut self, node: &StaticBlock) {
        self.enter_part(&mut |walk| node.body.stmts.visit_with(walk));
    }

    fn visit_auto_accessor(&mut self, node: &AutoAccessor) {
        self.enter_part(&mut |walk| node.value.visit_with(walk));
    }

    fn visit_prop(&mut self, node: &Prop) {
        match node {
            Prop::Shorthand(name) => self.refer(name, false),
            Prop::KeyValue(prop) => {
                prop.key.visit_with(self);
                self.expect_name(&prop.value, &key_text(&prop.key), is_native_key(&prop.key));
                prop.value.visit_with(self);
            }
            Prop::Assign(prop) => prop.value.visit_with(self),
            Prop::Getter(prop) => self.method(&prop.key, MethodKind::Getter, &prop.function),
            Prop::Setter(prop) => self.method(&prop.key, MethodKind::Setter, &prop.function),
            Prop::Method(prop) => self.method(&prop.key, MethodKind::Method, &prop.function),
        }
    }

    fn visit_var_decl(&mut self, node: &VarDecl) {
        for declarator in &node.decls {
            if let (Pat::Ident(name), Some(init)) = (&declarator.name, &declarator.init) {
                self.expect_name(init, &name.sym, false);
            }
            declarator.init.visit_with(self);
            let kind = binding_kind(node.kind);
            let at = if kind == BindingKind::Var && declarator.init.is_none() { 0 } else { self.position + 1 };
            self.declare_pattern(&declarator.name, kind, at);
        }
    }

    fn visit_using_decl(&mut self, node: &UsingDecl) {
        self.current().uses_using = true;
        for declarator in &node.decls {
            declarator.init.visit_with(self);
            let at = self.position + 1;
            self.declare_pattern(&declarator.name, BindingKind::Using, at);
        }
    }

    fn visit_catch_clause(&mut self, node: &CatchClause) {
        self.blocks.push(self.position);
        let at = self.position;
        if let Some(param) = &node.param {
            self.declare_pattern(param, BindingKind::Catch, at);
        }
        node.body.visit_with(self);
        self.blocks.pop();
    }

    fn visit_switch_stmt(&mut self, node: &SwitchStmt) {
        node.discriminant.visit_with(self);
        self.blocks.push(self.position);
        for case in &node.cases {
            case.test.visit_with(self);
            case.cons.visit_with(self);
            if !self.referring {
                self.mark_case_declarations(&case.cons);
            }
        }
        self.blocks.pop();
    }

    fn visit_while_stmt(&mut self, node: &WhileStmt) {
        self.loop_body(&mut |walk| node.visit_children_with(walk));
    }

    fn visit_do_while_stmt(&mut self, node: &DoWhileStmt) {
        self.loop_body(&mut |walk| node.visit_children_with(walk));
    }

    fn visit_for_stmt(&mut self, node: &ForStmt) {
        self.note_suspension(false);
        self.blocks.push(self.position);
        node.init.visit_with(self);
        self.quiet_loop(&mut |walk| {
            node.test.visit_with(walk);
            node.update.visit_with(walk);
            node.body.visit_with(walk);
        });
        self.blocks.pop();
    }

    fn visit_for_in_stmt(&mut self, node: &ForInStmt) {
        node.right.visit_with(self);
        self.quiet_loop(&mut |walk| {
            walk.head(&node.left);
            node.body.visit_with(walk);
        });
    }

    fn visit_for_of_stmt(&mut self, node: &ForOfStmt) {
        node.right.visit_with(self);
        self.loop_body(&mut |walk| {
            walk.head(&node.left);
            node.body.visit_with(walk);
        });
    }

    fn visit_with_stmt(&mut self, node: &WithStmt) {
        self.use_dynamic_scope();
        node.visit_children_with(self);
    }

    fn visit_labeled_stmt(&mut self, node: &LabeledStmt) {
        node.body.visit_with(self);
    }
    fn visit_break_stmt(&mut self, _: &BreakStmt) {}
    fn visit_continue_stmt(&mut self, _: &ContinueStmt) {}

    fn visit_expr(&mut self, node: &Expr) {
        match node {
            Expr::Ident(name) => self.refer(name, false),
            Expr::This(_) => self.mark_lexical(|function, _| function.uses_this = true),
            Expr::PrivateName(name) => self.use_private(&name.name),
            _ => node.visit_children_with(self),
        }
        if !matches!(node, Expr::Paren(_)) {
            self.pending = Pending::default();
        }
    }

    fn visit_member_expr(&mut self, node: &MemberExpr) {
        node.obj.visit_with(self);
        match &node.prop {
            MemberProp::PrivateName(name) => self.use_private(&name.name),
            MemberProp::Computed(key) => key.visit_with(self),
            MemberProp::Ident(_) => {}
        }
    }

    fn visit_super_prop_expr(&mut self, node: &SuperPropExpr) {
        self.mark_lexical(|function, _| function.uses_super = true);
        node.prop.visit_with(self);
    }

    fn visit_meta_prop_expr(&mut self, node: &MetaPropExpr) {
        if node.kind == MetaPropKind::NewTarget {
            self.mark_lexical(|function, lent| {
                function.uses_new_target = true;
                function.lends_arguments |= lent;
            });
        }
    }

    fn visit_call_expr(&mut self, node: &CallExpr) {
        match &node.callee {
            Callee::Super(_) => self.mark_lexical(|function, _| {
                function.uses_super = true;
                function.uses_this = true;
            }),
            Callee::Import(_) => {}
            Callee::Expr(callee) => {
                if is_unbound(callee, "eval", self.scope.unresolved) {
                    self.use_dynamic_scope();
                }
                callee.visit_with(self);
            }
        }
        if !matches!(node.callee, Callee::Import(_)) {
            self.note_suspension(true);
        }
        node.args.visit_with(self);
    }

    fn visit_opt_call(&mut self, node: &OptCall) {
        self.note_suspension(true);
        node.visit_children_with(self);
    }

    fn visit_new_expr(&mut self, node: &NewExpr) {
        self.note_suspension(true);
        node.visit_children_with(self);
    }

    fn visit_tagged_tpl(&mut self, node: &TaggedTpl) {
        self.note_suspension(true);
        node.visit_children_with(self);
    }

    fn visit_assign_expr(&mut self, node: &AssignExpr) {
        match &node.left {
            AssignTarget::Simple(SimpleAssignTarget::Ident(name)) => {
                self.expect_name(&node.right, &name.sym, false);
                self.refer_write_after(&name.id, &node.right);
                return;
            }
            AssignTarget::Simple(SimpleAssignTarget::Member(member)) => {
                self.note_arguments_write(&member.obj);
                member.visit_with(self);
                let (name, native) = member_name(&member.prop);
                self.expect_name(&node.right, &name, native);
            }
            AssignTarget::Simple(other) => other.visit_children_with(self),
            AssignTarget::Pat(AssignTargetPat::Array(array)) => {
                array.elems.iter().flatten().for_each(|pat| self.assign_pattern(pat));
            }
            AssignTarget::Pat(AssignTargetPat::Object(object)) => self.assign_object_pattern(object),
            AssignTarget::Pat(AssignTargetPat::Invalid(_)) => {}
        }
        node.right.visit_with(self);
    }

    fn visit_update_expr(&mut self, node: &UpdateExpr) {
        match &*node.arg {
            Expr::Ident(name) => self.refer(name, true),
            Expr::Member(member) => {
                self.note_arguments_write(&member.obj);
                member.visit_with(self);
            }
            other => other.visit_with(self),
        }
    }

    fn visit_import_decl(&mut self, node: &ImportDecl) {
        for specifier in &node.specifiers {
            let local = match specifier {
                ImportSpecifier::Named(named) => &named.local,
                ImportSpecifier::Default(default) => &default.local,
                ImportSpecifier::Namespace(namespace) => &namespace.local,
            };
            self.declare(local, BindingKind::Import, 0);
        }
    }

    fn visit_named_export(&mut self, node: &NamedExport) {
        if node.src.is_some() {
            return;
        }
        for specifier in &node.specifiers {
            if let ExportSpecifier::Named(named) = specifier
                && let ModuleExportName::Ident(name) = &named.orig
            {
                self.refer(name, false);
            }
        }
    }

    fn visit_export_default_decl(&mut self, node: &ExportDefaultDecl) {
        match &node.decl {
            DefaultDecl::Class(class) => {
                if let Some(name) = &class.ident {
                    self.declare(name, BindingKind::Class, 0);
                }
                let own = class.ident.as_ref().map(Ident::to_id);
                self.enter_class(&class.class, own, "default");
            }
            DefaultDecl::Fn(function) => {
                if let Some(name) = &function.ident {
                    self.declare(name, BindingKind::Function, 0);
                }
                let name = function.ident.as_ref().map_or("default", |name| &name.sym).to_string();
                self.pending = Pending { name, hoisted: true, ..Pending::default() };
                self.enter_function(&function.function);
            }
            DefaultDecl::TsInterfaceDecl(_) => {}
        }
    }
}

impl Walk {
    fn refer_write_after(&mut self, name: &Ident, right: &Expr) {
        right.visit_with(self);
        self.refer(name, true);
    }

    fn note_arguments_write(&mut self, object: &Expr) {
        if let Expr::Ident(name) = object
            && name.sym == "arguments"
        {
            self.mark_lexical(|function, _| function.writes_arguments = true);
        }
    }

    /// A `switch` jumps over declarations, so those in its cases may be used before they are initialised.
    fn mark_case_declarations(&mut self, stmts: &[Stmt]) {
        for stmt in stmts {
            let mut names = Vec::new();
            match stmt {
                Stmt::Decl(Decl::Var(var)) if var.kind != VarDeclKind::Var => {
                    var.decls.iter().for_each(|declarator| bound_names(&declarator.name, &mut names));
                }
                Stmt::Decl(Decl::Class(class)) => names.push(class.ident.clone()),
                _ => {}
            }
            for name in names {
                if let Some(binding) = self.facts.bindings.get_mut(&name.to_id()) {
                    binding.used_early = true;
                }
            }
        }
    }
}

/// The name under which a member is assigned, and whether the engine calls functions of that name.
fn member_name(prop: &MemberProp) -> (String, bool) {
    match prop {
        MemberProp::Ident(name) => (name.sym.to_string(), is_native_name(&name.sym)),
        MemberProp::PrivateName(name) => (format!("#{}", name.name), false),
        MemberProp::Computed(key) => match &*key.expr {
            // `a[i] = f` is no key that the engine knows; `a[Symbol.iterator] = f` is.
            Expr::Member(_) => ("[computed]".to_string(), true),
            Expr::Lit(Lit::Str(text)) => {
                let text = text.value.to_string_lossy().into_owned();
                let native = is_native_name(&text);
                (text, native)
            }
            _ => ("[computed]".to_string(), false),
        },
    }
}

/// Whether `expr` is the global name `name`.
pub fn is_unbound(expr: &Expr, name: &str, unresolved: SyntaxContext) -> bool {
    matches!(expr, Expr::Ident(ident) if ident.sym == name && ident.ctxt == unresolved)
}

//! Functions that keep their native frames: their calls are checked in place, their loops poll.
//!
//! ```js
//! get area() { return this.w() * this.h(); }
//! get area() { var hz$x; return ((hz$x = this.w()) === hz$S ? hz$n() : hz$x) * (… this.h() …); }
//! ```
//! The structure stays as written, so this works for every construct: evaluation order, holes and scopes are the engine's.
//! Bodies that are generators wait by `yield`, async functions wait by `(await hz$a()).value` instead, the program's entry module by `(await hz$z(1)).value`. Where no temporary can be declared (parameter lists, patterns, class fields),
//! `hz$w(call)` does the same. An optional chain with calls inside becomes a conditional, because a checked call cannot
//! stand in the middle of a chain.

use swc_common::DUMMY_SP;
use swc_ecma_ast::*;
use swc_ecma_visit::{VisitMut, VisitMutWith};

use crate::abi::{self, RESULT};
use crate::build;
use crate::syntax::{can_suspend, describe, directives_of, is_runtime_call};

/// How a pinned place waits.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Wait {
    /// On top of the native frame; temporaries can be declared.
    Nest,
    /// By `await`, while a thread of its own runs the captured frames.
    Await,
    /// By `await`, while the main thread does.
    AwaitMain,
    /// As `Await`, in a function with hooks: it is off the stack meanwhile.
    AwaitHooked,
    /// On top of the native frame, where nothing can be declared.
    Inline,
    /// By `yield`, in a body that is a generator (see `wrappers`).
    Yield,
}

/// Checks the calls of a statement list and declares the temporaries that this takes.
pub fn wrap_statements(stmts: &mut Vec<Stmt>, wait: Wait) {
    let mut wrap = Wrap::new(wait);
    stmts.visit_mut_with(&mut wrap);
    let directives = directives_of(stmts);
    if let Some(declaration) = wrap.declaration() {
        stmts.insert(directives, declaration);
    }
}

/// The same for a body that becomes a generator, with the name of its resume version.
pub fn wrap_generator(stmts: &mut Vec<Stmt>, resume: &str) {
    let mut wrap = Wrap { resume: resume.to_owned(), ..Wrap::new(Wait::Yield) };
    stmts.visit_mut_with(&mut wrap);
    let directives = directives_of(stmts);
    if let Some(declaration) = wrap.declaration() {
        stmts.insert(directives, declaration);
    }
}

/// The same for the body of a module.
pub fn wrap_module(items: &mut Vec<ModuleItem>, wait: Wait) {
    let mut wrap = Wrap::new(wait);
    items.visit_mut_with(&mut wrap);
    if let Some(declaration) = wrap.declaration() {
        let imports = items
            .iter()
            .take_while(|item| matches!(item, ModuleItem::ModuleDecl(ModuleDecl::Import(_))))
            .count();
        items.insert(imports, ModuleItem::Stmt(declaration));
    }
}

/// Checks the calls of an expression in a place that can declare nothing.
pub fn wrap_expression(mut expr: Box<Expr>) -> Box<Expr> {
    let mut wrap = Wrap::new(Wait::Inline);
    expr.visit_mut_with(&mut wrap);
    wrap.enclose(expr)
}

/// Checks the calls in the keys, targets and defaults of a pattern.
pub fn wrap_pattern(pattern: &mut Pat) {
    if can_suspend(pattern) {
        pattern.visit_mut_with(&mut InPattern);
    }
}

/// Checks the calls in a parameter list.
pub fn wrap_parameters(params: &mut [Param]) {
    params.iter_mut().for_each(|param| wrap_pattern(&mut param.pat));
}

/// Wraps each expression of a pattern by itself.
struct InPattern;

impl VisitMut for InPattern {
    fn visit_mut_expr(&mut self, node: &mut Expr) {
        // An assignment target stays one: only what it is a member of can be a call.
        if let Expr::Member(member) = node {
            member.obj.visit_mut_with(self);
            member.prop.visit_mut_with(self);
            return;
        }
        if can_suspend(node) {
            let expr = Box::new(std::mem::replace(node, *build::null()));
            *node = *wrap_expression(expr);
        }
    }
}

struct Wrap {
    wait: Wait,
    uses_result: bool,
    chains: usize,
    /// How many places wait in the main thread, or by `yield`: each has its number.
    places: usize,
    /// The resume version of a generator.
    resume: String,
}

impl Wrap {
    fn new(wait: Wait) -> Wrap {
        Wrap { wait, uses_result: false, chains: 0, places: 0, resume: String::new() }
    }

    fn names(&self) -> Vec<Ident> {
        let result = self.uses_result.then(|| build::name(RESULT));
        result.into_iter().chain((1..=self.chains).map(chain_name)).collect()
    }

    fn declaration(&self) -> Option<Stmt> {
        let names: Vec<_> = self.names().iter().map(|name| build::declarator(name, None)).collect();
        (!names.is_empty()).then(|| build::declare(VarDeclKind::Var, names))
    }

    /// Gives the temporaries of an expression a function to live in.
    fn enclose(self, expr: Box<Expr>) -> Box<Expr> {
        let Some(declaration) = self.declaration() else { return expr };
        let body = FunctionBody { span: DUMMY_SP, stmts: vec![declaration, build::returns(Some(expr))] };
        let arrow = ArrowExpr {
            body: Box::new(ArrowFunctionBody::FunctionBody(body)),
            span: DUMMY_SP,
            ..Default::default()
        };
        build::call(Box::new(Expr::Arrow(arrow)), vec![])
    }

    /// The checked form of a call.
    fn check(&mut self, call: Box<Expr>) -> Box<Expr> {
        if self.wait == Wait::Inline {
            return build::runtime(abi::PINNED_CALL, vec![call]);
        }
        self.uses_result = true;
        let result = build::name(RESULT);
        let suspended = build::same(
            Box::new(Expr::Paren(ParenExpr { span: DUMMY_SP, expr: build::assign(&result, call) })),
            build::global(abi::SENTINEL),
        );
        let value = build::ident(&result);
        if self.wait == Wait::Nest {
            return build::conditional(suspended, build::verbatim(format!("{}()", abi::NEST)), value);
        }
        if self.wait == Wait::Yield {
            return build::conditional(suspended, build::verbatim(self.yields()), value);
        }
        let nested = build::assign(&result, build::runtime(abi::ASYNC_NEST, vec![]));
        let blocked = build::same(
            Box::new(Expr::Paren(ParenExpr { span: DUMMY_SP, expr: nested })),
            build::global(abi::SENTINEL),
        );
        let test = build::binary(suspended, BinaryOp::LogicalAnd, blocked);
        let wait = match self.wait {
            Wait::AwaitHooked => {
                let activation = || build::global(abi::ACTIVATION);
                let adopt = build::runtime(abi::AWAY, vec![activation(), self.adopt()]);
                build::runtime(abi::BACK, vec![activation(), awaits(adopt)])
            }
            _ => awaits(self.adopt()),
        };
        // What is awaited holds the result: `await` would go on to wait for one that is a promise itself.
        let wait = Box::new(Expr::Paren(ParenExpr { span: DUMMY_SP, expr: wait }));
        build::conditional(test, build::get(wait, abi::OUTCOME_VALUE), value)
    }

    /// The call that gives the promise of what the captured frames come to.
    fn adopt(&mut self) -> Box<Expr> {
        if self.wait != Wait::AwaitMain {
            return build::runtime(abi::ADOPT, vec![]);
        }
        self.places += 1;
        build::runtime(abi::ADOPT_MAIN, vec![build::number(self.places)])
    }

    /// Leaves the stack as a frame with a pc of its own.
    fn yields(&mut self) -> String {
        self.places += 1;
        format!("yield {}(0, {}, {}, {})", abi::SAVE, self.resume, self.places, abi::BODY)
    }

    fn chain_temporary(&mut self) -> Ident {
        self.chains += 1;
        chain_name(self.chains)
    }

    /// An optional chain as `test || test… ? undefined : value`.
    fn chain(&mut self, chain: OptChainExpr) -> Box<Expr> {
        let mut tests = Vec::new();
        let (value, _) = self.link(Box::new(Expr::OptChain(chain)), &mut tests);
        short_circuit(tests, value)
    }

    /// One link: its value, and what a call of it has as `this`.
    fn link(&mut self, expr: Box<Expr>, tests: &mut Vec<Box<Expr>>) -> (Box<Expr>, Option<Box<Expr>>) {
        match *expr {
            Expr::OptChain(OptChainExpr { optional, base, .. }) => match *base {
                OptChainBase::Member(member) => {
                    let (object, _) = self.link(member.obj, tests);
                    self.member(object, member.prop, optional, tests)
                }
                OptChainBase::Call(call) => (self.linked_call(call, optional, tests), None),
            },
            Expr::Member(member) => {
                let (object, _) = self.link(member.obj, tests);
                self.member(object, member.prop, false, tests)
            }
            // Parentheses end a chain, but what is called through them keeps its `this`.
            Expr::Paren(paren) => {
                let mut tests = Vec::new();
                let (value, this) = self.link(paren.expr, &mut tests);
                (short_circuit(tests, value), this)
            }
            Expr::SuperProp(mut property) => {
                property.visit_mut_with(self);
                (Box::new(Expr::SuperProp(property)), Some(build::this()))
            }
            mut other => {
                other.visit_mut_with(self);
                (Box::new(other), None)
            }
        }
    }

    fn member(
        &mut self,
        object: Box<Expr>,
        mut prop: MemberProp,
        optional: bool,
        tests: &mut Vec<Box<Expr>>,
    ) -> (Box<Expr>, Option<Box<Expr>>) {
        let name = self.chain_temporary();
        prop.visit_mut_with(self);
        let keep = Box::new(Expr::Paren(ParenExpr { span: DUMMY_SP, expr: build::assign(&name, object) }));
        let receiver = build::ident(&name);
        let base = if optional {
            tests.push(nullish(keep, receiver.clone()));
            receiver.clone()
        } else {
            keep
        };
        let member = MemberExpr { span: DUMMY_SP, obj: base, prop };
        (Box::new(Expr::Member(member)), Some(receiver))
    }

    fn linked_call(&mut self, mut call: OptCall, optional: bool, tests: &mut Vec<Box<Expr>>) -> Box<Expr> {
        let text = describe(&call.callee);
        let (function, this) = self.link(call.callee, tests);
        // A member that is called where it stands has its `this`; a chain in parentheses has not.
        let is_reference = this.is_none() || matches!(&*function, Expr::Member(_) | Expr::SuperProp(_));
        if !optional && is_reference {
            call.args.visit_mut_with(self);
            return self.check(build::call_spread(function, call.args));
        }
        let name = self.chain_temporary();
        let keep = Box::new(Expr::Paren(ParenExpr { span: DUMMY_SP, expr: build::assign(&name, function) }));
        let before = if optional {
            tests.push(nullish(keep, build::ident(&name)));
            None
        } else {
            Some(keep)
        };
        call.args.visit_mut_with(self);
        let Some(this) = this else {
            return self.check(build::call_spread(build::ident(&name), call.args));
        };
        let callable = build::callable(build::ident(&name), &text);
        let callable = match before {
            None => callable,
            Some(keep) => build::sequence(vec![keep, callable]),
        };
        let mut args = vec![build::argument(this)];
        args.extend(call.args);
        self.check(build::call_spread(build::get(callable, "call"), args))
    }

    /// A loop body that begins with a poll.
    fn poll(&mut self, body: &mut Box<Stmt>) {
        let slow = match self.wait {
            Wait::Yield => {
                let stops = format!("{}() === {}", abi::POLL_BODY, abi::SENTINEL);
                build::verbatim(format!("{stops} && ({})", self.yields()))
            }
            _ => build::runtime(abi::POLL_PINNED, vec![]),
        };
        let poll = build::when(build::slice_used_up(), build::expression(slow));
        match &mut **body {
            Stmt::Block(block) => block.stmts.insert(0, poll),
            other => {
                let inner = std::mem::replace(other, Stmt::Empty(EmptyStmt { span: DUMMY_SP }));
                *other = build::block(vec![poll, inner]);
            }
        }
    }
}

fn awaits(arg: Box<Expr>) -> Box<Expr> {
    Box::new(Expr::Await(AwaitExpr { span: DUMMY_SP, arg }))
}

/// The value of a chain, or nothing when one of its tests holds.
fn short_circuit(tests: Vec<Box<Expr>>, value: Box<Expr>) -> Box<Expr> {
    match tests.into_iter().reduce(|all, test| build::binary(all, BinaryOp::LogicalOr, test)) {
        None => value,
        Some(test) => build::conditional(test, build::undefined(), value),
    }
}

/// `(x = …) === null || x === undefined`
fn nullish(keep: Box<Expr>, name: Box<Expr>) -> Box<Expr> {
    let null = build::same(keep, build::null());
    build::binary(null, BinaryOp::LogicalOr, build::same(name, build::undefined()))
}

fn chain_name(number: usize) -> Ident {
    build::name(&format!("{RESULT}{number}"))
}

impl VisitMut for Wrap {
    fn visit_mut_expr(&mut self, node: &mut Expr) {
        match node {
            Expr::OptChain(_) if can_suspend(node) => {
                let Expr::OptChain(chain) = std::mem::replace(node, *build::null()) else { unreachable!() };
                *node = *self.chain(chain);
            }
            Expr::Unary(unary) if unary.op == UnaryOp::Delete && matches!(&*unary.arg, Expr::OptChain(_)) => {
                self.delete_chain(node);
            }
            _ => {
                node.visit_mut_children_with(self);
                let checked = match node {
                    Expr::Call(call) => matches!(call.callee, Callee::Expr(_)) && !is_runtime_call(call),
                    Expr::New(_) | Expr::TaggedTpl(_) => true,
                    _ => false,
                };
                if checked {
                    let call = Box::new(std::mem::replace(node, *build::null()));
                    *node = Expr::Paren(ParenExpr { span: DUMMY_SP, expr: self.check(call) });
                }
            }
        }
    }

    fn visit_mut_while_stmt(&mut self, node: &mut WhileStmt) {
        node.visit_mut_children_with(self);
        self.poll(&mut node.body);
    }
    fn visit_mut_do_while_stmt(&mut self, node: &mut DoWhileStmt) {
        node.visit_mut_children_with(self);
        self.poll(&mut node.body);
    }
    fn visit_mut_for_stmt(&mut self, node: &mut ForStmt) {
        node.visit_mut_children_with(self);
        self.poll(&mut node.body);
    }
    fn visit_mut_for_of_stmt(&mut self, node: &mut ForOfStmt) {
        node.visit_mut_children_with(self);
        self.poll(&mut node.body);
    }

    // Functions inside are compiled by themselves.
    fn visit_mut_function(&mut self, _: &mut Function) {}
    fn visit_mut_arrow_expr(&mut self, _: &mut ArrowExpr) {}
    fn visit_mut_constructor(&mut self, _: &mut Constructor) {}
    fn visit_mut_static_block(&mut self, _: &mut StaticBlock) {}
    fn visit_mut_class_prop(&mut self, node: &mut ClassProp) {
        node.key.visit_mut_with(self);
    }
    fn visit_mut_private_prop(&mut self, _: &mut PrivateProp) {}
    fn visit_mut_auto_accessor(&mut self, _: &mut AutoAccessor) {}
}

impl Wrap {
    /// `delete a?.b`
    fn delete_chain(&mut self, node: &mut Expr) {
        let Expr::Unary(UnaryExpr { arg, .. }) = std::mem::replace(node, *build::null()) else {
            unreachable!()
        };
        let mut tests = Vec::new();
        let (value, _) = self.link(arg, &mut tests);
        let delete = build::unary(UnaryOp::Delete, value);
        *node = match tests.into_iter().reduce(|all, test| build::binary(all, BinaryOp::LogicalOr, test)) {
            Some(test) => *build::conditional(test, build::boolean(true), delete),
            None => *delete,
        };
    }
}

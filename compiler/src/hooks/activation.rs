//! The code that a function with hooks has beside its own.

use swc_common::{DUMMY_SP, Mark, Span, SyntaxContext};
use swc_ecma_ast::*;
use swc_ecma_visit::{Visit, VisitWith};

use crate::abi;
use crate::build;
use crate::facts::FunctionKind;
use crate::syntax::{directives_of, stay_in_function};

/// How a function can leave the stack before it ends.
#[derive(Clone, Copy, Default)]
pub struct Form {
    pub is_async: bool,
    pub is_generator: bool,
}

/// The activation of a function, as its code knows it.
pub struct Activation {
    /// The variable that holds it.
    call: Ident,
    /// The variable that holds the result.
    out: Ident,
    table: Ident,
    site: usize,
    kind: FunctionKind,
    form: Form,
    /// Where the function stands: errors of the runtime name it.
    span: Span,
}

impl Activation {
    /// That of the function `site` of `table`. Its variables have a scope of their own: functions nest.
    pub fn new(table: &Ident, site: usize, kind: FunctionKind, form: Form, span: Span) -> Activation {
        let ctxt = SyntaxContext::empty().apply_mark(Mark::fresh(Mark::root()));
        let name = |text: &str| Ident::new(text.into(), DUMMY_SP, ctxt);
        let (call, out) = (name(abi::ACTIVATION), name(abi::OUTCOME));
        Activation { call, out, table: table.clone(), site, kind, form, span }
    }

    /// Puts a body between the calls that tell of its begin and its end.
    pub fn wrap(&self, stmts: &mut Vec<Stmt>, params: &[&Pat]) {
        let mut body = stmts.split_off(directives_of(stmts));
        if self.is_class_constructor() {
            body.push(build::expression(build::assign(&self.out, build::this())));
        } else if has_finalizer(&body) {
            // A `finally` can jump out of a return, whose result then counts for nothing.
            body.push(build::expression(build::assign(&self.out, build::undefined())));
        }
        let entered = self.tell(abi::ENTER, vec![build::ident(&self.table), build::number(self.site)]);
        let names = vec![build::declarator(&self.call, Some(entered)), build::declarator(&self.out, None)];
        stmts.push(build::declare(VarDeclKind::Var, names));
        let tell = self.tell(abi::CALLED, vec![self.it(), self.receiver(), self.arguments(params)]);
        stmts.push(build::when(build::get(self.it(), abi::ACTIVATION_WANTED), build::expression(tell)));
        let thrown = build::name(abi::THROWN);
        let failed = self.tell(abi::FAILED, vec![self.it(), build::ident(&thrown)]);
        let handler = CatchClause {
            span: DUMMY_SP,
            param: Some(thrown.into()),
            body: BlockStmt { stmts: vec![build::throws(failed)], ..Default::default() },
        };
        let left = self.tell(abi::LEFT, vec![self.it(), build::ident(&self.out)]);
        let finalizer = BlockStmt { stmts: vec![build::expression(left)], ..Default::default() };
        stmts.push(Stmt::Try(Box::new(TryStmt {
            span: DUMMY_SP,
            block: BlockStmt { stmts: body, ..Default::default() },
            handler: Some(handler),
            finalizer: Some(finalizer),
        })));
    }

    /// `return x` → `return hz$out = x`. An async generator waits for what it returns.
    pub fn note_result(&self, value: &mut Option<Box<Expr>>) {
        let result = match value.take() {
            None if self.is_class_constructor() => build::this(),
            None => build::undefined(),
            // An assignment would give it the name of the variable.
            Some(value) if build::is_anonymous_function(&value) => {
                build::sequence(vec![build::number(0), value])
            }
            Some(value) => value,
        };
        let noted = build::assign(&self.out, result);
        let waits = self.form.is_async && self.form.is_generator;
        *value = Some(if waits { self.away(Some(noted)) } else { noted });
    }

    /// `await x` → `hz$B(hz$call, await hz$W(hz$call, x))`; `yield` likewise.
    pub fn wait(&self, expr: &mut Expr) {
        match expr {
            Expr::Await(wait) => wait.arg = self.away(Some(std::mem::replace(&mut wait.arg, build::null()))),
            Expr::Yield(wait) => wait.arg = Some(self.away(wait.arg.take())),
            _ => return,
        }
        let wait = Box::new(std::mem::replace(expr, *build::null()));
        *expr = *build::runtime(abi::BACK, vec![self.it(), wait]);
    }

    /// `for await (… of hz$W(hz$call, x)) { hz$B(hz$call); try { … } finally { hz$W(hz$call); } }`
    pub fn be_away_but_in_body(&self, node: &mut ForOfStmt) {
        node.right = self.away(Some(std::mem::replace(&mut node.right, build::null())));
        let body = std::mem::replace(&mut *node.body, Stmt::Empty(EmptyStmt { span: DUMMY_SP }));
        let leaves = build::expression(self.away(None));
        let body = ends_with(vec![body], leaves);
        *node.body = build::block(vec![self.back(), body]);
    }

    /// The activation is back on the stack behind a statement, however that is left.
    pub fn come_back_behind(&self, node: &mut Stmt) {
        let stmt = std::mem::replace(node, Stmt::Empty(EmptyStmt { span: DUMMY_SP }));
        *node = ends_with(vec![stmt], self.back());
    }

    /// An exception, or the end of a generator, brings a function back in the block of a `catch` or `finally`.
    pub fn come_back_in(&self, block: &mut BlockStmt) {
        if self.form.is_async || self.form.is_generator {
            block.stmts.insert(0, self.back());
        }
    }

    /// The result of a `return` counts again at the end of a `finally` block in which another one was left by a jump.
    pub fn keep_result(&self, block: &mut BlockStmt, count: &mut usize) {
        if !has_return(block) {
            return;
        }
        *count += 1;
        let kept = Ident::new(format!("{}{count}", abi::KEPT).into(), DUMMY_SP, self.out.ctxt);
        let keep = vec![build::declarator(&kept, Some(build::ident(&self.out)))];
        block.stmts.insert(0, build::declare(VarDeclKind::Const, keep));
        block.stmts.push(build::expression(build::assign(&self.out, build::ident(&kept))));
    }

    /// A call of the runtime in the function's name.
    fn tell(&self, function: &str, args: Vec<Box<Expr>>) -> Box<Expr> {
        let mut call = build::runtime(function, args);
        if let Expr::Call(call) = &mut *call {
            call.span = self.span;
        }
        call
    }

    fn it(&self) -> Box<Expr> {
        build::ident(&self.call)
    }

    fn is_class_constructor(&self) -> bool {
        matches!(self.kind, FunctionKind::BaseConstructor | FunctionKind::DerivedConstructor)
    }

    fn away(&self, value: Option<Box<Expr>>) -> Box<Expr> {
        build::runtime(abi::AWAY, [self.it()].into_iter().chain(value).collect())
    }

    fn back(&self) -> Stmt {
        build::expression(build::runtime(abi::BACK, vec![self.it()]))
    }

    /// What the function was called on. An arrow has none; a derived constructor has none yet.
    fn receiver(&self) -> Box<Expr> {
        match self.kind {
            FunctionKind::Arrow | FunctionKind::DerivedConstructor => build::undefined(),
            _ => build::this(),
        }
    }

    /// The values of the parameters, as an array. One that is a pattern is asked of `arguments`, which arrows do not have.
    fn arguments(&self, params: &[&Pat]) -> Box<Expr> {
        let value = |(index, param): (usize, &&Pat)| match param {
            Pat::Ident(name) => build::argument(build::ident(&name.id)),
            Pat::Assign(AssignPat { left, .. }) if left.is_ident() => {
                build::argument(build::ident(&left.clone().expect_ident().id))
            }
            Pat::Rest(RestPat { arg, .. }) if arg.is_ident() => {
                let values = build::ident(&arg.clone().expect_ident().id);
                ExprOrSpread { spread: Some(DUMMY_SP), expr: values }
            }
            _ if self.kind == FunctionKind::Arrow => build::argument(build::undefined()),
            _ => build::argument(build::index(build::global("arguments"), build::number(index))),
        };
        let elems = params.iter().enumerate().map(|param| Some(value(param))).collect();
        Box::new(Expr::Array(ArrayLit { span: DUMMY_SP, elems }))
    }
}

/// Whether a statement is a `for await`, perhaps with labels.
pub fn is_for_await(stmt: &Stmt) -> bool {
    match stmt {
        Stmt::ForOf(node) => node.is_await,
        Stmt::Labeled(labeled) => is_for_await(&labeled.body),
        _ => false,
    }
}

/// `try { stmts } finally { end }`
fn ends_with(stmts: Vec<Stmt>, end: Stmt) -> Stmt {
    Stmt::Try(Box::new(TryStmt {
        span: DUMMY_SP,
        block: BlockStmt { stmts, ..Default::default() },
        handler: None,
        finalizer: Some(BlockStmt { stmts: vec![end], ..Default::default() }),
    }))
}

#[derive(Default)]
struct Found {
    returns: bool,
    finalizer: bool,
}

impl Visit for Found {
    stay_in_function!();

    fn visit_return_stmt(&mut self, _: &ReturnStmt) {
        self.returns = true;
    }

    fn visit_try_stmt(&mut self, node: &TryStmt) {
        self.finalizer |= node.finalizer.is_some();
        node.visit_children_with(self);
    }
}

fn has_return(block: &BlockStmt) -> bool {
    let mut found = Found::default();
    block.visit_with(&mut found);
    found.returns
}

fn has_finalizer(stmts: &[Stmt]) -> bool {
    let mut found = Found::default();
    stmts.iter().for_each(|stmt| stmt.visit_with(&mut found));
    found.finalizer
}

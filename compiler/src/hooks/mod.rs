//! Functions that tell the runtime when they are called, return, throw, and leave the stack to wait (`--hooks`).
//!
//! ```js
//! function area(s) { return s.w * s.h; }
//! function area(s) {
//!   var hz$call = hz$H(hz$sites, 0), hz$out;             // the activation, on top of its thread's others
//!   if (hz$call.w) hz$I(hz$call, this, [s]);             // somebody wants to hear of the call
//!   try { return hz$out = s.w * s.h; }
//!   catch (hz$thrown) { throw hz$Q(hz$call, hz$thrown); }
//!   finally { hz$L(hz$call, hz$out); }
//! }
//! function hz$sites() { return ["geometry.js", "area", 1, 1]; }
//! ```
//! It is ordinary code that the steps behind this one make re-entrant like any other, so an activation that is suspended keeps
//! its variable in its frame. What waits off the stack says so: `hz$B(hz$call, await hz$W(hz$call, x))`, the same for `yield`;
//! `for await` is off the stack but in its body. A `catch` or `finally` may be what comes back.
//!
//! Only functions that somebody wrote tell; module bodies, class fields and static blocks do not. Runs before the facts of
//! the steps behind it are gathered, with facts of its own for the names.

mod activation;
mod declarations;

use swc_common::{DUMMY_SP, Span};
use swc_ecma_ast::*;
use swc_ecma_visit::{VisitMut, VisitMutWith};

use crate::abi;
use crate::build;
use crate::facts::{Facts, FnId};
use crate::stages::Input;
use activation::{Activation, Form};

/// Adds the calls to `program`, of whose functions `facts` knows names and kinds. Gives the table of its functions, which is to be
/// declared at the top level; `None` when there are none.
pub fn instrument(program: &mut Program, facts: &Facts, input: &Input) -> Option<Stmt> {
    let table = build::name(&format!("{}{}", abi::SITES, facts.unit));
    let mut pass =
        Instrument { facts, input, table, sites: Vec::new(), classes: Vec::new(), open: Vec::new(), kept: 0 };
    program.visit_mut_with(&mut pass);
    (!pass.sites.is_empty()).then(|| pass.declaration())
}

struct Instrument<'a> {
    facts: &'a Facts,
    input: &'a Input,
    /// The function that gives the table.
    table: Ident,
    /// Name, line and column of each function.
    sites: Vec<[Box<Expr>; 3]>,
    /// What the names of methods begin with, for each class around.
    classes: Vec<String>,
    /// The functions around; `None` for those that nobody wrote, and for code of a class that is no function.
    open: Vec<Option<Activation>>,
    /// How many `finally` blocks keep the result that they may replace.
    kept: usize,
}

impl Instrument<'_> {
    /// `function hz$sites() { return [module, name, line, column, …]; }`
    fn declaration(self) -> Stmt {
        let module = build::string(&self.input.name);
        let items = std::iter::once(module).chain(self.sites.into_iter().flatten());
        let elems = items.map(|item| Some(build::argument(item))).collect();
        let table = Box::new(Expr::Array(ArrayLit { span: DUMMY_SP, elems }));
        let body = FunctionBody { span: DUMMY_SP, stmts: vec![build::returns(Some(table))] };
        let function = Box::new(Function { body: Some(body), ..Default::default() });
        Stmt::Decl(Decl::Fn(FnDecl { ident: self.table, declare: false, function }))
    }

    /// A function begins: makes its activation, unless nobody wrote it.
    fn enter(&mut self, id: FnId, span: Span, prefix: &str, form: Form) {
        let activation = (!span.is_dummy()).then(|| {
            let function = self.facts.function(id);
            let name = if function.name.is_empty() { "<anonymous>" } else { &function.name };
            let place = self.input.files.lookup_char_pos(span.lo);
            let name = build::string(&format!("{prefix}{name}"));
            self.sites.push([name, build::number(place.line), build::number(place.col.0 + 1)]);
            Activation::new(&self.table, self.sites.len() - 1, function.kind, form, span)
        });
        self.open.push(activation);
    }

    /// It ends; `stmts` is its body.
    fn leave(&mut self, stmts: &mut Vec<Stmt>, params: &[&Pat]) {
        if let Some(activation) = self.open.pop().expect("was entered") {
            declarations::fit_into_block(stmts, params);
            activation.wrap(stmts, params);
        }
    }

    fn activation(&self) -> Option<&Activation> {
        self.open.last()?.as_ref()
    }

    fn function(&mut self, node: &mut Function, prefix: &str) {
        let form = Form { is_async: node.is_async, is_generator: node.is_generator };
        self.enter(FnId::of(node.ctxt), node.span, prefix, form);
        node.visit_mut_children_with(self);
        let params: Vec<&Pat> = node.params.iter().map(|param| &param.pat).collect();
        if let Some(body) = &mut node.body {
            self.leave(&mut body.stmts, &params);
        }
    }

    fn method(&mut self, kind: MethodKind, function: &mut Function) {
        let class = self.classes.last().map_or("", String::as_str);
        let prefix = match kind {
            MethodKind::Method => class.to_owned(),
            MethodKind::Getter => format!("get {class}"),
            MethodKind::Setter => format!("set {class}"),
        };
        self.function(function, &prefix);
    }

    fn class(&mut self, name: Option<&Ident>, class: &mut Class) {
        self.classes.push(name.map(|name| format!("{}.", name.sym)).unwrap_or_default());
        class.visit_mut_with(self);
        self.classes.pop();
    }

    /// Code of a class that is no function, and belongs to none.
    fn outside<N: VisitMutWith<Self>>(&mut self, node: &mut N) {
        self.open.push(None);
        node.visit_mut_with(self);
        self.open.pop();
    }
}

impl VisitMut for Instrument<'_> {
    fn visit_mut_function(&mut self, node: &mut Function) {
        self.function(node, "");
    }

    fn visit_mut_arrow_expr(&mut self, node: &mut ArrowExpr) {
        let form = Form { is_async: node.is_async, is_generator: false };
        self.enter(FnId::of(node.ctxt), node.span, "", form);
        let is_written = self.activation().is_some();
        if let ArrowFunctionBody::Expr(value) = &mut *node.body
            && is_written
        {
            let value = std::mem::replace(value, build::null());
            let stmts = vec![build::returns(Some(value))];
            *node.body = ArrowFunctionBody::FunctionBody(FunctionBody { span: node.span, stmts });
        }
        node.visit_mut_children_with(self);
        let params: Vec<&Pat> = node.params.iter().collect();
        match &mut *node.body {
            ArrowFunctionBody::FunctionBody(body) => self.leave(&mut body.stmts, &params),
            ArrowFunctionBody::Expr(_) => drop(self.open.pop()),
        }
    }

    fn visit_mut_constructor(&mut self, node: &mut Constructor) {
        self.enter(FnId::of(node.ctxt), node.span, "", Form::default());
        node.visit_mut_children_with(self);
        let params = node.params.iter().filter_map(|param| match param {
            ParamOrTsParamProp::Param(param) => Some(&param.pat),
            ParamOrTsParamProp::TsParamProp(_) => None,
        });
        let params: Vec<&Pat> = params.collect();
        match &mut node.body {
            Some(body) => self.leave(&mut body.stmts, &params),
            None => drop(self.open.pop()),
        }
    }

    fn visit_mut_class_decl(&mut self, node: &mut ClassDecl) {
        self.class(Some(&node.ident), &mut node.class);
    }

    fn visit_mut_class_expr(&mut self, node: &mut ClassExpr) {
        self.class(node.ident.as_ref(), &mut node.class);
    }

    fn visit_mut_class_method(&mut self, node: &mut ClassMethod) {
        node.key.visit_mut_with(self);
        self.method(node.kind, &mut node.function);
    }

    fn visit_mut_private_method(&mut self, node: &mut PrivateMethod) {
        self.method(node.kind, &mut node.function);
    }

    fn visit_mut_getter_prop(&mut self, node: &mut GetterProp) {
        node.key.visit_mut_with(self);
        self.function(&mut node.function, "get ");
    }

    fn visit_mut_setter_prop(&mut self, node: &mut SetterProp) {
        node.key.visit_mut_with(self);
        self.function(&mut node.function, "set ");
    }

    fn visit_mut_class_prop(&mut self, node: &mut ClassProp) {
        node.key.visit_mut_with(self);
        self.outside(&mut node.value);
    }

    fn visit_mut_private_prop(&mut self, node: &mut PrivateProp) {
        self.outside(&mut node.value);
    }

    fn visit_mut_auto_accessor(&mut self, node: &mut AutoAccessor) {
        node.key.visit_mut_with(self);
        self.outside(&mut node.value);
    }

    fn visit_mut_static_block(&mut self, node: &mut StaticBlock) {
        self.outside(&mut node.body);
    }

    fn visit_mut_return_stmt(&mut self, node: &mut ReturnStmt) {
        node.visit_mut_children_with(self);
        if let Some(activation) = self.activation() {
            activation.note_result(&mut node.arg);
        }
    }

    fn visit_mut_expr(&mut self, node: &mut Expr) {
        node.visit_mut_children_with(self);
        if let (Some(activation), Expr::Await(_) | Expr::Yield(_)) = (self.activation(), &*node) {
            activation.wait(node);
        }
    }

    fn visit_mut_stmt(&mut self, node: &mut Stmt) {
        node.visit_mut_children_with(self);
        if let Some(activation) = self.activation()
            && activation::is_for_await(node)
        {
            activation.come_back_behind(node);
        }
    }

    /// A label stays with its loop.
    fn visit_mut_labeled_stmt(&mut self, node: &mut LabeledStmt) {
        match &mut *node.body {
            Stmt::ForOf(each) => each.visit_mut_with(self),
            Stmt::Labeled(inner) => inner.visit_mut_with(self),
            body => body.visit_mut_with(self),
        }
    }

    fn visit_mut_for_of_stmt(&mut self, node: &mut ForOfStmt) {
        node.visit_mut_children_with(self);
        if let Some(activation) = self.activation()
            && node.is_await
        {
            activation.be_away_but_in_body(node);
        }
    }

    fn visit_mut_try_stmt(&mut self, node: &mut TryStmt) {
        node.visit_mut_children_with(self);
        let Some(activation) = self.open.last().and_then(Option::as_ref) else { return };
        if let Some(block) = &mut node.finalizer {
            activation.keep_result(block, &mut self.kept);
        }
        let handler = node.handler.as_mut().map(|handler| &mut handler.body);
        for block in handler.into_iter().chain(&mut node.finalizer) {
            activation.come_back_in(block);
        }
    }
}

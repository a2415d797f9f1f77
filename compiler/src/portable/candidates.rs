//! Which loops and calls with a function could be done by all cores, and what keeps the others from it: part of `--emit report`.
//!
//! ```text
//! for (let i = 0; i < n; i++) out[i] = f(i);      perhaps  parallel.for: 'out' must be a typed array over a SharedArrayBuffer
//! list.map((x) => x * x);                         yes      parallel.map
//! for (const x of list) sum += x;                 no       adds up in 'sum'; parallel.reduce adds up on all cores
//! ```
//! What is said is what this module shows. Methods, and functions of other modules, are taken to change nothing that is shared, and
//! a list is taken to be an array: so "yes" means that nothing here speaks against it, and is no promise.

use std::collections::HashSet;

use swc_common::{Span, Spanned};
use swc_ecma_ast::*;
use swc_ecma_utils::find_pat_ids;
use swc_ecma_visit::{Visit, VisitWith};

use super::captures::assigned_names;
use super::obstacles::{Names, Turn, obstacles};
use super::{Scopes, mark};
use crate::diagnostic::Position;
use crate::report::{LoopReport, Verdict};
use crate::stages::Resolved;

/// Looks at all loops, and all calls of `map`, `forEach`, `filter`, `reduce` and `sort`, in the order of the source.
pub(crate) fn candidates(tree: &Resolved) -> Vec<LoopReport> {
    let Program::Module(module) = &tree.program else { return Vec::new() };
    let scopes = Scopes { top: mark(tree.top_level), unresolved: mark(tree.unresolved) };
    let mut finder = Finder {
        tree,
        assigned: assigned_names(module),
        names: Names::of(module, &scopes),
        scopes,
        found: Vec::new(),
    };
    module.visit_with(&mut finder);
    finder.found.sort_by_key(|found| found.span.start);
    finder.found
}

/// What has been found out about one of them.
#[derive(Default)]
pub(super) struct Findings {
    /// What makes it impossible as it stands.
    pub against: Vec<String>,
    /// What has to hold that cannot be seen.
    pub conditions: Vec<String>,
}

impl Findings {
    pub(super) fn against(&mut self, reason: String) {
        if !self.against.contains(&reason) {
            self.against.push(reason);
        }
    }

    pub(super) fn condition(&mut self, reason: String) {
        if !self.conditions.contains(&reason) {
            self.conditions.push(reason);
        }
    }
}

const UNCOUNTED: &str = "what its turns are is known only when they come";

struct Finder<'a> {
    tree: &'a Resolved,
    scopes: Scopes,
    names: Names,
    assigned: HashSet<Id>,
    found: Vec<LoopReport>,
}

/// Methods of lists that `parallel` has too.
const METHODS: [&str; 5] = ["map", "forEach", "filter", "reduce", "sort"];

impl Finder<'_> {
    fn add(&mut self, span: Span, what: &str, instead: &str, findings: Findings) {
        if span.is_dummy() {
            return;
        }
        let input = &self.tree.input;
        let place = input.files.lookup_char_pos(span.lo);
        let Findings { against, conditions } = findings;
        let (verdict, reasons) = match (against.is_empty(), conditions.is_empty()) {
            (true, true) => (Verdict::Yes, Vec::new()),
            (true, false) => (Verdict::Perhaps, conditions),
            (false, _) => (Verdict::No, against),
        };
        self.found.push(LoopReport {
            what: what.to_string(),
            position: Position { line: place.line as u32, column: place.col.0 as u32 + 1 },
            span: input.range(span),
            verdict,
            instead: instead.to_string(),
            reasons,
        });
    }

    fn look<N>(&self, body: &N, turn: &Turn) -> Findings
    where
        N: for<'b> VisitWith<super::obstacles::Body<'b>> + VisitWith<super::captures::Declared> + ?Sized,
    {
        obstacles(body, turn, &self.names, &self.scopes, &self.assigned)
    }

    fn refuse(&mut self, span: Span, what: &str, reason: &str) {
        let mut findings = Findings::default();
        findings.against(reason.to_string());
        self.add(span, what, "", findings);
    }
}

/// The counter of `for (let i = lo; i < hi; i++)`.
fn counter_of(node: &ForStmt) -> Option<Id> {
    let VarDeclOrExpr::VarDecl(var) = node.init.as_ref()? else { return None };
    let [VarDeclarator { name: Pat::Ident(counter), init: Some(_), .. }] = &var.decls[..] else {
        return None;
    };
    let id = counter.id.to_id();
    let names = |expr: &Expr| matches!(expr, Expr::Ident(name) if name.to_id() == id);
    let Expr::Bin(BinExpr { op: BinaryOp::Lt | BinaryOp::LtEq, left, .. }) = &**node.test.as_ref()? else {
        return None;
    };
    let counts = match &**node.update.as_ref()? {
        Expr::Update(UpdateExpr { op: UpdateOp::PlusPlus, arg, .. }) => names(arg),
        _ => false,
    };
    (var.kind == VarDeclKind::Let && names(left) && counts).then_some(id)
}

fn is_async(function: &Expr) -> bool {
    match function {
        Expr::Arrow(arrow) => arrow.is_async,
        Expr::Fn(function) => function.function.is_async,
        _ => false,
    }
}

/// What a function literal is given.
fn params_of(function: &Expr) -> Vec<Id> {
    match function {
        Expr::Arrow(arrow) => find_pat_ids(&arrow.params),
        Expr::Fn(function) => find_pat_ids(&function.function.params),
        _ => Vec::new(),
    }
}

impl Visit for Finder<'_> {
    fn visit_for_stmt(&mut self, node: &ForStmt) {
        match counter_of(node) {
            Some(counter) => {
                let turn = Turn { is_loop: true, counter: Some(counter), items: Vec::new() };
                let findings = self.look(&*node.body, &turn);
                self.add(node.span, "for", "parallel.for", findings);
            }
            None => {
                self.refuse(node.span, "for", "parallel.for counts up by one: for (let i = …; i < …; i++)")
            }
        }
        node.visit_children_with(self);
    }

    fn visit_for_of_stmt(&mut self, node: &ForOfStmt) {
        let mut findings = self.look(&*node.body, &Turn { is_loop: true, counter: None, items: Vec::new() });
        if node.is_await {
            findings.against("it waits for each item".to_string());
        }
        self.add(node.span, "for-of", "parallel.forEach", findings);
        node.visit_children_with(self);
    }

    fn visit_for_in_stmt(&mut self, node: &ForInStmt) {
        self.refuse(node.span, "for-in", UNCOUNTED);
        node.visit_children_with(self);
    }

    fn visit_while_stmt(&mut self, node: &WhileStmt) {
        self.refuse(node.span, "while", UNCOUNTED);
        node.visit_children_with(self);
    }

    fn visit_do_while_stmt(&mut self, node: &DoWhileStmt) {
        self.refuse(node.span, "do-while", UNCOUNTED);
        node.visit_children_with(self);
    }

    fn visit_call_expr(&mut self, node: &CallExpr) {
        if let Callee::Expr(callee) = &node.callee
            && let Expr::Member(MemberExpr { obj, prop: MemberProp::Ident(method), .. }) = &**callee
            && METHODS.contains(&&*method.sym)
            && let Some(ExprOrSpread { spread: None, expr: function }) = node.args.first()
            && !matches!(&**obj, Expr::Ident(name) if name.sym == "parallel")
        {
            let mut findings = match &**function {
                Expr::Arrow(_) | Expr::Fn(_) => self
                    .look(&**function, &Turn { is_loop: false, counter: None, items: params_of(function) }),
                Expr::Ident(name) => {
                    let mut findings = Findings::default();
                    self.names.call(name, &self.scopes, &mut findings);
                    findings
                }
                _ => Findings::default(),
            };
            if is_async(function) {
                findings.condition("results are what promises settle to, and no promises".to_string());
            }
            if method.sym == "reduce" {
                findings
                    .condition("the function must be associative, or have a 'combine' beside it".to_string());
            }
            let is_function = matches!(&**function, Expr::Arrow(_) | Expr::Fn(_) | Expr::Ident(_));
            if is_function {
                let span = Span::new(method.span_lo(), node.span.hi);
                self.add(span, &method.sym, &format!("parallel.{}", method.sym), findings);
            }
        }
        node.visit_children_with(self);
    }
}

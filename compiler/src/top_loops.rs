//! Loops at the top level of the entry module become functions, which are called once.
//!
//! ```js
//! let sum = 0;                              let sum = 0;
//! for (let i = 0; i < 1e9; i++) {           {
//!   sum += f(i);                              const hz$loop = (sum) => {
//! }                                             for (let i = 0; i < 1e9; i++) sum += f(i);
//!                                               return sum;
//!                                             };
//!                                             sum = hz$loop(sum);
//!                                           }
//! ```
//! The top level waits by `await`, and V8 makes a loop with an `await` in it several times slower. Names that only the top level
//! knows go in as parameters and come back as results, so that V8 has them in registers as before; where an exception
//! could leave results behind that somebody reads (in a `try`), they stay where they are. Loops that `await` themselves,
//! or that a pinned function would hold, stay too, and what stands in them is looked at instead.

use rustc_hash::{FxHashMap, FxHashSet};
use swc_common::{DUMMY_SP, Mark, SyntaxContext};
use swc_ecma_ast::*;
use swc_ecma_visit::{Visit, VisitMut, VisitMutWith, VisitWith};

use crate::abi;
use crate::build;
use crate::syntax::{bound_names, can_suspend, jump_leaves, stay_in_function, writes_of};
use crate::top_level_await;

/// Moves the loops. Runs before the facts are gathered.
pub fn move_out(program: &mut Program) {
    let Program::Module(module) = program else { return };
    let mut shared = Shared::default();
    module.visit_with(&mut shared);
    let mut top = TopLevel { shared: shared.names, ready: FxHashSet::default(), in_try: false };
    let mut vars = VarNames::default();
    module.visit_with(&mut vars);
    top.ready.extend(vars.0.iter().map(Ident::to_id));
    for item in &mut module.body {
        if let ModuleItem::Stmt(stmt) = item {
            top.statement(stmt);
        }
    }
}

struct TopLevel {
    /// Names that functions, classes or other modules know too.
    shared: FxHashSet<Id>,
    /// Variables that have certainly been initialised here.
    ready: FxHashSet<Id>,
    in_try: bool,
}

impl TopLevel {
    fn statements(&mut self, stmts: &mut [Stmt]) {
        stmts.iter_mut().for_each(|stmt| self.statement(stmt));
    }

    fn statement(&mut self, stmt: &mut Stmt) {
        if is_loop(stmt) && can_move(stmt) {
            let whole = std::mem::replace(stmt, Stmt::Empty(EmptyStmt { span: DUMMY_SP }));
            *stmt = self.moved(whole);
            return;
        }
        match stmt {
            Stmt::Decl(Decl::Var(var)) => self.declares(var),
            Stmt::Block(block) => self.statements(&mut block.stmts),
            Stmt::Labeled(labeled) => self.statement(&mut labeled.body),
            Stmt::If(branch) => {
                self.statement(&mut branch.cons);
                branch.alt.iter_mut().for_each(|alt| self.statement(alt));
            }
            Stmt::Try(attempt) => self.attempt(attempt),
            Stmt::For(stmt) => {
                if let Some(VarDeclOrExpr::VarDecl(var)) = &stmt.init {
                    self.declares(var);
                }
                self.statement(&mut stmt.body);
            }
            Stmt::ForOf(stmt) => {
                if let ForHead::VarDecl(var) = &stmt.left {
                    self.declares(var);
                }
                self.statement(&mut stmt.body);
            }
            Stmt::ForIn(stmt) => self.statement(&mut stmt.body),
            Stmt::While(stmt) => self.statement(&mut stmt.body),
            Stmt::DoWhile(stmt) => self.statement(&mut stmt.body),
            _ => {}
        }
    }

    fn attempt(&mut self, attempt: &mut TryStmt) {
        let around = std::mem::replace(&mut self.in_try, true);
        self.statements(&mut attempt.block.stmts);
        if let Some(handler) = &mut attempt.handler {
            self.statements(&mut handler.body.stmts);
        }
        self.in_try = around;
        if let Some(finalizer) = &mut attempt.finalizer {
            self.statements(&mut finalizer.stmts);
        }
    }

    fn declares(&mut self, var: &VarDecl) {
        let mut names = Vec::new();
        var.decls.iter().for_each(|declarator| bound_names(&declarator.name, &mut names));
        self.ready.extend(names.iter().map(Ident::to_id));
    }

    /// The block that stands for a loop.
    fn moved(&self, mut stmt: Stmt) -> Stmt {
        let mut vars = VarNames::default();
        stmt.visit_with(&mut vars);
        if !vars.0.is_empty() {
            stmt.visit_mut_with(&mut VarsToAssignments);
        }
        let carried = self.carried(&stmt);
        let written: FxHashSet<Id> = writes_of(&stmt).into_iter().collect();
        let (results, parameters): (Vec<&Ident>, Vec<&Ident>) =
            carried.iter().partition(|name| written.contains(&name.to_id()));
        let names: Vec<&Ident> = results.iter().chain(&parameters).copied().collect();
        let inner = rename(&mut stmt, &names);
        let made = call_of(stmt, &names, &inner, results.len());
        if vars.0.is_empty() {
            return made;
        }
        let declared = vars.0.iter().map(|name| build::declarator(name, None)).collect();
        build::block(vec![build::declare(VarDeclKind::Var, declared), made])
    }

    /// The names that go in and come back, in the order of their first use.
    fn carried(&self, stmt: &Stmt) -> Vec<Ident> {
        if self.in_try {
            return Vec::new();
        }
        let mut used = Used::default();
        stmt.visit_with(&mut used);
        used.names.retain(|name| {
            let id = name.to_id();
            self.ready.contains(&id) && !self.shared.contains(&id) && !used.declared.contains(&id)
        });
        used.names
    }
}

fn is_loop(stmt: &Stmt) -> bool {
    match stmt {
        Stmt::Labeled(labeled) => is_loop(&labeled.body),
        Stmt::For(_) | Stmt::ForIn(_) | Stmt::ForOf(_) | Stmt::While(_) | Stmt::DoWhile(_) => true,
        _ => false,
    }
}

/// Whether a function can hold the loop, and a captured one.
fn can_move(stmt: &Stmt) -> bool {
    let mut obstacles = Obstacles { found: false };
    stmt.visit_with(&mut obstacles);
    can_suspend(stmt) && !jump_leaves(stmt) && !top_level_await::is_used_in(stmt) && !obstacles.found
}

/// Gives the names a meaning of their own in the loop.
fn rename(stmt: &mut Stmt, names: &[&Ident]) -> Vec<Ident> {
    let ctxt = SyntaxContext::empty().apply_mark(Mark::new());
    let inner = |name: &Ident| Ident { ctxt, span: DUMMY_SP, ..name.clone() };
    let renamed = names.iter().map(|name| (name.to_id(), ctxt)).collect();
    stmt.visit_mut_with(&mut Renaming(renamed));
    names.iter().map(|name| inner(name)).collect()
}

/// `{ const hz$loop = (inner…) => { stmt; return results }; names = hz$loop(names…) }`: the first `results` of the names
/// come back.
fn call_of(stmt: Stmt, names: &[&Ident], inner: &[Ident], results: usize) -> Stmt {
    let mut body = vec![stmt];
    body.extend(match results {
        0 => None,
        1 => Some(build::returns(Some(build::ident(&inner[0])))),
        _ => Some(build::returns(Some(build::array(inner[..results].iter().map(build::ident).collect())))),
    });
    let function = ArrowExpr {
        params: inner.iter().map(|name| Pat::Ident(name.clone().into())).collect(),
        body: Box::new(ArrowFunctionBody::FunctionBody(FunctionBody { span: DUMMY_SP, stmts: body })),
        ..Default::default()
    };
    let made =
        |text: &str| Ident { ctxt: SyntaxContext::empty().apply_mark(Mark::new()), ..build::name(text) };
    let (function_name, result) = (made(abi::LOOP), made(abi::AFTER_LOOP));
    let value =
        build::call(build::ident(&function_name), names.iter().map(|name| build::ident(name)).collect());
    let constant =
        |name: &Ident, value| build::declare(VarDeclKind::Const, vec![build::declarator(name, Some(value))]);
    let mut stmts = vec![constant(&function_name, Box::new(Expr::Arrow(function)))];
    match results {
        0 => stmts.push(build::expression(value)),
        1 => stmts.push(build::expression(build::assign(names[0], value))),
        _ => {
            stmts.push(constant(&result, value));
            stmts.extend(names[..results].iter().enumerate().map(|(index, name)| {
                let value = build::index(build::ident(&result), build::number(index));
                build::expression(build::assign(name, value))
            }));
        }
    }
    build::block(stmts)
}

/// What would have the function pinned.
struct Obstacles {
    found: bool,
}

impl Visit for Obstacles {
    fn visit_using_decl(&mut self, _: &UsingDecl) {
        self.found = true;
    }
    fn visit_call_expr(&mut self, node: &CallExpr) {
        self.found |= matches!(&node.callee, Callee::Expr(callee) if callee.is_ident_ref_to("eval"));
        node.visit_children_with(self);
    }
}

/// Names used in functions and classes, and exported ones.
#[derive(Default)]
struct Shared {
    names: FxHashSet<Id>,
    /// How many functions and classes are open.
    depth: usize,
}

impl Shared {
    fn within<N: VisitWith<Self>>(&mut self, node: &N) {
        self.depth += 1;
        node.visit_children_with(self);
        self.depth -= 1;
    }
}

impl Visit for Shared {
    fn visit_function(&mut self, node: &Function) {
        self.within(node);
    }
    fn visit_arrow_expr(&mut self, node: &ArrowExpr) {
        self.within(node);
    }
    fn visit_class(&mut self, node: &Class) {
        self.within(node);
    }
    fn visit_export_decl(&mut self, node: &ExportDecl) {
        self.within(node);
    }
    fn visit_named_export(&mut self, node: &NamedExport) {
        self.within(node);
    }
    fn visit_getter_prop(&mut self, node: &GetterProp) {
        self.within(node);
    }
    fn visit_setter_prop(&mut self, node: &SetterProp) {
        self.within(node);
    }
    fn visit_ident(&mut self, node: &Ident) {
        if self.depth > 0 {
            self.names.insert(node.to_id());
        }
    }
}

/// Names that a loop uses, and those that it declares.
#[derive(Default)]
struct Used {
    names: Vec<Ident>,
    seen: FxHashSet<Id>,
    declared: FxHashSet<Id>,
}

impl Visit for Used {
    fn visit_ident(&mut self, node: &Ident) {
        if self.seen.insert(node.to_id()) {
            self.names.push(node.clone());
        }
    }
    fn visit_var_decl(&mut self, node: &VarDecl) {
        let mut names = Vec::new();
        node.decls.iter().for_each(|declarator| bound_names(&declarator.name, &mut names));
        self.declared.extend(names.iter().map(Ident::to_id));
        node.visit_children_with(self);
    }
}

struct Renaming(FxHashMap<Id, SyntaxContext>);

impl VisitMut for Renaming {
    fn visit_mut_ident(&mut self, node: &mut Ident) {
        if let Some(ctxt) = self.0.get(&node.to_id()) {
            node.ctxt = *ctxt;
        }
    }
}

/// The names that `var` declares outside of functions.
#[derive(Default)]
struct VarNames(Vec<Ident>);

impl Visit for VarNames {
    stay_in_function!();

    fn visit_var_decl(&mut self, node: &VarDecl) {
        if node.kind == VarDeclKind::Var {
            node.decls.iter().for_each(|declarator| bound_names(&declarator.name, &mut self.0));
        }
        node.visit_children_with(self);
    }
}

/// `var x = 1, y;` → `x = 1;`
struct VarsToAssignments;

impl VarsToAssignments {
    fn assignments(var: &mut VarDecl) -> Option<Box<Expr>> {
        let assignments: Vec<Box<Expr>> = std::mem::take(&mut var.decls)
            .into_iter()
            .filter_map(|declarator| Some(build::assign_pattern(declarator.name, declarator.init?)))
            .collect();
        (!assignments.is_empty()).then(|| build::sequence(assignments))
    }
}

impl VisitMut for VarsToAssignments {
    fn visit_mut_function(&mut self, _: &mut Function) {}
    fn visit_mut_arrow_expr(&mut self, _: &mut ArrowExpr) {}
    fn visit_mut_class(&mut self, _: &mut Class) {}

    fn visit_mut_stmt(&mut self, node: &mut Stmt) {
        node.visit_mut_children_with(self);
        if let Stmt::Decl(Decl::Var(var)) = node
            && var.kind == VarDeclKind::Var
        {
            let span = var.span;
            *node = match Self::assignments(var) {
                Some(expr) => Stmt::Expr(ExprStmt { span, expr }),
                None => Stmt::Empty(EmptyStmt { span }),
            };
        }
    }
    fn visit_mut_for_stmt(&mut self, node: &mut ForStmt) {
        node.visit_mut_children_with(self);
        if let Some(VarDeclOrExpr::VarDecl(var)) = &mut node.init
            && var.kind == VarDeclKind::Var
        {
            node.init = Self::assignments(var).map(VarDeclOrExpr::Expr);
        }
    }
    fn visit_mut_for_head(&mut self, node: &mut ForHead) {
        node.visit_mut_children_with(self);
        if let ForHead::VarDecl(var) = node
            && var.kind == VarDeclKind::Var
            && let Some(declarator) = var.decls.pop()
        {
            *node = ForHead::Pat(Box::new(declarator.name));
        }
    }
}

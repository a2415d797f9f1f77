//! Functions in blocks of sloppy functions that are variables of the function too (ECMAScript, annex B.3.3.1), where the function
//! uses them outside of the block.
//!
//! ```js
//! function f(x) {                         function f(x) {
//!   if (x) { a(); function g() {} }         var g;
//!   return g;                               if (x) { let hz$g$f = function g() {}; a(); g = hz$g$f; }
//! }                                         return g;
//! ```
//! Runs behind `annex_b`, which has told apart those that are no variables. Postcondition: in a function without `eval` and
//! `with`, the name of a function in a block is used in that block only.

use rustc_hash::{FxHashMap, FxHashSet};
use swc_atoms::Atom;
use swc_common::DUMMY_SP;
use swc_ecma_ast::*;
use swc_ecma_visit::{Visit, VisitMut, VisitMutWith, VisitWith};

use crate::abi;
use crate::build;
use crate::rename;
use crate::syntax::{bound_names, directives_of};

/// Makes variables of them in all functions of `program`.
pub fn spell_out(program: &mut Program) {
    program.visit_mut_with(&mut Functions { has_any: false });
}

struct Functions {
    /// Whether the current function has a function in a block.
    has_any: bool,
}

impl Functions {
    fn inside<N: VisitMutWith<Self>>(&mut self, node: &mut N) -> bool {
        let around = std::mem::take(&mut self.has_any);
        node.visit_mut_children_with(self);
        std::mem::replace(&mut self.has_any, around)
    }
}

impl VisitMut for Functions {
    fn visit_mut_function(&mut self, node: &mut Function) {
        let has_any = self.inside(node);
        if let Some(body) = node.body.as_mut().filter(|_| has_any) {
            variables(&mut body.stmts, node.params.iter().map(|param| &param.pat));
        }
    }

    fn visit_mut_arrow_expr(&mut self, node: &mut ArrowExpr) {
        let has_any = self.inside(node);
        if let (true, ArrowFunctionBody::FunctionBody(body)) = (has_any, &mut *node.body) {
            variables(&mut body.stmts, node.params.iter());
        }
    }

    fn visit_mut_block_stmt(&mut self, node: &mut BlockStmt) {
        self.has_any |= declared(node.stmts.iter()).next().is_some();
        node.visit_mut_children_with(self);
    }

    fn visit_mut_switch_stmt(&mut self, node: &mut SwitchStmt) {
        self.has_any |= declared(node.cases.iter().flat_map(|case| &case.cons)).next().is_some();
        node.visit_mut_children_with(self);
    }
}

fn variables<'a>(body: &mut Vec<Stmt>, params: impl Iterator<Item = &'a Pat>) {
    let mut uses = Uses::default();
    body.visit_with(&mut uses);
    uses.outside.retain(|id| uses.declared.contains(id) && id.0 != *"arguments");
    if uses.is_dynamic || uses.outside.is_empty() {
        return;
    }
    let mut names = Vec::new();
    params.for_each(|param| bound_names(param, &mut names));
    let params: FxHashSet<Id> = names.iter().map(Ident::to_id).collect();
    let mut blocks = Blocks { wanted: &uses.outside, params: &params, vars: Vec::new() };
    body.visit_mut_with(&mut blocks);
    let vars: Vec<_> = blocks.vars.iter().map(|name| build::declarator(name, None)).collect();
    if !vars.is_empty() {
        body.insert(directives_of(body), build::declare(VarDeclKind::Var, vars));
    }
}

/// The plain functions that a list of statements declares.
fn declared<'a>(stmts: impl Iterator<Item = &'a Stmt>) -> impl Iterator<Item = &'a Ident> {
    stmts.filter_map(|stmt| match stmt {
        Stmt::Decl(Decl::Fn(FnDecl { ident, function, .. }))
            if !function.is_async && !function.is_generator =>
        {
            Some(ident)
        }
        _ => None,
    })
}

/// Which functions in blocks are named outside of their blocks.
#[derive(Default)]
struct Uses {
    /// Those of the blocks around.
    open: Vec<Id>,
    declared: FxHashSet<Id>,
    outside: FxHashSet<Id>,
    is_dynamic: bool,
}

impl Uses {
    fn within(&mut self, names: Vec<Id>, visit: impl FnOnce(&mut Self)) {
        let depth = self.open.len();
        self.declared.extend(names.iter().cloned());
        self.open.extend(names);
        visit(self);
        self.open.truncate(depth);
    }
}

impl Visit for Uses {
    fn visit_ident(&mut self, node: &Ident) {
        let id = node.to_id();
        if !self.open.contains(&id) {
            self.outside.insert(id);
        }
    }

    fn visit_block_stmt(&mut self, node: &BlockStmt) {
        let names = declared(node.stmts.iter()).map(Ident::to_id).collect();
        self.within(names, |this| node.visit_children_with(this));
    }

    fn visit_switch_stmt(&mut self, node: &SwitchStmt) {
        node.discriminant.visit_with(self);
        let stmts = node.cases.iter().flat_map(|case| &case.cons);
        let names = declared(stmts).map(Ident::to_id).collect();
        self.within(names, |this| node.cases.visit_with(this));
    }

    fn visit_call_expr(&mut self, node: &CallExpr) {
        node.visit_children_with(self);
        self.is_dynamic |= matches!(&node.callee, Callee::Expr(callee) if callee.is_ident_ref_to("eval"));
    }

    fn visit_with_stmt(&mut self, _: &WithStmt) {
        self.is_dynamic = true;
    }
}

/// Gives functions in blocks names of their own there.
struct Blocks<'a> {
    /// The names that are used outside.
    wanted: &'a FxHashSet<Id>,
    params: &'a FxHashSet<Id>,
    /// What the function has to declare.
    vars: Vec<Ident>,
}

impl Blocks<'_> {
    /// Takes the functions out of `lists`, the statements of one block; gives what declares them at its start.
    fn take(&mut self, mut lists: Vec<&mut Vec<Stmt>>) -> Option<Stmt> {
        let mut found: Vec<(Ident, Box<Function>)> = Vec::new();
        let mut names: FxHashMap<Id, Atom> = FxHashMap::default();
        for stmt in lists.iter_mut().flat_map(|list| list.iter_mut()) {
            let Some(name) = declared(std::iter::once(&*stmt)).next().cloned() else { continue };
            if !self.wanted.contains(&name.to_id()) {
                continue;
            }
            let own = format!("{}{}$f", abi::PREFIX, name.sym);
            names.insert(name.to_id(), own.as_str().into());
            let after = match self.params.contains(&name.to_id()) {
                true => Stmt::Empty(EmptyStmt { span: DUMMY_SP }),
                false => self.assignment(&name, own.into()),
            };
            let Stmt::Decl(Decl::Fn(function)) = std::mem::replace(stmt, after) else {
                unreachable!("a function declaration")
            };
            // Of several functions of one name the last one counts.
            found.retain(|(earlier, _)| earlier.sym != name.sym);
            found.push((name, function.function));
        }
        if found.is_empty() {
            return None;
        }
        let declarators = found.into_iter().map(|(name, function)| {
            let function = build::named(&name.sym, Box::new(Expr::Fn(FnExpr { ident: None, function })));
            build::declarator(&name, Some(function))
        });
        let mut stmt = build::declare(VarDeclKind::Let, declarators.collect());
        rename::apply(&mut stmt, names.clone());
        for stmt in lists.into_iter().flatten().filter(|stmt| !is_assignment_made(stmt, &names)) {
            rename::apply(stmt, names.clone());
        }
        Some(stmt)
    }

    fn assignment(&mut self, name: &Ident, own: Atom) -> Stmt {
        self.vars.push(Ident::new(name.sym.clone(), DUMMY_SP, name.ctxt));
        let own = Ident::new(own, DUMMY_SP, name.ctxt);
        build::expression(build::assign(name, Box::new(Expr::Ident(own))))
    }
}

/// Whether `stmt` is what stands in the place of a function.
fn is_assignment_made(stmt: &Stmt, names: &FxHashMap<Id, Atom>) -> bool {
    let Stmt::Expr(ExprStmt { expr, .. }) = stmt else { return false };
    let Expr::Assign(AssignExpr {
        left: AssignTarget::Simple(SimpleAssignTarget::Ident(left)), right, ..
    }) = &**expr
    else {
        return false;
    };
    matches!(&**right, Expr::Ident(own) if names.get(&left.id.to_id()) == Some(&own.sym))
}

impl VisitMut for Blocks<'_> {
    fn visit_mut_block_stmt(&mut self, node: &mut BlockStmt) {
        if let Some(functions) = self.take(vec![&mut node.stmts]) {
            node.stmts.insert(0, functions);
        }
        node.visit_mut_children_with(self);
    }

    fn visit_mut_stmt(&mut self, node: &mut Stmt) {
        let Stmt::Switch(switch) = node else { return node.visit_mut_children_with(self) };
        let functions = self.take(switch.cases.iter_mut().map(|case| &mut case.cons).collect());
        switch.visit_mut_children_with(self);
        if let Some(functions) = functions {
            let switch = std::mem::replace(node, Stmt::Empty(EmptyStmt { span: DUMMY_SP }));
            *node = build::block(vec![functions, switch]);
        }
    }

    // Each function has been looked at by itself.
    fn visit_mut_function(&mut self, _: &mut Function) {}
    fn visit_mut_arrow_expr(&mut self, _: &mut ArrowExpr) {}
    fn visit_mut_class(&mut self, _: &mut Class) {}
}

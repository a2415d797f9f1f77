//! Functions declared in blocks of sloppy code that must not become variables of their function.
//!
//! ```js
//! { let q = 1; { function q() {} } }  typeof q;      // "undefined": the let is in the way
//! ```
//! In sloppy code a function in a block is also a `var` of the function around it, unless a block in between has a `let`, class or
//! function of its name (ECMAScript, annex B.3.3.1). The resolver does not look for that, so the names of such functions get a
//! scope of their own here, and a `let` of that name and no use right around it: the one in the way may move into a box, under
//! another name. Runs first: the facts depend on who means whom.

use std::collections::HashMap;

use swc_atoms::Atom;
use swc_common::{DUMMY_SP, Mark, SyntaxContext};
use swc_ecma_ast::*;
use swc_ecma_visit::{VisitMut, VisitMutWith};

use crate::build;
use crate::syntax::bound_names;

/// Separates the names of block functions in `program` that are no variables.
pub fn separate(program: &mut Program) {
    program.visit_mut_with(&mut Separation { blocks: Vec::new(), renamed: Vec::new() });
}

struct Separation {
    /// Lexical names of the blocks open in the current function; its outermost scope is not among them.
    blocks: Vec<HashMap<Atom, SyntaxContext>>,
    /// For each open block, the names that mean something else in it.
    renamed: Vec<HashMap<Id, SyntaxContext>>,
}

impl Separation {
    /// A scope whose statements are `stmts`, the children of `node`. Gives a declaration that must stand around them.
    fn scope<N>(&mut self, node: &mut N, stmts: impl Fn(&N) -> Vec<&Stmt>) -> Option<Stmt>
    where
        N: VisitMutWith<Self>,
    {
        let mut lexical = Vec::new();
        let mut renamed = HashMap::new();
        for stmt in stmts(node) {
            match stmt {
                Stmt::Decl(Decl::Var(var)) => lexical_names(var, &mut lexical),
                Stmt::Decl(Decl::Class(class)) => lexical.push(class.ident.clone()),
                Stmt::Decl(Decl::Fn(function)) => {
                    let name = &function.ident;
                    let mut inside = name.clone();
                    if let Some(around) = self.blocks.iter().rev().find_map(|block| block.get(&name.sym)) {
                        let own = || SyntaxContext::empty().apply_mark(Mark::fresh(Mark::root()));
                        let own = *renamed.entry(name.to_id()).or_insert_with(own);
                        // In a `switch` the resolver takes uses of the function for uses of the name around it.
                        renamed.insert((name.sym.clone(), *around), own);
                        inside.ctxt = own;
                    }
                    lexical.push(inside);
                }
                _ => {}
            }
        }
        let guard = in_the_way(renamed.keys());
        self.renamed.push(renamed);
        self.names(lexical, node);
        self.renamed.pop();
        guard
    }

    /// A scope of these names around the children of `node`.
    fn names<N: VisitMutWith<Self>>(&mut self, lexical: Vec<Ident>, node: &mut N) {
        self.blocks.push(lexical.into_iter().map(|name| (name.sym, name.ctxt)).collect());
        node.visit_mut_children_with(self);
        self.blocks.pop();
    }

    fn function<N: VisitMutWith<Self>>(&mut self, node: &mut N) {
        let blocks = std::mem::take(&mut self.blocks);
        node.visit_mut_children_with(self);
        self.blocks = blocks;
    }
}

impl VisitMut for Separation {
    fn visit_mut_ident(&mut self, node: &mut Ident) {
        let id = node.to_id();
        if let Some(own) = self.renamed.iter().rev().find_map(|renamed| renamed.get(&id)) {
            node.ctxt = *own;
        }
    }

    fn visit_mut_block_stmt(&mut self, node: &mut BlockStmt) {
        if let Some(guard) = self.scope(node, |block| block.stmts.iter().collect()) {
            let stmts = std::mem::take(&mut node.stmts);
            node.stmts = vec![guard, Stmt::Block(BlockStmt { stmts, ..Default::default() })];
        }
    }

    fn visit_mut_stmt(&mut self, node: &mut Stmt) {
        let Stmt::Switch(switch) = node else { return node.visit_mut_children_with(self) };
        let guard = self.scope(switch, |switch| switch.cases.iter().flat_map(|case| &case.cons).collect());
        if let Some(guard) = guard {
            let switch = std::mem::replace(node, Stmt::Empty(EmptyStmt { span: DUMMY_SP }));
            *node = Stmt::Block(BlockStmt { stmts: vec![guard, switch], ..Default::default() });
        }
    }

    fn visit_mut_for_stmt(&mut self, node: &mut ForStmt) {
        let mut names = Vec::new();
        if let Some(VarDeclOrExpr::VarDecl(var)) = &node.init {
            lexical_names(var, &mut names);
        }
        self.names(names, node);
    }
    fn visit_mut_for_in_stmt(&mut self, node: &mut ForInStmt) {
        let names = names_of_head(&node.left);
        self.names(names, node);
    }
    fn visit_mut_for_of_stmt(&mut self, node: &mut ForOfStmt) {
        let names = names_of_head(&node.left);
        self.names(names, node);
    }

    /// A parameter that is a plain name is in nobody's way.
    fn visit_mut_catch_clause(&mut self, node: &mut CatchClause) {
        let mut names = Vec::new();
        if let Some(pattern) = node.param.as_ref().filter(|pattern| !pattern.is_ident()) {
            bound_names(pattern, &mut names);
        }
        self.names(names, node);
    }

    fn visit_mut_function(&mut self, node: &mut Function) {
        self.function(node);
    }
    fn visit_mut_arrow_expr(&mut self, node: &mut ArrowExpr) {
        self.function(node);
    }
    fn visit_mut_constructor(&mut self, node: &mut Constructor) {
        self.function(node);
    }
}

/// A `let` of these names that nothing means.
fn in_the_way<'a>(names: impl Iterator<Item = &'a Id>) -> Option<Stmt> {
    let mut names: Vec<&Atom> = names.map(|(name, _)| name).collect();
    names.sort();
    names.dedup();
    let unused = |name: &Atom| {
        let own = SyntaxContext::empty().apply_mark(Mark::fresh(Mark::root()));
        build::declarator(&Ident::new(name.clone(), DUMMY_SP, own), None)
    };
    let declarators: Vec<VarDeclarator> = names.into_iter().map(unused).collect();
    (!declarators.is_empty()).then(|| build::declare(VarDeclKind::Let, declarators))
}

fn lexical_names(var: &VarDecl, out: &mut Vec<Ident>) {
    if var.kind != VarDeclKind::Var {
        var.decls.iter().for_each(|declarator| bound_names(&declarator.name, out));
    }
}

fn names_of_head(head: &ForHead) -> Vec<Ident> {
    let mut names = Vec::new();
    if let ForHead::VarDecl(var) = head {
        lexical_names(var, &mut names);
    }
    names
}

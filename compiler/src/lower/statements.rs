//! Statements except loops and `try`.

use swc_ecma_ast::*;

use super::Lowering;
use super::jumps::{Exit, Target};
use crate::build;
use crate::facts::{Facts, FnId};
use crate::ir::{Case, Node};
use crate::pinned;
use crate::syntax::{bound_names, can_suspend, is_suspending_call, jump_leaves};

impl Lowering<'_> {
    /// The function's outermost statement list.
    pub(super) fn outermost(&mut self, stmts: Vec<Stmt>) {
        for stmt in stmts {
            match stmt {
                Stmt::Decl(Decl::Fn(function)) => {
                    self.hoist(&function.ident);
                    self.functions.push(Stmt::Decl(Decl::Fn(function)));
                }
                other => self.statement(other),
            }
        }
    }

    /// A block: its function declarations exist before its first statement runs.
    pub(super) fn block(&mut self, mut stmts: Vec<Stmt>) {
        let after_boxes = stmts.split_off(boxes_of(&stmts, self.facts));
        stmts.into_iter().for_each(|stmt| self.statement(stmt));
        let stmts = after_boxes;
        let (functions, rest): (Vec<_>, Vec<_>) =
            stmts.into_iter().partition(|stmt| matches!(stmt, Stmt::Decl(Decl::Fn(_))));
        for stmt in functions {
            let Stmt::Decl(Decl::Fn(declaration)) = stmt else { unreachable!("partitioned") };
            self.hoist(&declaration.ident);
            let name = &self.facts.function(FnId::of(declaration.function.ctxt)).name;
            let renamed = *name != *declaration.ident.sym;
            let function = Box::new(Expr::Fn(FnExpr { ident: None, function: declaration.function }));
            let function = if renamed { build::named(name, function) } else { function };
            self.push(Node::Expr(build::assign(&declaration.ident, function)));
        }
        rest.into_iter().for_each(|stmt| self.statement(stmt));
    }

    /// Whether `stmt` must be taken apart; others stay as they were written.
    fn must_lower(&self, stmt: &Stmt) -> bool {
        can_suspend(stmt) || (self.rewrites_jumps() && jump_leaves(stmt))
    }

    pub(super) fn statement(&mut self, stmt: Stmt) {
        self.scoped(|this| this.statement_unscoped(stmt));
    }

    fn statement_unscoped(&mut self, stmt: Stmt) {
        match stmt {
            // Declarations outlive their statement, so they are taken apart in any case.
            Stmt::Decl(Decl::Var(var)) => self.variables(*var),
            Stmt::Decl(Decl::Class(class)) => self.class_declaration(class),
            Stmt::Decl(Decl::Fn(_)) => self.block(vec![stmt]),
            Stmt::Empty(_) => {}
            Stmt::Return(stmt) => self.return_statement(stmt.arg),
            stmt if !self.must_lower(&stmt) => self.plain(stmt),
            Stmt::Expr(stmt) => self.effect(stmt.expr),
            Stmt::Block(block) => self.block(block.stmts),
            Stmt::If(stmt) => self.if_statement(stmt),
            Stmt::Throw(stmt) => {
                let arg = self.expr(stmt.arg);
                self.push(Node::Throw(arg));
            }
            Stmt::Break(stmt) => self.exit(Exit::Break(stmt.label.map(|label| label.sym)), None),
            Stmt::Continue(stmt) => self.exit(Exit::Continue(stmt.label.map(|label| label.sym)), None),
            Stmt::Switch(stmt) => self.switch_statement(stmt, Vec::new()),
            Stmt::Labeled(stmt) => self.labeled(stmt, Vec::new()),
            Stmt::Try(stmt) => self.try_statement(*stmt),
            Stmt::While(_) | Stmt::DoWhile(_) | Stmt::For(_) | Stmt::ForIn(_) | Stmt::ForOf(_) => {
                self.loop_statement(stmt, Vec::new());
            }
            other => self.plain(other),
        }
    }

    /// A statement that stays whole. `var`s in it are names of the function, and their values may be needed later.
    fn plain(&mut self, stmt: Stmt) {
        let mut names = Vec::new();
        function_scoped_names(&stmt, &mut names);
        names.iter().for_each(|name| self.hoist(name));
        match stmt {
            Stmt::Expr(stmt) => self.push(Node::Expr(stmt.expr)),
            Stmt::Throw(stmt) => self.push(Node::Throw(stmt.arg)),
            Stmt::Break(stmt) => self.push(Node::Break(stmt.label)),
            Stmt::Continue(stmt) => self.push(Node::Continue(stmt.label)),
            Stmt::Block(block) if !block.stmts.iter().any(is_lexical) => {
                block.stmts.into_iter().for_each(|stmt| self.statement(stmt));
            }
            other => self.push(Node::Plain(other)),
        }
    }

    /// An expression for its effect.
    fn effect(&mut self, expr: Box<Expr>) {
        let value = self.expr(expr);
        if !matches!(&*value, Expr::Ident(_) | Expr::Lit(_) | Expr::This(_)) {
            self.push(Node::Expr(value));
        }
    }

    pub(super) fn variables(&mut self, var: VarDecl) {
        for declarator in var.decls {
            let mut names = Vec::new();
            bound_names(&declarator.name, &mut names);
            names.iter().for_each(|name| self.hoist(name));
            self.scoped(|this| match (declarator.name, declarator.init) {
                (Pat::Ident(name), Some(init)) => this.initialise(&name.id, init),
                (Pat::Ident(name), None) if var.kind != VarDeclKind::Var => {
                    this.set(&name.id, build::undefined());
                }
                (_, None) => {}
                (pattern, Some(init)) => this.destructure(pattern, init),
            });
        }
    }

    pub(super) fn initialise(&mut self, name: &Ident, init: Box<Expr>) {
        // In a handler's reach the old value must survive a call that throws, so the result takes a detour.
        if self.handlers == 0 && is_call(&init) {
            let call = self.call_expr(init);
            return self.suspend_into(name.clone(), call);
        }
        let value = self.expr(init);
        self.set(name, value);
    }

    /// `pattern = init`, where `pattern` holds declared names.
    pub(super) fn destructure(&mut self, mut pattern: Pat, init: Box<Expr>) {
        let value = self.expr(init);
        pinned::wrap_pattern(&mut pattern);
        self.push(Node::Expr(build::assign_pattern(pattern, value)));
    }

    fn class_declaration(&mut self, declaration: ClassDecl) {
        self.hoist(&declaration.ident);
        let name = declaration.ident.clone();
        let class =
            Box::new(Expr::Class(ClassExpr { ident: Some(declaration.ident), class: declaration.class }));
        let class = self.expr(class);
        self.set(&name, class);
    }

    fn if_statement(&mut self, stmt: IfStmt) {
        let test = self.expr(stmt.test);
        let cons = self.run(|this| this.statement(*stmt.cons));
        let alt = self.run(|this| {
            if let Some(alt) = stmt.alt {
                this.statement(*alt);
            }
        });
        self.push(Node::If { test, cons, alt });
    }

    pub(super) fn labeled(&mut self, stmt: LabeledStmt, mut labels: Vec<Ident>) {
        labels.push(stmt.label.clone());
        match *stmt.body {
            Stmt::Labeled(inner) => self.labeled(inner, labels),
            Stmt::Switch(switch) => self.switch_statement(switch, labels),
            Stmt::While(_) | Stmt::DoWhile(_) | Stmt::For(_) | Stmt::ForIn(_) | Stmt::ForOf(_) => {
                self.loop_statement(*stmt.body, labels);
            }
            body => {
                let depth = self.targets.len();
                self.targets.extend(labels.iter().map(|label| Target::Block { label: label.sym.clone() }));
                let mut nodes = self.run(|this| this.statement(body));
                self.targets.truncate(depth);
                for label in labels.into_iter().rev() {
                    nodes = vec![Node::Labeled { label, body: nodes }];
                }
                self.out.append(&mut nodes);
            }
        }
    }

    fn switch_statement(&mut self, stmt: SwitchStmt, labels: Vec<Ident>) {
        let discriminant = self.expr(stmt.discriminant);
        let tests_suspend = stmt.cases.iter().any(|case| case.test.as_ref().is_some_and(can_suspend));
        let (discriminant, tests): (Box<Expr>, Vec<Option<Box<Expr>>>) = if tests_suspend {
            self.choose_case(discriminant, stmt.cases.iter().map(|case| case.test.clone()).collect())
        } else {
            (discriminant, stmt.cases.iter().map(|case| case.test.clone()).collect())
        };
        let (label, outer) = self.open_labels(labels);
        self.targets
            .push(Target::Switch { labels: outer.iter().chain(&label).map(|l| l.sym.clone()).collect() });
        let bodies: Vec<Vec<Stmt>> = stmt.cases.into_iter().map(|case| case.cons).collect();
        let cases = tests
            .into_iter()
            .zip(bodies)
            .map(|(test, body)| Case { test, body: self.run(|this| this.block(body)) })
            .collect();
        self.targets.pop();
        let nodes = vec![Node::Switch { label, discriminant, cases }];
        self.close_labels(outer, nodes);
    }

    /// When case tests suspend, finds the case's number first: `switch (number) { case 0: … }`.
    fn choose_case(
        &mut self,
        discriminant: Box<Expr>,
        tests: Vec<Option<Box<Expr>>>,
    ) -> (Box<Expr>, Vec<Option<Box<Expr>>>) {
        let value = self.keep(discriminant);
        let chosen = self.temporary();
        let default = tests.iter().position(Option::is_none).unwrap_or(tests.len());
        self.set(&chosen, build::number(default));
        let label = self.label();
        let numbers = (0..tests.len()).map(|index| Some(build::number(index))).collect();
        let body = self.run(|this| {
            for (index, test) in tests.into_iter().enumerate() {
                let Some(test) = test else { continue };
                let test = this.expr(test);
                let found = this.run(|this| {
                    this.set(&chosen, build::number(index));
                    this.push(Node::Break(Some(label.clone())));
                });
                let test = build::same(value.clone(), test);
                this.push(Node::If { test, cons: found, alt: Vec::new() });
            }
        });
        self.push(Node::Labeled { label, body });
        (build::ident(&chosen), numbers)
    }

    /// The innermost label goes on the statement itself, the others around it.
    pub(super) fn open_labels(&mut self, mut labels: Vec<Ident>) -> (Option<Ident>, Vec<Ident>) {
        let own = labels.pop();
        (own, labels)
    }

    pub(super) fn close_labels(&mut self, outer: Vec<Ident>, mut nodes: Vec<Node>) {
        for label in outer.into_iter().rev() {
            nodes = vec![Node::Labeled { label, body: nodes }];
        }
        self.out.append(&mut nodes);
    }
}

/// How many statements at the start of a list make boxes.
pub(super) fn boxes_of(stmts: &[Stmt], facts: &Facts) -> usize {
    let makes_box = |declarator: &VarDeclarator| {
        let Pat::Ident(name) = &declarator.name else { return false };
        facts.bindings.get(&name.to_id()).is_some_and(|binding| binding.is_box)
    };
    let makes_boxes =
        |stmt: &&Stmt| matches!(stmt, Stmt::Decl(Decl::Var(var)) if var.decls.iter().all(makes_box));
    stmts.iter().take_while(makes_boxes).count()
}

/// Whether a statement declares names of its block.
fn is_lexical(stmt: &Stmt) -> bool {
    match stmt {
        Stmt::Decl(Decl::Var(var)) => var.kind != VarDeclKind::Var,
        Stmt::Decl(_) => true,
        _ => false,
    }
}

pub(super) fn is_call(expr: &Expr) -> bool {
    match expr {
        Expr::Call(call) => is_suspending_call(call),
        Expr::New(_) => true,
        _ => false,
    }
}

/// `var`s in a statement that is not taken apart.
fn function_scoped_names(stmt: &Stmt, names: &mut Vec<Ident>) {
    use swc_ecma_visit::{Visit, VisitWith};
    struct Vars<'n>(&'n mut Vec<Ident>);
    impl Visit for Vars<'_> {
        crate::syntax::stay_in_function!();
        fn visit_expr(&mut self, _: &Expr) {}
        fn visit_var_decl(&mut self, var: &VarDecl) {
            if var.kind == VarDeclKind::Var {
                var.decls.iter().for_each(|declarator| bound_names(&declarator.name, self.0));
            }
        }
    }
    stmt.visit_with(&mut Vars(names));
}

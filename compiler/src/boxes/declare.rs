//! Declarations of boxed names: each kind of declaration makes its boxes where its binding comes to life.

use swc_common::{DUMMY_SP, SyntaxContext};
use swc_ecma_ast::*;
use swc_ecma_visit::VisitMutWith;

use super::Boxes;
use super::refer::Purpose;
use crate::build;
use crate::facts::FnId;
use crate::syntax::{bound_names, directives_of};

impl Boxes<'_> {
    pub(super) fn enter_function(&mut self, node: &mut Function) {
        let opening = self.opening(FnId::of(node.ctxt));
        let strict = std::mem::replace(&mut self.strict, self.facts.function(FnId::of(node.ctxt)).strict);
        self.parameters(FnId::of(node.ctxt), &mut node.params);
        if let Some(body) = &mut node.body {
            self.statements(&mut body.stmts, opening);
        }
        self.strict = strict;
    }

    pub(super) fn enter_constructor(&mut self, node: &mut Constructor) {
        let opening = self.opening(FnId::of(node.ctxt));
        node.key.visit_mut_with(self);
        self.parameters(FnId::of(node.ctxt), &mut node.params);
        if let Some(body) = &mut node.body {
            self.statements(&mut body.stmts, opening);
        }
    }

    pub(super) fn enter_arrow(&mut self, node: &mut ArrowExpr) {
        let opening = self.opening(FnId::of(node.ctxt));
        self.parameters(FnId::of(node.ctxt), &mut node.params);
        if let ArrowFunctionBody::Expr(expr) = &mut *node.body
            && !opening.is_empty()
        {
            let value = std::mem::replace(expr, build::null());
            let stmts = vec![build::returns(Some(value))];
            *node.body = ArrowFunctionBody::FunctionBody(FunctionBody { span: DUMMY_SP, stmts });
        }
        match &mut *node.body {
            ArrowFunctionBody::FunctionBody(body) => self.statements(&mut body.stmts, opening),
            ArrowFunctionBody::Expr(expr) => expr.visit_mut_with(self),
        }
    }

    /// In their own list parameters are what they are: the body makes their boxes.
    fn parameters<N: VisitMutWith<Self>>(&mut self, id: FnId, params: &mut N) {
        let outer = self.unboxed.len();
        self.unboxed.extend(self.facts.function(id).params.iter().cloned());
        params.visit_mut_with(self);
        self.unboxed.truncate(outer);
    }

    /// Boxes of a function's parameters and `var`s.
    fn opening(&mut self, id: FnId) -> Vec<VarDeclarator> {
        let names = self.per_function.get(&id).cloned().unwrap_or_default();
        let params = &self.facts.function(id).params;
        let is_param: Vec<bool> = names.iter().map(|name| params.contains(&name.to_id())).collect();
        let mut opening = Vec::new();
        for (name, is_param) in names.iter().zip(is_param) {
            let value = if is_param { build::ident(name) } else { build::undefined() };
            let target = self.box_of(name);
            opening.push(build::declarator(&target, Some(build::object("v", value))));
        }
        opening
    }

    /// A statement list: makes the boxes of what it declares before its first statement runs.
    pub(super) fn statements(&mut self, stmts: &mut Vec<Stmt>, mut boxes: Vec<VarDeclarator>) {
        boxes.extend(self.lexical_boxes(stmts));
        let directives = directives_of(stmts);
        let mut functions = Vec::new();
        let mut out: Vec<Stmt> = Vec::with_capacity(stmts.len() + 1);
        let rest = stmts.split_off(directives);
        out.append(stmts);
        if !boxes.is_empty() {
            out.push(build::declare(VarDeclKind::Const, boxes));
        }
        let at = out.len();
        for mut stmt in rest {
            if let Stmt::Decl(Decl::Fn(function)) = &stmt
                && self.is_boxed(&function.ident)
            {
                functions.push(self.boxed_function(stmt));
                continue;
            }
            if let Stmt::Decl(Decl::Var(var)) = &mut stmt {
                match self.declaration(var) {
                    Some(stmts) => out.extend(stmts),
                    None => out.push(stmt),
                }
                continue;
            }
            self.statement(&mut stmt);
            out.push(stmt);
        }
        out.splice(at..at, functions);
        *stmts = out;
    }

    fn lexical_boxes(&mut self, stmts: &[Stmt]) -> Vec<VarDeclarator> {
        let mut names = Vec::new();
        for stmt in stmts {
            match stmt {
                Stmt::Decl(Decl::Var(var)) if var.kind != VarDeclKind::Var => {
                    var.decls.iter().for_each(|declarator| bound_names(&declarator.name, &mut names));
                }
                Stmt::Decl(Decl::Class(class)) => names.push(class.ident.clone()),
                Stmt::Decl(Decl::Fn(function)) => names.push(function.ident.clone()),
                _ => {}
            }
        }
        let mut boxes: Vec<VarDeclarator> = Vec::new();
        let mut seen = Vec::new();
        for name in names {
            if self.is_boxed(&name) && !seen.contains(&name.to_id()) {
                seen.push(name.to_id());
                boxes.push(self.make(&name));
            }
        }
        boxes
    }

    fn boxed_function(&mut self, stmt: Stmt) -> Stmt {
        let Stmt::Decl(Decl::Fn(mut declaration)) = stmt else { unreachable!("a function declaration") };
        declaration.function.visit_mut_with(self);
        let function = Box::new(Expr::Fn(FnExpr { ident: None, function: declaration.function }));
        let value = build::named(&declaration.ident.sym, function);
        build::expression(build::assign_member(self.slot(&declaration.ident), AssignOp::Assign, value))
    }

    pub(super) fn statement(&mut self, node: &mut Stmt) {
        match node {
            Stmt::Decl(Decl::Var(var)) => {
                if let Some(stmts) = self.declaration(var) {
                    *node = one_statement(stmts);
                }
            }
            Stmt::Decl(Decl::Class(class)) => {
                class.visit_mut_with(self);
                if self.is_boxed(&class.ident) {
                    let slot = self.slot(&class.ident.clone());
                    let ident = Some(class.ident.clone());
                    let class = Box::new(Expr::Class(ClassExpr { ident, class: class.class.clone() }));
                    *node = build::expression(build::assign_member(slot, AssignOp::Assign, class));
                }
            }
            Stmt::For(stmt) => self.for_statement(stmt),
            Stmt::ForIn(stmt) => {
                stmt.right.visit_mut_with(self);
                self.head(&mut stmt.left, &mut stmt.body);
            }
            Stmt::ForOf(stmt) => {
                stmt.right.visit_mut_with(self);
                self.head(&mut stmt.left, &mut stmt.body);
            }
            Stmt::Try(stmt) => self.try_statement(stmt),
            Stmt::Switch(stmt) => {
                let stmts: Vec<Stmt> = stmt.cases.iter().flat_map(|case| case.cons.clone()).collect();
                let boxes = self.lexical_boxes(&stmts);
                stmt.discriminant.visit_mut_with(self);
                for case in &mut stmt.cases {
                    case.test.visit_mut_with(self);
                    case.cons.iter_mut().for_each(|stmt| self.statement(stmt));
                }
                if !boxes.is_empty() {
                    let switch = std::mem::replace(node, Stmt::Empty(EmptyStmt { span: DUMMY_SP }));
                    *node = build::block(vec![build::declare(VarDeclKind::Const, boxes), switch]);
                }
            }
            _ => node.visit_mut_children_with(self),
        }
    }

    /// The statements that a declaration with boxed names becomes; `None` when it has none.
    fn declaration(&mut self, var: &mut VarDecl) -> Option<Vec<Stmt>> {
        let mut names = Vec::new();
        var.decls.iter().for_each(|declarator| bound_names(&declarator.name, &mut names));
        if !names.iter().any(|name| self.is_boxed(name)) {
            var.visit_mut_children_with(self);
            return None;
        }
        let mut out = Vec::new();
        let is_var = var.kind == VarDeclKind::Var;
        for mut declarator in var.decls.drain(..) {
            let mut names = Vec::new();
            bound_names(&declarator.name, &mut names);
            let plain: Vec<_> = names.iter().filter(|name| !self.is_boxed(name)).cloned().collect();
            if plain.len() == names.len() {
                declarator.visit_mut_with(self);
                out.push(build::declare(var.kind, vec![declarator]));
                continue;
            }
            if !plain.is_empty() {
                let kind = if is_var { VarDeclKind::Var } else { VarDeclKind::Let };
                let plain = plain.iter().map(|name| build::declarator(name, None)).collect();
                out.push(build::declare(kind, plain));
            }
            let Some(mut init) = declarator.init.take() else {
                if !is_var {
                    self.assign_pattern(&mut declarator.name, Purpose::Bind);
                    out.push(build::expression(build::assign_pattern(declarator.name, build::undefined())));
                }
                continue;
            };
            self.keep_name(&declarator.name, &mut init);
            init.visit_mut_with(self);
            self.assign_pattern(&mut declarator.name, Purpose::Bind);
            out.push(build::expression(build::assign_pattern(declarator.name, init)));
        }
        Some(out)
    }

    /// `for (let i = 0; …; i++)` with `i` in a box: each turn gets a box of its own. The boxes are made in the loop's head,
    /// so that closures of a turn see the box of that turn.
    fn for_statement(&mut self, stmt: &mut ForStmt) {
        let mut names = Vec::new();
        if let Some(VarDeclOrExpr::VarDecl(var)) = &stmt.init
            && var.kind != VarDeclKind::Var
        {
            var.decls.iter().for_each(|declarator| bound_names(&declarator.name, &mut names));
        }
        names.retain(|name| self.is_boxed(name));
        match stmt.init.take() {
            Some(VarDeclOrExpr::VarDecl(mut var)) if !names.is_empty() => {
                self.boxes_in_head(&mut var);
                stmt.init = Some(VarDeclOrExpr::VarDecl(var));
            }
            Some(VarDeclOrExpr::VarDecl(mut var)) => stmt.init = self.var_head(&mut var),
            other => {
                stmt.init = other;
                stmt.init.visit_mut_with(self);
            }
        }
        stmt.test.visit_mut_with(self);
        stmt.update.visit_mut_with(self);
        stmt.body.visit_mut_with(self);
        if !names.is_empty() {
            let mut steps: Vec<Box<Expr>> = names.iter().map(|name| self.renew(name)).collect();
            steps.extend(stmt.update.take());
            stmt.update = Some(if steps.len() == 1 { steps.remove(0) } else { build::sequence(steps) });
        }
    }

    /// `for (var i = 0; …)`: assignments in the place of the declaration, whose names exist in the whole function.
    fn var_head(&mut self, var: &mut VarDecl) -> Option<VarDeclOrExpr> {
        let Some(stmts) = self.declaration(var) else {
            return Some(VarDeclOrExpr::VarDecl(Box::new(std::mem::take(var))));
        };
        let mut declarators = Vec::new();
        for stmt in stmts {
            match stmt {
                Stmt::Expr(stmt) => {
                    let ignored = self.temporary();
                    declarators.push(build::declarator(&ignored, Some(stmt.expr)));
                }
                Stmt::Decl(Decl::Var(var)) => declarators.extend(var.decls),
                other => unreachable!("not part of a declaration: {other:?}"),
            }
        }
        let head = build::declaration(VarDeclKind::Var, declarators);
        Some(VarDeclOrExpr::VarDecl(Box::new(head)))
    }

    /// `let i = 0, [a, b] = c`, with `i` and `a` in boxes: `let box_i = { v: 0 }, box_a = { v: … }, b, _ = ([box_a.v, b] = c)`
    fn boxes_in_head(&mut self, var: &mut VarDecl) {
        let mut declarators = Vec::new();
        for mut declarator in std::mem::take(&mut var.decls) {
            let mut names = Vec::new();
            bound_names(&declarator.name, &mut names);
            let (boxed, plain): (Vec<_>, Vec<_>) = names.into_iter().partition(|name| self.is_boxed(name));
            if boxed.is_empty() {
                declarator.visit_mut_with(self);
                declarators.push(declarator);
                continue;
            }
            let mut init = declarator.init.take().unwrap_or_else(build::undefined);
            self.keep_name(&declarator.name, &mut init);
            if let Pat::Ident(name) = &declarator.name
                && !self.may_be_hole(&name.id)
            {
                init.visit_mut_with(self);
                let target = self.box_of(&name.id);
                declarators.push(build::declarator(&target, Some(build::object("v", init))));
                continue;
            }
            declarators.extend(boxed.iter().map(|name| self.make(name)));
            declarators.extend(plain.iter().map(|name| build::declarator(name, None)));
            init.visit_mut_with(self);
            self.assign_pattern(&mut declarator.name, Purpose::Bind);
            let ignored = self.temporary();
            declarators.push(build::declarator(&ignored, Some(build::assign_pattern(declarator.name, init))));
        }
        var.kind = VarDeclKind::Let;
        var.decls = declarators;
    }

    /// `box = { v: box.v }`
    fn renew(&mut self, name: &Ident) -> Box<Expr> {
        let target = self.box_of(name);
        let value = Box::new(Expr::Member(self.slot(name)));
        build::assign(&target, build::object("v", value))
    }

    /// The head of a `for-in` or `for-of`.
    fn head(&mut self, head: &mut ForHead, body: &mut Box<Stmt>) {
        match head {
            ForHead::Pat(pat) => self.assign_pattern(pat, Purpose::Write),
            ForHead::UsingDecl(_) => {}
            ForHead::VarDecl(var) => {
                let mut names = Vec::new();
                bound_names(&var.decls[0].name, &mut names);
                if !names.iter().any(|name| self.is_boxed(name)) {
                    var.visit_mut_children_with(self);
                } else {
                    return self.boxed_head(head, body);
                }
            }
        }
        body.visit_mut_with(self);
    }

    fn boxed_head(&mut self, head: &mut ForHead, body: &mut Box<Stmt>) {
        let element = self.temporary();
        let fresh = build::declaration(VarDeclKind::Const, vec![build::declarator(&element, None)]);
        let ForHead::VarDecl(mut var) = std::mem::replace(head, ForHead::VarDecl(Box::new(fresh))) else {
            unreachable!("a declaration")
        };
        var.decls[0].init = Some(build::ident(&element));
        let inner = std::mem::replace(&mut **body, Stmt::Empty(EmptyStmt { span: DUMMY_SP }));
        let mut stmts = vec![Stmt::Decl(Decl::Var(var)), inner];
        self.statements(&mut stmts, Vec::new());
        **body = build::block(stmts);
    }

    fn try_statement(&mut self, stmt: &mut TryStmt) {
        stmt.block.visit_mut_with(self);
        if let Some(handler) = &mut stmt.handler {
            let mut names = Vec::new();
            handler.param.iter().for_each(|param| bound_names(param, &mut names));
            if names.iter().any(|name| self.is_boxed(name)) {
                let error = self.temporary();
                let param =
                    handler.param.replace(Pat::Ident(error.clone().into())).expect("names come from it");
                let declarator = VarDeclarator {
                    span: DUMMY_SP,
                    name: param,
                    init: Some(build::ident(&error)),
                    definite: false,
                };
                let inner = Stmt::Block(BlockStmt {
                    span: DUMMY_SP,
                    ctxt: SyntaxContext::empty(),
                    stmts: std::mem::take(&mut handler.body.stmts),
                });
                let mut stmts = vec![build::declare(VarDeclKind::Let, vec![declarator]), inner];
                self.statements(&mut stmts, Vec::new());
                handler.body.stmts = stmts;
            } else {
                handler.param.visit_mut_with(self);
                handler.body.visit_mut_with(self);
            }
        }
        stmt.finalizer.visit_mut_with(self);
    }
}

/// Statements in the place of one. Only `var`s are declared in such places, so a block does not hide them.
fn one_statement(mut stmts: Vec<Stmt>) -> Stmt {
    if stmts.len() == 1 { stmts.remove(0) } else { build::block(stmts) }
}

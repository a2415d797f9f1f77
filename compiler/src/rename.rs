//! New spellings for names: shorthands are spelled out, and functions and classes keep the names that the language infers.

use rustc_hash::FxHashMap;
use swc_atoms::Atom;
use swc_common::DUMMY_SP;
use swc_ecma_ast::*;
use swc_ecma_visit::{VisitMut, VisitMutWith};

use crate::build;

/// Renames the bindings in `node`.
pub fn apply<N: VisitMutWith<Rename>>(node: &mut N, names: FxHashMap<Id, Atom>) {
    node.visit_mut_with(&mut Rename { names, own_classes: Vec::new() });
}

/// Gives names new spellings.
pub struct Rename {
    names: FxHashMap<Id, Atom>,
    own_classes: Vec<Id>,
}

impl Rename {
    fn name(&self, ident: &Ident) -> Option<Ident> {
        let id = ident.to_id();
        let name = self.names.get(&id).filter(|_| !self.own_classes.contains(&id))?;
        Some(Ident { sym: name.clone(), ..ident.clone() })
    }

    /// An anonymous function keeps the name that it would have got from its target.
    fn keep_name(&self, target: &Ident, value: &mut Box<Expr>) {
        if self.names.contains_key(&target.to_id()) && build::is_anonymous_function(value) {
            let function = std::mem::replace(value, build::null());
            *value = build::named(&target.sym, function);
        }
    }
}

impl VisitMut for Rename {
    fn visit_mut_ident(&mut self, node: &mut Ident) {
        if let Some(name) = self.name(node) {
            *node = name;
        }
    }

    fn visit_mut_prop(&mut self, node: &mut Prop) {
        if let Prop::Shorthand(ident) = node
            && let Some(name) = self.name(ident)
        {
            let key = PropName::Ident(IdentName::new(ident.sym.clone(), ident.span));
            *node = Prop::KeyValue(KeyValueProp { key, value: Box::new(Expr::Ident(name)) });
            return;
        }
        node.visit_mut_children_with(self);
    }

    fn visit_mut_object_pat_prop(&mut self, node: &mut ObjectPatProp) {
        if let ObjectPatProp::Assign(assign) = node
            && let Some(name) = self.name(&assign.key.id)
        {
            let key = PropName::Ident(IdentName::new(assign.key.id.sym.clone(), DUMMY_SP));
            let target = Box::new(Pat::Ident(name.into()));
            let value = match assign.value.take() {
                None => target,
                Some(mut right) => {
                    self.keep_name(&assign.key.id, &mut right);
                    right.visit_mut_with(self);
                    Box::new(Pat::Assign(AssignPat { span: DUMMY_SP, left: target, right }))
                }
            };
            *node = ObjectPatProp::KeyValue(KeyValuePatProp { key, value });
            return;
        }
        node.visit_mut_children_with(self);
    }

    fn visit_mut_assign_pat(&mut self, node: &mut AssignPat) {
        if let Pat::Ident(target) = &*node.left {
            self.keep_name(&target.id, &mut node.right);
        }
        node.visit_mut_children_with(self);
    }

    fn visit_mut_var_declarator(&mut self, node: &mut VarDeclarator) {
        if let (Pat::Ident(target), Some(init)) = (&node.name, &mut node.init) {
            self.keep_name(&target.id, init);
        }
        node.visit_mut_children_with(self);
    }

    fn visit_mut_assign_expr(&mut self, node: &mut AssignExpr) {
        if let AssignTarget::Simple(SimpleAssignTarget::Ident(target)) = &node.left {
            self.keep_name(&target.id, &mut node.right);
        }
        node.visit_mut_children_with(self);
    }

    /// Inside its own body a class has a name of its own, which stays.
    fn visit_mut_stmt(&mut self, node: &mut Stmt) {
        let Stmt::Decl(Decl::Class(class)) = node else { return node.visit_mut_children_with(self) };
        let id = class.ident.to_id();
        class.class.super_class.visit_mut_with(self);
        self.own_classes.push(id);
        class.class.body.visit_mut_with(self);
        self.own_classes.pop();
        if let Some(name) = self.name(&class.ident) {
            let class = ClassExpr { ident: Some(class.ident.clone()), class: class.class.clone() };
            let value = Some(Box::new(Expr::Class(class)));
            *node = build::declare(VarDeclKind::Let, vec![build::declarator(&name, value)]);
        }
    }

    fn visit_mut_labeled_stmt(&mut self, node: &mut LabeledStmt) {
        node.body.visit_mut_with(self);
    }
    fn visit_mut_break_stmt(&mut self, _: &mut BreakStmt) {}
    fn visit_mut_continue_stmt(&mut self, _: &mut ContinueStmt) {}
}

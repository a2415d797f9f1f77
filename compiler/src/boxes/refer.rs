//! Uses of boxed names: reads, writes, calls, patterns. Declarations are in `declare`.

use swc_common::DUMMY_SP;
use swc_ecma_ast::*;
use swc_ecma_visit::{VisitMut, VisitMutWith};

use super::{Boxes, is_constant};
use crate::abi;
use crate::build;
use crate::facts::BindingKind;

/// What a pattern does with its names.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Purpose {
    /// Initialises them.
    Bind,
    /// Assigns to what must be initialised already and no constant.
    Write,
}

impl Boxes<'_> {
    fn is_assigned_constant(&self, name: &Ident) -> bool {
        self.facts.bindings.get(&name.to_id()).is_some_and(|binding| is_constant(binding.kind))
    }

    /// A callee that is a boxed name must not make the box its `this`.
    fn detach(&mut self, callee: &mut Box<Expr>) {
        let boxed = matches!(&**callee, Expr::Ident(name) if self.is_boxed(name));
        callee.visit_mut_with(self);
        if boxed {
            let value = std::mem::replace(callee, build::null());
            *callee = build::sequence(vec![build::number(0), value]);
        }
    }

    /// Turns the names of an assignment pattern into slots.
    pub(super) fn assign_pattern(&mut self, pat: &mut Pat, purpose: Purpose) {
        match pat {
            Pat::Ident(name) if self.needs_slot(&name.id, purpose) => {
                *pat = Pat::Expr(Box::new(Expr::Member(self.pattern_slot(&name.id, purpose))));
            }
            Pat::Ident(_) | Pat::Invalid(_) => {}
            Pat::Array(array) => {
                array.elems.iter_mut().flatten().for_each(|pat| self.assign_pattern(pat, purpose))
            }
            Pat::Rest(rest) => self.assign_pattern(&mut rest.arg, purpose),
            Pat::Assign(assign) => {
                self.keep_name(&assign.left.clone(), &mut assign.right);
                self.assign_pattern(&mut assign.left, purpose);
                assign.right.visit_mut_with(self);
            }
            Pat::Object(object) => {
                object.props.iter_mut().for_each(|prop| self.assign_property(prop, purpose))
            }
            Pat::Expr(expr) => expr.visit_mut_with(self),
        }
    }

    fn assign_property(&mut self, prop: &mut ObjectPatProp, purpose: Purpose) {
        match prop {
            ObjectPatProp::KeyValue(prop) => {
                prop.key.visit_mut_with(self);
                self.assign_pattern(&mut prop.value, purpose);
            }
            ObjectPatProp::Rest(rest) => self.assign_pattern(&mut rest.arg, purpose),
            ObjectPatProp::Assign(assign) if self.needs_slot(&assign.key.id, purpose) => {
                let key = PropName::Ident(IdentName::new(assign.key.id.sym.clone(), DUMMY_SP));
                let target = Pat::Ident(assign.key.clone());
                let mut value = match assign.value.take() {
                    None => target,
                    Some(right) => Pat::Assign(AssignPat { span: DUMMY_SP, left: Box::new(target), right }),
                };
                self.assign_pattern(&mut value, purpose);
                *prop = ObjectPatProp::KeyValue(KeyValuePatProp { key, value: Box::new(value) });
            }
            ObjectPatProp::Assign(assign) => assign.value.visit_mut_with(self),
        }
    }

    fn needs_slot(&self, name: &Ident, purpose: Purpose) -> bool {
        self.is_boxed(name) || purpose == Purpose::Write && self.is_assigned_constant(name)
    }

    /// The place that a pattern writes to. One that must not be written throws when the pattern comes to it.
    fn pattern_slot(&mut self, name: &Ident, purpose: Purpose) -> MemberExpr {
        if purpose == Purpose::Bind {
            return self.slot(name);
        }
        let text = build::string(&name.sym);
        let holder = if self.is_assigned_constant(name) {
            match self.ignores_assignment(name) {
                true => build::object("v", build::undefined()),
                false => build::runtime(abi::THROW_CONST, vec![text]),
            }
        } else if self.may_be_hole(name) {
            let holder = build::ident(&self.box_of(name));
            build::runtime(abi::INITIALISED, vec![holder.clone(), holder, text])
        } else {
            return self.slot(name);
        };
        build::member(holder, "v")
    }

    /// `x = function () {}` names the function x; `box.v = function () {}` would not.
    pub(super) fn keep_name(&mut self, target: &Pat, value: &mut Box<Expr>) {
        if let Pat::Ident(name) = target
            && self.is_boxed(&name.id)
            && build::is_anonymous_function(value)
        {
            let function = std::mem::replace(value, build::null());
            *value = build::named(&name.id.sym, function);
        }
    }

    fn assign(&mut self, node: &mut AssignExpr) -> Option<Box<Expr>> {
        match &mut node.left {
            AssignTarget::Simple(SimpleAssignTarget::Ident(name)) => {
                let name = name.clone();
                self.keep_name(&Pat::Ident(name.clone()), &mut node.right);
                node.right.visit_mut_with(self);
                if self.is_assigned_constant(&name.id) {
                    let right = std::mem::replace(&mut node.right, build::null());
                    return Some(self.refuse(&name.id, node.op, right));
                }
                if self.is_boxed(&name.id) {
                    node.left = AssignTarget::Simple(SimpleAssignTarget::Member(self.slot(&name.id)));
                    if self.may_be_hole(&name.id) {
                        return Some(self.checked_write(&name.id, node));
                    }
                }
            }
            AssignTarget::Pat(AssignTargetPat::Array(array)) => {
                array.elems.iter_mut().flatten().for_each(|pat| self.assign_pattern(pat, Purpose::Write));
                node.right.visit_mut_with(self);
            }
            AssignTarget::Pat(AssignTargetPat::Object(object)) => {
                object.props.iter_mut().for_each(|prop| self.assign_property(prop, Purpose::Write));
                node.right.visit_mut_with(self);
            }
            _ => node.visit_mut_children_with(self),
        }
        None
    }

    /// An assignment that fails when the binding is not initialised yet: a plain one after its right side was evaluated, the
    /// others when they read the old value.
    fn checked_write(&mut self, name: &Ident, node: &mut AssignExpr) -> Box<Expr> {
        if node.op == AssignOp::Assign {
            let right = std::mem::replace(&mut node.right, build::null());
            let holder = build::ident(&self.box_of(name));
            node.right = build::runtime(abi::INITIALISED, vec![right, holder, build::string(&name.sym)]);
            return Box::new(Expr::Assign(node.clone()));
        }
        let check = self.read(name);
        build::sequence(vec![check, Box::new(Expr::Assign(node.clone()))])
    }

    /// Sloppy code may assign a function expression's own name, without effect.
    fn ignores_assignment(&self, name: &Ident) -> bool {
        !self.strict && self.facts.bindings[&name.to_id()].kind == BindingKind::SelfName
    }

    /// Assignment to a constant: evaluates what the assignment would, then throws.
    fn refuse(&mut self, name: &Ident, op: AssignOp, right: Box<Expr>) -> Box<Expr> {
        if self.ignores_assignment(name) {
            return match op.to_update() {
                Some(op) => build::binary(build::ident(name), op, right),
                None => right,
            };
        }
        let throw = build::runtime(abi::THROW_CONST, vec![build::string(&name.sym)]);
        let read = if self.is_boxed(name) { self.read(name) } else { build::ident(name) };
        match op {
            AssignOp::AndAssign => {
                let right = build::sequence(vec![right, throw]);
                build::binary(read, BinaryOp::LogicalAnd, right)
            }
            AssignOp::OrAssign => {
                let right = build::sequence(vec![right, throw]);
                build::binary(read, BinaryOp::LogicalOr, right)
            }
            AssignOp::NullishAssign => {
                let right = build::sequence(vec![right, throw]);
                build::binary(read, BinaryOp::NullishCoalescing, right)
            }
            _ => build::sequence(vec![right, throw]),
        }
    }
}

impl VisitMut for Boxes<'_> {
    fn visit_mut_expr(&mut self, node: &mut Expr) {
        match node {
            Expr::Ident(name) if self.is_boxed(name) => *node = *self.read(&name.clone()),
            Expr::Assign(assign) => {
                if let Some(replacement) = self.assign(assign) {
                    *node = *replacement;
                }
            }
            Expr::Update(update) => {
                if let Expr::Ident(name) = &*update.arg
                    && self.is_assigned_constant(name)
                {
                    *node = match self.ignores_assignment(name) {
                        true => *build::unary(UnaryOp::Plus, build::ident(name)),
                        false => *build::runtime(abi::THROW_CONST, vec![build::string(&name.sym)]),
                    };
                    return;
                }
                if let Expr::Ident(name) = &*update.arg
                    && self.is_boxed(name)
                {
                    let name = name.clone();
                    *update.arg = Expr::Member(self.slot(&name));
                    if self.may_be_hole(&name) {
                        *node = *build::sequence(vec![self.read(&name), Box::new(node.clone())]);
                    }
                    return;
                }
                node.visit_mut_children_with(self);
            }
            _ => node.visit_mut_children_with(self),
        }
    }

    fn visit_mut_call_expr(&mut self, node: &mut CallExpr) {
        match &mut node.callee {
            Callee::Expr(callee) => self.detach(callee),
            callee => callee.visit_mut_with(self),
        }
        node.args.visit_mut_with(self);
    }

    fn visit_mut_opt_call(&mut self, node: &mut OptCall) {
        self.detach(&mut node.callee);
        node.args.visit_mut_with(self);
    }

    fn visit_mut_tagged_tpl(&mut self, node: &mut TaggedTpl) {
        self.detach(&mut node.tag);
        node.tpl.visit_mut_with(self);
    }

    fn visit_mut_prop(&mut self, node: &mut Prop) {
        if let Prop::Shorthand(name) = node
            && self.is_boxed(name)
        {
            let key = PropName::Ident(IdentName::new(name.sym.clone(), name.span));
            *node = Prop::KeyValue(KeyValueProp { key, value: self.read(&name.clone()) });
            return;
        }
        node.visit_mut_children_with(self);
    }

    fn visit_mut_function(&mut self, node: &mut Function) {
        self.enter_function(node);
    }

    fn visit_mut_arrow_expr(&mut self, node: &mut ArrowExpr) {
        self.enter_arrow(node);
    }

    fn visit_mut_constructor(&mut self, node: &mut Constructor) {
        self.enter_constructor(node);
    }

    fn visit_mut_stmts(&mut self, node: &mut Vec<Stmt>) {
        self.statements(node, Vec::new());
    }

    fn visit_mut_module_items(&mut self, node: &mut Vec<ModuleItem>) {
        node.visit_mut_children_with(self);
    }

    fn visit_mut_stmt(&mut self, node: &mut Stmt) {
        self.statement(node);
    }

    fn visit_mut_class_decl(&mut self, node: &mut ClassDecl) {
        node.class.super_class.visit_mut_with(self);
        self.own_classes.push(node.ident.to_id());
        node.class.body.visit_mut_with(self);
        self.own_classes.pop();
    }
}

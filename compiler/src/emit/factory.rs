//! Function expressions that both versions of a function would contain move into factories of the module.
//!
//! ```js
//! items.forEach(x => out.push(x + base))      items.forEach(hz$m1(out, base))
//!                                             function hz$m1(out, base) { return x => out.push(x + base); }
//! ```
//! After `boxes`, a captured name has one value for the closure's life, so passing values is as good as sharing scope. It is
//! better, even: the names of a captured function are variables of the whole function, of which a loop has one for all its turns,
//! and the parameters of a factory are new in each. Each function's text is so emitted once, and the output grows linearly with
//! nesting. Only functions that a resume can reach are moved: those behind the first yield point or in a loop with one.
//!
//! Methods, accessors and functions that a computed key names belong to their object, which moves as a whole, as a class
//! does. One that assigns names where it is made, or means `super`, `arguments` or `new.target` there, stays, inside an arrow
//! function of its own that is called at once.

use rustc_hash::FxHashSet;
use swc_common::DUMMY_SP;
use swc_ecma_ast::*;
use swc_ecma_visit::{Visit, VisitMut, VisitMutWith, VisitWith};

use super::resume::build_function;
use crate::abi::{self, THIS, is_temporary};
use crate::build;
use crate::facts::{Facts, FnId};
use crate::ir::{Body, LoopKind, Node};
use crate::syntax::{assigned_names, key_text, stay_in_function};

/// Moves the function expressions of `body` that its resume version would repeat; gives the factories.
pub fn extract(body: &mut Body, id: FnId, facts: &Facts, made: &mut usize) -> Vec<Stmt> {
    if body.pcs == 0 {
        return Vec::new();
    }
    let around: FxHashSet<FnId> = facts.around(id).collect();
    let strict = facts.must_say_strict(id);
    let mut extraction =
        Extraction { facts, around, strict, made, factories: Vec::new(), pending_name: None };
    extraction.nodes(&mut body.nodes, false);
    extraction.factories
}

struct Extraction<'a> {
    facts: &'a Facts,
    around: FxHashSet<FnId>,
    strict: bool,
    made: &'a mut usize,
    factories: Vec<Stmt>,
    pending_name: Option<String>,
}

impl Extraction<'_> {
    /// Walks a run of nodes; `repeated`: the resume version contains its first node.
    fn nodes(&mut self, nodes: &mut [Node], mut repeated: bool) {
        for node in nodes {
            let yields = node.range().is_some();
            self.node(node, repeated);
            repeated |= yields;
        }
    }

    fn node(&mut self, node: &mut Node, repeated: bool) {
        match node {
            Node::Expr(expr)
            | Node::Throw(expr)
            | Node::TailCall { call: expr, .. }
            | Node::Suspend { expr, .. } => self.expr(expr, repeated),
            Node::If { test, cons, alt } => {
                self.expr(test, repeated);
                self.nodes(cons, repeated);
                self.nodes(alt, repeated);
            }
            Node::Loop { kind, body, .. } => {
                let repeated = repeated || body.iter().any(|node| node.range().is_some());
                match kind {
                    LoopKind::Forever => {}
                    LoopKind::DoWhile(test) => self.expr(test, repeated),
                    LoopKind::For { test, update } => {
                        test.iter_mut().chain(update).for_each(|expr| self.expr(expr, repeated));
                    }
                }
                self.nodes(body, repeated);
            }
            Node::Labeled { body, .. } => self.nodes(body, repeated),
            Node::Switch { discriminant, cases, .. } => {
                self.expr(discriminant, repeated);
                // Fallthrough leads from one case into the next, past yield points.
                let mut repeated = repeated;
                for case in cases {
                    case.test.iter_mut().for_each(|test| self.expr(test, repeated));
                    repeated |= case.body.iter().any(|node| node.range().is_some());
                    self.nodes(&mut case.body, repeated);
                }
            }
            Node::Try { block, handler, .. } => {
                let yields = block.iter().any(|node| node.range().is_some());
                self.nodes(block, repeated);
                self.nodes(handler, repeated || yields);
            }
            Node::Return(Some(expr)) => self.expr(expr, repeated),
            Node::Plain(stmt) if repeated => stmt.visit_mut_with(self),
            Node::Plain(_) | Node::Return(None) | Node::Poll { .. } | Node::Break(_) | Node::Continue(_) => {}
        }
    }

    fn expr(&mut self, expr: &mut Expr, repeated: bool) {
        if repeated {
            expr.visit_mut_with(self);
        }
    }

    /// Replaces a function, a class or an object by a call of its factory.
    fn extract(&mut self, expr: &mut Expr, name: Option<String>) {
        *self.made += 1;
        let factory = build::name(&format!("{}m{}{}", abi::PREFIX, self.facts.unit, self.made));
        let mut function = Box::new(std::mem::replace(expr, *build::null()));
        let captured = self.captured(&function);
        let mut this = LexicalThis { found: false };
        function.visit_mut_with(&mut this);
        let value = with_name(function, name);
        let mut params: Vec<Ident> = captured.clone();
        let mut args: Vec<Box<Expr>> = captured.iter().map(build::ident).collect();
        if this.found {
            params.push(build::name(THIS));
            args.push(build::this());
        }
        let params = params.into_iter().map(|name| Param::from(Pat::Ident(name.into()))).collect();
        let mut stmts = Vec::new();
        if self.strict {
            stmts.push(build::expression(build::string("use strict")));
        }
        stmts.push(build::returns(Some(value)));
        self.factories.push(build_function(&factory, params, stmts));
        *expr = *build::call(build::ident(&factory), args);
    }

    /// The same for an object or class of which parts are evaluated where it stands: `(x => ({ id: n++, m() { … x … } }))(x)`.
    /// What those parts assign belongs to the function around.
    fn enclose(&mut self, expr: &mut Expr, name: Option<String>) {
        let assigned = assigned_names(expr);
        let mut captured = self.captured(expr);
        captured.retain(|name| !assigned.contains(&name.to_id()));
        if captured.is_empty() {
            return;
        }
        let value = with_name(Box::new(std::mem::replace(expr, *build::null())), name);
        let args = captured.iter().map(build::ident).collect();
        *expr = *build::call(build::arrow(captured, value), args);
    }

    /// The names of the functions around that `expr` uses, in order of appearance.
    fn captured(&self, expr: &Expr) -> Vec<Ident> {
        let mut used = Used { facts: self.facts, around: &self.around, found: Vec::new(), functions: 0 };
        expr.visit_with(&mut used);
        used.found
    }

    /// `value` stands where the language gives an anonymous function the name `name`.
    fn named_place(&mut self, name: &str, value: &mut Box<Expr>) {
        self.pending_name = Some(name.to_string());
        value.visit_mut_with(self);
        self.pending_name = None;
    }
}

impl VisitMut for Extraction<'_> {
    fn visit_mut_expr(&mut self, node: &mut Expr) {
        let name = self.pending_name.take();
        match node {
            Expr::Fn(_) | Expr::Arrow(_) => self.extract(node, name),
            Expr::Class(_) if stands_alone(node) => self.extract(node, name),
            Expr::Class(_) => self.enclose(node, name),
            Expr::Object(object) if holds_functions(object) => {
                if stands_alone(node) {
                    self.extract(node, None);
                } else {
                    self.enclose(node, None);
                }
            }
            Expr::Paren(paren) => {
                self.pending_name = name;
                paren.expr.visit_mut_with(self);
            }
            _ => node.visit_mut_children_with(self),
        }
    }

    fn visit_mut_assign_expr(&mut self, node: &mut AssignExpr) {
        node.left.visit_mut_with(self);
        match &node.left {
            AssignTarget::Simple(SimpleAssignTarget::Ident(name)) => {
                self.named_place(&name.id.sym.clone(), &mut node.right);
            }
            _ => node.right.visit_mut_with(self),
        }
    }

    fn visit_mut_assign_pat(&mut self, node: &mut AssignPat) {
        node.left.visit_mut_with(self);
        match &*node.left {
            Pat::Ident(name) => self.named_place(&name.id.sym.clone(), &mut node.right),
            _ => node.right.visit_mut_with(self),
        }
    }

    fn visit_mut_assign_pat_prop(&mut self, node: &mut AssignPatProp) {
        if let Some(value) = &mut node.value {
            self.named_place(&node.key.id.sym.clone(), value);
        }
    }

    fn visit_mut_key_value_prop(&mut self, node: &mut KeyValueProp) {
        node.key.visit_mut_with(self);
        match &node.key {
            PropName::Computed(_) => node.value.visit_mut_with(self),
            key => self.named_place(&key_text(key), &mut node.value),
        }
    }

    fn visit_mut_var_declarator(&mut self, node: &mut VarDeclarator) {
        node.name.visit_mut_with(self);
        let Some(init) = &mut node.init else { return };
        match &node.name {
            Pat::Ident(name) => self.named_place(&name.id.sym.clone(), init),
            _ => init.visit_mut_with(self),
        }
    }

    // Functions that are part of something else moved with it, or capture nothing.
    fn visit_mut_function(&mut self, _: &mut Function) {}
    fn visit_mut_class(&mut self, node: &mut Class) {
        node.super_class.visit_mut_with(self);
    }
}

/// `value`, with the name that the place where it stood gives an anonymous function or class.
fn with_name(value: Box<Expr>, name: Option<String>) -> Box<Expr> {
    match name {
        Some(name) if build::is_anonymous_function(&value) => build::named(&name, value),
        _ => value,
    }
}

/// Whether functions are part of the object, and cannot move without it.
fn holds_functions(object: &ObjectLit) -> bool {
    object.props.iter().any(|prop| {
        let PropOrSpread::Prop(prop) = prop else { return false };
        match &**prop {
            Prop::Method(_) | Prop::Getter(_) | Prop::Setter(_) => true,
            Prop::KeyValue(prop) => {
                matches!(prop.key, PropName::Computed(_)) && build::is_anonymous_function(&prop.value)
            }
            Prop::Shorthand(_) | Prop::Assign(_) => false,
        }
    })
}

/// Whether a class or object means the same in a function of its own, given the values of the names that it uses.
fn stands_alone(expr: &Expr) -> bool {
    let mut place = Place { matters: false };
    expr.visit_with(&mut place);
    !place.matters && assigned_names(expr).is_empty()
}

/// Finds what means the function around, outside functions.
struct Place {
    matters: bool,
}

impl Visit for Place {
    stay_in_function!();

    fn visit_ident(&mut self, node: &Ident) {
        self.matters |= node.sym == "arguments";
    }
    fn visit_super_prop_expr(&mut self, _: &SuperPropExpr) {
        self.matters = true;
    }
    fn visit_meta_prop_expr(&mut self, _: &MetaPropExpr) {
        self.matters = true;
    }
}

/// Finds captured names.
struct Used<'a> {
    facts: &'a Facts,
    around: &'a FxHashSet<FnId>,
    found: Vec<Ident>,
    /// How many functions are open: inside them, temporaries are their own.
    functions: usize,
}

impl Used<'_> {
    fn inside<N: VisitWith<Self>>(&mut self, node: &N) {
        self.functions += 1;
        node.visit_children_with(self);
        self.functions -= 1;
    }
}

impl Visit for Used<'_> {
    fn visit_ident(&mut self, node: &Ident) {
        let id = node.to_id();
        let captured = match self.facts.bindings.get(&id) {
            Some(binding) => !binding.top && self.around.contains(&binding.owner),
            None => self.functions == 0 && is_temporary(&id.0),
        };
        if captured && !self.found.iter().any(|known| known.to_id() == id) {
            self.found.push(Ident { span: DUMMY_SP, ..node.clone() });
        }
    }

    fn visit_function(&mut self, node: &Function) {
        self.inside(node);
    }
    fn visit_arrow_expr(&mut self, node: &ArrowExpr) {
        self.inside(node);
    }
    fn visit_constructor(&mut self, node: &Constructor) {
        self.inside(node);
    }
    fn visit_class_expr(&mut self, node: &ClassExpr) {
        // A class knows itself by its own name.
        let before = self.found.len();
        node.class.visit_with(self);
        if let Some(own) = &node.ident {
            let id = own.to_id();
            let mut index = 0;
            self.found.retain(|name| {
                index += 1;
                index <= before || name.to_id() != id
            });
        }
    }
    fn visit_fn_expr(&mut self, node: &FnExpr) {
        node.function.visit_with(self);
        if let Some(own) = &node.ident {
            self.found.retain(|name| name.to_id() != own.to_id());
        }
    }
    fn visit_labeled_stmt(&mut self, node: &LabeledStmt) {
        node.body.visit_with(self);
    }
    fn visit_break_stmt(&mut self, _: &BreakStmt) {}
    fn visit_continue_stmt(&mut self, _: &ContinueStmt) {}
}

/// Writes the `this` of arrow functions as the factory's parameter.
struct LexicalThis {
    found: bool,
}

impl VisitMut for LexicalThis {
    fn visit_mut_expr(&mut self, node: &mut Expr) {
        match node {
            Expr::This(_) => {
                *node = *build::global(THIS);
                self.found = true;
            }
            _ => node.visit_mut_children_with(self),
        }
    }
    fn visit_mut_function(&mut self, _: &mut Function) {}
    fn visit_mut_constructor(&mut self, _: &mut Constructor) {}
    fn visit_mut_static_block(&mut self, _: &mut StaticBlock) {}
    fn visit_mut_class_prop(&mut self, node: &mut ClassProp) {
        node.key.visit_mut_with(self);
    }
    fn visit_mut_private_prop(&mut self, _: &mut PrivateProp) {}
}

//! The resume version: runs one captured activation on.
//!
//! While `hz$pc` is not zero, it is the yield point that the code skips forward to. There the result is taken (or thrown) and
//! `hz$pc` becomes zero; from then on the code runs as in the direct version. Guards stand on whole nodes, loops stay loops. What stands before the first yield point and is in no loop cannot run again and is left out.

use swc_common::DUMMY_SP;
use swc_ecma_ast::*;
use swc_ecma_visit::{VisitMut, VisitMutWith};

use super::Function;
use super::direct::{
    self, if_statement, labeled, loop_statement, simple, switch_case, switch_statement, try_statement,
};
use super::frame::Version;
use crate::abi::{self, ARGUMENTS, CASE, FRAME, NEW_TARGET, PC, THIS, VALUE};
use crate::build;
use crate::ir::{Case, LoopKind, Node, Pc, Range};

/// The resume version as a function declaration.
pub(super) fn write(function: &Function, nodes: &[Node]) -> Stmt {
    let mut stmts = Vec::new();
    let facts = function.facts.function(function.id);
    if function.facts.must_say_strict(function.id) {
        stmts.push(build::expression(build::string("use strict")));
    }
    stmts.push(function.restore());
    let mut nodes = function.resume_nodes(nodes, false);
    let keeps_arguments = function.keeps_arguments();
    let home = facts.class.as_ref().zip(facts.is_static).map(|(class, is_static)| {
        let class = build::ident(&Ident::new(class.0.clone(), DUMMY_SP, class.1));
        if is_static { class } else { build::get(class, "prototype") }
    });
    let constructs = function.constructs;
    if facts.uses_this || facts.uses_new_target || facts.uses_super || keeps_arguments {
        nodes.visit_mut_with(&mut Lexical { arguments: keeps_arguments, constructs, home });
    }
    stmts.extend(nodes);
    let params = [FRAME, VALUE].map(|name| Param::from(Pat::Ident(build::name(name).into())));
    build_function(&function.resume, params.into(), stmts)
}

/// `function name(params) { stmts }`
pub(super) fn build_function(name: &Ident, params: Vec<Param>, stmts: Vec<Stmt>) -> Stmt {
    let function = swc_ecma_ast::Function {
        params,
        span: DUMMY_SP,
        body: Some(FunctionBody { span: DUMMY_SP, stmts }),
        ..Default::default()
    };
    Stmt::Decl(Decl::Fn(FnDecl { ident: name.clone(), declare: false, function: Box::new(function) }))
}

/// True while skipping.
fn pc() -> Box<Expr> {
    build::global(PC)
}

/// `!hz$pc`: nothing is being skipped.
fn running() -> Box<Expr> {
    build::verbatim(format!("!{PC}"))
}

/// `hz$pc <= last`: running, or skipping to a place that is not behind this one.
fn not_past(last: Pc) -> Box<Expr> {
    build::verbatim(format!("{PC} <= {last}"))
}

/// `hz$pc = 0`: the place that was skipped to.
fn arrive() -> String {
    format!("{PC} = 0")
}

/// `hz$o(hz$in)`: the result for which the frame waited.
fn take() -> String {
    format!("{}({VALUE})", abi::TAKE)
}

impl Function<'_> {
    /// Writes a run of nodes. `reachable`: control can come to its start with nothing to skip.
    ///
    /// Each node with yield points stands under one guard with the nodes up to the next such node: whoever ran it, or
    /// arrived in it, runs on there. Behind the last one no guard is needed.
    fn resume_nodes(&self, nodes: &[Node], reachable: bool) -> Vec<Stmt> {
        let points: Vec<usize> = nodes
            .iter()
            .enumerate()
            .filter(|(_, node)| node.range().is_some())
            .map(|(index, _)| index)
            .collect();
        let Some(&first) = points.first() else {
            return nodes.iter().flat_map(|node| self.resume_node(node, true)).collect();
        };
        let mut out = Vec::new();
        if reachable && first > 0 {
            let skipped = nodes[..first].iter().flat_map(|node| self.resume_node(node, true)).collect();
            out.push(build::when(running(), build::block(skipped)));
        }
        let ends = points.iter().skip(1).copied().chain([nodes.len()]);
        for (&start, end) in points.iter().zip(ends) {
            let mut stmts = self.resume_node(&nodes[start], reachable || start > first);
            stmts.extend(nodes[start + 1..end].iter().flat_map(|node| self.resume_node(node, true)));
            match nodes[start].range() {
                Some(range) if end < nodes.len() => {
                    out.push(build::when(not_past(range.last), direct::one(stmts)));
                }
                _ => out.extend(stmts),
            }
        }
        out
    }

    /// Writes a node that control enters running (if `reachable`) or skipping to a place in it.
    fn resume_node(&self, node: &Node, reachable: bool) -> Vec<Stmt> {
        match node {
            Node::Suspend { pc, target, expr } => self.suspension(*pc, target, expr, reachable),
            Node::Poll { pc } => self.polling(*pc, reachable),
            Node::If { test, cons, alt } => self.resume_if(test, cons, alt, reachable),
            Node::Loop { label, kind, body } => {
                let skipping = Range::in_nodes(body).is_some();
                let kind = if skipping { skip_condition(kind) } else { kind.clone() };
                vec![loop_statement(label.as_ref(), kind, self.resume_nodes(body, true))]
            }
            Node::Labeled { label, body } => vec![labeled(label, self.resume_nodes(body, reachable))],
            Node::Switch { label, discriminant, cases } => {
                vec![self.resume_switch(label.as_ref(), discriminant, cases)]
            }
            Node::Try { block, param, handler } => {
                let block = self.resume_nodes(block, reachable);
                vec![try_statement(block, param.as_ref(), self.resume_nodes(handler, true))]
            }
            // That `new` gives an object was seen to when the direct version saved itself.
            Node::TailCall { call, .. } => vec![build::returns(Some(call.clone()))],
            other => vec![simple(other.clone())],
        }
    }

    /// `if ((target = hz$pc ? (hz$pc = 0, hz$o(hz$in)) : call) === hz$S) return hz$v(…)`: calls when nothing is skipped,
    /// takes the result when this is the place that was skipped to.
    fn suspension(&self, pc: Pc, target: &Ident, call: &Expr, reachable: bool) -> Vec<Stmt> {
        if !reachable {
            let value = self.assigned_to(target, pc, build::verbatim(take()));
            return vec![build::expression(build::verbatim(arrive())), build::expression(value)];
        }
        let arrival = build::verbatim(format!("({}, {})", arrive(), take()));
        let value = build::conditional(self::pc(), arrival, Box::new(call.clone()));
        vec![self.check(self.assigned_to(target, pc, value), pc, Version::Resume)]
    }

    /// `if (hz$pc) hz$pc = 0, hz$o(hz$in); else if (…) return hz$v(…)`
    fn polling(&self, pc: Pc, reachable: bool) -> Vec<Stmt> {
        let arrival = build::expression(build::verbatim(format!("{}, {}", arrive(), take())));
        match reachable {
            true => vec![build::when_else(self::pc(), arrival, self.poll(pc, Version::Resume))],
            false => vec![arrival],
        }
    }

    fn resume_if(&self, test: &Expr, cons: &[Node], alt: &[Node], reachable: bool) -> Vec<Stmt> {
        let test = Box::new(test.clone());
        let (in_cons, in_alt) = (Range::in_nodes(cons), Range::in_nodes(alt));
        let test = match (in_cons, in_alt) {
            (None, None) => test,
            (Some(range), Some(_)) if reachable => build::conditional(pc(), not_past(range.last), test),
            (Some(range), Some(_)) => not_past(range.last),
            (Some(_), None) if reachable => build::binary(pc(), BinaryOp::LogicalOr, test),
            (None, Some(_)) if reachable => build::binary(running(), BinaryOp::LogicalAnd, test),
            // One of the branches is where the resume goes; the other cannot run.
            (Some(_), None) => return self.resume_nodes(cons, false),
            (None, Some(_)) => return self.resume_nodes(alt, false),
        };
        let cons = self.resume_nodes(cons, reachable);
        let alt = self.resume_nodes(alt, reachable);
        vec![if_statement(test, cons, alt)]
    }

    /// `switch (pc ? number of the case skipped to : number of the matching case)`
    fn resume_switch(&self, label: Option<&Ident>, discriminant: &Expr, cases: &[Case]) -> Stmt {
        let value = build::name(CASE);
        let default = cases.iter().position(|case| case.test.is_none()).unwrap_or(cases.len());
        let mut matching = build::number(default);
        let mut aimed = build::number(cases.len());
        for (index, case) in cases.iter().enumerate().rev() {
            if let Some(test) = &case.test {
                let matches = build::same(build::ident(&value), test.clone());
                matching = build::conditional(matches, build::number(index), matching);
            }
            if let Some(range) = Range::in_nodes(&case.body) {
                aimed = build::conditional(not_past(range.last), build::number(index), aimed);
            }
        }
        let keep = build::assign(&value, Box::new(discriminant.clone()));
        let matching = build::sequence(vec![keep, matching]);
        let has_points = cases.iter().any(|case| Range::in_nodes(&case.body).is_some());
        let number = if has_points { build::conditional(pc(), aimed, matching) } else { matching };
        let cases = cases
            .iter()
            .enumerate()
            .map(|(index, case)| switch_case(Some(build::number(index)), self.resume_nodes(&case.body, true)))
            .collect();
        let stmt = switch_statement(label, number, cases);
        build::block(vec![build::declare(VarDeclKind::Var, vec![build::declarator(&value, None)]), stmt])
    }
}

/// A loop that is entered skipping goes into its body whatever its condition says.
fn skip_condition(kind: &LoopKind) -> LoopKind {
    let or_skipping = |test: &Expr| build::binary(pc(), BinaryOp::LogicalOr, Box::new(test.clone()));
    match kind {
        LoopKind::For { test: Some(test), update } => {
            LoopKind::For { test: Some(or_skipping(test)), update: update.clone() }
        }
        other => other.clone(),
    }
}

/// `this`, `new.target` and `arguments` of the activation are names in its resume version; `super` is looked up.
struct Lexical {
    arguments: bool,
    /// Elsewhere `new.target` is undefined.
    constructs: bool,
    /// The home object of a method.
    home: Option<Box<Expr>>,
}

impl Lexical {
    /// `super.key`
    fn super_get(&self, property: &SuperPropExpr) -> Box<Expr> {
        let home =
            self.home.clone().expect("methods that use super are captured only when their home is known");
        let SuperProp::Ident(key) = &property.prop else {
            unreachable!("computed keys of super pin a function")
        };
        build::runtime(abi::SUPER_GET, vec![home, build::string(&key.sym), build::global(THIS)])
    }
}

impl VisitMut for Lexical {
    fn visit_mut_expr(&mut self, node: &mut Expr) {
        match node {
            Expr::This(_) => *node = *build::global(THIS),
            Expr::SuperProp(property) => *node = *self.super_get(property),
            Expr::Call(call) => {
                if let Callee::Expr(callee) = &mut call.callee
                    && let Expr::SuperProp(property) = &**callee
                {
                    *callee = build::get(self.super_get(property), "call");
                    call.args.insert(0, build::argument(build::this()));
                }
                call.visit_mut_children_with(self);
            }
            Expr::MetaProp(meta) if meta.kind == MetaPropKind::NewTarget => {
                *node = if self.constructs { *build::global(NEW_TARGET) } else { *build::undefined() };
            }
            Expr::Ident(name) if self.arguments && name.sym == "arguments" => {
                *node = *build::global(ARGUMENTS);
            }
            _ => node.visit_mut_children_with(self),
        }
    }

    fn visit_mut_function(&mut self, _: &mut swc_ecma_ast::Function) {}
    fn visit_mut_constructor(&mut self, _: &mut Constructor) {}
    fn visit_mut_static_block(&mut self, _: &mut StaticBlock) {}
    fn visit_mut_class_prop(&mut self, node: &mut ClassProp) {
        node.key.visit_mut_with(self);
    }
    fn visit_mut_private_prop(&mut self, _: &mut PrivateProp) {}
    fn visit_mut_prop(&mut self, node: &mut Prop) {
        if let Prop::Shorthand(name) = node
            && self.arguments
            && name.sym == "arguments"
        {
            let key = PropName::Ident(IdentName::new(name.sym.clone(), DUMMY_SP));
            *node = Prop::KeyValue(KeyValueProp { key, value: build::global(ARGUMENTS) });
            return;
        }
        node.visit_mut_children_with(self);
    }
}

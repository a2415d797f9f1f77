//! Function literals that are handed to other cores move into functions of the module.
//!
//! ```text
//! go((a) => a + x, 1)       go(hz$l(import.meta.url, 1, ["x"], [x], hz$go1), 1)
//!                           function hz$go1(x) { return (a) => a + x; }
//! ```
//! What a literal captures is copied at the call. So a variable that is assigned later is an error, as the copy would not
//! follow. At the top level of a module a variable is captured like any other if other cores do not have its value.

use std::collections::HashSet;

use swc_common::{BytePos, DUMMY_SP};
use swc_ecma_ast::*;
use swc_ecma_visit::{VisitMut, VisitMutWith};

use super::captures::{Captures, assigned_names, captures_of};
use super::imports::{HandOver, Imports};
use super::reach::Reach;
use super::{Scopes, array, declarations, module_url};
use crate::abi;
use crate::build;
use crate::diagnostic::{Diagnostic, code};
use crate::stages::Input;

/// Gives the functions into which the literals have moved, and adds their names to `names`.
pub(super) fn lift_literals(
    module: &mut Module,
    input: &Input,
    scopes: &Scopes,
    imports: &Imports,
    names: &mut Vec<Ident>,
) -> Result<Vec<Stmt>, Vec<Diagnostic>> {
    let assigned = assigned_names(module);
    let only_here = only_here(module, scopes, imports, &assigned);
    let reach = Reach::of(module, scopes.top);
    let mut lift = Lift {
        input,
        scopes,
        imports,
        assigned,
        only_here,
        reach,
        told: HashSet::new(),
        names,
        factories: vec![],
        late: vec![],
    };
    module.visit_mut_with(&mut lift);
    if lift.late.is_empty() { Ok(lift.factories) } else { Err(lift.late) }
}

/// Variables of the top level whose values other cores do not have: their initialisers do something, or they change.
fn only_here(module: &Module, scopes: &Scopes, imports: &Imports, assigned: &HashSet<Id>) -> HashSet<Id> {
    let mut names = declarations::missing_names(module, scopes, imports);
    names.extend(assigned.iter().filter(|id| id.1 == scopes.top).cloned());
    names
}

struct Lift<'a> {
    input: &'a Input,
    scopes: &'a Scopes,
    imports: &'a Imports,
    assigned: HashSet<Id>,
    only_here: HashSet<Id>,
    reach: Reach,
    /// Assignments in functions that were handed over by name, each of which is told once.
    told: HashSet<BytePos>,
    names: &'a mut Vec<Ident>,
    factories: Vec<Stmt>,
    /// Captured variables that are assigned later, and other changes that may be lost.
    late: Vec<Diagnostic>,
}

impl VisitMut for Lift<'_> {
    fn visit_mut_call_expr(&mut self, call: &mut CallExpr) {
        // Inner calls first, so that a literal inside a literal is lifted out of both.
        call.visit_mut_children_with(self);
        let Callee::Expr(callee) = &call.callee else { return };
        let Some(hand_over) = self.imports.hand_over(callee) else { return };
        if call.args.iter().take(hand_over.place + 1).any(|arg| arg.spread.is_some()) {
            return;
        }
        match call.args.get_mut(hand_over.place).map(|argument| &mut argument.expr) {
            Some(literal) if matches!(&**literal, Expr::Arrow(_) | Expr::Fn(_)) => {
                self.lift(literal, hand_over)
            }
            Some(named) => {
                if let Expr::Ident(name) = &**named
                    && let Some(changed) = self.reach.assignment(&name.to_id())
                    && self.told.insert(changed.span.lo)
                {
                    self.late.push(changed_copy(self.input, changed, hand_over));
                }
            }
            None => {}
        }
    }
}

impl Lift<'_> {
    fn lift(&mut self, literal: &mut Box<Expr>, hand_over: HandOver) {
        let Captures { names, changed, changed_everywhere, uses_surroundings } =
            captures_of(literal, self.scopes.top, self.scopes.unresolved, &self.only_here);
        if uses_surroundings {
            return;
        }
        let late = names.iter().filter(|name| self.assigned.contains(&name.to_id()));
        self.late.extend(late.map(|name| late_capture(self.input, name, hand_over)));
        self.late.extend(changed_everywhere.iter().map(|name| changed_copy(self.input, name, hand_over)));
        let index = self.names.len();
        let factory = build::name(&format!("{}go{}", abi::PREFIX, self.factories.len() + 1));
        let texts = array(names.iter().map(|name| build::string(&name.sym)).collect());
        let values = array(names.iter().map(build::ident).collect());
        let mut marked = vec![module_url(), build::number(index), texts, values, build::ident(&factory)];
        if !changed.is_empty() && hand_over.is_parallel {
            marked.push(array(changed.iter().map(|name| build::string(&name.sym)).collect()));
        }
        let function = std::mem::replace(literal, build::runtime(abi::LITERAL, marked));
        let params = names.iter().map(|name| Param {
            span: DUMMY_SP,
            decorators: vec![],
            pat: Pat::Ident(Ident { span: DUMMY_SP, ..name.clone() }.into()),
        });
        self.factories.push(Stmt::Decl(Decl::Fn(FnDecl {
            ident: factory.clone(),
            declare: false,
            function: Box::new(Function {
                params: params.collect(),
                body: Some(FunctionBody { span: DUMMY_SP, stmts: vec![build::returns(Some(function))] }),
                ..Default::default()
            }),
        })));
        self.names.push(factory);
    }
}

fn late_capture(input: &Input, name: &Ident, hand_over: HandOver) -> Diagnostic {
    let HandOver { is_parallel, .. } = hand_over;
    let (whose, ways_out) = match is_parallel {
        true => (
            "each core has a copy of it",
            "to gather something from all items, give it back: parallel.map, parallel.filter and parallel.reduce do that; or \
             write to a typed array over a SharedArrayBuffer, or send over a channel",
        ),
        false => (
            "a thread on another core has a copy of it",
            "or pass it as an argument of go; to share the variable itself, start the thread in this isolate with \
             go.local, or send what changes over a channel",
        ),
    };
    let message = format!("'{}' is assigned later, but {whose}", name.sym);
    let joint = if is_parallel { "; " } else { " " };
    input
        .error(code::LATE_CAPTURE, name.span, message)
        .with_help(format!("copy it into a constant before (const now = {}){joint}{ways_out}", name.sym))
}

fn changed_copy(input: &Input, name: &Ident, hand_over: HandOver) -> Diagnostic {
    let message =
        format!("'{}' is another one on each core, so a change of it is seen there alone", name.sym);
    let ways_out = match hand_over.is_parallel {
        true => "give results back, as with parallel.map; or change",
        false => {
            "give the result back to join, or send it over a channel; start the thread with go.local; or change"
        }
    };
    input
        .error(code::CHANGED_COPY, name.span, message)
        .with_help(format!("{ways_out} a typed array over a SharedArrayBuffer, which all cores share"))
}

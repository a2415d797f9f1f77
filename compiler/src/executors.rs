//! Executors of promises: the callbacks that V8's constructors call themselves, and whose result they drop.
//!
//! ```text
//! new Promise(executor)                    new hz$p(Promise, executor, "Promise")
//! new C(() => …)                           new hz$p(C, () => …, "C")     any name may stand for Promise
//! class Later extends Promise              …
//!   constructor(f) { super(f) }              constructor(f) { super(hz$X(f, new.target)) }
//! ```
//! The runtime calls an executor in the constructor's place, so that it can suspend its caller. Which class a name stands
//! for is known only then; what is no promise is constructed as written. Runs before the facts are gathered.

use swc_common::{DUMMY_SP, SyntaxContext};
use swc_ecma_ast::*;
use swc_ecma_visit::{VisitMut, VisitMutWith};

use crate::abi;
use crate::build;

/// Rewrites the program. `unresolved` is the scope of names that the text does not declare.
pub fn rewrite(program: &mut Program, unresolved: SyntaxContext) {
    program.visit_mut_with(&mut Executors { unresolved, in_promise: false });
}

struct Executors {
    unresolved: SyntaxContext,
    /// Whether the innermost class says `extends Promise`.
    in_promise: bool,
}

impl Executors {
    fn is_promise(&self, expr: &Expr) -> bool {
        matches!(expr, Expr::Ident(name) if name.sym == "Promise" && name.ctxt == self.unresolved)
    }
}

impl VisitMut for Executors {
    fn visit_mut_class(&mut self, class: &mut Class) {
        let is_promise = class.super_class.as_ref().is_some_and(|parent| self.is_promise(parent));
        let outer = std::mem::replace(&mut self.in_promise, is_promise);
        class.visit_mut_children_with(self);
        self.in_promise = outer;
    }

    fn visit_mut_new_expr(&mut self, new: &mut NewExpr) {
        new.visit_mut_children_with(self);
        let Some(args) = new.args.as_mut() else { return };
        let [ExprOrSpread { spread: None, expr: callback }] = args.as_slice() else { return };
        let name = name_of(&new.callee).unwrap_or_else(|| "(intermediate value)".to_string());
        if !is_function(callback) && !name.ends_with("Promise") {
            return;
        }
        let constructor = std::mem::replace(&mut new.callee, build::global(abi::CONSTRUCT_WITH));
        args.insert(0, build::argument(constructor));
        args.push(build::argument(build::string(&name)));
    }

    fn visit_mut_call_expr(&mut self, call: &mut CallExpr) {
        call.visit_mut_children_with(self);
        if !self.in_promise || !matches!(call.callee, Callee::Super(_)) {
            return;
        }
        let [ExprOrSpread { spread: None, expr: callback }] = call.args.as_mut_slice() else { return };
        let target = MetaPropExpr { span: DUMMY_SP, kind: MetaPropKind::NewTarget };
        let executor = std::mem::replace(callback, build::null());
        *callback = build::runtime(abi::EXECUTOR, vec![executor, Box::new(Expr::MetaProp(target))]);
    }
}

fn is_function(expr: &Expr) -> bool {
    matches!(expr, Expr::Fn(_) | Expr::Arrow(_))
}

/// How errors name a constructor: as it is written. `None` for anything but names and their members.
fn name_of(expr: &Expr) -> Option<String> {
    match expr {
        Expr::Ident(name) => Some(name.sym.to_string()),
        Expr::This(_) => Some("this".to_string()),
        Expr::Member(MemberExpr { obj, prop: MemberProp::Ident(prop), .. }) => {
            Some(format!("{}.{}", name_of(obj)?, prop.sym))
        }
        _ => None,
    }
}

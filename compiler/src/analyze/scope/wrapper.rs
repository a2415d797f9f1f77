//! Recognises functions that wrap a module: `(function () { … })()` and its kin, among them UMD's
//! `(function (root, factory) { … })(this, function (exports) { … })`.

use swc_ecma_ast::*;
use swc_ecma_visit::{Visit, VisitWith};

use crate::facts::FnId;

/// With more functions inside than this, an argument counts as the body of a module, or as several. With fewer, holding its
/// names in frames costs little, and it may be a callback that is called more than once.
const MODULE_FUNCTIONS: usize = 12;

/// The function expression that a call with this callee calls on the spot.
pub(super) fn called(callee: &Expr) -> Option<FnId> {
    match callee {
        Expr::Paren(paren) => called(&paren.expr),
        // `.call(this)`
        Expr::Member(MemberExpr { obj, prop: MemberProp::Ident(name), .. })
            if name.sym == "call" || name.sym == "apply" =>
        {
            called(obj)
        }
        _ => body_of(callee),
    }
}

/// The function expressions in an argument of such a call that hold modules: the argument itself, or those in a list or table
/// of modules, as bundlers write it.
pub(super) fn passed(arg: &Expr) -> Vec<FnId> {
    let mut functions = Functions(0);
    arg.visit_with(&mut functions);
    let parts: Vec<&Expr> = match arg {
        _ if functions.0 <= MODULE_FUNCTIONS => Vec::new(),
        Expr::Array(array) => array.elems.iter().flatten().map(|elem| &*elem.expr).collect(),
        Expr::Object(object) => object.props.iter().filter_map(member_value).collect(),
        other => vec![other],
    };
    parts.into_iter().filter_map(body_of).collect()
}

fn member_value(prop: &PropOrSpread) -> Option<&Expr> {
    match prop {
        PropOrSpread::Prop(prop) => match &**prop {
            Prop::KeyValue(prop) => Some(&prop.value),
            _ => None,
        },
        PropOrSpread::Spread(_) => None,
    }
}

/// A function expression in whose body functions can be declared. Parameters with initialisers have a
/// scope that does not see the body's.
fn body_of(expr: &Expr) -> Option<FnId> {
    let is_simple = |pat: &Pat| matches!(pat, Pat::Ident(_));
    match expr {
        Expr::Paren(paren) => body_of(&paren.expr),
        Expr::Fn(FnExpr { function, .. })
            if !function.is_generator && function.params.iter().all(|param| is_simple(&param.pat)) =>
        {
            Some(FnId::of(function.ctxt))
        }
        Expr::Arrow(arrow) if arrow.params.iter().all(is_simple) => match &*arrow.body {
            ArrowFunctionBody::FunctionBody(_) => Some(FnId::of(arrow.ctxt)),
            ArrowFunctionBody::Expr(_) => None,
        },
        _ => None,
    }
}

/// Counts functions, those inside functions included.
struct Functions(usize);

impl Visit for Functions {
    fn visit_function(&mut self, node: &Function) {
        self.0 += 1;
        node.visit_children_with(self);
    }
    fn visit_arrow_expr(&mut self, node: &ArrowExpr) {
        self.0 += 1;
        node.visit_children_with(self);
    }
}

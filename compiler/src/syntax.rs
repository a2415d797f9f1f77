//! Small questions about a piece of syntax, which several passes ask: can it suspend, does a jump leave it, which names
//! does it declare or assign. Functions inside it are not entered.

use std::borrow::Cow;

use rustc_hash::FxHashSet;
use swc_ecma_ast::*;
use swc_ecma_visit::{Visit, VisitWith};

use crate::abi;

/// Turns up to which a loop needs no poll, the turns of short loops in it included: that is less than a microsecond.
const SHORT: f64 = 64.0;

/// Whether evaluating `node` can suspend: it calls, constructs, iterates or loops (a few turns aside).
pub fn can_suspend<N: VisitWith<Suspends>>(node: &N) -> bool {
    let mut finder = Suspends { found: false, turns: 1.0 };
    node.visit_with(&mut finder);
    finder.found
}

/// Whether a call is one that the compiler made up: those never give the sentinel.
pub fn is_runtime_call(call: &CallExpr) -> bool {
    matches!(&call.callee, Callee::Expr(callee) if matches!(&**callee, Expr::Ident(name) if abi::is_global(&name.sym)))
}

/// Whether the call itself can suspend, apart from its operands.
pub fn is_suspending_call(call: &CallExpr) -> bool {
    !matches!(call.callee, Callee::Import(_)) && !is_runtime_call(call)
}

/// Visitor of [`can_suspend`].
pub struct Suspends {
    found: bool,
    /// How often the short loops around this place turn.
    turns: f64,
}

/// Implements the visiting methods that stop at the border of a function.
macro_rules! stay_in_function {
    () => {
        fn visit_function(&mut self, _: &Function) {}
        fn visit_arrow_expr(&mut self, _: &ArrowExpr) {}
        fn visit_constructor(&mut self, _: &Constructor) {}
        fn visit_static_block(&mut self, _: &StaticBlock) {}
        fn visit_class_prop(&mut self, node: &ClassProp) {
            node.key.visit_with(self);
        }
        fn visit_private_prop(&mut self, _: &PrivateProp) {}
        fn visit_auto_accessor(&mut self, _: &AutoAccessor) {}
    };
}
pub(crate) use stay_in_function;

impl Visit for Suspends {
    stay_in_function!();

    fn visit_expr(&mut self, node: &Expr) {
        if !self.found {
            node.visit_children_with(self);
        }
    }
    fn visit_stmt(&mut self, node: &Stmt) {
        if !self.found {
            node.visit_children_with(self);
        }
    }
    fn visit_call_expr(&mut self, node: &CallExpr) {
        if is_suspending_call(node) {
            self.found = true;
        } else {
            node.args.visit_with(self);
        }
    }
    fn visit_opt_call(&mut self, _: &OptCall) {
        self.found = true;
    }
    fn visit_new_expr(&mut self, _: &NewExpr) {
        self.found = true;
    }
    fn visit_tagged_tpl(&mut self, _: &TaggedTpl) {
        self.found = true;
    }
    fn visit_while_stmt(&mut self, _: &WhileStmt) {
        self.found = true;
    }
    fn visit_do_while_stmt(&mut self, _: &DoWhileStmt) {
        self.found = true;
    }
    fn visit_for_stmt(&mut self, node: &ForStmt) {
        let outside = self.turns;
        self.turns *= known_turns(node).unwrap_or(f64::INFINITY);
        match self.turns <= SHORT {
            true => node.visit_children_with(self),
            false => self.found = true,
        }
        self.turns = outside;
    }
    fn visit_for_of_stmt(&mut self, _: &ForOfStmt) {
        self.found = true;
    }
}

/// Whether a loop is known to turn a few times only.
pub fn is_short(node: &ForStmt) -> bool {
    known_turns(node).is_some_and(|turns| turns <= SHORT)
}

/// How often `for (let i = 0; i < 8; i++)` turns, where such numbers stand in the head and nothing else writes `i`.
fn known_turns(node: &ForStmt) -> Option<f64> {
    let Some(VarDeclOrExpr::VarDecl(var)) = &node.init else { return None };
    let [VarDeclarator { name: Pat::Ident(name), init: Some(init), .. }] = var.decls.as_slice() else {
        return None;
    };
    let is_counter = |expr: &Expr| matches!(expr, Expr::Ident(other) if other.to_id() == name.to_id());
    let Some(Expr::Bin(test)) = node.test.as_deref() else { return None };
    let Some(Expr::Update(update)) = node.update.as_deref() else { return None };
    let counts =
        is_counter(&test.left) && is_counter(&update.arg) && !writes_of(&node.body).contains(&name.to_id());
    let distance = number_of(&test.right)? - number_of(init)?;
    let distance = match (update.op, test.op) {
        (UpdateOp::PlusPlus, BinaryOp::Lt) => distance,
        (UpdateOp::PlusPlus, BinaryOp::LtEq) => distance + 1.0,
        (UpdateOp::MinusMinus, BinaryOp::Gt) => -distance,
        (UpdateOp::MinusMinus, BinaryOp::GtEq) => 1.0 - distance,
        _ => return None,
    };
    counts.then_some(distance.max(0.0))
}

/// The number that is written, with its sign.
pub fn number_of(expr: &Expr) -> Option<f64> {
    match expr {
        Expr::Lit(Lit::Num(number)) => Some(number.value),
        Expr::Unary(UnaryExpr { op: UnaryOp::Minus, arg, .. }) => number_of(arg).map(|number| -number),
        _ => None,
    }
}

/// Whether a `return`, or a `break` or `continue` to a target outside, leaves `stmt`.
pub fn jump_leaves(stmt: &Stmt) -> bool {
    let mut finder = Jumps::default();
    stmt.visit_with(&mut finder);
    finder.leaves
}

#[derive(Default)]
struct Jumps {
    loops: u32,
    breakables: u32,
    labels: Vec<swc_atoms::Atom>,
    leaves: bool,
}

impl Jumps {
    fn within_loop<N: VisitWith<Self>>(&mut self, body: &N) {
        self.loops += 1;
        self.breakables += 1;
        body.visit_children_with(self);
        self.loops -= 1;
        self.breakables -= 1;
    }

    fn jump(&mut self, label: &Option<Ident>, enclosing: u32) {
        let inside = match label {
            Some(label) => self.labels.contains(&label.sym),
            None => enclosing > 0,
        };
        self.leaves |= !inside;
    }
}

impl Visit for Jumps {
    stay_in_function!();

    fn visit_return_stmt(&mut self, _: &ReturnStmt) {
        self.leaves = true;
    }
    fn visit_break_stmt(&mut self, node: &BreakStmt) {
        self.jump(&node.label, self.breakables);
    }
    fn visit_continue_stmt(&mut self, node: &ContinueStmt) {
        self.jump(&node.label, self.loops);
    }
    fn visit_labeled_stmt(&mut self, node: &LabeledStmt) {
        self.labels.push(node.label.sym.clone());
        node.body.visit_with(self);
        self.labels.pop();
    }
    fn visit_switch_stmt(&mut self, node: &SwitchStmt) {
        self.breakables += 1;
        node.cases.visit_with(self);
        self.breakables -= 1;
    }
    fn visit_while_stmt(&mut self, node: &WhileStmt) {
        self.within_loop(node);
    }
    fn visit_do_while_stmt(&mut self, node: &DoWhileStmt) {
        self.within_loop(node);
    }
    fn visit_for_stmt(&mut self, node: &ForStmt) {
        self.within_loop(node);
    }
    fn visit_for_in_stmt(&mut self, node: &ForInStmt) {
        self.within_loop(node);
    }
    fn visit_for_of_stmt(&mut self, node: &ForOfStmt) {
        self.within_loop(node);
    }
}

/// How many statements at the start of a body are directives, which must stay there.
pub fn directives_of(stmts: &[Stmt]) -> usize {
    let is_directive =
        |stmt: &&Stmt| matches!(stmt, Stmt::Expr(stmt) if matches!(&*stmt.expr, Expr::Lit(Lit::Str(_))));
    stmts.iter().take_while(is_directive).count()
}

/// The names that a pattern binds, left to right.
pub fn bound_names(pat: &Pat, out: &mut Vec<Ident>) {
    match pat {
        Pat::Ident(name) => out.push(name.id.clone()),
        Pat::Array(array) => array.elems.iter().flatten().for_each(|pat| bound_names(pat, out)),
        Pat::Rest(rest) => bound_names(&rest.arg, out),
        Pat::Assign(assign) => bound_names(&assign.left, out),
        Pat::Object(object) => {
            for prop in &object.props {
                match prop {
                    ObjectPatProp::KeyValue(prop) => bound_names(&prop.value, out),
                    ObjectPatProp::Assign(prop) => out.push(prop.key.id.clone()),
                    ObjectPatProp::Rest(rest) => bound_names(&rest.arg, out),
                }
            }
        }
        Pat::Invalid(_) | Pat::Expr(_) => {}
    }
}

/// The names that `node` assigns, without entering functions.
pub fn assigned_names<N: VisitWith<Assigned>>(node: &N) -> FxHashSet<Id> {
    writes_of(node).into_iter().collect()
}

/// The same, each name as often as it is written.
pub fn writes_of<N: VisitWith<Assigned>>(node: &N) -> Vec<Id> {
    let mut assigned = Assigned { names: Vec::new() };
    node.visit_with(&mut assigned);
    assigned.names
}

/// Visitor of [`writes_of`].
pub struct Assigned {
    names: Vec<Id>,
}

impl Visit for Assigned {
    stay_in_function!();

    fn visit_assign_target(&mut self, node: &AssignTarget) {
        match node {
            AssignTarget::Simple(SimpleAssignTarget::Ident(name)) => {
                self.names.push(name.to_id());
            }
            _ => node.visit_children_with(self),
        }
    }
    fn visit_binding_ident(&mut self, node: &BindingIdent) {
        self.names.push(node.to_id());
    }
    fn visit_update_expr(&mut self, node: &UpdateExpr) {
        match &*node.arg {
            Expr::Ident(name) => {
                self.names.push(name.to_id());
            }
            other => other.visit_with(self),
        }
    }
}

/// A key as it would appear in a report.
pub fn key_text(key: &PropName) -> Cow<'_, str> {
    match key {
        PropName::Ident(name) => Cow::Borrowed(&name.sym),
        PropName::Str(text) => text.value.to_string_lossy(),
        PropName::Num(number) => Cow::Owned(number.value.to_string()),
        PropName::BigInt(number) => Cow::Owned(number.value.to_string()),
        PropName::Computed(_) => Cow::Borrowed("[computed]"),
    }
}

/// An expression as the engine's error messages name it.
pub fn describe(expr: &Expr) -> String {
    match expr {
        Expr::Ident(name) => name.sym.to_string(),
        Expr::This(_) => "this".to_string(),
        Expr::Member(member) => describe_member(member, "."),
        Expr::Paren(paren) => describe(&paren.expr),
        Expr::Call(CallExpr { callee: Callee::Expr(callee), .. }) => format!("{}(...)", describe(callee)),
        Expr::OptChain(chain) => match &*chain.base {
            OptChainBase::Member(member) if chain.optional => describe_member(member, "?."),
            OptChainBase::Member(member) => describe_member(member, "."),
            OptChainBase::Call(call) if chain.optional => format!("{}?.(...)", describe(&call.callee)),
            OptChainBase::Call(call) => format!("{}(...)", describe(&call.callee)),
        },
        _ => "(intermediate value)".to_string(),
    }
}

fn describe_member(member: &MemberExpr, dot: &str) -> String {
    let object = describe(&member.obj);
    match &member.prop {
        MemberProp::Ident(name) => format!("{object}{dot}{}", name.sym),
        MemberProp::PrivateName(name) => format!("{object}{dot}#{}", name.name),
        MemberProp::Computed(key) => match &*key.expr {
            Expr::Ident(name) => format!("{object}[{}]", name.sym),
            _ => format!("{object}[...]"),
        },
    }
}

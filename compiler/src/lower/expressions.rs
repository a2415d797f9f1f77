//! Expressions: what is evaluated before a suspension is kept in names, the rest stays an expression.
//!
//! `expr` pushes the nodes that must run first and gives an expression without suspensions, to be evaluated next.
//! Operands to the left of a suspending one are kept first, unless nothing that runs in between can change them.

use rustc_hash::FxHashSet;
use swc_common::DUMMY_SP;
use swc_ecma_ast::*;

use super::Lowering;
use super::statements::is_call;
use crate::abi;
use crate::build;
use crate::facts::BindingKind;
use crate::ir::Node;
use crate::pinned;
use crate::syntax::{assigned_names, can_suspend, is_suspending_call};

impl Lowering<'_> {
    /// Lowers `expr`; the result must be evaluated before anything else happens.
    pub(super) fn expr(&mut self, expr: Box<Expr>) -> Box<Expr> {
        if !can_suspend(&expr) {
            return expr;
        }
        match *expr {
            Expr::Paren(paren) => self.expr(paren.expr),
            // import() too: what it loads is awaited elsewhere.
            Expr::Call(call) if !is_suspending_call(&call) => {
                let args = self.spread_operands(call.args);
                Box::new(Expr::Call(CallExpr { args, ..call }))
            }
            Expr::Call(_) | Expr::New(_) | Expr::TaggedTpl(_) => {
                let call = self.call_expr(expr);
                self.suspend(call)
            }
            Expr::OptChain(chain) => self.optional_chain(chain),
            Expr::Bin(bin) => self.binary(bin),
            Expr::Cond(cond) => self.conditional(cond),
            Expr::Assign(assign) => self.assignment(assign),
            Expr::Seq(seq) => self.sequence(seq),
            Expr::Unary(unary) => self.unary(unary),
            Expr::Update(update) => self.update(update),
            Expr::Member(member) => Box::new(Expr::Member(self.member(member))),
            Expr::Array(array) => self.array(array),
            Expr::Object(object) => self.object(object),
            Expr::Tpl(template) => self.template(template),
            Expr::Class(class) => self.class(class),
            other => pinned::wrap_expression(Box::new(other)),
        }
    }

    /// Puts a value into a temporary, unless it is one already or cannot change.
    pub(super) fn keep(&mut self, value: Box<Expr>) -> Box<Expr> {
        if self.is_stable(&value, &FxHashSet::default()) {
            return value;
        }
        self.keep_anyway(value)
    }

    /// Whether evaluating `expr` later gives the same value, though names in `assigned` change and calls happen.
    pub(super) fn is_stable(&self, expr: &Expr, assigned: &FxHashSet<Id>) -> bool {
        match expr {
            Expr::Lit(Lit::Regex(_)) => false,
            Expr::Lit(_) | Expr::This(_) | Expr::Arrow(_) | Expr::Fn(_) | Expr::PrivateName(_) => true,
            Expr::Paren(paren) => self.is_stable(&paren.expr, assigned),
            Expr::Unary(unary) => unary.op == UnaryOp::Void && matches!(&*unary.arg, Expr::Lit(_)),
            Expr::Ident(name) => self.is_stable_name(name, assigned),
            _ => false,
        }
    }

    fn is_stable_name(&self, name: &Ident, assigned: &FxHashSet<Id>) -> bool {
        let id = name.to_id();
        if abi::is_temporary(&name.sym) {
            // Temporaries are written once in a statement, before they are read.
            return true;
        }
        let Some(binding) = self.facts.bindings.get(&id) else { return name.sym == "undefined" };
        if binding.kind == BindingKind::Import {
            return false;
        }
        if binding.owner == self.id || !binding.mutable() {
            // Only this function writes its names that are not in boxes, so only the siblings matter. Module-level
            // bindings are never in boxes: any callee may write them, or they may not be initialised yet.
            let local = !binding.top;
            return local && !assigned.contains(&id)
                || binding.top && !binding.mutable() && !binding.has_hole();
        }
        false
    }

    /// Lowers operands that are evaluated one after the other.
    pub(super) fn operands(&mut self, exprs: Vec<Box<Expr>>) -> Vec<Box<Expr>> {
        let Some(last) = exprs.iter().rposition(can_suspend) else {
            return exprs;
        };
        let mut later = Later::of(exprs.iter().map(|expr| &**expr));
        let mut lowered = Vec::with_capacity(exprs.len());
        for (index, expr) in exprs.into_iter().enumerate() {
            later.pass();
            let value = self.expr(expr);
            if index < last {
                lowered.push(if self.is_stable(&value, &later.names) {
                    value
                } else {
                    self.keep_anyway(value)
                });
            } else {
                lowered.push(value);
            }
        }
        lowered
    }

    /// Puts a value into a temporary, whatever it is.
    pub(super) fn keep_anyway(&mut self, value: Box<Expr>) -> Box<Expr> {
        let name = self.temporary();
        self.set(&name, value);
        build::ident(&name)
    }

    fn pair(&mut self, left: Box<Expr>, right: Box<Expr>) -> (Box<Expr>, Box<Expr>) {
        let mut both = self.operands(vec![left, right]).into_iter();
        let mut next = || both.next().expect("two operands");
        (next(), next())
    }

    fn binary(&mut self, bin: BinExpr) -> Box<Expr> {
        if is_logical(bin.op) {
            return self.logical(bin);
        }
        let (left, right) = self.pair(bin.left, bin.right);
        Box::new(Expr::Bin(BinExpr { span: bin.span, op: bin.op, left, right }))
    }

    fn logical(&mut self, bin: BinExpr) -> Box<Expr> {
        if !can_suspend(&bin.right) {
            return Box::new(Expr::Bin(BinExpr { left: self.expr(bin.left), ..bin }));
        }
        let result = self.temporary();
        self.logical_into(&result, bin);
        build::ident(&result)
    }

    fn logical_into(&mut self, result: &Ident, bin: BinExpr) {
        self.lower_into(result, bin.left);
        let test = goes_right(bin.op, build::ident(result));
        let cons = self.run(|this| this.lower_into(result, bin.right));
        self.push(Node::If { test, cons, alt: Vec::new() });
    }

    /// `target = expr`, where `expr` does not read the target.
    pub(super) fn lower_into(&mut self, target: &Ident, expr: Box<Expr>) {
        self.scoped(|this| match *expr {
            Expr::Paren(paren) => this.lower_into(target, paren.expr),
            Expr::Cond(cond) if can_suspend(&cond.cons) || can_suspend(&cond.alt) => {
                this.conditional_into(target, cond);
            }
            Expr::Bin(bin) if is_logical(bin.op) && can_suspend(&bin.right) => {
                this.logical_into(target, bin);
            }
            _ if is_call(&expr) => {
                let call = this.call_expr(expr);
                this.suspend_into(target.clone(), call);
            }
            _ => {
                let value = this.expr(expr);
                this.set(target, value);
            }
        });
    }

    fn conditional(&mut self, cond: CondExpr) -> Box<Expr> {
        if !can_suspend(&cond.cons) && !can_suspend(&cond.alt) {
            return Box::new(Expr::Cond(CondExpr { test: self.expr(cond.test), ..cond }));
        }
        let result = self.temporary();
        self.conditional_into(&result, cond);
        build::ident(&result)
    }

    fn conditional_into(&mut self, result: &Ident, cond: CondExpr) {
        let test = self.expr(cond.test);
        let cons = self.run(|this| this.lower_into(result, cond.cons));
        let alt = self.run(|this| this.lower_into(result, cond.alt));
        self.push(Node::If { test, cons, alt });
    }

    fn sequence(&mut self, seq: SeqExpr) -> Box<Expr> {
        let mut exprs = seq.exprs;
        let last = exprs.pop().expect("a sequence is not empty");
        for expr in exprs {
            let value = self.expr(expr);
            self.push(Node::Expr(value));
        }
        self.expr(last)
    }

    fn unary(&mut self, unary: UnaryExpr) -> Box<Expr> {
        if unary.op == UnaryOp::Delete && matches!(&*unary.arg, Expr::OptChain(_)) {
            return pinned::wrap_expression(Box::new(Expr::Unary(unary)));
        }
        let arg = self.expr(unary.arg);
        Box::new(Expr::Unary(UnaryExpr { arg, ..unary }))
    }

    fn update(&mut self, update: UpdateExpr) -> Box<Expr> {
        let arg = self.expr(update.arg);
        Box::new(Expr::Update(UpdateExpr { arg, ..update }))
    }

    pub(super) fn member(&mut self, member: MemberExpr) -> MemberExpr {
        match member.prop {
            MemberProp::Computed(key) => {
                let (obj, expr) = self.pair(member.obj, key.expr);
                let prop = MemberProp::Computed(ComputedPropName { span: key.span, expr });
                MemberExpr { span: member.span, obj, prop }
            }
            prop => MemberExpr { obj: self.expr(member.obj), prop, span: member.span },
        }
    }

    /// A member whose object and key are kept, to be read and written later.
    pub(super) fn kept_member(&mut self, member: MemberExpr) -> MemberExpr {
        match member.prop {
            MemberProp::Computed(key) => {
                let (obj, expr) = self.pair(member.obj, key.expr);
                let (obj, expr) = (self.keep_mutable(obj), self.keep_mutable(expr));
                let prop = MemberProp::Computed(ComputedPropName { span: key.span, expr });
                MemberExpr { span: member.span, obj, prop }
            }
            prop => {
                let obj = self.expr(member.obj);
                MemberExpr { obj: self.keep_mutable(obj), prop, span: member.span }
            }
        }
    }

    /// Keeps a value while any expression may run: names of this function do not count as stable.
    fn keep_mutable(&mut self, value: Box<Expr>) -> Box<Expr> {
        match &*value {
            Expr::Lit(_) | Expr::This(_) => value,
            Expr::Ident(name) if abi::is_temporary(&name.sym) => value,
            Expr::Ident(name) if self.facts.bindings.get(&name.to_id()).is_some_and(|b| b.is_box) => value,
            _ => self.keep_anyway(value),
        }
    }

    fn assignment(&mut self, assign: AssignExpr) -> Box<Expr> {
        match assign.left {
            AssignTarget::Simple(SimpleAssignTarget::Ident(name)) => {
                self.assign_name(name.id, assign.op, assign.right)
            }
            AssignTarget::Simple(SimpleAssignTarget::Member(member)) => {
                self.assign_member(member, assign.op, assign.right)
            }
            AssignTarget::Simple(SimpleAssignTarget::Paren(paren)) => {
                let inner = SimpleAssignTarget::try_from(paren.expr)
                    .unwrap_or_else(|_| unreachable!("the parser has checked the assignment target"));
                self.assignment(AssignExpr { left: AssignTarget::Simple(inner), ..assign })
            }
            AssignTarget::Pat(target) => {
                let mut pattern = match target {
                    AssignTargetPat::Array(array) => Pat::Array(array),
                    AssignTargetPat::Object(object) => Pat::Object(object),
                    AssignTargetPat::Invalid(invalid) => Pat::Invalid(invalid),
                };
                let value = self.expr(assign.right);
                let value = self.keep(value);
                pinned::wrap_pattern(&mut pattern);
                self.push(Node::Expr(build::assign_pattern(pattern, value.clone())));
                value
            }
            AssignTarget::Simple(_) => pinned::wrap_expression(Box::new(Expr::Assign(assign))),
        }
    }

    fn assign_name(&mut self, name: Ident, op: AssignOp, right: Box<Expr>) -> Box<Expr> {
        let target = build::ident(&name);
        if let Some(logical) = logical_operator(op) {
            let bin = BinExpr {
                span: DUMMY_SP,
                op: logical,
                left: target,
                right: Box::new(Expr::Assign(AssignExpr {
                    span: DUMMY_SP,
                    op: AssignOp::Assign,
                    left: AssignTarget::Simple(SimpleAssignTarget::Ident(name.into())),
                    right,
                })),
            };
            return self.logical(bin);
        }
        let value = match op.to_update() {
            None => self.expr(right),
            Some(op) => {
                let old = match self.is_stable(&target, &assigned_names(&right)) {
                    true => target,
                    false => self.keep_anyway(target),
                };
                let right = self.expr(right);
                build::binary(old, op, right)
            }
        };
        build::assign(&name, value)
    }

    fn assign_member(&mut self, member: MemberExpr, op: AssignOp, right: Box<Expr>) -> Box<Expr> {
        if !can_suspend(&right) {
            let member = self.member(member);
            return build::assign_member(member, op, right);
        }
        let target = self.kept_member(member);
        if let Some(logical) = logical_operator(op) {
            let result = self.temporary();
            self.set(&result, Box::new(Expr::Member(target.clone())));
            let test = goes_right(logical, build::ident(&result));
            let cons = self.run(|this| {
                this.lower_into(&result, right);
                let store = build::assign_member(target, AssignOp::Assign, build::ident(&result));
                this.push(Node::Expr(store));
            });
            self.push(Node::If { test, cons, alt: Vec::new() });
            return build::ident(&result);
        }
        let value = match op.to_update() {
            None => self.expr(right),
            Some(op) => {
                let old = self.keep_anyway(Box::new(Expr::Member(target.clone())));
                let right = self.expr(right);
                build::binary(old, op, right)
            }
        };
        build::assign_member(target, AssignOp::Assign, value)
    }

    fn array(&mut self, array: ArrayLit) -> Box<Expr> {
        let holes: Vec<bool> = array.elems.iter().map(Option::is_none).collect();
        let mut elements = self.spread_operands(array.elems.into_iter().flatten().collect()).into_iter();
        let elems = holes.into_iter().map(|hole| if hole { None } else { elements.next() }).collect();
        Box::new(Expr::Array(ArrayLit { span: array.span, elems }))
    }

    /// Operands of which some are spread: a spread that must be kept becomes an array first.
    pub(super) fn spread_operands(&mut self, list: Vec<ExprOrSpread>) -> Vec<ExprOrSpread> {
        let Some(last) = list.iter().rposition(|element| can_suspend(&element.expr)) else {
            return list;
        };
        let mut later = Later::of(list.iter().map(|element| &*element.expr));
        let mut lowered = Vec::with_capacity(list.len());
        for (index, ExprOrSpread { spread, expr }) in list.into_iter().enumerate() {
            later.pass();
            let mut expr = self.expr(expr);
            if index < last {
                if spread.is_some() {
                    let elems = vec![Some(ExprOrSpread { spread, expr })];
                    expr = self.keep_anyway(Box::new(Expr::Array(ArrayLit { span: DUMMY_SP, elems })));
                } else if !self.is_stable(&expr, &later.names) {
                    expr = self.keep_anyway(expr);
                }
            }
            lowered.push(ExprOrSpread { spread, expr });
        }
        lowered
    }

    /// Values, computed keys and spreads before the last suspending property are kept; functions stay in place.
    fn object(&mut self, object: ObjectLit) -> Box<Expr> {
        let last = object.props.iter().rposition(can_suspend).expect("called for objects that suspend");
        let mut props = Vec::with_capacity(object.props.len());
        for (index, prop) in object.props.into_iter().enumerate() {
            let before = index < last;
            props.push(match prop {
                PropOrSpread::Spread(spread) => {
                    let mut expr = self.expr(spread.expr);
                    if before {
                        let copy = vec![PropOrSpread::Spread(SpreadElement { dot3_token: DUMMY_SP, expr })];
                        let copy = ObjectLit { span: DUMMY_SP, props: copy };
                        expr = self.keep_anyway(Box::new(Expr::Object(copy)));
                    }
                    PropOrSpread::Spread(SpreadElement { expr, ..spread })
                }
                PropOrSpread::Prop(prop) => PropOrSpread::Prop(Box::new(self.property(*prop, before))),
            });
        }
        Box::new(Expr::Object(ObjectLit { span: object.span, props }))
    }

    fn property(&mut self, prop: Prop, before: bool) -> Prop {
        match prop {
            Prop::KeyValue(KeyValueProp { key, value }) => {
                let is_function = build::is_anonymous_function(&value);
                let keep_key = before || can_suspend(&value);
                let key = self.property_key(key, keep_key);
                let value = self.expr(value);
                let value = if before && !is_function { self.keep_mutable(value) } else { value };
                Prop::KeyValue(KeyValueProp { key, value })
            }
            Prop::Shorthand(name) if before => {
                let key = PropName::Ident(IdentName::new(name.sym.clone(), DUMMY_SP));
                let value = self.keep_mutable(Box::new(Expr::Ident(name)));
                Prop::KeyValue(KeyValueProp { key, value })
            }
            Prop::Getter(prop) => {
                Prop::Getter(GetterProp { key: self.property_key(prop.key, before), ..prop })
            }
            Prop::Setter(prop) => {
                Prop::Setter(SetterProp { key: self.property_key(prop.key, before), ..prop })
            }
            Prop::Method(prop) => {
                Prop::Method(MethodProp { key: self.property_key(prop.key, before), ..prop })
            }
            other => other,
        }
    }

    fn property_key(&mut self, key: PropName, keep: bool) -> PropName {
        let PropName::Computed(key) = key else { return key };
        let mut expr = self.expr(key.expr);
        if keep {
            expr = self.keep_anyway(build::runtime(abi::PROPERTY_KEY, vec![expr]));
        }
        PropName::Computed(ComputedPropName { span: key.span, expr })
    }

    /// Substitutions become strings in order, so what is kept is kept as a string.
    fn template(&mut self, template: Tpl) -> Box<Expr> {
        let last = template.exprs.iter().rposition(can_suspend).expect("called for templates that suspend");
        let mut exprs = Vec::with_capacity(template.exprs.len());
        for (index, expr) in template.exprs.into_iter().enumerate() {
            let mut value = self.expr(expr);
            if index < last && !matches!(&*value, Expr::Lit(Lit::Str(_))) {
                let empty = || TplElement { span: DUMMY_SP, tail: false, cooked: None, raw: "".into() };
                let quasis = vec![empty(), TplElement { tail: true, ..empty() }];
                let text = Tpl { span: DUMMY_SP, exprs: vec![value], quasis };
                value = self.keep_anyway(Box::new(Expr::Tpl(text)));
            }
            exprs.push(value);
        }
        Box::new(Expr::Tpl(Tpl { exprs, ..template }))
    }

    fn class(&mut self, mut class: ClassExpr) -> Box<Expr> {
        if let Some(heritage) = class.class.super_class.take() {
            let heritage = self.expr(heritage);
            class.class.super_class = Some(self.keep(heritage));
        }
        pinned::wrap_expression(Box::new(Expr::Class(class)))
    }
}

/// The names that the operands behind the current one assign.
struct Later {
    names: FxHashSet<Id>,
    /// Those of each operand to come, the next one last.
    each: Vec<FxHashSet<Id>>,
}

impl Later {
    fn of<'e>(operands: impl Iterator<Item = &'e Expr>) -> Later {
        let mut each: Vec<_> = operands.map(assigned_names).collect();
        each.reverse();
        Later { names: each.iter().flatten().cloned().collect(), each }
    }

    /// The next operand is no later one any more.
    fn pass(&mut self) {
        // Few operands assign anything, so lists of thousands are not gone through for each of their elements.
        if self.each.pop().is_some_and(|passed| !passed.is_empty()) {
            self.names = self.each.iter().flatten().cloned().collect();
        }
    }
}

/// Whether a logical operator evaluates its right side, given the left.
fn goes_right(op: BinaryOp, value: Box<Expr>) -> Box<Expr> {
    match op {
        BinaryOp::LogicalAnd => value,
        BinaryOp::LogicalOr => build::unary(UnaryOp::Bang, value),
        _ => is_nullish(value),
    }
}

/// `value === null || value === undefined`, written so that `document.all` is none.
pub(super) fn is_nullish(value: Box<Expr>) -> Box<Expr> {
    let null = build::same(value.clone(), build::null());
    build::binary(null, BinaryOp::LogicalOr, build::same(value, build::undefined()))
}

fn is_logical(op: BinaryOp) -> bool {
    matches!(op, BinaryOp::LogicalAnd | BinaryOp::LogicalOr | BinaryOp::NullishCoalescing)
}

fn logical_operator(op: AssignOp) -> Option<BinaryOp> {
    match op {
        AssignOp::AndAssign => Some(BinaryOp::LogicalAnd),
        AssignOp::OrAssign => Some(BinaryOp::LogicalOr),
        AssignOp::NullishAssign => Some(BinaryOp::NullishCoalescing),
        _ => None,
    }
}

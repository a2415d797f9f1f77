//! Calls, constructions, tagged templates, optional chains.
//!
//! When an argument suspends, callee and `this` are evaluated and kept first, in the order of the language, and the
//! call becomes `callee.call(this, …)`.

use swc_common::{DUMMY_SP, SyntaxContext};
use swc_ecma_ast::*;

use super::Lowering;
use super::expressions::is_nullish;
use crate::build;
use crate::ir::Node;
use crate::syntax::{can_suspend, describe, is_runtime_call};

/// A callee on its way into a call.
struct CalleeParts {
    function: Box<Expr>,
    this: Option<Box<Expr>>,
    text: String,
}

impl Lowering<'_> {
    /// Lowers the operands of a call; the call itself is left to be suspended.
    pub(super) fn call_expr(&mut self, expr: Box<Expr>) -> Box<Expr> {
        match *expr {
            Expr::Call(call) => self.call(call),
            Expr::New(new) => self.construction(new),
            Expr::TaggedTpl(tagged) => self.tagged_template(tagged),
            other => unreachable!("not a call: {other:?}"),
        }
    }

    fn call(&mut self, call: CallExpr) -> Box<Expr> {
        let Callee::Expr(callee) = call.callee else {
            unreachable!("import() does not suspend and functions with super() are pinned")
        };
        let callee = unwrap_parens(callee);
        let args_suspend = call.args.iter().any(|arg| can_suspend(&arg.expr));
        if !args_suspend {
            let callee = match *callee {
                Expr::Member(member) => Box::new(Expr::Member(self.member(member))),
                Expr::OptChain(chain) => return self.call_of_chain(chain, call.args),
                // The callee's value is in a temporary then, whose name must not show in the error of a bad call.
                other if can_suspend(&other) => {
                    let text = describe(&other);
                    let function = self.expr(Box::new(other));
                    let function = self.keep(function);
                    let args = self.spread_operands(call.args);
                    return CalleeParts { function, this: Some(build::undefined()), text }.apply(args);
                }
                other => Box::new(other),
            };
            let args = self.spread_operands(call.args);
            return Box::new(Expr::Call(CallExpr { callee: Callee::Expr(callee), args, ..call }));
        }
        if let Expr::OptChain(chain) = *callee {
            return self.call_of_chain(chain, call.args);
        }
        let parts = self.callee(callee);
        let args = self.spread_operands(call.args);
        parts.apply(args)
    }

    /// `(a?.b)(x)`: the parentheses end the chain, but `this` is still `a`.
    fn call_of_chain(&mut self, chain: OptChainExpr, args: Vec<ExprOrSpread>) -> Box<Expr> {
        let this = self.temporary();
        self.set(&this, build::undefined());
        let function = self.chain_value(chain, Some(&this));
        let parts = CalleeParts { function, this: Some(build::ident(&this)), text: "expression".to_string() };
        let args = self.spread_operands(args);
        parts.apply(args)
    }

    /// Evaluates and keeps a callee whose arguments suspend.
    fn callee(&mut self, callee: Box<Expr>) -> CalleeParts {
        let text = describe(&callee);
        match *callee {
            Expr::Member(member) => {
                let member = match member.prop {
                    MemberProp::Computed(_) => self.kept_member(member),
                    prop => {
                        let obj = self.expr(member.obj);
                        MemberExpr { obj: self.keep(obj), prop, span: member.span }
                    }
                };
                let this = member.obj.clone();
                let function = self.keep_anyway(Box::new(Expr::Member(member)));
                CalleeParts { function, this: Some(this), text }
            }
            Expr::SuperProp(_) => {
                let function = self.keep_anyway(callee);
                CalleeParts { function, this: Some(build::this()), text }
            }
            other => {
                let function = self.expr(Box::new(other));
                CalleeParts { function: self.keep(function), this: None, text }
            }
        }
    }

    fn construction(&mut self, new: NewExpr) -> Box<Expr> {
        let args = new.args.unwrap_or_default();
        let args_suspend = args.iter().any(|arg| can_suspend(&arg.expr));
        let callee = self.expr(new.callee);
        let callee = if args_suspend { self.keep(callee) } else { callee };
        let args = self.spread_operands(args);
        Box::new(Expr::New(NewExpr { callee, args: Some(args), ..new }))
    }

    /// The template object belongs to the place in the source, so both versions take it from one function.
    fn tagged_template(&mut self, tagged: TaggedTpl) -> Box<Expr> {
        let suspends = tagged.tpl.exprs.iter().any(can_suspend);
        let mut tag = unwrap_parens(tagged.tag);
        let mut this = None;
        if suspends {
            let parts = self.callee(tag);
            (tag, this) = (parts.function, parts.this);
        } else {
            tag = match *tag {
                Expr::Member(member) => Box::new(Expr::Member(self.member(member))),
                other => self.expr(Box::new(other)),
            };
        }
        let exprs = self.operands(tagged.tpl.exprs);
        let quasis = tagged.tpl.quasis;
        if let Some(this) = this {
            tag = build::call(build::get(tag, "bind"), vec![this]);
        }
        let tpl = Box::new(Tpl { span: tagged.tpl.span, exprs, quasis });
        Box::new(Expr::TaggedTpl(TaggedTpl { tag, tpl, ..tagged }))
    }

    pub(super) fn optional_chain(&mut self, chain: OptChainExpr) -> Box<Expr> {
        self.chain_value(chain, None)
    }

    /// ```js
    /// r = undefined; L: { o = a; if (o nullish) break L; r = o.b; }      // a?.b
    /// ```
    fn chain_value(&mut self, chain: OptChainExpr, this: Option<&Ident>) -> Box<Expr> {
        let result = self.temporary();
        let label = self.label();
        self.set(&result, build::undefined());
        let body = self.run(|inner| {
            let (value, receiver) = inner.link(Box::new(Expr::OptChain(chain)), &label);
            inner.set(&result, value);
            if let (Some(this), Some(receiver)) = (this, receiver) {
                inner.set(this, receiver);
            }
        });
        self.push(Node::Labeled { label, body });
        build::ident(&result)
    }

    /// One link of a chain: its value, and what a call of it has as `this`.
    fn link(&mut self, expr: Box<Expr>, label: &Ident) -> (Box<Expr>, Option<Box<Expr>>) {
        match *expr {
            Expr::OptChain(OptChainExpr { optional, base, .. }) => match *base {
                OptChainBase::Member(member) => {
                    let (object, _) = self.link(member.obj, label);
                    self.linked_member(object, member.prop, optional, label)
                }
                OptChainBase::Call(call) => (self.linked_call(call, optional, label), None),
            },
            Expr::Member(member) => {
                let (object, _) = self.link(member.obj, label);
                self.linked_member(object, member.prop, false, label)
            }
            Expr::Paren(paren) => self.link(paren.expr, label),
            Expr::SuperProp(_) => (expr, Some(build::this())),
            other => (self.expr(Box::new(other)), None),
        }
    }

    fn linked_member(
        &mut self,
        object: Box<Expr>,
        prop: MemberProp,
        optional: bool,
        label: &Ident,
    ) -> (Box<Expr>, Option<Box<Expr>>) {
        let object = self.keep_link(object);
        if optional {
            self.break_when_nullish(object.clone(), label);
        }
        let prop = match prop {
            MemberProp::Computed(key) => {
                let expr = self.expr(key.expr);
                MemberProp::Computed(ComputedPropName { span: key.span, expr })
            }
            prop => prop,
        };
        let member = MemberExpr { span: DUMMY_SP, obj: object.clone(), prop };
        (Box::new(Expr::Member(member)), Some(object))
    }

    fn linked_call(&mut self, call: OptCall, optional: bool, label: &Ident) -> Box<Expr> {
        let text = describe(&call.callee);
        let (function, this) = self.link(call.callee, label);
        let args_suspend = call.args.iter().any(|arg| can_suspend(&arg.expr));
        if !optional && !args_suspend {
            let args = self.spread_operands(call.args);
            return self.suspend(build::call_spread(function, args));
        }
        let function = self.keep_link(function);
        if optional {
            self.break_when_nullish(function.clone(), label);
        }
        let args = self.spread_operands(call.args);
        let parts = CalleeParts { function, this, text };
        self.suspend(parts.apply(args))
    }

    fn keep_link(&mut self, value: Box<Expr>) -> Box<Expr> {
        if matches!(&*value, Expr::This(_)) {
            return value;
        }
        self.keep_anyway(value)
    }

    fn break_when_nullish(&mut self, value: Box<Expr>, label: &Ident) {
        let leave = vec![Node::Break(Some(label.clone()))];
        self.push(Node::If { test: is_nullish(value), cons: leave, alt: Vec::new() });
    }

    /// The value of `return expr`: `None` when the return is already made. A call there leaves no frame behind.
    pub(super) fn tail(&mut self, expr: Box<Expr>) -> Option<Box<Expr>> {
        match *expr {
            Expr::Paren(paren) => self.tail(paren.expr),
            Expr::Call(CallExpr { callee: Callee::Expr(_), .. }) => {
                let is_runtime = matches!(&*expr, Expr::Call(call) if is_runtime_call(call));
                let call = self.call_expr(expr);
                if is_runtime || !self.facts.function(self.id).constructs() {
                    return Some(call);
                }
                let value = self.temporary();
                self.push(Node::TailCall { value, call });
                None
            }
            Expr::Cond(cond) if can_suspend(&cond.cons) || can_suspend(&cond.alt) => {
                let test = self.expr(cond.test);
                let cons = self.run(|this| this.scoped(|this| this.return_statement(Some(cond.cons))));
                let alt = self.run(|this| this.scoped(|this| this.return_statement(Some(cond.alt))));
                self.push(Node::If { test, cons, alt });
                None
            }
            Expr::Seq(mut seq) => {
                let last = seq.exprs.pop().expect("a sequence is not empty");
                for expr in seq.exprs {
                    let value = self.expr(expr);
                    self.push(Node::Expr(value));
                }
                self.tail(last)
            }
            Expr::Bin(bin)
                if matches!(bin.op, BinaryOp::LogicalAnd | BinaryOp::LogicalOr)
                    && can_suspend(&bin.right) =>
            {
                let left = self.expr(bin.left);
                let left = self.keep_link(left);
                let test = if bin.op == BinaryOp::LogicalAnd {
                    left.clone()
                } else {
                    build::unary(UnaryOp::Bang, left.clone())
                };
                let cons = self.run(|this| this.scoped(|this| this.return_statement(Some(bin.right))));
                self.push(Node::If { test, cons, alt: Vec::new() });
                Some(left)
            }
            _ => Some(self.expr(expr)),
        }
    }
}

impl CalleeParts {
    /// The call with lowered arguments.
    fn apply(self, args: Vec<ExprOrSpread>) -> Box<Expr> {
        let Some(this) = self.this else { return build::call_spread(self.function, args) };
        let function = build::callable(self.function, &self.text);
        let mut all = vec![build::argument(this)];
        all.extend(args);
        Box::new(Expr::Call(CallExpr {
            span: DUMMY_SP,
            ctxt: SyntaxContext::empty(),
            callee: Callee::Expr(build::get(function, "call")),
            args: all,
            type_args: None,
        }))
    }
}

fn unwrap_parens(expr: Box<Expr>) -> Box<Expr> {
    match *expr {
        Expr::Paren(paren) => unwrap_parens(paren.expr),
        other => Box::new(other),
    }
}

//! Expressions.

use super::{Level, Printer};
use swc_common::Span;
use swc_ecma_ast::*;

impl Printer {
    /// Prints an expression that stands where only what binds as tightly as `least` may.
    pub(super) fn expr(&mut self, expr: &Expr, least: Level) {
        match expr {
            Expr::Ident(name) => self.ident(name),
            Expr::Member(member) => self.member(member, least),
            Expr::Call(call) => self.parenthesized(least > Level::Call, |this| this.call(call)),
            Expr::Lit(lit) => self.literal(lit, least),
            Expr::Bin(binary) => self.binary(binary, least),
            Expr::Assign(assign) => self.assign(assign, least),
            Expr::Paren(paren) => self.expr(&paren.expr, least),
            Expr::This(this) => self.word(this.span, "this"),
            Expr::Cond(cond) => {
                self.parenthesized(least > Level::Conditional, |this| this.conditional(cond));
            }
            Expr::Unary(unary) => self.parenthesized(least > Level::Unary, |this| this.unary(unary)),
            Expr::Update(update) => self.update(update, least),
            Expr::Object(object) => {
                let wrapped = self.at_statement_head() || self.at_arrow_head();
                self.parenthesized(wrapped, |this| this.object(object));
            }
            Expr::Array(array) => self.array(array),
            Expr::Fn(function) => {
                // V8 compiles a function in parentheses at once; one that is called here is about to run.
                let is_called = least == Level::Call;
                let wrapped = is_called || self.at_statement_head() || self.at_export_head();
                self.parenthesized(wrapped, |this| {
                    this.function(function.ident.as_ref(), &function.function);
                });
            }
            Expr::Class(class) => {
                let wrapped = self.at_statement_head() || self.at_export_head();
                self.parenthesized(wrapped, |this| this.class(class.ident.as_ref(), &class.class));
            }
            Expr::Arrow(arrow) => self.parenthesized(least > Level::Assignment, |this| this.arrow(arrow)),
            Expr::Seq(sequence) => {
                self.parenthesized(least > Level::Sequence, |this| this.sequence(sequence))
            }
            Expr::New(new) => self.new_expr(new, least),
            Expr::OptChain(chain) => {
                self.parenthesized(least > Level::LeftHandSide, |this| this.chain(chain))
            }
            Expr::Tpl(template) => self.template(template),
            Expr::TaggedTpl(tagged) => self.tagged_template(tagged, least),
            Expr::Await(wait) => self.parenthesized(least > Level::Unary, |this| {
                this.word(wait.span, "await ");
                this.expr(&wait.arg, Level::Unary);
            }),
            Expr::Yield(yielded) => {
                self.parenthesized(least > Level::Assignment, |this| this.yielded(yielded))
            }
            Expr::SuperProp(property) => self.super_property(property),
            Expr::MetaProp(meta) => self.word(
                meta.span,
                match meta.kind {
                    MetaPropKind::NewTarget => "new.target",
                    MetaPropKind::ImportMeta => "import.meta",
                },
            ),
            Expr::PrivateName(name) => self.private_name(name),
            Expr::Invalid(invalid) => self.word(invalid.span, "<invalid>"),
            other => unreachable!("not ECMAScript: {other:?}"),
        }
    }

    /// A word with a place in the source.
    pub(super) fn word(&mut self, span: Span, word: &str) {
        self.out.position(span.lo);
        self.text(word);
    }

    pub(super) fn ident(&mut self, name: &Ident) {
        self.out.position(name.span.lo);
        // Only sloppy code has variables of these names.
        let head = Some(self.out.offset());
        let is_keyword = match &*name.sym {
            "let" => head == self.heads.statement || head == self.heads.loops,
            "async" => head == self.heads.loops,
            _ => false,
        };
        self.parenthesized(is_keyword, |this| this.text(&name.sym));
    }

    pub(super) fn private_name(&mut self, name: &PrivateName) {
        self.out.position(name.span.lo);
        self.text("#");
        self.text(&name.name);
    }

    fn at_statement_head(&self) -> bool {
        Some(self.out.offset()) == self.heads.statement
    }

    fn at_arrow_head(&self) -> bool {
        Some(self.out.offset()) == self.heads.arrow
    }

    fn at_export_head(&self) -> bool {
        Some(self.out.offset()) == self.heads.export
    }

    /// The head of a member, call or template: as part of the callee of `new` it may hold no call.
    fn head(&mut self, expr: &Expr, least: Level) {
        self.expr(expr, if least == Level::Member { Level::Member } else { Level::Call });
    }

    pub(super) fn member(&mut self, member: &MemberExpr, least: Level) {
        self.out.position(member.span.lo);
        match &*member.obj {
            Expr::Lit(Lit::Num(number)) if !member.prop.is_computed() => self.number_as_object(number),
            Expr::Object(object) => self.parenthesized(true, |this| this.object(object)),
            object => self.head(object, least),
        }
        self.property(&member.prop, ".");
    }

    /// `.name` (behind `dot`), `.#name` or `[key]`
    fn property(&mut self, property: &MemberProp, dot: &str) {
        match property {
            MemberProp::Ident(name) => {
                self.text(dot);
                self.out.position(name.span.lo);
                self.text(&name.sym);
            }
            MemberProp::PrivateName(name) => {
                self.text(dot);
                self.private_name(name);
            }
            MemberProp::Computed(key) => self.computed(key),
        }
    }

    pub(super) fn computed(&mut self, key: &ComputedPropName) {
        self.text("[");
        let no_in = std::mem::take(&mut self.no_in);
        self.expr(&key.expr, Level::Sequence);
        self.no_in = no_in;
        self.text("]");
    }

    pub(super) fn super_property(&mut self, property: &SuperPropExpr) {
        self.word(property.span, "super");
        match &property.prop {
            SuperProp::Ident(name) => {
                self.text(".");
                self.out.position(name.span.lo);
                self.text(&name.sym);
            }
            SuperProp::Computed(key) => self.computed(key),
        }
    }

    fn call(&mut self, call: &CallExpr) {
        self.out.position(call.span.lo);
        match &call.callee {
            Callee::Super(word) => self.word(word.span, "super"),
            Callee::Import(word) => self.word(
                word.span,
                match word.phase {
                    ImportPhase::Evaluation => "import",
                    ImportPhase::Source => "import.source",
                    ImportPhase::Defer => "import.defer",
                },
            ),
            Callee::Expr(callee) => self.expr(callee, Level::Call),
        }
        self.arguments(&call.args);
    }

    fn arguments(&mut self, arguments: &[ExprOrSpread]) {
        self.text("(");
        let no_in = std::mem::take(&mut self.no_in);
        self.list(arguments, |this, argument| this.element(argument));
        self.no_in = no_in;
        self.text(")");
    }

    fn element(&mut self, element: &ExprOrSpread) {
        if element.spread.is_some() {
            self.text("...");
        }
        self.expr(&element.expr, Level::Assignment);
    }

    fn new_expr(&mut self, new: &NewExpr, least: Level) {
        let level = if new.args.is_some() { Level::Member } else { Level::LeftHandSide };
        self.parenthesized(least > level, |this| {
            this.word(new.span, "new ");
            this.expr(&new.callee, Level::Member);
            if let Some(arguments) = &new.args {
                this.arguments(arguments);
            }
        });
    }

    fn chain(&mut self, chain: &OptChainExpr) {
        self.out.position(chain.span.lo);
        match &*chain.base {
            OptChainBase::Member(member) => {
                self.link(&member.obj);
                if chain.optional {
                    self.text("?.");
                }
                self.property(&member.prop, if chain.optional { "" } else { "." });
            }
            OptChainBase::Call(call) => {
                self.link(&call.callee);
                if chain.optional {
                    self.text("?.");
                }
                self.arguments(&call.args);
            }
        }
    }

    /// What a link of a chain is fixed to: the chain goes on, unless parentheses ended it.
    fn link(&mut self, head: &Expr) {
        match head {
            Expr::OptChain(chain) => self.chain(chain),
            other => self.expr(other, Level::Call),
        }
    }

    fn tagged_template(&mut self, tagged: &TaggedTpl, least: Level) {
        self.out.position(tagged.span.lo);
        self.head(&tagged.tag, least);
        self.quasis(&tagged.tpl, true);
    }

    fn template(&mut self, template: &Tpl) {
        self.out.position(template.span.lo);
        self.quasis(template, false);
    }

    fn quasis(&mut self, template: &Tpl, tagged: bool) {
        self.text("`");
        let no_in = std::mem::take(&mut self.no_in);
        for (index, quasi) in template.quasis.iter().enumerate() {
            if tagged || !quasi.raw.contains('\r') {
                self.text(&quasi.raw);
            } else {
                self.text(&quasi.raw.replace("\r\n", "\n").replace('\r', "\n"));
            }
            if let Some(expr) = template.exprs.get(index) {
                self.text("${");
                self.expr(expr, Level::Sequence);
                self.text("}");
            }
        }
        self.no_in = no_in;
        self.text("`");
    }

    fn binary(&mut self, binary: &BinExpr, least: Level) {
        let level = Level::of(binary.op);
        let is_head_of_for = binary.op == BinaryOp::In && self.no_in;
        self.parenthesized(least > level || is_head_of_for, |this| {
            this.out.position(binary.span.lo);
            let (left, right) = operand_levels(binary, level);
            this.expr(&binary.left, left);
            this.text(operator(binary.op));
            this.expr(&binary.right, right);
        });
    }

    fn assign(&mut self, assign: &AssignExpr, least: Level) {
        let is_pattern = matches!(assign.left, AssignTarget::Pat(AssignTargetPat::Object(_)));
        let at_head = is_pattern && (self.at_statement_head() || self.at_arrow_head());
        self.parenthesized(least > Level::Assignment || at_head, |this| {
            this.target(&assign.left);
            this.text(" ");
            this.text(assign.op.as_str());
            this.text(" ");
            this.expr(&assign.right, Level::Assignment);
        });
    }

    fn conditional(&mut self, cond: &CondExpr) {
        self.out.position(cond.span.lo);
        self.expr(&cond.test, Level::Coalesce);
        self.text(" ? ");
        let no_in = std::mem::take(&mut self.no_in);
        self.expr(&cond.cons, Level::Assignment);
        self.no_in = no_in;
        self.text(" : ");
        self.expr(&cond.alt, Level::Assignment);
    }

    fn unary(&mut self, unary: &UnaryExpr) {
        self.word(unary.span, unary.op.as_str());
        let is_word = matches!(unary.op, UnaryOp::TypeOf | UnaryOp::Void | UnaryOp::Delete);
        if is_word || would_merge(unary.op, &unary.arg) {
            self.text(" ");
        }
        self.expr(&unary.arg, Level::Unary);
    }

    fn update(&mut self, update: &UpdateExpr, least: Level) {
        let level = if update.prefix { Level::Unary } else { Level::Postfix };
        self.parenthesized(least > level, |this| {
            this.out.position(update.span.lo);
            if update.prefix {
                this.text(update.op.as_str());
                this.expr(&update.arg, Level::LeftHandSide);
            } else {
                this.expr(&update.arg, Level::LeftHandSide);
                this.text(update.op.as_str());
            }
        });
    }

    fn yielded(&mut self, yielded: &YieldExpr) {
        self.word(yielded.span, if yielded.delegate { "yield*" } else { "yield" });
        if let Some(value) = &yielded.arg {
            self.text(" ");
            self.expr(value, Level::Assignment);
        }
    }

    /// A sequence in a sequence needs no parentheses.
    fn sequence(&mut self, sequence: &SeqExpr) {
        self.out.position(sequence.span.lo);
        self.list(&sequence.exprs, |this, expr| {
            let is_sequence = matches!(without_parens(expr), Expr::Seq(_));
            this.expr(expr, if is_sequence { Level::Sequence } else { Level::Assignment });
        });
    }

    /// A line for each element.
    fn array(&mut self, array: &ArrayLit) {
        self.out.position(array.span.lo);
        if array.elems.is_empty() {
            return self.text("[]");
        }
        let no_in = std::mem::take(&mut self.no_in);
        let last = array.elems.len() - 1;
        self.text("[");
        self.out.line();
        self.out.indent();
        for (index, element) in array.elems.iter().enumerate() {
            if let Some(element) = element {
                self.element(element);
            }
            // A hole at the end wants a comma of its own.
            if index < last || element.is_none() {
                self.text(",");
            }
            self.out.line();
        }
        self.out.outdent();
        self.no_in = no_in;
        self.text("]");
    }
}

/// What the operands of a binary operator may be. Operators of one level group to the left, `**` to the right; those that
/// may stop early mean the same either way. `??` takes neither `||` nor `&&` without parentheses.
fn operand_levels(binary: &BinExpr, level: Level) -> (Level, Level) {
    let is_logical = |expr: &Expr| {
        matches!(
            without_parens(expr),
            Expr::Bin(BinExpr { op: BinaryOp::LogicalOr | BinaryOp::LogicalAnd, .. })
        )
    };
    let is_same =
        |expr: &Expr| matches!(without_parens(expr), Expr::Bin(BinExpr { op, .. }) if *op == binary.op);
    let (left, right) = match binary.op {
        BinaryOp::Exp => (Level::Postfix, Level::Power),
        BinaryOp::NullishCoalescing => {
            let operand = |expr: &Expr| if is_logical(expr) { Level::BitOr } else { Level::Coalesce };
            return (operand(&binary.left), operand(&binary.right));
        }
        BinaryOp::LogicalOr | BinaryOp::LogicalAnd if is_same(&binary.right) => (level, level),
        _ => (level, level.tighter()),
    };
    (left, right)
}

pub(super) fn without_parens(expr: &Expr) -> &Expr {
    match expr {
        Expr::Paren(paren) => without_parens(&paren.expr),
        other => other,
    }
}

/// `- -a` and `+ ++a` must not become `--a` and `+++a`.
fn would_merge(op: UnaryOp, operand: &Expr) -> bool {
    let sign = match op {
        UnaryOp::Minus => "-",
        UnaryOp::Plus => "+",
        _ => return false,
    };
    match without_parens(operand) {
        Expr::Unary(inner) => inner.op.as_str() == sign,
        Expr::Update(inner) => inner.prefix && inner.op.as_str().starts_with(sign),
        Expr::Lit(Lit::Num(number)) => op == UnaryOp::Minus && number.value.is_sign_negative(),
        _ => false,
    }
}

/// The operator between two spaces.
fn operator(op: BinaryOp) -> &'static str {
    match op {
        BinaryOp::EqEq => " == ",
        BinaryOp::NotEq => " != ",
        BinaryOp::EqEqEq => " === ",
        BinaryOp::NotEqEq => " !== ",
        BinaryOp::Lt => " < ",
        BinaryOp::LtEq => " <= ",
        BinaryOp::Gt => " > ",
        BinaryOp::GtEq => " >= ",
        BinaryOp::LShift => " << ",
        BinaryOp::RShift => " >> ",
        BinaryOp::ZeroFillRShift => " >>> ",
        BinaryOp::Add => " + ",
        BinaryOp::Sub => " - ",
        BinaryOp::Mul => " * ",
        BinaryOp::Div => " / ",
        BinaryOp::Mod => " % ",
        BinaryOp::BitOr => " | ",
        BinaryOp::BitXor => " ^ ",
        BinaryOp::BitAnd => " & ",
        BinaryOp::LogicalOr => " || ",
        BinaryOp::LogicalAnd => " && ",
        BinaryOp::In => " in ",
        BinaryOp::InstanceOf => " instanceof ",
        BinaryOp::Exp => " ** ",
        BinaryOp::NullishCoalescing => " ?? ",
    }
}

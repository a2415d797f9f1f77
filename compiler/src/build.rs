//! Short ways to build syntax. Everything built here has no position and is printed as it stands.

use swc_common::{DUMMY_SP, SyntaxContext};
use swc_ecma_ast::*;

/// A name without a scope: one of the compiler's own, or a global.
pub fn name(text: &str) -> Ident {
    Ident::new_no_ctxt(text.into(), DUMMY_SP)
}

pub fn ident(ident: &Ident) -> Box<Expr> {
    Box::new(Expr::Ident(Ident { span: DUMMY_SP, ..ident.clone() }))
}

pub fn global(text: &str) -> Box<Expr> {
    Box::new(Expr::Ident(name(text)))
}

pub fn number(value: usize) -> Box<Expr> {
    Box::new(Expr::Lit(Lit::Num(count(value))))
}

/// The text is given too: to print an integer is cheaper than to find the shortest text of a float.
pub fn count(value: usize) -> Number {
    Number { span: DUMMY_SP, value: value as f64, raw: Some(value.to_string().into()) }
}

/// JavaScript of the compiler's own, printed as it stands: one node in place of dozens, which all later steps would walk,
/// print and free. It must bind as tightly as its place wants, since no parentheses are put around it, and hold nothing
/// that a later step looks for: no call that can suspend, no `this`, `arguments` or `new.target` of the program, and no name
/// that does not occur in the same function outside such texts.
pub fn verbatim(text: impl AsRef<str>) -> Box<Expr> {
    global(text.as_ref())
}

pub fn string(text: &str) -> Box<Expr> {
    Box::new(Expr::Lit(Lit::Str(Str { span: DUMMY_SP, value: text.into(), raw: None })))
}

pub fn null() -> Box<Expr> {
    Box::new(Expr::Lit(Lit::Null(Null { span: DUMMY_SP })))
}

pub fn boolean(value: bool) -> Box<Expr> {
    Box::new(Expr::Lit(Lit::Bool(Bool { span: DUMMY_SP, value })))
}

pub fn undefined() -> Box<Expr> {
    unary(UnaryOp::Void, number(0))
}

pub fn this() -> Box<Expr> {
    Box::new(Expr::This(ThisExpr { span: DUMMY_SP }))
}

pub fn unary(op: UnaryOp, arg: Box<Expr>) -> Box<Expr> {
    Box::new(Expr::Unary(UnaryExpr { span: DUMMY_SP, op, arg }))
}

pub fn binary(left: Box<Expr>, op: BinaryOp, right: Box<Expr>) -> Box<Expr> {
    Box::new(Expr::Bin(BinExpr { span: DUMMY_SP, op, left, right }))
}

pub fn same(left: Box<Expr>, right: Box<Expr>) -> Box<Expr> {
    binary(left, BinaryOp::EqEqEq, right)
}

pub fn conditional(test: Box<Expr>, cons: Box<Expr>, alt: Box<Expr>) -> Box<Expr> {
    Box::new(Expr::Cond(CondExpr { span: DUMMY_SP, test, cons, alt }))
}

pub fn sequence(exprs: Vec<Box<Expr>>) -> Box<Expr> {
    Box::new(Expr::Seq(SeqExpr { span: DUMMY_SP, exprs }))
}

pub fn member(obj: Box<Expr>, prop: &str) -> MemberExpr {
    MemberExpr { span: DUMMY_SP, obj, prop: MemberProp::Ident(IdentName::new(prop.into(), DUMMY_SP)) }
}

pub fn get(obj: Box<Expr>, prop: &str) -> Box<Expr> {
    Box::new(Expr::Member(member(obj, prop)))
}

/// What calls the function `f` by its method `call`: `f?.call === hz$C ? f : hz$c(f, text)`.
pub fn callable(function: Box<Expr>, text: &str) -> Box<Expr> {
    let chain = OptChainBase::Member(member(function.clone(), "call"));
    let call =
        Box::new(Expr::OptChain(OptChainExpr { span: DUMMY_SP, optional: true, base: Box::new(chain) }));
    let other = runtime(crate::abi::CALLABLE, vec![function.clone(), string(text)]);
    conditional(same(call, global(crate::abi::CALL)), function, other)
}

pub fn index(obj: Box<Expr>, key: Box<Expr>) -> Box<Expr> {
    let prop = MemberProp::Computed(ComputedPropName { span: DUMMY_SP, expr: key });
    Box::new(Expr::Member(MemberExpr { span: DUMMY_SP, obj, prop }))
}

pub fn argument(expr: Box<Expr>) -> ExprOrSpread {
    ExprOrSpread { spread: None, expr }
}

pub fn call(callee: Box<Expr>, args: Vec<Box<Expr>>) -> Box<Expr> {
    call_spread(callee, args.into_iter().map(argument).collect())
}

pub fn call_spread(callee: Box<Expr>, args: Vec<ExprOrSpread>) -> Box<Expr> {
    Box::new(Expr::Call(CallExpr {
        span: DUMMY_SP,
        ctxt: SyntaxContext::empty(),
        callee: Callee::Expr(callee),
        args,
        type_args: None,
    }))
}

/// A call of one of the contract's functions.
pub fn runtime(function: &str, args: Vec<Box<Expr>>) -> Box<Expr> {
    call(global(function), args)
}

/// `(params) => value`
pub fn arrow(params: Vec<Ident>, value: Box<Expr>) -> Box<Expr> {
    let params = params.into_iter().map(|name| Pat::Ident(name.into())).collect();
    let body = Box::new(ArrowFunctionBody::Expr(value));
    Box::new(Expr::Arrow(ArrowExpr { params, body, ..Default::default() }))
}

pub fn assign(target: &Ident, value: Box<Expr>) -> Box<Expr> {
    let left = AssignTarget::Simple(SimpleAssignTarget::Ident(target.clone().into()));
    Box::new(Expr::Assign(AssignExpr { span: DUMMY_SP, op: AssignOp::Assign, left, right: value }))
}

pub fn assign_member(target: MemberExpr, op: AssignOp, value: Box<Expr>) -> Box<Expr> {
    let left = AssignTarget::Simple(SimpleAssignTarget::Member(target));
    Box::new(Expr::Assign(AssignExpr { span: DUMMY_SP, op, left, right: value }))
}

/// `pattern = value`. A pattern that is a plain name or member becomes a plain assignment.
pub fn assign_pattern(pattern: Pat, value: Box<Expr>) -> Box<Expr> {
    let left = match pattern {
        Pat::Ident(name) => return assign(&name.id, value),
        Pat::Expr(expr) => return assign_simple(*expr, value),
        Pat::Array(array) => AssignTargetPat::Array(array),
        Pat::Object(object) => AssignTargetPat::Object(object),
        other => unreachable!("not a whole pattern: {other:?}"),
    };
    let left = AssignTarget::Pat(left);
    Box::new(Expr::Assign(AssignExpr { span: DUMMY_SP, op: AssignOp::Assign, left, right: value }))
}

/// `target = value`, where `value` is no anonymous function that could take a name from the target.
fn assign_simple(target: Expr, value: Box<Expr>) -> Box<Expr> {
    let left = match target {
        Expr::Member(member) => SimpleAssignTarget::Member(member),
        Expr::SuperProp(member) => SimpleAssignTarget::SuperProp(member),
        Expr::Ident(name) => SimpleAssignTarget::Ident(name.into()),
        Expr::Paren(paren) => return assign_simple(*paren.expr, value),
        other => unreachable!("not an assignment target: {other:?}"),
    };
    let left = AssignTarget::Simple(left);
    Box::new(Expr::Assign(AssignExpr { span: DUMMY_SP, op: AssignOp::Assign, left, right: value }))
}

/// `[values]`
pub fn array(values: Vec<Box<Expr>>) -> Box<Expr> {
    let elems = values.into_iter().map(|value| Some(argument(value))).collect();
    Box::new(Expr::Array(ArrayLit { span: DUMMY_SP, elems }))
}

/// `{ key: value }`
pub fn object(key: &str, value: Box<Expr>) -> Box<Expr> {
    let key = PropName::Ident(IdentName::new(key.into(), DUMMY_SP));
    let prop = Prop::KeyValue(KeyValueProp { key, value });
    Box::new(Expr::Object(ObjectLit { span: DUMMY_SP, props: vec![PropOrSpread::Prop(Box::new(prop))] }))
}

/// `({ "name": value })["name"]`: gives an anonymous function or class the name that the language would infer.
pub fn named(text: &str, value: Box<Expr>) -> Box<Expr> {
    let key = PropName::Str(Str { span: DUMMY_SP, value: text.into(), raw: None });
    let prop = Prop::KeyValue(KeyValueProp { key, value });
    let object = ObjectLit { span: DUMMY_SP, props: vec![PropOrSpread::Prop(Box::new(prop))] };
    index(Box::new(Expr::Object(object)), string(text))
}

/// Whether `expr` is a function or class that takes its name from where it stands.
pub fn is_anonymous_function(expr: &Expr) -> bool {
    match expr {
        Expr::Arrow(_) => true,
        Expr::Fn(function) => function.ident.is_none(),
        Expr::Class(class) => class.ident.is_none(),
        // Parentheses do not hide a function definition.
        Expr::Paren(paren) => is_anonymous_function(&paren.expr),
        _ => false,
    }
}

pub fn expression(expr: Box<Expr>) -> Stmt {
    Stmt::Expr(ExprStmt { span: DUMMY_SP, expr })
}

pub fn block(stmts: Vec<Stmt>) -> Stmt {
    Stmt::Block(BlockStmt { span: DUMMY_SP, ctxt: SyntaxContext::empty(), stmts })
}

pub fn returns(value: Option<Box<Expr>>) -> Stmt {
    Stmt::Return(ReturnStmt { span: DUMMY_SP, arg: value })
}

pub fn throws(value: Box<Expr>) -> Stmt {
    Stmt::Throw(ThrowStmt { span: DUMMY_SP, arg: value })
}

pub fn when(test: Box<Expr>, cons: Stmt) -> Stmt {
    Stmt::If(IfStmt { span: DUMMY_SP, test, cons: Box::new(cons), alt: None })
}

pub fn when_else(test: Box<Expr>, cons: Stmt, alt: Stmt) -> Stmt {
    Stmt::If(IfStmt { span: DUMMY_SP, test, cons: Box::new(cons), alt: Some(Box::new(alt)) })
}

pub fn declarator(target: &Ident, init: Option<Box<Expr>>) -> VarDeclarator {
    VarDeclarator { span: DUMMY_SP, name: Pat::Ident(target.clone().into()), init, definite: false }
}

pub fn declaration(kind: VarDeclKind, decls: Vec<VarDeclarator>) -> VarDecl {
    VarDecl { span: DUMMY_SP, ctxt: SyntaxContext::empty(), kind, declare: false, decls }
}

pub fn declare(kind: VarDeclKind, decls: Vec<VarDeclarator>) -> Stmt {
    Stmt::Decl(Decl::Var(Box::new(declaration(kind, decls))))
}

/// `hz$P[0]`: not zero when the slice is used up.
pub fn slice_used_up() -> Box<Expr> {
    verbatim(format!("{}[0]", crate::abi::POLL_WORD))
}

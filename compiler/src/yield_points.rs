//! Where a text can be left: the calls whose result is compared with the sentinel, or given on as it is.
//!
//! ```text
//! hz$0 = f();  if (hz$0 === hz$S) return …      f passes the sentinel on
//! if ((a = f()) === hz$S) return …              the same
//! return f();                                   so does this
//! (hz$x = f()) === hz$S ? hz$n() : hz$x         f's frames end here
//! o.x + `${o}` + f(1)                           nothing can be left here: an accessor, a conversion, a call without a check
//! ```
//! The runtime looks at the native frames between a thread that must stop and the code that drives it, and asks for the place
//! where each of them stands. It is answered from the text itself, not from what the compiler meant, so that it finds
//! the compiler's mistakes too; and the raw parts of stdlib-js, which no compiler has seen, can be asked in the same way.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};
use swc_common::{BytePos, Spanned};
use swc_ecma_ast::*;
use swc_ecma_visit::{Visit, VisitWith};

use crate::abi;
use crate::diagnostic::Diagnostic;
use crate::guard;
use crate::options::Options;
use crate::parse;
use crate::source::{ModuleKind, Source};
use crate::stages::Input;

/// What becomes of the sentinel behind a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum YieldPoint {
    /// The activation returns it to its own caller.
    Passes,
    /// The captured frames are run to their end there, or become a thread of their own.
    Ends,
    /// It is taken for a value.
    Stays,
}

/// The calls of one text, by the position that V8 gives for a call: that of the name before the brackets, or
/// of the brackets; in UTF-16 units from the start.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct YieldPoints(Vec<(u32, YieldPoint)>);

impl YieldPoints {
    /// Reads an output of [`compile`](crate::compile), or a raw text in which the sentinel is called `S`.
    pub fn of(source: &Source, module: ModuleKind) -> Result<YieldPoints, Vec<Diagnostic>> {
        guard::run(source, || {
            let parsed = parse::parse(source, &Options { module, ..Options::default() })?;
            let mut finder = Finder::new(&parsed.input);
            parsed.program.visit_with(&mut finder);
            let found = finder.calls.into_iter().chain(finder.found).collect();
            Ok(YieldPoints(in_utf16(parsed.input.text(), found)))
        })
    }

    /// What is behind the call at a position; `None` when no call stands there, but an operation that calls unseen.
    pub fn at(&self, position: u32) -> Option<YieldPoint> {
        let found = self.0.binary_search_by_key(&position, |(at, _)| *at).ok()?;
        Some(self.0[found].1)
    }
}

fn in_utf16(text: &str, mut found: Vec<(usize, YieldPoint)>) -> Vec<(u32, YieldPoint)> {
    // Of what is found twice, the last counts: it is found from outside, where more is known of it.
    found.reverse();
    found.sort_by_key(|(at, _)| *at);
    found.dedup_by_key(|(at, _)| *at);
    let (mut bytes, mut units) = (0, 0);
    let positions = found.into_iter().map(|(at, point)| {
        units += text[bytes..at].encode_utf16().count() as u32;
        bytes = at;
        (units, point)
    });
    positions.collect()
}

/// Functions that end a capture in the call that is their argument.
const ENDING: [&str; 3] = [abi::PINNED_CALL, "pinnedCall", "goOn"];
/// The function by which a raw text adds a frame to the capture under way.
const SAVING: &str = "save";
/// What a raw text calls the sentinel.
const RAW_SENTINEL: &str = "S";
/// What calls of native functions are members of; whatever these call, they do not wait for.
const NATIVES: &str = "ops";

struct Finder<'a> {
    input: &'a Input,
    /// All calls, as long as no more is known of them.
    calls: Vec<(usize, YieldPoint)>,
    found: Vec<(usize, YieldPoint)>,
    /// Whether the innermost function gives its caller what it returns.
    returns: bool,
    /// Names that the innermost function compares with the sentinel, in a raw text.
    compared: HashMap<Id, YieldPoint>,
}

impl<'a> Finder<'a> {
    fn new(input: &'a Input) -> Finder<'a> {
        Finder { input, calls: Vec::new(), found: Vec::new(), returns: false, compared: HashMap::new() }
    }

    fn function<N: VisitWith<Self> + VisitWith<Compared>>(&mut self, node: &N, returns: bool) {
        let mut compared = Compared::default();
        node.visit_children_with(&mut compared);
        let outer = (self.returns, std::mem::replace(&mut self.compared, compared.0));
        self.returns = returns;
        node.visit_children_with(self);
        (self.returns, self.compared) = outer;
    }

    /// Notes the calls that `expr` may come to.
    fn note(&mut self, expr: &Expr, point: YieldPoint) {
        match expr {
            Expr::Paren(paren) => self.note(&paren.expr, point),
            Expr::Seq(seq) => seq.exprs.last().into_iter().for_each(|last| self.note(last, point)),
            Expr::Cond(cond) => {
                self.note(&cond.cons, point);
                self.note(&cond.alt, point);
            }
            Expr::Bin(BinExpr {
                op: BinaryOp::LogicalAnd | BinaryOp::LogicalOr | BinaryOp::NullishCoalescing,
                right,
                ..
            }) => self.note(right, point),
            Expr::Assign(assign) if assign.op == AssignOp::Assign => self.note(&assign.right, point),
            Expr::Call(CallExpr { callee: Callee::Expr(callee), .. }) if is_native(callee) => {}
            call => self.places(call).into_iter().for_each(|at| self.add(at, point)),
        }
    }

    /// The positions that V8 may give for a call; none for other expressions.
    fn places(&self, expr: &Expr) -> Vec<BytePos> {
        match expr {
            Expr::New(new) => vec![new.span.lo],
            Expr::TaggedTpl(tagged) => vec![last_token(&tagged.tag), tagged.tpl.span.lo],
            Expr::Call(CallExpr { callee: Callee::Expr(callee), .. }) => {
                vec![last_token(callee), self.bracket_behind(callee.span_hi())]
            }
            _ => Vec::new(),
        }
    }

    fn add(&mut self, at: BytePos, point: YieldPoint) {
        self.found.push((self.input.offset(at), point));
    }

    /// Where the next opening bracket stands.
    fn bracket_behind(&self, at: BytePos) -> BytePos {
        let behind = &self.input.text()[self.input.offset(at)..];
        at + BytePos(behind.find('(').unwrap_or(0) as u32)
    }

    /// Notes the call of a statement behind which there is a check of its own: `x = f(); if (x === hz$S) return …`.
    fn pair(&mut self, first: &Stmt, second: &Stmt) {
        let Some((name, value)) = assignment(first) else { return };
        let Stmt::If(IfStmt { test, .. }) = second else { return };
        if matches!(compared_with_sentinel(test, abi::SENTINEL), Some(Expr::Ident(other)) if other.to_id() == name)
        {
            self.note(value, YieldPoint::Passes);
        }
    }
}

/// The name that a statement assigns last, and its value.
fn assignment(stmt: &Stmt) -> Option<(Id, &Expr)> {
    match stmt {
        Stmt::Expr(ExprStmt { expr, .. }) => match &**expr {
            Expr::Assign(AssignExpr {
                op: AssignOp::Assign,
                left: AssignTarget::Simple(SimpleAssignTarget::Ident(name)),
                right,
                ..
            }) => Some((name.to_id(), right)),
            _ => None,
        },
        Stmt::Decl(Decl::Var(var)) => declared(var.decls.last()?),
        _ => None,
    }
}

fn declared(declarator: &VarDeclarator) -> Option<(Id, &Expr)> {
    match (&declarator.name, &declarator.init) {
        (Pat::Ident(name), Some(init)) => Some((name.to_id(), init)),
        _ => None,
    }
}

/// What `test` compares with the sentinel.
fn compared_with_sentinel<'t>(test: &'t Expr, sentinel: &str) -> Option<&'t Expr> {
    let Expr::Bin(BinExpr { op: BinaryOp::EqEqEq, left, right, .. }) = test else { return None };
    let is_sentinel = matches!(&**right, Expr::Ident(name) if name.sym == sentinel);
    is_sentinel.then(|| without_parens(left))
}

fn without_parens(expr: &Expr) -> &Expr {
    match expr {
        Expr::Paren(paren) => without_parens(&paren.expr),
        other => other,
    }
}

fn is_native(callee: &Expr) -> bool {
    matches!(callee, Expr::Member(member) if matches!(&*member.obj, Expr::Ident(object) if object.sym == NATIVES))
}

/// Where the last token of a callee begins, when that is a name.
fn last_token(callee: &Expr) -> BytePos {
    match callee {
        Expr::Member(MemberExpr { prop: MemberProp::Ident(name), .. })
        | Expr::SuperProp(SuperPropExpr { prop: SuperProp::Ident(name), .. }) => name.span.lo,
        Expr::Member(MemberExpr { prop: MemberProp::PrivateName(name), .. }) => name.span.lo,
        other => other.span_lo(),
    }
}

impl Visit for Finder<'_> {
    fn visit_function(&mut self, node: &Function) {
        self.function(node, !node.is_async && !node.is_generator);
    }

    fn visit_arrow_expr(&mut self, node: &ArrowExpr) {
        if let ArrowFunctionBody::Expr(value) = &*node.body
            && !node.is_async
        {
            self.note(value, YieldPoint::Passes);
        }
        self.function(node, !node.is_async);
    }

    fn visit_constructor(&mut self, node: &Constructor) {
        self.function(node, true);
    }

    fn visit_class(&mut self, node: &Class) {
        let is_constructor = |member: &ClassMember| matches!(member, ClassMember::Constructor(_));
        if node.super_class.is_some() && !node.body.iter().any(is_constructor) {
            // The constructor that V8 makes has a frame, which stands where the class begins.
            self.add(node.span.lo, YieldPoint::Ends);
        }
        node.visit_children_with(self);
    }

    fn visit_getter_prop(&mut self, node: &GetterProp) {
        self.function(node, true);
    }

    fn visit_setter_prop(&mut self, node: &SetterProp) {
        self.function(node, true);
    }

    fn visit_stmts(&mut self, stmts: &[Stmt]) {
        stmts.windows(2).for_each(|pair| self.pair(&pair[0], &pair[1]));
        stmts.visit_children_with(self);
    }

    fn visit_return_stmt(&mut self, node: &ReturnStmt) {
        if let (Some(value), true) = (&node.arg, self.returns) {
            self.note(value, YieldPoint::Passes);
        }
        node.visit_children_with(self);
    }

    fn visit_if_stmt(&mut self, node: &IfStmt) {
        node.visit_children_with(self);
        if let (Some(call), Stmt::Return(_)) =
            (compared_with_sentinel(&node.test, abi::SENTINEL), &*node.cons)
        {
            self.note(call, YieldPoint::Passes);
        }
    }

    fn visit_bin_expr(&mut self, node: &BinExpr) {
        if node.op == BinaryOp::EqEqEq
            && matches!(&*node.right, Expr::Ident(name) if name.sym == abi::SENTINEL)
        {
            self.note(&node.left, YieldPoint::Ends);
        }
        node.visit_children_with(self);
    }

    fn visit_cond_expr(&mut self, node: &CondExpr) {
        node.visit_children_with(self);
        let saves = matches!(&*node.cons, Expr::Call(call) if is_call_of(call, &[abi::SAVE_TAIL]));
        if let (true, Some(call)) = (saves, compared_with_sentinel(&node.test, abi::SENTINEL)) {
            self.note(call, YieldPoint::Passes);
        }
    }

    fn visit_assign_expr(&mut self, node: &AssignExpr) {
        if let AssignTarget::Simple(SimpleAssignTarget::Ident(name)) = &node.left
            && let Some(&point) = self.compared.get(&name.to_id())
        {
            self.note(&node.right, point);
        }
        node.visit_children_with(self);
    }

    fn visit_var_declarator(&mut self, node: &VarDeclarator) {
        if let Some((name, value)) = declared(node)
            && let Some(&point) = self.compared.get(&name)
        {
            self.note(value, point);
        }
        node.visit_children_with(self);
    }

    fn visit_expr(&mut self, node: &Expr) {
        let places = self.places(node);
        self.calls.extend(places.into_iter().map(|at| (self.input.offset(at), YieldPoint::Stays)));
        node.visit_children_with(self);
    }

    fn visit_call_expr(&mut self, node: &CallExpr) {
        match &node.callee {
            // A base constructor that is called by a derived one ends its capture itself.
            Callee::Super(callee) => self.add(callee.span.lo, YieldPoint::Ends),
            // A poll's answer is the sentinel or nothing.
            Callee::Expr(callee) if is_call_of(node, &[abi::POLL]) => {
                self.add(callee.span_lo(), YieldPoint::Passes)
            }
            Callee::Expr(_) if is_call_of(node, &ENDING) => {
                node.args.iter().for_each(|arg| self.note(&arg.expr, YieldPoint::Ends));
            }
            _ => {}
        }
        node.visit_children_with(self);
    }
}

/// The names that a function of a raw text compares with the sentinel, and what it does then.
#[derive(Default)]
struct Compared(HashMap<Id, YieldPoint>);

impl Compared {
    fn add(&mut self, expr: &Expr, point: YieldPoint) {
        let name = match without_parens(expr) {
            Expr::Ident(name) => name.to_id(),
            Expr::Assign(assign) => match &assign.left {
                AssignTarget::Simple(SimpleAssignTarget::Ident(name)) => name.to_id(),
                _ => return,
            },
            _ => return,
        };
        self.0.entry(name).or_insert(point);
    }
}

impl Visit for Compared {
    fn visit_cond_expr(&mut self, node: &CondExpr) {
        let saves = matches!(&*node.cons, Expr::Call(call) if is_call_of(call, &[SAVING]));
        if let (true, Some(expr)) = (saves, compared_with_sentinel(&node.test, RAW_SENTINEL)) {
            self.add(expr, YieldPoint::Passes);
        }
        node.visit_children_with(self);
    }

    fn visit_bin_expr(&mut self, node: &BinExpr) {
        if node.op == BinaryOp::EqEqEq
            && matches!(&*node.right, Expr::Ident(name) if name.sym == RAW_SENTINEL)
        {
            self.add(&node.left, YieldPoint::Ends);
        }
        node.visit_children_with(self);
    }

    fn visit_call_expr(&mut self, node: &CallExpr) {
        if is_call_of(node, &ENDING) {
            node.args.iter().for_each(|arg| self.add(&arg.expr, YieldPoint::Ends));
        }
        node.visit_children_with(self);
    }

    fn visit_function(&mut self, _: &Function) {}
    fn visit_arrow_expr(&mut self, _: &ArrowExpr) {}
}

fn is_call_of(call: &CallExpr, names: &[&str]) -> bool {
    matches!(&call.callee, Callee::Expr(callee) if matches!(&**callee, Expr::Ident(name) if names.contains(&&*name.sym)))
}

#[cfg(test)]
mod tests {
    use super::*;

    const COMPILED: &str = "function f(o) {
  hz$0 = passes1(o);
  if (hz$0 === hz$S) return hz$v();
  hz$1 = o.passes2`x`;
  if (hz$1 === hz$S) return hz$v();
  if ((a = hz$pc ? (hz$pc = 0, hz$o(hz$in)) : passes3()) === hz$S) return hz$v();
  hz$0 = stays1();
  hz$0 = ops.stays2();
  if (hz$0 === hz$S) return hz$v();
  o.no3 + `${no4}` + stays5(stays6());
  (hz$x = o.ends1(stays7())) === hz$S ? hz$n() : hz$x;
  hz$w(ends2(hz$w(ends3())));
  if (o) return (hz$0 = passes6()) === hz$S ? hz$R(this, new.target) : hz$0;
  return é.passes4();
}
const pass = () => passes5(), none = async () => stays8(), wait = async () => { return stays9(); };
function* no10() { return stays11(); }";

    const RAW: &str = "function f(fn, o) {
  const result = o.a ? ends1(fn) : ends2(fn);
  if (result === S) runCapture();
  const other = stays1(fn);
  let late = ends3();
  if (late === S && (late = asyncCall()) === S) return adopt();
  stays2(pinnedCall(ends4.call(o)));
  const given = ends5();
  goOn(fn, given);
  const held = passes2();
  return held === S ? save(null) : held;
  return new passes1(stays3());
}";

    fn check(text: &str) {
        let points = YieldPoints::of(&Source { name: "a.js", text }, ModuleKind::CommonJs).unwrap();
        let mut seen = 0;
        for word in ["passes", "ends", "stays", "no"] {
            let expected = match word {
                "passes" => Some(YieldPoint::Passes),
                "ends" => Some(YieldPoint::Ends),
                "stays" => Some(YieldPoint::Stays),
                _ => None,
            };
            for (at, _) in text
                .match_indices(word)
                .filter(|(at, _)| text[at + word.len()..].starts_with(char::is_numeric))
            {
                let before = text[..at].strip_suffix("new ").unwrap_or(&text[..at]);
                // `.call(…)` is what is called.
                let rest = &text[at..];
                let end = rest.find(|c: char| !c.is_alphanumeric()).unwrap();
                let call = if rest[end..].starts_with(".call") { end + 1 } else { 0 };
                let position = (before.encode_utf16().count() + call) as u32;
                assert_eq!(points.at(position), expected, "{}", &rest[..end]);
                seen += 1;
            }
        }
        assert!(seen >= 8);
    }

    #[test]
    fn compiled_calls_are_told_apart() {
        check(COMPILED);
    }

    #[test]
    fn raw_calls_are_told_apart() {
        check(RAW);
    }

    #[test]
    fn a_poll_passes() {
        let text = "function f() { if (hz$P[0] && hz$y()) return hz$v(0); }";
        let points = YieldPoints::of(&Source { name: "a.js", text }, ModuleKind::Module).unwrap();
        assert_eq!(points.at(text.find(abi::POLL).unwrap() as u32), Some(YieldPoint::Passes));
    }

    #[test]
    fn a_call_at_the_brackets_is_found() {
        let text = "function f() { return (g, h)(1); }";
        let points = YieldPoints::of(&Source { name: "a.js", text }, ModuleKind::Module).unwrap();
        assert_eq!(points.at(text.find("(1)").unwrap() as u32), Some(YieldPoint::Passes));
    }

    #[test]
    fn a_constructor_that_nobody_wrote_stands_at_its_class() {
        let text = "class B extends A {} class C extends A { constructor() { super(); } }";
        let points = YieldPoints::of(&Source { name: "a.js", text }, ModuleKind::Module).unwrap();
        let at = |word| points.at(text.find(word).unwrap() as u32);
        assert_eq!((at("class B"), at("class C")), (Some(YieldPoint::Ends), None));
        assert_eq!(at("super"), Some(YieldPoint::Ends));
    }
}

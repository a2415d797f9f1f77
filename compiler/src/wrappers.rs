//! Functions that are called on the spot at the top of a module, and the body of the entry module when that is CommonJS, become
//! generators, so that they can leave the stack:
//!
//! ```js
//! (function (a) { f(); })(1);
//! (function (a) {
//!   const hz$body = function* (a) { var hz$x; (hz$x = f()) === hz$S ? yield hz$v(0, hz$r1$, 1, hz$body) : hz$x; }.call(this, a);
//!   return hz$Z(hz$body);
//! })(1);
//! function hz$r1$(hz$frame, hz$in) { return hz$Z(hz$frame[3], hz$in); }
//! ```
//! A resume version would do as well, but such bodies hold whole programs: then all functions in them would have to move out, and the
//! names that they share into frames. The generator is its own frame, its names stay the engine's. It runs once, so that what
//! a generator costs does not matter.

use swc_common::DUMMY_SP;
use swc_ecma_ast::*;

use crate::abi::{self, BODY, FRAME, FRAME_LOCALS, VALUE};
use crate::build;
use crate::syntax::directives_of;

/// The parameters of the function that a CommonJS module becomes.
pub const COMMON_JS: [&str; 5] = ["exports", "require", "module", "__filename", "__dirname"];

/// Moves a body, whose calls are checked already (`pinned::wrap_generator`), into a generator with the same parameters. Gives its
/// resume version.
pub fn enclose(stmts: &mut Vec<Stmt>, params: Vec<Ident>, resume: &str) -> Stmt {
    let directives = directives_of(stmts);
    let body = FunctionBody { span: DUMMY_SP, stmts: stmts.split_off(directives) };
    let mut args = vec![build::this()];
    args.extend(params.iter().map(build::ident));
    let generator = function(params, body, true);
    let generator = Box::new(Expr::Fn(FnExpr { ident: None, function: Box::new(generator) }));
    let generator = Box::new(Expr::Paren(ParenExpr { span: DUMMY_SP, expr: generator }));
    let made = build::call(build::get(generator, "call"), args);
    stmts.push(build::declare(VarDeclKind::Const, vec![build::declarator(&build::name(BODY), Some(made))]));
    stmts.push(build::returns(Some(build::verbatim(format!("{}({BODY})", abi::RUN_BODY)))));
    let goes_on = build::verbatim(format!("{}({FRAME}[{FRAME_LOCALS}], {VALUE})", abi::RUN_BODY));
    let body = FunctionBody { span: DUMMY_SP, stmts: vec![build::returns(Some(goes_on))] };
    let function = function(vec![build::name(FRAME), build::name(VALUE)], body, false);
    Stmt::Decl(Decl::Fn(FnDecl { ident: build::name(resume), declare: false, function: Box::new(function) }))
}

fn function(params: Vec<Ident>, body: FunctionBody, is_generator: bool) -> Function {
    let params = params.into_iter().map(|name| Param::from(Pat::from(name))).collect();
    Function { params, span: DUMMY_SP, body: Some(body), is_generator, ..Default::default() }
}

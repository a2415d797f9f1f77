//! The transformation proper: plain ECMAScript → the same program in which every call is a yield point.
//!
//! ```text
//! annex_b → block_functions → iterables → analyze → unique → boxes → for each function, innermost first: lower → live → factory → emit
//! ```
//! Facts come before every step that takes the tree apart. `unique` must run before `boxes`, whose names need no
//! renaming; both must run before lowering, which takes scopes apart. Inner functions are compiled before the functions around
//! them, so that a factory moves finished text.

use rustc_hash::FxHashSet;
use std::ops::Range;

use swc_common::{Mark, SyntaxContext};
use swc_ecma_ast::*;
use swc_ecma_visit::{VisitMut, VisitMutWith};

use crate::abi::is_temporary;
use crate::analyze::{self, Scope};
use crate::annex_b;
use crate::block_functions;
use crate::boxes;
use crate::build;
use crate::catches;
use crate::diagnostic::{Diagnostic, Position};
use crate::emit::{self, factory};
use crate::executors;
use crate::facts::{BindingKind, Facts, FnId, FunctionFacts, Style};
use crate::hooks;
use crate::ir::{Body, Node};
use crate::iterables;
use crate::live;
use crate::lower::{self, Settings};
use crate::options::{Linkage, Options};
use crate::pinned::{self, Wait};
use crate::report::{FunctionKind, FunctionReport};
use crate::source::ModuleKind;
use crate::stages::Input;
use crate::syntax::{can_suspend, directives_of};
use crate::top_level_await;
use crate::top_loops;
use crate::unique;
use crate::wrappers;

/// What the transformation may know about the program around the tree.
pub(crate) struct Cx<'a> {
    pub options: &'a Options,
    /// Text and positions of the source.
    pub input: &'a Input,
    /// The scope of names that the text does not declare.
    pub unresolved: Mark,
}

/// Gives the re-entrant program and what was decided about each function, in the order of the source. Both versions of
/// a function keep the span of the function that they stand for; whatever else is made up has none.
pub(crate) fn transform(
    mut program: Program,
    cx: &Cx,
) -> Result<(Program, Vec<FunctionReport>), Vec<Diagnostic>> {
    let script = cx.options.module == ModuleKind::Script;
    let scope = Scope {
        unresolved: SyntaxContext::empty().apply_mark(cx.unresolved),
        script,
        can_lift: !script || cx.options.script.is_some(),
        strict: program.is_module() || begins_strict(&program),
    };
    executors::rewrite(&mut program, scope.unresolved);
    catches::prepare(&mut program);
    if cx.options.entry {
        top_loops::move_out(&mut program);
    }
    annex_b::separate(&mut program);
    block_functions::spell_out(&mut program);
    iterables::guard(&mut program);
    let mut facts = facts_of(&mut program, scope, cx);
    let mut sites = None;
    if cx.options.hooks && scope.can_lift {
        sites = hooks::instrument(&mut program, &facts, cx.input);
        facts = facts_of(&mut program, scope, cx);
    }
    unique::make_unique(&mut program, &mut facts);
    boxes::insert(&mut program, &mut facts);
    let mut reentry = Reentry {
        facts: &facts,
        settings: Settings { poll_everywhere: cx.options.stress },
        hooks: sites.is_some(),
        lifted: Vec::new(),
        in_class: Vec::new(),
        classes: 0,
        factories: 0,
        resumes: 0,
    };
    program.visit_mut_with(&mut reentry);
    let has_hooks = reentry.hooks;
    let mut lifted = std::mem::take(&mut reentry.lifted);
    let resume = reentry.resume_name(FnId::MODULE);
    lifted.extend(sites);
    // A module that waits at its top level runs as promise jobs from there on: nested on top of a job, other jobs could
    // not run, so it waits by `await` too.
    let can_be_generator = cx.options.linkage == Linkage::Host && !facts.names_yield && !has_hooks;
    let wait = match script {
        true => Wait::Inline,
        // Where the host owns the event loop, nothing can be run on top of a module's body.
        false if cx.options.linkage != Linkage::Host && program.is_module() => Wait::Await,
        false if cx.options.entry && program.is_module() => Wait::AwaitMain,
        false if cx.options.entry && can_be_generator => Wait::Yield,
        false if top_level_await::is_used(&program) => Wait::Await,
        false => Wait::Nest,
    };
    match (&mut program, wait) {
        (Program::Script(body), Wait::Yield) => finish_common_js(&mut body.body, lifted, &resume),
        _ => finish(&mut program, lifted, wait, script),
    }
    Ok((program, report(&facts, cx.input)))
}

/// The facts of a program; they name its script.
fn facts_of(program: &mut Program, scope: Scope, cx: &Cx) -> Facts {
    let mut facts = analyze::analyze(program, scope);
    let script = cx.options.script.filter(|_| scope.script);
    facts.unit = script.map(|number| format!("{number}_")).unwrap_or_default();
    facts
}

fn begins_strict(program: &Program) -> bool {
    let Program::Script(script) = program else { return false };
    script.body.iter().take_while(|stmt| stmt.can_precede_directive()).any(Stmt::is_use_strict)
}

/// The module body is pinned; lifted functions go to its end, where hoisting makes them visible everywhere. Those of a
/// script go to its start, as constants: declared functions would be properties of the global object.
fn finish(program: &mut Program, lifted: Vec<Stmt>, wait: Wait, is_script: bool) {
    match program {
        Program::Module(module) => {
            pinned::wrap_module(&mut module.body, wait);
            module.body.extend(lifted.into_iter().map(ModuleItem::Stmt));
        }
        Program::Script(script) => {
            pinned::wrap_statements(&mut script.body, wait);
            if is_script {
                let directives = directives_of(&script.body);
                script.body.splice(directives..directives, lifted.into_iter().map(as_constant));
            } else {
                script.body.extend(lifted);
            }
        }
    }
}

/// The body of the entry module, when that is CommonJS, becomes a generator.
fn finish_common_js(stmts: &mut Vec<Stmt>, lifted: Vec<Stmt>, resume: &str) {
    stmts.extend(lifted);
    pinned::wrap_generator(stmts, resume);
    let params = wrappers::COMMON_JS.map(build::name).to_vec();
    let resume = wrappers::enclose(stmts, params, resume);
    stmts.push(resume);
}

/// `function f() { … }` → `const f = function () { … }`; a variable that a class sets becomes a lexical one.
fn as_constant(stmt: Stmt) -> Stmt {
    match stmt {
        Stmt::Decl(Decl::Fn(FnDecl { ident, function, .. })) => {
            let value = Box::new(Expr::Fn(FnExpr { ident: None, function }));
            build::declare(VarDeclKind::Const, vec![build::declarator(&ident, Some(value))])
        }
        Stmt::Decl(Decl::Var(mut names)) => {
            names.kind = VarDeclKind::Let;
            Stmt::Decl(Decl::Var(names))
        }
        other => unreachable!("not lifted: {other:?}"),
    }
}

struct Reentry<'a> {
    facts: &'a Facts,
    settings: Settings,
    /// Whether functions have hooks.
    hooks: bool,
    /// Resume versions and factories.
    lifted: Vec<Stmt>,
    /// Those that only the body of their class can hold.
    in_class: Vec<Stmt>,
    /// How many classes are open.
    classes: usize,
    factories: usize,
    resumes: usize,
}

impl Reentry<'_> {
    /// Compiles the body of a function whose inner functions are compiled already.
    fn body(&mut self, id: FnId, stmts: &mut Vec<Stmt>) {
        let function = self.facts.function(id);
        match function.style {
            Style::Leaf => {}
            Style::Captured => self.captured(id, stmts),
            Style::Pinned(_) => pinned::wrap_statements(stmts, Wait::Nest),
            Style::Wrapper if self.hooks => pinned::wrap_statements(stmts, Wait::Nest),
            // See `close`: what is lifted out of the functions in it belongs into the generator too.
            Style::Wrapper => {}
            Style::Async if self.hooks && !function.span.is_dummy() => {
                pinned::wrap_statements(stmts, Wait::AwaitHooked);
            }
            Style::Async => pinned::wrap_statements(stmts, Wait::Await),
        }
    }

    fn captured(&mut self, id: FnId, stmts: &mut Vec<Stmt>) {
        let directives = directives_of(stmts);
        let rest = stmts.split_off(directives);
        let mut body = lower::lower(rest, id, self.facts, self.settings);
        let mut lifted = factory::extract(&mut body, id, self.facts, &mut self.factories);
        let facts = self.facts;
        let around: Vec<FnId> = facts.around(id).collect();
        let own: FxHashSet<Id> =
            body.names.iter().map(Ident::to_id).chain(facts.function(id).params.iter().cloned()).collect();
        live::find(&mut body, &|name| is_frame_local(facts, &around, &own, name));
        share_constants(&mut body, facts);
        if body.pcs > 0 {
            self.resumes += 1;
        }
        let versions = emit::Function::new(id, facts, body, self.resumes).write();
        stmts.extend(versions.direct);
        lifted.extend(versions.resume);
        if facts.stays_in_class(id) { self.in_class.extend(lifted) } else { self.lifted.extend(lifted) }
    }

    /// What is lifted out of functions inside one that runs once goes to the end of its body, where it sees its names.
    fn begin_lifting(&mut self, id: FnId) -> Option<Vec<Stmt>> {
        self.facts.function(id).runs_once.then(|| std::mem::take(&mut self.lifted))
    }

    /// Undoes `begin_lifting`, whose result is `outside`.
    fn end_lifting(&mut self, outside: Option<Vec<Stmt>>, stmts: &mut Vec<Stmt>) {
        if let Some(outside) = outside {
            stmts.extend(std::mem::replace(&mut self.lifted, outside));
        }
    }

    /// The body of a function that is called on the spot becomes a generator.
    fn close(&mut self, id: FnId, params: Vec<Ident>, stmts: &mut Vec<Stmt>) {
        let function = self.facts.function(id);
        if function.style == Style::Wrapper && !self.hooks {
            let resume = self.resume_name(id);
            pinned::wrap_generator(stmts, &resume);
            self.lifted.push(wrappers::enclose(stmts, params, &resume));
        }
    }

    fn resume_name(&mut self, id: FnId) -> String {
        self.resumes += 1;
        emit::resume_name(self.facts, id, self.resumes)
    }

    /// `static { hz$r1$m = function … }` as the first member of the class whose names the functions use; the
    /// names are variables of the module.
    fn hold_in(&mut self, class: &mut Class) {
        let mut stmts = Vec::new();
        let mut names = Vec::new();
        for stmt in self.in_class.drain(..) {
            let Stmt::Decl(Decl::Fn(declaration)) = stmt else {
                unreachable!("lifted functions are declarations")
            };
            let function = Expr::Fn(FnExpr { ident: None, function: declaration.function });
            names.push(build::declarator(&declaration.ident, None));
            stmts.push(build::expression(build::assign(&declaration.ident, Box::new(function))));
        }
        if names.is_empty() {
            return;
        }
        self.lifted.push(build::declare(VarDeclKind::Var, names));
        let body = BlockStmt { stmts, ..Default::default() };
        class.body.insert(0, ClassMember::StaticBlock(StaticBlock { body, ..Default::default() }));
    }

    /// Class fields and static blocks: V8 runs them, so they are pinned.
    fn field(&mut self, value: &mut Option<Box<Expr>>) {
        if let Some(value) = value
            && can_suspend(value)
        {
            let expr = std::mem::replace(value, build::null());
            *value = pinned::wrap_expression(expr);
        }
    }
}

/// From how many inner functions on the constants of a body are held together.
const SHARED_FROM: usize = 12;

/// A body with many functions (a bundle's wrapper, say) would list them, its boxes and its constants in each of its saves.
/// Those that have their value before the first yield point and keep it are held as one array. Of the
/// constants only those that closures capture anyway are taken: V8 keeps the others in registers, where loops want them.
fn share_constants(body: &mut Body, facts: &Facts) {
    if body.functions.len() < SHARED_FROM {
        return;
    }
    let first = body.nodes.iter().position(|node| node.range().is_some()).unwrap_or(0);
    let functions = body.functions.iter().filter_map(|stmt| match stmt {
        Stmt::Decl(Decl::Fn(function)) => Some(function.ident.to_id()),
        _ => None,
    });
    let assigned = body.nodes[..first].iter().filter_map(Node::assigned).map(Ident::to_id);
    let constant = |id: &Id| facts.bindings.get(id).is_some_and(|binding| !binding.mutable());
    let captured = |id: &Id| facts.bindings.get(id).is_some_and(|binding| !binding.captured_by.is_empty());
    let mut shared: Vec<Id> = Vec::new();
    for id in functions.chain(assigned.filter(captured)).filter(constant) {
        if !shared.contains(&id) {
            shared.push(id);
        }
    }
    let held: FxHashSet<&Id> = shared.iter().collect();
    body.live.iter_mut().for_each(|live| live.retain(|id| !held.contains(id)));
    body.shared = shared;
}

/// Names that a resume version cannot see from where it stands: locals of the function and of those around it, and
/// temporaries.
fn is_frame_local(facts: &Facts, around: &[FnId], own: &FxHashSet<Id>, id: &Id) -> bool {
    match facts.bindings.get(id) {
        // Names of a statement that was not taken apart are at home there.
        Some(binding) if binding.owner == around[0] => {
            own.contains(id) || binding.kind == BindingKind::SelfName
        }
        Some(binding) => !binding.top && around.contains(&binding.owner),
        None => is_temporary(&id.0),
    }
}

impl VisitMut for Reentry<'_> {
    fn visit_mut_function(&mut self, node: &mut Function) {
        let id = FnId::of(node.ctxt);
        let outside = self.begin_lifting(id);
        node.visit_mut_children_with(self);
        pinned::wrap_parameters(&mut node.params);
        if let Some(body) = &mut node.body {
            self.body(id, &mut body.stmts);
            self.end_lifting(outside, &mut body.stmts);
            self.close(id, names_of(node.params.iter().map(|param| &param.pat)), &mut body.stmts);
        }
    }

    fn visit_mut_constructor(&mut self, node: &mut Constructor) {
        node.visit_mut_children_with(self);
        for param in &mut node.params {
            if let ParamOrTsParamProp::Param(param) = param {
                pinned::wrap_pattern(&mut param.pat);
            }
        }
        if let Some(body) = &mut node.body {
            self.body(FnId::of(node.ctxt), &mut body.stmts);
        }
    }

    fn visit_mut_arrow_expr(&mut self, node: &mut ArrowExpr) {
        let id = FnId::of(node.ctxt);
        let outside = self.begin_lifting(id);
        node.visit_mut_children_with(self);
        node.params.iter_mut().for_each(pinned::wrap_pattern);
        if self.facts.function(id).style != Style::Leaf
            && let ArrowFunctionBody::Expr(expr) = &mut *node.body
        {
            let value = std::mem::replace(expr, build::null());
            let stmts = vec![build::returns(Some(value))];
            *node.body = ArrowFunctionBody::FunctionBody(FunctionBody { span: node.span, stmts });
        }
        if let ArrowFunctionBody::FunctionBody(body) = &mut *node.body {
            self.body(id, &mut body.stmts);
            self.end_lifting(outside, &mut body.stmts);
            self.close(id, names_of(node.params.iter()), &mut body.stmts);
        }
    }

    fn visit_mut_class(&mut self, node: &mut Class) {
        self.classes += 1;
        node.visit_mut_children_with(self);
        self.classes -= 1;
        if self.classes == 0 {
            self.hold_in(node);
        }
    }

    fn visit_mut_class_prop(&mut self, node: &mut ClassProp) {
        node.visit_mut_children_with(self);
        self.field(&mut node.value);
    }

    fn visit_mut_private_prop(&mut self, node: &mut PrivateProp) {
        node.visit_mut_children_with(self);
        self.field(&mut node.value);
    }

    fn visit_mut_auto_accessor(&mut self, node: &mut AutoAccessor) {
        node.visit_mut_children_with(self);
        self.field(&mut node.value);
    }

    fn visit_mut_static_block(&mut self, node: &mut StaticBlock) {
        node.visit_mut_children_with(self);
        pinned::wrap_statements(&mut node.body.stmts, Wait::Nest);
    }
}

/// The names of simple parameters.
fn names_of<'p>(params: impl Iterator<Item = &'p Pat>) -> Vec<Ident> {
    params.filter_map(|param| param.as_ident()).map(|name| name.id.clone()).collect()
}

fn report(facts: &Facts, input: &Input) -> Vec<FunctionReport> {
    let mut reports: Vec<FunctionReport> = facts
        .functions
        .iter()
        .skip(1)
        .filter(|function| !function.span.is_dummy())
        .map(|function| report_on(function, input))
        .collect();
    reports.sort_by_key(|report| (report.span.start, std::cmp::Reverse(report.span.end)));
    reports
}

fn report_on(function: &FunctionFacts, input: &Input) -> FunctionReport {
    let span: Range<usize> = input.range(function.span);
    let place = input.files.lookup_char_pos(function.span.lo);
    let position = Position { line: place.line as u32, column: place.col.0 as u32 + 1 };
    let (kind, reason) = match function.style {
        Style::Leaf => (FunctionKind::Leaf, "calls nothing and does not loop".to_string()),
        Style::Captured => (FunctionKind::Captured, captured_reason(function)),
        Style::Async => (FunctionKind::Async, "waits by await".to_string()),
        Style::Wrapper => {
            (FunctionKind::Captured, "it is called on the spot, its body becomes a generator".to_string())
        }
        Style::Pinned(reason) if function.is_generator => {
            (FunctionKind::Generator, reason.describe().to_string())
        }
        Style::Pinned(reason) => (FunctionKind::Pinned, reason.describe().to_string()),
    };
    FunctionReport {
        name: function.name.clone(),
        position,
        suspends: matches!(function.style, Style::Captured | Style::Async | Style::Wrapper),
        size_before: (span.end - span.start) as u32,
        size_after: 0,
        span,
        kind,
        reason,
    }
}

fn captured_reason(function: &FunctionFacts) -> String {
    match (function.calls, function.has_loops) {
        (true, true) => "it calls and loops".to_string(),
        (_, true) => "it loops".to_string(),
        _ => "it calls".to_string(),
    }
}

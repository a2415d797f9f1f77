//! Gives what passes invented names of its own, and says again which identifier belongs to which binding.
//!
//! Passes tell their identifiers from the program's by syntax context only, which does not survive printing:
//! ```text
//! _jsx, _initProto, …                               a number is added if the name is used anywhere in the file
//! namespace N { export let a; function f(N) { a } } the reference becomes `N.a`, which must not mean the parameter
//! ```
//! The names that the author wrote are never changed: functions and classes keep their `name`.
//! Postcondition: contexts are as a resolver gives them to a text.

use rustc_hash::{FxHashMap, FxHashSet};
use swc_atoms::Atom;
use swc_common::{Mark, SyntaxContext};
use swc_ecma_ast::{
    AssignPat, AssignPatProp, BinaryOp, BindingIdent, CallExpr, Callee, ClassDecl, ClassExpr, Expr, FnDecl,
    FnExpr, Id, Ident, IdentName, ImportDefaultSpecifier, ImportNamedSpecifier, ImportStarAsSpecifier,
    KeyValuePatProp, KeyValueProp, ObjectPatProp, Pat, Program, Prop, PropName,
};
use swc_ecma_visit::{Visit, VisitMut, VisitMutWith, VisitWith};

/// Renames what clashes. Identifiers of scopes that are younger than `written` are invented.
pub(super) fn settle(program: &mut Program, written: Mark) {
    let mut census = Census::default();
    program.visit_with(&mut census);
    let mut taken: FxHashSet<Atom> = census.contexts.keys().cloned().collect();
    let invented = |id: &Id| id.1.outer().as_u32() > written.as_u32();
    let mut chosen = FxHashMap::default();
    for id in census.declared.iter().filter(|id| invented(id)) {
        let is_alone = census.contexts.get(&id.0).is_some_and(|contexts| contexts.len() == 1);
        let name = if is_alone { id.0.clone() } else { free_name(&id.0, &mut taken) };
        chosen.insert(id.clone(), name);
    }
    program.visit_mut_with(&mut Rename { chosen });
    let shared = census.contexts.into_iter().filter(|(_, contexts)| contexts.len() > 1);
    let shared: FxHashSet<Atom> = shared.map(|(name, _)| name).collect();
    program.visit_mut_with(&mut Namespaces { shared, taken });
}

/// Forgets all contexts, so that the program can be resolved as if it had just been parsed.
pub(super) fn forget_contexts(program: &mut Program) {
    struct Forget;
    impl VisitMut for Forget {
        fn visit_mut_syntax_context(&mut self, context: &mut SyntaxContext) {
            *context = SyntaxContext::empty();
        }
    }
    program.visit_mut_with(&mut Forget);
}

fn free_name(wanted: &Atom, taken: &mut FxHashSet<Atom>) -> Atom {
    let numbered = |n: u32| Atom::from(format!("{wanted}{n}"));
    let free = (1..).map(numbered).find(|name| !taken.contains(name)).unwrap_or_else(|| wanted.clone());
    taken.insert(free.clone());
    free
}

/// Which names occur, and in how many meanings.
#[derive(Default)]
struct Census {
    contexts: FxHashMap<Atom, FxHashSet<SyntaxContext>>,
    /// Bindings in the order of the text, so that the same text always gives the same names.
    declared: Vec<Id>,
    seen: FxHashSet<Id>,
}

impl Census {
    fn declare(&mut self, ident: &Ident) {
        if self.seen.insert(ident.to_id()) {
            self.declared.push(ident.to_id());
        }
    }
}

impl Visit for Census {
    fn visit_ident(&mut self, ident: &Ident) {
        self.contexts.entry(ident.sym.clone()).or_default().insert(ident.ctxt);
    }

    fn visit_binding_ident(&mut self, binding: &BindingIdent) {
        self.declare(&binding.id);
        binding.visit_children_with(self);
    }

    fn visit_fn_decl(&mut self, function: &FnDecl) {
        self.declare(&function.ident);
        function.visit_children_with(self);
    }

    fn visit_fn_expr(&mut self, function: &FnExpr) {
        function.ident.iter().for_each(|ident| self.declare(ident));
        function.visit_children_with(self);
    }

    fn visit_class_decl(&mut self, class: &ClassDecl) {
        self.declare(&class.ident);
        class.visit_children_with(self);
    }

    fn visit_class_expr(&mut self, class: &ClassExpr) {
        class.ident.iter().for_each(|ident| self.declare(ident));
        class.visit_children_with(self);
    }

    fn visit_import_named_specifier(&mut self, import: &ImportNamedSpecifier) {
        self.declare(&import.local);
        import.visit_children_with(self);
    }

    fn visit_import_default_specifier(&mut self, import: &ImportDefaultSpecifier) {
        self.declare(&import.local);
        import.visit_children_with(self);
    }

    fn visit_import_star_as_specifier(&mut self, import: &ImportStarAsSpecifier) {
        self.declare(&import.local);
        import.visit_children_with(self);
    }
}

/// Renames the parameter of a namespace's or enum's function where its name has another meaning too.
struct Namespaces {
    shared: FxHashSet<Atom>,
    taken: FxHashSet<Atom>,
}

impl VisitMut for Namespaces {
    fn visit_mut_call_expr(&mut self, call: &mut CallExpr) {
        if let Some(parameter) = namespace_parameter(call)
            && self.shared.contains(&parameter.0)
            && let Callee::Expr(callee) = &mut call.callee
        {
            let name = free_name(&parameter.0, &mut self.taken);
            callee.visit_mut_with(&mut Rename { chosen: FxHashMap::from_iter([(parameter, name)]) });
        }
        call.visit_mut_children_with(self);
    }
}

/// `N` of `(function(N) { … })(N || (N = {}))`, also with `M = N.M || (N.M = {})` as the argument.
fn namespace_parameter(call: &CallExpr) -> Option<Id> {
    let Callee::Expr(callee) = &call.callee else { return None };
    let callee = match &**callee {
        Expr::Paren(paren) => &paren.expr,
        _ => callee,
    };
    let Expr::Fn(function) = &**callee else { return None };
    let [parameter] = &function.function.params[..] else { return None };
    let [argument] = &call.args[..] else { return None };
    let default = match &*argument.expr {
        Expr::Assign(assign) => &assign.right,
        _ => &argument.expr,
    };
    let is_default = matches!(&**default, Expr::Bin(bin) if bin.op == BinaryOp::LogicalOr);
    match &parameter.pat {
        Pat::Ident(ident) if is_default && function.function.span.is_dummy_ignoring_cmt() => {
            Some(ident.to_id())
        }
        _ => None,
    }
}

struct Rename {
    chosen: FxHashMap<Id, Atom>,
}

impl VisitMut for Rename {
    fn visit_mut_ident(&mut self, ident: &mut Ident) {
        if let Some(name) = self.chosen.get(&ident.to_id()) {
            ident.sym = name.clone();
        }
    }

    /// `{ a }` names a property too, which stays: it becomes `{ a: a1 }`.
    fn visit_mut_prop(&mut self, property: &mut Prop) {
        if let Prop::Shorthand(ident) = property
            && self.chosen.contains_key(&ident.to_id())
        {
            let key = PropName::Ident(IdentName::new(ident.sym.clone(), ident.span));
            *property = Prop::KeyValue(KeyValueProp { key, value: Box::new(Expr::Ident(ident.clone())) });
        }
        property.visit_mut_children_with(self);
    }

    /// The same in a pattern: `{ a = 1 }` becomes `{ a: a1 = 1 }`.
    fn visit_mut_object_pat_prop(&mut self, property: &mut ObjectPatProp) {
        if let ObjectPatProp::Assign(AssignPatProp { span, key, value }) = property
            && self.chosen.contains_key(&key.to_id())
        {
            let binding = Pat::Ident(key.clone());
            let value = match value.take() {
                None => binding,
                Some(right) => Pat::Assign(AssignPat { span: *span, left: Box::new(binding), right }),
            };
            let key = PropName::Ident(IdentName::new(key.sym.clone(), key.span));
            *property = ObjectPatProp::KeyValue(KeyValuePatProp { key, value: Box::new(value) });
        }
        property.visit_mut_children_with(self);
    }
}

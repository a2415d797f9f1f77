//! What a function that is handed over by its name would lose: variables of the module that it, or what it uses, assigns to.
//!
//! ```text
//! let count = 0;                    'count' is another one on each core
//! function work() { count++; }      work assigns to it
//! go(work);                         error
//! cache ??= make();                 no error: each core may make its own
//! ```
//! What is looked at is what this module shows: functions that are reached by their names.

use std::collections::{HashMap, HashSet};

use swc_common::SyntaxContext;
use swc_ecma_ast::*;
use swc_ecma_utils::find_pat_ids;
use swc_ecma_visit::{Visit, VisitWith};

/// The functions at the top level of a module, by name.
pub(super) struct Reach(HashMap<Id, Effects>);

#[derive(Default)]
struct Effects {
    /// The first variable of the module that it assigns to, where it does so.
    assigns: Option<Ident>,
    /// Names of the module that occur in it.
    uses: Vec<Id>,
}

impl Reach {
    pub(super) fn of(module: &Module, top: SyntaxContext) -> Reach {
        let mut collect = Collect { top, functions: HashMap::new(), inside: None };
        module.visit_with(&mut collect);
        Reach(collect.functions)
    }

    /// Where a call of the function `id` assigns to a variable of the module, in what it uses too.
    pub(super) fn assignment(&self, id: &Id) -> Option<&Ident> {
        let (mut seen, mut waiting) = (HashSet::new(), vec![id]);
        while let Some(id) = waiting.pop() {
            let Some(effects) = self.0.get(id).filter(|_| seen.insert(id)) else { continue };
            if effects.assigns.is_some() {
                return effects.assigns.as_ref();
            }
            waiting.extend(&effects.uses);
        }
        None
    }
}

struct Collect {
    top: SyntaxContext,
    functions: HashMap<Id, Effects>,
    /// The function of the top level that is being looked at.
    inside: Option<Id>,
}

impl Collect {
    fn function<N: VisitWith<Self> + ?Sized>(&mut self, name: Id, node: &N) {
        if self.inside.is_some() || name.1 != self.top {
            return node.visit_children_with(self);
        }
        self.functions.entry(name.clone()).or_default();
        self.inside = Some(name);
        node.visit_children_with(self);
        self.inside = None;
    }

    fn effects(&mut self) -> Option<&mut Effects> {
        self.functions.get_mut(self.inside.as_ref()?)
    }

    fn assigns(&mut self, name: &Ident) {
        if name.ctxt == self.top
            && let Some(effects) = self.effects()
        {
            effects.assigns.get_or_insert_with(|| name.clone());
        }
    }
}

impl Visit for Collect {
    fn visit_fn_decl(&mut self, node: &FnDecl) {
        self.function(node.ident.to_id(), &*node.function);
    }

    fn visit_var_declarator(&mut self, node: &VarDeclarator) {
        match (&node.name, node.init.as_deref()) {
            (Pat::Ident(name), Some(init @ (Expr::Arrow(_) | Expr::Fn(_)))) => {
                self.function(name.to_id(), init);
            }
            _ => node.visit_children_with(self),
        }
    }

    fn visit_ident(&mut self, node: &Ident) {
        if node.ctxt == self.top
            && let Some(effects) = self.effects()
        {
            effects.uses.push(node.to_id());
        }
    }

    fn visit_assign_expr(&mut self, node: &AssignExpr) {
        // What is made where it is missing is each core's own.
        let fills_in = matches!(node.op, AssignOp::NullishAssign | AssignOp::OrAssign);
        match &node.left {
            AssignTarget::Simple(SimpleAssignTarget::Ident(name)) if !fills_in => self.assigns(&name.id),
            AssignTarget::Pat(pattern) => {
                let names: Vec<Ident> = find_pat_ids(pattern);
                names.iter().for_each(|name| self.assigns(name));
            }
            _ => {}
        }
        node.visit_children_with(self);
    }

    fn visit_update_expr(&mut self, node: &UpdateExpr) {
        if let Expr::Ident(name) = &*node.arg {
            self.assigns(name);
        }
        node.visit_children_with(self);
    }
}

//! What a function literal takes from the functions around it.

use std::collections::HashSet;

use swc_common::SyntaxContext;
use swc_ecma_ast::*;
use swc_ecma_utils::find_pat_ids;
use swc_ecma_visit::{Visit, VisitWith};

use crate::abi;

/// What a literal uses of the code around it, apart from the module's own names.
pub(super) struct Captures {
    /// Its variables, in the order in which they occur first.
    pub names: Vec<Ident>,
    /// Those whose contents it assigns to: `list[i] = x`, `sums.total++`.
    pub changed: Vec<Ident>,
    /// Names of the module, the same on every core, whose contents it assigns to: each core has contents of its own.
    pub changed_everywhere: Vec<Ident>,
    /// It also uses `this`, `arguments` and the like, which no parameter can stand for.
    pub uses_surroundings: bool,
}

/// Finds what `literal` captures. Names of the contexts `top` and `unresolved` exist on every core, but those in `only_here`.
pub(super) fn captures_of(
    literal: &Expr,
    top: SyntaxContext,
    unresolved: SyntaxContext,
    only_here: &HashSet<Id>,
) -> Captures {
    let mut declared = Declared::default();
    literal.visit_with(&mut declared);
    let mut uses = Uses { plain_depth: 0, surroundings: false, names: Vec::new(), changed: Vec::new() };
    literal.visit_with(&mut uses);
    let mut seen = HashSet::new();
    let is_capture = |name: &Ident| {
        let id = name.to_id();
        let everywhere = name.ctxt == top || name.ctxt == unresolved || name.sym.starts_with(abi::PREFIX);
        let everywhere = everywhere && !only_here.contains(&id);
        !everywhere && !declared.names.contains(&id)
    };
    let names = uses.names.into_iter().filter(|name| is_capture(name) && seen.insert(name.to_id())).collect();
    let mut seen = HashSet::new();
    uses.changed.retain(|name| seen.insert(name.to_id()));
    let (changed, others): (Vec<Ident>, Vec<Ident>) = uses.changed.into_iter().partition(is_capture);
    let changed_everywhere = others.into_iter().filter(|name| name.ctxt == top).collect();
    Captures { names, changed, changed_everywhere, uses_surroundings: uses.surroundings }
}

/// All names that are declared inside.
#[derive(Default)]
pub(super) struct Declared {
    names: HashSet<Id>,
}

impl Declared {
    /// What it has found.
    pub(super) fn names(self) -> HashSet<Id> {
        self.names
    }

    fn pattern(&mut self, pattern: &Pat) {
        let ids: Vec<Id> = find_pat_ids(pattern);
        self.names.extend(ids);
    }
}

impl Visit for Declared {
    fn visit_var_declarator(&mut self, node: &VarDeclarator) {
        self.pattern(&node.name);
        node.visit_children_with(self);
    }

    fn visit_param(&mut self, node: &Param) {
        self.pattern(&node.pat);
        node.visit_children_with(self);
    }

    fn visit_arrow_expr(&mut self, node: &ArrowExpr) {
        node.params.iter().for_each(|pattern| self.pattern(pattern));
        node.visit_children_with(self);
    }

    fn visit_catch_clause(&mut self, node: &CatchClause) {
        node.param.iter().for_each(|pattern| self.pattern(pattern));
        node.visit_children_with(self);
    }

    fn visit_fn_decl(&mut self, node: &FnDecl) {
        self.names.insert(node.ident.to_id());
        node.visit_children_with(self);
    }

    fn visit_class_decl(&mut self, node: &ClassDecl) {
        self.names.insert(node.ident.to_id());
        node.visit_children_with(self);
    }

    fn visit_fn_expr(&mut self, node: &FnExpr) {
        self.names.extend(node.ident.iter().map(Ident::to_id));
        node.visit_children_with(self);
    }

    fn visit_class_expr(&mut self, node: &ClassExpr) {
        self.names.extend(node.ident.iter().map(Ident::to_id));
        node.visit_children_with(self);
    }
}

/// All names that occur, and whether those words occur that belong to the function around an arrow function.
struct Uses {
    /// How many plain functions and class members stand around the place, each of which has a `this` of its own.
    plain_depth: usize,
    surroundings: bool,
    names: Vec<Ident>,
    changed: Vec<Ident>,
}

impl Uses {
    fn inside(&mut self, visit: impl FnOnce(&mut Self)) {
        self.plain_depth += 1;
        visit(self);
        self.plain_depth -= 1;
    }

    fn surroundings(&mut self) {
        self.surroundings |= self.plain_depth == 0;
    }

    /// Something at or inside of what `target` names is assigned to.
    fn changes(&mut self, target: &Expr) {
        match target {
            Expr::Member(member) => match &*member.obj {
                Expr::Ident(name) => self.changed.push(name.clone()),
                inner => self.changes(inner),
            },
            Expr::Paren(paren) => self.changes(&paren.expr),
            _ => {}
        }
    }
}

impl Visit for Uses {
    fn visit_ident(&mut self, node: &Ident) {
        if node.sym == "arguments" {
            self.surroundings();
        }
        self.names.push(node.clone());
    }

    fn visit_assign_expr(&mut self, node: &AssignExpr) {
        if let AssignTarget::Simple(SimpleAssignTarget::Member(member)) = &node.left {
            self.changes(&Expr::Member(member.clone()));
        }
        node.visit_children_with(self);
    }

    fn visit_update_expr(&mut self, node: &UpdateExpr) {
        self.changes(&node.arg);
        node.visit_children_with(self);
    }

    fn visit_this_expr(&mut self, _: &ThisExpr) {
        self.surroundings();
    }

    fn visit_super(&mut self, _: &Super) {
        self.surroundings();
    }

    fn visit_meta_prop_expr(&mut self, node: &MetaPropExpr) {
        if node.kind == MetaPropKind::NewTarget {
            self.surroundings();
        }
    }

    fn visit_function(&mut self, node: &Function) {
        self.inside(|this| node.visit_children_with(this));
    }

    fn visit_constructor(&mut self, node: &Constructor) {
        self.inside(|this| node.visit_children_with(this));
    }

    fn visit_class_prop(&mut self, node: &ClassProp) {
        node.key.visit_with(self);
        self.inside(|this| node.value.visit_with(this));
    }

    fn visit_private_prop(&mut self, node: &PrivateProp) {
        self.inside(|this| node.value.visit_with(this));
    }

    fn visit_static_block(&mut self, node: &StaticBlock) {
        self.inside(|this| node.visit_children_with(this));
    }

    // Labels are no variables.
    fn visit_labeled_stmt(&mut self, node: &LabeledStmt) {
        node.body.visit_with(self);
    }

    fn visit_break_stmt(&mut self, _: &BreakStmt) {}

    fn visit_continue_stmt(&mut self, _: &ContinueStmt) {}
}

/// The names that are assigned anywhere but where they are declared. The counter of a `for` loop that only the loop's
/// head moves on does not count: each turn has a counter of its own, which a copy does not miss.
pub(super) fn assigned_names(module: &Module) -> HashSet<Id> {
    let mut assigned = Assigned::default();
    module.visit_with(&mut assigned);
    assigned.names
}

#[derive(Default)]
struct Assigned {
    names: HashSet<Id>,
    counters: Vec<Id>,
}

impl Assigned {
    fn add(&mut self, id: Id) {
        if !self.counters.contains(&id) {
            self.names.insert(id);
        }
    }
}

impl Visit for Assigned {
    fn visit_assign_expr(&mut self, node: &AssignExpr) {
        match &node.left {
            AssignTarget::Simple(SimpleAssignTarget::Ident(name)) => self.add(name.to_id()),
            AssignTarget::Simple(_) => {}
            AssignTarget::Pat(pattern) => {
                let ids: Vec<Id> = find_pat_ids(pattern);
                ids.into_iter().for_each(|id| self.add(id));
            }
        }
        node.visit_children_with(self);
    }

    fn visit_update_expr(&mut self, node: &UpdateExpr) {
        if let Expr::Ident(name) = &*node.arg {
            self.add(name.to_id());
        }
        node.visit_children_with(self);
    }

    fn visit_for_head(&mut self, node: &ForHead) {
        if let ForHead::Pat(pattern) = node {
            let ids: Vec<Id> = find_pat_ids(pattern);
            ids.into_iter().for_each(|id| self.add(id));
        }
        node.visit_children_with(self);
    }

    fn visit_for_stmt(&mut self, node: &ForStmt) {
        node.init.visit_with(self);
        node.test.visit_with(self);
        node.body.visit_with(self);
        let known = self.counters.len();
        if let Some(VarDeclOrExpr::VarDecl(var)) = &node.init
            && var.kind == VarDeclKind::Let
        {
            let ids: Vec<Id> = find_pat_ids(&var.decls);
            self.counters.extend(ids);
        }
        node.update.visit_with(self);
        self.counters.truncate(known);
    }
}

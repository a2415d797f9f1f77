//! What keeps the body of a loop, or a function that is called for each item, from running on other cores.

use std::collections::{HashMap, HashSet};

use swc_ecma_ast::*;
use swc_ecma_utils::find_pat_ids;
use swc_ecma_visit::{Visit, VisitWith};

use super::Scopes;
use super::candidates::Findings;
use super::captures::Declared;

/// Methods that change the object that they belong to.
const CHANGES: [&str; 14] = [
    "add",
    "clear",
    "copyWithin",
    "delete",
    "fill",
    "pop",
    "push",
    "reverse",
    "set",
    "shift",
    "sort",
    "splice",
    "unshift",
    "write",
];

/// Globals whose instances cannot be sent.
const UNSENT: [&str; 6] = ["Promise", "Proxy", "Symbol", "WeakMap", "WeakRef", "WeakSet"];

/// What runs for each turn.
pub(super) struct Turn {
    /// The body of a loop, which `break` and `return` leave.
    pub is_loop: bool,
    /// What tells the turns of a counted loop from each other.
    pub counter: Option<Id>,
    /// What a function is given for each turn.
    pub items: Vec<Id>,
}

/// What is known of the names of a module.
pub(super) struct Names {
    /// Functions inside of functions: they cannot travel.
    inner_functions: HashSet<Id>,
    /// Variables whose values cannot be sent, with what they are.
    unsent: HashMap<Id, String>,
    /// Functions of the top level to the variable of the module that they, or what they call, assign to.
    changing: HashMap<Id, String>,
}

impl Names {
    pub(super) fn of(module: &Module, scopes: &Scopes) -> Names {
        let mut collect = Collect {
            scopes,
            inner: HashSet::new(),
            unsent: HashMap::new(),
            effects: HashMap::new(),
            inside: None,
        };
        module.visit_with(&mut collect);
        let Collect { inner, unsent, effects, .. } = collect;
        let changing = effects.keys().filter_map(|id| Some((id.clone(), reached(&effects, id)?))).collect();
        Names { inner_functions: inner, unsent, changing }
    }

    /// A function is called, or given to be called, by its name.
    pub(super) fn call(&self, name: &Ident, scopes: &Scopes, findings: &mut Findings) {
        let id = name.to_id();
        if self.inner_functions.contains(&id) {
            findings.against(format!("'{}' is a function inside another one, which cannot travel", name.sym));
        } else if let Some(variable) = self.changing.get(&id) {
            findings.against(format!("'{}' changes '{variable}', of which each core has its own", name.sym));
        } else if name.ctxt != scopes.top && name.ctxt != scopes.unresolved {
            findings.condition(format!("'{}' must be a function of a module's top level", name.sym));
        }
    }
}

/// What a function of the top level does: the first variable of the module that it assigns to, and what it calls.
#[derive(Default)]
struct Effects {
    assigns: Option<String>,
    calls: Vec<Id>,
}

/// What a call of `id` changes, as far as calls by name lead.
fn reached(effects: &HashMap<Id, Effects>, id: &Id) -> Option<String> {
    let (mut seen, mut waiting) = (HashSet::new(), vec![id]);
    while let Some(id) = waiting.pop() {
        let Some(effect) = effects.get(id).filter(|_| seen.insert(id)) else { continue };
        if effect.assigns.is_some() {
            return effect.assigns.clone();
        }
        waiting.extend(&effect.calls);
    }
    None
}

struct Collect<'a> {
    scopes: &'a Scopes,
    inner: HashSet<Id>,
    unsent: HashMap<Id, String>,
    effects: HashMap<Id, Effects>,
    /// The function of the top level that is being looked at.
    inside: Option<Id>,
}

impl Collect<'_> {
    fn function<N: VisitWith<Self>>(&mut self, name: Id, node: &N) {
        if name.1 != self.scopes.top {
            self.inner.insert(name);
            node.visit_children_with(self);
            return;
        }
        self.effects.entry(name.clone()).or_default();
        let outer = self.inside.replace(name);
        node.visit_children_with(self);
        self.inside = outer;
    }

    fn assigns(&mut self, name: &Ident) {
        if name.ctxt == self.scopes.top
            && let Some(effects) = self.inside.as_ref().and_then(|id| self.effects.get_mut(id))
        {
            effects.assigns.get_or_insert_with(|| name.sym.to_string());
        }
    }
}

impl Visit for Collect<'_> {
    fn visit_fn_decl(&mut self, node: &FnDecl) {
        self.function(node.ident.to_id(), &*node.function);
    }

    fn visit_var_declarator(&mut self, node: &VarDeclarator) {
        let (Pat::Ident(name), Some(init)) = (&node.name, &node.init) else {
            return node.visit_children_with(self);
        };
        match &**init {
            Expr::Arrow(_) | Expr::Fn(_) => self.function(name.to_id(), init),
            Expr::New(NewExpr { callee, .. }) | Expr::Call(CallExpr { callee: Callee::Expr(callee), .. }) => {
                if let Expr::Ident(class) = &**callee
                    && UNSENT.contains(&&*class.sym)
                {
                    self.unsent.insert(name.to_id(), format!("a {}", class.sym));
                }
                node.visit_children_with(self);
            }
            _ => node.visit_children_with(self),
        }
    }

    fn visit_call_expr(&mut self, node: &CallExpr) {
        if let Callee::Expr(callee) = &node.callee
            && let Expr::Ident(name) = &**callee
            && let Some(effects) = self.inside.as_ref().and_then(|id| self.effects.get_mut(id))
        {
            effects.calls.push(name.to_id());
        }
        node.visit_children_with(self);
    }

    fn visit_assign_expr(&mut self, node: &AssignExpr) {
        targets(&node.left).iter().for_each(|name| self.assigns(name));
        node.visit_children_with(self);
    }

    fn visit_update_expr(&mut self, node: &UpdateExpr) {
        root(&node.arg).into_iter().for_each(|name| self.assigns(name));
        node.visit_children_with(self);
    }
}

/// The names at the roots of what is assigned to: `a`, `b` of `[a, b.c] = …`.
fn targets(target: &AssignTarget) -> Vec<Ident> {
    match target {
        AssignTarget::Simple(SimpleAssignTarget::Ident(name)) => vec![name.id.clone()],
        AssignTarget::Simple(SimpleAssignTarget::Member(member)) => {
            root(&member.obj).cloned().into_iter().collect()
        }
        AssignTarget::Simple(_) => Vec::new(),
        AssignTarget::Pat(pattern) => find_pat_ids(pattern),
    }
}

/// `a` of `a.b[c].d`
fn root(expr: &Expr) -> Option<&Ident> {
    match expr {
        Expr::Ident(name) => Some(name),
        Expr::Member(member) => root(&member.obj),
        Expr::Paren(paren) => root(&paren.expr),
        _ => None,
    }
}

/// Looks at what runs for each turn.
pub(super) fn obstacles<N>(
    node: &N,
    turn: &Turn,
    names: &Names,
    scopes: &Scopes,
    assigned: &HashSet<Id>,
) -> Findings
where
    N: for<'b> VisitWith<Body<'b>> + VisitWith<Declared> + ?Sized,
{
    let mut declared = Declared::default();
    node.visit_with(&mut declared);
    let mut body = Body {
        turn,
        names,
        scopes,
        assigned,
        own: declared.names(),
        functions: 0,
        loops: 0,
        works: false,
        written: HashMap::new(),
        read: HashMap::new(),
        findings: Findings::default(),
    };
    node.visit_with(&mut body);
    body.finish()
}

pub(super) struct Body<'a> {
    turn: &'a Turn,
    names: &'a Names,
    scopes: &'a Scopes,
    assigned: &'a HashSet<Id>,
    /// What is declared in there.
    own: HashSet<Id>,
    /// How many functions are open, the one that is called for each item included.
    functions: usize,
    /// Loops and switches inside, which `break` leaves.
    loops: usize,
    /// It calls or loops, so that a turn may cost something.
    works: bool,
    /// Elements that are written, of what stands outside: whether each turn has its own.
    written: HashMap<Id, bool>,
    /// Whether such elements are read, other than each turn its own.
    read: HashMap<Id, bool>,
    findings: Findings,
}

impl Body<'_> {
    fn is_outside(&self, name: &Ident) -> bool {
        let is_counter = self.turn.counter.as_ref() == Some(&name.to_id());
        name.ctxt != self.scopes.unresolved && !is_counter && !self.own.contains(&name.to_id())
    }

    /// Whether a key is the counter, which has another value in each turn.
    fn is_own_key(&self, key: &MemberProp) -> bool {
        let MemberProp::Computed(key) = key else { return false };
        matches!((&*key.expr, &self.turn.counter), (Expr::Ident(name), Some(counter)) if name.to_id() == *counter)
    }

    fn assigns_name(&mut self, name: &Ident, adds_up: bool) {
        if self.turn.counter.as_ref() == Some(&name.to_id()) {
            self.findings.against(format!("'{}' is changed by more than the head of the loop", name.sym));
        } else if self.is_outside(name) {
            let reason = match adds_up {
                true => format!("it adds up in '{}'; parallel.reduce does that on all cores", name.sym),
                false => format!("it assigns to '{}', which each core would have a copy of", name.sym),
            };
            self.findings.against(reason);
        }
    }

    fn assigns_member(&mut self, member: &MemberExpr, adds_up: bool) {
        let Some(name) = root(&member.obj) else {
            // 'this' is a reason of its own.
            if matches!(&*member.obj, Expr::This(_)) {
                return;
            }
            self.findings.condition("an object that it changes must be of its own making".to_string());
            return;
        };
        if self.turn.items.contains(&name.to_id()) {
            let reason = format!("it changes '{}', an item that each core would have a copy of", name.sym);
            return self.findings.against(reason);
        }
        if !self.is_outside(name) {
            return;
        }
        let is_element = matches!((&member.prop, &*member.obj), (MemberProp::Computed(_), Expr::Ident(_)));
        if !is_element {
            self.findings.against(format!("it changes '{}', which each core would have a copy of", name.sym));
            return;
        }
        let is_own = self.is_own_key(&member.prop);
        if adds_up && !is_own {
            let reason = format!("it adds up in elements of '{}', in the order of the turns", name.sym);
            self.findings.against(reason);
        }
        let entry = self.written.entry(name.to_id()).or_insert(true);
        *entry &= is_own;
    }

    fn finish(mut self) -> Findings {
        let mut written: Vec<(Id, bool)> = self.written.drain().collect();
        written.sort();
        for (id, is_own) in written {
            let name = &id.0;
            if self.read.get(&id) == Some(&true) {
                self.findings.against(format!("a turn may read what another one writes to '{name}'"));
                continue;
            }
            self.findings.condition(format!("'{name}' must be a typed array over a SharedArrayBuffer"));
            if !is_own {
                self.findings.condition(format!("no two turns may write to the same element of '{name}'"));
            }
        }
        if !self.works {
            self.findings.condition("a turn does little, so it pays for very many only".to_string());
        }
        self.findings
    }

    fn leaves(&mut self, how: &str) {
        self.findings.against(format!("{how}, and turns after it would have run"));
    }

    fn inside<N: VisitWith<Self>>(&mut self, node: &N) {
        self.functions += 1;
        node.visit_children_with(self);
        self.functions -= 1;
    }

    fn loops<N: VisitWith<Self>>(&mut self, node: &N) {
        self.works = true;
        self.loops += 1;
        node.visit_children_with(self);
        self.loops -= 1;
    }

    /// Whether the place belongs to the loop itself and to no function inside.
    fn is_of_loop(&self) -> bool {
        self.turn.is_loop && self.functions == 0
    }

    /// How many functions are open in what `this`, `await` and `yield` belong to the code around.
    fn is_of_code_around(&self) -> bool {
        self.functions == 0
    }
}

impl Visit for Body<'_> {
    fn visit_ident(&mut self, node: &Ident) {
        if !self.is_outside(node) || node.ctxt == self.scopes.top {
            return;
        }
        let id = node.to_id();
        if let Some(what) = self.names.unsent.get(&id) {
            self.findings.against(format!("'{}' is {what}, which cannot be sent", node.sym));
        } else if self.names.inner_functions.contains(&id) {
            self.names.call(node, self.scopes, &mut self.findings);
        } else if self.assigned.contains(&id) {
            self.findings
                .condition(format!("'{}' changes elsewhere: copy it into a constant before", node.sym));
        }
    }

    fn visit_assign_expr(&mut self, node: &AssignExpr) {
        let adds_up = node.op != AssignOp::Assign;
        match &node.left {
            AssignTarget::Simple(SimpleAssignTarget::Ident(name)) => {
                let mentions = matches!(&*node.right, Expr::Bin(sum) if matches!(&*sum.left, Expr::Ident(left) if left.to_id() == name.to_id()));
                self.assigns_name(&name.id, adds_up || mentions);
            }
            AssignTarget::Simple(SimpleAssignTarget::Member(member)) => {
                self.assigns_member(member, adds_up);
                member.prop.visit_with(self);
            }
            AssignTarget::Simple(other) => other.visit_children_with(self),
            AssignTarget::Pat(pattern) => {
                let names: Vec<Ident> = find_pat_ids(pattern);
                names.iter().for_each(|name| self.assigns_name(name, false));
            }
        }
        node.right.visit_with(self);
    }

    fn visit_update_expr(&mut self, node: &UpdateExpr) {
        match &*node.arg {
            Expr::Ident(name) => self.assigns_name(name, true),
            Expr::Member(member) => self.assigns_member(member, true),
            _ => {}
        }
    }

    fn visit_member_expr(&mut self, node: &MemberExpr) {
        if let (MemberProp::Computed(_), Expr::Ident(name)) = (&node.prop, &*node.obj) {
            let is_own = self.is_own_key(&node.prop);
            *self.read.entry(name.to_id()).or_insert(false) |= !is_own;
        }
        node.visit_children_with(self);
    }

    fn visit_call_expr(&mut self, node: &CallExpr) {
        self.works = true;
        match &node.callee {
            Callee::Expr(callee) => match &**callee {
                Expr::Ident(name) if !self.own.contains(&name.to_id()) => {
                    self.names.call(name, self.scopes, &mut self.findings);
                }
                Expr::Member(MemberExpr { obj, prop: MemberProp::Ident(method), .. }) => {
                    self.method(obj, method);
                }
                _ => {}
            },
            Callee::Super(_) => self.findings.against("it uses super".to_string()),
            Callee::Import(_) => {}
        }
        node.visit_children_with(self);
    }

    fn visit_new_expr(&mut self, node: &NewExpr) {
        self.works = true;
        node.visit_children_with(self);
    }

    fn visit_this_expr(&mut self, _: &ThisExpr) {
        self.findings.against("it uses 'this' of the function around it".to_string());
    }

    fn visit_await_expr(&mut self, node: &AwaitExpr) {
        if self.is_of_code_around() {
            self.findings.against("it waits by 'await' of the function around it".to_string());
        }
        node.visit_children_with(self);
    }

    fn visit_yield_expr(&mut self, node: &YieldExpr) {
        if self.is_of_code_around() {
            self.findings.against("it yields from the generator around it".to_string());
        }
        node.visit_children_with(self);
    }

    fn visit_return_stmt(&mut self, node: &ReturnStmt) {
        if self.is_of_loop() {
            self.leaves("it can return from inside the loop");
        }
        node.visit_children_with(self);
    }

    fn visit_break_stmt(&mut self, node: &BreakStmt) {
        if self.is_of_loop() && (self.loops == 0 || node.label.is_some()) {
            self.leaves("it can break off");
        }
    }

    fn visit_continue_stmt(&mut self, node: &ContinueStmt) {
        if self.is_of_loop() && node.label.is_some() {
            self.findings.against("it continues a loop by its label".to_string());
        }
    }

    // Labels are no variables.
    fn visit_labeled_stmt(&mut self, node: &LabeledStmt) {
        node.body.visit_with(self);
    }

    fn visit_function(&mut self, node: &Function) {
        // A `this` of its own is none of ours.
        let known = self.findings.against.len();
        self.inside(node);
        let kept = self.findings.against.split_off(known);
        self.findings.against.extend(kept.into_iter().filter(|reason| !reason.contains("'this'")));
    }

    fn visit_arrow_expr(&mut self, node: &ArrowExpr) {
        self.inside(node);
    }

    fn visit_for_stmt(&mut self, node: &ForStmt) {
        self.loops(node);
    }

    fn visit_for_of_stmt(&mut self, node: &ForOfStmt) {
        self.loops(node);
    }

    fn visit_for_in_stmt(&mut self, node: &ForInStmt) {
        self.loops(node);
    }

    fn visit_while_stmt(&mut self, node: &WhileStmt) {
        self.loops(node);
    }

    fn visit_do_while_stmt(&mut self, node: &DoWhileStmt) {
        self.loops(node);
    }

    fn visit_switch_stmt(&mut self, node: &SwitchStmt) {
        self.loops += 1;
        node.visit_children_with(self);
        self.loops -= 1;
    }
}

impl Body<'_> {
    fn method(&mut self, object: &Expr, method: &IdentName) {
        let Some(name) = root(object) else { return };
        if name.sym == "console" && name.ctxt == self.scopes.unresolved {
            self.findings.against("it prints, and lines would come in another order".to_string());
        } else if CHANGES.contains(&&*method.sym) && self.is_outside(name) {
            let reason = match &*method.sym {
                "push" | "unshift" => {
                    format!("it collects in '{}'; parallel.map and parallel.filter give lists back", name.sym)
                }
                _ => format!("'{}.{}' may change what each core would have a copy of", name.sym, method.sym),
            };
            self.findings.against(reason);
        }
    }
}

//! Which names a CommonJS module exports, found without running it, so that `import { name } from` can link to it.
//!
//! The forms that count are those that Node.js recognises, since packages are written for them: assignments to
//! `exports.name` and `module.exports.name`, `module.exports = { name, … }`, `Object.defineProperty(exports, "name", …)`,
//! `module.exports = require("…")`, and the re-export loops that TypeScript and Babel print. `exports` counts by its
//! name, wherever it is bound: in bundles it is often the parameter of a wrapper.

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};
use swc_ecma_ast::{
    AssignExpr, AssignTarget, CallExpr, Callee, Expr, ExprOrSpread, Lit, MemberExpr, MemberProp, ObjectLit,
    Pat, Program, Prop, PropName, PropOrSpread, SimpleAssignTarget, VarDeclarator,
};
use swc_ecma_visit::{Visit, VisitWith};

/// The exports of a CommonJS module as far as they can be seen in its text. Both lists are in the order of the text
/// and without repetitions; both are empty for other kinds of module.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CjsExports {
    /// Names of single exports. `default` is among them only if the module assigns `exports.default`.
    pub names: Vec<String>,
    /// Modules all of whose names are exported too.
    pub reexports: Vec<String>,
}

/// Looks for exports in a tree without types.
pub(crate) fn find(program: &Program) -> CjsExports {
    let mut finder = Finder::default();
    program.visit_with(&mut finder);
    finder.found
}

#[derive(Default)]
struct Finder {
    found: CjsExports,
    /// Variables that hold a required module, for Babel's `Object.keys(_m).forEach(…)`.
    required: FxHashMap<String, String>,
}

impl Visit for Finder {
    fn visit_assign_expr(&mut self, assign: &AssignExpr) {
        if let AssignTarget::Simple(target) = &assign.left {
            match target {
                SimpleAssignTarget::Member(member) if is_module_exports(member) => {
                    self.whole_object(&assign.right);
                }
                SimpleAssignTarget::Member(member) if is_exports(&member.obj) => {
                    self.add_name(property_name(&member.prop));
                }
                _ => {}
            }
        }
        assign.visit_children_with(self);
    }

    fn visit_call_expr(&mut self, call: &CallExpr) {
        self.define_property(call);
        self.export_star(call);
        self.keys_loop(call);
        call.visit_children_with(self);
    }

    fn visit_var_declarator(&mut self, variable: &VarDeclarator) {
        if let (Pat::Ident(name), Some(init)) = (&variable.name, &variable.init)
            && let Some(module) = required_module(init)
        {
            self.required.insert(name.id.sym.to_string(), module);
        }
        variable.visit_children_with(self);
    }
}

impl Finder {
    fn add_name(&mut self, name: Option<String>) {
        if let Some(name) = name
            && !self.found.names.contains(&name)
        {
            self.found.names.push(name);
        }
    }

    fn add_reexport(&mut self, module: Option<String>) {
        if let Some(module) = module
            && !self.found.reexports.contains(&module)
        {
            self.found.reexports.push(module);
        }
    }

    /// `module.exports = …`, which may be the last of a chain of assignments.
    fn whole_object(&mut self, value: &Expr) {
        match value {
            Expr::Paren(paren) => self.whole_object(&paren.expr),
            Expr::Assign(assign) => self.whole_object(&assign.right),
            Expr::Object(object) => self.object(object),
            value => self.add_reexport(required_module(value)),
        }
    }

    fn object(&mut self, object: &ObjectLit) {
        for property in &object.props {
            match property {
                PropOrSpread::Spread(spread) => self.add_reexport(required_module(&spread.expr)),
                PropOrSpread::Prop(property) => self.add_name(key_of(property)),
            }
        }
    }

    /// `Object.defineProperty(exports, "name", { … })`
    fn define_property(&mut self, call: &CallExpr) {
        if is_method(call, "Object", "defineProperty")
            && let [target, name, _] = &call.args[..]
            && is_exports(&target.expr)
            && let Expr::Lit(Lit::Str(name)) = &*name.expr
        {
            self.add_name(name.value.as_str().map(str::to_string));
        }
    }

    /// `__exportStar(require("m"), exports)`, `tslib.__exportStar(…)`, `__export(require("m"))`, and esbuild's
    /// `__export(exports, { name: () => value })`.
    fn export_star(&mut self, call: &CallExpr) {
        let Callee::Expr(callee) = &call.callee else { return };
        let name = match &**callee {
            Expr::Ident(name) => &name.sym,
            Expr::Member(MemberExpr { prop: MemberProp::Ident(name), .. }) => &name.sym,
            _ => return,
        };
        match (&**name, &call.args[..]) {
            ("__exportStar" | "__export" | "__reExport", [first, ..]) if is_require(&first.expr) => {
                self.add_reexport(required_module(&first.expr));
            }
            ("__reExport", [_, second, ..]) => self.add_reexport(required_module(&second.expr)),
            ("__export", [target, ExprOrSpread { expr, .. }]) if is_exports(&target.expr) => {
                if let Expr::Object(object) = &**expr {
                    self.object(object);
                }
            }
            _ => {}
        }
    }

    /// `Object.keys(_m).forEach(function (key) { … exports[key] = _m[key] … })`
    fn keys_loop(&mut self, call: &CallExpr) {
        let Callee::Expr(callee) = &call.callee else { return };
        let Expr::Member(MemberExpr { obj, prop: MemberProp::Ident(method), .. }) = &**callee else { return };
        let Expr::Call(keys) = &**obj else { return };
        if method.sym != "forEach" || !is_method(keys, "Object", "keys") {
            return;
        }
        let [ExprOrSpread { expr: module, .. }] = &keys.args[..] else { return };
        let [ExprOrSpread { expr: body, .. }] = &call.args[..] else { return };
        if let Expr::Ident(module) = &**module
            && mentions_exports(body)
        {
            self.add_reexport(self.required.get(&*module.sym).cloned());
        }
    }
}

fn mentions_exports(body: &Expr) -> bool {
    struct Mention(bool);
    impl Visit for Mention {
        fn visit_expr(&mut self, expr: &Expr) {
            self.0 |= is_exports(expr);
            expr.visit_children_with(self);
        }
    }
    let mut mention = Mention(false);
    body.visit_with(&mut mention);
    mention.0
}

/// `exports` or `module.exports`.
fn is_exports(expr: &Expr) -> bool {
    match expr {
        Expr::Ident(name) => name.sym == "exports",
        Expr::Member(member) => is_module_exports(member),
        _ => false,
    }
}

fn is_module_exports(member: &MemberExpr) -> bool {
    let object = matches!(&*member.obj, Expr::Ident(name) if name.sym == "module");
    object && matches!(property_name(&member.prop).as_deref(), Some("exports"))
}

fn is_method(call: &CallExpr, object: &str, method: &str) -> bool {
    let Callee::Expr(callee) = &call.callee else { return false };
    let Expr::Member(MemberExpr { obj, prop: MemberProp::Ident(name), .. }) = &**callee else { return false };
    name.sym == *method && matches!(&**obj, Expr::Ident(name) if name.sym == *object)
}

fn is_require(expr: &Expr) -> bool {
    matches!(expr, Expr::Call(_)) && required_module(expr).is_some()
}

/// The module of `require("m")`, also inside of calls such as `_interopRequireWildcard(require("m"))`.
fn required_module(expr: &Expr) -> Option<String> {
    let Expr::Call(call) = expr else { return None };
    let Callee::Expr(callee) = &call.callee else { return None };
    let first = &call.args.first()?.expr;
    match (&**callee, &**first) {
        (Expr::Ident(name), Expr::Lit(Lit::Str(module))) if name.sym == "require" => {
            module.value.as_str().map(str::to_string)
        }
        (Expr::Ident(_) | Expr::Member(_), Expr::Call(_)) => required_module(first),
        _ => None,
    }
}

fn property_name(property: &MemberProp) -> Option<String> {
    match property {
        MemberProp::Ident(name) => Some(name.sym.to_string()),
        MemberProp::Computed(computed) => match &*computed.expr {
            Expr::Lit(Lit::Str(name)) => name.value.as_str().map(str::to_string),
            _ => None,
        },
        MemberProp::PrivateName(_) => None,
    }
}

fn key_of(property: &Prop) -> Option<String> {
    let key = match property {
        Prop::Shorthand(name) => return Some(name.sym.to_string()),
        Prop::KeyValue(pair) => &pair.key,
        Prop::Getter(getter) => &getter.key,
        Prop::Setter(setter) => &setter.key,
        Prop::Method(method) => &method.key,
        Prop::Assign(_) => return None,
    };
    match key {
        PropName::Ident(name) => Some(name.sym.to_string()),
        PropName::Str(name) => name.value.as_str().map(str::to_string),
        PropName::Num(number) => Some(number.value.to_string()),
        PropName::Computed(_) | PropName::BigInt(_) => None,
    }
}

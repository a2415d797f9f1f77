//! The walk of `scope` over the kinds of nodes: what declares, refers, captures or suspends.

use swc_ecma_ast::*;
use swc_ecma_visit::{Visit, VisitWith};

use super::arguments::{is_arguments, is_receiver, read_only_place};
use super::native::{Described, described, is_adder, is_native_key, is_native_member, is_native_name};
use super::{Open, Pending, Walk, begins_strict, binding_kind, is_descriptor};
use crate::abi;
use crate::facts::*;
use crate::syntax::{bound_names, key_text};

impl Visit for Walk {
    fn visit_module_items(&mut self, items: &[ModuleItem]) {
        items.visit_children_with(self);
    }

    fn visit_block_stmt(&mut self, node: &BlockStmt) {
        self.blocks.push(self.position);
        node.stmts.visit_with(self);
        self.blocks.pop();
    }

    fn visit_export_decl(&mut self, node: &ExportDecl) {
        node.decl.visit_with(self);
        match &node.decl {
            Decl::Fn(function) => self.escapes(&function.ident),
            Decl::Var(var) => {
                let mut names = Vec::new();
                var.decls.iter().for_each(|declarator| bound_names(&declarator.name, &mut names));
                names.iter().for_each(|name| self.escapes(name));
            }
            _ => {}
        }
    }

    fn visit_fn_decl(&mut self, node: &FnDecl) {
        self.facts.function_mut(FnId::of(node.function.ctxt)).binding = Some(node.ident.to_id());
        let start = *self.blocks.last().expect("a block is open");
        self.declare(&node.ident, BindingKind::Function, start);
        self.pending = Pending {
            kind: FunctionKind::Plain,
            name: node.ident.sym.to_string(),
            native_name: is_native_name(&node.ident.sym) && node.ident.sym != "next",
            hoisted: true,
            is_static: None,
        };
        self.enter_function(&node.function);
    }

    fn visit_fn_expr(&mut self, node: &FnExpr) {
        let native = self.pending.native_name;
        self.pending.kind = FunctionKind::Plain;
        let Some(name) = &node.ident else { return self.enter_function(&node.function) };
        self.pending.name = name.sym.to_string();
        self.pending.native_name = native;
        let id = FnId::of(node.function.ctxt);
        self.facts.function_mut(id).has_own_name = true;
        // The function's own name belongs to the function: its resume version finds it in the frame.
        let pending = std::mem::take(&mut self.pending);
        self.open.push(Open { id, kind: FunctionKind::Plain, created_at: self.position, blocks: 0 });
        self.declare(name, BindingKind::SelfName, 0);
        self.open.pop();
        self.pending = pending;
        self.enter_function(&node.function);
    }

    fn visit_function(&mut self, node: &Function) {
        self.enter_function(node);
    }

    fn visit_arrow_expr(&mut self, node: &ArrowExpr) {
        let id = FnId::of(node.ctxt);
        self.pending.kind = FunctionKind::Arrow;
        let facts = self.facts.function_mut(id);
        facts.is_async = node.is_async;
        if let ArrowFunctionBody::FunctionBody(body) = &*node.body {
            facts.strict |= begins_strict(&body.stmts);
        }
        self.note_parameters(id, node.params.iter());
        self.enter(
            id,
            node.span,
            &mut |walk| {
                let start = walk.position;
                node.params.iter().for_each(|p| walk.declare_pattern(p, BindingKind::Param, start));
            },
            &mut |walk| match &*node.body {
                ArrowFunctionBody::FunctionBody(body) => body.stmts.visit_with(walk),
                ArrowFunctionBody::Expr(expr) => expr.visit_with(walk),
            },
        );
    }

    fn visit_constructor(&mut self, node: &Constructor) {
        let id = FnId::of(node.ctxt);
        node.key.visit_with(self);
        let params = || {
            node.params.iter().filter_map(|param| match param {
                ParamOrTsParamProp::Param(param) => Some(&param.pat),
                ParamOrTsParamProp::TsParamProp(_) => None,
            })
        };
        self.note_parameters(id, params());
        self.enter(
            id,
            node.span,
            &mut |walk| {
                let start = walk.position;
                params().for_each(|param| walk.declare_pattern(param, BindingKind::Param, start));
            },
            &mut |walk| node.body.iter().for_each(|body| body.stmts.visit_with(walk)),
        );
    }

    fn visit_class_decl(&mut self, node: &ClassDecl) {
        let id = node.ident.to_id();
        let at = self.position;
        self.enter_class(&node.class, Some(id), &node.ident.sym);
        let end = self.position.max(at + 1);
        self.declare(&node.ident, BindingKind::Class, end);
    }

    fn visit_class_expr(&mut self, node: &ClassExpr) {
        let inferred = std::mem::take(&mut self.pending).name;
        let name = node.ident.as_ref().map_or(inferred, |name| name.sym.to_string());
        if let Some(name) = &node.ident {
            self.declare(name, BindingKind::ClassName, 0);
        }
        self.enter_class(&node.class, None, &name);
    }

    fn visit_class_method(&mut self, node: &ClassMethod) {
        self.method(&node.key, node.kind, Some(node.is_static), &node.function);
    }

    fn visit_private_method(&mut self, node: &PrivateMethod) {
        let kind =
            if node.kind == MethodKind::Method { FunctionKind::Method } else { FunctionKind::Accessor };
        self.pending = Pending {
            kind,
            name: format!("#{}", node.key.name),
            is_static: Some(node.is_static),
            ..Pending::default()
        };
        self.enter_function(&node.function);
    }

    fn visit_class_prop(&mut self, node: &ClassProp) {
        node.key.visit_with(self);
        let name = key_text(&node.key);
        let native = is_native_key(&node.key);
        self.enter_part(&mut |walk| {
            if let Some(value) = &node.value {
                walk.expect_name(value, &name, native);
                value.visit_with(walk);
            }
        });
    }

    fn visit_private_prop(&mut self, node: &PrivateProp) {
        self.enter_part(&mut |walk| node.value.visit_with(walk));
    }

    fn visit_static_block(&mut self, node: &StaticBlock) {
        self.enter_part(&mut |walk| node.body.stmts.visit_with(walk));
    }

    fn visit_auto_accessor(&mut self, node: &AutoAccessor) {
        self.enter_part(&mut |walk| node.value.visit_with(walk));
    }

    fn visit_object_lit(&mut self, node: &ObjectLit) {
        let is_descriptor = is_descriptor(node);
        for prop in &node.props {
            self.in_descriptor = is_descriptor;
            prop.visit_with(self);
        }
        self.in_descriptor = false;
    }

    fn visit_prop(&mut self, node: &Prop) {
        let in_descriptor = std::mem::take(&mut self.in_descriptor);
        let is_accessor = |key: &PropName| in_descriptor && matches!(&*key_text(key), "get" | "set");
        match node {
            Prop::Shorthand(name) => {
                if is_native_name(&name.sym) {
                    self.give(name, &name.sym);
                }
                self.refer(name, false);
            }
            Prop::KeyValue(prop) => {
                prop.key.visit_with(self);
                let native = is_native_key(&prop.key) || is_accessor(&prop.key);
                self.expect_name(&prop.value, &key_text(&prop.key), native);
                prop.value.visit_with(self);
            }
            Prop::Assign(prop) => prop.value.visit_with(self),
            Prop::Getter(prop) => self.method(&prop.key, MethodKind::Getter, None, &prop.function),
            Prop::Setter(prop) => self.method(&prop.key, MethodKind::Setter, None, &prop.function),
            Prop::Method(prop) if is_accessor(&prop.key) => {
                self.method(&prop.key, MethodKind::Getter, None, &prop.function);
            }
            Prop::Method(prop) => self.method(&prop.key, MethodKind::Method, None, &prop.function),
        }
    }

    fn visit_var_decl(&mut self, node: &VarDecl) {
        for declarator in &node.decls {
            if let (Pat::Ident(name), Some(init)) = (&declarator.name, &declarator.init) {
                self.expect_name(init, &name.sym, false);
                if let Some(function) = function_id(init) {
                    self.facts.function_mut(function).binding = Some(name.to_id());
                }
            }
            declarator.init.visit_with(self);
            let kind = binding_kind(node.kind);
            let at =
                if kind == BindingKind::Var && declarator.init.is_none() { 0 } else { self.position + 1 };
            self.declare_pattern(&declarator.name, kind, at);
        }
    }

    fn visit_using_decl(&mut self, node: &UsingDecl) {
        self.current().uses_using = true;
        for declarator in &node.decls {
            declarator.init.visit_with(self);
            let at = self.position + 1;
            self.declare_pattern(&declarator.name, BindingKind::Using, at);
        }
    }

    fn visit_catch_clause(&mut self, node: &CatchClause) {
        self.blocks.push(self.position);
        let at = self.position;
        if let Some(param) = &node.param {
            self.declare_pattern(param, BindingKind::Catch, at);
        }
        node.body.visit_with(self);
        self.blocks.pop();
    }

    fn visit_switch_stmt(&mut self, node: &SwitchStmt) {
        node.discriminant.visit_with(self);
        self.blocks.push(self.position);
        for case in &node.cases {
            case.test.visit_with(self);
            case.cons.visit_with(self);
            if !self.referring {
                self.mark_case_declarations(&case.cons);
            }
        }
        self.blocks.pop();
    }

    fn visit_while_stmt(&mut self, node: &WhileStmt) {
        self.loop_body(&mut |walk| node.visit_children_with(walk));
    }

    fn visit_do_while_stmt(&mut self, node: &DoWhileStmt) {
        self.loop_body(&mut |walk| node.visit_children_with(walk));
    }

    fn visit_for_stmt(&mut self, node: &ForStmt) {
        self.note_suspension(false);
        self.blocks.push(self.position);
        node.init.visit_with(self);
        self.quiet_loop(&mut |walk| {
            node.test.visit_with(walk);
            node.update.visit_with(walk);
            node.body.visit_with(walk);
        });
        self.blocks.pop();
    }

    fn visit_for_in_stmt(&mut self, node: &ForInStmt) {
        node.right.visit_with(self);
        self.quiet_loop(&mut |walk| {
            walk.head(&node.left);
            node.body.visit_with(walk);
        });
    }

    fn visit_for_of_stmt(&mut self, node: &ForOfStmt) {
        node.right.visit_with(self);
        self.loop_body(&mut |walk| {
            walk.head(&node.left);
            node.body.visit_with(walk);
        });
    }

    fn visit_with_stmt(&mut self, node: &WithStmt) {
        self.use_dynamic_scope();
        node.obj.visit_with(self);
        self.withs += 1;
        node.body.visit_with(self);
        self.withs -= 1;
    }

    fn visit_labeled_stmt(&mut self, node: &LabeledStmt) {
        node.body.visit_with(self);
    }
    fn visit_break_stmt(&mut self, _: &BreakStmt) {}
    fn visit_continue_stmt(&mut self, _: &ContinueStmt) {}

    fn visit_expr(&mut self, node: &Expr) {
        match node {
            Expr::Ident(name) => {
                self.refer(name, false);
                self.note_arguments_write(node);
            }
            Expr::This(_) => self.mark_lexical(|function, _| function.uses_this = true),
            Expr::PrivateName(name) => self.use_private(&name.name),
            _ => node.visit_children_with(self),
        }
        if !matches!(node, Expr::Paren(_)) {
            self.pending = Pending::default();
        }
    }

    fn visit_unary_expr(&mut self, node: &UnaryExpr) {
        match &*node.arg {
            Expr::Ident(name) if node.op == UnaryOp::TypeOf => self.refer(name, false),
            other => other.visit_with(self),
        }
    }

    fn visit_member_expr(&mut self, node: &MemberExpr) {
        match &*node.obj {
            Expr::Ident(name) => {
                self.refer(name, false);
                self.pending = Pending::default();
            }
            other => other.visit_with(self),
        }
        match &node.prop {
            MemberProp::PrivateName(name) => self.use_private(&name.name),
            MemberProp::Computed(key) => key.visit_with(self),
            MemberProp::Ident(_) => {}
        }
    }

    fn visit_super_prop_expr(&mut self, node: &SuperPropExpr) {
        let is_computed = matches!(node.prop, SuperProp::Computed(_));
        self.mark_lexical(|function, lent| {
            function.uses_super = true;
            function.uses_this = true;
            function.binds_super |= lent || is_computed;
        });
        node.prop.visit_with(self);
    }

    fn visit_meta_prop_expr(&mut self, node: &MetaPropExpr) {
        if node.kind == MetaPropKind::NewTarget {
            self.mark_lexical(|function, lent| {
                function.uses_new_target = true;
                function.lends_arguments |= lent;
            });
        }
    }

    fn visit_call_expr(&mut self, node: &CallExpr) {
        self.note_wrapper(node);
        self.note_described(node);
        match &node.callee {
            Callee::Super(_) => self.mark_lexical(|function, _| {
                function.uses_super = true;
                // Outside a derived constructor it is an error, which the engine finds: the call stays where it is.
                function.binds_super = true;
                function.uses_this = true;
            }),
            Callee::Import(_) => {}
            Callee::Expr(callee) => {
                // Whatever `eval` is bound to: when it is called it may be the language's.
                if without_parens(callee).is_ident_ref_to("eval") {
                    self.use_dynamic_scope();
                }
                match &**callee {
                    Expr::Ident(name) => self.refer_to(name, false),
                    _ => callee.visit_with(self),
                }
                if is_receiver(callee) {
                    self.mark_lexical(|function, _| function.writes_arguments = true);
                }
            }
        }
        if !matches!(node.callee, Callee::Import(_)) {
            self.note_suspension(true);
        }
        self.in_registration = is_registration(&node.callee);
        let read_only = read_only_place(node);
        for (place, arg) in node.args.iter().enumerate() {
            match &*arg.expr {
                Expr::Ident(name) if Some(place) == read_only || arg.spread.is_some() => {
                    self.refer(name, false);
                }
                _ => arg.visit_with(self),
            }
        }
        self.in_registration = false;
    }

    fn visit_opt_call(&mut self, node: &OptCall) {
        self.note_suspension(true);
        node.visit_children_with(self);
    }

    fn visit_new_expr(&mut self, node: &NewExpr) {
        self.note_suspension(true);
        node.visit_children_with(self);
    }

    fn visit_tagged_tpl(&mut self, node: &TaggedTpl) {
        self.note_suspension(true);
        node.visit_children_with(self);
    }

    fn visit_assign_expr(&mut self, node: &AssignExpr) {
        match &node.left {
            AssignTarget::Simple(SimpleAssignTarget::Ident(name)) => {
                self.expect_name(&node.right, &name.sym, false);
                self.refer_write_after(&name.id, &node.right);
                return;
            }
            AssignTarget::Simple(SimpleAssignTarget::Member(member)) => {
                self.note_arguments_write(&member.obj);
                member.visit_with(self);
                let (name, native) = member_name(&member.prop);
                self.expect_name(&node.right, &name, native || is_adder(&member.obj, &name));
            }
            AssignTarget::Simple(other) => {
                if matches!(other, SimpleAssignTarget::SuperProp(_)) {
                    self.mark_lexical(|function, _| function.binds_super = true);
                }
                other.visit_children_with(self);
            }
            AssignTarget::Pat(AssignTargetPat::Array(array)) => {
                array.elems.iter().flatten().for_each(|pat| self.assign_pattern(pat));
            }
            AssignTarget::Pat(AssignTargetPat::Object(object)) => self.assign_object_pattern(object),
            AssignTarget::Pat(AssignTargetPat::Invalid(_)) => {}
        }
        node.right.visit_with(self);
    }

    fn visit_update_expr(&mut self, node: &UpdateExpr) {
        match &*node.arg {
            Expr::Ident(name) => self.refer(name, true),
            Expr::Member(member) => {
                self.note_arguments_write(&member.obj);
                member.visit_with(self);
            }
            other => {
                if matches!(other, Expr::SuperProp(_)) {
                    self.mark_lexical(|function, _| function.binds_super = true);
                }
                other.visit_with(self);
            }
        }
    }

    fn visit_import_decl(&mut self, node: &ImportDecl) {
        for specifier in &node.specifiers {
            let local = match specifier {
                ImportSpecifier::Named(named) => &named.local,
                ImportSpecifier::Default(default) => &default.local,
                ImportSpecifier::Namespace(namespace) => &namespace.local,
            };
            self.declare(local, BindingKind::Import, 0);
        }
    }

    fn visit_named_export(&mut self, node: &NamedExport) {
        if node.src.is_some() {
            return;
        }
        for specifier in &node.specifiers {
            if let ExportSpecifier::Named(named) = specifier
                && let ModuleExportName::Ident(name) = &named.orig
            {
                self.refer(name, false);
            }
        }
    }

    fn visit_export_default_decl(&mut self, node: &ExportDefaultDecl) {
        match &node.decl {
            DefaultDecl::Class(class) => {
                if let Some(name) = &class.ident {
                    self.declare(name, BindingKind::Class, 0);
                }
                let own = class.ident.as_ref().map(Ident::to_id);
                self.enter_class(&class.class, own, "default");
            }
            DefaultDecl::Fn(function) => {
                if let Some(name) = &function.ident {
                    self.declare(name, BindingKind::Function, 0);
                }
                let name = function.ident.as_ref().map_or("default", |name| &name.sym).to_string();
                self.pending = Pending { name, hoisted: true, ..Pending::default() };
                self.enter_function(&function.function);
            }
            DefaultDecl::TsInterfaceDecl(_) => {}
        }
    }
}

impl Walk {
    fn refer_write_after(&mut self, name: &Ident, right: &Expr) {
        right.visit_with(self);
        self.refer(name, true);
    }

    pub(super) fn note_arguments_write(&mut self, object: &Expr) {
        if is_arguments(object) {
            self.mark_lexical(|function, _| function.writes_arguments = true);
        }
    }

    fn note_described(&mut self, call: &CallExpr) {
        let id = match described(call) {
            Some(Described::Value(Expr::Ident(name))) => return self.give(name, ""),
            Some(Described::Value(value)) => function_id(value),
            Some(Described::Method(method)) => Some(FnId::of(method.ctxt)),
            None => None,
        };
        if let Some(id) = id {
            self.facts.function_mut(id).native_name = true;
        }
    }

    /// A `switch` jumps over declarations, so those in its cases may be used before they are initialised.
    fn mark_case_declarations(&mut self, stmts: &[Stmt]) {
        for stmt in stmts {
            let mut names = Vec::new();
            match stmt {
                Stmt::Decl(Decl::Var(var)) if var.kind != VarDeclKind::Var => {
                    var.decls.iter().for_each(|declarator| bound_names(&declarator.name, &mut names));
                }
                Stmt::Decl(Decl::Class(class)) => names.push(class.ident.clone()),
                _ => {}
            }
            for name in names {
                if let Some(binding) = self.facts.bindings.get_mut(&name.to_id()) {
                    binding.used_early = true;
                }
            }
        }
    }
}

/// The name under which a member is assigned, and whether the engine calls functions of that name.
fn member_name(prop: &MemberProp) -> (String, bool) {
    match prop {
        MemberProp::Ident(name) => (name.sym.to_string(), is_native_member(&name.sym)),
        MemberProp::PrivateName(name) => (format!("#{}", name.name), false),
        MemberProp::Computed(key) => match &*key.expr {
            // `a[i] = f` is no key that the engine knows; `a[Symbol.iterator] = f` is.
            Expr::Member(_) => ("[computed]".to_string(), true),
            Expr::Lit(Lit::Str(text)) => {
                let text = text.value.to_string_lossy().into_owned();
                let native = is_native_member(&text);
                (text, native)
            }
            _ => ("[computed]".to_string(), false),
        },
    }
}

/// Whether a call with this callee is the one that lists the module's functions for other cores.
fn is_registration(callee: &Callee) -> bool {
    matches!(callee, Callee::Expr(callee) if matches!(&**callee, Expr::Ident(name) if name.sym == abi::REGISTER))
}

/// The function that `expr` makes, if it is a function literal.
fn function_id(expr: &Expr) -> Option<FnId> {
    match expr {
        Expr::Fn(function) => Some(FnId::of(function.function.ctxt)),
        Expr::Arrow(arrow) => Some(FnId::of(arrow.ctxt)),
        _ => None,
    }
}

/// What stands in brackets, however many.
fn without_parens(expr: &Expr) -> &Expr {
    match expr {
        Expr::Paren(paren) => without_parens(&paren.expr),
        expr => expr,
    }
}

//! Whether a module waits at its top level, which decides whether it can be `require`d.

use swc_ecma_ast::{
    ArrowExpr, AwaitExpr, Class, ClassMember, Constructor, ForOfStmt, Function, GetterProp, Program,
    SetterProp, UsingDecl,
};
use swc_ecma_visit::{Visit, VisitWith};

/// Looks for `await`, `for await` and `await using` outside of functions.
pub(crate) fn is_used(program: &Program) -> bool {
    let Program::Module(module) = program else { return false };
    is_used_in(module)
}

/// The same for a part of a module.
pub(crate) fn is_used_in<N: VisitWith<Finder>>(node: &N) -> bool {
    let mut finder = Finder { found: false };
    node.visit_with(&mut finder);
    finder.found
}

/// Visitor of [`is_used_in`].
pub(crate) struct Finder {
    found: bool,
}

impl Visit for Finder {
    fn visit_await_expr(&mut self, _: &AwaitExpr) {
        self.found = true;
    }

    fn visit_for_of_stmt(&mut self, statement: &ForOfStmt) {
        self.found |= statement.is_await;
        statement.visit_children_with(self);
    }

    fn visit_using_decl(&mut self, declaration: &UsingDecl) {
        self.found |= declaration.is_await;
        declaration.visit_children_with(self);
    }

    fn visit_class(&mut self, class: &Class) {
        class.super_class.visit_with(self);
        class.decorators.visit_with(self);
        class.body.iter().for_each(|member| self.visit_computed_key(member));
    }

    // `await` belongs to the function that it stands in.
    fn visit_function(&mut self, _: &Function) {}
    fn visit_arrow_expr(&mut self, _: &ArrowExpr) {}
    fn visit_constructor(&mut self, _: &Constructor) {}
    fn visit_getter_prop(&mut self, getter: &GetterProp) {
        getter.key.visit_with(self);
    }
    fn visit_setter_prop(&mut self, setter: &SetterProp) {
        setter.key.visit_with(self);
    }
}

impl Finder {
    /// Of a class member only a computed key is evaluated where the class stands.
    fn visit_computed_key(&mut self, member: &ClassMember) {
        match member {
            ClassMember::Method(method) => method.key.visit_with(self),
            ClassMember::ClassProp(field) => field.key.visit_with(self),
            ClassMember::AutoAccessor(field) => field.key.visit_with(self),
            _ => {}
        }
    }
}

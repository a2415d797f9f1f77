//! What is assigned to: names, members and patterns.

use super::{Level, Printer};
use swc_ecma_ast::*;

impl Printer {
    pub(super) fn pattern(&mut self, pattern: &Pat) {
        match pattern {
            Pat::Ident(name) => self.ident(&name.id),
            Pat::Array(array) => self.array_pattern(array),
            Pat::Object(object) => self.object_pattern(object),
            Pat::Rest(rest) => {
                self.text("...");
                self.pattern(&rest.arg);
            }
            Pat::Assign(assign) => {
                self.out.position(assign.span.lo);
                self.pattern(&assign.left);
                self.default_value(&assign.right);
            }
            Pat::Expr(expr) => self.expr(expr, Level::LeftHandSide),
            Pat::Invalid(invalid) => self.word(invalid.span, "<invalid>"),
        }
    }

    fn default_value(&mut self, value: &Expr) {
        self.text(" = ");
        let no_in = std::mem::take(&mut self.no_in);
        self.expr(value, Level::Assignment);
        self.no_in = no_in;
    }

    fn array_pattern(&mut self, array: &ArrayPat) {
        self.out.position(array.span.lo);
        self.text("[");
        self.list(&array.elems, |this, element| element.iter().for_each(|element| this.pattern(element)));
        if let Some(None) = array.elems.last() {
            self.text(", ");
        }
        self.text("]");
    }

    fn object_pattern(&mut self, object: &ObjectPat) {
        self.out.position(object.span.lo);
        if object.props.is_empty() {
            return self.text("{}");
        }
        self.text("{ ");
        self.list(&object.props, |this, property| match property {
            ObjectPatProp::KeyValue(property) => {
                this.property_name(&property.key);
                this.text(": ");
                this.pattern(&property.value);
            }
            ObjectPatProp::Assign(property) => {
                this.ident(&property.key.id);
                if let Some(value) = &property.value {
                    this.default_value(value);
                }
            }
            ObjectPatProp::Rest(rest) => {
                this.text("...");
                this.pattern(&rest.arg);
            }
        });
        self.text(" }");
    }

    /// What stands left of an assignment. In parentheses a name gives no name to a function.
    pub(super) fn target(&mut self, target: &AssignTarget) {
        match target {
            AssignTarget::Simple(SimpleAssignTarget::Ident(name)) => self.ident(&name.id),
            AssignTarget::Simple(SimpleAssignTarget::Member(member)) => self.member(member, Level::Call),
            AssignTarget::Simple(SimpleAssignTarget::SuperProp(property)) => self.super_property(property),
            AssignTarget::Simple(SimpleAssignTarget::Paren(paren)) => {
                self.parenthesized(true, |this| this.expr(&paren.expr, Level::Sequence));
            }
            AssignTarget::Simple(SimpleAssignTarget::Invalid(invalid)) => {
                self.word(invalid.span, "<invalid>")
            }
            AssignTarget::Pat(AssignTargetPat::Array(array)) => self.array_pattern(array),
            AssignTarget::Pat(AssignTargetPat::Object(object)) => self.object_pattern(object),
            other => unreachable!("not ECMAScript: {other:?}"),
        }
    }
}

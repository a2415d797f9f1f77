//! Functions, classes and their members.

use super::{Level, Printer};
use swc_common::Span;
use swc_ecma_ast::*;

impl Printer {
    /// A function declaration or expression.
    pub(super) fn function(&mut self, name: Option<&Ident>, function: &Function) {
        self.out.position(function.span.lo);
        let index = self.out.begin_function(function.span);
        self.text(match (function.is_async, function.is_generator) {
            (false, false) => "function",
            (false, true) => "function*",
            (true, false) => "async function",
            (true, true) => "async function*",
        });
        if let Some(name) = name {
            self.text(" ");
            self.ident(name);
        }
        self.rest_of_function(index, function, true);
    }

    /// Parameters and body of a function whose head is written.
    fn rest_of_function(&mut self, index: usize, function: &Function, spaced: bool) {
        self.out.begin_parameters(index);
        self.text("(");
        self.list(&function.params, |this, param| {
            this.out.position(param.span.lo);
            this.pattern(&param.pat);
        });
        self.text(if spaced { ") " } else { ")" });
        self.function_body(function.body.as_ref());
        self.out.end_function(index);
    }

    fn function_body(&mut self, body: Option<&FunctionBody>) {
        match body {
            Some(body) => self.braces(&body.stmts, body.span),
            None => self.text("{}"),
        }
    }

    pub(super) fn arrow(&mut self, arrow: &ArrowExpr) {
        self.out.position(arrow.span.lo);
        let index = self.out.begin_function(arrow.span);
        self.text(if arrow.is_async { "async (" } else { "(" });
        self.list(&arrow.params, Self::pattern);
        self.text(")=>");
        match &*arrow.body {
            ArrowFunctionBody::FunctionBody(body) => self.braces(&body.stmts, body.span),
            ArrowFunctionBody::Expr(expr) => {
                self.heads.arrow = Some(self.out.offset());
                self.out.indent();
                self.expr(expr, Level::Assignment);
                self.out.outdent();
            }
        }
        self.out.end_function(index);
    }

    pub(super) fn class(&mut self, name: Option<&Ident>, class: &Class) {
        self.out.position(class.span.lo);
        self.out.begin_class(class.span.lo);
        self.text("class");
        if let Some(name) = name {
            self.text(" ");
            self.ident(name);
        }
        if let Some(parent) = &class.super_class {
            self.text(" extends ");
            self.expr(parent, Level::LeftHandSide);
        }
        self.text(" ");
        let no_in = std::mem::take(&mut self.no_in);
        self.block(&class.body, |this, member| this.class_member(member));
        self.no_in = no_in;
        self.out.closing(class.span);
        self.text("}");
        self.out.end_class();
    }

    fn class_member(&mut self, member: &ClassMember) {
        match member {
            ClassMember::Constructor(constructor) => self.constructor(constructor),
            ClassMember::Method(method) => {
                self.out.position(method.span.lo);
                let index = self.out.begin_function(method.function.span);
                self.method_head(method.is_static, method.kind, &method.function);
                self.property_name(&method.key);
                self.rest_of_function(index, &method.function, true);
            }
            ClassMember::PrivateMethod(method) => {
                self.out.position(method.span.lo);
                let index = self.out.begin_function(method.function.span);
                self.method_head(method.is_static, method.kind, &method.function);
                self.private_name(&method.key);
                self.rest_of_function(index, &method.function, true);
            }
            ClassMember::ClassProp(field) => {
                self.word(field.span, if field.is_static { "static " } else { "" });
                self.property_name(&field.key);
                self.field_value(field.value.as_deref());
            }
            ClassMember::PrivateProp(field) => {
                self.word(field.span, if field.is_static { "static " } else { "" });
                self.private_name(&field.key);
                self.field_value(field.value.as_deref());
            }
            ClassMember::AutoAccessor(field) => {
                self.word(field.span, if field.is_static { "static accessor " } else { "accessor " });
                match &field.key {
                    Key::Private(name) => self.private_name(name),
                    Key::Public(name) => self.property_name(name),
                }
                self.field_value(field.value.as_deref());
            }
            ClassMember::StaticBlock(block) => {
                self.word(block.span, "static");
                self.braces(&block.body.stmts, block.body.span);
            }
            ClassMember::Empty(_) => {}
            ClassMember::TsIndexSignature(_) => unreachable!("not ECMAScript: {member:?}"),
        }
    }

    /// `static async *`, `get`
    fn method_head(&mut self, is_static: bool, kind: MethodKind, function: &Function) {
        if is_static {
            self.text("static ");
        }
        match kind {
            MethodKind::Getter => self.text("get "),
            MethodKind::Setter => self.text("set "),
            MethodKind::Method => self.method_marks(function),
        }
    }

    fn method_marks(&mut self, function: &Function) {
        if function.is_async {
            self.text("async ");
        }
        if function.is_generator {
            self.text("*");
        }
    }

    fn constructor(&mut self, constructor: &Constructor) {
        self.out.position(constructor.span.lo);
        let index = self.out.begin_function(constructor.span);
        self.out.is_constructor(index);
        self.text("constructor");
        self.out.begin_parameters(index);
        self.text("(");
        self.list(&constructor.params, |this, param| match param {
            ParamOrTsParamProp::Param(param) => {
                this.out.position(param.span.lo);
                this.pattern(&param.pat);
            }
            ParamOrTsParamProp::TsParamProp(_) => unreachable!("not ECMAScript: {param:?}"),
        });
        self.text(")");
        self.function_body(constructor.body.as_ref());
        self.out.end_function(index);
    }

    fn field_value(&mut self, value: Option<&Expr>) {
        if let Some(value) = value {
            self.text(" = ");
            self.expr(value, Level::Assignment);
        }
        self.text(";");
    }

    pub(super) fn object(&mut self, object: &ObjectLit) {
        self.out.position(object.span.lo);
        if object.props.is_empty() {
            return self.text("{}");
        }
        let no_in = std::mem::take(&mut self.no_in);
        let last = object.props.len() - 1;
        let mut index = 0;
        self.block(&object.props, |this, property| {
            match property {
                PropOrSpread::Prop(property) => this.object_property(property),
                PropOrSpread::Spread(spread) => {
                    this.out.position(spread.dot3_token.lo);
                    this.text("...");
                    this.expr(&spread.expr, Level::Assignment);
                }
            }
            if index < last {
                this.text(",");
            }
            index += 1;
        });
        self.no_in = no_in;
        self.out.closing(object.span);
        self.text("}");
    }

    fn object_property(&mut self, property: &Prop) {
        match property {
            Prop::Shorthand(name) => {
                self.out.position(name.span.lo);
                self.text(&name.sym);
            }
            Prop::KeyValue(property) => {
                self.property_name(&property.key);
                self.text(": ");
                self.expr(&property.value, Level::Assignment);
            }
            Prop::Assign(property) => {
                self.ident(&property.key);
                self.text(" = ");
                self.expr(&property.value, Level::Assignment);
            }
            Prop::Getter(getter) => self.accessor("get ", &getter.key, &getter.function, getter.span, true),
            Prop::Setter(setter) => self.accessor("set ", &setter.key, &setter.function, setter.span, false),
            Prop::Method(method) => {
                self.out.position(method.function.span.lo);
                let index = self.out.begin_function(method.function.span);
                self.method_marks(&method.function);
                self.property_name(&method.key);
                self.text(" ");
                self.rest_of_function(index, &method.function, true);
            }
        }
    }

    fn accessor(&mut self, word: &str, key: &PropName, function: &Function, span: Span, spaced: bool) {
        self.out.position(span.lo);
        let index = self.out.begin_function(function.span);
        self.text(word);
        self.property_name(key);
        self.text(" ");
        self.rest_of_function(index, function, spaced);
    }

    pub(super) fn property_name(&mut self, name: &PropName) {
        match name {
            PropName::Ident(name) => {
                self.out.position(name.span.lo);
                self.text(&name.sym);
            }
            PropName::Str(text) => self.string(text),
            PropName::Num(number) => self.number(number),
            PropName::BigInt(number) => self.big_int(number),
            PropName::Computed(key) => {
                self.out.position(key.span.lo);
                self.text("[");
                self.expr(&key.expr, Level::Assignment);
                self.text("]");
            }
        }
    }
}

//! Statements and declarations.

use super::expressions::without_parens;
use super::{Level, Printer};
use swc_common::{Span, Spanned};
use swc_ecma_ast::*;

impl Printer {
    /// A line or more for each statement.
    pub(super) fn statements(&mut self, stmts: &[Stmt]) {
        for stmt in stmts {
            self.statement(stmt);
            self.out.line();
        }
    }

    /// `{ … }` on lines of its own, `{}` when it is empty.
    pub(super) fn braces(&mut self, stmts: &[Stmt], span: Span) {
        if stmts.is_empty() {
            self.text("{");
        } else {
            let no_in = std::mem::take(&mut self.no_in);
            self.block(stmts, |this, stmt| this.statement(stmt));
            self.no_in = no_in;
        }
        self.out.closing(span);
        self.text("}");
    }

    /// Prints a statement, without the line break behind it.
    fn statement(&mut self, stmt: &Stmt) {
        match stmt {
            Stmt::Expr(stmt) => self.expression_statement(&stmt.expr),
            Stmt::If(stmt) => self.if_statement(stmt),
            Stmt::Return(stmt) => self.ends("return", stmt.span, stmt.arg.as_deref()),
            Stmt::Throw(stmt) => self.ends("throw", stmt.span, Some(&stmt.arg)),
            Stmt::Block(stmt) => self.block_statement(stmt),
            Stmt::Decl(declaration) => self.declaration(declaration),
            Stmt::For(stmt) => self.for_statement(stmt),
            Stmt::ForIn(stmt) => {
                self.for_each("for(", stmt.span, &stmt.left, " in ", &stmt.right, &stmt.body)
            }
            Stmt::ForOf(stmt) => {
                let word = if stmt.is_await { "for await (" } else { "for (" };
                self.for_each(word, stmt.span, &stmt.left, " of ", &stmt.right, &stmt.body);
            }
            Stmt::While(stmt) => {
                self.word(stmt.span, "while(");
                self.expr(&stmt.test, Level::Sequence);
                self.text(")");
                self.statement(&stmt.body);
            }
            Stmt::DoWhile(stmt) => self.do_while(stmt),
            Stmt::Try(stmt) => self.try_statement(stmt),
            Stmt::Switch(stmt) => self.switch(stmt),
            Stmt::Labeled(stmt) => {
                self.ident(&stmt.label);
                self.text(": ");
                self.statement(&stmt.body);
            }
            Stmt::Break(stmt) => self.jump("break", stmt.span, stmt.label.as_ref()),
            Stmt::Continue(stmt) => self.jump("continue", stmt.span, stmt.label.as_ref()),
            Stmt::With(stmt) => {
                self.word(stmt.span, "with (");
                self.expr(&stmt.obj, Level::Sequence);
                self.text(")");
                self.statement(&stmt.body);
            }
            Stmt::Debugger(stmt) => self.word(stmt.span, "debugger;"),
            Stmt::Empty(stmt) => self.word(stmt.span, ";"),
        }
    }

    fn block_statement(&mut self, block: &BlockStmt) {
        self.out.position(block.span.lo);
        self.braces(&block.stmts, block.span);
    }

    /// A string in parentheses is no directive and must not become one.
    fn expression_statement(&mut self, expr: &Expr) {
        let is_string =
            matches!(expr, Expr::Paren(_)) && matches!(without_parens(expr), Expr::Lit(Lit::Str(_)));
        self.heads.statement = Some(self.out.begin());
        self.parenthesized(is_string, |this| this.expr(expr, Level::Sequence));
        self.text(";");
    }

    /// `word;` or `word value;`
    fn ends(&mut self, word: &str, span: Span, value: Option<&Expr>) {
        self.word(span, word);
        if let Some(value) = value {
            self.text(" ");
            self.expr(value, Level::Sequence);
        }
        self.text(";");
    }

    fn jump(&mut self, word: &str, span: Span, label: Option<&Ident>) {
        self.word(span, word);
        if let Some(label) = label {
            self.text(" ");
            self.ident(label);
        }
        self.text(";");
    }

    fn if_statement(&mut self, stmt: &IfStmt) {
        self.word(stmt.span, "if (");
        self.expr(&stmt.test, Level::Sequence);
        self.text(") ");
        let Some(alt) = &stmt.alt else { return self.statement(&stmt.cons) };
        match &*stmt.cons {
            Stmt::Block(block) => {
                self.block_statement(block);
                self.text(" ");
            }
            cons if takes_else(cons) => {
                self.braces(std::slice::from_ref(cons), cons.span());
                self.text(" ");
            }
            cons => {
                self.statement(cons);
                self.out.line();
            }
        }
        self.text("else ");
        self.statement(alt);
    }

    fn for_statement(&mut self, stmt: &ForStmt) {
        self.word(stmt.span, "for(");
        if let Some(init) = &stmt.init {
            self.heads.loops = Some(self.out.offset());
            self.no_in = true;
            match init {
                VarDeclOrExpr::VarDecl(names) => self.variables(names),
                VarDeclOrExpr::Expr(expr) => self.expr(expr, Level::Sequence),
            }
            self.no_in = false;
        }
        for part in [&stmt.test, &stmt.update] {
            self.text(";");
            if let Some(part) = part {
                self.text(" ");
                self.expr(part, Level::Sequence);
            }
        }
        self.text(")");
        self.statement(&stmt.body);
    }

    fn for_each(&mut self, word: &str, span: Span, left: &ForHead, of: &str, right: &Expr, body: &Stmt) {
        self.word(span, word);
        self.heads.loops = Some(self.out.offset());
        self.no_in = true;
        match left {
            ForHead::VarDecl(names) => self.variables(names),
            ForHead::UsingDecl(names) => self.using(names),
            ForHead::Pat(pattern) => self.pattern(pattern),
        }
        self.no_in = false;
        self.text(of);
        self.expr(right, if of == " of " { Level::Assignment } else { Level::Sequence });
        self.text(")");
        self.statement(body);
    }

    fn do_while(&mut self, stmt: &DoWhileStmt) {
        self.word(stmt.span, "do ");
        self.statement(&stmt.body);
        if !matches!(*stmt.body, Stmt::Block(_)) {
            self.out.line();
        }
        self.text("while (");
        self.expr(&stmt.test, Level::Sequence);
        self.text(")");
    }

    fn try_statement(&mut self, stmt: &TryStmt) {
        self.word(stmt.span, "try ");
        self.block_statement(&stmt.block);
        if let Some(handler) = &stmt.handler {
            self.text(" ");
            self.word(handler.span, "catch ");
            if let Some(param) = &handler.param {
                self.text("(");
                self.pattern(param);
                self.text(") ");
            }
            self.block_statement(&handler.body);
        }
        if let Some(finalizer) = &stmt.finalizer {
            self.text(" finally");
            self.block_statement(finalizer);
        }
    }

    fn switch(&mut self, stmt: &SwitchStmt) {
        self.word(stmt.span, "switch(");
        self.expr(&stmt.discriminant, Level::Sequence);
        self.text(")");
        self.block(&stmt.cases, |this, case| this.case(case));
        self.out.closing(stmt.span);
        self.text("}");
    }

    fn case(&mut self, case: &SwitchCase) {
        self.out.position(case.span.lo);
        if let Some(test) = &case.test {
            self.text("case ");
            self.expr(test, Level::Sequence);
        } else {
            self.text("default");
        }
        self.text(":");
        self.out.line();
        self.out.indent();
        self.statements(&case.cons);
        self.out.outdent();
    }

    pub(super) fn declaration(&mut self, declaration: &Decl) {
        match declaration {
            Decl::Var(names) => {
                self.variables(names);
                self.text(";");
            }
            Decl::Using(names) => {
                self.using(names);
                self.text(";");
            }
            Decl::Fn(declaration) => {
                self.function(Some(&declaration.ident), &declaration.function);
            }
            Decl::Class(declaration) => self.class(Some(&declaration.ident), &declaration.class),
            Decl::TsEnum(_) | Decl::TsInterface(_) | Decl::TsModule(_) | Decl::TsTypeAlias(_) => {
                unreachable!("not ECMAScript: {declaration:?}")
            }
        }
    }

    /// `var a = 1, b`
    fn variables(&mut self, names: &VarDecl) {
        self.word(names.span, names.kind.as_str());
        self.text(" ");
        self.list(&names.decls, Self::declarator);
    }

    fn using(&mut self, names: &UsingDecl) {
        self.word(names.span, if names.is_await { "await using " } else { "using " });
        self.list(&names.decls, Self::declarator);
    }

    fn declarator(&mut self, declarator: &VarDeclarator) {
        self.out.position(declarator.span.lo);
        self.pattern(&declarator.name);
        if let Some(value) = &declarator.init {
            self.text(" = ");
            self.expr(value, Level::Assignment);
        }
    }
}

/// Whether an `else` behind the statement would be taken for that of an `if` at its end.
fn takes_else(stmt: &Stmt) -> bool {
    match stmt {
        Stmt::If(stmt) => stmt.alt.as_ref().is_none_or(|alt| takes_else(alt)),
        Stmt::For(stmt) => takes_else(&stmt.body),
        Stmt::ForIn(stmt) => takes_else(&stmt.body),
        Stmt::ForOf(stmt) => takes_else(&stmt.body),
        Stmt::While(stmt) => takes_else(&stmt.body),
        Stmt::Labeled(stmt) => takes_else(&stmt.body),
        Stmt::With(stmt) => takes_else(&stmt.body),
        _ => false,
    }
}

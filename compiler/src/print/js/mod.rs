//! Tree → text: a printer of plain ECMAScript.
//!
//! It walks the tree once and puts parentheses where precedence or the start of a statement wants them; those of the source are
//! not consulted, but for the few that mean something. The list of precedences is [`Level`]; each kind of syntax has a file.
//! What [`build::verbatim`](crate::build::verbatim) made is a name here, and goes through as it stands.

mod expressions;
mod functions;
mod literals;
mod modules;
mod patterns;
mod statements;

use super::writer::Writer;
use swc_ecma_ast::{BinaryOp, Program};

/// How tightly an expression binds: what is looser than its place allows gets parentheses.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Level {
    Sequence,
    Assignment,
    Conditional,
    Coalesce,
    Or,
    And,
    BitOr,
    BitXor,
    BitAnd,
    Equality,
    Relation,
    Shift,
    Sum,
    Product,
    Power,
    Unary,
    Postfix,
    /// Chains of `?.`, and `new` without arguments.
    LeftHandSide,
    Call,
    /// What `new` takes as its callee: no call in its head.
    Member,
}

impl Level {
    fn of(op: BinaryOp) -> Level {
        match op {
            BinaryOp::NullishCoalescing => Level::Coalesce,
            BinaryOp::LogicalOr => Level::Or,
            BinaryOp::LogicalAnd => Level::And,
            BinaryOp::BitOr => Level::BitOr,
            BinaryOp::BitXor => Level::BitXor,
            BinaryOp::BitAnd => Level::BitAnd,
            BinaryOp::EqEq | BinaryOp::NotEq | BinaryOp::EqEqEq | BinaryOp::NotEqEq => Level::Equality,
            BinaryOp::Lt
            | BinaryOp::LtEq
            | BinaryOp::Gt
            | BinaryOp::GtEq
            | BinaryOp::In
            | BinaryOp::InstanceOf => Level::Relation,
            BinaryOp::LShift | BinaryOp::RShift | BinaryOp::ZeroFillRShift => Level::Shift,
            BinaryOp::Add | BinaryOp::Sub => Level::Sum,
            BinaryOp::Mul | BinaryOp::Div | BinaryOp::Mod => Level::Product,
            BinaryOp::Exp => Level::Power,
        }
    }

    /// The next tighter level.
    fn tighter(self) -> Level {
        match self {
            Level::Coalesce => Level::Or,
            Level::Or => Level::And,
            Level::And => Level::BitOr,
            Level::BitOr => Level::BitXor,
            Level::BitXor => Level::BitAnd,
            Level::BitAnd => Level::Equality,
            Level::Equality => Level::Relation,
            Level::Relation => Level::Shift,
            Level::Shift => Level::Sum,
            Level::Sum => Level::Product,
            Level::Product => Level::Power,
            other => other,
        }
    }
}

/// Places where the first word of an expression could be taken for something else, as offsets in the text.
#[derive(Default)]
struct Heads {
    /// Of an expression that is a statement: `{`, `function`, `class` and `let` are others'.
    statement: Option<u32>,
    /// Of an arrow function's body: `{` begins a block.
    arrow: Option<u32>,
    /// Of an exported expression: `function` and `class` are declarations.
    export: Option<u32>,
    /// Of what a `for` loop assigns to: `let` begins a declaration, `async of` an arrow function.
    loops: Option<u32>,
}

/// Prints into `out`.
pub(super) struct Printer {
    out: Writer,
    heads: Heads,
    /// Inside the head of a `for`, where `in` would end it.
    no_in: bool,
}

/// Prints a whole program.
pub(super) fn print(program: &Program, out: Writer) -> Writer {
    let mut printer = Printer { out, heads: Heads::default(), no_in: false };
    match program {
        Program::Module(module) => printer.module_items(&module.body),
        Program::Script(script) => printer.statements(&script.body),
    }
    printer.out
}

impl Printer {
    fn text(&mut self, text: &str) {
        self.out.text(text);
    }

    /// `(…)` around what `write` writes, when it is `wanted`.
    fn parenthesized(&mut self, wanted: bool, write: impl FnOnce(&mut Self)) {
        if !wanted {
            return write(self);
        }
        let no_in = std::mem::take(&mut self.no_in);
        self.text("(");
        write(self);
        self.text(")");
        self.no_in = no_in;
    }

    /// `a, b, c`
    fn list<T>(&mut self, items: &[T], mut write: impl FnMut(&mut Self, &T)) {
        for (index, item) in items.iter().enumerate() {
            if index > 0 {
                self.text(", ");
            }
            write(self, item);
        }
    }

    /// `{`, a line for each item, `}`
    fn block<T>(&mut self, items: &[T], mut write: impl FnMut(&mut Self, &T)) {
        self.text("{");
        self.out.line();
        self.out.indent();
        for item in items {
            write(self, item);
            self.out.line();
        }
        self.out.outdent();
    }
}

//! A program as a tree of texts, and the smaller trees that the shrinker tries instead of it.
//!
//! A node knows only what it may be replaced by. Whether the result is still a program is not asked here: one that is none
//! fails alike in every mode, so it is no finding, and the shrinker drops it.

/// What stands where, as far as shrinking cares.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sort {
    /// May be left out, or replaced by the statements inside it.
    Statement,
    /// May be replaced by `0` or by an expression inside it.
    Expression,
    /// An element of a list, with its comma: an argument, a property, a class member. May be left out.
    Item,
    /// Must stay, though what is inside it may shrink.
    Fixed,
}

/// A part of a node.
#[derive(Debug, Clone)]
pub enum Piece {
    Text(String),
    Child(Node),
}

/// A part of a program.
#[derive(Debug, Clone)]
pub struct Node {
    sort: Sort,
    pieces: Vec<Piece>,
}

impl From<&str> for Piece {
    fn from(text: &str) -> Piece {
        Piece::Text(text.to_string())
    }
}

impl From<String> for Piece {
    fn from(text: String) -> Piece {
        Piece::Text(text)
    }
}

impl From<Node> for Piece {
    fn from(node: Node) -> Piece {
        Piece::Child(node)
    }
}

impl From<Vec<Node>> for Piece {
    fn from(nodes: Vec<Node>) -> Piece {
        Piece::Child(Node { sort: Sort::Fixed, pieces: nodes.into_iter().map(Piece::Child).collect() })
    }
}

/// `expression!["(", left, " + ", right, ")"]`
macro_rules! expression {
    ($($piece:expr),+ $(,)?) => {
        $crate::tree::Node::new($crate::tree::Sort::Expression, vec![$($crate::tree::Piece::from($piece)),+])
    };
}

/// `statement!["if (", test, ") ", body]`
macro_rules! statement {
    ($($piece:expr),+ $(,)?) => {
        $crate::tree::Node::new($crate::tree::Sort::Statement, vec![$($crate::tree::Piece::from($piece)),+])
    };
}

/// An element of a list: `item![value, ", "]`.
macro_rules! item {
    ($($piece:expr),+ $(,)?) => {
        $crate::tree::Node::new($crate::tree::Sort::Item, vec![$($crate::tree::Piece::from($piece)),+])
    };
}

/// A part that cannot be left out.
macro_rules! fixed {
    ($($piece:expr),+ $(,)?) => {
        $crate::tree::Node::new($crate::tree::Sort::Fixed, vec![$($crate::tree::Piece::from($piece)),+])
    };
}

pub(crate) use {expression, fixed, item, statement};

impl Node {
    pub fn new(sort: Sort, pieces: Vec<Piece>) -> Node {
        Node { sort, pieces }
    }

    /// The program text.
    pub fn print(&self) -> String {
        let mut text = String::new();
        self.print_into(&mut text);
        text
    }

    fn print_into(&self, text: &mut String) {
        for piece in &self.pieces {
            match piece {
                Piece::Text(part) => text.push_str(part),
                Piece::Child(node) => node.print_into(text),
            }
        }
    }

    /// Trees that are smaller than this one by one step each, big steps first.
    pub fn smaller(&self) -> impl Iterator<Item = Node> {
        let mut steps = Vec::new();
        self.collect_steps(&mut Vec::new(), &mut steps);
        steps.sort_by_key(|step| std::cmp::Reverse(step.saves));
        steps.into_iter().map(|step| self.with(&step.path, &step.instead))
    }

    fn collect_steps(&self, path: &mut Vec<usize>, steps: &mut Vec<Step>) {
        let length = self.print().len();
        for instead in self.replacements() {
            let rest = instead.as_ref().map_or(0, |node| node.print().len());
            if rest < length {
                steps.push(Step { path: path.clone(), instead, saves: length - rest });
            }
        }
        for (index, piece) in self.pieces.iter().enumerate() {
            if let Piece::Child(node) = piece {
                path.push(index);
                node.collect_steps(path, steps);
                path.pop();
            }
        }
    }

    /// What may stand in this node's place; `None` for nothing.
    fn replacements(&self) -> Vec<Option<Node>> {
        match self.sort {
            Sort::Fixed => Vec::new(),
            Sort::Item => vec![None],
            Sort::Statement => {
                let inner = self.nearest(Sort::Statement);
                let mut instead = vec![None];
                if inner.len() > 1 {
                    let all = inner.iter().map(|node| Piece::Child((*node).clone())).collect();
                    instead.push(Some(Node::new(Sort::Fixed, all)));
                }
                instead.extend(inner.into_iter().map(|node| Some(node.clone())));
                instead
            }
            Sort::Expression => {
                let inner = self.nearest(Sort::Expression);
                let zero = Node::new(Sort::Expression, vec![Piece::from("0")]);
                std::iter::once(zero).chain(inner.into_iter().cloned()).map(Some).collect()
            }
        }
    }

    /// The nodes of a sort below this one that have none of that sort between.
    fn nearest(&self, sort: Sort) -> Vec<&Node> {
        let children = self.pieces.iter().filter_map(|piece| match piece {
            Piece::Child(node) => Some(node),
            Piece::Text(_) => None,
        });
        children.flat_map(|node| if node.sort == sort { vec![node] } else { node.nearest(sort) }).collect()
    }

    fn with(&self, path: &[usize], instead: &Option<Node>) -> Node {
        let Some((&index, rest)) = path.split_first() else {
            return instead.clone().unwrap_or_else(|| Node::new(Sort::Fixed, Vec::new()));
        };
        let mut changed = self.clone();
        if let Piece::Child(node) = &self.pieces[index] {
            changed.pieces[index] = Piece::Child(node.with(rest, instead));
        }
        changed
    }
}

/// One way to make a tree smaller.
struct Step {
    path: Vec<usize>,
    instead: Option<Node>,
    /// Bytes of text.
    saves: usize,
}

#[cfg(test)]
mod tests {
    fn texts(nodes: impl Iterator<Item = super::Node>) -> Vec<String> {
        nodes.map(|node| node.print()).collect()
    }

    #[test]
    fn a_statement_gives_way_to_what_is_inside() {
        let inner = statement!["f(", item![expression!["1"], ", "], ");"];
        let tree = fixed![statement!["if (", expression!["x()"], ") { ", inner, " }"]];
        assert_eq!(tree.print(), "if (x()) { f(1, ); }");
        assert_eq!(
            texts(tree.smaller()),
            ["", "f(1, );", "if (x()) {  }", "if (x()) { f(); }", "if (0) { f(1, ); }"]
        );
    }

    #[test]
    fn an_expression_gives_way_to_an_operand() {
        let tree = fixed![expression!["(", expression!["aa"], " + ", expression!["b"], ")"]];
        assert_eq!(texts(tree.smaller()), ["0", "b", "aa", "(0 + b)"]);
    }
}

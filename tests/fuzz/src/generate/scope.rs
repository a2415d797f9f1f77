//! What can be named and where one can jump.

/// What a variable holds, as far as the generator keeps track.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Number,
    Text,
    /// An array of numbers.
    List,
    /// An object with `a`, `b`, and mostly a method `m`.
    Record,
    /// A function from numbers to a number.
    Function,
    /// A class whose instances are records.
    Class,
    /// A generator function that yields numbers.
    Generator,
    AsyncFunction,
    AsyncGenerator,
}

#[derive(Debug, Clone)]
pub struct Variable {
    pub name: String,
    pub kind: Kind,
    pub writable: bool,
}

/// The names of one block.
#[derive(Debug, Default)]
pub struct Scope(Vec<Variable>);

impl Scope {
    pub fn declare(&mut self, name: &str, kind: Kind, writable: bool) {
        self.0.retain(|variable| variable.name != name);
        self.0.push(Variable { name: name.to_string(), kind, writable });
    }

    pub fn has(&self, name: &str) -> bool {
        self.0.iter().any(|variable| variable.name == name)
    }

    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|variable| variable.name.as_str())
    }

    pub fn variables(&self) -> impl Iterator<Item = &Variable> {
        self.0.iter()
    }
}

/// What `break` and `continue` can reach.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    Loop(Option<String>),
    Switch,
    Block(String),
}

/// What the function around allows.
#[derive(Debug, Clone, Default)]
pub struct Place {
    pub is_async: bool,
    pub is_generator: bool,
    pub can_return: bool,
    /// The body is strict although the file is not.
    pub strict: bool,
    /// `this` is a record here.
    pub has_this: bool,
    /// `super.m` exists here.
    pub has_super: bool,
    pub has_arguments: bool,
    pub has_new_target: bool,
    /// The private names that every record of `this` class has.
    pub privates: Vec<String>,
    /// Innermost last.
    pub targets: Vec<Target>,
}

impl Place {
    /// The top level.
    pub fn main() -> Place {
        Place::default()
    }

    /// In a plain function that stands here. Private names stay, `this` does not.
    pub fn function(&self) -> Place {
        Place {
            can_return: true,
            has_arguments: true,
            has_new_target: true,
            strict: self.strict,
            privates: Vec::new(),
            ..Place::default()
        }
    }

    /// In an arrow function that stands here.
    pub fn arrow(&self) -> Place {
        Place { is_async: false, is_generator: false, can_return: true, targets: Vec::new(), ..self.clone() }
    }

    /// Where an expression of this place stands that may neither wait nor yield: a parameter, a field.
    pub fn still(&self) -> Place {
        Place { is_async: false, is_generator: false, ..self.clone() }
    }
}

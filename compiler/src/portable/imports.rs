//! Which calls of a module hand a function to other cores.
//!
//! ```text
//! import { go, parallel as p } from "hz";     go(f)  go.on(1, f)  p.map(list, f)  p.for(0, n, f)
//! import * as hz from "hz";                   hz.go(f)  hz.parallel.map(list, f)
//! import { map } from "hz:parallel";          map(list, f)
//! import * as all from "hz:parallel";         all.map(list, f)
//! ```

use std::collections::{HashMap, HashSet};

use swc_ecma_ast::*;

/// The module that has all of this.
const HZ: &str = "hz";
/// The module that has the functions of `parallel` one by one.
const PARALLEL: &str = "hz:parallel";

/// A call that hands a function to other cores.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct HandOver {
    /// Where the function stands among the arguments.
    pub place: usize,
    /// One of `parallel`, which waits for what the function does, and not `go`.
    pub is_parallel: bool,
}

/// What the module knows of "hz".
#[derive(Default)]
pub(super) struct Imports {
    go: HashSet<Id>,
    chan: HashSet<Id>,
    parallel: HashSet<Id>,
    /// Functions of `parallel`, by the local name.
    methods: HashMap<Id, String>,
    /// `import * as hz from "hz"`
    namespace: HashSet<Id>,
}

impl Imports {
    pub(super) fn of(module: &Module) -> Imports {
        let mut imports = Imports::default();
        for item in &module.body {
            let ModuleItem::ModuleDecl(ModuleDecl::Import(import)) = item else { continue };
            let all = if import.src.value == HZ {
                false
            } else if import.src.value == PARALLEL {
                true
            } else {
                continue;
            };
            import.specifiers.iter().for_each(|specifier| imports.add(specifier, all));
        }
        imports
    }

    fn add(&mut self, specifier: &ImportSpecifier, from_parallel: bool) {
        match specifier {
            ImportSpecifier::Named(named) => {
                let local = named.local.to_id();
                let imported = match &named.imported {
                    Some(ModuleExportName::Ident(name)) => name.sym.as_str(),
                    Some(ModuleExportName::Str(_)) => return,
                    None => named.local.sym.as_str(),
                };
                match imported {
                    "parallel" => drop(self.parallel.insert(local)),
                    method if from_parallel => drop(self.methods.insert(local, method.to_owned())),
                    "go" => drop(self.go.insert(local)),
                    "chan" => drop(self.chan.insert(local)),
                    _ => {}
                }
            }
            ImportSpecifier::Namespace(namespace) => {
                let names = if from_parallel { &mut self.parallel } else { &mut self.namespace };
                names.insert(namespace.local.to_id());
            }
            ImportSpecifier::Default(_) => {}
        }
    }

    /// Whether the module can hand functions to other cores.
    pub(super) fn any(&self) -> bool {
        let none = self.go.is_empty() && self.parallel.is_empty() && self.methods.is_empty();
        !(none && self.namespace.is_empty())
    }

    pub(super) fn is_chan(&self, expr: &Expr) -> bool {
        self.means(expr, &self.chan, "chan")
    }

    fn is_go(&self, expr: &Expr) -> bool {
        self.means(expr, &self.go, "go")
    }

    /// The function of `parallel` that `callee` is.
    pub(super) fn parallel_method<'e>(&'e self, callee: &'e Expr) -> Option<&'e str> {
        match callee {
            Expr::Ident(name) => self.methods.get(&name.to_id()).map(String::as_str),
            Expr::Member(MemberExpr { obj, prop: MemberProp::Ident(prop), .. }) => {
                self.means(obj, &self.parallel, "parallel").then_some(&*prop.sym)
            }
            _ => None,
        }
    }

    fn means(&self, expr: &Expr, named: &HashSet<Id>, key: &str) -> bool {
        match expr {
            Expr::Ident(name) => named.contains(&name.to_id()),
            Expr::Member(MemberExpr { obj, prop: MemberProp::Ident(prop), .. }) => {
                prop.sym == key
                    && matches!(&**obj, Expr::Ident(name) if self.namespace.contains(&name.to_id()))
            }
            _ => false,
        }
    }

    /// Whether a call of `callee` hands a function to other cores.
    pub(super) fn hand_over(&self, callee: &Expr) -> Option<HandOver> {
        if let Some(method) = self.parallel_method(callee) {
            let place = match method {
                "map" | "forEach" | "filter" | "reduce" | "sort" => 1,
                "for" => 2,
                _ => return None,
            };
            return Some(HandOver { place, is_parallel: true });
        }
        if self.is_go(callee) {
            return Some(HandOver { place: 0, is_parallel: false });
        }
        let Expr::Member(MemberExpr { obj, prop: MemberProp::Ident(prop), .. }) = callee else { return None };
        let starts = matches!(prop.sym.as_str(), "on" | "with") && self.is_go(obj);
        starts.then_some(HandOver { place: 1, is_parallel: false })
    }
}

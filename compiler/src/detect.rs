//! Which kind of module a text is, judged by its content alone.
//!
//! The answer for most files comes from a search for words; only files that contain words of both worlds are parsed.

use crate::abi::CompiledMark;
use crate::parse::syntax_of;
use crate::source::{Language, ModuleKind, Source};
use crate::stages::Input;
use swc_ecma_ast::{
    CallExpr, Callee, EsVersion, Expr, MemberExpr, MemberProp, MetaPropExpr, MetaPropKind, Program,
};
use swc_ecma_parser::parse_file_as_program;
use swc_ecma_visit::{Visit, VisitWith};

/// `Module` when the text uses ES module syntax (`import`, `export`, `import.meta`, top-level `await`);
/// `CommonJs` when it uses `require()`, `module.exports` or `exports` instead; `None` when it uses neither, so
/// that both readings are possible and the caller's default decides.
///
/// A text that does not parse at all counts by its words, so that the error comes from compiling it.
///
/// ```
/// use hz_compiler::{detect_module_kind, Language, ModuleKind, Source};
/// let kind = |text| detect_module_kind(&Source { name: "a.js", text }, Language::JavaScript);
/// assert_eq!(kind("export const a = 1;"), Some(ModuleKind::Module));
/// assert_eq!(kind("exports.a = require('b');"), Some(ModuleKind::CommonJs));
/// assert_eq!(kind("console.log('export')"), None);
/// ```
pub fn detect_module_kind(source: &Source, language: Language) -> Option<ModuleKind> {
    let text = source.text;
    let may_be_module = ["import", "export", "await"].iter().any(|word| text.contains(word));
    let may_be_common_js = ["require", "module", "exports", "__filename", "__dirname"];
    let may_be_common_js = may_be_common_js.iter().any(|word| text.contains(word));
    if !may_be_module && !may_be_common_js {
        return None;
    }
    let input = Input::new(source).ok()?;
    let parsed =
        parse_file_as_program(&input.file, syntax_of(language), EsVersion::latest(), None, &mut Vec::new());
    match parsed {
        Ok(Program::Module(_)) => Some(ModuleKind::Module),
        Ok(program) => {
            let mut signs = Signs::default();
            program.visit_with(&mut signs);
            if signs.module {
                Some(ModuleKind::Module)
            } else {
                signs.common_js.then_some(ModuleKind::CommonJs)
            }
        }
        Err(_) if may_be_module && has_module_line(text) => Some(ModuleKind::Module),
        Err(_) => may_be_common_js.then_some(ModuleKind::CommonJs),
    }
}

/// Whether a text is an output of a re-entrant compilation, and so must not be compiled again.
///
/// ```
/// use hz_compiler::{compile, is_compiled, Options, Source};
/// let text = "#!/usr/bin/env hzrun\nprint(1);";
/// let output = compile(&Source { name: "a.js", text }, &Options::default()).unwrap();
/// assert!(is_compiled(&output.code) && !is_compiled(text));
/// ```
pub fn is_compiled(text: &str) -> bool {
    CompiledMark::of(text).is_some()
}

/// Whether a line starts as an import or export declaration does.
fn has_module_line(text: &str) -> bool {
    text.lines().any(|line| {
        let line = line.trim_start();
        ["import", "export"].iter().any(|word| {
            let rest = line.strip_prefix(word);
            rest.is_some_and(|rest| rest.starts_with([' ', '{', '*', '"', '\'']))
        })
    })
}

#[derive(Default)]
struct Signs {
    module: bool,
    common_js: bool,
}

impl Visit for Signs {
    fn visit_meta_prop_expr(&mut self, meta: &MetaPropExpr) {
        self.module |= meta.kind == MetaPropKind::ImportMeta;
    }

    fn visit_call_expr(&mut self, call: &CallExpr) {
        if let Callee::Expr(callee) = &call.callee
            && let Expr::Ident(name) = &**callee
        {
            self.common_js |= name.sym == "require";
        }
        call.visit_children_with(self);
    }

    fn visit_member_expr(&mut self, member: &MemberExpr) {
        if let Expr::Ident(object) = &*member.obj {
            let property = matches!(&member.prop, MemberProp::Ident(name) if name.sym == "exports");
            self.common_js |= object.sym == "module" && property;
        }
        member.visit_children_with(self);
    }

    fn visit_expr(&mut self, expr: &Expr) {
        if let Expr::Ident(name) = expr {
            self.common_js |= matches!(&*name.sym, "exports" | "__filename" | "__dirname");
        }
        expr.visit_children_with(self);
    }
}

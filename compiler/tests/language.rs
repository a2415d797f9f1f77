//! What the compiler reads, and what becomes of types, JSX and decorators. Native mode shows these alone.

use hz_compiler::abi::CompiledMark;
use hz_compiler::diagnostic::code;
use hz_compiler::{
    Decorators, Diagnostic, Jsx, Language, ModuleKind, Options, Source, compile, detect_module_kind,
};

fn options(language: Language, module: ModuleKind) -> Options {
    Options { language, module, reentrant: false, ..Options::default() }
}

fn with(options: &Options, text: &str) -> Result<String, Vec<Diagnostic>> {
    compile(&Source { name: "in", text }, options).map(|output| output.code)
}

fn ts(text: &str) -> String {
    with(&options(Language::TypeScript, ModuleKind::Module), text)
        .unwrap_or_else(|errors| panic!("{errors:#?}"))
}

fn tsx(text: &str) -> String {
    with(&options(Language::Tsx, ModuleKind::Module), text).unwrap_or_else(|errors| panic!("{errors:#?}"))
}

fn js(text: &str) -> Result<String, Vec<Diagnostic>> {
    with(&options(Language::JavaScript, ModuleKind::Module), text)
}

fn messages(result: Result<String, Vec<Diagnostic>>) -> Vec<String> {
    result.expect_err("an error").iter().map(Diagnostic::to_string).collect()
}

#[test]
fn current_syntax_is_kept() {
    for text in [
        "import data from \"./d.json\" with {\n  type: \"json\"\n};\n",
        "export * as \"a name\" from \"m\";\n",
        "await using a = b;\nusing c = d;\n",
        "const r = /[\\p{L}--[a-z]]/v;\n",
        "a ??= b?.c?.[d] ?? 1_000n;\n",
        "class A {\n  static #p = 1;\n  static{\n    #p in A;\n  }\n}\n",
        "label: for await (const x of y)break label;\n",
        "const t = String.raw`\\u{} ${a}`;\n",
        "import.meta.url;\nnew.target;\n",
    ] {
        // `new.target` needs a function around it; the rest stands at the top level.
        let text = text.replace("new.target;\n", "");
        assert_eq!(js(&text).unwrap_or_else(|errors| panic!("{text}: {errors:#?}")), text);
    }
}

/// Each is printed as it stands here.
const PARENTHESIZED: [&str; 63] = [
    "(a, b).c;",
    "(a?.b).c;",
    "(a?.b)();",
    "a?.b.c?.(d)[e];",
    "new (a())();",
    "new (a()).b();",
    "new (a?.b)();",
    "new (a())`b`();",
    "new a.b();",
    "(new a).b;",
    "new a().b;",
    "(new a)`b`;",
    "(-a) ** b;",
    "(await a) ** b;",
    "(a ** b) ** c;",
    "a ** b ** -c;",
    "(a ?? b) || c;",
    "a ?? (b && c);",
    "(a && b) ?? c;",
    "a - (b - c);",
    "a - b - c;",
    "(a, b) - c;",
    "- -a;",
    "- --a;",
    "+ +a;",
    "+ ++a;",
    "-+a;",
    "typeof (a + b);",
    "(a = b).c;",
    "(a = b) ? (c, d) : (e, f);",
    "(a ? b : c) ? d : e;",
    "a = (b, c);",
    "f((a, b), ...(c, d));",
    "(a || (()=>b))();",
    "x = (()=>a)();",
    "x = ()=>({});",
    "x = ()=>({}).a;",
    "x = ()=>({ a } = b);",
    "x = ()=>(a, b);",
    "(function() {})();",
    "(function() {}).a;",
    "(class {\n});",
    "({}).a;",
    "({ a } = b);",
    "({}), a;",
    "for((a in b);;);",
    "for(let a = (b in c);;);",
    "for(let a = [\n  b in c\n];;);",
    "for(let a = ()=>(b in c);;);",
    "for(const a in b, c);",
    "for (const a of (b, c));",
    "export default (function() {});",
    "export default (class {\n}).a;",
    "export default function() {}",
    "(a) = b;",
    "1..a;",
    "1.5.a;",
    "0x1.a;",
    "1[a];",
    "(\"use strict\");",
    "if (a) {\n  if (b) c;\n} else d;",
    "!(a in b);",
    "class A extends (a, b) {\n}",
];

#[test]
fn parentheses_stand_where_they_mean_something() {
    let print = |text| js(text).unwrap_or_else(|errors| panic!("{text}: {errors:#?}"));
    let printed: Vec<String> = PARENTHESIZED.into_iter().map(print).collect();
    let texts: Vec<String> = PARENTHESIZED.into_iter().map(|text| format!("{text}\n")).collect();
    assert_eq!(printed.concat(), texts.concat());
    let sloppy = "(let)[0] = a;\nfor ((let) of a);\nfor ((async) of a);\nfor((let) in a);\nlet_ = let;\n";
    assert_eq!(
        with(&options(Language::JavaScript, ModuleKind::Script), sloppy).expect("sloppy code"),
        sloppy
    );
}

/// Strings that no source has as they are: property names that TypeScript's enums make, for one.
#[test]
fn strings_and_numbers_are_written_so_that_they_are_read_back() {
    let output = ts("enum A { B = 1 / 0, C = -1 / 0, D = 0 / 0, E = -5, F = 2 ** 70, 'g\\u2028\"' = 1 }");
    for part in ["1 / 0", "-1 / 0", "0 / 0", "-5", "1.1805916207174113e+21"] {
        assert!(output.contains(part), "{part}: {output}");
    }
    assert!(!output.contains('\u{2028}'), "{output}");
    js(&output).unwrap_or_else(|errors| panic!("{errors:#?}\n{output}"));
}

#[test]
fn sloppy_code_stays_sloppy() {
    let sloppy = "with (a) b = 010;\ndelete x;\nvar let = yield;\n";
    for module in [ModuleKind::Script, ModuleKind::CommonJs] {
        let output = with(&options(Language::JavaScript, module), sloppy).expect("sloppy code");
        assert!(output.starts_with("with"), "{output}");
    }
    assert!(js(sloppy).is_err());
    assert_eq!(
        with(&options(Language::JavaScript, ModuleKind::CommonJs), "return 1").expect("a body"),
        "return 1;\n"
    );
    assert!(with(&options(Language::JavaScript, ModuleKind::Script), "return 1").is_err());
}

#[test]
fn types_leave_no_trace() {
    let output = ts("type A = 1; interface B {} declare const c: A;\n\
        export function f<T>(this: B, a?: T, ...b: T[]): asserts a is T { (a as any)!; <any>a; b satisfies T[] }\n\
        export abstract class C<T> implements B { declare x: number; private y?: T; abstract z(): void; constructor(); constructor(a?: T) {} }\n\
        export type { A };");
    for gone in
        ["type", "interface", "declare", "abstract", "implements", "satisfies", "private", ":", "<", "this"]
    {
        assert!(!output.contains(gone), "{gone} is left in:\n{output}");
    }
    assert!(output.contains("export function f(a, ...b)"), "{output}");
}

#[test]
fn imports_used_only_as_types_go() {
    let output = ts(
        "import { type A, B, c } from 'm'; import type D from 'n'; import 'effect';\nlet b: B = c; let d: D;",
    );
    assert!(output.starts_with("import { c } from 'm';\nimport 'effect';\n"), "{output}");
    assert_eq!(ts("import type { A } from 'm';"), "export { };\n");
}

#[test]
fn enums_and_namespaces_become_objects() {
    let output = ts("enum E { A, B = 'b', C = A + 2 } const enum F { G = 7 } export const g = F.G;");
    assert!(output.contains("E[E[\"A\"] = 0] = \"A\"") && output.contains("E[\"B\"] = \"b\""), "{output}");
    assert!(output.contains("g = 7"), "{output}");
    // The parameter `N` must not catch the reference to the namespace's own `a`.
    let output = ts("namespace N { export const a = 1; export function f(N: number) { return a + N; } }");
    assert!(output.contains("return N1.a + N;"), "{output}");
}

#[test]
fn parameter_properties_are_assigned() {
    let output = ts("class A { constructor(private readonly a: number, public b = 2, c = 3) { f(); } }");
    let at = |part: &str| output.find(part).unwrap_or_else(|| panic!("{part} is missing in:\n{output}"));
    assert!(at("constructor(a, b = 2, c = 3)") < at("this.a = a;"));
    assert!(at("this.a = a;") < at("this.b = b;") && at("this.b = b;") < at("f();"));
    assert!(!output.contains("this.c"));
}

#[test]
fn names_of_functions_and_classes_never_change() {
    let text = "function a() { function a() { class a {} return a; } return [a, function b() { const b = 1; }]; }\n\
        class Map {} { class Map {} function a(): void {} } new Set<Map>(); const x = class a {};";
    let output = ts(text);
    let words = |text: &str| {
        text.split(|c: char| !c.is_alphanumeric()).filter(|word| ["a", "b", "Map"].contains(word)).count()
    };
    assert_eq!(words(&output), words(text) - 1, "one use is a type:\n{output}");
    assert!(!output.contains('1') || !output.contains("a1") && !output.contains("Map1"), "{output}");
}

#[test]
fn jsx_becomes_calls() {
    let output = tsx("export const e = <a b={1} {...c}>d <></></a>;");
    assert!(
        output.contains(
            "import { jsx as _jsx, jsxs as _jsxs, Fragment as _Fragment } from \"react/jsx-runtime\""
        ),
        "{output}"
    );
    assert!(output.contains("_jsxs(\"a\", {"), "{output}");
    let output = tsx("/** @jsxImportSource preact */ let _jsx; export const e = <a/>;");
    assert!(output.contains("import { jsx as _jsx1 } from \"preact/jsx-runtime\""), "{output}");
    let classic = Options { jsx: Jsx::classic(), ..options(Language::Jsx, ModuleKind::Module) };
    let output = with(&classic, "x = <a b='c'>{d}</a>;").expect("JSX");
    assert!(output.contains("React.createElement(\"a\", {\n  b: \"c\"\n}, d)"), "{output}");
    let common_js = options(Language::Jsx, ModuleKind::CommonJs);
    let output = with(&common_js, "exports.a = <a/>;").expect("JSX");
    assert!(output.contains("require(\"react/jsx-runtime\")"), "{output}");
}

#[test]
fn both_decorator_languages_compile() {
    let text = "function d(v: any, c: any) {} @d class A { @d m() {} @d static x = 1; accessor y = 2; }";
    for decorators in [Decorators::Standard, Decorators::Legacy] {
        let options = Options { decorators, ..options(Language::TypeScript, ModuleKind::Module) };
        let output = with(&options, text).unwrap_or_else(|errors| panic!("{errors:#?}"));
        assert!(!output.contains('@') || output.contains("@@toPrimitive"), "{output}");
        assert!(!output.contains("accessor y"), "{output}");
        assert!(!output.contains("import"), "the module must stand alone:\n{output}");
        js(&output).unwrap_or_else(|errors| panic!("{errors:#?}\n{output}"));
        // Names that the helpers share with the language are not theirs to change.
        assert!(!output.contains("String1") && !output.contains("TypeError1"), "{output}");
    }
}

#[test]
fn only_licenses_survive_of_comments() {
    let output = js("/*! keep 1 */\n// drop\n/** drop */ f(/* drop */ 1); /* @license keep 2 */ g();\n")
        .expect("code");
    assert_eq!(output.matches("keep").count(), 2, "{output}");
    assert!(!output.contains("drop"), "{output}");
}

#[test]
fn the_first_line_of_a_script_stays_first() {
    let text = "\u{feff}#!/usr/bin/env hzrun\nf();\n";
    assert_eq!(js(text).expect("code"), "#!/usr/bin/env hzrun\nf();\n");
    let output = compile(&Source { name: "in", text }, &Options::default()).expect("code").code;
    assert!(output.starts_with(&format!("#!/usr/bin/env hzrun\n{}\n", CompiledMark::own(false))), "{output}");
}

#[test]
fn early_errors_are_found_all_at_once() {
    let found = messages(js("let a; let a;\nbreak;\nconst b;\nfunction f() { await 1; }\nyield = 1;\n"));
    assert!(found.len() >= 4, "{found:#?}");
    assert!(found.iter().all(|message| message.contains(code::SYNTAX)), "{found:#?}");
    for text in [
        "new.target",
        "class A { constructor() {} constructor() {} }",
        "({ a: 1, a: 2 } = 1) => 1",
        "for (let x = 1 of y);",
        "'use strict'; with (a) {}",
        "a?.b = 1",
        "`${`",
        "\"\n\"",
        "1 = 2",
        "await = 1",
        "({ get a(b) {} })",
    ] {
        assert!(js(text).is_err(), "{text} was accepted");
    }
}

/// What the parser does not look for stays in the output, where V8 finds it.
#[test]
fn other_early_errors_are_left_to_v8() {
    for text in [
        "super();\n",
        "import a from 'a';\nimport a from 'b';\n",
        "x = {\n  __proto__: 1,\n  __proto__: 2\n};\n",
        "/(/;\n",
        "export { nothing };\n",
        "a.#b;\n",
    ] {
        assert_eq!(js(text).expect("the parser does not mind"), text);
    }
}

#[test]
fn errors_know_their_place() {
    let errors = js("const ä = 'ö'; let ü = ;\r\nnext").expect_err("an error");
    let error = &errors[0];
    assert_eq!((error.position.line, error.position.column), (1, 24));
    assert_eq!(error.excerpt, "const ä = 'ö'; let ü = ;");
    assert_eq!(&"const ä = 'ö'; let ü = ;\r\nnext"[error.span.clone()], ";");
    let errors = js("f(").expect_err("an error");
    assert_eq!(errors[0].span.start, 2);
    let errors = with(&options(Language::JavaScript, ModuleKind::CommonJs), "import a from 'a'")
        .expect_err("an error");
    assert!(errors[0].help.as_deref().is_some_and(|help| help.contains(".mjs")), "{errors:#?}");
}

#[test]
fn unsupported_typescript_is_an_error_with_a_place() {
    let typescript = options(Language::TypeScript, ModuleKind::Module);
    let errors = with(&typescript, "const a = 1;\nexport = a;").expect_err("an error");
    assert_eq!((errors[0].code, errors[0].position.line), (code::UNSUPPORTED, 2));
    let common_js = options(Language::TypeScript, ModuleKind::CommonJs);
    let output = with(&common_js, "import b = require('b'); export = b.c;").expect("CommonJS");
    assert!(output.contains("require('b')") && output.contains("module.exports = b.c"), "{output}");
}

#[test]
fn nesting_has_a_limit_and_no_crash() {
    let deep = |open: &str, close: &str, count| format!("x = {}1{}", open.repeat(count), close.repeat(count));
    for (open, close) in
        [("(", ")"), ("[", "]"), ("f(", ")"), ("{a:", "}"), ("!", ""), ("a + ", ""), ("a => ", "")]
    {
        js(&deep(open, close, 2_000)).unwrap_or_else(|errors| panic!("{open}: {errors:#?}"));
    }
    let errors = js(&deep("(", ")", 200_000)).expect_err("an error");
    assert_eq!(errors[0].code, code::TOO_DEEP);
}

#[test]
fn empty_and_odd_texts_compile() {
    for text in
        ["", "\n", "\u{feff}", "#!x", "// only a comment", ";;;", "'use strict'", "\u{2028}", "a\r\nb\rc"]
    {
        for module in [ModuleKind::Module, ModuleKind::CommonJs, ModuleKind::Script] {
            for reentrant in [true, false] {
                let options = Options { reentrant, ..options(Language::JavaScript, module) };
                with(&options, text).unwrap_or_else(|errors| panic!("{text:?}: {errors:#?}"));
            }
        }
    }
}

#[test]
fn module_kinds_are_told_by_content() {
    let kind = |text| detect_module_kind(&Source { name: "in.js", text }, Language::JavaScript);
    let (module, common_js) = (Some(ModuleKind::Module), Some(ModuleKind::CommonJs));
    for text in [
        "import 'a'",
        "export {}",
        "import.meta.url",
        "await f()",
        "for await (a of b);",
        "require('a'); export {}",
        "export default (",
    ] {
        assert_eq!(kind(text), module, "{text}");
    }
    for text in [
        "require('a')",
        "module.exports = 1",
        "exports.a = 1",
        "f(exports)",
        "__dirname + 'x'",
        "const { a } = require(\"b\"); import('c')",
        "// import x from 'y'\nexports.a = 1; return;",
        "`import 'a'`; require('b')",
        "typeof exports === 'object'",
    ] {
        assert_eq!(kind(text), common_js, "{text}");
    }
    for text in [
        "",
        "f()",
        "'export {}'",
        "async () => await x",
        "import('a')",
        "a.exports; b.require()",
        "{ exports: 1 }",
    ] {
        assert_eq!(kind(text), None, "{text}");
    }
}

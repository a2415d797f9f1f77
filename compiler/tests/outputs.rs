//! What comes with the code: exports, top-level await, source maps, function texts, reports.

use hz_compiler::{
    FunctionTexts, InputMap, Language, ModuleKind, Options, Output, Source, SourceMapKind, compile,
};
use std::collections::BTreeSet;
use swc_sourcemap::SourceMap;

fn run(text: &str, options: &Options) -> Output {
    compile(&Source { name: "in.js", text }, options).unwrap_or_else(|errors| panic!("{errors:#?}"))
}

fn native() -> Options {
    Options { reentrant: false, ..Options::default() }
}

fn exports(text: &str) -> (Vec<String>, Vec<String>) {
    let output = run(text, &Options { module: ModuleKind::CommonJs, ..native() });
    (output.exports.names, output.exports.reexports)
}

#[test]
fn the_entry_module_waits_as_the_main_thread() {
    let entry = Options { entry: true, ..Options::default() };
    let code = run("f(await g()); export const x = new C(); function f() { return g(); }", &entry).code;
    assert_eq!(code.matches("(await hz$z(").count(), 3, "{code}");
    for place in 1..=3 {
        assert!(code.contains(&format!("(await hz$z({place})).value")), "{place} in {code}");
    }
    assert!(!code.contains("hz$a"), "{code}");
    // What waits nowhere needs no `await`, which would make the module an asynchronous one.
    assert!(!run("export const x = 1;", &entry).code.contains("await"));
    let other = run("f();", &Options::default()).code;
    assert!(other.contains("hz$n()") && !other.contains("await"), "{other}");
}

#[test]
fn exports_of_common_js_are_found() {
    for (text, names, reexports) in [
        ("exports.a = exports.b = 1; exports['c d'] = 2; module.exports.e = 3;", "a b c d e", ""),
        ("module.exports = { a, b: 1, 'c': 2, get d() {}, e() {}, ...require('x') };", "a b c d e", "x"),
        (
            "Object.defineProperty(exports, '__esModule', { value: true }); Object.defineProperty(module.exports, 'a', { get() {} });",
            "__esModule a",
            "",
        ),
        ("module.exports = require('./lib/index.js');", "", "./lib/index.js"),
        ("const x = module.exports = f(); x.a = 1; exports = module.exports = { b };", "b", ""),
        (
            "__exportStar(require('a'), exports); tslib_1.__exportStar(require('b'), exports); __export(require('c'));",
            "",
            "a b c",
        ),
        (
            "var _m = _interopRequireWildcard(require('m')); Object.keys(_m).forEach(function (key) { if (key === 'default') return; exports[key] = _m[key]; });",
            "",
            "m",
        ),
        ("__export(src_exports, { z: () => z }); 0 && (module.exports = { a, b });", "a b", ""),
        (
            "(function (g, f) { typeof exports === 'object' ? f(exports) : 0 })(this, function (exports) { exports.a = 1; });",
            "a",
            "",
        ),
        ("if (x) { module.exports = require('a') } else { module.exports = require('b') }", "", "a b"),
        ("const other = {}; other.a = 1; f({ exports: 1 }); exports.a += 1;", "a", ""),
    ] {
        let (found, from) = exports(text);
        // A name with a space in it would split; compare joined.
        assert_eq!((found.join(" "), from.join(" ")), (names.to_string(), reexports.to_string()), "{text}");
    }
    assert_eq!(run("exports.a = 1;", &native()).exports, Default::default());
}

#[test]
fn top_level_await_is_seen() {
    let waits = |text| run(text, &native()).uses_top_level_await;
    for text in [
        "await a;",
        "for await (x of y);",
        "await using a = b;",
        "{ if (a) f(await b); }",
        "class A { [await a]() {} }",
        "class A extends (await b) {}",
        "export default await a;",
    ] {
        assert!(waits(text), "{text}");
    }
    for text in [
        "async () => await a",
        "async function f() { for await (x of y); }",
        "class A { async m() { await a; } }",
        "({ async m() { await using a = b; } })",
        "f();",
    ] {
        assert!(!waits(text), "{text}");
    }
}

fn map_of(text: &str, options: &Options) -> (String, SourceMap) {
    let output = run(text, &Options { source_map: SourceMapKind::File, ..options.clone() });
    let map = output.map.expect("a map");
    (output.code, SourceMap::from_slice(map.as_bytes()).expect("a readable map"))
}

/// The place that the first occurrence of `part` in the code came from.
fn origin(code: &str, map: &SourceMap, part: &str) -> (u32, u32) {
    let at = code.find(part).unwrap_or_else(|| panic!("{part} is missing in:\n{code}"));
    let line = code[..at].matches('\n').count();
    let line_start = code[..at].rfind('\n').map_or(0, |at| at + 1);
    let column = code[line_start..at].encode_utf16().count();
    let token = map.lookup_token(line as u32, column as u32).expect("a token");
    assert_eq!(
        (token.get_dst_line(), token.get_dst_col()),
        (line as u32, column as u32),
        "{part} has no mapping of its own"
    );
    (token.get_src_line(), token.get_src_col())
}

#[test]
fn maps_lead_from_code_to_source() {
    let text = "/* 😀 */ const a = one(\"é\", two)\nfunction three() {\r\n\tthrow four }";
    for options in [native(), Options::default()] {
        let (code, map) = map_of(text, &options);
        assert_eq!(map.get_source(0).map(|name| name.to_string()).as_deref(), Some("in.js"));
        assert_eq!(origin(&code, &map, "one"), (0, 19));
        assert_eq!(origin(&code, &map, "two"), (0, 28));
        assert_eq!(origin(&code, &map, "throw"), (2, 1));
    }
}

#[test]
fn maps_lead_through_the_map_of_the_input() {
    let typescript = Options { language: Language::TypeScript, ..native() };
    let (middle, first) = map_of("type A = 1;\nexport const a: A = call();", &typescript);
    let mut json = Vec::new();
    first.to_writer(&mut json).expect("a map");
    let json = String::from_utf8(json).expect("JSON");

    let input_map = Some(InputMap { json: Some(json), base: "../src".to_string() });
    let (code, map) = map_of(&middle, &Options { input_map, ..native() });
    assert_eq!(map.get_source(0).map(|name| name.to_string()).as_deref(), Some("../src/in.js"));
    assert_eq!(origin(&code, &map, "call"), (1, 20));

    let inline = Options { source_map: SourceMapKind::Inline, ..typescript };
    let middle = run("type A = 1;\nexport const a: A = call();", &inline).code;
    let (code, map) = map_of(&middle, &native());
    assert_eq!(origin(&code, &map, "call"), (1, 20));

    let broken = "f();\n//# sourceMappingURL=data:application/json;base64,AAAA";
    let (code, map) = map_of(broken, &native());
    assert_eq!(origin(&code, &map, "f"), (0, 0));
}

/// The original texts of all functions, after a check that each key is where V8 puts it.
fn texts(text: &str, options: &Options) -> BTreeSet<String> {
    let output = run(text, options);
    let entries = output.function_texts.decode();
    let source = output.function_texts.text.as_deref().unwrap_or(text);
    let lines: Vec<&str> = output.code.split('\n').collect();
    for entry in &entries {
        let line: Vec<u16> = lines[entry.line as usize].encode_utf16().collect();
        let begin = String::from_utf16_lossy(&line[entry.column as usize..]);
        assert!(["(", "async (", "class"].iter().any(|start| begin.starts_with(start)), "{begin}");
        let found = FunctionTexts::find(&entries, entry.line, entry.column).expect("an entry");
        assert!(source.get(found).is_some());
    }
    assert_eq!(FunctionTexts::find(&entries, u32::MAX, 0), None);
    entries.into_iter().map(|entry| source[entry.range].to_string()).collect()
}

#[test]
fn every_function_knows_its_text() {
    let functions = [
        "function plain (a,b) { /* kept */ return g() }",
        "async function* gen() { yield g() }",
        "(x)=>g( x )",
        "x => g()",
        "async x=>g()",
        "async (x) => { g() }",
        "m ( ) { g() }",
        "async *[(g)](a) { g() }",
        "get   acc() { return g() }",
        "set acc(v) { g() }",
        "static() { g() }",
        "async   s(a) { g() }",
        "static(a) { return g() }",
        "class A { constructor (q) { g() } }",
        "class B extends A{ }",
        "class { [g()]=()=>g(); }",
    ];
    let [f0, f1, f2, f3, f4, f5, f6, f7, f8, f9, f10, f11, f12, f13, f14, f15] = functions;
    let text = format!(
        "/* é😀 */ {f0} {f1} x = [{f2}, {f3}, {f4}, {f5}]; y = {{ {f6}, {f7}, {f8}, {f9}, {f10} }};\n\
         {f13} {f14} z = {f15}; w = class C {{ static   {f11} {f12} }};"
    );
    let found = texts(&text, &Options::default());
    for function in functions {
        assert!(found.contains(function), "{function} is not among {found:#?}");
    }
    for inner in ["()=>g()", "constructor"] {
        assert_eq!(found.contains(inner), inner == "()=>g()", "{inner}");
    }
    assert!(found.iter().any(|text| text.starts_with("class C {")), "{found:#?}");
}

#[test]
fn functions_of_typescript_have_the_text_that_runs() {
    let text = "export function f(a: number): void { g(a as any) }\nclass A { private x = (b?: string) => g(b); static s<T>(): T { return g() } }";
    let options = Options { language: Language::TypeScript, ..Options::default() };
    let found = texts(text, &options);
    for function in ["function f(a) {\n  g(a);\n}", "(b)=>g(b)", "s() {\n    return g();\n  }"] {
        assert!(found.contains(function), "{function} is not among {found:#?}");
    }
    assert!(found.iter().any(|text| text.starts_with("class A {")), "{found:#?}");
}

#[test]
fn reports_measure_functions_when_asked() {
    let text = "function a(f) { return f() + f(); }\nconst b = () => 1;";
    let report = run(text, &Options { measure: true, ..Options::default() }).report;
    let a = report.iter().find(|function| function.name == "a").expect("a report on a");
    assert_eq!(&text[a.span.clone()], "function a(f) { return f() + f(); }");
    assert_eq!((a.position.line, a.position.column, a.size_before), (1, 1, 35));
    assert!(a.suspends && !a.reason.is_empty() && a.size_after > a.size_before, "{a:#?}");
    let unmeasured = run(text, &Options::default()).report;
    assert!(unmeasured.iter().all(|function| function.size_after == 0));
    assert!(run(text, &native()).report.is_empty());
}

#[test]
fn the_same_text_gives_the_same_output_on_every_thread() {
    let text = "@d class A { @e m() { return g(); } }\nfor (const x of y) { await z(() => x); }";
    let options = Options { source_map: SourceMapKind::Inline, ..Options::default() };
    let first = run(text, &options);
    let threads: Vec<_> = (0..8)
        .map(|_| {
            let options = options.clone();
            std::thread::spawn(move || run(text, &options))
        })
        .collect();
    for thread in threads {
        assert_eq!(thread.join().expect("no panic"), first);
    }
}

//! ES modules, TypeScript, JSON and packages, as programs see them.

mod program;

use program::{Program, fails_in_both, prints_in_both};

#[test]
fn bindings_are_live() {
    prints_in_both(
        &[
            ("main.js", "import { n, more } from './n.js'; more(); more(); console.log(n);"),
            ("n.js", "export let n = 0; export function more() { n++; }"),
        ],
        "2",
    );
}

#[test]
fn cycles_see_what_is_initialised() {
    prints_in_both(
        &[
            ("main.js", "import { a } from './a.js'; console.log(a());"),
            (
                "a.js",
                "import { b } from './b.js'; export function a() { return 'a' + b(); } export const late = 1;",
            ),
            (
                "b.js",
                "import { a, late } from './a.js';
                 let early; try { late } catch (e) { early = e.name }
                 export const b = () => typeof a + early + late;",
            ),
        ],
        "afunctionReferenceError1",
    );
}

#[test]
fn each_module_runs_once_and_in_order() {
    prints_in_both(
        &[
            ("main.js", "import './a.js'; import './b.js'; import './a.js'; console.log('main');"),
            ("a.js", "import './c.js'; console.log('a');"),
            ("b.js", "import './c.js'; console.log('b');"),
            ("c.js", "console.log('c');"),
        ],
        "c\na\nb\nmain",
    );
}

#[test]
fn top_level_await_holds_up_the_importer() {
    prints_in_both(
        &[
            ("main.js", "import { v } from './slow.js'; console.log(v, await Promise.resolve('main'));"),
            ("slow.js", "export let v = 1; await new Promise((go) => setTimeout(go, 5)); v = 2;"),
        ],
        "2 main",
    );
}

#[test]
fn dynamic_imports_give_the_same_namespace() {
    prints_in_both(
        &[
            (
                "main.js",
                "import * as a from './a.js';
                 const b = await import('./a' + '.js');
                 const other = await import('./a.js?again');
                 const missing = await import('./none.js').catch((e) => e.code);
                 const thrown = await import('./throws.js').catch((e) => e.message);
                 console.log(a === b, a === other, other.x, missing, thrown);",
            ),
            ("a.js", "export const x = 1;"),
            ("throws.js", "throw new Error('on load');"),
        ],
        "true false 1 ERR_MODULE_NOT_FOUND on load",
    );
}

#[test]
fn a_module_that_could_not_be_loaded_can_be_tried_again() {
    prints_in_both(
        &[(
            "main.js",
            "import { writeFileSync } from 'node:fs';
             import { dirname } from 'node:path';
             const folder = import.meta.dirname;
             writeFileSync(folder + '/late.js', 'import \"./later.js\"; export const late = 1;');
             const first = await import('./late.js').catch((e) => e.code);
             writeFileSync(folder + '/later.js', '');
             console.log(first, (await import('./late.js')).late);
             (await import('node:fs')).unlinkSync(folder + '/later.js');",
        )],
        "ERR_MODULE_NOT_FOUND 1",
    );
}

#[test]
fn import_meta_tells_where_the_module_is() {
    let program = Program::new(&[
        (
            "main.js",
            "import { meta } from './sub/a.js';
             const m = import.meta;
             console.log(m.main, meta.main, m.filename, meta.dirname, m.url === 'file://' + m.filename);
             console.log(m.resolve('./sub/a.js') === meta.url, m.resolve('./none.js'), m.resolve('node:path'));",
        ),
        ("sub/a.js", "export const meta = import.meta;"),
    ]);
    let root = program.path("").display().to_string();
    let root = root.trim_end_matches('/');
    program
        .run(&["main.js"])
        .prints(&format!("true false {root}/main.js {root}/sub true\ntrue file://{root}/none.js node:path"));
}

#[test]
fn json_is_a_module() {
    prints_in_both(
        &[
            (
                "main.js",
                "import a from './d.json' with { type: 'json' };
                 import b from './d.json';
                 const c = (await import('./d.json', { with: { type: 'json' } })).default;
                 console.log(a.x[1], a === b, b === c);",
            ),
            ("d.json", "{\"x\": [1, 2]}"),
        ],
        "2 true true",
    );
}

#[test]
fn json_that_is_none_is_refused_with_its_place() {
    fails_in_both(
        &[("main.js", "import './d.json';"), ("d.json", "{\n  \"a\": 1,\n}")],
        &["d.json", "not JSON", "line 3 column 1"],
    );
}

#[test]
fn import_attributes_are_checked() {
    fails_in_both(
        &[("main.js", "import x from './x.js' with { type: 'json' };"), ("x.js", "export default 1;")],
        &["main.js:1:15", "it is not JSON"],
    );
    fails_in_both(
        &[("main.js", "import x from './x.js' with { type: 'css' };"), ("x.js", "export default 1;")],
        &["import type \"css\" is not known", "expected \"json\""],
    );
}

#[test]
fn typescript_runs_without_its_types() {
    prints_in_both(
        &[
            (
                "main.ts",
                "import { area, type Shape } from './shape.js';
                 import { Colour } from './colour';
                 enum Size { Small = 1, Large }
                 const shape: Shape = { side: 3 };
                 console.log(area(shape) satisfies number, Size[2], Colour.red);",
            ),
            (
                "shape.ts",
                "export interface Shape { side: number } export const area = (s: Shape) => s.side ** 2;",
            ),
            ("colour.ts", "export enum Colour { red = 'r' }"),
        ],
        "9 Large r",
    );
}

#[test]
fn jsx_calls_the_runtime_of_its_package() {
    prints_in_both(
        &[
            ("main.jsx", "const Name = (p) => p.text; console.log(JSON.stringify(<a href='x'><Name text='t' /></a>));"),
            (
                "node_modules/react/package.json",
                r#"{"name": "react", "exports": {"./jsx-runtime": "./jsx.mjs"}}"#,
            ),
            (
                "node_modules/react/jsx.mjs",
                "export const jsx = (type, props) => typeof type === 'function' ? type(props) : { type, ...props };
                 export const jsxs = jsx; export const Fragment = Symbol();",
            ),
        ],
        r#"{"type":"a","href":"x","children":"t"}"#,
    );
}

#[test]
fn packages_are_found_by_their_maps() {
    let package = r##"{
        "name": "p", "type": "module",
        "exports": {
            ".": { "import": "./esm.js", "require": "./common.cjs" },
            "./sub/*": "./deep/*.js",
            "./closed": null
        },
        "imports": { "#inner": "./inner.js" }
    }"##;
    prints_in_both(
        &[
            (
                "main.js",
                "import { kind, inner } from 'p'; import leaf from 'p/sub/leaf';
                 const closed = await import('p/closed').catch((e) => e.code);
                 const absent = await import('p/absent').catch((e) => e.code);
                 console.log(kind, inner, leaf, closed, absent);",
            ),
            ("node_modules/p/package.json", package),
            ("node_modules/p/esm.js", "export { inner } from '#inner'; export const kind = 'esm';"),
            ("node_modules/p/common.cjs", "exports.kind = 'cjs';"),
            ("node_modules/p/inner.js", "export const inner = 'in';"),
            ("node_modules/p/deep/leaf.js", "export default 'leaf';"),
        ],
        "esm in leaf ERR_PACKAGE_PATH_NOT_EXPORTED ERR_PACKAGE_PATH_NOT_EXPORTED",
    );
}

#[test]
fn what_is_missing_names_the_importer_and_what_was_tried() {
    fails_in_both(
        &[("main.js", "\nimport { x } from './gone.js';\n")],
        &["cannot find \"./gone.js\"", "main.js:2:19", "gone.ts", "2 | import { x } from './gone.js';"],
    );
    fails_in_both(
        &[("main.js", "import 'no-such-package/deep';")],
        &["cannot find \"no-such-package/deep\"", "node_modules/no-such-package in "],
    );
    fails_in_both(
        &[("main.js", "import './dir';"), ("dir/a.js", "")],
        &["cannot find \"./dir\"", "main.js:1:8"],
    );
    fails_in_both(
        &[("main.js", "import 'node:nonsense';")],
        &["\"node:nonsense\"", "no such built-in module"],
    );
}

#[test]
fn a_missing_export_is_named() {
    fails_in_both(
        &[("main.js", "import { y } from './x.js';"), ("x.js", "export const x = 1;")],
        &["SyntaxError", "'./x.js' does not provide an export named 'y'"],
    );
}

#[test]
fn the_runtime_s_own_modules_stay_inside() {
    for specifier in ["hz:internal/ops", "hz:core/scheduler", "hz:globals", "hz:web/url"] {
        fails_in_both(
            &[("main.js", &format!("import '{specifier}';"))],
            &[specifier, "no such built-in module"],
        );
    }
}

#[test]
fn files_that_were_compiled_before_run_as_they_are() {
    let mark = hz_compiler::abi::CompiledMark::own(false);
    let code = format!("{mark}\nconst t = hz$w(Math.max(1, 2));\nconsole.log(t, typeof hz$S);\n");
    Program::new(&[("main.js", &code)]).run(&["main.js"]).prints("2 object");
}

#[test]
fn files_that_another_hzc_compiled_are_refused() {
    let old = "/* hz:compiled 1 */\nexport default hz$v(() => 1);\n";
    let program = Program::new(&[("main.js", "import './lib.js';"), ("lib.js", old)]);
    let run = program.run(&["main.js"]);
    run.fails(1, &["lib.js was compiled by another hzc: it says \"hz:compiled 1\""]);
}

#[test]
fn hooks_need_a_run_with_hooks() {
    let compiled = format!("{}\nconsole.log(typeof hz$H);", hz_compiler::abi::CompiledMark::own(true));
    let program = Program::new(&[
        ("imports.js", "import { attach } from 'hz:hooks';\nattach({});\nconsole.log('attached');"),
        ("compiled.js", &compiled),
    ]);
    let refused = "cannot import \"hz:hooks\", imported from";
    program.run(&["imports.js"]).fails(1, &[refused, "imports.js:1:24", "hzrun --hooks"]);
    program
        .run(&["compiled.js"])
        .fails(1, &["compiled.js was compiled with `hzc --hooks`: run it with `hzrun --hooks`"]);
    program.run(&["--hooks", "imports.js"]).prints("attached");
    program.run(&["--hooks", "compiled.js"]).prints("function");
}

#[test]
fn a_broken_tsconfig_is_an_error_of_those_that_it_is_for() {
    let broken = "{\n  \"compilerOptions\": { \"jsx\": 5 }\n}\n";
    let program = Program::new(&[
        ("tsconfig.json", broken),
        ("typed.ts", "console.log(1 as number);"),
        ("plain.js", "console.log('plain');"),
    ]);
    program.run(&["typed.ts"]).fails(1, &["tsconfig.json:2:", "expected a string"]);
    program.run(&["plain.js"]).prints("plain");
}

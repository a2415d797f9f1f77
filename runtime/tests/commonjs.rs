//! CommonJS, alone and together with ES modules.

mod program;

use program::{Program, fails_in_both, prints_in_both};

#[test]
fn a_module_sees_what_node_gives_it() {
    let program = Program::new(&[
        (
            "main.cjs",
            "const a = require('./a');
             console.log(a.name, a === require('./a.cjs'), require.main === module, module.id, this === exports);
             console.log(__filename, __dirname, module.children.length, module.loaded, a.parentIsMain);",
        ),
        ("a.cjs", "exports.name = 'a'; exports.parentIsMain = module.parent === require.main;"),
    ]);
    let root = program.path("").display().to_string();
    let root = root.trim_end_matches('/');
    let expected = format!("a true true . true\n{root}/main.cjs {root} 1 false true");
    program.run(&["main.cjs"]).prints(&expected);
    program.run(&["--native", "main.cjs"]).prints(&expected);
}

#[test]
fn cycles_see_the_exports_made_so_far() {
    prints_in_both(
        &[
            ("main.cjs", "const a = require('./a.cjs'); console.log(a.early, a.late, a.seen);"),
            ("a.cjs", "exports.early = 1; exports.seen = require('./b.cjs').seen; exports.late = 2;"),
            ("b.cjs", "const a = require('./a.cjs'); exports.seen = `${a.early}${a.late}`;"),
        ],
        "1 2 1undefined",
    );
}

#[test]
fn the_cache_can_be_read_and_changed() {
    prints_in_both(
        &[
            (
                "main.cjs",
                "const path = require.resolve('./n.cjs');
                 const first = require('./n.cjs'); delete require.cache[path];
                 console.log(first === require('./n.cjs'), require.cache[path].exports.n);
                 require.cache[path].exports = 'mine'; console.log(require('./n.cjs'));",
            ),
            ("n.cjs", "exports.n = 7;"),
        ],
        "false 7\nmine",
    );
}

#[test]
fn a_module_that_throws_is_tried_again() {
    prints_in_both(
        &[
            (
                "main.cjs",
                "globalThis.tries = 0;
                 for (let i = 0; i < 2; i++) try { require('./t.cjs') } catch (e) { console.log(e.message) }",
            ),
            ("t.cjs", "throw new Error('try ' + ++tries);"),
        ],
        "try 1\ntry 2",
    );
}

#[test]
fn json_and_folders_and_builtins_are_required() {
    prints_in_both(
        &[
            (
                "main.cjs",
                "console.log(require('./d').x, require('./folder'), require('p').from);
                 console.log(require('path') === require('node:path'), typeof require('events'));
                 require('./d').x = 2; console.log(require('./d.json').x);",
            ),
            ("d.json", "{\"x\": 1}"),
            ("folder/index.js", "module.exports = 'index';"),
            ("node_modules/p/package.json", r#"{"main": "lib/main"}"#),
            ("node_modules/p/lib/main.js", "exports.from = 'p';"),
        ],
        "1 index p\ntrue function\n2",
    );
}

#[test]
fn es_modules_see_the_names() {
    prints_in_both(
        &[
            (
                "main.mjs",
                "import whole, { a, b, c, viaStar } from './x.cjs'; import * as all from './x.cjs';
                 console.log(a, b, c, viaStar, whole.a === a, Object.keys(all).sort().join());",
            ),
            (
                "x.cjs",
                "exports.a = 1; module.exports.b = 2;
                 Object.defineProperty(exports, 'c', { enumerable: true, value: 3 });
                 const hidden = 'd'; exports[hidden] = 4;
                 __exportStar(require('./star.cjs'), exports);
                 function __exportStar(from, to) { for (const k of Object.keys(from)) to[k] = from[k]; }",
            ),
            ("star.cjs", "exports.viaStar = 5;"),
        ],
        "1 2 3 5 true a,b,c,default,module.exports,viaStar",
    );
}

#[test]
fn both_kinds_of_import_share_one_instance() {
    prints_in_both(
        &[
            (
                "main.mjs",
                "import { createRequire } from 'node:module';
                 import x from './x.cjs';
                 const require = createRequire(import.meta.url);
                 console.log(x === require('./x.cjs'), x === (await import('./x.cjs')).default, x.n);",
            ),
            ("x.cjs", "globalThis.n = (globalThis.n ?? 0) + 1; exports.n = globalThis.n;"),
        ],
        "true true 1",
    );
}

#[test]
fn es_modules_can_be_required() {
    prints_in_both(
        &[
            (
                "main.cjs",
                "const m = require('./m.mjs'); console.log(m.named, m.default, m.__esModule);
                 console.log(require('./plain.mjs') === require('./plain.mjs'), require('./override.mjs'));
                 try { require('./waits.mjs') } catch (e) { console.log(e.code) }
                 try { require('./throws.mjs') } catch (e) { console.log(e.message) }",
            ),
            ("m.mjs", "export const named = 1; export default 2;"),
            ("plain.mjs", "export const a = 1;"),
            ("override.mjs", "export { x as 'module.exports' }; const x = 'instead';"),
            ("waits.mjs", "await 1;"),
            ("throws.mjs", "throw new Error('inside');"),
        ],
        "1 2 true\ntrue instead\nERR_REQUIRE_ASYNC_MODULE\ninside",
    );
}

#[test]
fn what_kind_a_js_file_is_comes_from_its_package_or_its_content() {
    prints_in_both(
        &[
            (
                "main.mjs",
                "import a from './typed/a.js'; import { b } from './esm/b.js'; import c from './content.js';
                 import './neither.js'; import d from 'old';
                 console.log(a, b, c, globalThis.neither, d);",
            ),
            ("typed/package.json", r#"{"type": "commonjs"}"#),
            ("typed/a.js", "module.exports = typeof require;"),
            ("esm/package.json", r#"{"type": "module"}"#),
            ("esm/b.js", "export const b = typeof require;"),
            ("content.js", "module.exports = 'by content';"),
            ("neither.js", "globalThis.neither = typeof this;"),
            ("node_modules/old/package.json", "{}"),
            ("node_modules/old/index.js", "this.sloppy = typeof module;"),
        ],
        "function undefined by content undefined { sloppy: 'object' }",
    );
}

#[test]
fn dynamic_import_works_from_commonjs() {
    prints_in_both(
        &[
            ("main.cjs", "import('./m.mjs').then((m) => console.log(m.x, typeof require));"),
            ("m.mjs", "export const x = 1;"),
        ],
        "1 function",
    );
}

#[test]
fn what_is_missing_has_node_s_code() {
    prints_in_both(
        &[("main.cjs", "try { require('optional') } catch (e) { console.log(e.code, e instanceof Error) }")],
        "MODULE_NOT_FOUND true",
    );
    fails_in_both(&[("main.cjs", "require('./gone')")], &["cannot find \"./gone\"", "main.cjs"]);
    fails_in_both(&[("main.cjs", "require('')")], &["TypeError", "expected the name of a module"]);
}

#[test]
fn a_hashbang_and_a_return_are_allowed() {
    prints_in_both(&[("main.cjs", "#!/usr/bin/env hzrun\nconsole.log(1);\nreturn;\nconsole.log(2);")], "1");
}

#[test]
fn typescript_can_be_commonjs() {
    prints_in_both(
        &[
            ("main.cts", "const a: { n: number } = require('./a.cts'); console.log(a.n);"),
            ("a.cts", "const n: number = 3; module.exports = { n };"),
        ],
        "3",
    );
}

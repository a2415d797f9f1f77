//! Isolates that start from a snapshot: the second run of a program makes it, later ones start from it, and nothing but the time
//! that a start takes tells which is which.

mod program;

use program::{Outcome, Program};

/// Runs a program until it starts from a snapshot; gives its first run and that one.
fn without_and_with(program: &Program, args: &[&str]) -> [Outcome; 2] {
    let first = program.run(args);
    assert_eq!(snapshot_bytes(program), 0, "{first:?}");
    let second = program.run(args);
    assert!(snapshot_bytes(program) > MARK_BYTES, "{second:?}");
    [first, program.run(args)]
}

/// More than the entry has that says that a snapshot is being made, or could not be.
const MARK_BYTES: u64 = 1 << 16;

/// Size of the snapshot in the cache; 0 when there is none.
fn snapshot_bytes(program: &Program) -> u64 {
    let folders = std::fs::read_dir(program.path(".cache/hz")).unwrap().flatten();
    let files = folders.flat_map(|folder| std::fs::read_dir(folder.path()).into_iter().flatten().flatten());
    let snapshots = files.filter(|file| file.path().extension().is_some_and(|kind| kind == "snapshot"));
    snapshots.map(|file| file.metadata().unwrap().len()).sum()
}

/// V8 adds some built-ins only after it has read a context; what replaces them comes later still.
#[test]
fn the_world_of_a_program_is_the_same() {
    let program = Program::new(&[(
        "main.js",
        r#"
        const lines = [];
        const seen = new Set();
        const textOf = (key) => (typeof key === "symbol" ? `[${key.description}]` : key);
        function walk(value, path) {
          if ((typeof value !== "object" && typeof value !== "function") || value === null || seen.has(value)) return;
          seen.add(value);
          // In an order of ours, so that what is found in two places has the same path in both worlds.
          for (const key of Reflect.ownKeys(value).sort((a, b) => (textOf(a) < textOf(b) ? -1 : 1))) {
            const property = Reflect.getOwnPropertyDescriptor(value, key);
            const at = `${path}.${textOf(key)}`;
            const { writable, enumerable, configurable, get, set } = property;
            const text = typeof property.value === "function" ? String(property.value) : typeof property.value;
            lines.push(`${at} ${writable} ${enumerable} ${configurable} ${text}`);
            walk(get, `${at}<get>`);
            walk(set, `${at}<set>`);
            walk(property.value, at);
          }
          walk(Object.getPrototypeOf(value), `${path}.__proto__`);
        }
        walk(globalThis, "");
        console.log(lines.sort().join("\n"));
        console.log(typeof new Map().getOrInsertComputed, [...Iterator.concat([1], [2])], typeof setTimeout(() => {})[Symbol.dispose]);
        "#,
    )]);
    let [without, with] = without_and_with(&program, &["main.js"]);
    assert!(without.out.lines().count() > 3000, "{without:?}");
    assert!(without.out == with.out, "the worlds differ");
}

#[test]
fn cores_errors_and_built_ins_work_from_it() {
    let program = Program::new(&[(
        "main.js",
        r#"
        import { chan, go, parallel } from "hz";
        const twice = (list) => {
          const out = chan(4);
          go.on(2, (out, list) => { for (const x of list) out.send(x * 2); out.close(); }, out, list);
          return [...out];
        };
        console.log(twice([1, 2, 3]), go.on(1, () => new Float16Array([1.5])).join());
        console.log(await go.on(1, () => import.meta.main).join(), parallel.map([1, 2, 3], (x) => x + 1));
        console.log(new Map().getOrInsertComputed(1, (key) => twice([key])), Promise.try.name);
        try {
          [1].map(() => { throw new TypeError("here"); });
        } catch (error) {
          console.log(error.stack.split("\n").slice(0, 3).join("|").replaceAll(import.meta.dirname, ""));
        }
        const uncloneable = () => go.on(1, (x) => x, { f() {} });
        try { uncloneable(); } catch (error) { console.log(error.name, error.message); }
        console.log(process.argv.length, typeof Buffer, new Date(0).toISOString(), String([].map).slice(0, 30));
        "#,
    )]);
    let [without, with] = without_and_with(&program, &["--cores", "3", "main.js", "argument"]);
    without.prints(with.out.trim_end());
    assert!(with.out.contains("[ 2, 4, 6 ] Float16Array(1) [ 1.5 ]"), "{with:?}");
    let limited = program.run(&["--cores", "3", "--heap-limit", "16", "main.js", "argument"]);
    limited.prints(with.out.trim_end());
}

#[test]
fn a_damaged_one_is_not_used() {
    let program = Program::new(&[("main.js", "console.log([1, 2].map((x) => x * 2).join());")]);
    without_and_with(&program, &["main.js"]);
    for folder in std::fs::read_dir(program.path(".cache/hz")).unwrap().flatten() {
        for file in std::fs::read_dir(folder.path()).into_iter().flatten().flatten() {
            if file.path().extension().is_some_and(|kind| kind == "snapshot") {
                let mut bytes = std::fs::read(file.path()).unwrap();
                let middle = bytes.len() / 2;
                bytes[middle] ^= 1;
                std::fs::write(file.path(), bytes).unwrap();
            }
        }
    }
    program.run(&["main.js"]).prints("2,4");
}

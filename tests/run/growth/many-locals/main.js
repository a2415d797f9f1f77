// A function with very many live variables keeps every one of them.
const at = (x) => { let turns = 2; while (--turns) {} return x; };
const names = Array.from({ length: 300 }, (_, i) => "v" + i);
const code = `${names.map((n, i) => `let ${n} = at(${i});`).join("\n")}\nat(0);\nreturn ${names.join(" + ")};`;
console.log(new Function("at", code)(at));
const wide = `return f(${names.map((_, i) => `at(${i})`).join(", ")});`;
console.log(new Function("at", "f", wide)(at, (...all) => at(all.length) + all.at(-1)));

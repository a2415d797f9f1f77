// Regular expressions: tests, matches, replacement by text and by function.
const line = "GET /items/42?page=7&size=100 HTTP/1.1 host=example.org accept=text/html";

export function run(n) {
  let total = 0;
  for (let i = 0; i < n; i++) {
    const [, method, path] = /^(\w+) (\S+)/.exec(line);
    total += method.length + path.length;
    for (const pair of line.matchAll(/(\w+)=(\S+?)(?=[&\s]|$)/g)) total += pair[2].length;
    total += line.replace(/[aeiou]/g, (vowel) => vowel.toUpperCase()).length;
    total += line.replace(/\d+/g, "#").length;
    if (/items\/\d{3}/.test(line)) total = 0;
  }
  return total;
}

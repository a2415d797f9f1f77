// try, catch and finally around calls, most of which do not throw.
function parse(text) {
  if (text === "") throw new SyntaxError("empty");
  return text.length;
}

function guarded(text, log) {
  try {
    return parse(text);
  } catch (error) {
    return error instanceof SyntaxError ? -1 : 0;
  } finally {
    log.count++;
  }
}

export function run(n) {
  const log = { count: 0 };
  let total = 0;
  for (let i = 0; i < n; i++) {
    for (let k = 0; k < 100; k++) total += guarded(k === 50 ? "" : "text", log);
  }
  return total + log.count;
}

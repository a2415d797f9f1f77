// A call tree as text: as tables, as a graph for Graphviz, as stacks for flame graphs.

/** Functions by the time spent in them, then who calls whom. */
export function table(root) {
  const rows = (all) => [...all].sort((a, b) => b.selfMs - a.selfMs || (a.name < b.name ? -1 : 1));
  const { functions, edges } = sum(root);
  const lines = ["   calls   self ms  total ms  function"];
  for (const row of rows(functions.values())) lines.push(`${numbers(row)}  ${row.name} ${row.place}`.trimEnd());
  lines.push("", "   calls   self ms  total ms  caller > callee");
  for (const row of rows(edges.values())) lines.push(`${numbers(row)}  ${row.caller} > ${row.name}`);
  return lines.join("\n");
}

function numbers({ calls, selfMs, totalMs }) {
  return `${String(calls).padStart(8)} ${selfMs.toFixed(3).padStart(9)} ${totalMs.toFixed(3).padStart(9)}`;
}

/** `dot -Tsvg` draws it. */
export function dot(root) {
  const { functions, edges } = sum(root);
  const quoted = (text) => `"${text.replaceAll('"', "'")}"`;
  const lines = ["digraph calls {", "  node [shape=box];"];
  for (const { name, selfMs } of functions.values()) {
    lines.push(`  ${quoted(name)} [label=${quoted(`${name}\\n${selfMs.toFixed(3)} ms`)}];`);
  }
  for (const { caller, name, calls } of edges.values()) {
    lines.push(`  ${quoted(caller)} -> ${quoted(name)} [label="${calls}"];`);
  }
  return [...lines, "}"].join("\n");
}

/** A line for each stack, with microseconds: what flamegraph.pl and speedscope read. */
export function collapsed(root) {
  const lines = [];
  const walk = (node, path) => {
    const us = Math.round(node.selfMs * 1000);
    if (us > 0) lines.push(`${path.join(";")} ${us}`);
    for (const child of node.children.values()) walk(child, [...path, child.name]);
  };
  walk(root, []);
  return lines.join("\n");
}

// The tree by function, and by pair of functions. Recursion is there more than once on a path; its total counts once.
function sum(root) {
  const functions = new Map();
  const edges = new Map();
  const add = (rows, key, row, node, isOuter) => {
    const known = rows.get(key) ?? { ...row, calls: 0, selfMs: 0, totalMs: 0 };
    rows.set(key, known);
    known.calls += node.calls;
    known.selfMs += node.selfMs;
    if (isOuter) known.totalMs += node.totalMs;
  };
  const walk = (node, caller, above) => {
    const { name, place } = node;
    add(functions, name, { name, place }, node, !above.includes(name));
    const edge = `${caller} > ${name}`;
    if (caller !== "") add(edges, edge, { caller, name }, node, !above.includes(edge));
    for (const child of node.children.values()) walk(child, name, [...above, name, edge]);
  };
  for (const thread of root.children.values()) walk(thread, "", []);
  return { functions, edges };
}

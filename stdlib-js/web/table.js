// `console.table`: rows and columns of an array, object, map or set, in a frame.
import { inspect } from "./inspect.js";
import { isMap, isMapIterator, isSet, isSetIterator } from "./kind.js";
import { textWidth } from "./layout.js";

const indexTitle = "(index)";
const iterationTitle = "(iteration index)";
const valuesTitle = "Values";

const padded = (text, width) => ` ${text}${" ".repeat(width - textWidth(text) - 1)}`;

function draw(titles, columns) {
  const height = Math.max(0, ...columns.map((column) => column.length));
  const widths = titles.map((title, i) => Math.max(textWidth(title), ...columns[i].map(textWidth)) + 2);
  const rule = (left, middle, right) => left + widths.map((width) => "─".repeat(width)).join(middle) + right;
  const row = (cells) => `│${cells.map((cell, i) => padded(cell, widths[i])).join("│")}│`;
  const lines = [rule("┌", "┬", "┐"), row(titles), rule("├", "┼", "┤")];
  for (let y = 0; y < height; y++) lines.push(row(columns.map((column) => column[y] ?? "")));
  lines.push(rule("└", "┴", "┘"));
  return lines.join("\n");
}

// The drawn table, or undefined when `data` has no rows to draw.
export function table(data, only, options) {
  if (data === null || typeof data !== "object") return undefined;
  const show = (value) => {
    const depth = value !== null && typeof value === "object" && !Array.isArray(value) && Object.keys(value).length > 2 ? -1 : 0;
    return inspect(value, { ...options, maxArrayLength: 3, breakLength: Infinity, depth });
  };
  if (isMap(data)) {
    const entries = [...data];
    return draw([iterationTitle, "Key", valuesTitle], [
      entries.map((_, i) => `${i}`), entries.map(([key]) => show(key)), entries.map(([, value]) => show(value)),
    ]);
  }
  if (isSet(data) || isMapIterator(data) || isSetIterator(data)) {
    const values = [...data];
    return draw([iterationTitle, valuesTitle], [values.map((_, i) => `${i}`), values.map(show)]);
  }
  return objectTable(data, only, show);
}

function objectTable(data, only, show) {
  const keys = Object.keys(data);
  const cells = new Map();   // title -> texts, with holes
  const values = [];
  let hasValues = false;
  keys.forEach((key, y) => {
    const item = data[key];
    const isPrimitive = item === null || (typeof item !== "object" && typeof item !== "function");
    if (isPrimitive) {
      hasValues = true;
      values[y] = show(item);
    }
    for (const title of only ?? (isPrimitive ? [] : Object.keys(item))) {
      let column = cells.get(title);
      if (column === undefined) cells.set(title, (column = []));
      if (!isPrimitive && Object.hasOwn(item, title)) column[y] = show(item[title]);
    }
  });
  const fill = (column) => Array.from({ length: keys.length }, (_, y) => column[y] ?? "");
  const titles = [indexTitle, ...cells.keys()];
  const columns = [keys, ...[...cells.values()].map(fill)];
  if (hasValues) {
    titles.push(valuesTitle);
    columns.push(fill(values));
  }
  return draw(titles, columns);
}

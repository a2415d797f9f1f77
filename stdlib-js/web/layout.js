// How the parts of an inspected value are laid out: all on one line where that is short and shallow, a long array
// of short items in aligned columns, one part a line otherwise.

const lineWidthSlack = 10;       // what a line may carry beside the parts: braces, a base, a trailing comma
const longestRowOfColumns = 15;  // columns, however short the items
const charAspect = 2.5;          // how much taller than wide a character is, so that a table looks square

const colourCodes = /\u001b\[\d+m/g;
const wide = /[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\ua000-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/u;
const zeroWidth = /[\p{Mn}\p{Me}\p{Cf}]/u;
const ascii = /^[\x20-\x7e]*$/;

// Columns that a text takes on a terminal; East Asian wide characters take two.
export function textWidth(text) {
  if (ascii.test(text)) return text.length;
  let width = 0;
  for (const char of text.replace(colourCodes, "").normalize("NFC")) {
    const code = char.codePointAt(0);
    if (code >= 0x1f300 && code <= 0x1faff) width += 2;
    else if (code >= 0x20000 && code <= 0x3fffd) width += 2;
    else if (wide.test(char)) width += 2;
    else if (code >= 0x20 && (code < 0x7f || code > 0x9f) && !zeroWidth.test(char)) width += 1;
  }
  return width;
}

function fitsOneLine(ctx, parts, start, base) {
  let total = parts.length + start;
  if (total + parts.length > ctx.breakLength) return false;
  for (const part of parts) {
    total += ctx.colors ? part.replace(colourCodes, "").length : part.length;
    if (total > ctx.breakLength) return false;
  }
  return base === "" || !base.includes("\n");
}

// How many columns make the table about as wide as it looks tall, without passing the line's width.
function columnCount(ctx, widths, widest, total, partCount) {
  const cell = widest + 2;
  const bias = Math.sqrt(cell - total / partCount);
  const biased = Math.max(cell - 3 - bias, 1);
  return Math.min(
    Math.round(Math.sqrt(charAspect * biased * widths.length) / biased),
    Math.floor((ctx.breakLength - ctx.indentation) / cell),
    ctx.compact * 4,
    longestRowOfColumns,
  );
}

// Items of a long array, several to a line; numbers are aligned right, all else left.
function columns(ctx, parts, value) {
  const hasMore = ctx.maxArrayLength < parts.length;
  const count = hasMore ? parts.length - 1 : parts.length;
  const widths = [];
  let total = 0;
  let widest = 0;
  for (let i = 0; i < count; i++) {
    const width = textWidth(ctx.colors ? parts[i].replace(colourCodes, "") : parts[i]);
    widths.push(width);
    total += width + 2;
    if (width > widest) widest = width;
  }
  const cell = widest + 2;
  if (cell * 3 + ctx.indentation >= ctx.breakLength || (total / cell <= 5 && widest > 6)) return parts;
  const perRow = columnCount(ctx, widths, widest, total, parts.length);
  if (perRow <= 1) return parts;

  const columnWidths = [];
  for (let column = 0; column < perRow; column++) {
    let width = 0;
    for (let i = column; i < count; i += perRow) if (widths[i] > width) width = widths[i];
    columnWidths.push(width + 2);
  }
  const alignRight = value !== undefined && isAllNumbers(value, parts.length);
  const rows = [];
  for (let first = 0; first < count; first += perRow) {
    const last = Math.min(first + perRow, count) - 1;
    let row = "";
    for (let i = first; i < last; i++) {
      const cellText = `${parts[i]}, `;
      const padding = " ".repeat(Math.max(columnWidths[i - first] - widths[i] - 2, 0));
      row += alignRight ? padding + cellText : cellText + padding;
    }
    if (alignRight) row += " ".repeat(Math.max(columnWidths[last - first] - widths[last] - 2, 0));
    rows.push(row + parts[last]);
  }
  if (hasMore) rows.push(parts[count]);
  return rows;
}

function isAllNumbers(value, length) {
  for (let i = 0; i < length; i++) {
    if (typeof value[i] !== "number" && typeof value[i] !== "bigint") return false;
  }
  return true;
}

// Joins `parts` between two braces. `base` is text that comes before the first brace (`[Function: f]`).
// `level` is how deep this value lies; `ctx.currentLevel` how deep the last one formatted inside it lay.
export function join(ctx, parts, base, braces, isArrayLike, level, value) {
  const lead = base === "" ? "" : `${base} `;
  if (ctx.compact !== true) {
    if (typeof ctx.compact === "number" && ctx.compact >= 1) {
      const before = parts.length;
      if (isArrayLike && before > 6) parts = columns(ctx, parts, value);
      if (ctx.currentLevel - level < ctx.compact && before === parts.length) {
        const start = parts.length + ctx.indentation + braces[0].length + base.length + lineWidthSlack;
        if (fitsOneLine(ctx, parts, start, base)) {
          const joined = parts.join(", ");
          if (!joined.includes("\n")) return `${lead}${braces[0]} ${joined} ${braces[1]}`;
        }
      }
    }
    const indent = `\n${" ".repeat(ctx.indentation)}`;
    return `${lead}${braces[0]}${indent}  ${parts.join(`,${indent}  `)}${indent}${braces[1]}`;
  }
  if (fitsOneLine(ctx, parts, 0, base)) return `${braces[0]}${lead === "" ? "" : ` ${base}`} ${parts.join(", ")} ${braces[1]}`;
  const indent = `\n${" ".repeat(ctx.indentation)}`;
  const gap = base === "" && braces[0].length === 1 ? " " : `${base === "" ? "" : ` ${base}`}${indent}  `;
  return `${braces[0]}${gap}${parts.join(`,${indent}  `)} ${braces[1]}`;
}

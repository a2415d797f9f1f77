// How a string or a property key is written in inspected output: the quote that needs the fewest escapes,
// control characters and lone surrogates as escapes.
//
//   it's          ->  "it's"
//   a<newline>b   ->  'a\nb'

const plain = /^[^\x00-\x1f'\\\x7f-\x9f\ud800-\udfff]*$/;
const special = /[\x00-\x1f'\\\x7f-\x9f]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;
const specialButQuote = /[\x00-\x1f\\\x7f-\x9f]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;
const short = { "\b": "\\b", "\t": "\\t", "\n": "\\n", "\f": "\\f", "\r": "\\r", "\\": "\\\\", "'": "\\'" };
const identifier = /^[a-zA-Z_][a-zA-Z_0-9]*$/;

function escape(char) {
  const known = short[char];
  if (known !== undefined) return known;
  const code = char.charCodeAt(0);
  const hex = code.toString(16);
  return code < 256 ? `\\x${hex.toUpperCase().padStart(2, "0")}` : `\\u${hex}`;
}

export function quote(text) {
  if (plain.test(text)) return `'${text}'`;
  if (!text.includes("'")) return `'${text.replace(special, escape)}'`;
  if (!text.includes('"')) return `"${text.replace(specialButQuote, escape)}"`;
  if (!text.includes("`") && !text.includes("${")) return `\`${text.replace(specialButQuote, escape)}\``;
  return `'${text.replace(special, escape)}'`;
}

// A key as it would be written in an object literal.
export const isIdentifier = (text) => identifier.test(text) && text !== "__proto__";

// How a key that no literal could hold plainly is marked: `['__proto__']`.
export const quoteKey = (text) => (text === "__proto__" ? "['__proto__']" : isIdentifier(text) ? text : quote(text));
export const quoteSymbol = (symbol) => symbol.toString().replace(specialButQuote, escape);

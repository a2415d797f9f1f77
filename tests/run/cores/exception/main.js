// An exception crosses cores with class, message, properties and cause.
import { go } from "hz";

class ParseError extends SyntaxError {
  constructor(message, line, options) {
    super(message, options);
    this.line = line;
  }
  where() {
    return `line ${this.line}`;
  }
}

function parse(text) {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new ParseError(`cannot parse ${text}`, 7, { cause });
  }
}

try {
  go(parse, "{").join();
} catch (error) {
  console.log(error instanceof ParseError, error instanceof SyntaxError, error.message, error.where());
  console.log(error.cause instanceof SyntaxError, error.stack.includes("parse"));
}
try {
  go(() => {
    throw { plain: ["value", 1n] };
  }).join();
} catch (error) {
  console.log(error);
}
console.log(go(parse, "[1]").join());
const later = go(parse, "?");
later.then(() => console.log("no"), (error) => console.log("rejected:", error.message));

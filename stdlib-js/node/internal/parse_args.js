// util.parseArgs: options and positionals of a command line.
import { checkObject, coded, invalidType } from "./errors.js";

function optionOf(name, options, isShort) {
  if (!isShort) return Object.hasOwn(options, name) ? name : undefined;
  return Object.keys(options).find((key) => options[key].short === name);
}

function checkOptions(options) {
  checkObject("options", options);
  for (const [name, option] of Object.entries(options)) {
    checkObject(`options.${name}`, option);
    if (option.type !== "string" && option.type !== "boolean") {
      throw coded(TypeError, "ERR_INVALID_ARG_TYPE", `The "options.${name}.type" property must be one of: 'string', 'boolean'`);
    }
    if (option.short !== undefined && option.short.length !== 1) {
      throw coded(TypeError, "ERR_INVALID_ARG_VALUE", `The property 'options.${name}.short' must be a single character. Received '${option.short}'`);
    }
  }
}

// Cuts the arguments into tokens { kind, name?, rawName?, value?, inlineValue?, index }.
function tokenize(args, options) {
  const tokens = [];
  const queue = args.map((text, index) => ({ text, index }));
  while (queue.length > 0) {
    const { text, index } = queue.shift();
    if (text === "--") {
      tokens.push({ kind: "option-terminator", index });
      for (const { text: value, index: at } of queue) tokens.push({ kind: "positional", index: at, value });
      break;
    }
    if (/^--[^=]+/.test(text)) {
      const [, rawName, value] = /^(--[^=]+)(?:=([\s\S]*))?$/.exec(text);
      pushOption(tokens, queue, rawName.slice(2), rawName, value, index, options);
    } else if (/^-[^-]/.test(text)) {
      const short = text[1];
      const name = optionOf(short, options, true) ?? short;
      if (text.length === 2) {
        pushOption(tokens, queue, name, text, undefined, index, options);
      } else if (options[name]?.type === "string") {
        pushOption(tokens, queue, name, `-${short}`, text[2] === "=" ? text.slice(3) : text.slice(2), index, options);
      } else {
        pushOption(tokens, queue, name, `-${short}`, undefined, index, options);
        queue.unshift({ text: `-${text.slice(2)}`, index });
      }
    } else {
      tokens.push({ kind: "positional", index, value: text });
    }
  }
  return tokens;
}

function pushOption(tokens, queue, name, rawName, value, index, options) {
  const inlineValue = value === undefined ? undefined : true;
  if (options[name]?.type === "string" && value === undefined && queue.length > 0) {
    const next = queue.shift();
    tokens.push({ kind: "option", name, rawName, index, value: next.text, inlineValue: false });
    return;
  }
  tokens.push({ kind: "option", name, rawName, index, value, inlineValue });
}

function checkToken(token, options, allowPositionals) {
  if (token.kind === "positional") {
    if (allowPositionals) return;
    throw coded(TypeError, "ERR_PARSE_ARGS_UNEXPECTED_POSITIONAL",
      `Unexpected argument '${token.value}'. This command does not take positional arguments`);
  }
  const option = options[token.name];
  if (option === undefined) {
    throw coded(TypeError, "ERR_PARSE_ARGS_UNKNOWN_OPTION", `Unknown option '${token.rawName}'${allowPositionals
      ? `. To specify a positional argument starting with a '-', place it at the end of the command after '--', as in '-- "${token.rawName}"` : ""}`);
  }
  const shown = `${option.short ? `-${option.short}, ` : ""}--${token.name}`;
  if (option.type === "string" && typeof token.value !== "string") {
    throw coded(TypeError, "ERR_PARSE_ARGS_INVALID_OPTION_VALUE", `Option '${shown} <value>' argument missing`);
  }
  if (option.type === "boolean" && token.value !== undefined) {
    throw coded(TypeError, "ERR_PARSE_ARGS_INVALID_OPTION_VALUE", `Option '${shown}' does not take an argument`);
  }
}

export function parseArgs(config = {}) {
  const { args = globalThis.process.argv.slice(2), options = {}, strict = true, tokens: wantsTokens = false } = config;
  const allowPositionals = config.allowPositionals ?? !strict;
  if (!Array.isArray(args)) throw invalidType("args", "Array", args);
  checkOptions(options);
  const tokens = tokenize(args, options);
  const values = Object.create(null);
  const positionals = [];
  for (const token of tokens) {
    if (token.kind === "option-terminator") continue;
    if (strict) checkToken(token, options, allowPositionals);
    if (token.kind === "positional") {
      positionals.push(token.value);
      continue;
    }
    if (token.name === "__proto__") continue;
    let { name, value = true } = token;
    if (config.allowNegative && name.startsWith("no-")) [name, value] = [name.slice(3), false];
    if (options[name]?.multiple) (values[name] ??= []).push(value);
    else values[name] = value;
  }
  for (const [name, option] of Object.entries(options)) {
    if (option.default !== undefined && values[name] === undefined) values[name] = option.default;
  }
  return wantsTokens ? { values, positionals, tokens } : { values, positionals };
}

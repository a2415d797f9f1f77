// commander and yargs read command lines.
import { Command, Option } from "commander";
import yargs from "yargs";

function commander(line) {
  const told = [];
  const program = new Command("tool").exitOverride().configureOutput({ writeErr: (text) => told.push(text), writeOut: (text) => told.push(text) });
  program.option("-v, --verbose", "more", (_, count) => count + 1, 0).addOption(new Option("-c, --color <c>").choices(["red", "blue"]).default("red"));
  program.command("add <first> [others...]").alias("a").option("--no-check").action((first, others, options) => told.push(JSON.stringify([first, others, options])));
  try { program.parse(line, { from: "user" }); } catch (error) { told.push(error.code); }
  return [JSON.stringify(program.opts()), ...told].join("; ");
}

async function yargsOf(line) {
  const told = [];
  await yargs(line).scriptName("tool").exitProcess(false).locale("en")
    .option("size", { type: "number", default: 3, coerce: (n) => n * 2 }).option("list", { array: true })
    .command("make <what>", "makes", (command) => command.positional("what", { choices: ["tea", "coffee"] }), async (args) => { told.push(JSON.stringify(args)); })
    .fail((message) => told.push(message)).demandCommand(1).strict()
    .parseAsync(line, {}, (_, __, output) => { if (output) told.push(output); });
  return told.join("; ");
}

export default async () => {
  const lines = [["add", "1", "2", "3", "--no-check", "-vv"], ["a"], ["--color", "green"], ["--help"]].map(commander);
  for (const line of [["make", "tea", "--size", "4", "--list", "a", "b"], ["make", "milk"], [], ["make", "tea", "--colour"]]) lines.push(await yargsOf(line));
  return lines.join("\n");
};

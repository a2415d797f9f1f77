// `await` in each part of a try statement keeps the completion that is under way.
const at = (x) => { let turns = 2; while (--turns) {} return x; };
async function f(fail) {
  const log = [];
  try {
    log.push(await at("try"));
    if (fail) throw await at("bad");
    return log;
  } catch (error) {
    log.push("catch " + (await at(error)));
    return log;
  } finally {
    log.push(await at("finally"));
  }
}
console.log((await f(false)).join(", "));
console.log((await f(true)).join(", "));

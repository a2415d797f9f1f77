// How many turns each form of `await` and `return` takes is visible to others, and must not change.
const at = (x) => { let turns = 2; while (--turns) {} return x; };
const forms = {
  "await value": async () => { await at(1); }, "await promise": async () => { await at(Promise.resolve()); }, "await thenable": async () => { await at({ then(ok) { ok(); } }); },
  "return value": async () => at(1), "return promise": async () => at(Promise.resolve()), "return await": async () => await at(Promise.resolve()), "throw": async () => { throw at(1); },
  "nothing": async () => {}, "for await": async () => { for await (const x of [at(1)]) at(x); }, "await in argument": async () => { at(await at(1), await at(2)); }, "generator": async () => { for await (const x of (async function* () { yield at(1); })()) ; },
};
for (const [name, form] of Object.entries(forms)) {
  let ticks = 0, done = false;
  const ended = () => { done = true; };
  form().then(ended, ended);
  while (!done && ticks < 50) { await null; ticks++; }
  console.log(name, ticks);
}

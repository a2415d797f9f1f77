// The engine's errors name variables as the program does, also those that the compiler renames, shares in boxes, or made itself.
const at = (x) => { let turns = 2; while (--turns) {} return x; };
const said = (attempt) => { try { attempt(); } catch (error) { return error.message; } };
const tell = (attempt) => console.log(said(attempt));

// Changed and captured.
(() => {
  let shared = {};
  const change = (value) => { shared = value; };
  tell(() => shared.method(at(1)));
  change(5);
  tell(() => shared());
  tell(() => new shared());
  change(null);
  tell(() => { const { x } = shared; });
  tell(() => { for (const y of shared); });
  tell(() => { at(1); return shared.method(); });
})();

// Two of one name in one function.
function twice() {
  { const same = at({}); at(same); }
  { const same = at({}); tell(() => same.first()); at(0); same.second(); }
}
tell(twice);
function thrice() {
  for (const same of [1, 2]) at(same);
  for (let same of [{}]) { same = at(same); const seen = () => same; same.third(at(seen)); }
}
tell(thrice);

// Results of calls, which have no name: V8 writes the call, as far as it stands in the text.
const nameless = (attempt) => console.log(said(attempt).replace(/\((intermediate value)\)|at\(\.\.\.\)/, "VALUE"));
nameless(() => { at({}).method(); });
nameless(() => { new (at(3))(); });
nameless(() => { const { a } = at(undefined); });

// Taken apart where it is caught, in async functions, and in the stack of what nobody has caught yet.
try { twice(); } catch ({ message }) { console.log(message); }
async function later() { const same = await at({}); at(1); { const same = at({}); same.fourth(at(same)); } return same; }
try { await later(); } catch (error) { console.log(error.message); }
await later().catch((error) => console.log(error.stack.split("\n")[0]));

// What only looks like such an error stays as it is.
tell(() => { throw { message: "hz$0" }; });
tell(() => { throw Object.freeze(new Error("hz$0")); });
tell(() => { throw new Proxy(new Error("behind a proxy"), {}); });
tell(() => { throw null ?? { get message() { return "got"; } }; });

// A select that waits for whichever comes first: an answer, a second opinion, or the end of its patience.
//
//     hzrun examples/timeout/main.js
//
// `select` takes channels by names of your choice and says which one it received from. `timeout` counts in
// milliseconds. Nobody polls: the thread sleeps until one of the three happens.
import { chan, go, select, sleep } from "hz";

function ask(name, thinkingMs) {
  const answer = chan(1);          // room for one, so that an answer nobody waits for blocks nobody
  go.local(() => {
    sleep(thinkingMs);
    answer.send(`${name} says yes`);
  });
  return answer;
}

for (const [first, second] of [[10, 200], [200, 10], [300, 300]]) {
  const got = select({ first: ask("the quick one", first), second: ask("the other", second), timeout: 100 });
  console.log(got.case === "timeout" ? "nobody answered in time" : `${got.case}: ${got.value}`);
}

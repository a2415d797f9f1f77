// A monitor tells how a thread ended, and what it failed with does not end the program.
import { go, sleep } from "hz";
import { monitor } from "hz:supervisor";

function show({ status, value, error }) {
  console.log(status, status === "done" ? value : error.message);
}

show(monitor(go.local(() => 5)).recv());
show(monitor(go.local(() => { throw new Error("no"); })).recv());
show(monitor(go(() => { throw new Error("not there either"); })).recv());
const sleeper = go.local(sleep, 60_000);
const ends = [monitor(sleeper), monitor(sleeper), monitor(sleeper)];
ends[1].close();
sleeper.cancel("enough");
show(ends[0].recv());
show(ends[2].recv());
console.log(ends[0].recv(), ends[1].recv());
show(monitor(sleeper).recv());
try {
  monitor(5);
} catch (error) {
  console.log(error.message);
}

// Nobody joins the supervisor that gives up: the program ends.
import { go, sleep } from "hz";
import { supervise } from "hz:supervisor";

supervise({ maxRestarts: 1, children: [{ name: "bad", start: () => go.local(() => { throw new Error("again"); }) }] });
sleep(60_000);
console.log("never");

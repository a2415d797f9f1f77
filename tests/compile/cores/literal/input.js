// Functions that can start on another core have names there; literals given to `go` move out with what they capture.
import { chan, go as start } from "hz";
import * as hz from "hz";

export const jobs = chan(8);
const twice = (n) => 2 * n;

export function work(list) {
  for (let i = 0; i < list.length; i++) start((n) => jobs.send(twice(list[i]) + n), i);
  hz.go.on(1, function () { return list; });
  start.local(() => list);
}

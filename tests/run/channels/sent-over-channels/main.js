// A channel is a value: a request carries the channel for its answer.
import { chan, go } from "hz";
const requests = chan();
go((requests) => { for (const { n, answer } of requests) answer.send(n * n); }, requests);
const ask = (n) => { const answer = chan(1); requests.send({ n, answer }); return answer.recv(); };
console.log([1, 2, 3].map(ask).join()); requests.close();

// An exception that nobody joins ends the program with code 1.
import { go, sleep } from "hz";
console.log("before");
go.local(function worker() { throw new Error("nobody joins"); });
sleep(1000);
console.log("never");

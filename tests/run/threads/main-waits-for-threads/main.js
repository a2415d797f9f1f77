// The program ends when its last thread does.
import { go, sleep } from "hz";
go.local(() => { sleep(20); console.log("the thread ends"); });
console.log("main ends");

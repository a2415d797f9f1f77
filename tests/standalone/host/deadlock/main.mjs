// Node ends when nothing is left to do: a top level that still waits then waits for ever.
import { chan } from "hz";
const orders = chan();
orders.name = "orders";
console.log("waiting");
orders.recv();

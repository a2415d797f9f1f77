// Base and derived constructors, fields and static blocks that wait for a channel.
import { chan, go } from "hz";
const c = chan();
const feeder = go.local(() => { for (let i = 1; i <= 7; i++) c.send(i); });
class A { a = c.recv(); constructor() { this.b = c.recv(); } }
class B extends A { c = c.recv(); constructor() { super(); this.d = c.recv(); } }
const b = new B();
class S { static x = c.recv(); static { this.y = c.recv(); } }
function F() { this.v = c.recv(); }
console.log(JSON.stringify(b), S.x, S.y, new F().v, b instanceof A);
feeder.join();

// trySend and tryRecv never wait.
import { chan } from "hz";
const c = chan(1);
console.log(c.tryRecv(), c.trySend("a"), c.trySend("b"), c.tryRecv()?.value, c.tryRecv(), chan().trySend(1));
c.close(); console.log(JSON.stringify(c.tryRecv()));

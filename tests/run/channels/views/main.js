// Read-only and write-only views refer to the same channel.
import { chan } from "hz";
const c = chan(2), { reader, writer } = c;
writer.send(1); c.send(2); console.log(reader.recv(), reader.len, reader.cap, writer.trySend(3), typeof reader.send, typeof writer.recv);
writer.close(); console.log(reader.closed, [...reader].join());

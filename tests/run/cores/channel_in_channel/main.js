// Channels travel over channels, keep their identity, and work from wherever they arrive.
import { chan, go } from "hz";

const requests = chan();

go(() => {
  for (const { text, reply } of requests) reply.send(text.toUpperCase());
});

const reply = chan(1);
for (const text of ["one", "two"]) {
  requests.send({ text, reply });
  console.log(reply.recv());
}

// The same channel comes back as the same object.
const box = chan(1);
const returned = go((box) => box, box).join();
console.log(returned === box);

// Views travel too.
const c = chan(2);
go((writer) => {
  writer.send("by a view");
  writer.close();
}, c.writer).join();
console.log(c.reader.recv(), c.reader.recv2().ok);
requests.close();

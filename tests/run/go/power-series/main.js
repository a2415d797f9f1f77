// Power series as channels of coefficients that are computed on demand: programs of hundreds of threads that split,
// multiply and feed back (powser1).
import { chan, go, select } from "hz";

// Whoever wants a coefficient asks for it, then receives it.
const series = (make) => { const s = { asked: chan(), answer: chan() }; go.local(() => make(s)); return s; };
const get = (s) => { s.asked.send(); return s.answer.recv(); };
const put = (s, value) => { s.asked.recv(); s.answer.send(value()); };
const each = (value) => series((out) => { for (let i = 0; ; i++) put(out, () => value(i)); });

const ones = () => each(() => 1);
const constant = (a) => each((i) => (i === 0 ? a : 0));
const add = (f, g) => each(() => get(f) + get(g));
const scale = (k, f) => each(() => k * get(f));
const shift = (a, f) => each((i) => (i === 0 ? a : get(f)));
const integral = (c, f) => each((i) => (i === 0 ? c : get(f) / i));
const derivative = (f) => { let begun = false; return each((i) => { if (!begun) get(f); begun = true; return (i + 1) * get(f); }); };

// Two copies of a series. Either may be read ahead of the other, also while the next coefficient is under way.
function split(source) {
  const outs = [0, 1].map(() => ({ asked: chan(), answer: chan() })), queues = [[], []], waits = [false, false];
  let coming = false;
  const serve = (k) => { if (waits[k] && queues[k].length > 0) { waits[k] = false; outs[k].answer.send(queues[k].shift()); } };
  go.local(() => {
    for (;;) {
      const r = select([waits[0] ? null : outs[0].asked, waits[1] ? null : outs[1].asked, coming ? source.answer : null]);
      if (r.case === "2") { coming = false; for (const queue of queues) queue.push(r.value); } else waits[r.case] = true;
      serve(0), serve(1);
      if ((waits[0] || waits[1]) && !coming) { source.asked.send(); coming = true; }
    }
  });
  return outs;
}

const times = (f, g) => series((out) => {
  out.asked.recv();
  const a = get(f), b = get(g);
  out.answer.send(a * b);
  out.asked.recv();
  const [f1, f2] = split(f), [g1, g2] = split(g);
  const rest = add(add(scale(a, g1), scale(b, f1)), shift(0, times(f2, g2)));
  out.answer.send(get(rest));
  for (;;) put(out, () => get(rest));
});

// exp(f) is 1 + the integral of f' exp(f), which is fed back into itself.
function exponential(f) {
  const loop = { asked: chan(), answer: chan() };
  const [out, back] = split(integral(1, times(loop, derivative(f))));
  go.local(() => { for (;;) put(loop, () => get(back)); });
  return out;
}

const first = (n, s) => Array.from({ length: n }, () => get(s));
console.log(first(6, add(ones(), constant(1))).join());
console.log(first(8, times(ones(), ones())).join());
console.log(first(6, derivative(times(ones(), ones()))).join());
const factorials = [1, 1, 2, 6, 24, 120, 720];
console.log(first(7, exponential(shift(0, constant(1)))).map((a, i) => Math.round(a * factorials[i] * 1e6) / 1e6).join());
console.log(first(5, exponential(derivative(times(ones(), constant(1))))).length);
process.exit(0);

// What V8 says of a call that cannot be made names what the source says.
const at = (x) => { let turns = 2; while (--turns) {} return x; };
const o = { deep: {} };
let undef;
const attempts = [
  () => undef(), () => o.missing(at(1)), () => o.deep.missing(), () => undef.x(), () => new undef(), () => new o.deep(),
  () => { const { a } = undef; }, () => o.deep.x.y(), () => { for (const x of o) ; }, () => o?.missing(at(1)), () => (() => 1)()(),
];
for (const attempt of attempts) { try { attempt(); } catch (e) { console.log(e.message); } }

// A method, an accessor or a member of a class that is made in a loop sees the variables of its own turn, wherever it stands in
// its object or class, and whatever else is evaluated there.
const letters = ["a", "b", "c"];

function show(name, functions) {
  console.log(name, functions.map((f) => f()).join(" "));
}

function forOf() {
  const made = [];
  for (const x of letters) {
    const o = { m() { return x; }, get g() { return x + x; }, set s(list) { list.push(x); } };
    const written = [];
    made.push(o.m, () => o.g, () => (o.s = written, written.pop()));
  }
  return made;
}

function forIn() {
  const made = [];
  for (const key in { a: 1, b: 2 }) made.push({ m() { return key; } }.m);
  return made;
}

function counted() {
  const made = [];
  for (let i = 0; i < 3; i++) made[i] = { m() { return i; } }.m;
  return made;
}

function changed() {
  const made = [];
  for (let i = 0; i < 3; i++) {
    const o = { next() { return i += 10; } };
    made.push(o.next, o.next);
  }
  return made;
}

function blocks() {
  const made = [];
  let i = 0;
  do {
    const k = i;
    switch (k) {
      case 0: {
        const inCase = "case" + k;
        made.push({ m() { return inCase; } }.m);
        break;
      }
      default:
        try {
          throw k;
        } catch (caught) {
          made.push({ m() { return "caught" + caught; } }.m);
        }
    }
  } while (++i < 3);
  return made;
}

function computedKeys() {
  const made = [];
  for (const x of letters) {
    const o = { [x]: () => x, [x + 1]() { return x; }, get [x + 2]() { return x; }, [x + 3]: class { static s = x; } };
    made.push(() => [o[x](), o[x].name, o[x + 1](), o[x + 2], o[x + 3].s, o[x + 3].name]);
  }
  return made;
}

// What is assigned within the literal is the function's own variable.
function assigning() {
  const made = [];
  let count = 0;
  for (const x of letters) {
    const o = { id: count++, [x + count]: (count += 10), ...{ copy: x }, m() { return [this.id, x, Object.keys(this)]; } };
    made.push(() => o.m());
  }
  made.push(() => count);
  return made;
}

function classes() {
  const made = [];
  let parent = Object;
  for (const x of letters) {
    class Declared { m() { return x; } static s = x; }
    const Anonymous = class { [x]() { return x; } };
    const Derived = class extends (parent = class extends parent { z() { return x; } }) {
      #p = x;
      [x]() { return this.#p; }
      static { this.t = x; }
    };
    made.push(() => [new Declared().m(), Declared.s, new Anonymous()[x](), Anonymous.name]);
    made.push(() => [new Derived()[x](), new Derived().z(), Derived.t, Derived.name]);
  }
  return made;
}

function nested() {
  const made = [];
  for (const x of letters) {
    for (const y of letters) {
      const o = { m() { return x + y; }, inner: { m() { return y + x; } } };
      made.push(() => o.m() + o.inner.m());
    }
  }
  return made;
}

function patterns() {
  const made = [];
  for (const x of letters) {
    const { o = { m() { return x; } }, C = class { m() { return x; } }, f = () => x } = {};
    made.push(() => o.m(), () => new C().m(), () => C.name, () => f.name);
  }
  return made;
}

function kinds() {
  const made = [];
  for (const x of letters) {
    const o = { *g() { yield x; }, async a() { return x; }, async *ag() { yield x; } };
    made.push(() => [...o.g()]);
  }
  return made;
}

class Base { hi() { return "hi"; } }
class Method extends Base {
  v = 7;
  run() {
    const made = [];
    for (const x of letters) {
      const o = {
        __proto__: { q() { return "q"; } },
        [super.hi() + x]: () => this.v + x,
        count: arguments.length,
        target: new.target,
        m() { return x + super.q(); },
      };
      made.push(() => [o["hi" + x](), o.m(), o.count, o.target]);
    }
    return made;
  }
}

show("for-of", forOf());
show("for-in", forIn());
show("counted", counted());
show("changed", changed());
show("blocks", blocks());
show("computed keys", computedKeys());
show("assigning", assigning());
show("classes", classes());
show("nested", nested());
show("patterns", patterns());
show("kinds", kinds());
show("method", new Method().run(1, 2));

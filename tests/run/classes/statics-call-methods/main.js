// Static initialisers call methods of their class, which see its name although the class is not declared yet.
function at(x) {
  for (let i = 0; i < 100; i++);
  return x;
}

class Strength {
  static table = ["weak", "strong"];
  static made = Strength.makeAll();
  static strongest = at(Strength).of("strong");
  static {
    this.weakest = Strength.of(at("weak"));
  }
  constructor(name) {
    this.name = at(name);
  }
  static makeAll() {
    const made = [];
    Strength.table.forEach((name) => {
      at(0);
      made.push(new Strength(name));
    });
    for (const strength of made) strength.level = at(Strength.table).indexOf(strength.name);
    return made;
  }
  static of(name) {
    return Strength.made.find((strength) => at(strength.name) === name);
  }
}

const Named = class Own {
  static first = Own.make(1);
  static make(n) {
    return at([n]).map((x) => at(Own.name) + x);
  }
};

function local() {
  class Inner {
    static all = Inner.make();
    static make() {
      return [1, 2].map((n) => at(new Inner()) instanceof Inner && n);
    }
  }
  return Inner.all;
}

console.log(Strength.made.map(({ name, level }) => name + level).join(), Strength.strongest.name, Strength.weakest.name);
console.log(Named.first.join(), local().join());

// The text of a static method begins behind `static` and what stands between it and the method.
const at = (x) => { let n = 2; while (--n) {} return x; };
class Texts {
  static /* first */ plain /* a */ () { return at(1); }
  static // to the end of the line
    async waits() { await at(2); }
  static /* one */ /* two */ * steps() { yield at(3); }
  static /* get */ get got() { return at(4); }
  static static() { return at(5); }
  static /* called static */ static_() {}
  /* before */ static = at(6);
}
console.log(Texts.plain.toString());
console.log(Texts.waits.toString());
console.log(Texts.steps.toString());
console.log(Object.getOwnPropertyDescriptor(Texts, "got").get.toString());
console.log(String(Texts.static), String(Texts.static_), new Texts().static);

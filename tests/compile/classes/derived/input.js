// A base constructor is captured, a derived one is pinned.
export class Base {
  constructor(f) { this.value = f(); }
}
export class Derived extends Base {
  field = make();
  constructor(f) { super(f); this.own = f(); }
  method() { return super.toString() + make(); }
}

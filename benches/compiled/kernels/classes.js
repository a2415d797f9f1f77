// A hierarchy of classes: constructors, super calls, accessors, private and static members.
class Shape {
  #name;
  static made = 0;
  constructor(name) {
    this.#name = name;
    Shape.made++;
  }
  get name() {
    return this.#name;
  }
  area() {
    return 0;
  }
  describe() {
    return this.name.length + this.area();
  }
}

class Rectangle extends Shape {
  constructor(width, height, name = "rectangle") {
    super(name);
    this.width = width;
    this.height = height;
  }
  area() {
    return this.width * this.height;
  }
}

class Square extends Rectangle {
  sides = 4;
  constructor(side) {
    super(side, side, "square");
  }
  describe() {
    return super.describe() + this.sides;
  }
}

export function run(n) {
  let total = 0;
  for (let i = 0; i < n; i++) {
    for (let k = 0; k < 100; k++) {
      const shape = k % 3 === 0 ? new Square(k) : new Rectangle(k, i & 7);
      total += shape.describe();
    }
  }
  return total + Shape.made;
}

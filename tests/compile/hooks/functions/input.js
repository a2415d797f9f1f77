// Functions tell of their calls, results and exceptions.
export function area(shape, scale = 1) {
  try {
    return shape.measure(scale);
  } finally {
    if (scale > 1) return 0;
  }
}
class Square {
  constructor(side) {
    this.side = side;
  }
  get half() {
    return this.side / 2;
  }
}
export const make = ({ side }) => new Square(side);

// Functions of a module that others import.
export default function area(side) {
  return side * side;
}

export const perimeter = (side) => 4 * side;
export const diagonal = function (side) {
  return Math.round(side * Math.SQRT2 * 100) / 100;
};

export class Square {
  constructor(side) {
    this.side = side;
  }

  static of(side) {
    return new Square(side);
  }
}

export const isLarge = (side) => side > 1;
export const descending = (a, b) => b - a;
export const larger = (a, b) => (a > b ? a : b);

// Functions of modules: exported ones, methods, those of the language that are made of ours.
import { parallel } from "hz";
import * as shapes from "./shapes.js";
import area, { perimeter, Square } from "./shapes.js";

function main() {
  const sides = [1, 2, 3];
  const options = { chunk: 1 };
  console.log(parallel.map(sides, area, options), parallel.map(sides, perimeter, options), parallel.map(sides, shapes.diagonal, options));
  console.log(parallel.map(sides, Square.of, options).map((square) => [square instanceof Square, square.side]));
  console.log(parallel.filter(sides, shapes.isLarge, options), parallel.sort([3, 1, 2], shapes.descending, options));
  console.log(parallel.reduce(sides, shapes.larger, undefined, options));
}

main();

// Types go, the rest is compiled as usual.
interface Shape { area(): number }
export function total(shapes: Shape[]): number {
  let sum: number = 0;
  for (const shape of shapes) sum += shape.area();
  return sum;
}

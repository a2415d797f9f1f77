// Another module, whose functions and classes travel like those of the program.
const factor = 10;
export const scale = (n) => n * factor;
export class Shop {
  static open(name) {
    return `shop ${name}`;
  }
}
export function shopper(a, b) {
  return `${a} and ${b}`;
}
function measure(n) {
  return `${n} ${this.unit}`;
}
export default { measure };

// A call in the middle of a function, and one at its end.
export function total(list) {
  const s = price(list[0]);
  return s + tax(s);
}

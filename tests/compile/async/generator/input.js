// A generator is pinned.
export function* each(f) {
  for (let i = 0; i < 3; i++) yield f(i);
}

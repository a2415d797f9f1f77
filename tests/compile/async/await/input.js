// An async function keeps its form; a call in it may turn into a wait.
export async function load(f) {
  const first = f(1);
  const second = await f(2);
  return first + second;
}

// A loop without an end.
export function spin(flag) {
  while (!flag.set);
  return flag;
}

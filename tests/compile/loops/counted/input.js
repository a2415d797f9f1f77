// A loop that calls nothing polls; one with a call polls and can be suspended inside.
export function sums(list) {
  let sum = 0;
  for (let i = 0; i < list.length; i++) sum += list[i];
  for (let i = 0; i < list.length; i++) sum += weigh(list[i]);
  return sum;
}

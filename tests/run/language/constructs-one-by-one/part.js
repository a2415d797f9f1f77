// What the program imports while it runs.
export const one = 1;
export function two() { return 2; }
export default class Three {}

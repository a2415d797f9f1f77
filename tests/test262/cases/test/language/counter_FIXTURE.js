// A module that tests import.
export let value = 0;
export function bump() { value++; }

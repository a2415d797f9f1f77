// Does not parse.
export const = 1;

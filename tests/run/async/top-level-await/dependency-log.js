// A place of its own to log to.
export const log = [];

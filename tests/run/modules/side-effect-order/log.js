// What ran, in order.
export const log = [];

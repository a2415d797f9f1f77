// Reached by the imports map.
export const internal = "internal";

// Loaded on demand.
export default await Promise.resolve("dynamic");

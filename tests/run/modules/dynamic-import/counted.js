// Counts how often it runs.
globalThis.runs = (globalThis.runs ?? 0) + 1; export default "counted";

// What is re-exported; its default is not part of `export *`.
export const star = "star", over = "hidden";
export default "star default";

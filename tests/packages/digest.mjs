// A short name for a long text, so that results can be compared and still be printed.
export function digest(value) {
  const text = typeof value === "string" ? value : JSON.stringify(value);
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return `${text.length} characters, ${(hash >>> 0).toString(16)}`;
}

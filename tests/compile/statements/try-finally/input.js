// `finally` must not run when the function is suspended, and must when it is left.
export function guarded(open) {
  const file = open();
  try {
    return file.read();
  } finally {
    file.close();
  }
}

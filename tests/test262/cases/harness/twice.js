// A file that tests can include.
function twice(f) {
  return [f(), f()];
}

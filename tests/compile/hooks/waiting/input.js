// What waits off the stack says so.
export async function each(rows) {
  try {
    for await (const row of rows) await row.done;
  } catch (error) {
    return report(error);
  }
}
export function* pairs(all) {
  for (const x of all) yield [x, x];
  yield* all;
}

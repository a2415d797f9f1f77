// rxjs: operators, subjects, errors and schedulers.
import * as rx from "rxjs";

const { concatMap, delay, catchError, scan, map, mergeMap, retry, share, takeUntil, bufferCount, groupBy, toArray, reduce, switchMap } = rx;

export default async () => {
  const lines = [];
  let tries = 0;
  const flaky = rx.defer(() => (++tries < 3 ? rx.throwError(() => new Error("try " + tries)) : rx.of("third")));
  lines.push(await rx.lastValueFrom(flaky.pipe(retry(5))));
  lines.push(await rx.lastValueFrom(rx.range(1, 10).pipe(groupBy((n) => n % 3), mergeMap((group) => group.pipe(reduce((a, b) => a + b, 0))), toArray())));
  lines.push(await rx.lastValueFrom(rx.from([3, 1, 2]).pipe(concatMap((n) => rx.of(n).pipe(delay(n))), scan((all, n) => [...all, n], []))));
  lines.push(await rx.lastValueFrom(rx.from("abcdef").pipe(bufferCount(2), map((pair) => pair.join("")), toArray())));
  lines.push(await rx.lastValueFrom(rx.throwError(() => new TypeError("no")).pipe(catchError((error) => rx.of(error.name)))));
  const subject = new rx.Subject(), stop = new rx.Subject(), seen = [];
  const shared = subject.pipe(takeUntil(stop), share(), switchMap((n) => [n, n * 10]));
  shared.subscribe({ next: (n) => seen.push(n), complete: () => seen.push("end") });
  for (const n of [1, 2]) subject.next(n);
  stop.next();
  subject.next(3);
  lines.push(seen);
  return lines.map((line) => JSON.stringify(line)).join("\n");
};

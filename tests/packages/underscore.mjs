// underscore, ramda and async: callbacks all the way down.
import async from "async";
import * as R from "ramda";
import _ from "underscore";

export default async () => {
  const lines = [];
  const grouped = _.chain(_.range(20)).groupBy((n) => n % 3).map((list, key) => [key, _.reduce(list, (a, b) => a + b)]).sortBy((pair) => -pair[1]).value();
  lines.push(grouped, _.template("<% _.each(list, function (n) { %><%= n %>;<% }) %>")({ list: [1, 2] }));
  const total = R.pipe(R.filter(R.propSatisfies(R.gt(R.__, 1), "n")), R.map(R.over(R.lensProp("n"), R.multiply(2))), R.sortWith([R.descend(R.prop("n"))]), R.transduce(R.map(R.prop("n")), R.add, 0));
  lines.push(total([{ n: 1 }, { n: 2 }, { n: 3 }]), R.converge(R.divide, [R.sum, R.length])([1, 2, 3]));
  lines.push(await async.mapLimit([3, 1, 2], 2, async (n) => { await null; return n * n; }));
  lines.push(await async.auto({
    a: (done) => setTimeout(done, 1, null, 1),
    b: ["a", ({ a }, done) => done(null, a + 1)],
    c: ["a", "b", async ({ a, b }) => a + b],
  }));
  lines.push(await new Promise((resolve) => async.waterfall([(next) => next(null, 1), (n, next) => next(new Error("at " + n))], (error) => resolve(error.message))));
  lines.push(await async.reduce([1, 2, 3], 0, (sum, n, done) => queueMicrotask(() => done(null, sum + n))));
  return lines.map((line) => JSON.stringify(line)).join("\n");
};

// immer: proxies over everything, patches, frozen results.
import { applyPatches, enableMapSet, enablePatches, produce, produceWithPatches } from "immer";

enableMapSet();
enablePatches();

export default () => {
  const base = { list: [{ id: 1, done: false }, { id: 2, done: true }], map: new Map([["a", { n: 1 }]]), set: new Set([1]), deep: { er: { est: 1 } } };
  const [next, patches, inverse] = produceWithPatches(base, (draft) => {
    draft.list.find((item) => item.id === 1).done = true;
    draft.list.push({ id: 3, done: false });
    draft.list.sort((a, b) => b.id - a.id);
    draft.map.get("a").n++;
    draft.set.add(2);
    delete draft.deep.er.est;
  });
  const back = applyPatches(next, inverse);
  const same = produce(base, () => {}) === base;
  let refused;
  try { next.list.push(1); } catch (error) { refused = error.name; }
  const shown = { ...next, map: [...next.map], set: [...next.set] };
  return [JSON.stringify(shown), JSON.stringify(patches), JSON.stringify(back.list), same, refused, next.deep !== base.deep].join("\n");
};

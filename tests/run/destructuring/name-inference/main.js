// Anonymous functions in defaults of patterns take the name of their binding, and only there.
const at = (x) => { let turns = 2; while (--turns) {} return x; };
const { f = () => {}, g: h = function () {}, k = class {}, l = class { static name = at("own"); }, m = (at(0), () => {}) } = {};
const [n = async () => {}, o = (() => {}), p = function* () {}] = [];
console.log(f.name, h.name, k.name, l.name, JSON.stringify(m.name), n.name, o.name, p.name);
let q; [q = () => {}] = []; const r = {}; [r.s = () => {}] = [];
console.log(q.name, JSON.stringify(r.s.name), ((t = () => {}) => t.name)(), (({ u = () => {} }) => u.name)({}));

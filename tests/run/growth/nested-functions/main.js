// Twenty functions inside one another, each suspended half way; the compiled text must stay in proportion.
const at = (x) => { let turns = 2; while (--turns) {} return x; };
const f0 = (a) => { const f1 = (b) => { const f2 = (c) => { const f3 = (d) => { const f4 = (e) => { const f5 = (f) => { const f6 = (g) => { const f7 = (h) => { const f8 = (i) => { const f9 = (j) => {
const g0 = (k) => { const g1 = (l) => { const g2 = (m) => { const g3 = (n) => { const g4 = (o) => { const g5 = (p) => { const g6 = (q) => { const g7 = (r) => { const g8 = (s) => { const g9 = (t) => at(a + b + c + d + e + f + g + h + i + j + k + l + m + n + o + p + q + r + s + t);
return g9(at(s) + 1); }; return g8(at(r) + 1); }; return g7(at(q) + 1); }; return g6(at(p) + 1); }; return g5(at(o) + 1); }; return g4(at(n) + 1); }; return g3(at(m) + 1); }; return g2(at(l) + 1); }; return g1(at(k) + 1); };
return g0(at(j) + 1); }; return f9(at(i) + 1); }; return f8(at(h) + 1); }; return f7(at(g) + 1); }; return f6(at(f) + 1); }; return f5(at(e) + 1); }; return f4(at(d) + 1); }; return f3(at(c) + 1); }; return f2(at(b) + 1); }; return f1(at(a) + 1); };
console.log(f0(at(1)));

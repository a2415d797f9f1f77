/* hz:compiled 4 with hooks */
hz$g(import.meta.url, [
  "each",
  "pairs"
], (hz$i)=>{
  switch(hz$i){
    case 0:
      return each;
    case 1:
      return pairs;
  }
});
export async function each(rows) {
  var hz$x;
  var hz$call = hz$H(hz$sites, 0), hz$out;
  if (hz$call.w) hz$I(hz$call, this, [
    rows
  ]);
  try {
    try {
      try {
        for await (const row of hz$W(hz$call, rows)){
          if (hz$P[0]) hz$q();
          hz$B(hz$call);
          try {
            hz$B(hz$call, await hz$W(hz$call, row.done));
          } finally{
            hz$W(hz$call);
          }
        }
      } finally{
        hz$B(hz$call);
      }
    } catch (error) {
      hz$B(hz$call);
      hz$O(error);
      return hz$out = (hz$x = report(error)) === hz$S && (hz$x = hz$b()) === hz$S ? hz$B(hz$call, await hz$W(hz$call, hz$a())).value : hz$x;
    }
    hz$out = void 0;
  } catch (hz$thrown) {
    throw hz$Q(hz$call, hz$thrown);
  } finally{
    hz$L(hz$call, hz$out);
  }
}
export function* pairs(all) {
  var hz$call = hz$H(hz$sites, 1), hz$out;
  if (hz$call.w) hz$I(hz$call, this, [
    all
  ]);
  try {
    for (const x of hz$j(all, "all")){
      if (hz$P[0]) hz$q();
      hz$B(hz$call, yield hz$W(hz$call, [
        x,
        x
      ]));
    }
    hz$B(hz$call, yield* hz$W(hz$call, all));
  } catch (hz$thrown) {
    throw hz$Q(hz$call, hz$thrown);
  } finally{
    hz$L(hz$call, hz$out);
  }
}
function hz$sites() {
  return [
    "input.js",
    "each",
    2,
    8,
    "pairs",
    9,
    8
  ];
}

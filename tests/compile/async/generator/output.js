/* hz:compiled 4 */
hz$g(import.meta.url, [
  "each"
], (hz$i)=>{
  switch(hz$i){
    case 0:
      return each;
  }
});
export function* each(f) {
  var hz$x;
  for(let i = 0; i < 3; i++){
    if (hz$P[0]) hz$q();
    yield (hz$x = f(i)) === hz$S ? hz$n() : hz$x;
  }
}

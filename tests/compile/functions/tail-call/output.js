/* hz:compiled 4 */
hz$g(import.meta.url, [
  "outer"
], (hz$i)=>{
  switch(hz$i){
    case 0:
      return outer;
  }
});
export function outer(x) {
  var hz$0;
  return (hz$0 = inner(x + 1)) === hz$S ? hz$R(this, new.target) : hz$0;
}

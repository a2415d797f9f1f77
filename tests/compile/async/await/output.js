/* hz:compiled 4 */
hz$g(import.meta.url, [
  "load"
], (hz$i)=>{
  switch(hz$i){
    case 0:
      return load;
  }
});
export async function load(f) {
  var hz$x;
  const first = (hz$x = f(1)) === hz$S && (hz$x = hz$b()) === hz$S ? (await hz$a()).value : hz$x;
  const second = await ((hz$x = f(2)) === hz$S && (hz$x = hz$b()) === hz$S ? (await hz$a()).value : hz$x);
  return first + second;
}

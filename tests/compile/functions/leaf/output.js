/* hz:compiled 4 */
hz$g(import.meta.url, [
  "square"
], (hz$i)=>{
  switch(hz$i){
    case 0:
      return square;
  }
});
export function square(x) {
  return x * x;
}

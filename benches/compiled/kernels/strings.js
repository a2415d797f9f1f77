// Strings that grow, are cut and searched.
export function run(n) {
  let total = 0;
  for (let i = 0; i < n; i++) {
    let text = "";
    for (let k = 0; k < 500; k++) text += String.fromCharCode(97 + (k % 26)) + k;
    const words = text.split("z");
    for (let k = 0; k < words.length; k++) total += words[k].trim().toUpperCase().length;
    let hash = 0;
    for (let k = 0; k < text.length; k++) hash = (hash * 31 + text.charCodeAt(k)) | 0;
    total += hash & 15;
    total += `${words[1]}-${words[2]}`.indexOf("m");
  }
  return total;
}

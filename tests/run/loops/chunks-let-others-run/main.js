// Loops without calls that end only when another thread has run.
import { go, yieldNow } from "hz";

const box = { stop: false };

function spin(kind) {
  box.stop = false;
  const helper = go.local(() => {
    yieldNow();
    box.stop = true;
  });
  let turns = 0;
  switch (kind) {
    case "for":
      for (let i = 0; !box.stop; i++) turns = i;
      break;
    case "down":
      for (let i = 0; !box.stop; i--) turns = i;
      break;
    case "while":
      while (!box.stop) turns++;
      break;
    case "zero":
      for (let i = 0, step = 0; !box.stop; i += step) turns = 1;
      break;
    case "away":
      for (let i = 0, step = -1; !box.stop; i += step) turns = 1;
      break;
    case "NaN":
      for (let i = NaN; !box.stop; i++) turns = 1;
      break;
    case "big":
      for (let i = 0n; !box.stop; i++) turns = 1;
      break;
    case "stuck":
      for (let i = 2 ** 53; !box.stop; i++) turns = 1;
      break;
    case "huge":
      for (let i = 1e300; !box.stop; i++) turns = 1;
      break;
    case "back":
      for (let i = 0; !box.stop; i++) {
        i--;
        turns = 1;
      }
      break;
  }
  helper.join();
  return turns !== 0;
}

for (const kind of ["for", "down", "while", "zero", "away", "NaN", "big", "stuck", "huge", "back"]) console.log(kind, spin(kind));

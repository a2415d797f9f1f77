// The exception of a thread is thrown where it is joined.
import { go } from "hz";
const task = go.local(() => { throw new RangeError("inside"); });
try { task.join(); } catch (error) { console.log(error.name, error.message, task.status); }
try { go.local(() => { throw "a string"; }).join(); } catch (error) { console.log(error); }

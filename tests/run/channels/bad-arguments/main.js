// A capacity that is none is refused.
import { chan, select } from "hz";
for (const bad of [-1, 1.5, NaN, "3", null]) { try { chan(bad); console.log("accepted", bad); } catch (error) { console.log(error.name); } }
for (const bad of [null, 1, undefined]) { try { select(bad); } catch (error) { console.log(error.name); } }

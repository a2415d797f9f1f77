// Puts the re-entrant built-ins in the places of V8's.

import "./array.js";
import "./sort.js";

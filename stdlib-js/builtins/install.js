// Puts re-entrant built-ins in the places of V8's. Those of core are raw, because V8 calls them, or because they do nothing
// but give V8 a callback in another form.

import "hz:core/dynamic_function";
import "hz:core/function_text";
import "hz:core/accessors";
import "hz:core/guarded";
import "hz:core/guarded_iterators";
import "hz:core/large";
import "hz:core/proxy";
import "hz:core/v8_promises";
import "hz:core/repeatable";
import "hz:core/virtual_time";
import "./array.js";
import "./array_from.js";
import "./collections.js";
import "./iterator.js";
import "./promise.js";
import "./sort.js";
import "./string_replace.js";
import "./typed_array.js";

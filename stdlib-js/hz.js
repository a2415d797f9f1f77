// "hz": what programs import. Types and documentation: index.d.ts.
export { chan } from "hz:core/channel";
export { recv, select, send, timeout } from "hz:core/select";
export { atomically, current, go, wait } from "hz:core/task";
export { move } from "hz:core/pack";
export { yieldNow } from "hz:core/scheduler";
export { sleep } from "hz:core/timers";
export { after, tick } from "hz:core/ticker";
export { threads } from "hz:core/report";
export { CancelledError, ClosedError, DeadlockError, LimitError, TimeoutError, UsageError } from "hz:core/errors";
export { parallel } from "./parallel.js";
export { broadcast, fanOut, from, merge, pipeline } from "./flow.js";
export { Context, Local, currentContext, scope, withCancel, withDeadline, withTimeout } from "./scope.js";
export { Barrier, Cond, Mutex, Once, RWMutex, Semaphore, WaitGroup, group, once } from "./sync.js";

import { recordBinds } from "hz:core/bound";

// What is bound before that cannot be handed to other cores.
recordBinds();

// The executor of a promise, and Promise.try: calls that a promise's maker waits for, so they suspend it.

import { setRunExecutor } from "hz:core/promise";
import { capabilityOf, isObject } from "hz:core/abstract";
import { replace } from "hz:core/replace";

setRunExecutor((executor, { promise, resolve, reject }) => {
  try {
    executor(resolve, reject);
  } catch (error) {
    reject(error);
  }
  return promise;
});

replace(Promise, {
  try(callback, ...args) {
    if (!isObject(this)) throw new TypeError("Promise.try called on non-object");
    const { promise, resolve, reject } = capabilityOf(this);
    let value;
    try {
      value = callback(...args);
    } catch (error) {
      reject(error);
      return promise;
    }
    resolve(value);
    return promise;
  },
});

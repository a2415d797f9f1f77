// `Date` and `Temporal.Now` in virtual time: with a seed, a program reads the time of its own schedule, so that the same seed
// gives the same output. Without a seed nothing is replaced.

import ops from "hz:internal/ops";
import { replace } from "hz:core/replace";
import { lookNative } from "hz:core/function_text";
import { clock, isVirtual } from "hz:core/timers";

const { construct } = Reflect;
const { defineProperty, getOwnPropertyDescriptors } = Object;
const NativeDate = Date;

// Milliseconds since 1970 at which the program began.
const origin = isVirtual ? ops.timeOrigin() : 0;

function now() {
  return Math.floor(origin + clock());
}

function virtualDate() {
  const constructor = function (...args) {
    if (new.target === undefined) return `${new NativeDate(now())}`;
    return construct(NativeDate, args.length === 0 ? [now()] : args, new.target);
  };
  Object.defineProperties(constructor, getOwnPropertyDescriptors(NativeDate));
  replace(constructor, { now: () => now() });
  defineProperty(NativeDate.prototype, "constructor", { value: constructor });
  lookNative(constructor);
  return constructor;
}

// Each function of Temporal.Now is one of a ZonedDateTime, but those that need no clock.
function virtualTemporal() {
  const { Now, Instant } = Temporal;
  const here = Now.timeZoneId();
  const instant = () => Instant.fromEpochMilliseconds(now());
  const zoned = (zone = here) => instant().toZonedDateTimeISO(zone);
  replace(Now, {
    instant: () => instant(),
    zonedDateTimeISO: (zone) => zoned(zone),
    plainDateTimeISO: (zone) => zoned(zone).toPlainDateTime(),
    plainDateISO: (zone) => zoned(zone).toPlainDate(),
    plainTimeISO: (zone) => zoned(zone).toPlainTime(),
  });
}

if (isVirtual) {
  defineProperty(globalThis, "Date", { value: virtualDate() });
  if (typeof Temporal !== "undefined") virtualTemporal();
}

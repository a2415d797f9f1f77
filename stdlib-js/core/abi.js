// What compiled code calls: the object whose properties become its constants `hz$S`, `hz$P`, … The compiler's half of
// this contract, with the meaning of each name, is compiler/src/abi.rs; the two lists are the same.

import ops from "hz:internal/ops";
import { S } from "hz:core/sentinel";
import { adoptForAwait, poll, pollBody, save, saveConstruct, saveTail, take } from "hz:core/scheduler";
import { adoptMain } from "hz:core/main_thread";
import { asyncCall, pinnedCall, pollPinned, runCapture } from "hz:core/pinned";
import { missing, moduleChannel } from "hz:core/cores";
import { literal } from "hz:core/portable";
import { constructWith, executorFor } from "hz:core/promise";
import { ownNames } from "hz:core/own_names";
import { register } from "hz:core/registry";
import { runBody } from "hz:core/wrapper";
import * as iterate from "hz:core/iterate";
//@hooks import * as hooks from "hz:core/hooks";

export const abi = {
  __proto__: null,
  S,
  P: ops.words,
  v: save,
  V: saveConstruct,
  R: saveTail,
  o: take,
  y: poll,
  q: pollPinned,
  n: runCapture,
  w: pinnedCall,
  b: asyncCall,
  a: adoptForAwait,
  z: adoptMain,
  T: iterate.hole,
  t: iterate.throwHole,
  h: iterate.initialised,
  k: iterate.throwConstant,
  C: Function.prototype.call,
  c: iterate.callable,
  K: iterate.propertyKey,
  u: iterate.superGet,
  j: iterate.iterable,
  A: iterate.indexed,
  D: iterate.indexedEntries,
  i: iterate.iteratorMethod,
  G: iterate.nextMethod,
  d: iterate.checkedResult,
  e: iterate.closeIteration,
  E: iterate.enumerableKeys,
  F: iterate.stillEnumerable,
  N: iterate.exactNumber,
  g: register,
  l: literal,
  m: moduleChannel,
  M: missing,
  p: constructWith,
  X: executorFor,
  O: ownNames,
  Y: pollBody,
  Z: runBody,
  //@hooks H: hooks.enter,
  //@hooks I: hooks.called,
  //@hooks Q: hooks.failed,
  //@hooks L: hooks.left,
  //@hooks W: hooks.away,
  //@hooks B: hooks.back,
};

// node:child_process. It can be imported; its functions and classes say that they are not available yet when they are used.
import { missing, notAvailable } from "./internal/errors.js";

const absent = missing("child_process", [
  "exec", "execFile", "execFileSync", "execSync", "fork", "spawn", "spawnSync",
]);
export const {
  exec, execFile, execFileSync, execSync, fork, spawn, spawnSync,
} = absent;

export class ChildProcess {
  constructor() { throw notAvailable("child_process.ChildProcess"); }
}

export default {
  ...absent, ChildProcess,
};

// node:os. Partial: network interfaces are not listed, priorities cannot be changed.
import ops from "hz:internal/ops";
import { errnoNames } from "./internal/errno.js";
import { notAvailable } from "./internal/errors.js";
import { signals } from "./internal/signals.js";

const facts = ops.osFacts();

export const EOL = "\n";
export const devNull = "/dev/null";
export const hostname = () => facts.hostname;
export const type = () => facts.type;
export const release = () => facts.release;
export const version = () => facts.version;
export const machine = () => facts.machine;
export const platform = () => globalThis.process.platform;
export const arch = () => globalThis.process.arch;
export const endianness = () => (facts.bigEndian ? "BE" : "LE");
export const tmpdir = () => {
  const { TMPDIR, TMP, TEMP } = globalThis.process.env;
  const path = TMPDIR || TMP || TEMP || "/tmp";
  return path.length > 1 && path.endsWith("/") ? path.slice(0, -1) : path;
};
export const homedir = () => globalThis.process.env.HOME || ops.osUser().homedir;
export const totalmem = () => ops.osLoad().total;
export const freemem = () => ops.osLoad().free;
export const uptime = () => ops.osLoad().uptime;
export const loadavg = () => ops.osLoad().average;
export const availableParallelism = () => ops.cores;

export function cpus() {
  return ops.osCpus().map(([model, speed, user, nice, sys, idle, irq]) => ({ model, speed, times: { user, nice, sys, idle, irq } }));
}

export function userInfo() {
  const { uid, gid, username, homedir: home, shell } = ops.osUser();
  return { uid, gid, username, homedir: home, shell };
}

export function networkInterfaces() {
  throw notAvailable("os.networkInterfaces");
}
export function getPriority() {
  throw notAvailable("os.getPriority");
}
export function setPriority() {
  throw notAvailable("os.setPriority");
}

export const constants = {
  signals,
  errno: Object.fromEntries([...errnoNames].map(([errno, name]) => [name, errno])),
  priority: { PRIORITY_LOW: 19, PRIORITY_BELOW_NORMAL: 10, PRIORITY_NORMAL: 0, PRIORITY_ABOVE_NORMAL: -7, PRIORITY_HIGH: -14, PRIORITY_HIGHEST: -20 },
};

export default {
  arch, availableParallelism, constants, cpus, devNull, endianness, EOL, freemem, getPriority, homedir, hostname, loadavg,
  machine, networkInterfaces, platform, release, setPriority, tmpdir, totalmem, type, uptime, userInfo, version,
};

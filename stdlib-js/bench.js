// "hz:bench": a program beside itself as it is written, in one process, and what compiling it costs.
import ops from "hz:internal/ops";

export function runAsWritten(url) {
  return ops.runAsWritten(`${url}`);
}

export function compileCost(url) {
  return ops.compileCost(`${url}`);
}

export function cpuMs() {
  return ops.threadCpuMs();
}

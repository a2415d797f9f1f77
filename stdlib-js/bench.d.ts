// "hz:bench": what being compiled costs a program, measured in one process. Meant for benchmarks: what the other realm
// calls is called natively, so give it data, no functions of the program.
declare module "hz:bench" {
  /**
   * Runs the module at `url` (a `file:` URL) as it is written, in a new realm with V8's own built-ins, and gives what it
   * exports. The module imports nothing. `import()` of the same URL gives the compiled one.
   * @throws what the module throws; `SyntaxError`
   */
  export function runAsWritten(url: string | URL): any;

  /** What compiling the module at `url` costs; compiles it once, and keeps nothing. */
  export function compileCost(url: string | URL): CompileCost;

  /**
   * Milliseconds that this core has used its processor. Unlike `performance.now()` it stands still while other programs have
   * the processor, and knows nothing of what V8 does on threads of its own.
   */
  export function cpuMs(): number;

  export interface CompileCost {
    /** Bytes of the source, laid out as the output is, without comments that the output would not have. */
    source: number;
    /** Bytes of the output. */
    output: number;
    /** Milliseconds that compiling took. */
    ms: number;
  }
}

// "hz:os": the program's surroundings.

/** The arguments behind the program's name. */
export const args: readonly string[];
/** The environment. A change stays in the isolate that makes it. */
export const env: Record<string, string | undefined>;
/** How many cores the program runs on. */
export const cores: number;
export const platform: string;
export const arch: string;

/** Ends the program at once; threads that run are not asked. */
export function exit(code?: number): never;
export function cwd(): string;

/** All of standard input as text; blocks the green thread until its end. */
export function readStdin(): string;
/** The lines of standard input, without their ends, as they come. */
export function stdinLines(): IterableIterator<string>;

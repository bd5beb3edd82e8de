/** A program that imports one module: returns what that took. A process of its own per sample, because Node keeps what it has loaded. */
import { inputOfChild, returnToParent } from '../child.ts';

/** What one import took. */
export interface ImportSample {
  /** Of the import alone, in ms. */
  readonly importMs: number;
  /** From the start of the process to the end of the import, in ms. */
  readonly totalMs: number;
  /** Processor time up to there, in ms. */
  readonly cpuMs: number;
}

const url = inputOfChild<string>();
const start = performance.now();
await import(url);
const totalMs = performance.now();
const { user, system } = process.cpuUsage();
returnToParent({ importMs: totalMs - start, totalMs, cpuMs: (user + system) / 1_000 } satisfies ImportSample);

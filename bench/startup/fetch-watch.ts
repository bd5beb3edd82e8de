/** Imports a module while `globalThis.fetch` is watched: returns how often it was read, and whether Node has loaded what is behind it. */
import { inputOfChild, returnToParent } from '../child.ts';

export interface FetchWatch {
  readonly reads: number;
  /** Whether the module with `fetch`, `Headers`, `Request` and `Response` was loaded, which takes longer than the import. */
  readonly isLoaded: boolean;
}

const { fetch: original } = globalThis;
let reads = 0;
Object.defineProperty(globalThis, 'fetch', {
  configurable: true,
  get: () => {
    reads++;
    return original;
  },
});
const isLoaded = (): boolean =>
  (process as unknown as { moduleLoadList: string[] }).moduleLoadList.some((name) => name.includes('deps/undici/'));

await import(inputOfChild<string>());
const result: FetchWatch = { reads, isLoaded: isLoaded() };

// The watch is worth something only if it sees a use.
await globalThis.fetch('data:,');
if (reads !== result.reads + 1 || !isLoaded()) throw new Error('The watch did not see a use of `fetch`.');
returnToParent(result);

import { createSandbox, type Sandbox, type SandboxOptions } from './create-sandbox.ts';

/** Registers a function that a test runner calls. */
type Hook = (work: () => void | Promise<void>) => unknown;

/** The hooks of a test runner: those of Vitest and Jest, or `{ afterEach, afterAll: after }` of `node:test`. */
export interface TestHooks {
  readonly afterEach: Hook;
  readonly afterAll: Hook;
}

/** A fixed time, so that tests give the same results on every day. */
const START = '2026-01-01T12:00:00Z';

/**
 * Makes a sandbox for the tests of a file, whose clock stands still and whose ids are the same in every run. After each test it returns to its
 * start, with the `objects` of the options; a test fails when an answer of the sandbox broke the spec.
 *
 * ```ts
 * import { afterAll, afterEach, test } from 'vitest'; // or '@jest/globals'; node:test: { afterEach, afterAll: after }
 *
 * const sandbox = useSandbox({ afterAll, afterEach });
 * test('…', async () => {
 *   const secuconnect = new Secuconnect(sandbox.options());
 * });
 * ```
 */
export function useSandbox({ afterEach, afterAll }: TestHooks, options: SandboxOptions = {}): Sandbox {
  const sandbox = createSandbox({ clock: START, seed: 1, ...options });
  afterEach(() => {
    const [violation] = sandbox.control.violations;
    for (const name of sandbox.control.snapshots()) sandbox.control.deleteSnapshot(name);
    sandbox.control.reset();
    if (violation) throw new Error(`The answer to ${violation.operation} broke the spec: ${violation.violation}`);
  });
  afterAll(() => sandbox.close());
  return sandbox;
}

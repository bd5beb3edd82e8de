import { writeFileSync } from 'node:fs';
import { PAGE, updatedPage, type RuntimeReport } from './page.ts';
import { runRuntime } from './run-runtime.ts';
import { findRuntimes } from './runtimes.ts';

/**
 * Runs all runtimes that are installed, and writes docs/runtimes.md.
 *
 * @param names Of the runtimes to run, such as `Deno`; all by default.
 */
export async function measureRuntimes(names: readonly string[]): Promise<void> {
  const { installed, missing } = findRuntimes();
  for (const name of missing) console.log(`${name} is not installed; its section stays as it is.`);
  const reports: RuntimeReport[] = [];
  for (const runtime of installed.filter(({ name }) => names.length === 0 || names.includes(name))) {
    const startedAt = performance.now();
    const measurements = await runRuntime(runtime);
    reports.push({ runtime, measurements });
    const seconds = ((performance.now() - startedAt) / 1_000).toFixed();
    console.log(`${runtime.name} ${runtime.version}: ${measurements.length} calls in ${seconds} s`);
  }
  writeFileSync(PAGE, await updatedPage(reports));
}

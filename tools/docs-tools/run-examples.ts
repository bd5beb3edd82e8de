import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { examplePrograms } from './example-programs.ts';
import { failureAgainstSandbox, startSandboxForPrograms } from './sandbox-for-programs.ts';

/**
 * Runs the programs in `examples/` against the sandbox, and prints their output.
 *
 * @param name Runs only this example.
 * @returns Whether all of them succeeded.
 */
export async function runExamples(name?: string): Promise<boolean> {
  const all = examplePrograms();
  const selected = all.filter((example) => name === undefined || example.name === name);
  if (selected.length === 0) {
    console.error(`Unknown example "${name}". Known examples: ${all.map((example) => example.name).join(', ')}.`);
    return false;
  }
  let passed = true;
  const sandbox = await startSandboxForPrograms();
  // Some examples write files.
  const cwd = mkdtempSync(join(tmpdir(), 'secuconnect-examples-'));
  try {
    for (const example of selected) {
      console.log(`\n● ${example.name}`);
      const onOutput = (text: string): boolean => process.stdout.write(text);
      const failure = await failureAgainstSandbox(sandbox, example.file, { cwd, onOutput });
      if (failure === undefined) continue;
      console.error(`FAILED ${example.name}: ${failure}`);
      passed = false;
    }
  } finally {
    rmSync(cwd, { recursive: true });
    await sandbox.close();
  }
  return passed;
}

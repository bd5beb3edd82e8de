import { spawnSync } from 'node:child_process';
import { parseArgs } from 'node:util';
import { documentedOperations } from '../document/operations.ts';
import { targetFrom } from '../targets/target.ts';
import { suiteCommand } from '../targets/vitest-command.ts';

export const USAGE = `pnpm contract [--target mock|sandbox|testing] [--base-url URL] [--allow-writes] [--operations id,id] [--seed N]

  --target mock      Prism mocks the API (default)
  --target sandbox   the sandbox of this repository, or a server at --base-url, behind Prism as a validating proxy;
                     calls every operation
  --target testing   the testing environment, behind the same proxy; only reads, unless --allow-writes
                     credentials: SECUCONNECT_CLIENT_ID and SECUCONNECT_CLIENT_SECRET, or SECUCONNECT_TOKEN`;

/**
 * Runs the contract tests with the arguments of `pnpm contract`.
 *
 * @returns The exit code.
 * @throws Error for invalid arguments, before anything starts.
 */
export function runContractTests(args: readonly string[]): number {
  const { values } = parseArgs({
    args: [...args],
    options: {
      target: { type: 'string', default: 'mock' },
      'base-url': { type: 'string' },
      'allow-writes': { type: 'boolean', default: false },
      operations: { type: 'string' },
      seed: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    console.log(USAGE);
    return 0;
  }
  if (values.seed !== undefined && !/^\d+$/.test(values.seed))
    throw new Error(`${values.seed} is not a valid seed: use a whole number.`);
  const env = {
    ...process.env,
    CONTRACT_TARGET: values.target,
    ...(values['base-url'] && { SECUCONNECT_BASE_URL: values['base-url'] }),
    ...(values['allow-writes'] && { CONTRACT_WRITES: 'yes' }),
    ...(values.operations && { CONTRACT_OPERATIONS: values.operations }),
    ...(values.seed && { CONTRACT_SEED: values.seed }),
    CONTRACT_TABLE: 'yes',
  };
  // Both throw for invalid settings.
  targetFrom(env);
  documentedOperations(values.operations);
  const { command, args: vitestArgs, ...place } = suiteCommand(env);
  const { status, error } = spawnSync(command, vitestArgs, { ...place, stdio: 'inherit' });
  if (error) throw error;
  return status ?? 1;
}

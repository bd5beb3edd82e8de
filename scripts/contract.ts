/**
 * `pnpm contract`: every operation through the client, against the mock; with `--target`, against a server. Writes a report to
 * `.cache/contract`. See tools/contract-tests/README.md.
 */
import { spawnSync } from 'node:child_process';
import { parseArgs } from 'node:util';
import { documentedOperations } from '../tools/contract-tests/src/document/operations.ts';
import { targetFrom } from '../tools/contract-tests/src/targets/target.ts';
import { ROOT, vitestCommand } from '../tools/contract-tests/src/targets/vitest-command.ts';

const USAGE = `pnpm contract [--target mock|sandbox|testing] [--base-url URL] [--allow-writes] [--operations id,id] [--seed N]

  --target mock      Prism plays the API (the default)
  --target sandbox   a server at --base-url, behind Prism as a checking proxy; everything is called
  --target testing   the testing environment, behind the same proxy; only reads, unless --allow-writes
                     credentials: SECUCONNECT_CLIENT_ID and SECUCONNECT_CLIENT_SECRET, or SECUCONNECT_TOKEN`;

try {
  process.exitCode = run();
} catch (failure) {
  console.error(`${failure instanceof Error ? failure.message : failure}\n\n${USAGE}`);
  process.exitCode = 1;
}

function run(): number {
  const { values } = parseArgs({
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
    throw new Error(`${values.seed} is not a seed: give a whole number.`);
  const env = {
    ...process.env,
    CONTRACT_TARGET: values.target,
    ...(values['base-url'] && { SECUCONNECT_BASE_URL: values['base-url'] }),
    ...(values['allow-writes'] && { CONTRACT_WRITES: 'yes' }),
    ...(values.operations && { CONTRACT_OPERATIONS: values.operations }),
    ...(values.seed && { CONTRACT_SEED: values.seed }),
    CONTRACT_TABLE: 'yes',
  };
  // Both say what is wrong before anything starts.
  targetFrom(env);
  documentedOperations(values.operations);
  const { command, args } = vitestCommand();
  const { status, error } = spawnSync(command, args, { cwd: ROOT, env, stdio: 'inherit' });
  if (error) throw error;
  return status ?? 1;
}

import { fileURLToPath } from 'node:url';
import { vitestCommand, type Command } from '../../../command-tools/vitest-command.ts';

/** The root of the repository, which contains the reports. */
export const ROOT = fileURLToPath(new URL('../../../../', import.meta.url));

/** Runs this suite. */
export const suiteCommand = (env: NodeJS.ProcessEnv, ...further: string[]): Command =>
  vitestCommand(
    [
      'run',
      '--project',
      'contract',
      '--reporter=dot',
      '--reporter=./tools/contract-tests/src/report/reporter.ts',
      ...further,
    ],
    env,
  );

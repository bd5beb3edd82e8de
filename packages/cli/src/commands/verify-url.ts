import { pushKeysFromEnv, verifyPushUrl } from '@secuconnect/client/pushes';
import type { Command } from 'commander';
import { CliError } from '../cli-error.ts';
import type { Io } from '../console/io.ts';

interface Flags {
  readonly json?: boolean;
}

export const define = (command: Command, io: Io): void => {
  command
    .argument('<url>', 'the URL as it arrived, or its path with the query')
    .option('--json', 'print the result as JSON')
    .addHelpText(
      'after',
      '\nThe keys come from $SECUCONNECT_PUSH_KEYS (id:secret). The exit code is 1 for a URL that is not valid.',
    )
    .action((url: string, flags: Flags) => verify(url, flags, io));
};

async function verify(url: string, { json }: Flags, io: Io): Promise<void> {
  const check = await verifyPushUrl(url, pushKeysFromEnv(io.env));
  if (json) io.stdout.write(`${JSON.stringify(check)}\n`);
  if (!check.valid) throw new CliError(REASONS[check.reason]);
  if (!json)
    io.stdout.write(
      check.reference === undefined
        ? 'Valid, without a reference.\n'
        : `Valid, with the reference ${JSON.stringify(check.reference)}.\n`,
    );
}

const REASONS = {
  'missing-signature': 'The URL is not signed.',
  'invalid-signature': 'The signature is not valid: another key made it, or the URL was changed.',
  'expired-signature': 'The signature has expired.',
} as const;

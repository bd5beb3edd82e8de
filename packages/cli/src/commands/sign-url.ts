import { pushKeysFromEnv, signPushUrl } from '@secuconnect/client/pushes';
import type { Command } from 'commander';
import { UsageError } from '../cli-error.ts';
import type { Io } from '../console/io.ts';

interface Flags {
  readonly reference?: string;
  readonly expires?: string;
  readonly json?: boolean;
}

export const define = (command: Command, io: Io): void => {
  command
    .argument('<url>', 'the push URL')
    .option('--reference <text>', 'comes back with each push, such as an order number')
    .option('--expires <time>', 'when the URL expires (ISO 8601); by default never')
    .option('--json', 'print the result as JSON')
    .addHelpText('after', '\nThe keys come from $SECUCONNECT_PUSH_KEYS (id:secret); the first one signs.')
    .action((url: string, flags: Flags) => sign(url, flags, io));
};

async function sign(url: string, { reference, expires, json }: Flags, io: Io): Promise<void> {
  if (!URL.canParse(url)) throw new UsageError(`${url} is not a URL.`);
  const expiresAt = expires === undefined ? undefined : new Date(expires);
  if (Number.isNaN(expiresAt?.getTime())) throw new UsageError(`--expires ${expires} is not a time.`);
  const signed = await signPushUrl(url, { keys: pushKeysFromEnv(io.env), reference, expiresAt });
  io.stdout.write(json ? `${JSON.stringify({ url: signed })}\n` : `${signed}\n`);
}

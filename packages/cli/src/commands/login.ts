import { rm } from 'node:fs/promises';
import { deviceGrant, Secuconnect } from '@secuconnect/client';
import { fileTokenStore } from '@secuconnect/client/node';
import type { Command } from 'commander';
import { UsageError } from '../cli-error.ts';
import { ask, readStdin } from '../console/ask.ts';
import { isInteractive, type Io } from '../console/io.ts';
import { readConfig, tokenFolder, writeConfig, type Profile } from '../settings/config-file.ts';
import { flaggedEndpoint, type TargetFlags } from '../settings/target.ts';
import { targetOptions } from './target-options.ts';

interface Flags extends TargetFlags {
  readonly clientId?: string;
  readonly secretStdin?: boolean;
  readonly device?: string;
  readonly json?: boolean;
}

export const define = (command: Command, io: Io): void => {
  targetOptions(command)
    .option('--client-id <id>', 'the client id; by default $SECUCONNECT_CLIENT_ID, or asked for')
    .option('--secret-stdin', 'read the client secret from stdin')
    .option('--device <uuid>', 'connect a device, such as /vendor/shop/cashier/1: a person enters a code')
    .option('--json', 'print the result as JSON')
    .addHelpText(
      'after',
      '\nThe client secret is never an argument, which the history of the shell would keep: it comes from\n$SECUCONNECT_CLIENT_SECRET, from stdin, or is asked for. It is checked, and kept in a file that only you can read.',
    )
    .action((flags: Flags) => login(flags, io));
};

/** Checks credentials by requesting a token, and keeps them under the name of a profile. */
async function login(flags: Flags, io: Io): Promise<void> {
  const { SECUCONNECT_ENVIRONMENT: environment, SECUCONNECT_BASE_URL: baseUrl } = io.env;
  const endpoint =
    flaggedEndpoint(flags) ?? flaggedEndpoint({ ...(environment && { environment }), ...(baseUrl && { baseUrl }) });
  if (!endpoint) throw new UsageError('Log in to which API?', 'Pass --environment testing, or --base-url URL.');
  const name = flags.profile ?? ('environment' in endpoint ? endpoint.environment : new URL(endpoint.baseUrl).host);
  const clientId = flags.clientId ?? io.env['SECUCONNECT_CLIENT_ID'] ?? (await ask(io, 'Client id'));
  const clientSecret = await secretOf(flags, io);
  if (!clientId || !clientSecret) throw new UsageError('A client id and a client secret are needed.');
  const profile: Profile = {
    ...endpoint,
    clientId,
    clientSecret,
    ...(flags.device !== undefined && { deviceUuid: flags.device }),
  };
  const tokens = tokenFolder(io.env, name);
  // A token of an earlier login would make wrong credentials look right.
  await rm(tokens, { recursive: true, force: true });
  const auth =
    flags.device === undefined
      ? { clientId, clientSecret }
      : deviceGrant({
          clientId,
          clientSecret,
          uuid: flags.device,
          onUserCode: ({ userCode, verificationUri, expiresAt }) =>
            void io.stderr.write(
              `Open ${verificationUri || 'the device page of Secuconnect'} and enter the code ${userCode} by ${expiresAt.toLocaleTimeString()}. Waiting …\n`,
            ),
        });
  const client = new Secuconnect({ ...endpoint, auth, tokenStore: fileTokenStore(tokens) });
  await client.authenticate({ signal: io.signal });
  const config = await readConfig(io.env);
  await writeConfig(io.env, { ...config, current: name, profiles: { ...config.profiles, [name]: profile } });
  io.stdout.write(
    flags.json ? `${JSON.stringify({ profile: name, ...endpoint })}\n` : `Logged in, as the profile ${name}.\n`,
  );
}

async function secretOf({ secretStdin }: Flags, io: Io): Promise<string> {
  if (secretStdin) return (await readStdin(io)).trim();
  const { SECUCONNECT_CLIENT_SECRET: secret } = io.env;
  if (secret) return secret;
  if (!isInteractive(io))
    throw new UsageError(
      'There is no client secret.',
      'Pass --secret-stdin and the secret on stdin, or set SECUCONNECT_CLIENT_SECRET.',
    );
  return ask(io, 'Client secret (it stays invisible)', { secret: true });
}

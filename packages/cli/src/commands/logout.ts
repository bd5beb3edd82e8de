import { rm } from 'node:fs/promises';
import type { Command } from 'commander';
import { UsageError } from '../cli-error.ts';
import type { Io } from '../console/io.ts';
import { readConfig, tokenFolder, writeConfig } from '../settings/config-file.ts';

interface Flags {
  readonly profile?: string;
  readonly all?: boolean;
  readonly json?: boolean;
}

export const define = (command: Command, io: Io): void => {
  command
    .option('--profile <name>', 'the profile to forget; by default, that of the latest login')
    .option('--all', 'forget all profiles')
    .option('--json', 'print the result as JSON')
    .action((flags: Flags) => logout(flags, io));
};

/** Removes credentials and tokens of profiles from this computer. */
async function logout({ profile, all, json }: Flags, io: Io): Promise<void> {
  const { current, profiles } = await readConfig(io.env);
  const chosen = all ? Object.keys(profiles) : [profile ?? current].filter((name) => name !== undefined);
  const missing = chosen.find((name) => !Object.hasOwn(profiles, name));
  if (missing !== undefined) throw new UsageError(`There is no profile ${missing}.`);
  if (chosen.length === 0) throw new UsageError('There is no login to forget.');
  const rest = Object.fromEntries(Object.entries(profiles).filter(([name]) => !chosen.includes(name)));
  const next = current !== undefined && Object.hasOwn(rest, current) ? { current } : {};
  await writeConfig(io.env, { ...next, profiles: rest });
  for (const name of chosen) await rm(tokenFolder(io.env, name), { recursive: true, force: true });
  io.stdout.write(json ? `${JSON.stringify({ forgotten: chosen })}\n` : `Logged out of ${chosen.join(', ')}.\n`);
}

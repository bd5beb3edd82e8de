import { chmod, mkdir, open } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { CliError } from '../cli-error.ts';
import type { Io } from '../console/io.ts';
import { replaceFile } from '../replace-file.ts';

/** What `login` keeps under a name. */
export interface Profile {
  readonly environment?: string;
  readonly baseUrl?: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** The device that a person has connected, instead of the credentials of a server. */
  readonly deviceUuid?: string;
}

export interface Config {
  /** The profile of the latest login, for commands that name none. */
  readonly current?: string;
  readonly profiles: Readonly<Record<string, Profile>>;
}

type Env = Io['env'];

/** The folder of the settings: `$XDG_CONFIG_HOME/secuconnect`, `~/.config/secuconnect`, or on Windows `%APPDATA%\secuconnect`. */
export function configFolder(env: Env, platform: NodeJS.Platform = process.platform): string {
  if (env['XDG_CONFIG_HOME']) return join(env['XDG_CONFIG_HOME'], 'secuconnect');
  if (platform === 'win32' && env['APPDATA']) return join(env['APPDATA'], 'secuconnect');
  return join(env['HOME'] ?? homedir(), '.config', 'secuconnect');
}

/** The folder of the tokens of a profile; the name is encoded, so that none leads out of it. */
export const tokenFolder = (env: Env, profile: string): string =>
  join(configFolder(env), 'tokens', encodeURIComponent(profile).replaceAll('.', '%2E'));

/**
 * Reads the settings; without a file, there are no profiles.
 *
 * @throws CliError when others can read the file, or it is damaged: it contains secrets.
 */
export async function readConfig(env: Env): Promise<Config> {
  const path = join(configFolder(env), 'config.json');
  const file = await open(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw new CliError(`${path} cannot be read: ${error.message}.`);
  });
  if (!file) return { profiles: {} };
  try {
    const { mode } = await file.stat();
    if (process.platform !== 'win32' && mode & 0o077)
      throw new CliError(
        `Other users have access to ${path}, which contains secrets.`,
        undefined,
        `Run chmod 600 ${path}.`,
      );
    const config = JSON.parse(await file.readFile('utf8')) as Config;
    return { ...config, profiles: { ...config.profiles } };
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new CliError(`${path} is not valid JSON.`, undefined, 'Correct it, or remove it and run secuconnect login.');
  } finally {
    await file.close();
  }
}

/** Replaces the settings as a whole, readable for their owner only. */
export async function writeConfig(env: Env, config: Config): Promise<void> {
  const folder = configFolder(env);
  if ((await mkdir(folder, { recursive: true, mode: 0o700 })) !== undefined) await chmod(folder, 0o700);
  await replaceFile(join(folder, 'config.json'), `${JSON.stringify(config, null, 2)}\n`);
}

import {
  deviceGrant,
  environments,
  optionsFromEnv,
  type Environment,
  type SecuconnectOptions,
} from '@secuconnect/client';
import { fileTokenStore } from '@secuconnect/client/node';
import { CliError, UsageError } from '../cli-error.ts';
import type { Io } from '../console/io.ts';
import { EXIT } from '../exit-codes.ts';
import { readConfig, tokenFolder, type Config, type Profile } from './config-file.ts';

/** The flags that choose an API. */
export interface TargetFlags {
  readonly environment?: string;
  readonly baseUrl?: string;
  readonly profile?: string;
}

type Endpoint = { readonly environment: Environment } | { readonly baseUrl: string };

/** The API that a command talks to. */
export interface Target {
  readonly endpoint: Endpoint;
  /** For sentences: the name of the environment, or its URL. */
  readonly label: string;
  readonly baseUrl: string;
  /** Whether money may be real: everything that is not known as a test. */
  readonly isProduction: boolean;
  /** Reads the credentials. @throws CliError when there are none. */
  readonly options: () => SecuconnectOptions;
}

const TEST_HOSTS = new Set(
  (['testing', 'testing-legacy', 'showcase'] as const).map((name) => new URL(environments[name]).hostname),
);
const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/;

/**
 * Finds the API: by flags, then the profile that is named, then environment variables, then the profile of the latest login.
 *
 * @throws UsageError when nothing says which, or two flags contradict each other.
 */
export async function findTarget(flags: TargetFlags, io: Io): Promise<Target> {
  const config = await readConfig(io.env);
  const named = flags.profile === undefined ? undefined : profileOf(config, flags.profile);
  const endpoint = endpointOf(flags, named, config, io);
  const baseUrl = 'environment' in endpoint ? environments[endpoint.environment] : endpoint.baseUrl;
  const { hostname } = new URL(baseUrl);
  return {
    endpoint,
    label: 'environment' in endpoint ? endpoint.environment : endpoint.baseUrl,
    baseUrl: baseUrl.replace(/\/+$/, ''),
    isProduction: !TEST_HOSTS.has(hostname) && !LOOPBACK.test(hostname),
    options: () => credentials(endpoint, flags, config, io),
  };
}

/** The environment or URL of flags; `undefined` without one. */
export function flaggedEndpoint({ environment, baseUrl }: TargetFlags): Endpoint | undefined {
  if (environment !== undefined && baseUrl !== undefined)
    throw new UsageError('Pass either --environment or --base-url.');
  if (environment !== undefined) return { environment: environmentOf(environment, '--environment') };
  if (baseUrl !== undefined && !URL.canParse(baseUrl)) throw new UsageError(`--base-url ${baseUrl} is not a URL.`);
  return baseUrl === undefined ? undefined : { baseUrl };
}

function endpointOf(flags: TargetFlags, named: Profile | undefined, config: Config, { env }: Io): Endpoint {
  const flagged = flaggedEndpoint(flags);
  if (flagged) return flagged;
  if (named) return endpointOfProfile(named);
  const { SECUCONNECT_ENVIRONMENT: environment, SECUCONNECT_BASE_URL: baseUrl } = env;
  if (environment && baseUrl) throw new UsageError('Set either SECUCONNECT_ENVIRONMENT or SECUCONNECT_BASE_URL.');
  if (environment) return { environment: environmentOf(environment, 'SECUCONNECT_ENVIRONMENT') };
  if (baseUrl) {
    if (!URL.canParse(baseUrl)) throw new UsageError(`SECUCONNECT_BASE_URL ${baseUrl} is not a URL.`);
    return { baseUrl };
  }
  const current = config.current === undefined ? undefined : config.profiles[config.current];
  if (current) return endpointOfProfile(current);
  throw new UsageError(
    'There is no environment to talk to.',
    'Pass --environment testing or --base-url URL, set SECUCONNECT_ENVIRONMENT, or run secuconnect login.',
  );
}

function environmentOf(name: string, source: string): Environment {
  if (Object.hasOwn(environments, name)) return name as Environment;
  throw new UsageError(`${source} ${name} is unknown.`, `Known are ${Object.keys(environments).join(', ')}.`);
}

const endpointOfProfile = ({ environment, baseUrl }: Profile): Endpoint =>
  environment === undefined
    ? { baseUrl: baseUrl! }
    : { environment: environmentOf(environment, 'The profile’s environment') };

function profileOf({ profiles }: Config, name: string): Profile {
  const profile = Object.hasOwn(profiles, name) ? profiles[name] : undefined;
  if (profile) return profile;
  const known = Object.keys(profiles).join(', ') || 'none';
  throw new UsageError(`There is no profile ${name}.`, `Known are: ${known}. secuconnect login makes one.`);
}

/** Credentials of a profile are never sent to another API than the one that they were given for. */
function credentials(endpoint: Endpoint, flags: TargetFlags, config: Config, { env }: Io): SecuconnectOptions {
  const { SECUCONNECT_TOKEN: token, SECUCONNECT_CLIENT_ID: id, SECUCONNECT_CLIENT_SECRET: secret } = env;
  if (flags.profile === undefined && (token || id || secret)) {
    const variables = { SECUCONNECT_TOKEN: token, SECUCONNECT_CLIENT_ID: id, SECUCONNECT_CLIENT_SECRET: secret };
    const where =
      'environment' in endpoint
        ? { SECUCONNECT_ENVIRONMENT: endpoint.environment }
        : { SECUCONNECT_BASE_URL: endpoint.baseUrl };
    try {
      return optionsFromEnv({ ...variables, ...where });
    } catch (error) {
      throw new CliError((error as Error).message, EXIT.authentication);
    }
  }
  const [name, profile] =
    (flags.profile === undefined
      ? Object.entries(config.profiles).sort(
          ([one], [other]) => Number(other === config.current) - Number(one === config.current),
        )
      : [[flags.profile, profileOf(config, flags.profile)] as const]
    ).find(([, one]) => isSame(endpointOfProfile(one), endpoint)) ?? [];
  if (name === undefined || !profile) {
    const flag = 'environment' in endpoint ? `--environment ${endpoint.environment}` : `--base-url ${endpoint.baseUrl}`;
    throw new CliError(
      'There are no credentials for this API.',
      EXIT.authentication,
      `Run secuconnect login ${flag}, or set SECUCONNECT_CLIENT_ID and SECUCONNECT_CLIENT_SECRET.`,
    );
  }
  return { ...endpoint, auth: authOf(profile), tokenStore: fileTokenStore(tokenFolder(env, name)) };
}

const isSame = (one: Endpoint, other: Endpoint): boolean => JSON.stringify(one) === JSON.stringify(other);

function authOf({ clientId, clientSecret, deviceUuid }: Profile): SecuconnectOptions['auth'] {
  if (deviceUuid === undefined) return { clientId, clientSecret };
  return deviceGrant({
    clientId,
    clientSecret,
    uuid: deviceUuid,
    onUserCode: () => {
      throw new CliError(
        'The device is no longer connected.',
        EXIT.authentication,
        'Run secuconnect login --device again.',
      );
    },
  });
}

import { appUserGrant, Secuconnect, SecuconnectError, type RequestOptions } from '../../src/index.ts';
import { CALLS, type CallName } from './calls.ts';
import { FaultServer, type Arrived, type Behaviour } from './fault-server.ts';
import { FAULTS } from './faults.ts';
import type { FaultName } from './policy.ts';
import type { Secrets } from './secrets.ts';
import { answer } from './wire.ts';
import type { Witness } from './witness.ts';

/** One fault, met by one kind of call. */
export interface Cell {
  readonly fault: FaultName;
  readonly call: CallName;
  /** What came of it, in the words of the policy. */
  readonly seen: string;
  /** What reached the API. */
  readonly arrived: readonly Arrived[];
  readonly tokenRequests: readonly Arrived[];
  /** What the origin heard to which the server redirects. */
  readonly heardElsewhere: number;
  /** In ms. */
  readonly took: number;
}

/** Nothing in the suite takes this long unless it hangs, in ms. */
const HANGS = 25_000;
/** For faults that are not about time: far from being reached, in ms. */
const PATIENT: RequestOptions = { timeout: 20_000 };

export async function runCell(fault: FaultName, call: CallName, secrets: Secrets, witness: Witness): Promise<Cell> {
  const { behaviour, connection, options } = FAULTS[fault];
  const { role, send } = CALLS[call];
  const ofToken = role === 'token';
  const controller = new AbortController();
  const elsewhere = await FaultServer.start({ api: answer(200, {}), token: answer(200, {}) });
  let tokens = 0;
  const token = (): object => ({
    access_token: `${secrets.accessToken}.${++tokens}`,
    refresh_token: secrets.refreshToken,
    expires_in: 1200,
  });
  const object = { object: 'smart.transactions', id: 'STX_1' };
  const healthy = (good: () => object): Behaviour => {
    return (socket, request) => answer(200, good())(socket, request);
  };
  const broken: Behaviour = (socket, request) =>
    behaviour({
      good: ofToken ? token() : object,
      elsewhere: elsewhere.origin,
      abort: () => controller.abort(new Error('the caller has left')),
    })(socket, request);
  const server = await FaultServer.start({
    api: ofToken ? healthy(() => object) : broken,
    token: ofToken ? broken : healthy(token),
    ...(connection === 'reset' && { connection: (socket) => socket.resetAndDestroy() }),
  });
  const port = connection === 'refused' ? await server.refusingPort() : server.port;
  const { clientSecret, password } = secrets;
  const secuconnect = new Secuconnect({
    baseUrl: `http://127.0.0.1:${port}/api/v2`,
    // Where no connection can be made, a token that is at hand lets the call itself meet the fault.
    auth:
      connection && !ofToken
        ? { token: secrets.accessToken }
        : appUserGrant({ clientId: 'shop', clientSecret, username: 'erika', password, device: 'phone' }),
    logger: witness.logger,
    logLevel: 'debug',
    listeners: witness.listeners,
  });

  const began = performance.now();
  // A limit of one attempt does not hold for the request for a token, which others may be waiting for too.
  const limits: RequestOptions =
    ofToken && options?.timeout ? { totalTimeout: options.timeout } : { ...PATIENT, ...options };
  const result = await ended(send(secuconnect, secrets, { ...limits, signal: controller.signal }));
  const took = performance.now() - began;
  if (result instanceof Error) witness.hear(`error of ${call}, ${fault}`, result);
  await server.close();
  await elsewhere.close();

  const requests = ofToken ? server.token.length : server.api.length;
  const tries = ofToken || !(result instanceof SecuconnectError) ? requests : result.attempts.length;
  return {
    fault,
    call,
    seen: `${tries === requests ? requests : `${requests} of ${tries}`} ${nameOf(result)}`,
    arrived: server.api,
    tokenRequests: server.token,
    heardElsewhere: elsewhere.api.length + elsewhere.token.length,
    took,
  };
}

/** The error of a call, or undefined after a success; an error of the suite when it does neither. */
async function ended(call: Promise<unknown>): Promise<Error | undefined> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const hangs = new Promise<Error>((resolve) => (timer = setTimeout(() => resolve(new Error('hangs')), HANGS)));
  const settled = call.then(
    () => undefined,
    (error: unknown) => (error instanceof Error ? error : new Error(`not an error: ${String(error)}`)),
  );
  return Promise.race([settled, hangs]).finally(() => clearTimeout(timer));
}

function nameOf(result: Error | undefined): string {
  if (!result) return 'ok';
  return result instanceof SecuconnectError ? `${result.name} ${result.outcome}` : `${result.name}: ${result.message}`;
}

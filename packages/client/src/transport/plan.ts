import { encodeBody, fillPath, queryString, type CallInput, type EncodedBody, type Operation } from '@secuconnect/api';
import { demandBearer } from '../auth/given-token.ts';
import type { Subject } from '../errors/outcome.ts';
import type { Listeners } from '../observability/events.ts';
import { demandLimits, type CommonOptions, type RequestOptions } from '../request-options.ts';
import { headersOf } from './headers.ts';
import { isBlocking, MAX_RETRIES } from './repeat.ts';

/** What holds for all calls of a client. */
export interface CallDefaults extends Omit<CommonOptions, 'language' | 'on'> {
  readonly baseUrl: string;
  /** Those of every request, checked. */
  readonly headers: Readonly<Record<string, string>>;
  /** Whether calls that write are named in `X-Action`. */
  readonly actionId?: boolean | undefined;
  readonly fetch: typeof fetch;
}

/** Everything about a call but the token, worked out once for all its attempts. */
export interface Plan {
  readonly operation: Operation;
  readonly subject: Subject;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: EncodedBody['body'];
  readonly redirect: 'manual' | 'error';
  readonly blocking: boolean;
  /** In ms; infinite for none. */
  readonly timeout: number;
  readonly deadline: number;
  readonly maxRetries: number;
  readonly maxAnswerBytes: number;
  readonly actionId: string | undefined;
  readonly token: string | undefined;
  readonly signal: AbortSignal | undefined;
  readonly fetch: typeof fetch;
  readonly on: Listeners | undefined;
}

const TIMEOUT = 60_000;
/** A terminal may take five minutes; a little longer, so that its own answer comes first. */
const BLOCKING_TIMEOUT = 330_000;
const MAX_ANSWER_BYTES = 64 * 1024 * 1024;

/** @throws TypeError for values that cannot be sent as they are: nothing is sent then. */
export function planOf(defaults: CallDefaults, operation: Operation, input: CallInput, options: RequestOptions): Plan {
  demandLimits(options);
  const search = queryString(input.query);
  const { body, contentType } = encodeBody(operation, input.body);
  const blocking = isBlocking(operation, input.path);
  const actionId = actionIdOf(operation, options.actionId ?? defaults.actionId);
  const own = options.headers ?? options.language;
  const [object] = input.path;
  return {
    operation,
    subject: { id: operation.id, repeatSafe: operation.safe, object: object === 'me' ? undefined : object },
    url: `${defaults.baseUrl}${fillPath(operation.path, input.path)}${search && `?${search}`}`,
    headers: {
      ...defaults.headers,
      ...(operation.responseType && { accept: `${operation.responseType}, application/json` }),
      ...(own && headersOf({ 'accept-language': options.language }, options.headers)),
      // A form brings its own content type, with the boundary in it.
      ...(contentType && { 'content-type': contentType }),
      ...(actionId && { 'x-action': actionId }),
    },
    body,
    redirect: options.redirect ?? 'manual',
    blocking,
    timeout:
      (options.timeout ?? (blocking ? BLOCKING_TIMEOUT : (defaults.timeout ?? TIMEOUT))) || Number.POSITIVE_INFINITY,
    deadline: options.deadline ?? defaults.deadline ?? Number.POSITIVE_INFINITY,
    maxRetries: options.maxRetries ?? defaults.maxRetries ?? MAX_RETRIES,
    maxAnswerBytes: options.maxAnswerBytes ?? defaults.maxAnswerBytes ?? MAX_ANSWER_BYTES,
    actionId,
    token: options.token === undefined ? undefined : demandBearer(options.token, 'The token of the call'),
    signal: options.signal,
    fetch: options.fetch ?? defaults.fetch,
    on: options.on,
  };
}

/** The name of a call that writes. Reading the same twice needs none. */
function actionIdOf({ safe }: Operation, wanted: string | boolean = true): string | undefined {
  if (safe || wanted === false) return undefined;
  return wanted === true ? crypto.randomUUID() : headersOf({ 'x-action': wanted })['x-action'];
}

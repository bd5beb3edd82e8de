import {
  cookieHeader,
  encodeBody,
  headerParameters,
  mediaKind,
  pathFiller,
  queryString,
  type CallInput,
  type EncodedBody,
  type MediaKind,
  type Operation,
} from '@secuconnect/api';
import { assertBearerToken } from '../auth/token.ts';
import type { CallContext } from '../errors/outcome.ts';
import type { EventListeners } from '../events/events.ts';
import { MAX_RETRIES } from '../internal/backoff.ts';
import { plainFileHeaders } from '../internal/body-size.ts';
import { randomUuid } from '../internal/random-id.ts';
import { assertLimits, type CommonOptions, type RequestOptions } from '../request-options.ts';
import { mergeHeaders } from './headers.ts';
import { sendBeforeOf } from './intercept.ts';
import { isTerminalCall } from './terminal-calls.ts';

/** The options of the client that apply to all its calls. */
export interface CallDefaults extends Omit<CommonOptions, 'language' | 'listeners'> {
  readonly baseUrl: string;
  /** Checked, with lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  /** Whether writes carry an idempotency key. */
  readonly idempotencyKey?: boolean | undefined;
  readonly fetch: typeof fetch;
}

/** All that the attempts of a call have in common: everything but the token of the client. */
export interface PreparedRequest {
  readonly operation: Operation;
  readonly input: CallInput;
  readonly context: CallContext;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: EncodedBody['body'];
  readonly redirect: 'manual' | 'error';
  /** What the body of a success is. */
  readonly responseKind: MediaKind;
  readonly waitsForTerminal: boolean;
  /** Per attempt, in ms; may be infinite. */
  readonly timeout: number;
  /** For the whole call, in ms; may be infinite. */
  readonly totalTimeout: number;
  readonly maxRetries: number;
  /** When the last attempt may begin, in ms since 1970; may be infinite. */
  readonly sendBefore: number;
  readonly maxResponseBytes: number;
  readonly idempotencyKey: string | undefined;
  /** The token for this call alone. */
  readonly token: string | undefined;
  readonly signal: AbortSignal | undefined;
  readonly fetch: typeof fetch;
  readonly listeners: EventListeners | undefined;
}

const TIMEOUT_MS = 60_000;
/** A terminal may take five minutes. A little longer, so that the API's response arrives first. */
const TERMINAL_TIMEOUT_MS = 330_000;
const MAX_RESPONSE_BYTES = 64 * 1024 * 1024;

/**
 * Prepares a call from the options of the client and of the call. Sends nothing.
 *
 * @throws TypeError for values that cannot be sent unchanged, and for invalid options.
 */
export function prepareRequest(
  defaults: CallDefaults,
  operation: Operation,
  input: CallInput,
  options: RequestOptions,
): PreparedRequest {
  assertLimits(options);
  const plan = planOf(operation);
  const search = queryString(input.query, operation.queryStyles);
  const { body, contentType } = encodeBody(operation, input.body);
  const waitsForTerminal = isTerminalCall(operation, input.path);
  const callHeaders = headersOfCall(input, options);
  const headerKey = callHeaders['x-action'];
  if (headerKey !== undefined && options.idempotencyKey !== undefined)
    throw new TypeError('The header X-Action is the `idempotencyKey`: pass only one of them.');
  const idempotencyKey = idempotencyKeyFor(operation, options.idempotencyKey ?? headerKey ?? defaults.idempotencyKey);
  let { headers } = defaults;
  if (plan.headers !== NO_HEADERS || callHeaders !== NO_HEADERS || body !== undefined || idempotencyKey !== undefined) {
    const merged: Record<string, string> = { ...headers, ...plan.headers, ...callHeaders };
    // A form brings its own content type, with the boundary in it.
    if (contentType) merged['content-type'] = contentType;
    else if (body !== undefined) delete merged['content-type'];
    if (idempotencyKey) merged['x-action'] = idempotencyKey;
    headers = merged;
  }
  const [object] = input.path;
  return {
    operation,
    input,
    context: {
      id: operation.id,
      safe: operation.safe,
      object: object === 'me' ? undefined : object,
      movesScroll: undefined,
    },
    url: `${defaults.baseUrl}${plan.fillPath(input.path)}${search && `?${search}`}`,
    headers,
    body,
    redirect: options.redirect ?? 'manual',
    responseKind: plan.responseKind,
    waitsForTerminal,
    timeout:
      (options.timeout ?? (waitsForTerminal ? TERMINAL_TIMEOUT_MS : (defaults.timeout ?? TIMEOUT_MS))) ||
      Number.POSITIVE_INFINITY,
    totalTimeout: options.totalTimeout ?? defaults.totalTimeout ?? Number.POSITIVE_INFINITY,
    maxRetries: options.maxRetries ?? defaults.maxRetries ?? MAX_RETRIES,
    sendBefore: sendBeforeOf(options),
    maxResponseBytes: options.maxResponseBytes ?? defaults.maxResponseBytes ?? MAX_RESPONSE_BYTES,
    idempotencyKey,
    token: options.token === undefined ? undefined : assertBearerToken(options.token, 'The token of the call is'),
    signal: options.signal,
    fetch: options.fetch ?? defaults.fetch,
    listeners: options.listeners,
  };
}

/** What all calls of an operation have in common. */
interface OperationPlan {
  readonly fillPath: (values: readonly unknown[]) => string;
  readonly responseKind: MediaKind;
  readonly headers: Readonly<Record<string, string>>;
}

const plans = new WeakMap<Operation, OperationPlan>();
const NO_HEADERS: Readonly<Record<string, string>> = Object.freeze({});

function planOf(operation: Operation): OperationPlan {
  let plan = plans.get(operation);
  if (!plan) {
    const { path, responseType } = operation;
    plan = {
      fillPath: pathFiller(path),
      responseKind: mediaKind(responseType ?? 'application/json'),
      headers: acceptOf(operation),
    };
    plans.set(operation, plan);
  }
  return plan;
}

/** Headers of this call alone, with lower-case names. */
function headersOfCall({ headers, cookies }: CallInput, options: RequestOptions): Readonly<Record<string, string>> {
  const { language, headers: others } = options;
  if (!headers && !cookies && language === undefined && !others) return NO_HEADERS;
  return mergeHeaders({ 'accept-language': language, ...headerParameters(headers), ...cookieHeader(cookies) }, others);
}

/** What the response of an operation is, if it is not `application/json`, and JSON for its errors. */
function acceptOf({ responseType: type }: Operation): Record<string, string> {
  if (!type) return NO_HEADERS;
  return { accept: `${type}, application/json`, ...(mediaKind(type) === 'bytes' && plainFileHeaders()) };
}

/** The idempotency key of a write; `undefined` for reads. */
function idempotencyKeyFor({ safe }: Operation, option: unknown = true): string | undefined {
  if (safe || option === false) return undefined;
  if (option === true) return randomUuid();
  if (typeof option !== 'string' || option === '')
    throw new TypeError('`idempotencyKey` must be a non-empty string, or `false`.');
  return mergeHeaders({ 'x-action': option })['x-action'];
}

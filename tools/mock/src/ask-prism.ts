import type { IncomingHttpHeaders } from 'node:http';
import { createLogger } from '@stoplight/prism-core';
import { createInstance, ProblemJsonError } from '@stoplight/prism-http';
import type { Diagnostic } from './judge.ts';
import type { Operation } from './operations.ts';
import type { Preferences } from './preferences.ts';
import type { Query } from './query-texts.ts';
import type { Violation } from './records.ts';

/** A request as Prism takes it. */
export interface Question {
  readonly method: string;
  readonly path: string;
  readonly query: Query;
  readonly headers: IncomingHttpHeaders;
  readonly body: unknown;
  readonly preferences: Preferences;
}

export interface Answer {
  readonly status: number;
  readonly headers: Record<string, string>;
  readonly body: string;
  readonly violations: Violation[];
}

export type AskPrism = (question: Question) => Promise<Answer>;

export interface AskOptions {
  readonly operations: readonly Operation[];
  readonly upstream: URL | undefined;
  /** Whether a response that breaks the document becomes an error. */
  readonly strict: boolean;
}

type Instance = ReturnType<typeof createInstance>;
type PrismConfig = Parameters<typeof createInstance>[0];
interface PrismError extends Error {
  readonly status?: number | undefined;
  readonly detail?: string | undefined;
  readonly additional?: { readonly validation?: readonly Partial<Violation>[] } | undefined;
}

/**
 * Calls Prism without its server, which never responds to a body that it cannot read, crashes at a message that is not ASCII, and truncates the
 * violations that it reports in a header.
 */
export function createPrism({ operations, upstream, strict }: AskOptions): AskPrism {
  const checks = { validateRequest: true, validateResponse: true, checkSecurity: true, errors: strict };
  const proxied = upstream ? { isProxy: true, upstream, upstreamProxy: undefined } : { isProxy: false };
  const configFor = (preferences: Preferences): PrismConfig =>
    ({ ...checks, ...proxied, mock: { dynamic: false, ignoreExamples: false, ...preferences } }) as PrismConfig;
  const logger = createLogger('prism', { level: 'silent', enabled: false });
  const prism = createInstance(configFor({}), { logger });

  return async ({ method, path, query, headers, body, preferences }) => {
    const input = { method: method.toLowerCase(), url: { path, query }, headers, body };
    const outcome = await run(prism, input as never, operations as never, configFor(preferences));
    if (outcome instanceof Error) return answerTo(outcome);
    const { output, validations } = outcome;
    const wrong = validations.output.map((one) => violation('response', one as Diagnostic));
    const violations = [...validations.input.map((one) => violation('request', one as Diagnostic)), ...wrong];
    if (strict && wrong.some(({ severity }) => severity === 'Error')) return { ...rejectedResponse(wrong), violations };
    const sent = Object.entries(output.headers ?? {}).filter(
      ([name, value]) => !FRAMING.has(name.toLowerCase()) && value != null,
    );
    return {
      status: output.statusCode,
      headers: Object.fromEntries(sent.map(([name, value]) => [name.toLowerCase(), String(value)])),
      body: textOf(output.body, output.headers),
      violations,
    };
  };
}

/** Headers that describe how an upstream sent its body. */
const FRAMING = new Set(['content-length', 'content-encoding', 'transfer-encoding', 'connection', 'keep-alive']);

async function run(prism: Instance, ...question: Parameters<Instance['request']>) {
  try {
    const outcome = await prism.request(...question)();
    return outcome._tag === 'Left' ? outcome.left : outcome.right;
  } catch (error) {
    // A schema that does not compile has a status; anything else is a request that Prism cannot read (a broken percent-encoding …).
    const { status = 400, message } = error as PrismError;
    if (status !== 400) return error as PrismError;
    return new ProblemJsonError(
      'about:blank#MALFORMED_REQUEST',
      'Malformed request',
      400,
      `Prism could not read the request: ${message}`,
    );
  }
}

/** The response for an error of Prism itself: no response that the client accepts, 422 without an example, an upstream that is not there … */
function answerTo(error: PrismError): Answer {
  const own = { severity: 'Error', code: error.name.replace(/^.*#/, ''), message: error.detail || error.message };
  const found = (error.additional?.validation ?? [own]) as readonly Violation[];
  const violations = found.map(({ location = [], ...rest }) => ({ ...rest, location: ['request', ...location] }));
  const problem = ProblemJsonError.toProblemJson(error as never) as { status: number };
  return {
    status: problem.status,
    headers: { 'content-type': 'application/problem+json' },
    body: JSON.stringify({ ...problem, validation: violations }),
    violations,
  };
}

const rejectedResponse = (validation: readonly Violation[]) => {
  const problem = {
    type: 'https://stoplight.io/prism/errors#VIOLATIONS',
    title: 'The response breaks the document',
    status: 500,
    validation,
  };
  return { status: 500, headers: { 'content-type': 'application/problem+json' }, body: JSON.stringify(problem) };
};

const SEVERITIES = ['Error', 'Warning', 'Information', 'Hint'];

const violation = (side: 'request' | 'response', { path = [], severity, code, message }: Diagnostic): Violation => ({
  location: [side, ...path.map(String)],
  severity: SEVERITIES[severity] ?? 'Error',
  code,
  message,
});

/** JSON unless the response says that it is another text. */
function textOf(body: unknown, headers: Readonly<Record<string, unknown>> = {}): string {
  const type = Object.entries(headers).find(([name]) => name.toLowerCase() === 'content-type')?.[1];
  if (body === undefined) return '';
  return typeof body === 'string' && !/\bjson\b/i.test(String(type)) ? body : JSON.stringify(body);
}

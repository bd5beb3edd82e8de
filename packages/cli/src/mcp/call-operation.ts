import { operations, SecuconnectError } from '@secuconnect/client';
import type { CallToolResult } from '@modelcontextprotocol/sdk/types.js';
import { CliError, UsageError } from '../cli-error.ts';
import { checkRequest, type PreparedRequest } from '../operations/check-request.ts';
import { readArguments, type Arguments, type CallInput } from './arguments.ts';
import type { CatalogOperation } from './catalog.ts';
import { confirmWrite } from './confirm.ts';
import type { Session } from './session.ts';
import { jsonResult, type ToolContext } from './tool.ts';
import { trim } from './trim.ts';

/** How often a client that waits hears that the call is running, in ms: many clients give up after a minute. */
const PROGRESS_INTERVAL_MS = 10_000;

/**
 * Calls an operation, and says in the result whether it is `done`, `not-done` or `unknown`. What the spec does not allow, and a write that may not take
 * place, is rejected before anything is sent.
 */
export async function callOperation(
  session: Session,
  called: CatalogOperation,
  given: Arguments,
  context: ToolContext,
): Promise<CallToolResult> {
  const { id, operation } = called;
  let input: CallInput;
  try {
    if (!operation.isSafe && !session.options.allowWrites)
      throw new CliError(
        `${id} changes data. Nothing was sent.`,
        undefined,
        'Only a server with --allow-writes does that.',
      );
    input = readArguments(operation, given);
    const request = await checked(session, id, input);
    if (!operation.isSafe) await confirmWrite(session, id, request, input.input.body, context);
  } catch (error) {
    return notSent(session, error);
  }
  if (context.signal.aborted) return notSent(session, new CliError(`${id} was cancelled. Nothing was sent.`));
  const progress = context.onProgress && setInterval(context.onProgress, PROGRESS_INTERVAL_MS);
  try {
    const response = await send(session, id, input, context.signal);
    if (!operation.isSafe) {
      const sentence = `${id}: done.`;
      if (context.signal.aborted) session.notice(`${sentence} It was cancelled too late.`);
      else session.log(sentence);
    }
    return done(session, response, input);
  } catch (error) {
    return failed(session, called, given, error, context.signal.aborted);
  } finally {
    clearInterval(progress);
  }
}

async function checked(session: Session, id: string, { input }: CallInput): Promise<PreparedRequest> {
  try {
    return await checkRequest(id, input, session.target.baseUrl);
  } catch (error) {
    // The next step that it names is one of the command line.
    throw error instanceof UsageError ? new UsageError(error.message) : error;
  }
}

async function send(
  session: Session,
  id: string,
  { input, idempotencyKey }: CallInput,
  signal: AbortSignal,
): Promise<unknown> {
  // One page of a list: the model decides whether it needs another.
  const { paging: _paging, ...single } = operations[
    id as keyof typeof operations
  ] as (typeof operations)['smart.transactions.list'];
  return session.transport.call<unknown>(single, input, {
    signal,
    ...(idempotencyKey !== undefined && { idempotencyKey }),
  });
}

function notSent(session: Session, error: unknown): CallToolResult {
  const { name, message } = error as Error;
  const next = error instanceof CliError ? error.next : undefined;
  const report = {
    outcome: 'not-done',
    error: { name, message: session.masked(message) },
    ...(next !== undefined && { next }),
  };
  return jsonResult(report, true);
}

/** It is done, also if the response cannot be shown. */
function done(session: Session, response: unknown, { input, fields }: CallInput): CallToolResult {
  const offset = Number((input.query as { offset?: number } | undefined)?.offset ?? 0);
  try {
    const shown = trim(session.maskedData(response ?? null), fields, { offset });
    return jsonResult({ outcome: 'done', ...shown });
  } catch {
    return jsonResult({ outcome: 'done', note: 'The response cannot be shown.' });
  }
}

function failed(
  session: Session,
  { id, operation, table }: CatalogOperation,
  given: Arguments,
  error: unknown,
  isCancelled: boolean,
): CallToolResult {
  const isKnown = error instanceof SecuconnectError;
  // What cannot be sent was found before: an error that is not of the client says nothing about a write.
  const mayBeDone = isKnown ? error.outcome === 'unknown' : !operation.isSafe;
  const outcome = mayBeDone ? 'unknown' : 'not-done';
  const {
    outcome: _outcome,
    attempts,
    idempotencyKey,
    ...details
  } = isKnown
    ? (error.toJSON() as { attempts?: unknown[]; idempotencyKey?: string } & Record<string, unknown>)
    : { name: (error as Error).name, message: (error as Error).message };
  const look = mayBeDone ? session.masked(lookUp(id, table.operations, given)) : undefined;
  if (!operation.isSafe) {
    const sentence = `${id}: ${outcome}. ${(error as Error).message}`;
    const next = look ? ` Look with ${look.operation} ${JSON.stringify(look.arguments)}.` : '';
    if (isCancelled) session.notice(`The cancelled call of ${sentence}${next}`);
    else session.log(sentence);
  }
  return jsonResult(
    {
      outcome,
      error: session.maskedData({ ...details, ...(attempts && { attempts: attempts.length }) }),
      ...(mayBeDone && { next: 'It may have succeeded, and money may have moved. Look before you try again.', look }),
      ...(mayBeDone && idempotencyKey !== undefined && { idempotency_key: idempotencyKey }),
    },
    true,
  );
}

/** The read that shows whether a write has succeeded: of its object, or of the newest ones. */
function lookUp(
  id: string,
  { get, list }: CatalogOperation['table']['operations'],
  given: Arguments,
): { operation: string; arguments: object } | undefined {
  const resource = id.slice(0, id.lastIndexOf('.'));
  const [key] = get?.parameters.filter((one) => one.in === 'path') ?? [];
  if (key && given[key.name] !== undefined)
    return { operation: `${resource}.get`, arguments: { [key.name]: given[key.name] } };
  return list && { operation: `${resource}.list`, arguments: { sort: 'created:desc', count: 10 } };
}

import { CliError, UsageError } from '../cli-error.ts';
import type { PreparedRequest } from '../operations/check-request.ts';
import type { Session } from './session.ts';
import type { ToolContext } from './tool.ts';

/** How long a user may think, in ms. */
const CONFIRMATION_TIMEOUT_MS = 600_000;
/** How much a user is asked to read, in characters. */
const MAX_MESSAGE_CHARS = 8_000;

/**
 * Asks the user, not the model, whether a write on production may be sent.
 *
 * @throws CliError unless the user says so. Nothing was sent then.
 */
export async function confirmWrite(
  session: Session,
  id: string,
  request: PreparedRequest,
  body: unknown,
  { ask, signal }: ToolContext,
): Promise<void> {
  const { isProduction, label } = session.target;
  if (!isProduction) return;
  if (!ask)
    throw new CliError(
      `${id} changes data of ${label}, and this client cannot ask its user. Nothing was sent.`,
      undefined,
      'Use a client with elicitation, another environment, or the command line.',
    );
  const message = messageFor(session, id, request, body);
  const accepted = await ask(message, signal, CONFIRMATION_TIMEOUT_MS).catch((error: unknown) => {
    session.log(`The user could not be asked: ${(error as Error).message}`);
    throw new CliError(
      `${id} was not confirmed: the client did not ask its user, or got no response. Nothing was sent.`,
    );
  });
  if (!accepted)
    throw new CliError(`The user did not confirm ${id}. Nothing was sent.`, undefined, 'Do not try again unasked.');
}

function messageFor(session: Session, id: string, { method, url }: PreparedRequest, body: unknown): string {
  const { baseUrl, label } = session.target;
  const lines = [
    `${id} changes data of ${label}, and money may move.`,
    `${method} ${session.masked(url.slice(baseUrl.length))}`,
    ...(body === undefined ? [] : [JSON.stringify(session.maskedData(body), null, 1)]),
  ];
  // No character of the body may lead to another reading, as those do that change the direction of a text.
  const message = lines.join('\n').replaceAll(/[^\P{C}\n]/gu, (one) => `\\u{${one.codePointAt(0)!.toString(16)}}`);
  // What the user does not see is not confirmed.
  if (message.length > MAX_MESSAGE_CHARS)
    throw new UsageError(`${id}: the body is too long to be confirmed. Nothing was sent.`, 'Use the command line.');
  return message;
}

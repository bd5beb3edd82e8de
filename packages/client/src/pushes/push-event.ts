import { isRecord } from '../internal/json.ts';
import type { PushTarget } from './fetch-pushed-object.ts';
import { PushError } from './push-error.ts';

/** What happened to the object. `display` is part of the protocol, but what it stands for is not documented. */
export type PushType = 'changed' | 'added' | 'display';

/** What the platform posts to a push URL: that an object has changed, and nothing about how. */
export interface PushEvent<Target extends string = string> {
  readonly object: 'event.pushes';
  /** Key of the event; the platform may deliver the same event several times. */
  readonly id: string;
  /** Moment of the change, ISO 8601 with offset. */
  readonly created?: string | undefined;
  /** Kind of the object that changed, such as `payment.transactions`; expect new ones. */
  readonly target: Target;
  /** What happened to it; expect new ones. */
  readonly type: PushType | (string & {});
  /** The objects that changed; one in every delivery seen so far. */
  readonly data: readonly PushedObject[];
}

/** The reference to an object that changed. */
export interface PushedObject {
  readonly object: string;
  readonly id: string;
}

/** Ids and names are shorter by far; a limit keeps the keys of stores and the paths of calls small. */
const LONGEST_NAME = 255;
/** An event names one object. More than this many would be an attempt to have many calls made with one request. */
const MOST_OBJECTS = 100;

/**
 * Reads the body of a push: its text, or what a body parser has made of it.
 * - Only the fields that a push has are taken over, and only when they have the right shape.
 * - `target` and `type` may be anything: new ones must not break a receiver.
 * - What it says is a hint that something has changed, never proof: read the object before acting on it.
 *
 * @throws PushError with the reason `malformed`, naming the field that is wrong.
 */
export function parsePush(body: unknown): PushEvent {
  const push = typeof body === 'string' ? parse(body) : body;
  if (!isRecord(push)) throw malformed('the body is not a JSON object');
  if (push['object'] !== 'event.pushes') throw malformed('`object` is not `event.pushes`');
  const { created, data } = push;
  if (!Array.isArray(data) || data.length > MOST_OBJECTS) throw malformed('`data` is not a short list');
  return {
    object: 'event.pushes',
    id: name(push, 'id'),
    ...(typeof created === 'string' && { created }),
    target: name(push, 'target'),
    type: name(push, 'type'),
    data: data.map((one: unknown) => {
      if (!isRecord(one)) throw malformed('`data` has an entry that is not an object');
      return { object: name(one, 'object'), id: name(one, 'id') };
    }),
  };
}

/**
 * An event as the platform would post it, for tests: `new Request(url, { method: 'POST', body: JSON.stringify(pushEvent({ … })) })`.
 * Each has an id of its own, unless one is given.
 */
export function pushEvent<Target extends PushTarget | (string & {})>({
  target,
  id,
  type = 'changed',
  eventId = `evt_${crypto.randomUUID().replaceAll('-', '')}`,
  created = new Date().toISOString(),
}: {
  readonly target: Target;
  /** Id of the object that changed. */
  readonly id: string;
  readonly type?: PushType | (string & {}) | undefined;
  readonly eventId?: string | undefined;
  readonly created?: string | undefined;
}): PushEvent<Target> {
  return { object: 'event.pushes', id: eventId, created, target, type, data: [{ object: target, id }] };
}

function name(record: Record<string, unknown>, field: string): string {
  const value = record[field];
  if (typeof value !== 'string' || value === '' || value.length > LONGEST_NAME) {
    throw malformed(`\`${field}\` is not a text of 1 to ${LONGEST_NAME} characters`);
  }
  return value;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // The parser's own message quotes the text, which is nobody's business in a log.
    throw malformed('the body is not JSON');
  }
}

const malformed = (what: string): PushError => new PushError('malformed', `This is not a push: ${what}.`);

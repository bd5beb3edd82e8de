import { isRecord } from '../internal/json.ts';
import { randomUuid } from '../internal/random-id.ts';
import type { PushTarget } from './fetch-pushed-object.ts';
import { PushError } from './push-error.ts';

/** What happened to the object. The API documents `display` as a value, but not its meaning. */
export type PushType = 'changed' | 'added' | 'display';

/** What the API posts to a push URL: that an object has changed, and nothing about how. */
export interface PushEvent<Target extends string = string> {
  readonly object: 'event.pushes';
  /** Key of the event. The API may deliver the same event several times. */
  readonly id: string;
  /** Time of the change, ISO 8601 with offset. */
  readonly created?: string | undefined;
  /** Kind of the object that changed, such as `payment.transactions`; expect new ones. */
  readonly target: Target;
  /** What happened to it; expect new values. Empty if the event does not say. */
  readonly type: PushType | (string & {});
  /** The objects that changed; one in every delivery seen so far. Empty if the event names none, as the API's own sample event. */
  readonly data: readonly PushedObject[];
}

/** The reference to an object that changed. */
export interface PushedObject {
  readonly object: string;
  readonly id: string;
}

/** Ids and names are much shorter. The limit keeps the keys of stores and the paths of calls small. */
const MAX_FIELD_LENGTH = 255;
/** An event names one object. With more than this, one request could trigger many calls. */
const MAX_OBJECTS = 100;

/**
 * Parses the body of a push.
 * - Keeps only the fields that a push has, and only if they are valid.
 * - Accepts any `target` and `type`, so that new ones do not break a receiver.
 * - Does without what a receiver can do without, because the API redelivers a rejected push for two days: without `data` there are no objects, an
 *   entry of `data` without `object` is about the event's target, an event without `type` has an empty one, and ids may be integers.
 * - A push is a hint that something has changed, never proof: read the object before you act on it.
 *
 * @param body A JSON string, or the value that a body parser made of it.
 * @throws PushError with the reason `malformed`, naming the invalid field.
 */
export function parsePush(body: unknown): PushEvent {
  const push = typeof body === 'string' ? parseJson(body) : body;
  if (!isRecord(push)) throw malformed('the body is not a JSON object');
  if (push['object'] !== 'event.pushes') throw malformed('`object` is not `event.pushes`');
  const { created, target, type } = push;
  if (!isField(target)) throw malformed(`\`target\` is not ${FIELD}`);
  return {
    object: 'event.pushes',
    id: readId(push),
    ...(typeof created === 'string' && { created }),
    target,
    type: isField(type) ? type : '',
    data: readObjects(push['data'], target),
  };
}

/**
 * Creates an event as the API would post it, for tests:
 * `new Request(url, { method: 'POST', body: JSON.stringify(pushEvent({ … })) })`.
 */
export function pushEvent<Target extends PushTarget | (string & {})>({
  target,
  id,
  type = 'changed',
  eventId = `evt_${randomUuid().replaceAll('-', '')}`,
  created = new Date().toISOString(),
}: {
  readonly target: Target;
  /** Id of the object that changed. */
  readonly id: string;
  /** @default 'changed' */
  readonly type?: PushType | (string & {}) | undefined;
  /** @default a new unique id */
  readonly eventId?: string | undefined;
  /** @default now */
  readonly created?: string | undefined;
}): PushEvent<Target> {
  return { object: 'event.pushes', id: eventId, created, target, type, data: [{ object: target, id }] };
}

/** Some serialisers write an empty array as `{}` or `null`, one with gaps as an object with numbers for keys, and one entry without its array. */
function readObjects(data: unknown, target: string): PushedObject[] {
  const entries = Array.isArray(data)
    ? (data as unknown[])
    : !isRecord(data)
      ? []
      : 'id' in data
        ? [data]
        : Object.values(data);
  if (entries.length > MAX_OBJECTS) throw malformed(`\`data\` has more than ${MAX_OBJECTS} objects`);
  return entries.map((entry) => {
    if (!isRecord(entry)) throw malformed('`data` has an entry that is not an object');
    const object = entry['object'] || target;
    if (!isField(object)) throw malformed(`\`object\` of an entry is not ${FIELD}`);
    return { object, id: readId(entry) };
  });
}

function readId({ id }: Record<string, unknown>): string {
  if (Number.isSafeInteger(id)) return String(id);
  if (!isField(id)) throw malformed(`an \`id\` is not ${FIELD}, nor an integer`);
  return id;
}

const FIELD = `a string of 1 to ${MAX_FIELD_LENGTH} characters`;
const isField = (value: unknown): value is string =>
  typeof value === 'string' && value !== '' && value.length <= MAX_FIELD_LENGTH;

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // The parser's own message quotes the body, which must not appear in a log.
    throw malformed('the body is not JSON');
  }
}

const malformed = (problem: string): PushError => new PushError('malformed', `This is not a push: ${problem}.`);

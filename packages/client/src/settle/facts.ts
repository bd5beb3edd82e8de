import { parameterNames, type CallInput, type Operation } from '@secuconnect/api';
import type { Json } from '../internal/json.ts';
import { isListRule, type SettleRule } from './rule.ts';
import { digest, isObject, shapeOf, valuesAt, type Shape } from './values.ts';

/** A call, as far as a rule looks at it. */
export interface SentCall {
  readonly operation: Pick<Operation, 'id' | 'path'>;
  readonly input: Pick<CallInput, 'path' | 'body'>;
}

/** What of a call is compared with what the API shows. Plain JSON; of texts of people it has a digest only. */
export interface Facts {
  /** Which rule of the operation. */
  readonly rule: number;
  /** The path parameters of the operation that reads. */
  readonly path: Readonly<Record<string, string>>;
  readonly search?: Readonly<Record<string, Json>>;
  readonly fields?: Readonly<Record<string, readonly Json[] | null>>;
  readonly without?: Readonly<Record<string, Json>>;
  /** By how much numbers change; less is negative. */
  readonly difference?: Readonly<Record<string, number>>;
  readonly changed?: readonly string[];
  readonly shape?: Shape;
  /** Digest of what the shape names. */
  readonly same?: string;
}

/** What the rule compares of an object: the values of fields, and the digest of what was sent. */
export interface Snapshot {
  readonly values: Readonly<Record<string, readonly Json[]>>;
  readonly same?: string;
}

/**
 * The facts of a call by the first rule that is for it.
 *
 * @returns `undefined` if there is no rule for this call, or if it did not send what the rule needs, such as an own reference.
 */
export async function factsOf(rules: readonly SettleRule[], call: SentCall): Promise<Facts | undefined> {
  const rule = rules.findIndex(({ when = {} }) =>
    Object.entries(when).every(([source, wanted]) => {
      return Array.isArray(wanted) ? wanted.includes(sentAt(call, source) as Json) : isSent(call, source) === wanted;
    }),
  );
  const found = rules[rule];
  if (!found) return undefined;
  const { with: parameters = {}, search = {}, fields, sent = {}, without, less = {}, more = {}, changed, same } = found;
  const given = Object.entries(sent).flatMap(([name, source]) => {
    const value = nameAt(call, source);
    return value === undefined ? [] : [{ name, source, value }];
  });
  const part = samePart(
    call.input.body,
    same,
    given.map(({ source }) => source),
  );
  const shape = part && shapeOf(part);
  const facts = {
    rule,
    path: mapValues(parameters, (source) => sentAt(call, source)),
    ...(isListRule(found) && { search: mapValues(search, (source) => nameAt(call, source)) }),
    ...((fields ?? given.length > 0) && {
      fields: {
        ...mapValues(fields ?? {}, (wanted) => (typeof wanted === 'string' ? [nameAt(call, wanted)] : wanted)),
        ...Object.fromEntries(given.map(({ name, value }) => [name, [value]])),
      },
    }),
    ...(without && { without: mapValues(without, (source) => nameAt(call, source)) }),
    ...((Object.keys(less).length > 0 || Object.keys(more).length > 0) && {
      difference: {
        ...mapValues(less, (source) => -Number(sentAt(call, source))),
        ...mapValues(more, (source) => Number(sentAt(call, source))),
      },
    }),
    ...(Array.isArray(changed) && { changed: changed as readonly string[] }),
    ...(shape && { shape, same: await digest(part, shape) }),
  };
  // Fields that are compared somewhere else may be all that was sent.
  const isCompared = same === undefined || shape !== undefined || given.length > 0;
  return isComplete(facts) && isCompared ? (facts as Facts) : undefined;
}

/** What the facts compare of an object. */
export async function snapshotOf(
  { notDone, watch = [] }: SettleRule,
  { fields = {}, without = {}, difference = {}, changed = [], shape }: Facts,
  object: unknown,
): Promise<Snapshot> {
  const shown = [notDone].flat().flatMap((one) => (typeof one === 'object' ? Object.keys(one) : []));
  const names = [...Object.keys({ ...fields, ...without, ...difference }), ...changed, ...watch, ...shown];
  const values = names.map(async (name) => {
    const found = valuesAt(object, name);
    // What has to be gone may be data of a person.
    const isSecret = fields[name] === null && found.length > 0;
    return [name, isSecret ? [await digest(found, true)] : found] as const;
  });
  return {
    values: Object.fromEntries(await Promise.all(values)),
    ...(shape && { same: await digest(object, shape) }),
  };
}

/** What the call sent; `undefined` for nothing, an empty text and an array. */
function sentAt({ operation, input }: SentCall, source: string): Json | undefined {
  const [place, ...rest] = source.split('.');
  const name = rest.join('.');
  if (place === 'path') return input.path[parameterNames(operation.path).indexOf(name)] || undefined;
  const [first, ...others] = valuesAt(input.body, name);
  return others.length > 0 || first === '' ? undefined : first;
}

/** The same for what the object shows by its name: `me` stands for another id. */
const nameAt = (call: SentCall, source: string): Json | undefined => {
  const sent = sentAt(call, source);
  return sent === 'me' ? undefined : sent;
};

/** Whether a call sends a field, with any value. */
function isSent(call: SentCall, source: string): boolean {
  const [place, ...names] = source.split('.');
  return place === 'path' ? sentAt(call, source) !== undefined : hasPath(call.input.body, names);
}

function hasPath(value: unknown, [name, ...rest]: readonly string[]): boolean {
  if (name === undefined) return value !== undefined;
  if (Array.isArray(value)) return value.some((item) => hasPath(item, [name, ...rest]));
  return isObject(value) && hasPath(value[name], rest);
}

/** The fields of the body that are compared. A body that is no plain object, such as a form, has none. */
function samePart(
  body: unknown,
  same: SettleRule['same'],
  others: readonly string[],
): Record<string, unknown> | undefined {
  if (same === undefined || !isObject(body) || Array.isArray(body)) return undefined;
  const isOther = (name: string): boolean =>
    others.some((source) => source === `body.${name}` || source.startsWith(`body.${name}.`));
  const part =
    same === true
      ? Object.fromEntries(Object.entries(body).filter(([name]) => !isOther(name)))
      : partAt(
          body,
          same.map((path) => path.split('.')),
        );
  return isObject(part) && Object.keys(part).length > 0 ? part : undefined;
}

/** A value with only what the paths name. */
function partAt(value: unknown, paths: readonly (readonly string[])[]): unknown {
  if (Array.isArray(value)) return value.map((item) => partAt(item, paths));
  if (!isObject(value)) return value;
  const entries = [...new Set(paths.map(([name]) => name!))].flatMap((name) => {
    const inner = value[name];
    const rests = paths.filter(([first]) => first === name).map(([, ...rest]) => rest);
    const part = rests.some((rest) => rest.length === 0) ? inner : partAt(inner, rests);
    const isLeftOut = isObject(part) && part !== inner && !Array.isArray(part) && Object.keys(part).length === 0;
    return part === undefined || isLeftOut ? [] : [[name, part] as const];
  });
  return Object.fromEntries(entries);
}

const mapValues = <Value, Mapped>(
  record: Readonly<Record<string, Value>>,
  map: (value: Value) => Mapped,
): Record<string, Mapped> => Object.fromEntries(Object.entries(record).map(([name, value]) => [name, map(value)]));

/** Whether nothing is missing, at any depth. A number that was not sent is not a number. */
const isComplete = (value: unknown): boolean =>
  value !== undefined &&
  !Number.isNaN(value) &&
  (typeof value !== 'object' || value === null || Object.values(value).every(isComplete));

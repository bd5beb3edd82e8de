import { follow, openApiDocument, type Json } from './document.ts';
import { documentedOperations, type DocumentedOperation } from './operations.ts';
import { firstSuccess } from './responses.ts';
import type { Schema } from './schema.ts';

/** What the document says of a write in `x-settle`. */
export interface DocumentedSettle {
  readonly id: string;
  /** Why it cannot be found out; `undefined` with rules. */
  readonly cannot: string | undefined;
  /** What is wrong with its rules: a field that nothing has, or an operation that cannot be read. */
  readonly problems: readonly string[];
}

/** Of each write, whether it can be settled, and whether its rules name what there is. */
export function documentedSettles(): DocumentedSettle[] {
  const operations = new Map(documentedOperations('').map((one) => [one.id, one]));
  return [...operations.values()].flatMap((operation): DocumentedSettle[] => {
    const settle = settleOf(operation);
    if (operation.safe && settle === undefined) return [];
    const { id } = operation;
    if (operation.safe) return [{ id, cannot: undefined, problems: ['is no write'] }];
    if (settle === undefined) return [{ id, cannot: undefined, problems: ['has no x-settle'] }];
    if (typeof settle['cannot'] === 'string') {
      const isSentence = /^[A-Z].+\.$/s.test(settle['cannot']);
      return [{ id, cannot: settle['cannot'], problems: isSentence ? [] : ['gives no reason'] }];
    }
    const rules = (Array.isArray(settle) ? settle : [settle]) as Json[];
    return [{ id, cannot: undefined, problems: rules.flatMap((rule) => problemsOf(rule, operation, operations)) }];
  });
}

const settleOf = ({ path, method }: DocumentedOperation): Json | undefined =>
  openApiDocument()['paths'][path][method.toLowerCase()]['x-settle'];

/** What a rule names that there is not. */
export function problemsOf(
  rule: Json,
  call: DocumentedOperation,
  operations: ReadonlyMap<string, DocumentedOperation>,
): string[] {
  const reading = operations.get(rule['read']);
  if (!reading?.safe || reading.method !== 'GET') return [`${rule['read']} is no GET that only reads`];
  const { schema } = firstSuccess(reading);
  const isList = reading.id.endsWith('.list');
  const { when = {}, search = {}, created, fields = {}, sent = {}, without = {}, less = {}, more = {} } = rule;
  const { same = [], changed, watch = [] } = rule;
  const shown = (field: string): readonly Schema[] =>
    schemasAt(schema, isList ? ['data', ...field.split('.')] : field.split('.'));
  const signs = ([rule['notDone']].flat() as unknown[]).filter((sign) => typeof sign !== 'string');
  const literals = [fields, ...signs].flatMap((one) => Object.entries(one as Json));
  const names: string[] = [
    ...literals.map(([field]) => field),
    ...Object.keys({ ...search, ...sent, ...without, ...less, ...more }),
    ...(created === undefined ? [] : [created]),
    ...(Array.isArray(changed) ? changed : []),
    ...watch,
    ...(same === true ? wholeBody(rule, call) : same),
  ];
  const sources: string[] = [
    ...Object.keys(when),
    ...[rule['with'] ?? {}, search, sent, without, less, more].flatMap((part: Json) => Object.values(part)),
    ...Object.values(fields).filter((source) => typeof source === 'string'),
    ...(same === true ? [] : same.map((field: string) => `body.${field}`)),
  ];
  return [
    ...names.filter((name) => shown(name).length === 0).map((name) => `${rule['read']} does not show ${name}`),
    ...sources.filter((source) => !isSent(source, call)).map((source) => `the call does not send ${source}`),
    ...literals.flatMap(([field, values]) =>
      (Array.isArray(values) ? values : [])
        .filter((value) => !shown(field).some((one) => isDocumented(value, one)))
        .map((value) => `${field} is never ${String(value)}`),
    ),
  ];
}

/** The fields of the body that `same: true` compares: without those with which the rule is for no call, and those that `sent` is about. */
function wholeBody({ when = {}, sent = {} }: Json, { bodies }: DocumentedOperation): string[] {
  const json = bodies.find(({ media }) => media === 'application/json');
  const others = new Set([...Object.keys(when).filter((source) => when[source] === false), ...Object.values(sent)]);
  return fieldNames(json?.schema).filter((name) => !others.has(`body.${name}`));
}

function fieldNames(schema: unknown): string[] {
  const target = follow<Schema & Json>(schema ?? {});
  const parts = [...(target.allOf ?? []), ...(target.oneOf ?? []), ...(target.anyOf ?? [])];
  return [...Object.keys(target.properties ?? {}), ...parts.flatMap(fieldNames)];
}

function isSent(source: string, call: DocumentedOperation): boolean {
  const [place, ...names] = source.split('.');
  if (place === 'path') return call.path.includes(`{${names.join('.')}}`);
  return call.bodies.some(({ schema }) => schemasAt(schema, names).length > 0);
}

/** The schemas that a field can have. An array stands for its items, and an object of no fixed shape may have any field. */
function schemasAt(schema: unknown, names: readonly string[]): Schema[] {
  const target = follow<Schema & Json>(schema ?? {});
  if (target['$ref'] !== undefined) return schemasAt(target, names);
  const parts = [...(target.allOf ?? []), ...(target.oneOf ?? []), ...(target.anyOf ?? [])];
  const inner = parts.flatMap((part) => schemasAt(part, names));
  const [name, ...rest] = names;
  if (name === undefined) return parts.length > 0 ? inner : [target];
  if (target.items) return [...schemasAt(target.items, names), ...inner];
  if (target['x-free-form']) return [target];
  const property = target.properties?.[name];
  return property === undefined ? inner : [...schemasAt(property, rest), ...inner];
}

/** Whether a field may have a value, by the documented ones if there are any. */
function isDocumented(value: unknown, schema: Schema & Json): boolean {
  const values: unknown[] | undefined = schema['x-extensible-enum'] ?? schema.enum;
  const types = [schema.type ?? []].flat() as string[];
  const isTyped =
    types.length === 0 || types.includes(typeof value) || (Number.isInteger(value) && types.includes('integer'));
  return isTyped && (values === undefined || values.includes(value));
}

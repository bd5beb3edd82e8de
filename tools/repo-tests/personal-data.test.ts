import { maskPersonalData } from '@secuconnect/client/personal-data';
import { describe, expect, test } from 'vitest';
import { readBundle } from '../spec-tools/spec-paths.ts';

type Node = Record<string, unknown>;

/** A string or number in an example, and what the spec says about it by its place, without knowing how the client finds it. */
interface Leaf {
  readonly path: string;
  readonly value: unknown;
  readonly isPersonal: boolean;
  /** What the spec has no field for, inside of custom data. */
  readonly isUnknown: boolean;
}

const document = readBundle() as unknown as Node;
const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null;
const at = (path: readonly string[]): unknown => path.reduce<unknown>((node, key) => (node as Node)[key], document);

/** The schemas that a value may have: those behind references, and all alternatives. */
function alternatives(schema: unknown): Node[] {
  if (!isNode(schema)) return [];
  const { $ref, allOf, oneOf, anyOf, ...own } = schema;
  const target = typeof $ref === 'string' ? at($ref.slice(2).split('/')) : undefined;
  return [own, ...[target, allOf, oneOf, anyOf].flat().flatMap(alternatives)];
}

function leavesOf(value: unknown, schemas: readonly Node[], path = '', mark = 'none', isInside = false): Leaf[] {
  if (Array.isArray(value)) {
    const items = schemas.flatMap(({ items: one }) => alternatives(one));
    return value.flatMap((one, index) => leavesOf(one, items, `${path}/${index}`, mark, isInside));
  }
  if (isNode(value))
    return Object.entries(value).flatMap(([name, one]) => {
      const fields = schemas.flatMap(({ properties }) =>
        isNode(properties) && properties[name] ? [properties[name]] : [],
      );
      const marks = fields.flatMap(alternativesOfField).map((field) => field['x-personal-data'] ?? 'none');
      const inner = String(marks.find((one_) => one_ !== 'none') ?? (fields.length ? 'none' : 'unknown'));
      return leavesOf(
        one,
        fields.flatMap(alternatives),
        `${path}/${name}`,
        inner,
        isInside || !/none|unknown/.test(mark),
      );
    });
  if (typeof value !== 'string' && typeof value !== 'number') return [];
  const isUnknown = mark === 'unknown';
  return [{ path, value, isPersonal: isUnknown ? isInside : mark !== 'none', isUnknown }];
}

/** The mark stands at the field itself, next to a reference. */
const alternativesOfField = (field: unknown): Node[] => (isNode(field) ? [field] : []);

const isMasked = (value: unknown): boolean => value === '' || /^\*{3}.{0,4}$/.test(String(value));

/** The examples of responses, and of pushes, which arrive as requests. */
function examplesOf(): [string, unknown, Node[]][] {
  const found: [string, unknown, Node[]][] = [];
  const collect = (where: string, message: unknown): void => {
    const { content } = alternatives(message).find((one) => isNode(one['content'])) ?? {};
    const { schema, examples } = ((content as Node | undefined)?.['application/json'] ?? {}) as Node;
    for (const [name, example] of Object.entries((examples ?? {}) as Node)) {
      const { value } = alternatives(example).find((one) => 'value' in one) ?? {};
      found.push([`${where} ${name}`, value, alternatives(schema)]);
    }
  };
  for (const group of ['paths', 'webhooks'])
    for (const [path, item] of Object.entries((document[group] ?? {}) as Node))
      for (const [method, operation] of Object.entries(item as Node)) {
        const { responses, requestBody } = (isNode(operation) ? operation : {}) as Node;
        if (group === 'webhooks') collect(`push ${path}`, requestBody);
        else
          for (const [status, response] of Object.entries((responses ?? {}) as Node))
            collect(`${method} ${path} ${status}`, response);
      }
  return found;
}

/** Operations share examples, such as those of errors. */
const EXAMPLES = [...new Map(examplesOf().map((one) => [JSON.stringify(one[1]), one])).values()];
const valueAt = (value: unknown, path: string): unknown =>
  path
    .split('/')
    .slice(1)
    .reduce<unknown>((node, key) => (node as Node)[key], value);

describe('maskPersonalData() masks every response and push of the spec', () => {
  test('that has an example, hundreds of them with personal data', () => {
    expect(EXAMPLES.length).toBeGreaterThan(150);
    const leaves = EXAMPLES.flatMap(([, value, schemas]) => leavesOf(value, schemas));
    expect(leaves.filter(({ isPersonal }) => isPersonal).length).toBeGreaterThan(200);
    expect(leaves.filter(({ isPersonal }) => !isPersonal).length).toBeGreaterThan(1_000);
  });

  test.each(EXAMPLES)('%s', (_, example, schemas) => {
    const original = JSON.stringify(example);
    const masked = maskPersonalData(example);
    const leaves = leavesOf(example, schemas);
    const differences = leaves.filter(({ path, value, isPersonal }) => {
      const now = valueAt(masked, path);
      return isPersonal ? !isMasked(now) : now !== value;
    });
    expect(differences).toEqual([]);
    // Nor is a personal value anywhere else, such as in a field without a mark.
    const left = new Set(leavesOf(masked, schemas).map(({ value }) => value));
    const open = new Set(leaves.filter(({ isPersonal }) => !isPersonal).map(({ value }) => value));
    expect(
      leaves.filter(({ isPersonal, value }) => isPersonal && !isMasked(value) && left.has(value) && !open.has(value)),
    ).toEqual([]);
    expect(JSON.stringify(example)).toBe(original);
  });
});

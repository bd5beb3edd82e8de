import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import document from '../../packages/api/openapi.json' with { type: 'json' };

/** Bodies that programs read from JSON: every string in them is a `string`, and no literal. */
const root = fileURLToPath(new URL('../..', import.meta.url));
const MINIMUM = 60;
/** Any value is valid in it. */
const FREE_FORM = 'additional_data';

interface Body {
  readonly operation: string;
  readonly name: string;
  readonly value: Record<string, unknown>;
}

/** Bodies that the examples of the spec do not have: members of unions, and fields of several types. */
const OWN: readonly Body[] = [
  ...['bank_account', 'credit_card', 'googlepay', 'applepay', 'paypal', 'something_new'].map((type) => ({
    operation: 'payment.containers.create',
    name: `of the type ${type}`,
    value: { type, private: { owner: 'Ada', iban: 'DE35500105175411947313' }, customer_id: 'PCU_1' },
  })),
  ...['shipping', 'collection'].map((type) => ({
    operation: 'smart.transactions.setDelivery',
    name: `by ${type}`,
    value: { delivery_options: { type, tracking_code: 'T1', store_id: null } },
  })),
  {
    operation: 'smart.transactions.create',
    name: 'with a collection',
    value: {
      intent: 'sale',
      basket_info: { sum: 700, currency: 'EUR' },
      delivery_options: { type: 'collection', code: '1', scheduled_slot: { start_date: '2026-01-01' } },
    },
  },
];

type Resolved = { content?: Record<string, { examples?: Record<string, unknown> }> };
const resolve = (value: unknown): unknown => {
  const { $ref } = (value ?? {}) as { $ref?: string };
  if ($ref === undefined) return value;
  return resolve(
    $ref
      .slice(2)
      .split('/')
      .reduce((at: unknown, key) => (at as Record<string, unknown>)[key.replaceAll('~1', '/')], document),
  );
};

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The JSON bodies in the examples of the spec. */
const examples: readonly Body[] = Object.values(document.paths as Record<string, Record<string, unknown>>).flatMap(
  (item) =>
    Object.values(item).flatMap((operation) => {
      const { operationId, requestBody } = operation as { operationId?: string; requestBody?: unknown };
      const { content } = (resolve(requestBody) ?? {}) as Resolved;
      const found = Object.entries(content?.['application/json']?.examples ?? {});
      return operationId === undefined
        ? []
        : found.flatMap(([name, example]) => {
            const { value } = resolve(example) as { value: unknown };
            return isObject(value) ? [{ operation: operationId, name, value }] : [];
          });
    }),
);

/** A value of a wrong type in the place of a field, which is as deep as possible, and the name of this field. */
function broken({ operation, name, value }: Body): (Body & { field: string })[] {
  const places = placesIn(value).filter(({ path }) => !path.includes(FREE_FORM));
  return places.slice(0, 2).map(({ path, field }) => ({
    operation,
    name: `${name}, with a wrong ${field}`,
    field,
    value: replaced(value, path) as Record<string, unknown>,
  }));
}

/** All fields of a body, the deepest first: an error about them has the longest way to its name. */
function placesIn(value: unknown, path: readonly string[] = []): { path: readonly string[]; field: string }[] {
  if (!isObject(value)) return [];
  const all = Object.entries(value).flatMap(([key, inner]) => {
    const deeper = placesIn(inner, [...path, key]);
    return [...deeper, { path: [...path, key], field: key }];
  });
  return all.sort((one, other) => other.path.length - one.path.length);
}

/** The same with `[[{ wrong: true }]]` at a path: no field is a list of lists of objects. */
function replaced(value: unknown, [key, ...rest]: readonly string[]): unknown {
  if (key === undefined) return [[{ wrong: true }]];
  const object = value as Record<string, unknown>;
  return { ...object, [key]: replaced(object[key], rest) };
}

let folder: string;
beforeAll(() => {
  mkdirSync(join(root, '.cache'), { recursive: true });
  folder = mkdtempSync(join(root, '.cache/bodies-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const OPTIONS: ts.CompilerOptions = {
  noEmit: true,
  strict: true,
  resolveJsonModule: true,
  esModuleInterop: true,
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  lib: ['lib.es2022.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts', 'lib.dom.asynciterable.d.ts'],
  types: [],
  skipLibCheck: true,
};

/** Compiles a call with each body, and returns the errors of each. */
function errorsOf(bodies: readonly Body[], name: string): string[] {
  const parameters = parametersByOperation();
  const lines = bodies.map(({ operation, value }, index) => {
    writeFileSync(join(folder, `${name}-${index}.json`), JSON.stringify(value));
    const before = Array.from({ length: parameters.get(operation)! }, () => 'text').map((one) => `${one}, `);
    return `export const call${index} = () => secuconnect.${operation}(${before.join('')}body${index});`;
  });
  const file = join(folder, `${name}.ts`);
  const program = [
    `import { Secuconnect } from '@secuconnect/client';`,
    ...bodies.map((_, index) => `import body${index} from './${name}-${index}.json';`),
    `declare const secuconnect: Secuconnect;`,
    `declare const text: never;`,
    ...lines,
  ];
  writeFileSync(file, program.join('\n'));
  const first = program.length - lines.length;
  const errors = bodies.map(() => '');
  for (const one of ts.getPreEmitDiagnostics(ts.createProgram([file], OPTIONS))) {
    const line = one.file?.getLineAndCharacterOfPosition(one.start!).line ?? 0;
    errors[line - first] = ts.flattenDiagnosticMessageText(one.messageText, '\n');
  }
  return errors;
}

function parametersByOperation(): Map<string, number> {
  return new Map(
    Object.entries(document.paths as Record<string, Record<string, { operationId?: string }>>).flatMap(([path, item]) =>
      Object.values(item).flatMap(({ operationId }) =>
        operationId === undefined ? [] : [[operationId, path.match(/{/g)?.length ?? 0] as const],
      ),
    ),
  );
}

describe('bodies from JSON modules', () => {
  const bodies = [...examples, ...OWN];

  test(`at least ${MINIMUM} bodies are valid, also with a wide string where the spec has a constant`, () => {
    expect(bodies.length).toBeGreaterThanOrEqual(MINIMUM);
    const errors = errorsOf(bodies, 'valid');
    expect(
      bodies.flatMap(({ operation, name }, at) => (errors[at] ? [`${operation} ${name}: ${errors[at]}`] : [])),
    ).toEqual([]);
  });

  test(`at least ${MINIMUM} broken bodies are errors that name the field`, () => {
    const wrong = bodies.flatMap(broken);
    expect(wrong.length).toBeGreaterThanOrEqual(MINIMUM);
    const errors = errorsOf(wrong, 'broken');
    // The message gives the place as a path: `'container.private.owner'`.
    const silent = wrong.filter(({ field }, at) => !new RegExp(`'([^' ]*\\.)?${field}'`).test(errors[at] ?? ''));
    expect(silent.map((one) => `${one.operation} ${one.name}: ${errors[wrong.indexOf(one)]}`)).toEqual([]);
  });
});

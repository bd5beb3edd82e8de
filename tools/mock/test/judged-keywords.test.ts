import { describe, expect, test } from 'vitest';
import { allRows, COMPONENTS, JSON_SCHEMA_KEYWORDS, limits, type KeywordRow } from '../src/judged-keywords.ts';
import { prismRequire } from '../src/prism-modules.ts';
import { startPrism } from '../src/prism.ts';

/** A document that takes the row's instances and responds with them. */
function documentOf({ schema, ...row }: KeywordRow): object {
  const body = { type: 'object', required: ['field'], properties: { field: schema } };
  const instances = Object.entries(row).filter(([name]) => name === 'good' || name === 'bad');
  const examples = Object.fromEntries(instances.map(([name, field]) => [name, { value: { field } }]));
  const response = { description: 'The instance.', content: { 'application/json': { schema: body, examples } } };
  return {
    openapi: '3.1.0',
    info: { title: 'One keyword', version: '1' },
    paths: {
      '/Things': {
        get: { responses: { 200: response } },
        post: {
          requestBody: { required: true, content: { 'application/json': { schema: body } } },
          responses: { 200: { description: 'Taken.' } },
        },
      },
    },
    components: { schemas: COMPONENTS },
  };
}

type Side = 'request' | 'response';

/** What the mock makes of a row: whether it accepts the good and the bad instance. */
async function observe(row: KeywordRow, side: Side): Promise<{ good: boolean; bad: boolean }> {
  let mock;
  try {
    mock = await startPrism({ document: documentOf(row) });
  } catch {
    return { good: false, bad: false };
  }
  const { baseUrl, violations } = mock;
  const accepts = async (name: 'good' | 'bad'): Promise<boolean> => {
    violations.length = 0;
    const body = JSON.stringify({ field: (row as { good: unknown; bad?: unknown })[name] });
    const request =
      side === 'request'
        ? { method: 'POST', headers: { 'content-type': 'application/json' }, body }
        : { headers: { prefer: `example=${name}` } };
    const answer = await fetch(`${baseUrl}/Things`, request);
    // A schema that does not compile is neither a rejected instance nor an accepted one.
    if (violations.some(({ code }) => code === 'SCHEMA_DOES_NOT_COMPILE')) return false;
    expect(violations.every(({ location }) => location[0] === side)).toBe(true);
    expect(answer.status).toBe(violations.length === 0 ? 200 : side === 'request' ? 422 : 500);
    return violations.length === 0;
  };
  try {
    return { good: await accepts('good'), bad: limits(row) ? await accepts('bad') : true };
  } finally {
    await mock.close();
  }
}

const judgement = ({ good, bad }: { good: boolean; bad: boolean }): string =>
  !good ? 'rejects the good' : bad ? 'accepts anything' : 'judged';

describe.each(['request', 'response'] as const)('in a %s', (side) => {
  test.each(allRows())('%s', async (_, row) => {
    const expected = limits(row) ? row.mock : 'accepts anything';
    expect(judgement(await observe(row, side))).toBe(expected);
  });
});

test('the table has every keyword of the meta-schemas of 2020-12', () => {
  const vocabularies = ['core', 'applicator', 'unevaluated', 'validation', 'meta-data', 'format-annotation', 'content'];
  const keywords = vocabularies.flatMap((name) =>
    Object.keys(prismRequire(`ajv/dist/refs/json-schema-2020-12/meta/${name}.json`).properties),
  );
  expect(keywords.length).toBeGreaterThan(50);
  expect(Object.keys(JSON_SCHEMA_KEYWORDS).sort()).toEqual(keywords.sort());
});

import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { formattedPage } from '../docs-tools/markdown.ts';
import { clientMethods, type ApiDocument } from '../docs-tools/migration/client-methods.ts';
import { migrationPage } from '../docs-tools/migration/migration-page.ts';
import { sdkMethods, type SdkOperation } from '../docs-tools/migration/sdk-methods.ts';
import { inRepository, readBundle, readText } from '../spec-tools/spec-paths.ts';

const document = readBundle() as ApiDocument;
const methods = clientMethods(document);
const { operations } = sdkMethods;
const page = () => readText('docs/migration/calls.md');

/** The calls of the present SDKs, without those that were removed. */
const present = operations.filter(({ lastPhp }) => !lastPhp);
const all = (rows: readonly SdkOperation[], sdk: 'php' | 'java' | 'js') => rows.flatMap((row) => row[sdk]);

test('docs/migration/calls.md has the calls of the SDKs', async () => {
  const written = await formattedPage(migrationPage(sdkMethods, document));
  await expect(written).toMatchFileSnapshot(inRepository('docs/migration/calls.md'));
});

describe('the list of calls is complete', () => {
  test('it has as many calls as the SDKs, and none twice', () => {
    expect([all(present, 'php').length, all(present, 'java').length]).toEqual([214, 214]);
    expect(all(operations, 'js')).toHaveLength(159);
    for (const sdk of ['php', 'java', 'js'] as const) expectUnique(all(present, sdk));
    expectUnique(operations.map(({ operation }) => operation));
  });

  test('the page shows each call, and no other', () => {
    const cells = tableCells(page());
    const shown = cells.flatMap((cell) => [...cell.matchAll(/`(\w+Api(?:::|\.)\w+)`/g)].map(([, call]) => call!));
    const known = operations.flatMap(({ php, java, js, earlier = [] }) => [...php, ...java, ...js, ...earlier]);
    expect(shown.toSorted()).toEqual(known.toSorted());
  });

  test('a method of the client has a call, except for the start of a prepared transaction', () => {
    const called = new Set(operations.map(({ operation, successor = operation }) => methods.get(successor)?.id));
    const without = [...methods.values()].filter(({ id }) => !called.has(id)).map(({ id }) => id);
    expect(without).toEqual(['smart.transactions.startPrepared']);
    expect(methods.size).toBeGreaterThan(190);
  });

  test('the SDKs have dropped what has no successor', () => {
    const without = operations.filter(({ operation, successor = operation }) => !methods.has(successor));
    expect(without).toHaveLength(24);
    expect(without.filter(({ lastPhp }) => !lastPhp)).toEqual([]);
  });
});

describe('the page leads to the reference', () => {
  test('every link has its page and heading', () => {
    const links = [...page().matchAll(/\[`(?<id>[\w.]+)`\]\(\.\.\/(?<file>reference\/[\w-]+\.md)#(?<anchor>\w+)\)/g)];
    expect(links.length).toBeGreaterThan(190);
    for (const { groups } of links) {
      const { id, file, anchor } = groups as Record<'id' | 'file' | 'anchor', string>;
      const reference = readFileSync(inRepository(`docs/${file}`), 'utf8');
      const name = id.split('.').at(-1)!;
      expect(anchor).toBe(name.toLowerCase());
      expect(reference, id).toContain(`secuconnect.${id}(`);
      expect(reference, id).toContain(`\n## ${name}\n`);
    }
  });

  test('a successor that does not exist throws', () => {
    const wrong = { ...operations[0]!, successor: 'GET /Nothing' };
    expect(() => migrationPage({ ...sdkMethods, operations: [wrong] }, document)).toThrow(
      'The API document has no operation GET /Nothing.',
    );
    const instead = { ...operations[0]!, operation: 'GET /Gone', lastPhp: '1.0.0', instead: 'GET /Nothing' };
    expect(() => migrationPage({ ...sdkMethods, operations: [instead] }, document)).toThrow('GET /Nothing');
  });
});

function expectUnique(names: readonly string[]): void {
  expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([]);
}

const tableCells = (text: string): string[] =>
  text
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .flatMap((line) => line.split('|'));

import { fileURLToPath } from 'node:url';
import type { PrismServer } from '@secuconnect/mock';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startMock } from '../docs-tools/run-program.ts';
import { mistakesIn } from '../docs-tools/snippets/compile-snippets.ts';
import { snippetsIn, snippetsOf } from '../docs-tools/snippets/extract-snippets.ts';
import { failureOf } from '../docs-tools/snippets/run-snippet.ts';
import { writeSnippets } from '../docs-tools/snippets/write-snippets.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

const snippets = snippetsIn(root);
const files = writeSnippets(`${root}.cache/snippets`, snippets);
const programs = files.filter((one) => one.snippets[0]!.kind === 'program');

let mock: PrismServer;
beforeAll(async () => {
  mock = await startMock();
});
afterAll(() => mock.close());

describe('the code in README and documents', () => {
  test('is found, with a sample for every operation of the reference', () => {
    expect(programs.map(({ document }) => document)).toContain('README.md');
    expect(snippets.filter(({ kind }) => kind === 'sample').length).toBeGreaterThan(150);
  });

  test('compiles under the strict settings', () => {
    expect(mistakesIn(root, files)).toEqual([]);
  });

  test.each(programs.map((file) => [`${file.document}:${file.snippets[0]!.line}`, file] as const))(
    '%s runs against the mock',
    async (_, file) => {
      expect(await failureOf(mock, file)).toBeUndefined();
    },
  );
});

describe('a block', () => {
  const block = (info: string, code = 'one();') => `# Title\n\n\`\`\`${info}\n${code}\n\`\`\`\n`;

  test('is found with its place, and without the indentation of a list', () => {
    expect(snippetsOf('a.md', '1. First\n   ```ts\n   one();\n     two();\n   ```\n')).toEqual([
      { document: 'a.md', line: 2, code: 'one();\n  two();', kind: 'program' },
    ]);
  });

  test('of another language is none', () => {
    expect(snippetsOf('a.md', block('sh') + block('json') + block(''))).toEqual([]);
  });

  test('that is not to be run gives a reason', () => {
    expect(snippetsOf('a.md', block('ts no-run: it waits for a terminal'))).toMatchObject([{ kind: 'still' }]);
    expect(() => snippetsOf('a.md', block('ts no-run'))).toThrow('a.md:3: a block is `ts`, or');
    expect(() => snippetsOf('a.md', block('ts norun: why'))).toThrow('a.md:3:');
  });

  test('that is not closed is named', () => {
    expect(() => snippetsOf('a.md', '\n```ts\none();\n')).toThrow('a.md:2: this block is not closed.');
  });
});

describe('a wrong snippet is named with its place in the document:', () => {
  const written = (code: string) =>
    writeSnippets(`${root}.cache/snippets-wrong`, snippetsOf('docs/a.md', `Text.\n\n\`\`\`ts\n${code}\n\`\`\`\n`));

  test('one that does not compile', () => {
    const code = `import { Secuconnect } from '@secuconnect/client';\nnew Secuconnect({ environment: 'tasting', auth: { token: 't' } });`;
    expect(mistakesIn(root, written(code))).toEqual([expect.stringMatching(/^docs\/a\.md:5: Type '"tasting"'/)]);
  });

  test('one that throws', async () => {
    const [file] = written(`const two = 2;\nthrow new Error(\`\${two} is too much\`);`);
    const failure = await failureOf(mock, file!);
    expect(failure).toMatch(/^docs\/a\.md:3: ended with 1/);
    expect(failure).toContain('docs/a.md:5');
    expect(failure).toContain('2 is too much');
  });

  test('one that deals with a failure by complaining', async () => {
    const [file] = written(`console.error('It went wrong.');`);
    expect(await failureOf(mock, file!)).toContain('It went wrong.');
  });

  test('one that sends what the spec does not allow', async () => {
    const [file] = written(
      `import { Secuconnect, optionsFromEnv } from '@secuconnect/client';
       const wrong = { basket_info: { sum: '19.95' } } as never;
       await new Secuconnect(optionsFromEnv()).smart.transactions.create(wrong).catch(() => undefined);`,
    );
    expect(await failureOf(mock, file!)).toContain('POST /Smart/Transactions: ');
  });
});

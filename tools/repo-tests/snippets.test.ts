import { fileURLToPath } from 'node:url';
import { startMock, type PrismServer } from '@secuconnect/mock';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runProgram } from '../docs-tools/run-program.ts';
import { compileErrors } from '../docs-tools/snippets/compile-snippets.ts';
import { extractSnippets, snippetsOf } from '../docs-tools/snippets/extract-snippets.ts';
import { runFailure } from '../docs-tools/snippets/run-snippet.ts';
import { writeSnippets } from '../docs-tools/snippets/write-snippets.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

const snippets = extractSnippets(root);
const files = writeSnippets(`${root}.cache/snippets`, snippets);
const programs = files.filter((one) => one.snippets[0]!.kind === 'program');

let mock: PrismServer;
beforeAll(async () => {
  mock = await startMock();
});
afterAll(() => mock.close());

describe('the code in README and documents works', () => {
  test('the extraction finds programs, and a sample for every operation of the reference', () => {
    expect(programs.map(({ document }) => document)).toContain('README.md');
    expect(snippets.filter(({ kind }) => kind === 'sample').length).toBeGreaterThan(150);
  });

  test('every snippet compiles with the strict settings', () => {
    expect(compileErrors(root, files)).toEqual([]);
  });

  test.each(programs.map((file) => [`${file.document}:${file.snippets[0]!.line}`, file] as const))(
    'the program at %s runs against the mock',
    async (_, file) => {
      expect(await runFailure(mock, file)).toBeUndefined();
    },
  );

  test('a route for Next.js can be imported without environment variables, as the build of Next.js does', async () => {
    const routes = programs.filter(({ snippets: [one] }) => one!.code.startsWith('// app/'));
    expect(routes.map(({ document }) => document)).toContain('docs/guides/pushes.md');
    for (const { file } of routes) expect(await runProgram(file, {})).toEqual({ code: 0, output: '', stderr: '' });
  });
});

describe('blocks are extracted by their fence', () => {
  const block = (info: string, code = 'one();') => `# Title\n\n\`\`\`${info}\n${code}\n\`\`\`\n`;

  test('a block has its place, and no indentation of a list around it', () => {
    expect(snippetsOf('a.md', '1. First\n   ```ts\n   one();\n     two();\n   ```\n')).toEqual([
      { document: 'a.md', line: 2, code: 'one();\n  two();', kind: 'program' },
    ]);
  });

  test('a block in another language is ignored', () => {
    expect(snippetsOf('a.md', block('sh') + block('json') + block(''))).toEqual([]);
  });

  test('a block that must not run needs a reason', () => {
    expect(snippetsOf('a.md', block('ts no-run: it waits for a terminal'))).toMatchObject([{ kind: 'no-run' }]);
    expect(() => snippetsOf('a.md', block('ts no-run'))).toThrow('a.md:3: use `ts`, or');
    expect(() => snippetsOf('a.md', block('ts norun: why'))).toThrow('a.md:3:');
  });

  test('an unclosed block throws with its place', () => {
    expect(() => snippetsOf('a.md', '\n```ts\none();\n')).toThrow('a.md:2: this block is not closed.');
  });
});

describe('an error in a snippet has its place in the document', () => {
  const filesWith = (code: string) =>
    writeSnippets(`${root}.cache/snippets-wrong`, snippetsOf('docs/a.md', `Text.\n\n\`\`\`ts\n${code}\n\`\`\`\n`));

  test('a compiler error has its place in the document', () => {
    const code = `import { Secuconnect } from '@secuconnect/client';\nnew Secuconnect({ environment: 'tasting', auth: { token: 't' } });`;
    expect(compileErrors(root, filesWith(code))).toEqual([expect.stringMatching(/^docs\/a\.md:5: Type '"tasting"'/)]);
  });

  test('an exception has its place in the document', async () => {
    const [file] = filesWith(`const two = 2;\nthrow new Error(\`\${two} is too much\`);`);
    const failure = await runFailure(mock, file!);
    expect(failure).toMatch(/^docs\/a\.md:3: ended with 1/);
    expect(failure).toContain('docs/a.md:5');
    expect(failure).toContain('2 is too much');
  });

  test('output on stderr counts as a failure', async () => {
    const [file] = filesWith(`console.error('It went wrong.');`);
    expect(await runFailure(mock, file!)).toContain('It went wrong.');
  });

  test('a request that breaks the spec counts as a failure', async () => {
    const [file] = filesWith(
      `import { Secuconnect, optionsFromEnv } from '@secuconnect/client';
       const wrong = { basket_info: { sum: '19.95' } } as never;
       await new Secuconnect(optionsFromEnv()).smart.transactions.create(wrong).catch(() => undefined);`,
    );
    expect(await runFailure(mock, file!)).toContain('POST /Smart/Transactions: ');
  });
});

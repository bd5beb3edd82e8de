import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { startMock, type PrismServer } from '@secuconnect/mock';
import ts from 'typescript';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { environmentFor } from '../docs-tools/run-program.ts';
import { freePort } from '../test-servers/free-port.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const MAX_LINES = 120;

/** The larger programs: a folder each. */
const modules = globSync('examples/*/*.ts', { cwd: root, exclude: ['**/*.test.ts', '**/node_modules/**'] }).sort();
/** Those of one file, which needs the client only; the others run an engine, and `queue-examples.test.ts` runs them. */
const integrations = modules.filter((file) => basename(file, '.ts') === basename(dirname(file)));
const parse = (code: string): ts.SourceFile => ts.createSourceFile('program.ts', code, ts.ScriptTarget.Latest, true);
const read = (file: string): ts.SourceFile => parse(readFileSync(join(root, file), 'utf8'));

/** The number of lines with code, without imports, comments and blank lines. */
function countLines(source: ts.SourceFile): number {
  const lines = new Set<number>();
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node) || ts.isJSDoc(node)) return;
    const children = node.getChildren(source);
    if (children.length > 0) return children.forEach(visit);
    if (node.getWidth(source) === 0) return;
    const [first, last] = [node.getStart(source), node.getEnd()].map(
      (position) => source.getLineAndCharacterOfPosition(position).line,
    );
    for (let line = first!; line <= last!; line++) lines.add(line);
  };
  visit(source);
  return lines.size;
}

const importsOf = (source: ts.SourceFile): string[] =>
  ts.preProcessFile(source.text).importedFiles.map((file) => file.fileName);

/** The entries of the client that its `package.json` exports. */
const { exports } = JSON.parse(readFileSync(join(root, 'packages/client/package.json'), 'utf8')) as { exports: object };
const entries = new Set(
  Object.keys(exports)
    .filter((name) => name !== './package.json')
    .map((name) => `@secuconnect/client${name.slice(1)}`),
);

describe('the integrations in examples/', () => {
  test('are a shop, a till and a marketplace, each with its tests', () => {
    expect(integrations).toEqual(['marketplace', 'shop', 'till'].map((name) => join('examples', name, `${name}.ts`)));
    const tests = globSync('examples/*/*.test.ts', { cwd: root }).sort();
    expect(tests).toEqual(integrations.map((file) => file.replace(/\.ts$/, '.test.ts')));
  });

  test.each(modules)(`%s has at most ${MAX_LINES} lines without imports and comments`, (file) => {
    expect(countLines(read(file))).toBeLessThanOrEqual(MAX_LINES);
  });

  test.each(integrations)('%s imports only Node’s modules and entries of the client', (file) => {
    const imports = importsOf(read(file));
    expect(imports).toContain('@secuconnect/client');
    expect(imports.filter((name) => !isBuiltin(name) && !entries.has(name))).toEqual([]);
    expect(imports).not.toContain('@secuconnect/client/testing');
  });

  test.each(modules)('%s has no cast and no suppressed error', (file) => {
    const casts: string[] = [];
    const visit = (node: ts.Node): void => {
      if (ts.isAsExpression(node) && node.getText() !== `${node.expression.getText()} as const`)
        casts.push(node.getText());
      ts.forEachChild(node, visit);
    };
    const source = read(file);
    visit(source);
    expect(casts).toEqual([]);
    expect(source.text).not.toMatch(/@ts-|oxlint-disable/);
  });

  test('the count leaves out imports, comments and blank lines, and counts each line of a template', () => {
    const code = [
      'import {',
      '  a,',
      "} from 'a';",
      '',
      '/** A comment. */',
      'const b = a; // the same',
      '/* one */ const c = `',
      '',
      '`;',
      'function d(): void {',
      '  // nothing',
      '}',
    ].join('\n');
    expect(countLines(parse(code))).toBe(6);
  });
});

describe('the integrations as programs, against the mock', () => {
  let mock: PrismServer;
  let cwd: string;
  beforeAll(async () => {
    mock = await startMock();
    cwd = mkdtempSync(join(tmpdir(), 'secuconnect-integrations-'));
  });
  afterAll(async () => {
    rmSync(cwd, { recursive: true });
    await mock.close();
  });

  const start = (name: string, args: readonly string[], variables: Record<string, string> = {}) =>
    spawn(process.execPath, [join(root, 'examples', name, `${name}.ts`), ...args], {
      cwd,
      env: { ...process.env, ...environmentFor(mock.baseUrl), ...variables },
      stdio: ['ignore', 'pipe', 'pipe'],
    });

  /** Runs a command of a program, and returns what it prints. */
  async function run(name: string, ...args: string[]): Promise<string> {
    const program = start(name, args, {
      SECUCONNECT_DEVICE: '/vendor/example/cashier/7',
      SECUCONNECT_MERCHANT_ID: 'MRC_5P1RXK7MW2N8Q4T6V9Y3Z0C5E7G2J',
      PLATFORM_URL: 'https://platform.example/pushes',
    });
    const [output, errors, [code]] = await Promise.all([
      text(program.stdout),
      text(program.stderr),
      once(program, 'exit'),
    ]);
    expect({ code, errors }).toEqual({ code: 0, errors: '' });
    return output;
  }

  test('the till connects with a code once, sells with a loyalty card, and ends the day', async () => {
    expect(await run('till', 'sell', 'cash', '9276004424242420')).toMatch(/^Enter \S+ at http.*\n€6\.47, cash\n/);
    expect(await run('till', 'end-of-day')).not.toContain('Enter');
  });

  test('the marketplace requests a contract for a seller', async () => {
    const application = { seller: 'Roastery', contact: { companyname: 'Example Roastery GmbH' } };
    expect(await run('marketplace', 'onboard', JSON.stringify(application))).toContain("contract: 'GCR_");
  });

  test('the shop redirects the payer to the payment page, and shows the state', async () => {
    const port = String(await freePort());
    const shop = start('shop', [], { PORT: port });
    try {
      const url = `http://localhost:${port}/orders`;
      const order = async (): Promise<Response> => {
        const body = new URLSearchParams({ quantity: '1' });
        return fetch(url, { method: 'POST', body, redirect: 'manual' });
      };
      let response: Response | undefined;
      for (let attempt = 0; !response && attempt < 100; attempt++) {
        response = await order().catch(() => undefined);
        await setTimeout(100);
      }
      expect([response?.status, response?.headers.get('location')]).toEqual([
        303,
        expect.stringMatching(/^https:\/\//),
      ]);
      const orders = JSON.parse(readFileSync(join(cwd, 'orders.json'), 'utf8')) as [string, object][];
      expect(await (await fetch(`${url}/${orders[0]?.[0]}`)).text()).toBe('Paid. Thank you!');
    } finally {
      shop.kill();
    }
  });
});

import { describe, expect, test } from 'vitest';
import { csvLine } from '../../src/output/csv.ts';
import { textTable } from '../../src/output/text-table.ts';
import { useServer } from '../sandbox.ts';
import { run } from '../terminal.ts';

const stores = Array.from({ length: 230 }, (_, at) => ({
  id: `STO_${String(at).padStart(4, '0')}`,
  name: `Store "${at}", Döner`,
}));
const server = useServer({ objects: { 'general.stores': stores } });
const list = ['general', 'stores', 'list', '--q', 'id:STO_0*', '--sort', 'id:asc', '--fields', 'id,name'];
const go = (...more: string[]) => run([...list, ...more], { env: server.env });

describe('a list', () => {
  test('is a page by default, with the count of all matches', async () => {
    const { stdout } = await go('--json', '--count', '5');
    expect(JSON.parse(stdout)).toMatchObject({ count: 230, data: { length: 5 } });
    const table = await run([...list, '--count', '5'], { env: server.env, isTTY: true });
    expect(table.stdout.trim().split('\n')).toHaveLength(6);
    expect(table.stderr).toContain('5 of 230 matches; --all has all of them.');
  });

  test.each(['--json', '--jsonl', '--csv', '--table'])('is complete with --all, as %s', async (format) => {
    const { code, stdout, stderr } = await go(format, '--all');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const ids = [...stdout.matchAll(/STO_\d{4}/g)].map(([id]) => id);
    expect(ids).toEqual(stores.map(({ id }) => id));
  });

  test('as JSON, has the form that the API has', async () => {
    expect(JSON.parse((await go('--json', '--all')).stdout)).toMatchObject({ count: 230, data: { length: 230 } });
  });

  test('ends at --limit, and asks for no more', async () => {
    const before = server.sandbox.control.requests.list().length;
    const { stdout } = await go('--jsonl', '--limit', '3');
    expect(stdout.trim().split('\n')).toHaveLength(3);
    const request = server.sandbox.control.requests
      .list()
      .slice(before)
      .find(({ method }) => method === 'GET');
    expect(request!.target).toContain('count=3');
  });

  test('without matches is an empty document', async () => {
    const none = ['general', 'stores', 'list', '--q', 'id:NONE', '--all'];
    expect(JSON.parse((await run([...none, '--json'], { env: server.env })).stdout)).toEqual({ data: [], count: 0 });
    expect((await run([...none, '--csv'], { env: server.env })).stdout).toBe('');
  });
});

test('CSV quotes what needs it', () => {
  expect(csvLine(['a', 'b,c', 'd"e', 'f\ng', ' h'])).toBe('a,"b,c","d""e","f\ng"," h"\r\n');
});

test('a table stays within its width, counts wide characters, and moves no cursor', () => {
  const rows = [{ id: '1', name: '日本語のとても長い名前'.repeat(4), evil: '\u001B[2Jx\u202Ey' }];
  const { header, lines, omitted } = textTable(rows, ['id', 'name', 'evil', 'a_column_without_room'], 60);
  expect(header).toMatch(/^id +name +evil/);
  expect(lines[0]).not.toContain('\u001B');
  expect(lines[0]).not.toContain('\u202E');
  expect([...lines[0]!].reduce((sum, letter) => sum + (letter > '\u2E80' ? 2 : 1), 0)).toBeLessThanOrEqual(60);
  expect(omitted).toEqual(['a_column_without_room']);
});

describe('colours', () => {
  const isColoured = async (env: Record<string, string>, isTTY: boolean): Promise<boolean> =>
    (await run([...list, '--count', '1', '--table'], { env: { ...server.env, ...env }, isTTY })).stdout.includes(
      '\u001B[',
    );

  test('appear on a terminal only, and not with NO_COLOR', async () => {
    expect(await isColoured({}, true)).toBe(true);
    expect(await isColoured({}, false)).toBe(false);
    expect(await isColoured({ NO_COLOR: '1' }, true)).toBe(false);
  });
});

import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PrismServer } from '@secuconnect/mock';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { examples } from '../docs-tools/example-programs.ts';
import { failureAgainst, runProgram, settingsFor, startMock } from '../docs-tools/run-program.ts';

let mock: PrismServer;
/** Some examples write files. */
let cwd: string;
beforeAll(async () => {
  mock = await startMock();
  cwd = mkdtempSync(join(tmpdir(), 'secuconnect-examples-'));
});
afterAll(async () => {
  rmSync(cwd, { recursive: true });
  await mock.close();
});

/** A server of one's own while something is done. */
async function serving<Result>(
  answer: (request: IncomingMessage, response: ServerResponse) => void,
  act: (url: string) => Promise<Result>,
): Promise<Result> {
  const server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    return await act(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

const sendJson = (response: ServerResponse, body: unknown, status = 200): void => {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
};
const sendToken = (response: ServerResponse): void => sendJson(response, { access_token: 't', expires_in: 1200 });

const all = examples().map(({ name, file }) => [name, file] as const);

describe('the example', () => {
  test.each(all)('%s runs against the mock, and sends nothing that the spec does not allow', async (_, file) => {
    const before = mock.requests.length;
    expect(await failureAgainst(mock, file, { cwd })).toBeUndefined();
    expect(mock.requests.length - before).toBeGreaterThan(1);
  });

  /** The export only reads, and a receiver of pushes begins with what is given to it: what they do in trouble is tested elsewhere. */
  const paying = all.filter(([name]) => name !== 'transactions-to-csv' && !name.startsWith('push-endpoint-'));

  test.each(paying)('%s says what to do when the connection breaks as soon as it writes', async (_, file) => {
    const breaking = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
      if (request.url === '/oauth/token') return sendToken(response);
      if (request.method !== 'GET') return void request.socket.destroy();
      const answer = await fetch(mock.url + request.url, { headers: { authorization: 'Bearer t' } });
      sendJson(response, await answer.json());
    };
    const { code, said } = await serving(
      (request, response) => void breaking(request, response),
      (url) => runProgram(file, settingsFor(`${url}/api/v2`), { cwd }),
    );
    // Node says its version when it ends because of something that was not caught.
    expect(said).not.toMatch(/^Node\.js v/m);
    expect({ code, said }).toEqual({ code: 1, said: expect.stringContaining('got no answer') });
  });

  test('transactions-to-csv goes on where it was interrupted, without a row missing or coming twice', async () => {
    const payments = Array.from({ length: 250 }, (_, at) => ({
      object: 'payment.transactions',
      id: `PCI_${at}`,
      amount: at,
      order_id: at === 7 ? '=HYPERLINK("x"), "quoted"' : `Ä ${at}`,
    }));
    let broken = true;
    const answer = (request: IncomingMessage, response: ServerResponse): void => {
      const { pathname, searchParams } = new URL(request.url!, 'http://localhost');
      const offset = Number(searchParams.get('offset'));
      if (pathname === '/oauth/token') sendToken(response);
      else if (broken && offset === 100) sendJson(response, { status: 'error' }, 500);
      else sendJson(response, { count: 250, data: payments.slice(offset, offset + 100) });
    };
    const folder = mkdtempSync(join(cwd, 'csv-'));
    const { file } = examples().find(({ name }) => name === 'transactions-to-csv')!;
    await serving(answer, async (url) => {
      const start = () => runProgram(file, settingsFor(`${url}/api/v2`), { cwd: folder });
      expect(await start()).toMatchObject({ code: 1, said: expect.stringContaining('Stopped after 100 payments') });
      // As if it had died in the middle of the second page.
      writeFileSync(join(folder, 'payments.csv'), '"PCI_100";half a ro', { flag: 'a' });
      broken = false;
      expect(await start()).toMatchObject({ code: 0, said: expect.stringContaining('Going on after 100 payments.') });
    });
    const [head, ...rows] = readFileSync(join(folder, 'payments.csv'), 'utf8').trimEnd().split('\r\n');
    expect(head).toContain('"id";"created";"order"');
    expect(rows.map((row) => row.split(';')[0])).toEqual(payments.map(({ id }) => `"${id}"`));
    expect(rows[7]).toContain(`"'=HYPERLINK(""x""), ""quoted"""`);
    expect(existsSync(join(folder, 'payments.csv.checkpoint'))).toBe(false);
  });
});

/**
 * A program that uses the client and does nothing else: it must exit by itself once its calls have ended. `process-exit.test.ts` runs it with the
 * base URLs of its servers and the name of a transport. It never calls `process.exit`.
 */
import { Secuconnect, SecuconnectError, type RequestOptions } from '../../src/index.ts';
import { TRANSPORTS } from './transports.ts';

const urls = JSON.parse(process.argv[2]!) as Record<'failing' | 'rateLimited' | 'silentToken', string[]>;
const { options: transport } = TRANSPORTS.find(({ name }) => name === process.argv[3])!;
const auth = { clientId: 'shop', clientSecret: 'a-secret' };
const limits: RequestOptions = { timeout: 300, maxRetries: 1 };
const results: Record<string, number> = {};

async function count(call: () => Promise<unknown>): Promise<void> {
  let result = 'ok';
  try {
    await call();
  } catch (error) {
    result = error instanceof SecuconnectError ? error.name : `foreign error: ${String(error)}`;
  }
  results[result] = (results[result] ?? 0) + 1;
}

/** A call that its caller aborts soon. */
function countAborted(call: (options: RequestOptions) => Promise<unknown>): Promise<void> {
  const controller = new AbortController();
  setTimeout(() => controller.abort(), 100);
  return count(() => call({ signal: controller.signal }));
}

const clientFor = (baseUrl: string): Secuconnect => new Secuconnect({ baseUrl, auth, ...transport });
await Promise.all([
  ...urls.failing.flatMap((url) => {
    const { smart, document } = clientFor(url);
    return [
      count(() => smart.transactions.get('STX_1', undefined, limits)),
      count(() => smart.transactions.create({}, limits)),
      count(async () => (await document.uploads.download('DUP_1', limits).asResponse()).arrayBuffer()),
    ];
  }),
  ...urls.rateLimited.map((url) => countAborted((options) => clientFor(url).smart.transactions.create({}, options))),
  ...urls.silentToken.flatMap((url) => [
    countAborted((options) => clientFor(url).smart.transactions.create({}, options)),
    count(() => clientFor(url).smart.transactions.create({}, { totalTimeout: 200 })),
  ]),
]);
console.log(JSON.stringify(results));

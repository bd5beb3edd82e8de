/**
 * A program that uses the client and has nothing else to do: it must end by itself when its calls have ended. Run by `exit.test.ts` with the
 * base URLs of its faults. It never calls `process.exit`.
 */
import { Secuconnect, SecuconnectError, type RequestOptions } from '../../src/index.ts';

const urls = JSON.parse(process.argv[2]!) as Record<'faults' | 'busy' | 'silentToken', string[]>;
const auth = { clientId: 'shop', clientSecret: 'a-secret' };
const limits: RequestOptions = { timeout: 300, maxRetries: 1 };
const ends: Record<string, number> = {};

async function end(call: () => Promise<unknown>): Promise<void> {
  let how = 'ok';
  try {
    await call();
  } catch (error) {
    how = error instanceof SecuconnectError ? error.name : `not of the client: ${String(error)}`;
  }
  ends[how] = (ends[how] ?? 0) + 1;
}

/** A call whose caller leaves soon. */
function leaving(call: (options: RequestOptions) => Promise<unknown>): Promise<void> {
  const controller = new AbortController();
  setTimeout(() => controller.abort(), 100);
  return end(() => call({ signal: controller.signal }));
}

const client = (baseUrl: string): Secuconnect => new Secuconnect({ baseUrl, auth });
await Promise.all([
  ...urls.faults.flatMap((url) => {
    const { smart, document } = client(url);
    return [
      end(() => smart.transactions.get('STX_1', undefined, limits)),
      end(() => smart.transactions.create({}, limits)),
      end(async () => (await document.uploads.download('DUP_1', limits).asResponse()).arrayBuffer()),
    ];
  }),
  ...urls.busy.map((url) => leaving((options) => client(url).smart.transactions.create({}, options))),
  ...urls.silentToken.flatMap((url) => [
    leaving((options) => client(url).smart.transactions.create({}, options)),
    end(() => client(url).smart.transactions.create({}, { totalTimeout: 200 })),
  ]),
]);
console.log(JSON.stringify(ends));

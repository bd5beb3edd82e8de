/** One process of a fleet, with the package as it is built. Makes a call each time it is told to, with its clock set as the test wants it. */
import { Secuconnect, type TokenStore } from '@secuconnect/client';
import { fileTokenStore } from '@secuconnect/client/node';
import type { FromWorker, StoreOptions, ToWorker } from './fleet.ts';

const say = (message: FromWorker): void => void process.send!(message);
const [baseUrl, store] = process.argv.slice(2) as [string, string];
const realNow = Date.now;

const secuconnect = new Secuconnect({
  baseUrl,
  auth: { clientId: 'shop', clientSecret: 's3cret' },
  tokenStore: await storeOf(JSON.parse(store) as StoreOptions),
});

process.on('message', async ({ ahead }: ToWorker) => {
  Date.now = () => realNow() + ahead;
  try {
    const { id } = await secuconnect.smart.transactions.get('STX_1');
    say({ done: id });
  } catch (failure) {
    say({ failed: String(failure) });
  }
});
say({ ready: true });

async function storeOf({ directory, socket, prefix }: StoreOptions): Promise<TokenStore> {
  if (directory !== undefined) return fileTokenStore(directory);
  const { Redis } = await import('ioredis');
  const { redisTokenStore } = await import('../../../../examples/redis-token-store.ts');
  return redisTokenStore({ client: new Redis(socket!), keyPrefix: prefix! });
}

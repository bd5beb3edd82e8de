/** One of several processes with a client of the built package. It makes a call for each message, with its clock set as the message says. */
import { Secuconnect, type TokenStore } from '@secuconnect/client';
import { fileTokenStore } from '@secuconnect/client/node';
import type { CallRequest, ProcessMessage, StoreLocation } from './client-processes.ts';

const send = (message: ProcessMessage): void => void process.send!(message);
const [baseUrl, store] = process.argv.slice(2) as [string, string];
const realNow = Date.now;

const secuconnect = new Secuconnect({
  baseUrl,
  auth: { clientId: 'shop', clientSecret: 's3cret' },
  tokenStore: await tokenStoreAt(JSON.parse(store) as StoreLocation),
});

process.on('message', async ({ clockOffset }: CallRequest) => {
  Date.now = () => realNow() + clockOffset;
  try {
    const { id } = await secuconnect.smart.transactions.get('STX_1');
    send({ result: id });
  } catch (failure) {
    send({ error: String(failure) });
  }
});
send({ ready: true });

async function tokenStoreAt({ directory, socket, keyPrefix, postgres }: StoreLocation): Promise<TokenStore> {
  if (directory !== undefined) return fileTokenStore(directory);
  if (postgres !== undefined) {
    const { default: pg } = await import('pg');
    const { postgresTokenStore } = await import('@secuconnect/client/postgres');
    return postgresTokenStore({ client: new pg.Pool({ connectionString: postgres, max: 2 }) });
  }
  const { Redis } = await import('ioredis');
  const { redisTokenStore } = await import('@secuconnect/client/redis');
  return redisTokenStore({ client: new Redis(socket!), keyPrefix: keyPrefix! });
}

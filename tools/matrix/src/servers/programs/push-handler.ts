/** What all programs mount. */
import type { Server } from 'node:net';
import { optionsFromEnv, Secuconnect } from '@secuconnect/client';
import { createPushHandler, pushKeysFromEnv } from '@secuconnect/client/pushes';

export const handler = createPushHandler({
  secuconnect: new Secuconnect(optionsFromEnv()),
  keys: pushKeysFromEnv(),
  handlers: {
    'payment.transactions': (payment, _event, { reference }) => console.log(reference, payment.details?.status_simple),
  },
  onError: (error) => console.error('Not handled:', error),
});

/** Says where the handler is mounted, when all servers listen: URLs by what is special there. */
export const announce = (places: Readonly<Record<string, string>>): void =>
  console.log(`MOUNTED ${JSON.stringify(places)}`);

/** Lets a server listen, and returns its origin. */
export async function listening(server: Server): Promise<string> {
  if (!server.listening) {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(0, '127.0.0.1', resolve);
    });
  }
  return `http://127.0.0.1:${(server.address() as { port: number }).port}`;
}

/**
 * A process that holds leases of a store: the lock of a token, the claim of an event, the turn of an object. The test stops it, and continues it when the
 * leases belong to another process. Then it writes and ends them, as if nothing had happened.
 */
import { createTokenStore, createPushStore, type StoreAddress } from './address.ts';

const address = JSON.parse(process.argv[2]!) as StoreAddress;
const send = (message: unknown): void => void process.send!(message);
const nextMessage = (): Promise<unknown> => new Promise((resolve) => process.once('message', resolve));

const tokens = await createTokenStore(address);
const pushes = await createPushStore(address);
await tokens.lock('key', async () => {
  await pushes.claim('evt_1', 300, undefined as never);
  await pushes.claim('evt_2', 300, undefined as never);
  const turn = await pushes.turn('PCI_1', 300);
  const message = nextMessage();
  send('held');
  await message;
  await tokens.set('key', { accessToken: 'stale', issuedAt: 1, expiresAt: 2 });
  await tokens.delete('key');
  await pushes.renew('evt_1', 60_000);
  await pushes.complete('evt_1', 60_000);
  await pushes.release('evt_2');
  const renewed = await turn!.renew(60_000);
  await turn!.release();
  send({ renewed });
});
process.exit();

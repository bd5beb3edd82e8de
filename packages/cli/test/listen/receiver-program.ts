/**
 * A shop in a process of its own: `receiver-program.ts <port> <folder>`. It books what was pushed, once per event, in a file that survives `kill -9`.
 */
import { appendFileSync, existsSync, readFileSync, truncateSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { optionsFromEnv, Secuconnect } from '@secuconnect/client';
import { createPushHandler, pushKeysFromEnv, toNodeHandler, type PushStore } from '@secuconnect/client/pushes';

const [port = '0', folder = '.'] = process.argv.slice(2);
const BOOKINGS = join(folder, 'bookings.jsonl');
const DUPLICATES = join(folder, 'duplicates.txt');

/** The booking is the record that an event was handled: one append, so that a kill leaves both or neither. */
const booked = new Set<string>();
if (existsSync(BOOKINGS)) {
  const text = readFileSync(BOOKINGS, 'utf8');
  const whole = text.slice(0, text.lastIndexOf('\n') + 1);
  truncateSync(BOOKINGS, Buffer.byteLength(whole));
  for (const line of whole.split('\n').slice(0, -1)) booked.add((JSON.parse(line) as { event: string }).event);
}
/** What this process is working on: after a kill, nothing is. */
const inProgress = new Set<string>();
const store: PushStore = {
  async claim(id) {
    if (booked.has(id)) appendFileSync(DUPLICATES, `${id}\n`);
    if (booked.has(id)) return 'completed';
    if (inProgress.has(id)) return 'in-progress';
    inProgress.add(id);
    return 'claimed';
  },
  async complete(id) {
    inProgress.delete(id);
  },
  async release(id) {
    inProgress.delete(id);
  },
};

const handler = createPushHandler({
  secuconnect: new Secuconnect(optionsFromEnv()),
  keys: pushKeysFromEnv(),
  store,
  acknowledge: 'after-handling',
  handlers: {
    'payment.transactions'(payment, event, { reference }) {
      const line = { event: event.id, payment: payment.id, status: payment.details?.status_simple, reference };
      appendFileSync(BOOKINGS, `${JSON.stringify(line)}\n`);
      booked.add(event.id);
    },
  },
  onError: (error) => console.error(error),
  onRejected: (error) => console.error(error.message),
});
const server = createServer(toNodeHandler(handler));
server.listen(Number(port), '127.0.0.1', () => {
  console.log(JSON.stringify({ port: (server.address() as { port: number }).port }));
});

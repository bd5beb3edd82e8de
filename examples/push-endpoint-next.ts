/**
 * Pushes in a Next.js route: `app/api/secuconnect/pushes/route.ts` is the part down to the line. In a real one, `waitUntil` is the `after`
 * of `next/server`, which keeps a serverless function alive until the work is done.
 *
 * Reads its settings from the environment: SECUCONNECT_BASE_URL, SECUCONNECT_CLIENT_ID, SECUCONNECT_CLIENT_SECRET, and PUSH_SECRET.
 */
import { optionsFromEnv, Secuconnect } from '@secuconnect/client';
import { createPushHandler, pushEvent, signPushUrl } from '@secuconnect/client/pushes';

const keys = { id: '2026-03', secret: process.env['PUSH_SECRET'] ?? crypto.randomUUID() };
const works: Promise<unknown>[] = [];
const after = (work: Promise<unknown>): void => void works.push(work);

export const POST = createPushHandler({
  secuconnect: new Secuconnect(optionsFromEnv()),
  keys,
  waitUntil: after,
  handlers: {
    'payment.transactions': (payment, _event, { reference }) => {
      console.log(`${reference}: payment ${payment.id} has changed; its amount is ${payment.amount ?? 'not known'}.`);
    },
    'general.contracts': (contract) => console.log(`Contract ${contract.id} has changed.`),
  },
  onError: (error) => {
    console.error('A push was not worked off.', error);
    process.exitCode = 1;
  },
});

// ---------------------------------------------------------------------------------------------------------------------
// What Next.js does with the route when the platform delivers a push.
const url = await signPushUrl('https://shop.example/api/secuconnect/pushes', { keys, reference: 'Order 10042' });
for (const event of [
  pushEvent({ target: 'payment.transactions', id: 'PCI_7M2XR9KPWD5N8Q1T4V6Y3Z0A2B5C7E' }),
  pushEvent({ target: 'general.contracts', id: 'GCR_2K8NXW4PR7M1Q5T9V3Y6Z0B2D4F8H1' }),
]) {
  const request = new Request(url, { method: 'POST', body: JSON.stringify(event) });
  const { status } = await POST(request, { params: Promise.resolve({}) });
  console.log(`${event.target} was answered with ${status}.`);
}
await Promise.all(works);

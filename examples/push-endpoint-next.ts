/**
 * Pushes (webhooks) in a Next.js route: the part above the line is `app/api/secuconnect/pushes/route.ts`. In a real route, `waitUntil` is
 * `after` of `next/server`, which keeps a serverless function alive until the event is handled.
 *
 * Settings: SECUCONNECT_BASE_URL or SECUCONNECT_ENVIRONMENT, SECUCONNECT_CLIENT_ID, SECUCONNECT_CLIENT_SECRET,
 * SECUCONNECT_PUSH_KEYS (`id:secret`; make the secret with `openssl rand -hex 32`).
 */
import { formatMoney, optionsFromEnv, Secuconnect } from '@secuconnect/client';
import { isPaid } from '@secuconnect/client/flows';
import { createPushHandler, pushEvent, pushKeysFromEnv, signPushUrl } from '@secuconnect/client/pushes';

// Next.js imports the route when it builds, without any variable. Both are read by the first request.
const secuconnect = new Secuconnect(optionsFromEnv);
const keys = () => pushKeysFromEnv();
const pending: Promise<unknown>[] = [];
const after = (handling: Promise<unknown>): void => void pending.push(handling);

export const POST = createPushHandler({
  secuconnect,
  keys,
  waitUntil: after,
  handlers: {
    'payment.transactions': (payment, _event, { reference }) => {
      const amount = formatMoney(Number(payment.amount ?? 0), payment.currency ?? 'EUR', 'en');
      console.log(`${reference}: payment ${payment.id} over ${amount} is ${isPaid(payment) ? 'paid' : 'not paid'}.`);
    },
    'general.contracts': (contract) => console.log(`Contract ${contract.id} has changed.`),
  },
  onError: (error) => {
    console.error('A push was not handled:', error);
    process.exitCode = 1;
  },
});

// ---------------------------------------------------------------------------------------------------------------------
// What Next.js does with the route when the API delivers a push.
const url = await signPushUrl('https://shop.example/api/secuconnect/pushes', {
  keys: keys(),
  reference: 'Order 10042',
});
for (const event of [
  pushEvent({ target: 'payment.transactions', id: 'PCI_7M2XR9KPWD5N8Q1T4V6Y3Z0A2B5C7E' }),
  pushEvent({ target: 'general.contracts', id: 'GCR_2K8NXW4PR7M1Q5T9V3Y6Z0B2D4F8H1' }),
]) {
  const request = new Request(url, { method: 'POST', body: JSON.stringify(event) });
  const { status } = await POST(request, { params: Promise.resolve({}) });
  console.log(`The response to ${event.target} has status ${status}.`);
}
await Promise.all(pending);

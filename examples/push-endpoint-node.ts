/**
 * Pushes (webhooks) on a Node server: sign the URL, pass it with the payment, and receive a push when the payment changes.
 *
 * Settings: SECUCONNECT_BASE_URL or SECUCONNECT_ENVIRONMENT, SECUCONNECT_CLIENT_ID, SECUCONNECT_CLIENT_SECRET,
 * SECUCONNECT_PUSH_KEYS (`id:secret`; make the secret with `openssl rand -hex 32`). A mock sends no
 * pushes, and the testing environment cannot reach localhost, so the program delivers a push to itself.
 */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { optionsFromEnv, Secuconnect } from '@secuconnect/client';
import { paymentState } from '@secuconnect/client/flows';
import { createPushHandler, pushEvent, pushKeysFromEnv, signPushUrl, toNodeHandler } from '@secuconnect/client/pushes';

const secuconnect = new Secuconnect(optionsFromEnv());
const keys = pushKeysFromEnv();
let finish!: () => void;
const finished = new Promise<void>((resolve) => (finish = resolve));

const handler = createPushHandler({
  secuconnect,
  keys,
  handlers: {
    'payment.transactions': async (payment, event, { reference }) => {
      const { state } = paymentState(payment); // 'paid', 'failed', 'refunded', 'disputed' …
      console.log(`${reference}: event "${event.type}" for ${payment.id}, which is ${state}.`);
      const stx = await secuconnect.smart.transactions.findByPaymentTransaction(payment.id);
      console.log(`${reference}: it belongs to ${stx ? `${stx.id}, which is ${stx.status}` : 'no Smart Transaction'}.`);
      finish();
    },
  },
  onUnhandled: (event) => console.log(`No handler for ${event.target} ${event.type}.`),
  onError: (error) => {
    console.error('A push was not handled:', error);
    process.exitCode = 1;
    finish();
  },
  onRejected: (error) => console.log(`Rejected: ${error.message}`),
});

// The same for Express: app.post('/pushes', toNodeHandler(handler)); and for Fastify: fastify.post('/pushes', toNodeHandler(handler)).
const server = createServer(toNodeHandler(handler)).listen(0, '127.0.0.1');
await once(server, 'listening');

const url_push = await signPushUrl(`http://127.0.0.1:${(server.address() as AddressInfo).port}/pushes`, {
  keys,
  reference: 'Order 10042',
});
const stx = await secuconnect.smart.transactions.create({
  is_demo: true,
  intent: 'sale',
  basket_info: { sum: 1995, currency: 'EUR' },
  application_context: { return_urls: { url_push } },
});
console.log(`${stx.id} has a push URL of ${url_push.length} characters.`);

const paymentId = stx.transactions?.[0]?.id ?? 'PCI_7M2XR9KPWD5N8Q1T4V6Y3Z0A2B5C7E';
const push = JSON.stringify(pushEvent({ target: 'payment.transactions', id: paymentId }));
for (const url of [url_push.replace('10042', '10043'), url_push]) {
  const { status } = await fetch(url, { method: 'POST', body: push, headers: { 'content-type': 'application/json' } });
  console.log(`The response has status ${status}.`);
}
await finished;
server.close();

/**
 * Pushes (webhooks) in a Worker (Cloudflare, or a runtime with the same interface). The part above the line is the Worker: its handler finds
 * the context among its arguments, and uses it to keep the Worker alive until the event is handled.
 *
 * Settings: SECUCONNECT_BASE_URL or SECUCONNECT_ENVIRONMENT, SECUCONNECT_CLIENT_ID, SECUCONNECT_CLIENT_SECRET,
 * SECUCONNECT_PUSH_KEYS (`id:secret`; make the secret with `openssl rand -hex 32`).
 */
import { formatMoney, optionsFromEnv, Secuconnect } from '@secuconnect/client';
import { isPaid } from '@secuconnect/client/flows';
import { createPushHandler, pushEvent, pushKeysFromEnv, signPushUrl } from '@secuconnect/client/pushes';

type Environment = Readonly<Record<string, string | undefined>>;

/** A Worker gets its settings with the first request. The client stays, because it keeps its token. */
let secuconnect: Secuconnect | undefined;
const failures: unknown[] = [];

const worker = {
  fetch: createPushHandler({
    secuconnect: (_request, env: Environment) => (secuconnect ??= new Secuconnect(optionsFromEnv(env))),
    keys: (_request, env: Environment) => pushKeysFromEnv(env),
    handlers: {
      'payment.transactions': (payment, _event, { reference }) => {
        const amount = formatMoney(Number(payment.amount ?? 0), payment.currency ?? 'EUR', 'en');
        console.log(`${reference}: payment ${payment.id} over ${amount} is ${isPaid(payment) ? 'paid' : 'not paid'}.`);
      },
    },
    onError: (error) => {
      console.error('A push was not handled:', error);
      failures.push(error);
    },
  }),
};

export default worker;

// ---------------------------------------------------------------------------------------------------------------------
// What the runtime does with the Worker when the API delivers a push, and then redelivers it.
const { env } = process;
const pending: Promise<unknown>[] = [];
const url = await signPushUrl('https://pushes.example/', {
  keys: pushKeysFromEnv(env),
  reference: 'Order 10042',
});
const body = JSON.stringify(pushEvent({ target: 'payment.transactions', id: 'PCI_7M2XR9KPWD5N8Q1T4V6Y3Z0A2B5C7E' }));
for (const time of ['first', 'second']) {
  const { status } = await worker.fetch(new Request(url, { method: 'POST', body }), env, {
    waitUntil: (handling: Promise<unknown>) => void pending.push(handling),
  });
  console.log(`The response to the ${time} delivery has status ${status}.`);
}
await Promise.all(pending);
if (failures.length) process.exitCode = 1;

/**
 * Pushes in a Worker (Cloudflare, or anything with the same interface). The part down to the line is the Worker: its handler finds the
 * context among its arguments, and keeps the Worker alive with it until the work is done.
 *
 * Reads its settings from the environment: SECUCONNECT_BASE_URL, SECUCONNECT_CLIENT_ID, SECUCONNECT_CLIENT_SECRET, and PUSH_SECRET.
 */
import { optionsFromEnv, Secuconnect } from '@secuconnect/client';
import { createPushHandler, pushEvent, signPushUrl, type PushHandler } from '@secuconnect/client/pushes';

type Environment = Readonly<Record<string, string | undefined>> & { readonly PUSH_SECRET: string };

/** A Worker learns its settings with the first request; the handler stays, and with it what it remembers of events. */
let handler: PushHandler | undefined;
const failures: unknown[] = [];

function handlerFor(env: Environment): PushHandler {
  return createPushHandler({
    secuconnect: new Secuconnect(optionsFromEnv(env)),
    keys: { id: '2026-03', secret: env.PUSH_SECRET },
    handlers: {
      'payment.transactions': (payment, _event, { reference }) => {
        console.log(`${reference}: payment ${payment.id} has changed; its amount is ${payment.amount ?? 'not known'}.`);
      },
    },
    onError: (error) => {
      console.error('A push was not worked off.', error);
      failures.push(error);
    },
  });
}

const worker = {
  fetch(request: Request, env: Environment, context: { waitUntil(work: Promise<unknown>): void }): Promise<Response> {
    handler ??= handlerFor(env);
    return handler(request, context);
  },
};

export default worker;

// ---------------------------------------------------------------------------------------------------------------------
// What the runtime does with the Worker when the platform delivers a push, and the same push once more.
const env = { ...process.env, PUSH_SECRET: process.env['PUSH_SECRET'] ?? crypto.randomUUID() };
const works: Promise<unknown>[] = [];
const url = await signPushUrl('https://pushes.example/', {
  keys: { id: '2026-03', secret: env.PUSH_SECRET },
  reference: 'Order 10042',
});
const body = JSON.stringify(pushEvent({ target: 'payment.transactions', id: 'PCI_7M2XR9KPWD5N8Q1T4V6Y3Z0A2B5C7E' }));
for (const time of ['first', 'second']) {
  const { status } = await worker.fetch(new Request(url, { method: 'POST', body }), env, {
    waitUntil: (work) => void works.push(work),
  });
  console.log(`The ${time} delivery was answered with ${status}.`);
}
await Promise.all(works);
if (failures.length) process.exitCode = 1;

/** A Cloudflare Worker, with the types of its runtime instead of those of a browser. */
import { optionsFromEnv, Secuconnect } from '@secuconnect/client';
import { createPushHandler } from '@secuconnect/client/pushes';

interface Env {
  SECUCONNECT_ENVIRONMENT: 'testing';
  SECUCONNECT_CLIENT_ID: string;
  SECUCONNECT_CLIENT_SECRET: string;
  FILES: R2Bucket;
}

const handler = createPushHandler({ handlers: {} } as never);
export const pushes = { fetch: handler } satisfies ExportedHandler<Env>;

export default {
  async fetch(request, env) {
    const secuconnect = new Secuconnect(optionsFromEnv(env));
    const stx = await secuconnect.smart.transactions.get('STX_1', {}, { signal: request.signal });
    return Response.json(stx);
  },
} satisfies ExportedHandler<Env>;

import { optionsFromEnv, Secuconnect } from '@secuconnect/client';
import { createPushHandler, pushKeysFromEnv } from '@secuconnect/client/pushes';

type Environment = Readonly<Record<string, string | undefined>>;

/** A Worker gets its settings with the first request. The client stays, because it keeps its token. */
let secuconnect: Secuconnect | undefined;

const handler = createPushHandler({
  secuconnect: (_request, env: Environment) => (secuconnect ??= new Secuconnect(optionsFromEnv(env))),
  keys: (_request, env: Environment) => pushKeysFromEnv(env),
  handlers: {
    'payment.transactions': (payment, _event, { reference }) => console.log(reference, payment.details?.status_simple),
  },
  onError: (error) => console.error('Not handled:', error),
});

export default { fetch: handler };

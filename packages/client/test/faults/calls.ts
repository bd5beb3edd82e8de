import type { RequestOptions, Secuconnect } from '../../src/index.ts';
import type { Expected } from './policy.ts';
import type { Secrets } from './secrets.ts';

/** A kind of call, and where the policy speaks of it. */
interface Kind {
  readonly role: keyof Expected;
  readonly send: (secuconnect: Secuconnect, secrets: Secrets, options: RequestOptions) => Promise<unknown>;
}

/** A body with what nobody may see. The API would refuse most of it; the client does not look. */
const sensitive = ({ cardNumber, passcode, password }: Secrets) =>
  ({ contract: { id: 'GCR_1' }, pan: cardNumber, passcode, password, note: `card ${cardNumber}` }) as object;

export const CALLS = {
  GET: {
    role: 'reads',
    send: (one, _, options) => one.smart.transactions.get('STX_1', undefined, options),
  },
  download: {
    role: 'download',
    send: (one, _, options) => one.document.uploads.download('DOC_1', options),
  },
  PUT: {
    role: 'writes',
    send: (one, secrets, options) => one.smart.transactions.update('STX_1', sensitive(secrets), options),
  },
  DELETE: {
    role: 'writes',
    send: (one, _, options) => one.payment.containers.delete('PCT_1', options),
  },
  POST: {
    role: 'writes',
    send: (one, secrets, options) => one.smart.transactions.create(sensitive(secrets), options),
  },
  'upload as JSON': {
    role: 'writes',
    send: (one, secrets, options) =>
      one.document.uploads.create({ content: 'QQ==', ...sensitive(secrets) } as never, undefined, options),
  },
  'upload as a form': {
    role: 'writes',
    send: (one, secrets, options) =>
      one.document.uploads.create(
        { file: new Blob(['%PDF-1.7']), ...sensitive(secrets) } as never,
        { multipart: true } as never,
        options,
      ),
  },
  'POST that waits for a terminal': {
    role: 'terminal',
    send: (one, secrets, options) =>
      one.smart.transactions.start('STX_1', 'cashless', sensitive(secrets) as never, options),
  },
  'request for a token': {
    role: 'token',
    send: (one, _, options) => one.smart.transactions.get('STX_1', undefined, options),
  },
} satisfies Record<string, Kind>;

export type CallName = keyof typeof CALLS;

import type { RequestOptions, Secuconnect } from '../../src/index.ts';
import type { Expected } from './policy.ts';
import type { Secrets } from './secrets.ts';

/** A kind of call, and the column of the policy that applies to it. */
interface CallKind {
  readonly role: keyof Expected;
  readonly send: (secuconnect: Secuconnect, secrets: Secrets, options: RequestOptions) => Promise<unknown>;
}

/** A body full of secrets. The API would reject most of it; the client does not look. */
const sensitiveBody = ({ cardNumber, passcode, password }: Secrets) =>
  ({ contract: { id: 'GCR_1' }, pan: cardNumber, passcode, password, note: `card ${cardNumber}` }) as object;

export const CALL_KINDS = {
  GET: {
    role: 'reads',
    send: (client, _, options) => client.smart.transactions.get('STX_1', undefined, options),
  },
  download: {
    role: 'download',
    send: (client, _, options) => client.document.uploads.download('DOC_1', options),
  },
  PUT: {
    role: 'writes',
    send: (client, secrets, options) => client.smart.transactions.update('STX_1', sensitiveBody(secrets), options),
  },
  DELETE: {
    role: 'writes',
    send: (client, _, options) => client.payment.containers.delete('PCT_1', options),
  },
  POST: {
    role: 'writes',
    send: (client, secrets, options) => client.smart.transactions.create(sensitiveBody(secrets), options),
  },
  'upload as JSON': {
    role: 'writes',
    send: (client, secrets, options) =>
      client.document.uploads.create({ content: 'QQ==', ...sensitiveBody(secrets) } as never, undefined, options),
  },
  'upload as a form': {
    role: 'writes',
    send: (client, secrets, options) =>
      client.document.uploads.create(
        { file: new Blob(['%PDF-1.7']), ...sensitiveBody(secrets) } as never,
        { multipart: true } as never,
        options,
      ),
  },
  'POST that waits for a terminal': {
    role: 'terminal',
    send: (client, secrets, options) =>
      client.smart.transactions.start('STX_1', 'cashless', sensitiveBody(secrets) as never, options),
  },
  // A write needs the token, because the outcome of a read says nothing about whether it was sent.
  'token request': {
    role: 'token',
    send: (client, _, options) => client.smart.transactions.create({}, options),
  },
} satisfies Record<string, CallKind>;

export type CallKindName = keyof typeof CALL_KINDS;

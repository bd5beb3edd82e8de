import { Secuconnect, uploadFile } from '@secuconnect/client';
import { FILE_BYTES, FILE_NAME, type CallName } from '../cases.ts';

export type Calls = Partial<Record<CallName, (secuconnect: Secuconnect) => Promise<unknown>>>;

const file = (): File => new File(['x'.repeat(FILE_BYTES)], FILE_NAME, { type: 'application/pdf' });

/** One call of each kind that has its own way through `fetch`. */
export const CALLS: Calls = {
  POST: ({ smart }) => smart.transactions.create({ intent: 'sale', basket_info: { sum: 1995, currency: 'EUR' } }),
  'POST without a body': ({ smart }) => smart.transactions.cancel('STX_1'),
  PUT: ({ smart }) => smart.transactions.update('STX_1', { merchantRef: 'order 1' }),
  'PUT without a body': ({ payment }) => payment.containers.archive('PCT_1'),
  PATCH: ({ general }) => general.contracts.patch('GCR_1', {}),
  DELETE: ({ payment }) => payment.customers.delete('PCU_1'),
  'upload as JSON': (secuconnect) => uploadFile(secuconnect, file(), { encoding: 'json' }),
  'upload as a form': (secuconnect) => uploadFile(secuconnect, file(), { encoding: 'form' }),
  'upload as FormData': ({ document }) => document.uploads.create({ content: file() } as never),
  GET: ({ smart }) => smart.transactions.get('STX_1'),
};

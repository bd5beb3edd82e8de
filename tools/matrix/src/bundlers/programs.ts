/** Uses every entry, and makes a payment on the sandbox, whose origin it gets as an argument. */
const WHOLE = `
  import { mkdtempSync } from 'node:fs';
  import { tmpdir } from 'node:os';
  import { join } from 'node:path';
  import { Secuconnect } from '@secuconnect/client';
  import { isPaid } from '@secuconnect/client/flows';
  import { fileTokenStore } from '@secuconnect/client/node';
  import { maskPersonalData } from '@secuconnect/client/personal-data';
  import { postgresSchema } from '@secuconnect/client/postgres';
  import { createPushHandler, signPushUrl } from '@secuconnect/client/pushes';
  import { receiptText } from '@secuconnect/client/receipts';
  import { redisTokenStore } from '@secuconnect/client/redis';
  import { createFakeApi, pushEvent } from '@secuconnect/client/testing';

  async function main(origin) {
    const tokenStore = fileTokenStore(join(mkdtempSync(join(tmpdir(), 'secuconnect-bundle-')), 'tokens'));
    const auth = { clientId: 'id', clientSecret: 'secret' };
    const secuconnect = new Secuconnect({ baseUrl: origin + '/api/v2', auth, tokenStore });
    const { smart, payment } = secuconnect;
    const { id } = await smart.transactions.create({ basket_info: { sum: 1995, currency: 'EUR' } });
    await smart.transactions.start(id, 'prepaid');
    const headers = { 'content-type': 'application/json' };
    await fetch(origin + '/_sandbox/clock', { method: 'POST', headers, body: '{ "advance": "24h" }' });
    const stx = await smart.transactions.get(id);
    const paymentId = stx.transactions[0].id;

    const keys = { id: 'k1', secret: 'a secret of more than sixteen characters' };
    const pushed = new Promise((resolve, reject) => {
      const handlers = { 'payment.transactions': resolve };
      const handler = createPushHandler({ secuconnect, keys, handlers, onError: reject });
      const body = JSON.stringify(pushEvent({ target: 'payment.transactions', id: paymentId }));
      signPushUrl('https://shop.example/pushes', { keys })
        .then((url) => handler(new Request(url, { method: 'POST', body })))
        .catch(reject);
    });
    const fake = createFakeApi();
    fake.on('smart.transactions.get').reply({ id: 'STX_1', status: 'ok' });

    console.log(JSON.stringify({
      status: stx.status,
      isPaid: isPaid(await pushed),
      fake: (await fake.client().smart.transactions.get('STX_1')).status,
      receipt: receiptText(['Summe'], { width: 10 }),
      masked: maskPersonalData({ email: 'max@example.com' }).email,
    }));
  }

  main(process.argv[2]);
`;

/** What it prints. */
export const PRINTED = { status: 'ok', isPaid: true, fake: 'ok', receipt: 'Summe', masked: '***' };

/** What a page loads that uses one resource. */
const SMALL = `
  import { createTransport, paging, SmartTransactions } from '@secuconnect/client';
  globalThis.list = new SmartTransactions(createTransport({ environment: 'testing', auth: { token: 't' } }, paging)).list();
  console.log(typeof globalThis.list[Symbol.asyncIterator]);
`;

export const PROGRAMS = { 'whole.js': WHOLE, 'small.js': SMALL };

/** Strings of entries, none of which the small program uses. */
export const TRACES = { pushes: 'push_sig', testing: 'No stub for ' };

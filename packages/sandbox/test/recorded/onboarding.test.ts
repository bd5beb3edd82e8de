import { describe, expect, test } from 'vitest';
import { anyLink, errorOf, link, number, openSteps, SALE, text, time, url, withPrefix, type Steps } from './steps.ts';

const { contact } = SALE.customer;
const IBAN = 'DE37503240001000000524';
const ACCOUNT = { owner: text, iban: text, bic: text, bankname: text };
const PATH = '/Payment/Contracts/me';
const CONTRACT = {
  object: 'general.contracts',
  id: withPrefix('GCR'),
  id_old: number,
  parent: anyLink('general.contracts'),
  approved: false,
  created: time,
  apikey: expect.stringMatching(/^[0-9a-z]{40}$/) as unknown,
};

describe('a new contract', () => {
  test('comes with merchant, store and key, and is not approved', async () => {
    const input = {
      contact,
      project: 'Project',
      payout_account: { owner: 'E', iban: IBAN },
      payin_account: true,
      create_first_store: true,
      store_name: 'Shop',
    };
    const { body } = await openSteps().ask('POST', `${PATH}/requestId`, input);
    expect(body).toEqual({
      ...CONTRACT,
      contract: link('general.contracts', 'GCR'),
      merchant: link('general.merchants', 'MRC'),
      store: link('general.stores', 'STO'),
      payin_account: ACCOUNT,
    });
    expect(body.contract.id).toBe(body.id);
  });

  test('without an account for transfers and a store has neither', async () => {
    const { body } = await openSteps().ask('POST', `${PATH}/requestId`, { contact, project: 'Project' });
    expect(body).toEqual({
      ...CONTRACT,
      contract: link('general.contracts', 'GCR'),
      merchant: link('general.merchants', 'MRC'),
    });
  });

  test('as a clone is for the same merchant', async () => {
    const input = { project: 'Clone', payment_data: { owner: 'E', iban: IBAN }, payin_account: true };
    const { body } = await openSteps().ask('POST', `${PATH}/clone`, input);
    expect(body).toEqual({ ...CONTRACT, merchant: anyLink('general.merchants'), pay_in_account: ACCOUNT });
  });

  test.each(['requestId', 'clone'])('by %s for a project that exists is rejected', async (action) => {
    const { ask } = openSteps();
    const input = { contact, project: 'Project' };
    await ask('POST', `${PATH}/requestId`, input);
    const { status, reason, body } = await ask('POST', `${PATH}/${action}`, input);
    expect([status, reason]).toEqual([500, 'ProductDuplicateException']);
    expect(body).toEqual(errorOf('ProductDuplicateException', 0));
  });

  test('is one and the same in both resources', async () => {
    const { ask } = openSteps();
    const { id } = (await ask('POST', `${PATH}/requestId`, { contact, project: 'Project' })).body;
    const { body } = await ask('GET', `/Payment/Contracts/${id}`);
    expect(body).toMatchObject({ object: 'general.contracts', id, id_old: number, approved: false, created: time });
    expect((await ask('GET', `/General/Contracts/${id}`)).body).toMatchObject({ object: 'general.contracts', id });
  });
});

describe('a settled question', () => {
  test.each([
    ['General/Contracts/me/updateBankAccount', { owner: 'E', iban: IBAN }],
    ['Payment/Contracts/me/updateBankAccount', { owner: 'E', iban: IBAN }],
    ['General/Contracts/me/terminate', {}],
  ])('%s is answered with a result', async (path, input) => {
    const { status, body } = await openSteps().ask('POST', `/${path}`, input);
    expect([status, body]).toEqual([200, { result: true }]);
  });

  test.each(['General', 'Payment'])('to release the payouts of a contract in %s is accepted', async (module) => {
    const { status, body } = await openSteps().ask('POST', `/${module}/Contracts/me/revokeAccrual`, {});
    expect([status, body]).toEqual([202, undefined]);
  });

  test('about categories and countries is a bare array', async () => {
    const { ask } = openSteps();
    const categories = (await ask('GET', '/General/Merchants/me/MerchantCategories')).body;
    expect(categories[0]).toEqual({ id: number, description: text });
    const countries = (await ask('GET', '/Public/Website/me/availableCountries')).body;
    expect(countries).toContainEqual({ iso_code: 'DE', de: 'Deutschland', en: 'Germany' });
  });

  test('about the balance has an empty array without money', async () => {
    const { ask } = openSteps();
    expect((await ask('GET', '/General/Contracts/me/transferBalance')).body).toEqual({ id: text, balances: [] });
  });
});

describe('a payer', () => {
  test('comes back with a whole name, a birthday with a time, and a phone number without blanks', async () => {
    const input = { contact: { ...contact, dob: '1971-02-03', phone: '+49 555 5555555' } };
    const { body } = await openSteps().ask('POST', '/Payment/Customers', input);
    expect(body).toEqual({
      ...link('payment.customers', 'PCU'),
      merchant: anyLink('general.merchants'),
      contract: anyLink('general.contracts'),
      created: time,
      contact: { ...contact, name: 'Erika Beispiel', dob: '1971-02-03T00:00:00+01:00', phone: '+495555555555' },
    });
  });

  test.each([
    ['Customers', { contact }],
    ['Containers', { type: 'bank_account', private: { owner: 'E', iban: IBAN } }],
  ])('is deleted from %s with an answer that is an array', async (resource, input) => {
    const { ask } = openSteps();
    const made = (await ask('POST', `/Payment/${resource}`, input)).body;
    expect((await ask('DELETE', `/Payment/${resource}/${made.id}`)).body).toEqual([made]);
    expect((await ask('GET', `/Payment/${resource}/${made.id}`)).status).toBe(404);
  });

  test('has an account with a mandate, and a copy that is masked', async () => {
    const input = { type: 'bank_account', private: { owner: 'E', iban: 'DE37 5032 4000 1000 0005 24' } };
    const { body } = await openSteps().ask('POST', '/Payment/Containers', input);
    const account = { owner: 'E', iban: IBAN, bic: text, bankname: text };
    expect(body).toEqual({
      ...link('payment.containers', 'PCT'),
      merchant: anyLink('general.merchants'),
      contract: anyLink('general.contracts'),
      type: 'bank_account',
      private: account,
      public: { ...account, iban: 'DE37XXXXXXXXXXXXXX0524' },
      mandate: {
        sepa_mandate_id: text,
        iban: IBAN,
        bic: text,
        type: 'CORE',
        status: 'ok',
        identification: text,
        creditor_id: text,
      },
      created: time,
    });
  });

  test.each([
    ['CORE', 11, 11],
    ['COR1', 10, 11],
    ['B2B', 20, 21],
  ])('has a mandate %s with the status %i, later %i', async (type, first, later) => {
    const { ask, wait } = openSteps();
    const input = { iban: IBAN, bic: 'X', type, date_of_signature: '2026-02-27', merchant_id: { id: 'me' } };
    const { body } = await ask('POST', '/Payment/Mandates', input);
    expect(body).toEqual({
      ...link('payment.mandates', 'SEM'),
      created: time,
      iban: IBAN,
      bic: 'X',
      type,
      date_of_signature: '2026-02-27',
      identification: null,
      status: first,
      merchant: anyLink('general.merchants'),
    });
    await wait('48h');
    expect((await ask('GET', `/Payment/Mandates/${body.id}`)).body.status).toBe(later);
  });
});

describe('an upload', () => {
  const content = btoa('Hello');

  test('as Base64 is answered without a description, which it has when it is read', async () => {
    const { ask } = openSteps();
    const made = (await ask('POST', '/Document/Uploads', { content, name: 'a.pdf', type: 'application/pdf' })).body;
    expect(made).toEqual({ ...link('document.uploads', 'DUP'), created: time });
    const file = { type: 'application/pdf', name: 'a.pdf', size: 5 };
    expect((await ask('GET', `/Document/Uploads/${made.id}`)).body).toEqual({ ...made, ...file, content });
  });

  test('as a form is answered with a description', async () => {
    const { request } = openSteps();
    const form = new FormData();
    form.set('file', new File(['Hello'], 'a.txt', { type: 'text/plain' }));
    const encoded = new Response(form);
    const headers = { 'content-type': encoded.headers.get('content-type')! };
    const response = await request('POST', '/Document/Uploads?multipart', await encoded.text(), headers);
    const file = { type: 'text/plain', name: 'a.txt', size: 5 };
    expect(await response.json()).toEqual({ ...link('document.uploads', 'DUP'), created: time, ...file });
  });

  test('can be submitted for twenty minutes', async () => {
    const { ask, wait } = openSteps();
    const { id } = (await ask('POST', '/Document/Uploads', { content })).body;
    const contract = (await ask('GET', '/General/Contracts')).body.data[0].id;
    const submit = () => ask('POST', '/Services/Uploadidents', { contract_id: contract, document_ids: [id] });
    expect((await submit()).body).toEqual({ service_issue_id: number });
    await wait('20m');
    expect((await submit()).status).toBe(500);
  });
});

describe('an identification', () => {
  async function requested({ ask }: Steps, surname = 'Beispiel') {
    const person = [{ contact: { ...contact, surname }, custom1: 'shop' }];
    const input = { type: 'person', provider: 'idnow', demo: true, owner_transaction_id: 'tx-1', person };
    return (await ask('POST', '/Services/Identrequests', input)).body;
  }

  test('is requested with a page for each person', async () => {
    expect(await requested(openSteps())).toEqual({
      ...link('services.identrequests', 'SIR'),
      contract: anyLink('general.contracts'),
      type: 'person',
      provider: 'idnow',
      status: 'requested',
      demo: true,
      owner_transaction_id: 'tx-1',
      created: time,
      updated: time,
      redirect_urls: null,
      graduation_date: null,
      treated: false,
      person: [
        {
          contact: { ...contact, name: 'Erika Beispiel' },
          transaction_id: text,
          redirect_url: url,
          status: 'requested',
          provider_id: text,
          custom1: 'shop',
          custom2: null,
          custom3: null,
          custom4: null,
          custom5: null,
        },
      ],
    });
  });

  test.each([
    ['Beispiel', 'ok'],
    ['Decline', 'failed'],
  ])('of %s is %s later, with a result under its id', async (surname, status) => {
    const steps = openSteps();
    const { id } = await requested(steps, surname);
    expect((await steps.ask('GET', `/Services/Identresults/${id}`)).status).toBe(404);
    await steps.wait('15m');
    const request = (await steps.ask('GET', `/Services/Identrequests/${id}`)).body;
    expect(request).toMatchObject({ status, person: [{ status }] });
    expect((await steps.ask('GET', `/Services/Identresults/${id}`)).body).toMatchObject({
      object: 'services.identresults',
      id,
      request: { object: 'services.identrequests', id },
      status,
      person: [{ identificationprocess: { status }, customdata: { custom1: 'shop' } }],
    });
  });

  test.each([
    ['Pending', 'ok_preliminary', 'ok'],
    ['Review', 'failed_preliminary', 'failed'],
  ])('of %s is %s first, and then %s', async (surname, preliminary, final) => {
    const steps = openSteps();
    const { id } = await requested(steps, surname);
    for (const status of [preliminary, final]) {
      await steps.wait('15m');
      expect((await steps.ask('GET', `/Services/Identrequests/${id}`)).body.status).toBe(status);
    }
  });
});

describe('a payout', () => {
  const TRANSFER_ACCOUNT = { ...ACCOUNT, account_owner: text, accountnumber: text, bankcode: text };

  test('waits for a transfer, whose purpose it says', async () => {
    const { ask } = openSteps();
    const container_id = (
      await ask('POST', '/Payment/Containers', { type: 'bank_account', private: { owner: 'E', iban: IBAN } })
    ).body.id;
    const transaction_list = [{ reference_id: '1', name: 'Prize', total: 300, container_id }];
    const input = { customer: { contact }, amount: 300, currency: 'EUR', purpose: 'Prize', order_id: '7' };
    const { body } = await ask('POST', '/Payment/Secupaypayout', { ...input, transaction_list });
    expect(body).toEqual({
      object: 'payment.secupaypayout',
      id: expect.stringMatching(/^[0-9a-z]{20,}$/),
      trans_id: number,
      payment_id: withPrefix('PCI'),
      status: 'pending',
      transaction_status: 25,
      amount: 300,
      currency: 'EUR',
      purpose: 'Prize',
      order_id: '7',
      transaction_list,
      transfer_purpose: `TA ${body.trans_id}`,
      transfer_account: TRANSFER_ACCOUNT,
    });
    expect((await ask('GET', `/Payment/Secupaypayout/${body.id}`)).body).toEqual(body);
    const payment = (await ask('GET', `/Payment/Transactions/${body.payment_id}`)).body;
    expect(payment).toMatchObject({ product_id: 402, product_raw: 'API initiierte Auszahlung', status: 25 });
    const covered = await ask('POST', `/Payment/Transactions/${body.payment_id}/assignTransferBalance`, {});
    expect(covered.body).toMatchObject({ status: 6, status_text: 'abgeschlossen', completion_date: time });
  });

  test.each([undefined, '2026-04-01'])(
    'to accounts, for %s, has a number for each transfer',
    async (execution_date) => {
      const payout_list = [{ reference: '1', purpose: 'Prize', amount: 300, bank_account: { owner: 'E', iban: IBAN } }];
      const contract_id = 'GCR_2H69XY35227V2VKP9WRA3SJ0W95RP0';
      const input = { contract_id, amount: 300, currency: 'EUR', purpose: 'Prizes', payout_list, execution_date };
      const { body } = await openSteps().ask('POST', '/Payment/Secupaypayout/me/PayoutWithoutCustomer', input);
      const transfers = payout_list.map((transfer) => ({ ...transfer, trans_id: number }));
      const sent = JSON.parse(JSON.stringify(input)) as object;
      expect(body).toEqual({ ...sent, payout_list: transfers, trans_id: number, transfer_account: ACCOUNT });
    },
  );

  test('whose items make up another amount is rejected', async () => {
    const payout_list = [{ reference: '1', purpose: 'Prize', amount: 299, bank_account: { owner: 'E', iban: IBAN } }];
    const input = { amount: 300, currency: 'EUR', purpose: 'Prizes', payout_list };
    const { status, body } = await openSteps().ask('POST', '/Payment/Secupaypayout/me/PayoutWithoutCustomer', input);
    expect(status).toBe(500);
    expect(body).toEqual(errorOf('ProductFormatException', 1001));
  });
});

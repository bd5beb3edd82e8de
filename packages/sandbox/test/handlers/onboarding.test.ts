import { isNotFoundError } from '@secuconnect/client';
import { describe, expect, test } from 'vitest';
import { failureOf } from '../support/failure-of.ts';
import { openSandbox, PAYER, type OpenSandbox } from '../support/open-sandbox.ts';

const OWN = 'GCR_2K8NXW4PR7M1Q5T9V3Y6Z0B2D4F8H1';
const HOOK = 'https://platform.example.com/hooks';
const MERCHANT = {
  contact: {
    companyname: 'Example Roastery GmbH',
    forename: 'Petra',
    surname: 'Beispiel',
    email: 'petra@example.com',
    address: PAYER.contact.address,
  },
  project: 'Example Roastery',
  payout_account: { iban: 'DE37503240001000000524', owner: 'Example Roastery GmbH' },
  url_push: HOOK,
} as const;

const targetsOf = ({ pushes }: OpenSandbox) => pushes.map(({ url, body }) => [url, body.target, body.data[0]?.id]);

describe('a new merchant', () => {
  test('gets a contract, which is approved after a day and says so with a push', async () => {
    const opened = openSandbox();
    const { secuconnect, sandbox } = opened;
    const made = await secuconnect.payment.contracts.requestId(OWN, { ...MERCHANT, payin_account: true });
    expect(made).toMatchObject({ approved: false, parent: { id: OWN }, payin_account: { owner: 'secupay AG' } });
    expect(made.apikey).toMatch(/^[0-9a-f]{40}$/);
    const contract = made.contract!.id as never;
    expect(await secuconnect.general.merchants.get(made.merchant!.id as never)).toMatchObject({
      user: { companyname: 'Example Roastery GmbH', project_name: 'Example Roastery' },
    });
    const sale = { contract: { id: contract }, basket_info: { sum: 100, currency: 'EUR' } } as const;
    expect(await failureOf(secuconnect.smart.transactions.create(sale))).toMatchObject({ status: 403 });

    await sandbox.control.advance('23h');
    expect(await secuconnect.general.contracts.get(contract)).toMatchObject({ approved: false });
    await sandbox.control.advance('1h');
    expect(await secuconnect.general.contracts.get(contract)).toMatchObject({ approved: true });
    expect(targetsOf(opened)).toEqual([[HOOK, 'general.contracts', contract]]);
    expect(await secuconnect.smart.transactions.create(sale)).toMatchObject({ contract: { id: contract } });
  });

  test('gets a first store at its address, if one is wanted', async () => {
    const { secuconnect } = openSandbox();
    const { contracts } = secuconnect.payment;
    const made = await contracts.requestId(OWN, { ...MERCHANT, create_first_store: true, store_name: 'Counter' });
    expect(await secuconnect.general.stores.get(made.store!.id as never)).toMatchObject({
      name: 'Counter',
      merchant: { id: made.merchant!.id },
      address_formatted: 'Musterweg 12a, 01896 Pulsnitz, Deutschland',
    });
    expect(await contracts.requestId('me' as never, { ...MERCHANT, project: 'Another' })).not.toHaveProperty('store');
  });

  test('needs a project whose name is not taken', async () => {
    const { contracts } = openSandbox().secuconnect.payment;
    await contracts.requestId(OWN, MERCHANT);
    const duplicate = await failureOf(contracts.requestId(OWN, MERCHANT));
    expect(duplicate).toMatchObject({ error: 'ProductDuplicateException' });
    expect(await failureOf(contracts.clone(OWN, { project: MERCHANT.project }))).toMatchObject({
      error: 'ProductDuplicateException',
    });
    expect(await failureOf(contracts.clone(OWN, {}))).toMatchObject({ error: 'ProductFormatException' });
  });

  test.each([
    ['a payout account that is wrong', { payout_account: { iban: 'DE00503240001000000524' } }],
    ['a signed contract that does not exist', { signed_contract: 'DUP_UNKNOWN' }],
    ['an ident request that does not exist', { identrequest: 'SIR_UNKNOWN' }],
    ['a merchant that does not exist', { merchant_id: 'MRC_UNKNOWN' }],
  ])('with %s leaves nothing behind', async (_, wrong) => {
    const { secuconnect, sandbox } = openSandbox();
    const before = sandbox.control.counts();
    expect(
      await failureOf(secuconnect.payment.contracts.requestId(OWN, { ...MERCHANT, ...wrong } as never)),
    ).toBeDefined();
    expect(sandbox.control.counts()).toEqual(before);
  });

  test('can be one that is known', async () => {
    const { secuconnect } = openSandbox();
    const { id } = await secuconnect.payment.customers.create({ contact: MERCHANT.contact });
    const made = await secuconnect.payment.contracts.requestId(OWN, {
      ...MERCHANT,
      contact: id,
      merchant_id: 'MRC_5P1RXK7MW2N8Q4T6V9Y3Z0C5E7G2J' as never,
    });
    expect(made.merchant?.id).toBe('MRC_5P1RXK7MW2N8Q4T6V9Y3Z0C5E7G2J');
  });

  test('chooses the look of its payment pages', async () => {
    const { secuconnect } = openSandbox();
    const { contract } = await secuconnect.payment.contracts.requestId(OWN, {
      ...MERCHANT,
      iframe_opts: { show_basket: false, submit_button_title: 'Pay now', cession: 'personal' },
    });
    expect(await secuconnect.general.contracts.getIframeOptions(contract!.id as never)).toMatchObject({
      project_title: 'Example Roastery',
      is_basket_shown: false,
      submit_button_title: 'Pay now',
      language_formality: 'personal',
    });
  });

  test('is approved at once when the staff do so', async () => {
    const opened = openSandbox();
    const { secuconnect, sandbox } = opened;
    const { contract } = await secuconnect.payment.contracts.requestId(OWN, MERCHANT);
    const { id } = contract!;
    const response = await sandbox.fetch(`http://localhost:4010/_sandbox/contracts/${id}/approve`, { method: 'POST' });
    expect(response.status).toBe(200);
    expect(await secuconnect.payment.contracts.get(id as never)).toMatchObject({ approved: true });
    await sandbox.control.advance('2d');
    expect(targetsOf(opened)).toEqual([[HOOK, 'general.contracts', id]]);
    expect(() => sandbox.control.reviewers.approveContract('GCR_UNKNOWN')).toThrow('not found');
  });
});

describe('another contract of a merchant', () => {
  test('has the merchant and the push address of the first', async () => {
    const opened = openSandbox();
    const { secuconnect, sandbox } = opened;
    const first = await secuconnect.payment.contracts.requestId(OWN, MERCHANT);
    const copy = await secuconnect.payment.contracts.clone(first.contract!.id as never, { project: 'Workshops' });
    expect(copy).toMatchObject({ approved: false, merchant: first.merchant!, parent: first.contract! });
    await sandbox.control.advance('1d');
    expect(targetsOf(opened)).toContainEqual([HOOK, 'general.contracts', copy.id]);
  });

  test('sends the pushes of its payments to its own address', async () => {
    const { secuconnect, sandbox, pushes } = openSandbox({ settings: { approvalDelay: 0 } });
    const { id } = await secuconnect.payment.contracts.clone(OWN, { project: 'Workshops', url_push: HOOK });
    await sandbox.control.idle();
    const sale = await secuconnect.smart.transactions.create({
      contract: { id: id as never },
      customer: PAYER,
      basket_info: { sum: 1995, currency: 'EUR' },
    });
    await secuconnect.smart.transactions.start(sale.id, 'debit', {
      container: { type: 'bank_account', private: { owner: 'Erika Beispiel', iban: 'DE37503240001000000524' } },
    });
    await sandbox.control.idle();
    expect(pushes.at(-1)).toMatchObject({ url: HOOK, body: { target: 'payment.transactions' } });
  });
});

describe('an identification', () => {
  const IDENT = { provider: 'idnow', type: 'person', owner_transaction_id: 'ident-1' } as const;
  const person = (surname: string) => ({ contact: { ...MERCHANT.contact, surname, dob: '1979-08-21' }, custom1: 'A' });
  const settings = { pushUrl: HOOK };

  test('is requested, succeeds after its time, and has a result', async () => {
    const opened = openSandbox({ settings });
    const { services } = opened.secuconnect;
    const made = await services.identRequests.create({ ...IDENT, person: [person('Beispiel')] });
    expect(made).toMatchObject({ status: 'requested', treated: false, contract: { id: OWN } });
    expect(made.person).toMatchObject([{ status: 'requested', custom1: 'A', custom2: null }]);
    expect(isNotFoundError(await failureOf(services.identResults.get(made.id)))).toBe(true);

    await opened.sandbox.control.advance('15m');
    expect(await services.identRequests.get(made.id)).toMatchObject({ status: 'ok', treated: true });
    expect(await services.identResults.get(made.id)).toMatchObject({
      status: 'ok',
      request: { id: made.id },
      person: [
        {
          identificationprocess: { status: 'ok', transactionnumber: made.person![0]!.transaction_id },
          customdata: { custom1: 'A' },
          userdata: { dob: { value: '1979-08-21', status: 'match' }, address: { city: { value: 'Pulsnitz' } } },
        },
      ],
    });
    expect(targetsOf(opened)).toEqual([
      [HOOK, 'services.identrequests', made.id],
      [HOOK, 'services.identresults', made.id],
    ]);
  });

  test.each([
    ['Decline', 'failed', 'failed'],
    ['Pending', 'ok_preliminary', 'ok'],
    ['Review', 'failed_preliminary', 'failed'],
  ])('of a person called %s is %s, and then %s', async (surname, first, last) => {
    const { secuconnect, sandbox } = openSandbox();
    const { identRequests } = secuconnect.services;
    const { id } = await identRequests.create({ ...IDENT, person: [person('Beispiel'), person(surname)] });
    await sandbox.control.advance('15m');
    expect(await identRequests.get(id)).toMatchObject({ status: first, treated: first === last });
    await sandbox.control.advance('15m');
    expect(await identRequests.get(id)).toMatchObject({ status: last, treated: true });
  });

  test('holds up the approval of a contract until it succeeds', async () => {
    const { secuconnect, sandbox } = openSandbox({ settings: { identDelay: 10 * 24 * 3_600_000 } });
    const ident = await secuconnect.services.identRequests.create({ ...IDENT, person: [person('Beispiel')] });
    const { contract } = await secuconnect.payment.contracts.requestId(OWN, { ...MERCHANT, identrequest: ident.id });
    expect((await secuconnect.services.identRequests.get(ident.id)).assignment).toEqual([contract]);
    await sandbox.control.advance('3d');
    expect(await secuconnect.general.contracts.get(contract!.id as never)).toMatchObject({ approved: false });
    sandbox.control.reviewers.decideIdent(ident.id, 'ok');
    await sandbox.control.advance('1d');
    expect(await secuconnect.general.contracts.get(contract!.id as never)).toMatchObject({ approved: true });
  });

  test('that has failed leaves the contract as it is', async () => {
    const { secuconnect, sandbox } = openSandbox();
    const ident = await secuconnect.services.identRequests.create({ ...IDENT, person: [person('Decline')] });
    const { contract } = await secuconnect.payment.contracts.requestId(OWN, { ...MERCHANT, identrequest: ident.id });
    await sandbox.control.advance('5d');
    expect(await secuconnect.general.contracts.get(contract!.id as never)).toMatchObject({ approved: false });
  });

  test('is decided by the control API once', async () => {
    const { secuconnect, sandbox } = openSandbox();
    const { id } = await secuconnect.services.identRequests.create({ ...IDENT, person: [person('Beispiel')] });
    const decide = (status: string) =>
      sandbox.fetch(`http://localhost:4010/_sandbox/idents/${id}`, {
        method: 'POST',
        body: JSON.stringify({ status }),
      });
    expect((await decide('maybe')).status).toBe(500);
    expect((await decide('error')).status).toBe(200);
    expect(await secuconnect.services.identRequests.get(id)).toMatchObject({ status: 'error', treated: true });
    expect((await decide('ok')).status).toBe(500);
    expect(isNotFoundError(await failureOf(secuconnect.services.identResults.get(id)))).toBe(true);
  });

  test('without a person is rejected', async () => {
    const { identRequests } = openSandbox().secuconnect.services;
    expect(await failureOf(identRequests.create({ ...IDENT, person: [] }))).toMatchObject({ code: 1001 });
  });
});

describe('documents', () => {
  test('are submitted to a case, which takes more of them', async () => {
    const { secuconnect } = openSandbox();
    const { document, services, payment } = secuconnect;
    const made = await payment.contracts.requestId(OWN, MERCHANT);
    const [first, second] = [
      await document.uploads.create({ content: btoa('1') }),
      await document.uploads.create({ content: btoa('2') }),
    ];
    const opened = await services.uploadIdents.create({ apikey: made.apikey!, document_ids: [first.id] });
    expect(opened.service_issue_id).toBeTypeOf('number');
    expect(
      await services.uploadIdents.create({
        contract_id: OWN,
        service_issue_id: opened.service_issue_id!,
        document_ids: [second.id],
      }),
    ).toEqual(opened);
  });

  test('must exist, be there, and belong to something', async () => {
    const { document, services } = openSandbox().secuconnect;
    const { id } = await document.uploads.create({ content: btoa('1') });
    const submit = (input: object) => failureOf(services.uploadIdents.create(input));
    expect(isNotFoundError(await submit({ contract_id: OWN, document_ids: ['DUP_UNKNOWN'] }))).toBe(true);
    expect(isNotFoundError(await submit({ apikey: 'unknown', document_ids: [id] }))).toBe(true);
    expect(isNotFoundError(await submit({ contract_id: OWN, service_issue_id: 1, document_ids: [id] }))).toBe(true);
    expect(await submit({ contract_id: OWN, document_ids: [] })).toMatchObject({ code: 1001 });
    expect(await submit({ document_ids: [id] })).toMatchObject({ code: 1001 });
  });

  test('that are older than 20 minutes can be read, and not used', async () => {
    const { secuconnect, sandbox } = openSandbox();
    const { document, services } = secuconnect;
    const { id } = await document.uploads.create({ content: btoa('1') });
    const submit = () => services.uploadIdents.create({ contract_id: OWN, document_ids: [id] });
    await sandbox.control.advance('19m');
    expect(await failureOf(submit())).toBeUndefined();
    await sandbox.control.advance('1m');
    expect(await failureOf(submit())).toMatchObject({ error: 'ProductFormatException' });
    expect((await document.uploads.get(id)).content).toBe(btoa('1'));
  });
});

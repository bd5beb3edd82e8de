import { describe, expect, test } from 'vitest';
import { ACCOUNT, ADDRESS, CARD, checkoutFixture, CONTRACT, RETURN_URLS } from './checkout-fixture.ts';

const KNOWN = {
  contact: {
    forename: 'Erika',
    surname: 'Beispiel',
    address: { street: 'Musterweg', street_number: '12a', postal_code: '01896', city: 'Pulsnitz', country: 'DE' },
  },
} as const;
const HOSTILE = `"><script>alert('1')</script>`;

describe('the first step', () => {
  test('offers the methods of the sale, and no other ones', async () => {
    const { create, get } = checkoutFixture();
    const path = await create({ payment_context: { payment_methods: ['debit', 'prepaid'] } });
    const { text, status } = await get(path);
    expect(status).toBe(200);
    expect(text.match(/\?method=\w+/g)).toEqual(['?method=debit', '?method=prepaid']);
    expect((await get(`${path}?method=invoice`)).status).toBe(404);
    expect((await get(`${path}?method=__proto__`)).text).toContain('is not offered here');
  });

  test('is skipped if there is only one, unless the payer asks for it', async () => {
    const { create, get } = checkoutFixture();
    const path = await create({ payment_context: { payment_methods: ['debit'] } });
    expect((await get(path)).text).toContain('<h1>Direct debit</h1>');
    expect((await get(`${path}?choose=1`)).text).toContain('How would you like to pay?');
  });

  test('shows who sells what', async () => {
    const { create, get } = checkoutFixture();
    const products = [{ id: 1, desc: 'Coffee', quantity: 2, priceOne: 895 }];
    const { text } = await get(await create({ transactionRef: 'Order 7', basket: { products } as never }));
    for (const part of ['Example Coffee GmbH', 'Order 7', '2 × Coffee', '€17.90', '€19.95', 'demo sale'])
      expect(text).toContain(part);
  });

  test('speaks German if the sale says so', async () => {
    const { create, get } = checkoutFixture();
    const { text } = await get(await create({ application_context: { language: 'de_DE' } }));
    expect(text).toContain('<html lang="de">');
    expect(text).toContain('Wie möchten Sie bezahlen?');
    expect(text).toContain('Lastschrift');
  });

  test.each(['/checkout/STX_UNKNOWN', '/checkout/__proto__', '/checkout/STX_%22%3E%3Cscript%3E', '/checkout/%FF'])(
    'of the unknown %s is not there',
    async (path) => {
      const { get, post } = checkoutFixture();
      for (const { status, text } of [await get(path), await post(path, {})]) {
        expect(status).toBe(404);
        expect(text).toContain('There is no such payment');
        expect(text).not.toContain('<script');
      }
    },
  );

  test('of a sale at a till is not there', async () => {
    const { secuconnect, get } = checkoutFixture();
    const { id } = await secuconnect.smart.transactions.create({ basket_info: { sum: 5 }, cashier: 'Anna' } as never);
    expect((await get(`/checkout/${id}`)).status).toBe(404);
  });
});

describe('the second step', () => {
  test('asks for what the sale does not know', async () => {
    const { create, get } = checkoutFixture();
    const unknown = (await get(`${await create()}?method=debit`)).text;
    for (const name of ['surname', 'street', 'iban']) expect(unknown).toContain(`name="${name}"`);
    const known = (await get(`${await create({ customer: KNOWN } as never)}?method=debit`)).text;
    expect(known).toContain('name="iban"');
    expect(known).not.toContain('name="street"');
    const nothing = (await get(`${await create({ customer: KNOWN } as never)}?method=prepaid`)).text;
    expect(nothing).toContain('<h1>Check and pay</h1>');
  });

  test('keeps what was entered, and says what is wrong', async () => {
    const { create, review, statusOf } = checkoutFixture();
    const path = await create();
    const entered = { ...ADDRESS, surname: '', postal_code: '123', owner: HOSTILE, iban: 'DE37503240001000000525' };
    const { status, text } = await review(path, 'debit', entered);
    expect(status).toBe(400);
    expect(text).toContain('href="#surname">Last name: This is missing.');
    expect(text).toContain('aria-describedby="postal_code-error"');
    expect(text).toContain('The check digits are wrong');
    expect(text).toContain('value="Pulsnitz"');
    expect(text).not.toContain('<script');
    expect(await statusOf(path)).toBe('created');
  });

  test('takes a card that is not expired, and keeps no security code', async () => {
    const { create, review } = checkoutFixture();
    const path = await create({ customer: KNOWN } as never);
    expect((await review(path, 'creditcard', { ...CARD, expiry: '02/26' })).text).toContain('The card has expired.');
    expect((await review(path, 'creditcard', { ...CARD, cvc: '12' })).status).toBe(400);
    const { status, text, hidden } = await review(path, 'creditcard', CARD);
    expect(status).toBe(200);
    expect(text).toContain('XXXXXXXXXXXX1111');
    expect(hidden).not.toHaveProperty('cvc');
  });
});

describe('the third step', () => {
  test('shows what was entered, and the mandate of a debit', async () => {
    const { create, review } = checkoutFixture();
    const { text, status } = await review(await create(), 'debit', { ...ADDRESS, ...ACCOUNT });
    expect(status).toBe(200);
    for (const part of ['DE37 XXXX', 'Musterweg 12a', 'SEPA direct debit mandate', 'Pay €19.95', 'it succeeds'])
      expect(text).toContain(part);
  });

  test('leads back with what was entered', async () => {
    const { create, review, post } = checkoutFixture();
    const path = await create();
    const { hidden } = await review(path, 'debit', { ...ADDRESS, ...ACCOUNT });
    const { text, status } = await post(path, { ...hidden, action: 'change' });
    expect(status).toBe(200);
    expect(text).toContain('value="Musterweg"');
    expect(text).toContain(`value="${ACCOUNT.iban}"`);
  });

  test('lets a known payer be changed, unless the sale has locked the payer', async () => {
    const { create, get, post } = checkoutFixture();
    for (const customer of [false, true]) {
      const path = await create({ customer: KNOWN, application_context: { locks: { customer } } } as never);
      const { hidden } = await get(`${path}?method=prepaid`);
      expect((await post(path, { ...hidden, action: 'change' })).text.includes('name="street"')).toBe(!customer);
    }
  });
});

describe('a payment', () => {
  test('leads to the shop, and makes the sale paid', async () => {
    const { create, pay, sale } = checkoutFixture();
    const path = await create();
    const { status, location } = await pay(path, 'debit', { ...ADDRESS, ...ACCOUNT });
    expect([status, location]).toEqual([303, RETURN_URLS.url_success]);
    const { status: state, customer, payment_method } = await sale(path);
    expect([state, payment_method]).toEqual(['ok', 'debit']);
    expect(customer).toMatchObject({ contact: { surname: 'Beispiel', address: { city: 'Pulsnitz' } } });
  });

  test.each([
    ['decline', 'failed', RETURN_URLS.url_error],
    ['check-fails', 'pending', RETURN_URLS.url_success],
    ['abort', 'created', RETURN_URLS.url_abort],
    ['nonsense', 'ok', RETURN_URLS.url_success],
  ])('with the result %s makes the sale %s', async (result, state, url) => {
    const { create, pay, statusOf } = checkoutFixture();
    const path = await create();
    expect((await pay(path, 'debit', { ...ADDRESS, ...ACCOUNT }, result)).location).toBe(url);
    expect(await statusOf(path)).toBe(state);
  });

  test('follows test data', async () => {
    const { create, pay, review, statusOf } = checkoutFixture();
    const path = await create();
    const entered = { ...ADDRESS, ...ACCOUNT, surname: 'Decline' };
    expect((await review(path, 'debit', entered)).text).toContain('As the test data say: the bank declines');
    expect((await pay(path, 'debit', entered)).location).toBe(RETURN_URLS.url_error);
    expect(await statusOf(path)).toBe('failed');
    // The payer corrects it.
    expect((await pay(path, 'debit', { ...ADDRESS, ...ACCOUNT })).location).toBe(RETURN_URLS.url_success);
    expect(await statusOf(path)).toBe('ok');
  });

  test('without auto_capture is approved, and waits for the shop', async () => {
    const { create, pay, get, statusOf } = checkoutFixture();
    const path = await create({ payment_context: {} });
    expect((await pay(path, 'debit', { ...ADDRESS, ...ACCOUNT })).location).toBe(RETURN_URLS.url_success);
    expect(await statusOf(path)).toBe('approved');
    expect((await get(path)).text).toContain('Payment approved');
  });

  test('in advance shows where to transfer the money, until it has arrived', async () => {
    const { create, pay, get, sandbox, statusOf } = checkoutFixture();
    const path = await create();
    expect((await pay(path, 'prepaid', ADDRESS)).location).toBe(path);
    const { text } = await get(path);
    expect(text).toContain('Please transfer the money');
    expect(text).toMatch(/TA \d+/);
    expect(text).toContain(`href="${RETURN_URLS.url_success}"`);
    await sandbox.control.advance('24h');
    expect(await statusOf(path)).toBe('ok');
    expect((await get(path)).text).toContain('Paid. Thank you!');
  });

  test.each(['wrong-amount', 'never-pays'])('in advance with the result %s stays open', async (result) => {
    const { create, pay, sandbox, statusOf } = checkoutFixture();
    const path = await create();
    await pay(path, 'prepaid', ADDRESS, result);
    await sandbox.control.advance('30d');
    expect(await statusOf(path)).toBe('pending');
  });

  test('goes over the page of the bank, if the method has one', async () => {
    const { create, pay, statusOf } = checkoutFixture();
    const path = await create();
    expect((await pay(path, 'paypal', ADDRESS)).location).toBe(`${path}/confirm`);
    expect(await statusOf(path)).toBe('created');
  });

  test('without return URLs ends on a page', async () => {
    const { create, pay, get } = checkoutFixture();
    const path = await create({ application_context: {} });
    expect((await pay(path, 'debit', { ...ADDRESS, ...ACCOUNT }, 'decline')).location).toBe(path);
    expect((await get(path)).text).toContain('was declined');
    expect((await pay(path, 'debit', { ...ADDRESS, ...ACCOUNT }, 'abort')).location).toBe(`${path}?left=1`);
    expect((await get(`${path}?left=1`)).text).toContain('You have left the payment');
    expect((await pay(path, 'debit', { ...ADDRESS, ...ACCOUNT })).location).toBe(path);
    const { text } = await get(path);
    expect(text).toContain('Paid. Thank you!');
    expect(text).not.toContain('Back to');
    expect((await get(`${path}?left=1`)).text).toContain('Paid. Thank you!');
  });

  test('never follows a script, and shows an app as a link', async () => {
    const { create, pay, get } = checkoutFixture();
    const urls = { url_success: 'javascript:alert(1)', url_abort: 'myshop://left' };
    const path = await create({ application_context: { return_urls: urls } });
    expect((await pay(path, 'debit', { ...ADDRESS, ...ACCOUNT }, 'abort')).location).toBe(`${path}?left=1`);
    expect((await get(`${path}?left=1`)).text).toContain('href="myshop://left"');
    expect((await pay(path, 'debit', { ...ADDRESS, ...ACCOUNT })).location).toBe(path);
    const { text } = await get(path);
    expect(text).not.toMatch(/href="javascript/i);
    expect(text).toContain('no page may lead to this return URL');
  });

  test('of nothing is not possible', async () => {
    const { create, pay, statusOf } = checkoutFixture();
    const path = await create({ basket_info: { sum: 0, currency: 'EUR' } });
    const { status, text } = await pay(path, 'debit', { ...ADDRESS, ...ACCOUNT });
    expect(status).toBe(409);
    expect(text).toContain('There is nothing to pay here.');
    expect(await statusOf(path)).toBe('created');
  });

  test('with a stored account asks for no other one', async () => {
    const { secuconnect, create, get, post, sale } = checkoutFixture();
    const { id } = await secuconnect.payment.containers.create({
      type: 'bank_account',
      private: { owner: 'Erika Beispiel', iban: 'DE37503240001000000524' },
    });
    const path = await create({ customer: KNOWN, container: { id } } as never);
    const { text, hidden } = await get(`${path}?method=debit`);
    expect(text).toContain('DE37 XXXX XXXX XXXX XX05 24');
    expect(text).not.toContain('DE37503240001000000524');
    await post(path, { ...hidden, action: 'pay' });
    expect(await sale(path)).toMatchObject({ status: 'ok', container: { id } });
  });
});

describe('a form', () => {
  test('that is sent twice pays once, and leads to the same place', async () => {
    const { create, review, post, sandbox } = checkoutFixture();
    const path = await create();
    const { hidden } = await review(path, 'debit', { ...ADDRESS, ...ACCOUNT });
    const form = { ...hidden, action: 'pay' };
    const answers = await Promise.all([post(path, form), post(path, form)]);
    expect(answers.map(({ status, location }) => [status, location])).toEqual([
      [303, RETURN_URLS.url_success],
      [303, RETURN_URLS.url_success],
    ]);
    expect(sandbox.control.ids('payment.transactions')).toHaveLength(1);
  });

  test('of a second window pays nothing more, and says where it stands', async () => {
    const { create, review, post, sandbox } = checkoutFixture();
    const path = await create();
    const [one, two] = [
      await review(path, 'debit', { ...ADDRESS, ...ACCOUNT }),
      await review(path, 'prepaid', ADDRESS),
    ];
    await post(path, { ...one.hidden, action: 'pay' });
    for (const action of ['pay', 'check', 'abort']) {
      const { status, text } = await post(path, { ...two.hidden, action });
      expect(status).toBe(409);
      expect(text).toContain('in another window');
      expect(text).toContain('Paid. Thank you!');
    }
    expect(sandbox.control.ids('payment.transactions')).toHaveLength(1);
  });

  test('about another sum than the sale has now pays nothing', async () => {
    const { create, review, post, secuconnect, idIn, statusOf } = checkoutFixture();
    const path = await create();
    const { hidden } = await review(path, 'debit', { ...ADDRESS, ...ACCOUNT });
    await secuconnect.smart.transactions.update(idIn(path), {
      contract: { id: CONTRACT },
      customer: {},
      basket_info: { sum: 2995, currency: 'EUR' },
    });
    const changed = await post(path, { ...hidden, action: 'pay' });
    expect(changed.status).toBe(409);
    expect(changed.text).toContain('The order has changed');
    expect(changed.text).toContain('Pay €29.95');
    expect(await statusOf(path)).toBe('created');
    expect((await post(path, { ...changed.hidden, action: 'pay' })).status).toBe(303);
  });

  test('that shows another account than the sale has now pays nothing', async () => {
    const { secuconnect, create, get, post, pay, sale } = checkoutFixture();
    const { id } = await secuconnect.payment.containers.create({
      type: 'bank_account',
      private: { owner: 'Erika Beispiel', iban: 'DE37503240001000000524' },
    });
    const path = await create({ customer: KNOWN, container: { id } } as never);
    const { hidden } = await get(`${path}?method=debit`);
    await pay(path, 'debit', { asked: 'instrument', ...ACCOUNT, iban: 'DE80120300000000000051' });
    expect((await sale(path)).status).toBe('failed');
    const { status, text } = await post(path, { ...hidden, action: 'pay' });
    expect(status).toBe(409);
    expect(text).toContain('DE80 XXXX');
    expect((await sale(path)).status).toBe('failed');
  });

  test('from before a declined payment keeps what was entered', async () => {
    const { create, get, post, statusOf } = checkoutFixture();
    const path = await create({ customer: KNOWN } as never);
    const { hidden } = await get(`${path}?method=debit`);
    const { location } = await post(path, { ...hidden, ...ACCOUNT, action: 'check' });
    const first = await get(location!);
    await post(path, { ...first.hidden, result: 'decline', action: 'pay' });
    expect(await statusOf(path)).toBe('failed');
    const again = await get(location!);
    expect(again.text).toContain('DE37 XXXX');
    expect((await post(path, { ...again.hidden, result: 'approve', action: 'pay' })).location).toBe(
      RETURN_URLS.url_success,
    );
    expect(await statusOf(path)).toBe('ok');
  });

  test.each(['', 'guessed'])('with the token %j of another site pays nothing', async (form_token) => {
    const { create, review, post, statusOf } = checkoutFixture();
    const path = await create();
    const { hidden } = await review(path, 'debit', { ...ADDRESS, ...ACCOUNT });
    const { status, text } = await post(path, { ...hidden, form_token, action: 'pay' });
    expect(status).toBe(403);
    expect(text).toContain('This form has expired');
    expect((await post(path, { form_token, action: 'abort' })).status).toBe(403);
    expect(await statusOf(path)).toBe('created');
  });

  test('with wrong data pays nothing, also in the last step', async () => {
    const { create, review, post, statusOf } = checkoutFixture();
    const path = await create();
    const { hidden } = await review(path, 'debit', { ...ADDRESS, ...ACCOUNT });
    const long = 'x'.repeat(51);
    for (const wrong of [{ iban: 'DE00' }, { surname: long }, { country: 'XX' }, { street: '' }])
      expect((await post(path, { ...hidden, ...wrong, action: 'pay' })).status).toBe(400);
    expect((await post(path, { ...hidden, method: 'cash', action: 'pay' })).status).toBe(404);
    expect(await statusOf(path)).toBe('created');
  });

  test('that is too large, or not one, is rejected', async () => {
    const { create, fetchPage, post } = checkoutFixture();
    const path = await create();
    expect((await post(path, { owner: 'x'.repeat(17_000) })).status).toBe(413);
    expect((await fetchPage(path, '{"action":"pay"}')).status).toBe(403);
  });
});

describe('a sale that is over', () => {
  test.each([
    ['cancelled', 'cancel'],
    ['aborted', 'abort'],
  ] as const)('%s cannot be paid', async (_, call) => {
    const { create, get, review, post, secuconnect, idIn, sandbox } = checkoutFixture();
    const path = await create();
    const { hidden } = await review(path, 'debit', { ...ADDRESS, ...ACCOUNT });
    await secuconnect.smart.transactions[call](idIn(path));
    expect((await get(path)).text).toContain('This order was cancelled');
    expect((await post(path, { ...hidden, action: 'pay' })).status).toBe(409);
    expect(sandbox.control.ids('payment.transactions')).toEqual([]);
  });
});

test('what comes from elsewhere is escaped on every page', async () => {
  const { create, get, review, pay } = checkoutFixture();
  const path = await create({
    transactionRef: HOSTILE,
    basket: { products: [{ id: 1, desc: HOSTILE, quantity: 1, priceOne: 1995 }] } as never,
    application_context: { return_urls: { url_success: `https://shop.example/?${HOSTILE}`, url_error: HOSTILE } },
    customer: { contact: { forename: HOSTILE, surname: HOSTILE } },
  } as never);
  const entered = { ...ADDRESS, street: HOSTILE.slice(0, 50), ...ACCOUNT, owner: HOSTILE };
  const texts = [(await get(path)).text, (await get(`${path}?method=debit`)).text];
  texts.push((await review(path, 'debit', entered)).text);
  await pay(path, 'prepaid', { ...ADDRESS, surname: HOSTILE });
  texts.push((await get(path)).text);
  for (const text of texts) expect(text).not.toContain('<script');
});

test('the forms may lead to the shop, and to nowhere else', async () => {
  const { create, get } = checkoutFixture();
  const policy = (await get(await create())).headers.get('content-security-policy');
  expect(policy).toContain("form-action 'self' https://shop.example;");
});

import { Secuconnect } from '@secuconnect/client';
import { startSandbox, type SandboxServer } from '@secuconnect/sandbox/server';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { accessibilityProblems } from '../src/accessibility.ts';
import { chromiumPath, startBrowser } from '../src/browser.ts';
import { tabTo } from '../src/keyboard.ts';
import { keepScreenshot } from '../src/screenshots.ts';

const PAYER = {
  contact: {
    forename: 'Erika',
    surname: 'Beispiel',
    address: { street: 'Musterweg', street_number: '12a', postal_code: '01896', city: 'Pulsnitz', country: 'DE' },
  },
} as const;
const HOSTILE = `"><img src=x onerror="document.title='taken'"><script>document.title='taken'</script>`;

describe.skipIf(chromiumPath === undefined)('the pages of the operator', () => {
  let browser: Browser;
  let sandbox: SandboxServer;
  let secuconnect: Secuconnect;
  let receiverStatus = 200;

  beforeAll(async () => {
    browser = await startBrowser();
  });
  beforeEach(async () => {
    receiverStatus = 200;
    const receive = (async () => new Response('', { status: receiverStatus })) as typeof fetch;
    sandbox = await startSandbox({ port: 0, seed: 1, clock: '2026-03-02T10:00:00+01:00', fetch: receive });
    const auth = { clientId: 'shop', clientSecret: 'secret' };
    secuconnect = new Secuconnect({ baseUrl: sandbox.baseUrl, auth });
  });
  afterEach(async () => sandbox.close());
  afterAll(async () => browser?.close());

  const create = async (transactionRef: string, sum = 1995, surname: string = PAYER.contact.surname) => {
    const { id } = await secuconnect.smart.transactions.create({
      intent: 'sale',
      customer: { contact: { ...PAYER.contact, surname } },
      basket_info: { sum, currency: 'EUR' },
      transactionRef,
      payment_context: { auto_capture: true },
      application_context: { return_urls: { url_push: 'https://shop.example/push?signature=secret' } },
    });
    return id;
  };
  const statusOf = async (id: string) => (await secuconnect.smart.transactions.get(id)).status;
  const leftOf = async (id: string) => {
    const { transactions = [] } = await secuconnect.smart.transactions.get(id);
    return (await secuconnect.payment.transactions.checkStatus(transactions[0]!.id!)).amount;
  };
  const open = async (path = '/', options: Parameters<Browser['newPage']>[0] = {}): Promise<Page> => {
    const page = await browser.newPage(options);
    await page.goto(`${sandbox.url}/_sandbox${path}`);
    return page;
  };
  const isLive = (page: Page) => page.getByText('live', { exact: true }).waitFor();
  const said = async (page: Page, text: string) => page.locator('#said').getByText(text).waitFor();

  test('pays, declines, refunds and resends a push with the mouse', async () => {
    const [paid, declined] = [await create('Order 1'), await create('Order 2')];
    const page = await open();
    await page.getByRole('link', { name: paid }).click();
    await page.getByLabel('Payment method').selectOption('debit');
    await page.getByRole('button', { name: 'Approve' }).click();
    await said(page, 'Done: approve.');
    expect(await statusOf(paid)).toBe('ok');
    await page.getByLabel('Amount in minor units').fill('500');
    await page.getByRole('button', { name: 'Refund a part' }).click();
    await said(page, 'Done: refund.');
    expect(await leftOf(paid)).toBe(1495);
    await page.getByLabel('Amount in minor units').fill('1496');
    await page.getByRole('button', { name: 'Refund all of it' }).click({ trial: true });
    expect(
      await page
        .getByLabel('Amount in minor units')
        .evaluate((field: HTMLInputElement) => field.validity.rangeOverflow),
    ).toBe(true);

    await page.getByRole('link', { name: 'Sales' }).click();
    await page.getByRole('link', { name: declined }).click();
    await page.getByRole('button', { name: 'Decline' }).click();
    await said(page, 'Done: decline.');
    expect(await statusOf(declined)).toBe('failed');

    await sandbox.control.advance(0);
    await page.getByRole('link', { name: 'Pushes' }).click();
    const attempts = () => sandbox.control.pushes.log().reduce((sum, { attempts: made }) => sum + made.length, 0);
    const before = attempts();
    await page
      .getByRole('button', { name: /^Resend/ })
      .first()
      .click();
    await said(page, 'is sent again.');
    await sandbox.control.advance(0);
    expect(attempts()).toBe(before + 1);
    await page.close();
  });

  test('does the same with the keyboard alone', async () => {
    const [paid, declined] = [await create('Order 1'), await create('Order 2')];
    const page = await open();
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Skip to the content');
    await page.keyboard.press('Enter');
    await tabTo(page, 'link', paid);
    await page.keyboard.press('Enter');
    await tabTo(page, 'button', 'Approve');
    await page.keyboard.press('Enter');
    await said(page, 'Done: approve.');
    // The button is gone; the keyboard goes on at the result, above the rest.
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('said');
    await tabTo(page, 'spinbutton', 'Amount in minor units');
    await page.keyboard.press('ControlOrMeta+A');
    await page.keyboard.type('500');
    await tabTo(page, 'button', 'Refund a part');
    await page.keyboard.press('Enter');
    await said(page, 'Done: refund.');
    expect(await leftOf(paid)).toBe(1495);

    await page.goto(`${sandbox.url}/_sandbox/`);
    await tabTo(page, 'link', declined);
    await page.keyboard.press('Enter');
    await tabTo(page, 'button', 'Decline');
    await page.keyboard.press('Enter');
    await said(page, 'Done: decline.');
    expect(await statusOf(declined)).toBe('failed');

    await sandbox.control.advance(0);
    await page.goto(`${sandbox.url}/_sandbox/`);
    await tabTo(page, 'link', 'Pushes');
    await page.keyboard.press('Enter');
    const [newest] = sandbox.control.pushes.log().slice(-1);
    await tabTo(page, 'button', `Resend ${newest!.id}`);
    await page.keyboard.press('Enter');
    await said(page, `The push ${newest!.id} is sent again.`);
    await page.close();
  });

  test('shows what the API changes without being loaded again, and keeps what a person does', async () => {
    const id = await create('Order 1');
    const page = await open(`/transactions/${id}`, { viewport: { width: 1000, height: 400 } });
    await isLive(page);
    await page.evaluate(() => Object.assign(globalThis, { stays: true }));
    await page.getByText('As JSON, with account').click();
    await secuconnect.smart.transactions.start(id, 'prepaid');
    const field = page.getByRole('button', { name: 'The transfer arrives' }).locator('..').getByLabel('Amount');
    await field.fill('17');
    await page.evaluate(() => window.scrollTo(0, 120));
    const before = await page.evaluate(() => window.scrollY);
    await sandbox.control.advance(0);
    await create('Order 2');
    await page.locator('.timeline').getByText('Attempt 1 of').waitFor();
    expect(await field.inputValue()).toBe('17');
    expect(await field.evaluate((element) => element === document.activeElement)).toBe(true);
    expect(await page.locator('details[data-key="json"]').evaluate((details: HTMLDetailsElement) => details.open)).toBe(
      true,
    );
    expect(await page.evaluate(() => window.scrollY)).toBe(before);
    expect(await page.evaluate(() => 'stays' in globalThis)).toBe(true);
    await sandbox.control.advance('24h');
    await page.locator('dl').getByText('completed').waitFor();
    // Heard once, and politely.
    await page.locator('#news[role="status"]').getByText('The sale is ok, its payment completed.').waitFor();
    await page.close();
  });

  test('new sales appear in the list above the others', async () => {
    await create('Order 1');
    const page = await open();
    await isLive(page);
    await page.getByRole('searchbox').fill('half a word');
    const second = await create('Order 2');
    await page.getByRole('link', { name: second }).waitFor();
    expect(await page.locator('tbody a').first().textContent()).toBe(second);
    expect(await page.getByRole('searchbox').inputValue()).toBe('half a word');
    await page.close();
  });

  test('comes back when the sandbox was away, and says so', async () => {
    const { port } = new URL(sandbox.url);
    const page = await open();
    await isLive(page);
    await sandbox.close();
    await page.getByText('not connected').waitFor();
    sandbox = await startSandbox({ port: Number(port), seed: 1 });
    secuconnect = new Secuconnect({ baseUrl: sandbox.baseUrl, auth: { clientId: 'shop', clientSecret: 'secret' } });
    await isLive(page);
    const id = await create('Order 1');
    await page.getByRole('link', { name: id }).waitFor();
    expect(await page.locator('tbody tr').count()).toBe(1);
    await page.close();
  });

  test('a form from before a restart says what to do', async () => {
    const id = await create('Order 1');
    const page = await open(`/transactions/${id}`);
    // In one step: the page may bring its forms up to date at any time.
    await page.getByRole('button', { name: 'Approve' }).evaluate((button: HTMLButtonElement) => {
      (button.form!.elements.namedItem('form_token') as HTMLInputElement).value = 'old';
      button.click();
    });
    await said(page, 'This form is from before a restart.');
    expect(await statusOf(id)).toBe('created');
    await page.close();
  });

  test('works without JavaScript', async () => {
    const id = await create('Order 1');
    const page = await open('/', { javaScriptEnabled: false });
    await page.getByRole('link', { name: id }).click();
    await page.getByRole('button', { name: 'Approve' }).click();
    await page.getByRole('status').getByText('Done: approve.').waitFor();
    expect(await statusOf(id)).toBe('ok');
    await page.getByRole('button', { name: 'Refund all of it' }).click();
    await page.getByText('Done: refund.').waitFor();
    await page.getByRole('link', { name: 'Platform' }).click();
    await page.getByText('Reset the sandbox').click();
    await page.getByRole('button', { name: 'Reset' }).click();
    // The browser asks for the confirmation.
    expect(sandbox.control.ids('smart.transactions')).toEqual([id]);
    await page.getByLabel('Forget everything').check();
    await page.getByRole('button', { name: 'Reset' }).click();
    await page.getByText('Everything was forgotten.').waitFor();
    expect(sandbox.control.ids('smart.transactions')).toEqual([]);
    await page.close();
  });

  test('the cashier answers a terminal that waits', async () => {
    sandbox.control.changeSettings({ terminalDelay: 300_000 });
    const page = await open('/platform');
    await isLive(page);
    const { id } = await secuconnect.smart.transactions.create({
      idents: [],
      basket_info: { sum: 2350, currency: 'EUR' },
    });
    const paying = secuconnect.smart.transactions.start(id, 'cashless');
    await page.getByRole('link', { name: 'Platform 1 waiting' }).waitFor();
    await page.getByRole('button', { name: 'Approve' }).click();
    expect((await paying).status).toBe('ok');
    await page.getByText('No terminal waits.').waitFor();
    await page.goto(`${sandbox.url}/_sandbox/transactions/${id}`);
    expect(await page.getByRole('group', { name: 'Receipt' }).textContent()).toContain('23,50 EUR');
    await page.close();
  });

  test('a hostile name stays a name', async () => {
    const id = await create(HOSTILE, 1995, HOSTILE);
    sandbox.control.seed({ 'smart.transactions': [{ id: HOSTILE, status: 'created' }] });
    const page = await open();
    for (const path of ['/', `/transactions/${id}`, `/transactions/${encodeURIComponent(HOSTILE)}`, '/requests']) {
      await page.goto(`${sandbox.url}/_sandbox${path}`);
      await isLive(page);
      await create('Order 2');
      expect(await page.title()).not.toBe('taken');
      expect(await page.locator('img').count()).toBe(0);
    }
    await page.close();
  });

  describe('each page', () => {
    /** One sale in each situation, a push that fails, a device, a terminal and a fault. */
    async function everything(): Promise<string[]> {
      const [paid, waiting, unpaid, failed] = [
        await create('Order 10042', 4990),
        await create('Order 10043', 12_900),
        await create('Order 10044', 1995),
        await create('Order 10045', 350),
      ];
      sandbox.control.payers.checkout(paid, { method: 'debit' });
      await sandbox.control.advance(0);
      receiverStatus = 503;
      await secuconnect.smart.transactions.start(waiting, 'prepaid');
      await sandbox.control.advance('2m');
      receiverStatus = 200;
      sandbox.control.payers.checkout(failed, { method: 'debit', result: 'decline' });
      const { transactions = [] } = await secuconnect.smart.transactions.get(paid);
      await secuconnect.payment.transactions.cancel(transactions[0]!.id!, { reduce_amount_by: 990 });
      await sandbox.control.advance('20m');
      const sold = await secuconnect.smart.transactions.create({
        idents: [],
        basket_info: { sum: 590, currency: 'EUR' },
        basket: { products: [{ item_type: 'article', desc: 'Kaffee, groß', quantity: 2, priceOne: 295 }] },
      });
      await secuconnect.smart.transactions.start(sold.id, 'cash');
      sandbox.control.faults.add({ kind: 'cut-body', operation: 'prepaid.*', times: 3 });
      sandbox.control.save('with sales');
      await fetch(`${sandbox.url}/oauth/token`, {
        method: 'POST',
        body: new URLSearchParams({
          grant_type: 'device',
          client_id: 'till',
          client_secret: 'x',
          uuid: '/vendor/till/1',
        }),
      });
      sandbox.control.changeSettings({ terminalDelay: 300_000 });
      const { id } = await secuconnect.smart.transactions.create({
        idents: [],
        basket_info: { sum: 2350, currency: 'EUR' },
      });
      secuconnect.smart.transactions.start(id, 'cashless').catch(() => undefined);
      const sales = [paid, waiting, unpaid, failed, sold.id, id].map((sale) => `/transactions/${sale}`);
      return [
        '/',
        '/?text=nothing',
        '/payments',
        `/payments/${transactions[0]!.id}`,
        '/pushes',
        '/requests',
        '/platform',
        '/transactions/x',
        ...sales,
      ];
    }

    test.each(['light', 'dark'] as const)('is accessible in %s, also with all of it open', async (colorScheme) => {
      const paths = await everything();
      const page = await open('/', { colorScheme });
      for (const path of paths) {
        await page.goto(`${sandbox.url}/_sandbox${path}`);
        await page.locator('details').evaluateAll((all: HTMLDetailsElement[]) => {
          for (const details of all) details.open = true;
        });
        expect(await accessibilityProblems(page), path).toEqual([]);
      }
      await page.getByRole('button', { name: 'Decline' }).click();
      await page.getByRole('status').getByText('decline').waitFor();
      expect(await accessibilityProblems(page)).toEqual([]);
      await page.close();
    });

    test('fits a phone, without scrolling to the side', async () => {
      const paths = await everything();
      const page = await open('/', { viewport: { width: 360, height: 700 } });
      for (const path of paths) {
        await page.goto(`${sandbox.url}/_sandbox${path}`);
        const width = await page.evaluate(() => document.documentElement.scrollWidth);
        expect(width, path).toBeLessThanOrEqual(360);
      }
      await page.close();
    });

    test('has diagrams without labels that overlap', async () => {
      const paths = await everything();
      const page = await open();
      for (const path of paths.filter((one) => one.startsWith('/transactions/STX') || one.startsWith('/payments/'))) {
        await page.goto(`${sandbox.url}/_sandbox${path}`);
        const overlaps = await page.locator('svg.states').evaluateAll((drawings) =>
          drawings.flatMap((drawing) => {
            const labels = [...drawing.querySelectorAll('text')].map((text) => ({
              text,
              box: text.getBoundingClientRect(),
            }));
            const isOver = (one: DOMRect, other: DOMRect): boolean =>
              one.left < other.right &&
              other.left < one.right &&
              one.top + 2 < other.bottom &&
              other.top + 2 < one.bottom;
            const pairs = labels.flatMap((one, index) =>
              labels
                .slice(index + 1)
                .filter(({ box }) => isOver(one.box, box))
                .map(({ text }) => `${one.text.textContent} ${text.textContent}`),
            );
            const wide = labels
              .filter(
                ({ text, box }) => box.width > text.parentElement!.querySelector('rect')!.getBoundingClientRect().width,
              )
              .map(({ text }) => text.textContent);
            return [...pairs, ...wide];
          }),
        );
        expect(overlaps, path).toEqual([]);
      }
      await page.close();
    });

    test('looks as the guide shows it', async () => {
      const [, , , payment] = await everything();
      expect(payment).toContain('/payments/');
      const [paid] = sandbox.control.ids('smart.transactions');
      for (const [path, name, colorScheme, height] of [
        ['/', 'operator-list', 'light', 480],
        [`/transactions/${paid}`, 'operator-transaction', 'light', 1340],
        [`/transactions/${paid}`, 'operator-transaction-dark', 'dark', 890],
      ] as const) {
        const page = await open(path, { colorScheme, viewport: { width: 1000, height: 300 } });
        await isLive(page);
        expect(await page.locator('h1').count()).toBe(1);
        await keepScreenshot(page, name, height);
        await page.close();
      }
    });
  });
});

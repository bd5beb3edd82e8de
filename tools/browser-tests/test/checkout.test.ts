import { Secuconnect, type SecuconnectOptions } from '@secuconnect/client';
import { startSandbox, type SandboxServer } from '@secuconnect/sandbox/server';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { accessibilityProblems } from '../src/accessibility.ts';
import { chromiumPath, startBrowser } from '../src/browser.ts';
import { startShop, type LocalShop } from '../src/local-shop.ts';
import { keepScreenshot } from '../src/screenshots.ts';

const ENTERED = [
  ['First name', 'Erika'],
  ['Last name', 'Beispiel'],
  ['Street', 'Musterweg'],
  ['House number (optional)', '12a'],
  ['Postal code', '01896'],
  ['Town', 'Pulsnitz'],
] as const;
const ACCOUNT = [
  ['Account holder', 'Erika Beispiel'],
  ['IBAN', 'DE37 5032 4000 1000 0005 24'],
] as const;
const PRODUCTS = [
  { id: 1, desc: 'Filter coffee, 500 g', quantity: 2, priceOne: 895, tax: 7 },
  { id: 2, desc: 'Hand grinder', quantity: 1, priceOne: 4900, tax: 19 },
  { id: 3, item_type: 'shipping', desc: 'Shipping', quantity: 1, priceOne: 490, tax: 19 },
];

describe.skipIf(chromiumPath === undefined)('the hosted checkout', () => {
  let browser: Browser;
  let sandbox: SandboxServer;
  let shop: LocalShop;
  let secuconnect: Secuconnect;

  beforeAll(async () => {
    [browser, sandbox, shop] = await Promise.all([
      startBrowser(),
      startSandbox({ port: 0, seed: 1, clock: '2026-03-02T10:00:00+01:00' }),
      startShop(),
    ]);
    secuconnect = new Secuconnect(sandbox.options() as SecuconnectOptions);
  });
  afterAll(async () => {
    await browser?.close();
    await Promise.all([sandbox?.close(), shop?.close()]);
  });

  const create = async (hasUrls = true): Promise<{ id: string; link: string }> => {
    const { id, payment_links } = await secuconnect.smart.transactions.create({
      contract: { id: 'GCR_2K8NXW4PR7M1Q5T9V3Y6Z0B2D4F8H1' },
      is_demo: true,
      customer: {},
      transactionRef: 'Order 10042',
      basket: { products: PRODUCTS },
      basket_info: { sum: 7180, currency: 'EUR' },
      payment_context: { auto_capture: true },
      ...(hasUrls && { application_context: { return_urls: shop.urls } }),
    });
    return { id, link: payment_links!.general! };
  };
  const statusOf = async (id: string) => (await secuconnect.smart.transactions.get(id)).status;

  const open = async (link: string, options: Parameters<Browser['newPage']>[0] = {}): Promise<Page> => {
    const page = await browser.newPage(options);
    await page.goto(link);
    return page;
  };
  const enter = async (page: Page, fields: readonly (readonly [string, string])[]): Promise<void> => {
    for (const [label, value] of fields) await page.getByLabel(label, { exact: true }).fill(value);
  };
  const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).click();
  const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name }).waitFor();

  /** From the first step to the last one, by direct debit. */
  const goToReview = async (page: Page): Promise<void> => {
    await page.getByRole('link', { name: 'Direct debit' }).click();
    await enter(page, [...ENTERED, ...ACCOUNT]);
    await press(page, 'Continue');
    await heading(page, 'Check and pay');
  };

  test('is paid with the mouse, and returns to the shop', async () => {
    const { id, link } = await create();
    const page = await open(link);
    await goToReview(page);
    await press(page, 'Pay €71.80');
    await heading(page, 'Shop: /success');
    expect(await statusOf(id)).toBe('ok');
    await page.goto(link);
    await heading(page, 'Paid. Thank you!');
    await page.close();
  });

  test('is paid with the keyboard alone, without JavaScript', async () => {
    const { id, link } = await create();
    const page = await open(link, { javaScriptEnabled: false });
    const tabTo = async (selector: string): Promise<void> => {
      for (let presses = 0; presses < 40; presses += 1) {
        if ((await page.locator(`${selector}:focus`).count()) > 0) return;
        await page.keyboard.press('Tab');
      }
      throw new Error(`The keyboard does not reach ${selector}`);
    };
    await tabTo('a[href$="method=debit"]');
    await page.keyboard.press('Enter');
    await heading(page, 'Direct debit');
    for (const [name, value] of [
      ['forename', 'Erika'],
      ['surname', 'Beispiel'],
      ['street', 'Musterweg'],
      ['postal_code', '01896'],
      ['city', 'Pulsnitz'],
      ['owner', 'Erika Beispiel'],
      ['iban', 'DE37503240001000000524'],
    ]) {
      await tabTo(`[name=${name}]`);
      await page.keyboard.type(value!);
    }
    await page.keyboard.press('Enter');
    await heading(page, 'Check and pay');
    await tabTo('[value=pay]');
    await page.keyboard.press('Enter');
    await heading(page, 'Shop: /success');
    expect(await statusOf(id)).toBe('ok');
    await page.close();
  });

  test('is declined when the tester says so, and can be tried again', async () => {
    const { id, link } = await create();
    const page = await open(link);
    await goToReview(page);
    await page.getByLabel('The bank declines').check();
    await press(page, 'Pay €71.80');
    await heading(page, 'Shop: /error');
    expect(await statusOf(id)).toBe('failed');
    await page.goto(link);
    expect(await page.getByRole('alert').textContent()).toContain('was declined');
    await page.getByRole('link', { name: 'Purchase on account' }).click();
    await press(page, 'Continue');
    await press(page, 'Pay €71.80');
    await heading(page, 'Shop: /success');
    expect(await statusOf(id)).toBe('ok');
    await page.close();
  });

  test('is left without a payment', async () => {
    const { id, link } = await create();
    const page = await open(link);
    await press(page, 'Cancel');
    await heading(page, 'Shop: /abort');
    expect(await statusOf(id)).toBe('created');
    await page.close();
  });

  test('in advance says where to transfer the money, which arrives with the clock', async () => {
    const { id, link } = await create();
    const page = await open(link);
    await page.getByRole('link', { name: 'Payment in advance' }).click();
    await enter(page, ENTERED);
    await press(page, 'Continue');
    await press(page, 'Pay €71.80');
    await heading(page, 'Please transfer the money');
    expect(await page.locator('dl').textContent()).toMatch(/TA \d+/);
    expect(await statusOf(id)).toBe('pending');
    await page.reload();
    await heading(page, 'Please transfer the money');
    await sandbox.control.advance('24h');
    await page.reload();
    await heading(page, 'Paid. Thank you!');
    await page.getByRole('link', { name: 'Back to Example Coffee GmbH' }).click();
    await heading(page, 'Shop: /success');
    await page.close();
  });

  test.each([
    ['Approve', 'success', 'ok'],
    ['Decline', 'error', 'failed'],
  ])('goes over the page of PayPal, where %s leads to the %s page', async (button, path, status) => {
    const { id, link } = await create();
    const page = await open(link);
    await page.getByRole('link', { name: 'PayPal' }).click();
    await enter(page, ENTERED);
    await press(page, 'Continue');
    await press(page, 'Continue to PayPal');
    await heading(page, 'Confirm your payment: PayPal');
    await press(page, button);
    await heading(page, `Shop: /${path}`);
    expect(await statusOf(id)).toBe(status);
    await page.close();
  });

  test('pays once, when the button is clicked twice', async () => {
    const { id, link } = await create();
    const page = await open(link);
    await goToReview(page);
    await page.getByRole('button', { name: 'Pay €71.80' }).dblclick();
    await heading(page, 'Shop: /success');
    expect((await secuconnect.smart.transactions.get(id)).transactions).toHaveLength(1);
    await page.close();
  });

  test('says in a second window that it is paid, and does not pay again after the back button', async () => {
    const { id, link } = await create(false);
    const [first, second] = [await open(link), await open(link)];
    await goToReview(first);
    await goToReview(second);
    await press(first, 'Pay €71.80');
    await heading(first, 'Paid. Thank you!');
    await press(second, 'Pay €71.80');
    await heading(second, 'Paid. Thank you!');
    expect(await second.getByRole('alert').textContent()).toContain('in another window');
    await first.goBack();
    await heading(first, 'Paid. Thank you!');
    await first.goBack();
    await heading(first, 'Paid. Thank you!');
    expect((await secuconnect.smart.transactions.get(id)).transactions).toHaveLength(1);
    await Promise.all([first.close(), second.close()]);
  });

  test('is paid after a declined attempt and the back button', async () => {
    const { id, link } = await create();
    const page = await open(link);
    await goToReview(page);
    await page.getByLabel('The bank declines').check();
    await press(page, 'Pay €71.80');
    await heading(page, 'Shop: /error');
    await page.goBack();
    await heading(page, 'Check and pay');
    await page.getByLabel('It succeeds', { exact: true }).check();
    await press(page, 'Pay €71.80');
    await heading(page, 'Shop: /success');
    expect(await statusOf(id)).toBe('ok');
    await page.close();
  });

  test.each(['light', 'dark'] as const)('is accessible in each step, and fits a phone, in %s', async (colorScheme) => {
    const { link } = await create();
    const page = await open(link, { colorScheme, viewport: { width: 360, height: 740 } });
    const check = async (title: string): Promise<void> => {
      await heading(page, title);
      expect(await accessibilityProblems(page), title).toEqual([]);
      expect(await page.evaluate('document.documentElement.scrollWidth'), title).toBeLessThanOrEqual(360);
    };
    await check('How would you like to pay?');
    await page.getByRole('link', { name: 'Credit card' }).click();
    await check('Credit card');
    await page.getByText('Sandbox: test data').click();
    await check('Credit card');
    await press(page, 'Continue');
    await page.getByRole('alert').waitFor();
    await check('Credit card');
    expect(await page.locator('[role=alert]:focus').count()).toBe(1);
    await page.goto(`${link}?method=debit`);
    await enter(page, [...ENTERED, ...ACCOUNT]);
    await press(page, 'Continue');
    await check('Check and pay');
    await press(page, 'Change');
    await check('Direct debit');
    await page.goto(`${link}?method=paypal`);
    await enter(page, ENTERED);
    await press(page, 'Continue');
    await press(page, 'Continue to PayPal');
    await check('Confirm your payment: PayPal');
    // The payer is known from the attempt before.
    await page.goto(`${link}?method=prepaid`);
    await press(page, 'Pay €71.80');
    await check('Please transfer the money');
    await sandbox.control.advance('24h');
    await page.reload();
    await check('Paid. Thank you!');
    await page.goto(`${sandbox.url}/checkout/STX_UNKNOWN`);
    await check('There is no such payment');
    await page.close();
  });

  test('looks as in the guide', async () => {
    const { link } = await create();
    const page = await open(link, { colorScheme: 'light', viewport: { width: 960, height: 600 } });
    await heading(page, 'How would you like to pay?');
    await keepScreenshot(page, 'checkout-method');
    await goToReview(page);
    expect(await page.getByRole('group', { name: 'Sandbox: how does it end?' }).count()).toBe(1);
    await keepScreenshot(page, 'checkout-result');
    await page.close();
  });
});

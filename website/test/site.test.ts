import { createServer, type Server } from 'node:http';
import { existsSync, globSync, readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { accessibilityProblems } from '../../tools/browser-tests/src/accessibility.ts';
import { chromiumPath, startBrowser } from '../../tools/browser-tests/src/browser.ts';
import { SITE } from '../src/pages.ts';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.woff2': 'font/woff2',
};
/** One page of each kind. `pnpm docs:accessibility` checks all. */
const SAMPLE = [
  '',
  'guides/payments.html',
  'configuration.html',
  'reference/payment-transactions.html',
  'reference/models/SmartTransaction.html',
  'exports/@secuconnect.client.flows.html',
  'reliability.html',
  'sandbox.html',
  '404.html',
];
const PAGES =
  process.env['SITE_PAGES'] === 'all'
    ? globSync('**/*.html', { cwd: SITE })
        .map((path) => path.replaceAll('\\', '/'))
        .sort()
    : SAMPLE;
/** For a busy machine, in ms. */
const PATIENCE = { timeout: 30_000, interval: 100 };
const PHONE = { width: 360, height: 740 };
const DESKTOP = { width: 1280, height: 800 };

/** Serves the built site as a static host does. */
function serveSite(): Promise<Server> {
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url ?? '/', 'http://site').pathname);
    const file = join(SITE, normalize(path.endsWith('/') ? `${path}index.html` : path));
    if (!file.startsWith(SITE) || !existsSync(file)) return void response.writeHead(404).end();
    response.writeHead(200, { 'content-type': TYPES[extname(file)] ?? 'application/octet-stream' });
    response.end(readFileSync(file));
  });
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)));
}

describe.skipIf(chromiumPath === undefined)('the site of the documentation', () => {
  let browser: Browser;
  let server: Server;
  let url: string;

  beforeAll(async () => {
    [browser, server] = await Promise.all([startBrowser(), serveSite()]);
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  });
  afterAll(async () => {
    await browser?.close();
    server?.close();
  });

  describe.each([
    ['a phone', PHONE, 'light'],
    ['a desktop', DESKTOP, 'dark'],
  ] as const)('on %s', (_, viewport, colorScheme) => {
    test.each(PAGES)('/%s is accessible, and is not wider than the screen', async (path) => {
      const page = await browser.newPage({ viewport, colorScheme });
      try {
        await page.goto(url + path);
        await page.locator('h1').first().waitFor();
        const width = await page.evaluate(() => document.documentElement.scrollWidth);
        expect(width).toBeLessThanOrEqual(viewport.width);
        expect(await accessibilityProblems(page)).toEqual([]);
      } finally {
        await page.close();
      }
    });
  });

  test('draws the state diagrams', async () => {
    const page = await browser.newPage({ viewport: DESKTOP });
    await page.goto(`${url}sandbox.html`);
    const sizes = await page
      .locator('.diagram img')
      .evaluateAll((pictures) => pictures.map((picture) => (picture as HTMLImageElement).naturalWidth));
    expect(sizes).toHaveLength(2);
    for (const width of sizes) expect(width).toBeGreaterThan(300);
    await page.close();
  });

  test('can be read without JavaScript', async () => {
    const page = await browser.newPage({ viewport: DESKTOP, javaScriptEnabled: false });
    await page.goto(`${url}guides/payments.html`);
    expect(await page.locator('main h1').isVisible()).toBe(true);
    expect(await page.locator('main pre code').first().isVisible()).toBe(true);
    await page.getByRole('link', { name: 'Pushes' }).first().click();
    expect(page.url()).toMatch(/guides\/pushes/);
    await page.goto(`${url}404.html`);
    expect(await page.locator('h1').isVisible()).toBe(true);
    await page.close();
  });

  test('finds a page by the keyboard alone', async () => {
    const page = await browser.newPage({ viewport: DESKTOP });
    await page.goto(url);
    const search = page.getByRole('searchbox');
    // The page listens to keys once its script runs.
    await vi.waitFor(async () => {
      await page.keyboard.press('Control+k');
      await search.waitFor({ timeout: 1_000 });
    }, PATIENCE);
    await search.fill('idempotency key');
    await page.locator('#localsearch-list [role=option]').first().waitFor();
    await page.keyboard.press('Enter');
    // The address changes before the page does.
    await page.getByRole('heading', { level: 1, name: 'Retries' }).waitFor();
    expect(page.url()).toContain('/guides/retries');
    await page.close();
  });
});

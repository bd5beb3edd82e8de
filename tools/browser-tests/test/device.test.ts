import { startSandbox, type SandboxServer } from '@secuconnect/sandbox/server';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { accessibilityProblems } from '../src/accessibility.ts';
import { chromiumPath, startBrowser } from '../src/browser.ts';

describe.skipIf(chromiumPath === undefined)('the page on which a device is approved', () => {
  let browser: Browser;
  let sandbox: SandboxServer;

  beforeAll(async () => {
    [browser, sandbox] = await Promise.all([startBrowser(), startSandbox({ port: 0, seed: 1 })]);
  });
  afterAll(async () => {
    await browser?.close();
    await sandbox?.close();
  });

  const askForCode = async (): Promise<{ user_code: string; verification_url: string }> => {
    const response = await fetch(`${sandbox.url}/oauth/token`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        grant_type: 'device',
        client_id: 'till',
        client_secret: 'secret',
        uuid: '/vendor/till/cash register/1',
      }),
    });
    return (await response.json()) as { user_code: string; verification_url: string };
  };

  test.each(['light', 'dark'] as const)(
    'approves with the keyboard alone, without JavaScript, in %s',
    async (colorScheme) => {
      const { user_code: userCode } = await askForCode();
      const page = await browser.newPage({ colorScheme, javaScriptEnabled: false });
      await page.goto(`${sandbox.url}/device`);
      await page.keyboard.press('Tab');
      await page.keyboard.type(userCode);
      await page.keyboard.press('Enter');
      await page.getByRole('status').waitFor();
      expect(await page.getByRole('status').textContent()).toContain(`${userCode} was approved`);
      expect(sandbox.control.oauth.waiting()).toEqual([]);
      await page.close();
    },
  );

  test.each(['light', 'dark'] as const)('is accessible in %s', async (colorScheme) => {
    await askForCode();
    const page = await browser.newPage({ colorScheme });
    await page.goto(`${sandbox.url}/device?user_code=TYPO`);
    expect(await accessibilityProblems(page)).toEqual([]);
    await page.getByRole('button', { name: 'Approve' }).click();
    await page.getByRole('alert').waitFor();
    expect(await accessibilityProblems(page)).toEqual([]);
    await page.close();
  });
});

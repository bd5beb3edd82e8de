import { Hono } from 'hono';
import { describe, expect, test } from 'vitest';
import { devicePage } from '../../src/oauth/device-page.ts';
import { oauthFixture, UUID } from './oauth-fixture.ts';

/** The page of a sandbox at its path. */
function pageFixture() {
  const fixture = oauthFixture();
  const app = new Hono().route('/device', devicePage(fixture.oauth));
  const get = async (query = ''): Promise<string> => (await app.request(`/device${query}`)).text();
  const post = async (fields: Record<string, string>): Promise<{ status: number; text: string }> => {
    const response = await app.request('/device', { method: 'POST', body: new URLSearchParams(fields) });
    return { status: response.status, text: await response.text() };
  };
  const formToken = async (): Promise<string> => /name="form_token"\s+value="([^"]+)"/.exec(await get())![1]!;
  return { ...fixture, app, get, post, formToken };
}

describe('the page', () => {
  test('has a form and shows what waits', async () => {
    const { get, deviceCode } = pageFixture();
    expect(await get()).toContain('No device waits.');
    const { user_code: userCode } = deviceCode();
    const text = await get();
    expect(text).toContain(UUID);
    expect(text).toContain(`href="?user_code=${userCode}"`);
    expect(text).not.toContain(`value="${userCode}"`);
    expect(await get(`?user_code=${userCode}`)).toContain(`name="user_code" value="${userCode}"`);
  });

  test('escapes what comes from elsewhere', async () => {
    const { get, post, formToken, deviceCode } = pageFixture();
    const attack = `"><script>alert('1')</script>`;
    deviceCode(attack);
    const action = 'approve';
    const texts = [
      await get(`?user_code=${encodeURIComponent(attack)}`),
      (await post({ user_code: attack, action, form_token: await formToken() })).text,
      (await post({ user_code: attack, action, form_token: attack })).text,
    ];
    for (const text of texts) {
      expect(text).not.toContain('<script');
      expect(text).toContain('&lt;script&gt;');
    }
  });

  test('runs no script, is in no frame, and is not kept', async () => {
    const { app } = pageFixture();
    const { headers } = await app.request('/device');
    expect(headers.get('content-type')).toMatch(/^text\/html/);
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('content-security-policy')).toMatch(/^default-src 'none';.*frame-ancestors 'none'$/);
    expect(headers.has('access-control-allow-origin')).toBe(false);
  });
});

describe('the form', () => {
  test.each([
    ['approve', 'approved', 200],
    ['deny', 'denied', 400],
  ])('can %s a device', async (action, done, status) => {
    const { post, formToken, deviceCode, poll } = pageFixture();
    const code = deviceCode();
    const answer = await post({ user_code: code.user_code, action, form_token: await formToken() });
    expect(answer.status).toBe(200);
    expect(answer.text).toContain(`The device with the code ${code.user_code} was ${done}.`);
    expect(answer.text).toContain('No device waits.');
    expect(poll(code).status).toBe(status);
  });

  test('without a known action lets no device in', async () => {
    const { post, formToken, deviceCode, poll } = pageFixture();
    const code = deviceCode();
    await post({ user_code: code.user_code, form_token: await formToken() });
    expect(poll(code).status).not.toBe(200);
  });

  test('keeps a code that is not known, for a correction', async () => {
    const { post, formToken } = pageFixture();
    const { status, text } = await post({ user_code: 'TYPO', action: 'approve', form_token: await formToken() });
    expect(status).toBe(404);
    expect(text).toContain('No device waits with the code TYPO.');
    expect(text).toContain('value="TYPO"');
  });

  test.each(['', 'guessed', undefined])('with the token %j of another site has no effect', async (token) => {
    const { post, formToken, deviceCode, oauth } = pageFixture();
    const { user_code: userCode } = deviceCode();
    const fields = { user_code: userCode, action: 'approve', ...(token !== undefined && { form_token: token }) };
    expect((await post(fields)).status).toBe(403);
    await formToken();
    expect((await post(fields)).status).toBe(403);
    expect(oauth.waiting()).toHaveLength(1);
  });

  test('of another sandbox has no effect', async () => {
    const { post, deviceCode, oauth } = pageFixture();
    const other = pageFixture();
    const { user_code: userCode } = deviceCode();
    const fields = { user_code: userCode, action: 'approve', form_token: await other.formToken() };
    expect((await post(fields)).status).toBe(403);
    expect(oauth.waiting()).toHaveLength(1);
  });
});

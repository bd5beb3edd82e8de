import { Hono } from 'hono';
import { html } from 'hono/html';
import { expect, test } from 'vitest';
import { page, type PageParts } from '../../src/pages/page.ts';
import { STYLE } from '../../src/pages/style.ts';

const show = async (parts: Partial<PageParts> = {}) => {
  const content = html`<p>${'<b>'}</p>`;
  const response = await new Hono()
    .get('/', (context) => page(context, { title: 'A <title>', content, ...parts }))
    .request('/');
  return {
    status: response.status,
    policy: response.headers.get('content-security-policy')!,
    text: await response.text(),
  };
};

test('values are escaped, and styles are not', async () => {
  const { text } = await show({ style: 'main > p { color: red; }' });
  expect(text).toContain('<title>A &lt;title&gt;</title>');
  expect(text).toContain('<p>&lt;b&gt;</p>');
  expect(text).toContain('main > p { color: red; }');
  expect(text).toContain(STYLE);
});

test('a page has a script, a width and a status if it asks for them', async () => {
  const plain = await show();
  expect(plain.text).not.toContain('<script');
  expect(plain.text).toContain('<body class="">');
  expect(plain.status).toBe(200);
  const special = await show({ script: '/_sandbox/live.js', wide: true, status: 409 });
  expect(special.text).toContain('<script type="module" src="/_sandbox/live.js"></script>');
  expect(special.text).toContain('<body class="wide">');
  expect(special.status).toBe(409);
});

test('a page has a header and a language if it asks for them', async () => {
  const plain = await show();
  expect(plain.text).toContain('<html lang="en">');
  expect(plain.text).not.toContain('<header>');
  const special = await show({ header: html`<p>${'<i>'}</p>`, language: 'de' });
  expect(special.text).toContain('<html lang="de">');
  expect(special.text).toMatch(/<header><p>&lt;i&gt;<\/p><\/header>\s*<main id="main" tabindex="-1">/);
});

test('a form leads to the sandbox, and to nowhere else unless the page says so', async () => {
  expect((await show()).policy).toMatch(/; form-action 'self';/);
  expect((await show({ formTargets: ['https://shop.example'] })).policy).toMatch(
    /; form-action 'self' https:\/\/shop\.example;/,
  );
});

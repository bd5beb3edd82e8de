import { Hono } from 'hono';
import { expect, test } from 'vitest';
import { PageForms } from '../../src/pages/page-forms.ts';

function formsFixture() {
  const forms = new PageForms();
  const app = new Hono()
    .get('/', (context) => context.html(forms.field()))
    .post('/', async (context) => {
      const { genuine, field } = await forms.read(context);
      return context.json({ genuine, name: field('name') });
    });
  const token = async (): Promise<string> => /value="([^"]+)"/.exec(await (await app.request('/')).text())![1]!;
  const post = async (body: BodyInit): Promise<unknown> => (await app.request('/', { method: 'POST', body })).json();
  return { token, post };
}

test('a form of the page is genuine, and gives its fields', async () => {
  const { token, post } = formsFixture();
  const body = new URLSearchParams({ name: 'Ärger', form_token: await token() });
  expect(await post(body)).toEqual({ genuine: true, name: 'Ärger' });
  expect(await post(new URLSearchParams({ form_token: await token() }))).toEqual({ genuine: true, name: '' });
});

test('a form without the token, with another or from before the first page is not', async () => {
  const { token, post } = formsFixture();
  expect(await post(new URLSearchParams({ form_token: '' }))).toEqual({ genuine: false, name: '' });
  await token();
  for (const form_token of ['', 'guessed', await formsFixture().token()])
    expect(await post(new URLSearchParams({ form_token }))).toEqual({ genuine: false, name: '' });
});

test('a file in place of a text is no text', async () => {
  const { token, post } = formsFixture();
  const body = new FormData();
  body.set('form_token', await token());
  body.set('name', new File(['x'], 'x.txt'));
  expect(await post(body)).toEqual({ genuine: true, name: '' });
});

test('what is not a form is not genuine', async () => {
  const app = new Hono().post('/', async (context) => context.json(await new PageForms().read(context)));
  const headers = { 'content-type': 'multipart/form-data; boundary=x' };
  const response = await app.request('/', { method: 'POST', headers, body: 'garbage' });
  expect(await response.json()).toEqual({ genuine: false });
});

import { expect, test } from 'vitest';
import { openSandbox } from '../support/open-sandbox.ts';
import { MUSIC } from '../support/prepaid.ts';

test('products and sales are listed', async () => {
  const { items, sales } = openSandbox().secuconnect.prepaid;
  expect((await items.list()).data.map(({ id }) => id)).toContain(MUSIC);
  const { id } = await sales.create({ item: MUSIC });
  expect(await sales.list()).toMatchObject({ count: 1, data: [{ id, status: 'delivered' }] });
});

import { expect, test } from 'vitest';
import { openSandbox } from '../support/open-sandbox.ts';
import { GAMES, MUSIC } from '../support/prepaid.ts';

test('a product is found by its number and its price', async () => {
  const { contracts } = openSandbox().secuconnect.prepaid;
  const find = (product_id: string, amount: number) => contracts.mappingZvt('me', { product_id, amount });
  expect(await find('0000000012345', 2500)).toEqual({ item: { id: MUSIC }, vtc_id: '100482' });
  expect(await find('100517', 4000)).toEqual({ item: { id: GAMES }, vtc_id: '100517' });
  for (const unknown of [find('100517', 4001), find('1', 4000), find('900000', 1000), find('000', 2500)])
    expect(await unknown).toEqual({ result: false });
});

test('an unknown contract is not found, and an own one from the platform is', async () => {
  const { contracts } = openSandbox().secuconnect.prepaid;
  const body = { product_id: '100517', amount: 4000 };
  expect(await contracts.mappingZvt('unknown', body).catch((e: unknown) => e)).toMatchObject({ status: 404 });
  expect(await contracts.mappingZvt('GCR_MINE', body)).toMatchObject({ vtc_id: '100517' });
});

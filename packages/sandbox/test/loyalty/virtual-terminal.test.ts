import { expect, test } from 'vitest';
import { openSandbox } from '../support/open-sandbox.ts';
import { DOCUMENTED, MERCHANT } from '../support/loyalty.ts';

const PATH = `/Loyalty/MerchantCards/${DOCUMENTED.id}/virtualTerminalData`;
const TILL = 'SDV_4K8NXR2PW6M1Q5T9V3Y7Z0B5D8F2H';

test('the terminal of a merchant with a loyalty device is on', async () => {
  const { request } = openSandbox();
  const response = await request('GET', `${PATH}/${MERCHANT}`);
  expect(response.status).toBe(200);
  expect(await response.json()).toMatchObject({
    store: { object: 'general.stores' },
    tid: 'VT003456',
    actions: ['charge', 'discharge', 'sale_revenue', 'cancel_last'],
    disabled: 0,
  });
});

test('the terminal is off, with a 201, when no device is enabled', async () => {
  const { request, sandbox } = openSandbox();
  await request('PUT', `/Smart/Devices/${TILL}`, { products: { loyalty: { enabled: false, tid: 'VT1' } } });
  const response = await request('GET', `${PATH}/${MERCHANT}`);
  expect(response.status).toBe(201);
  expect(await response.json()).toMatchObject({ tid: 'VT1', actions: [], disabled: 1 });
  expect((await request('GET', `${PATH}/MRC_OTHER`)).status).toBe(201);
  expect(sandbox.control.violations).toEqual([]);
});

test('the configuration of a web terminal says which actions it has', async () => {
  const { request } = openSandbox();
  const allowed_actions = { balance_check: true, charge: true, discharge: false, immediate_bonus: true };
  const loyalty = { enabled: true, tid: '60300017', webterminal_config: { allowed_actions } };
  await request('PUT', `/Smart/Devices/${TILL}`, { products: { loyalty } });
  expect(await (await request('GET', `${PATH}/${MERCHANT}`)).json()).toMatchObject({
    tid: '60300017',
    actions: ['charge', 'immediate_bonus'],
  });
});

import { isNotFoundError } from '@secuconnect/client';
import { describe, expect, test } from 'vitest';
import { failureOf } from '../support/failure-of.ts';
import { openSandbox, type OpenSandbox } from '../support/open-sandbox.ts';

const MERCHANT = 'MRC_5P1RXK7MW2N8Q4T6V9Y3Z0C5E7G2J';
const STORE = 'STO_6V2YXN8RP4K1M7Q3T9W5Z0A8C2E6G';
const TILL = 'SDV_4K8NXR2PW6M1Q5T9V3Y7Z0B5D8F2H';
const TERMINAL = 'SDV_9P3TXW6KN1R8M5Q2V7Y4Z0C6E1G3J';
const ROUTING = 'OBJ_5R1WXK8NP3M7T2Q6V9Y4Z0D2F5H1K7';
const UID = '/vendor/example/cashier/till-7';

async function token({ sandbox }: OpenSandbox, fields: Record<string, string>) {
  const response = await sandbox.fetch('http://localhost:4010/oauth/token', {
    method: 'POST',
    body: new URLSearchParams({ client_id: 'till', client_secret: 'till', ...fields }),
  });
  return { status: response.status, body: (await response.json()) as Record<string, string> };
}

const pinLogin = (opened: OpenSandbox, pin: string, uuid = UID) =>
  token(opened, { grant_type: 'device_pin', uuid, device_pin: pin });

describe('a device', () => {
  test('is created with links to where it stands, and changed', async () => {
    const { devices } = openSandbox().secuconnect.smart;
    const made = await devices.create({ merchant: MERCHANT, store: STORE, type: 'cashier', vendor_uid: UID });
    expect(made).toMatchObject({
      merchant: { object: 'general.merchants', id: MERCHANT },
      store: { object: 'general.stores', id: STORE, name: 'Example Coffee Pulsnitz' },
      contract: { object: 'general.contracts' },
      online: false,
      connection_type: 'https',
    });
    await devices.update(made.id, { description: 'Till 7', tid: '60123456' });
    expect(await devices.get(made.id)).toMatchObject({ description: 'Till 7', tid: '60123456', vendor_uid: UID });
  });

  test('stands in the default store if it names none', async () => {
    const { secuconnect } = openSandbox();
    const { id } = await secuconnect.general.stores.create({ name: 'Second' });
    expect((await secuconnect.smart.devices.create({})).store?.id).toBe(STORE);
    await secuconnect.general.stores.setDefault(id, { reason: 'It is nicer' });
    expect((await secuconnect.smart.devices.create({})).store?.id).toBe(id);
    expect((await secuconnect.smart.routings.create({})).store?.id).toBe(id);
  });

  test('with the identifier of another one, or in a store that does not exist, is rejected', async () => {
    const { devices } = openSandbox().secuconnect.smart;
    const { id } = await devices.create({ vendor_uid: UID });
    expect(await failureOf(devices.create({ vendor_uid: UID }))).toMatchObject({ error: 'ProductDuplicateException' });
    expect(await failureOf(devices.update(TILL, { vendor_uid: UID }))).toMatchObject({
      error: 'ProductDuplicateException',
    });
    expect(await devices.update(id, { vendor_uid: UID })).toMatchObject({ id });
    expect(isNotFoundError(await failureOf(devices.create({ store: 'STO_UNKNOWN' as never })))).toBe(true);
  });
});

describe('the PIN of a device', () => {
  test('lets it log in, and ends its session before', async () => {
    const opened = openSandbox();
    const { devices } = opened.secuconnect.smart;
    const { id } = await devices.create({ merchant: MERCHANT, store: STORE, vendor_uid: UID });
    expect(await devices.updateDevicePin(id, { merchant_id: MERCHANT, store_id: null, pin: '4711' })).toEqual({
      result: true,
    });
    expect((await pinLogin(opened, '1234')).status).toBe(400);
    const first = await pinLogin(opened, '4711');
    expect(first.status).toBe(200);
    const second = await pinLogin(opened, '4711');
    const read = (login: typeof first) =>
      opened.sandbox.fetch(`http://localhost:4010/api/v2/Smart/Devices/${id}`, {
        headers: { authorization: `Bearer ${login.body['access_token']}` },
      });
    expect([(await read(first)).status, (await read(second)).status]).toEqual([403, 200]);
  });

  test('is that of the closest level, and is never shown', async () => {
    const opened = openSandbox();
    const { devices } = opened.secuconnect.smart;
    const { id } = await devices.create({ merchant: MERCHANT, store: STORE, vendor_uid: UID });
    await devices.updateDevicePin('any' as never, { merchant_id: MERCHANT, pin: '1111' });
    expect((await pinLogin(opened, '1111')).status).toBe(200);
    await devices.updateDevicePin('any' as never, { merchant_id: MERCHANT, store_id: STORE, pin: '2222' });
    expect((await pinLogin(opened, '1111')).status).toBe(400);
    expect((await pinLogin(opened, '2222')).status).toBe(200);
    expect(await devices.getDevicePinConfig(id)).toEqual({
      merchant: { id: MERCHANT, auth_password_set: true },
      store: { id: STORE, auth_password_set: true },
      smart_device: { id, auth_password_set: false },
    });
  });

  test('is not stored for a store or a device of another merchant', async () => {
    const { secuconnect } = openSandbox();
    const { devices } = secuconnect.smart;
    const set = (store_id: string | null, device = TILL) =>
      devices.updateDevicePin(device as never, { merchant_id: MERCHANT, store_id: store_id as never, pin: '1' });
    expect(await set('STO_UNKNOWN')).toEqual({ result: false });
    expect(await set(null, 'SDV_UNKNOWN')).toEqual({ result: false });
    expect(await failureOf(devices.updateDevicePin(TILL, { merchant_id: MERCHANT, pin: '' }))).toMatchObject({
      code: 1001,
    });
  });
});

test('a device that shows a code is let in by it', async () => {
  const opened = openSandbox();
  const { devices } = opened.secuconnect.smart;
  const { id } = await devices.create({ vendor_uid: UID });
  const { body } = await token(opened, { grant_type: 'device', uuid: UID });
  const poll = () => token(opened, { grant_type: 'device', code: body['device_code']! });
  expect((await poll()).status).toBe(401);
  expect(await failureOf(devices.updatePin(id, { user_pin: 'UNKNOWN' }))).toMatchObject({ code: 1001 });
  expect(await devices.updatePin(id, { user_pin: body['user_code']! })).toMatchObject({
    id,
    user_pin: body['user_code'],
  });
  expect((await poll()).body).toHaveProperty('access_token');
});

test('a terminal gets the apps that were seeded', async () => {
  const { secuconnect, sandbox } = openSandbox();
  expect(await secuconnect.smart.devices.getSecubaseConfig(TERMINAL, {})).toEqual([]);
  sandbox.control.seed({ 'smart.secubaseapps': [{ id: '1', app_id: 'com.example.base', version: '2.9.0' } as never] });
  expect(await secuconnect.smart.devices.getSecubaseConfig(TERMINAL, {})).toEqual([
    { app_id: 'com.example.base', version: '2.9.0' },
  ]);
});

describe('a routing', () => {
  test('leads from a cash register to its terminal', async () => {
    const { devices, routings } = openSandbox().secuconnect.smart;
    expect(await devices.getRouting(TILL, 'zvt')).toMatchObject({ id: TERMINAL, routing: { id: ROUTING } });
    expect(isNotFoundError(await failureOf(devices.getRouting(TILL, 'webterminal')))).toBe(true);
    const { id } = await routings.create({ store: STORE, description: 'Second' });
    await routings.assign(id, TILL, {});
    expect(await failureOf(devices.getRouting(TILL, 'zvt'))).toMatchObject({ code: 1003 });
  });

  test('takes devices in the order of their rank, and gives them up', async () => {
    const { devices, routings } = openSandbox().secuconnect.smart;
    const made = await routings.create({ description: 'Second' });
    expect(made.assign).toEqual([]);
    const { id: till } = await devices.create({ type: 'cashier', description: 'Till 7' });
    const { id: terminal } = await devices.create({ type: 'zvt' });
    await routings.assign(made.id, till, {});
    expect(await routings.assign(made.id, terminal, { priority: 1 })).toMatchObject({
      assign: [
        { id: terminal, type: 'zvt' },
        { id: till, type: 'cashier', description: 'Till 7' },
      ],
    });
    expect((await devices.get(till)).routing?.id).toBe(made.id);
    await routings.unassign(made.id, till);
    expect(await devices.get(till)).not.toHaveProperty('routing');
    expect(isNotFoundError(await failureOf(routings.unassign(made.id, till)))).toBe(true);
    expect(isNotFoundError(await failureOf(routings.assign(made.id, 'SDV_UNKNOWN' as never, {})))).toBe(true);

    expect(await routings.update(made.id, { description: 'Third', store: STORE })).toMatchObject({
      description: 'Third',
      assign: [{ id: terminal }],
    });
    expect(await routings.delete(made.id)).toMatchObject({ id: made.id, assign: [{ id: terminal }] });
    expect(await devices.get(terminal)).not.toHaveProperty('routing');
    expect(isNotFoundError(await failureOf(routings.get(made.id)))).toBe(true);
  });
});

import { describe, expect, test } from 'vitest';
import { createAcceptPush } from '../../src/pushes/accept-push.ts';
import { pushIpRanges } from '../../src/pushes/push-ip-ranges.ts';
import { signPushUrl } from '../../src/pushes/push-url.ts';
import { paymentChanged, pushRequest, pushUrl } from './push-receiver.ts';

const keys = { id: '2026-03', secret: 'secret-of-the-push-urls' };
const onError = () => undefined;

describe('createAcceptPush()', () => {
  test('an accepted push is plain JSON: its event, and the reference of a signed URL', async () => {
    const event = paymentChanged();
    const url = await signPushUrl(pushUrl, { keys, reference: 'Order 7' });
    const delivery = await createAcceptPush({ keys, onError })(pushRequest(event, url), []);
    expect(delivery).toStrictEqual({ event, reference: 'Order 7' });
    expect(JSON.parse(JSON.stringify(delivery))).toStrictEqual(delivery);
  });

  test('without a reference the delivery has none', async () => {
    const event = paymentChanged();
    expect(await createAcceptPush({ onError })(pushRequest(event), [])).toStrictEqual({ event });
    const url = await signPushUrl(pushUrl, { keys });
    expect(await createAcceptPush({ keys, onError })(pushRequest(event, url), [])).toStrictEqual({ event });
  });

  test.each([
    ['method-not-allowed', {}, new Request(pushUrl)],
    [
      'ip-not-allowed',
      { allowedIpRanges: [pushIpRanges.production], getClientIp: () => '10.0.0.1' },
      pushRequest('{}'),
    ],
    ['missing-signature', { keys }, pushRequest('{}')],
    ['invalid-signature', { keys: () => undefined }, pushRequest('{}', `${pushUrl}?push_sig=1`)],
    ['too-large', { maxBodyBytes: 1 }, pushRequest('{}')],
    ['malformed', {}, pushRequest('{}')],
  ])('a request is rejected with the reason %s', async (reason, options, request) => {
    const accept = createAcceptPush({ onError, ...(options as object) });
    await expect(accept(request, [])).rejects.toMatchObject({ name: 'PushError', reason });
  });

  test('options that contradict each other are rejected at once', () => {
    expect(() => createAcceptPush({ onError, allowedIpRanges: [] })).toThrow('needs `getClientIp`');
    expect(() => createAcceptPush({ onError, maxBodyBytes: 0 })).toThrow('`maxBodyBytes`');
    expect(() => createAcceptPush({ onError, keys: { id: '', secret: '' } })).toThrow(TypeError);
  });
});

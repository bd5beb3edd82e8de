import { valueFor } from './per-request.ts';
import { positive } from './positive.ts';
import type { PushDelivery } from './push-delivery.ts';
import { PushError } from './push-error.ts';
import { parsePush } from './push-event.ts';
import type { PushReceiverOptions } from './push-handler-options.ts';
import { isIpInRanges } from './push-ip-ranges.ts';
import { parseKeys } from './push-keys.ts';
import { verifyPushUrl, type PushUrlCheck } from './push-url.ts';
import { readPushBody } from './read-push-body.ts';

/** @throws PushError for a request that is rejected, and what a function of the program throws. */
export type AcceptPush = (request: Request, runtimeArguments: readonly unknown[]) => Promise<PushDelivery>;

const MAX_BODY_BYTES = 65_536;

/**
 * Makes the check that every request goes through: first what needs no body, then the body.
 *
 * @throws TypeError when options are invalid, or contradict each other.
 */
export function createAcceptPush(options: PushReceiverOptions): AcceptPush {
  const { keys, allowedIpRanges } = options;
  const maxBodyBytes = positive('maxBodyBytes', options.maxBodyBytes ?? MAX_BODY_BYTES);
  if (keys && typeof keys !== 'function') parseKeys(keys);
  if (allowedIpRanges) {
    isIpInRanges(undefined, allowedIpRanges);
    if (!options.getClientIp) throw new TypeError('`allowedIpRanges` needs `getClientIp`.');
  }

  async function checkSignature(
    request: Request,
    runtimeArguments: readonly unknown[],
  ): Promise<PushUrlCheck | undefined> {
    if (!keys) return undefined;
    const validKeys = await valueFor('keys', keys, request, runtimeArguments);
    // Fails closed: a function without keys for a request must not accept it unsigned.
    if (validKeys == null) return { valid: false, reason: 'invalid-signature' };
    return verifyPushUrl((await options.getSignedUrl?.(request)) ?? request.url, validKeys);
  }

  return async (request, runtimeArguments) => {
    if (request.method !== 'POST') throw new PushError('method-not-allowed', 'A push is a POST.');
    if (allowedIpRanges && !isIpInRanges(await options.getClientIp?.(request, ...runtimeArguments), allowedIpRanges)) {
      throw new PushError('ip-not-allowed', 'The request does not come from an allowed IP range.');
    }
    const check = await checkSignature(request, runtimeArguments);
    if (check && !check.valid)
      throw new PushError(check.reason, `The push URL has ${SIGNATURE_PROBLEMS[check.reason]} signature.`);
    if (request.bodyUsed) {
      throw new TypeError(
        'The body of the push was read before the push handler, and is lost. Mount the handler before the body parser, or assign the parsed body to `request.body`.',
      );
    }
    const event = parsePush(await readPushBody(request, maxBodyBytes));
    return check?.reference === undefined ? { event } : { event, reference: check.reference };
  };
}

const SIGNATURE_PROBLEMS = {
  'missing-signature': 'no',
  'invalid-signature': 'an invalid',
  'expired-signature': 'an expired',
} as const;

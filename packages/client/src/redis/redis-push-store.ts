import type { ClaimResult, PushStore } from '../pushes/push-store.ts';
import { leasedPushStore } from '../stores/leased-push-store.ts';
import { DEFAULT_KEY_PREFIX, scriptRunner, wholeMs, type RedisStoreOptions } from './redis-client.ts';

/** An event is `completed`, or has the name of its claim after `claim:`. */
const CLAIM = `local state = redis.call('get', KEYS[1])
if state == 'completed' then return 'completed' end
if state and state ~= ARGV[1] then return 'in-progress' end
redis.call('set', KEYS[1], ARGV[1], 'PX', ARGV[2])
return 'claimed'`;

/** The third argument is the state to write: the claim itself, or \`completed\`. */
const RENEW_OR_COMPLETE = `local state = redis.call('get', KEYS[1])
if state and state ~= ARGV[1] then return 0 end
redis.call('set', KEYS[1], ARGV[3], 'PX', ARGV[2])
return 1`;

const RELEASE = `if redis.call('get', KEYS[1]) == ARGV[1] then return redis.call('del', KEYS[1]) end
return 0`;

const RESULTS: readonly string[] = ['claimed', 'in-progress', 'completed'] satisfies ClaimResult[];

/**
 * A push store in Redis or Valkey, for receivers on many hosts: an event is handled by one of them, and two events about one object are not handled at the
 * same time. If Redis forgets, an event may be handled twice: handlers compare the object that they get with what they have stored.
 *
 * @throws TypeError if `client` is of no kind that is accepted.
 */
export function redisPushStore({ client, keyPrefix = DEFAULT_KEY_PREFIX }: RedisStoreOptions): Required<PushStore> {
  const run = scriptRunner(client);
  const event = (eventId: string): string[] => [`${keyPrefix}push:${eventId}`];
  const turn = (key: string): string[] => [`${keyPrefix}turn:${key}`];
  const named = (claim: string): string => `claim:${claim}`;
  /** The lease of a turn has the same rules as that of a claim, without an end that is remembered. */
  const extend = async (key: string[], holder: string, ms: number): Promise<boolean> =>
    Number(await run(RENEW_OR_COMPLETE, key, [holder, wholeMs(ms), holder])) === 1;
  return leasedPushStore({
    async claim(eventId, claim, ms) {
      const result = String(await run(CLAIM, event(eventId), [named(claim), wholeMs(ms)]));
      if (!RESULTS.includes(result)) throw new Error('Redis has responded to a claim with something else.');
      return result as ClaimResult;
    },
    async renew(eventId, claim, ms) {
      await extend(event(eventId), named(claim), ms);
    },
    async complete(eventId, claim, ms) {
      await run(RENEW_OR_COMPLETE, event(eventId), [named(claim), wholeMs(ms), 'completed']);
    },
    async release(eventId, claim) {
      await run(RELEASE, event(eventId), [named(claim)]);
    },
    acquireTurn: (key, holder, ms) => extend(turn(key), holder, ms),
    renewTurn: (key, holder, ms) => extend(turn(key), holder, ms),
    async releaseTurn(key, holder) {
      await run(RELEASE, turn(key), [holder]);
    },
  });
}

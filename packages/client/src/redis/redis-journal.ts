import type { Journal, StoredIntent } from '../intents/journal.ts';
import { missingIntent, readIntent } from '../stores/stored-intent.ts';
import { DEFAULT_KEY_PREFIX, scriptRunner, textOf, wholeMs, type RedisStoreOptions } from './redis-client.ts';

/** Options of `redisJournal`. */
export interface RedisJournalOptions extends RedisStoreOptions {
  /**
   * How long an intent is kept after it has ended, in ms. After that, its reference is unknown, and the same reference would be sent again. An open
   * intent is never forgotten.
   *
   * @default 7_776_000_000 (90 days)
   */
  readonly retention?: number | undefined;
}

const RETENTION_MS = 7_776_000_000;

/**
 * KEYS: an ended intent, the hash of open ones by reference, the hash of their references by subject. A record is a line that the scripts read
 * (`version`, `at`, `put`, `subject`), and the intent.
 */
const NOW = `local time = redis.call('time')
local now = string.format('%.0f', time[1] * 1000 + math.floor(time[2] / 1000))`;

const PUT = `${NOW}
local reference, version, intent, put, isOpen, subject, retention = unpack(ARGV)
local stored = redis.call('hget', KEYS[2], reference) or redis.call('get', KEYS[1])
local oldSubject = ''
if stored then
  local isRead, head = pcall(cjson.decode, string.match(stored, '^[^\\n]*'))
  if not isRead or type(head) ~= 'table' or not (head.version and head.version >= 1) then return {reference, stored, now} end
  if head.put == put then return false end
  if head.version ~= tonumber(version) then return {reference, stored, now} end
  oldSubject = head.subject or ''
elseif version ~= '0' then
  return {reference}
end
if isOpen == '1' and subject ~= '' then
  local other = redis.call('hget', KEYS[3], subject)
  local inTheWay = other and other ~= reference and redis.call('hget', KEYS[2], other)
  if inTheWay then return {other, inTheWay, now} end
end
local head = cjson.encode({version = tonumber(version) + 1, at = tonumber(now), put = put, subject = subject})
local record = head .. '\\n' .. intent
if isOpen == '1' then
  redis.call('hset', KEYS[2], reference, record)
  if subject ~= '' then redis.call('hset', KEYS[3], subject, reference) end
  redis.call('del', KEYS[1])
else
  redis.call('set', KEYS[1], record)
  if retention ~= '' then redis.call('pexpire', KEYS[1], retention) end
  redis.call('hdel', KEYS[2], reference)
end
if oldSubject ~= '' and (isOpen ~= '1' or oldSubject ~= subject) and redis.call('hget', KEYS[3], oldSubject) == reference then
  redis.call('hdel', KEYS[3], oldSubject)
end
return false`;

const GET = `${NOW}
return {redis.call('hget', KEYS[2], ARGV[1]) or redis.call('get', KEYS[1]), now}`;

const OPEN = `${NOW}
return {redis.call('hgetall', KEYS[1]), now}`;

/**
 * A journal in Redis or Valkey. A `put` is one script, and one round trip; `open()` reads the open intents only, however many have ended.
 *
 * It is as durable as its Redis. One that forgets an intent lets the same reference be sent again, so it needs `appendonly yes`, `appendfsync always`,
 * `maxmemory-policy noeviction`, and, if a replica may take over, `min-replicas-to-write`, which narrows the gap without closing it. Where that is not
 * enough, use `postgresJournal`.
 *
 * All keys of a journal are in one hash slot. To spread several journals over a cluster, give each a hash tag in its `keyPrefix`: `{shop-1}:`.
 *
 * @throws TypeError if `client` is of no kind that is accepted.
 */
export function redisJournal({
  client,
  keyPrefix = DEFAULT_KEY_PREFIX,
  retention = RETENTION_MS,
}: RedisJournalOptions): Journal {
  if (!(retention > 0)) throw new TypeError('`retention` must be a number of milliseconds above 0.');
  const run = scriptRunner(client);
  const prefix = `${keyPrefix}{journal}:`;
  const open = `${prefix}open`;
  const keysOf = (reference: string): string[] => [`${prefix}ended:${reference}`, open, `${prefix}subjects`];
  return {
    async get(reference) {
      const [record, now] = (await run(GET, keysOf(reference), [reference])) as [unknown, unknown];
      return record === null ? undefined : readRecord(reference, record, now);
    },
    async put(intent, version) {
      const { reference, state, subject = '' } = intent;
      const [isOpen, ttl] = [state === 'open' ? '1' : '0', Number.isFinite(retention) ? wholeMs(retention) : ''];
      // Names this attempt: clients resend a command after a lost connection, and two processes may put the same.
      const attempt = crypto.randomUUID();
      const args = [reference, String(version), JSON.stringify(intent), attempt, isOpen, subject, ttl];
      const inTheWay = (await run(PUT, keysOf(reference), args)) as [unknown, unknown?, unknown?] | null;
      if (inTheWay === null) return undefined;
      if (inTheWay.length < 2) throw missingIntent(reference, version);
      return readRecord(String(inTheWay[0]), inTheWay[1], inTheWay[2]);
    },
    async open() {
      const [entries, now] = (await run(OPEN, [open], [])) as [unknown[], unknown];
      const intents: StoredIntent[] = [];
      for (let at = 0; at < entries.length; at += 2) {
        intents.push(readRecord(String(entries[at]), entries[at + 1], now));
      }
      return intents.sort((one, other) => other.age - one.age);
    },
  };
}

/** @throws Error if the record is damaged. */
function readRecord(reference: string, record: unknown, now: unknown): StoredIntent {
  const [head = '', ...intent] = textOf(record)!.split('\n');
  const { version, at } = readHead(head);
  return readIntent(reference, intent.join('\n'), Number(version), Number(now) - Number(at));
}

function readHead(head: string): { version?: unknown; at?: unknown } {
  try {
    return (JSON.parse(head) as { version?: unknown; at?: unknown } | null) ?? {};
  } catch {
    return {};
  }
}

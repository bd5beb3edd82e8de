export type { TokenStore } from '../auth/stores/token-store.ts';
export type { StoredToken } from '../auth/token.ts';
export type { Intent, IntentState, Journal, StoredIntent } from '../intents/journal.ts';
export type { ClaimResult, PushStore, PushTurn } from '../pushes/push-store.ts';
export type { GlideClient, IoredisClient, NodeRedisClient, RedisClient, RedisStoreOptions } from './redis-client.ts';
export { redisJournal, type RedisJournalOptions } from './redis-journal.ts';
export { redisPushStore } from './redis-push-store.ts';
export { redisTokenStore, type RedisTokenStoreOptions } from './redis-token-store.ts';

export type { TokenStore } from '../auth/stores/token-store.ts';
export type { StoredToken } from '../auth/token.ts';
export type { Intent, IntentState, Journal, StoredIntent } from '../intents/journal.ts';
export type { ClaimResult, PushStore, PushTurn } from '../pushes/push-store.ts';
export type { PgClient, PostgresClient, PostgresJsClient } from './postgres-client.ts';
export { postgresJournal, type PostgresJournal } from './postgres-journal.ts';
export { postgresPushStore } from './postgres-push-store.ts';
export {
  createPostgresTables,
  postgresSchema,
  type PostgresStoreOptions,
  type PostgresTableOptions,
} from './postgres-tables.ts';
export { postgresTokenStore, type PostgresTokenStoreOptions } from './postgres-token-store.ts';

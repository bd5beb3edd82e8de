// Generated from spec/ by `pnpm generate`. Do not edit: change the spec, or the templates in scripts/generate/templates.
export type * from './models.ts';
export type { components, operations, paths } from './schema.ts';
export { operationTable } from './operations.ts';
export { SmartTransactions, smartTransactionsOperations } from './resources/smart-transactions.ts';

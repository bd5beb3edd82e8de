// Generated from spec/ by `pnpm generate`. Do not edit: change the spec, or the templates in scripts/generate/templates.
// The classes with paging lists take the place of the plain ones of the same name.
export type * from '@secuconnect/api';
export { Resources } from './resources.ts';
export { SmartTransactions } from './resources/smart-transactions.ts';

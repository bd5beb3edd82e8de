// Generated from spec/ by `pnpm generate`. Do not edit: change the spec, or the templates in scripts/generate/templates.
import type { Operation } from '../operation.ts';
import { smartTransactionsOperations } from './resources/smart-transactions.ts';

/** Every operation of the spec, by id. */
export const operationTable: Readonly<Record<string, Operation>> = Object.fromEntries(
  [smartTransactionsOperations].flatMap((resource) =>
    Object.values(resource).map((operation: Operation) => [operation.id, operation]),
  ),
);

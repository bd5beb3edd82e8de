import type { ToolAnnotations } from '@modelcontextprotocol/sdk/types.js';
import type { OperationTable } from '../operations/operation-table.ts';
import { argumentsSchema } from './arguments.ts';
import { callOperation } from './call-operation.ts';
import type { CatalogOperation } from './catalog.ts';
import type { JsonSchema } from './json-schema.ts';
import type { Session } from './session.ts';
import type { Tool } from './tool.ts';

/** Clients put the names of servers before those of tools, and models accept 64 characters. */
const MAX_NAME_CHARS = 46;
/** How many levels of a body a tool describes. `describe_operation` has the others. */
const SCHEMA_DEPTH = 2;

/** `smart.transactions.get` → `smart_transactions_get`. */
export const toolName = (id: string): string => id.replaceAll('.', '_').slice(0, MAX_NAME_CHARS);

/**
 * What clients tell their users about a call, before they allow it. Every write may be destructive: a payment that is made, captured or refunded does not
 * come back by another call.
 */
export const annotationsOf = ({ isSafe, method, summary }: Partial<OperationTable>): ToolAnnotations => ({
  ...(summary !== undefined && { title: summary }),
  readOnlyHint: isSafe === true,
  destructiveHint: isSafe !== true,
  idempotentHint: isSafe === true || method === 'PUT' || method === 'DELETE',
  openWorldHint: true,
});

/** A tool for an operation. */
export const operationTool = (session: Session, one: CatalogOperation): Tool => ({
  definition: {
    name: toolName(one.id),
    description: descriptionOf(one),
    inputSchema: argumentsSchema(one.operation, one.table, SCHEMA_DEPTH) as JsonSchema & { type: 'object' },
    annotations: annotationsOf(one.operation),
  },
  call: (given, context) => callOperation(session, one, given, context),
});

export const descriptionOf = ({ id, operation }: CatalogOperation): string =>
  [
    `${operation.summary} (${id}).`,
    operation.isDeprecated && 'Deprecated.',
    !operation.isSafe && 'Changes data.',
    operation.waitsForTerminal && 'May wait for a payment terminal for minutes.',
    operation.description,
  ]
    .filter(Boolean)
    .join(' ');

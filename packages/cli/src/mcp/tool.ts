import type { CallToolResult, Tool as ToolDefinition } from '@modelcontextprotocol/sdk/types.js';
import type { Arguments } from './arguments.ts';

/** Asks the user for a yes. @throws Error when there is no answer. */
export type Ask = (message: string, signal: AbortSignal, timeout: number) => Promise<boolean>;

/** The call of a tool, as the protocol has it. */
export interface ToolContext {
  /** Aborted when the call is cancelled. */
  readonly signal: AbortSignal;
  /** `undefined` where the client cannot ask its user. */
  readonly ask: Ask | undefined;
  /** Says that the call is still running, to clients that want to know. */
  readonly onProgress: (() => void) | undefined;
}

export interface Tool {
  readonly definition: ToolDefinition;
  readonly call: (given: Arguments, context: ToolContext) => Promise<CallToolResult>;
}

/** A result as JSON. */
export const jsonResult = (value: object, isError = false): CallToolResult => ({
  content: [{ type: 'text', text: JSON.stringify(value) }],
  ...(isError && { isError }),
});

import type { DocumentedOperation } from '../document/operations.ts';
import { mayCall } from '../targets/operation-order.ts';
import type { Target } from '../targets/target.ts';

/** A column of the report: a check of every operation that it applies to. */
export interface Check {
  readonly name: string;
  /** One line for the report. */
  readonly title: string;
  readonly appliesTo: (operation: DocumentedOperation) => boolean;
}

const always = (): boolean => true;
const hasInput = ({ body, form, pathParameters, queryParameters }: DocumentedOperation): boolean =>
  body !== undefined || form !== undefined || pathParameters.length + queryParameters.length > 0;
const respondsWithJson = ({ responses }: DocumentedOperation): boolean =>
  responses.some(({ status, media }) => status.startsWith('2') && media === 'application/json');

/** The checks, in the order of the report. */
export const CHECKS = {
  preflight: {
    name: 'preflight',
    title: 'the mock can judge by every schema of the operation, in the dialect of the document',
    appliesTo: always,
  },
  examples: {
    name: 'examples',
    title: 'the client sends each request example as documented, and returns the documented response',
    appliesTo: always,
  },
  responses: {
    name: 'responses',
    title:
      'the client returns each example of each documented status as the result, or throws the matching error class',
    appliesTo: always,
  },
  token: {
    name: 'token',
    title: 'a call without a valid token throws an authentication error',
    appliesTo: always,
  },
  rejections: {
    name: 'rejections',
    title: 'the mock rejects each way to break a field or a parameter',
    appliesTo: hasInput,
  },
  requests: {
    name: 'requests',
    title: 'the mock accepts requests generated from the schema, which cover every field',
    appliesTo: hasInput,
  },
  dynamic: {
    name: 'dynamic',
    title: 'the client returns responses generated from the schema unchanged',
    appliesTo: always,
  },
  proxy: {
    name: 'proxy',
    title: 'the validating proxy reports a server that breaks the document',
    appliesTo: respondsWithJson,
  },
  types: {
    name: 'types',
    title: 'what the document allows compiles, and what it forbids does not, wherever a type can express it',
    appliesTo: always,
  },
} as const satisfies Record<string, Check>;

export type CheckName = keyof typeof CHECKS;

/** The checks that a target has: all for the mock; for a real server, only those that need no forced response. */
export function checksFor(target: Target): Check[] {
  if (target.kind === 'mock') return Object.values(CHECKS);
  return [CHECKS.examples, CHECKS.token].map((check) => ({ ...check, appliesTo: (one) => mayCall(target, one) }));
}

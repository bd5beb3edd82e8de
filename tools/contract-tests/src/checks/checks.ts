import type { DocumentedOperation } from '../document/operations.ts';
import { mayCall } from '../targets/operation-order.ts';
import type { Target } from '../targets/target.ts';

/** A column of the report: what is asked of every operation that it applies to. */
export interface Check {
  readonly name: string;
  /** One line for the report. */
  readonly title: string;
  readonly appliesTo: (operation: DocumentedOperation) => boolean;
}

const always = (): boolean => true;
const hasInput = ({ body, form, pathParameters, queryParameters }: DocumentedOperation): boolean =>
  body !== undefined || form !== undefined || pathParameters.length + queryParameters.length > 0;
const respondsWithJson = ({ answers }: DocumentedOperation): boolean =>
  answers.some(({ status, media }) => status.startsWith('2') && media === 'application/json');

/** The checks, in the order of the report. */
export const CHECKS = {
  preflight: {
    name: 'preflight',
    title: 'Prism can compile every schema of the operation',
    appliesTo: always,
  },
  examples: {
    name: 'examples',
    title: 'each request example goes out as the document has it, and its answer comes back as the document has it',
    appliesTo: always,
  },
  answers: {
    name: 'answers',
    title: 'each example of each documented status arrives: as the result, or as the error class that it means',
    appliesTo: always,
  },
  token: {
    name: 'token',
    title: 'without a valid token it ends in an authentication error',
    appliesTo: always,
  },
  refusals: {
    name: 'refusals',
    title: 'each way to break a field or a parameter is refused',
    appliesTo: hasInput,
  },
  requests: {
    name: 'requests',
    title: 'requests made from the schema, until every field was sent, are accepted',
    appliesTo: hasInput,
  },
  dynamic: {
    name: 'dynamic',
    title: 'answers made from the schema arrive as they were sent',
    appliesTo: always,
  },
  proxy: {
    name: 'proxy',
    title: 'a server that answers something else is found out',
    appliesTo: respondsWithJson,
  },
  types: {
    name: 'types',
    title: 'what the document allows compiles, and what it forbids does not where a type can say so',
    appliesTo: always,
  },
} as const satisfies Record<string, Check>;

export type CheckName = keyof typeof CHECKS;

/** The checks that a target has: all of them against the mock, and of a real server only what may be asked of it. */
export function checksFor(target: Target): Check[] {
  if (target.kind === 'mock') return Object.values(CHECKS);
  return [CHECKS.examples, CHECKS.token].map((check) => ({ ...check, appliesTo: (one) => mayCall(target, one) }));
}

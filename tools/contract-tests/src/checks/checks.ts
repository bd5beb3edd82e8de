import { isJson, kindOfMedia } from '../document/media.ts';
import type { DocumentedOperation } from '../document/operations.ts';
import { allParameters } from '../document/parameters.ts';
import { firstSuccess, isSuccess } from '../document/responses.ts';
import { typesOf } from '../document/schema.ts';
import { mayCall } from '../targets/operation-order.ts';
import type { Target } from '../targets/target.ts';
import { canBeBroken } from './broken-requests.ts';

/** A column of the report: a check of every operation that it applies to. */
export interface Check {
  readonly name: string;
  /** One line for the report. */
  readonly title: string;
  readonly appliesTo: (operation: DocumentedOperation) => boolean;
}

const always = (): boolean => true;
const hasInput = (operation: DocumentedOperation): boolean =>
  operation.bodies.length + allParameters(operation).length > 0;
/** Prism cannot generate a file without a schema. */
const hasSchema = (operation: DocumentedOperation): boolean => {
  const { media, schema = {} } = firstSuccess(operation);
  return media === undefined || kindOfMedia(media) !== 'bytes' || typesOf(schema).includes('string');
};
const respondsWithJson = (operation: DocumentedOperation): boolean =>
  operation.responses.some(isSuccess) && isJson(firstSuccess(operation).media);

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
    appliesTo: canBeBroken,
  },
  requests: {
    name: 'requests',
    title: 'the mock accepts requests generated from the schema, which cover every field',
    appliesTo: hasInput,
  },
  dynamic: {
    name: 'dynamic',
    title: 'the client returns responses generated from the schema unchanged',
    appliesTo: hasSchema,
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

import type { DocumentedOperation } from '../document/operations.ts';
import type { Parameter } from '../document/parameters.ts';
import type { Schema } from '../document/schema.ts';
import type { Statement } from './compile.ts';
import { objectStatements, sameStatement } from './model-statements.ts';

/**
 * Statements that the types of an operation declare what the document does: parameters by place, media types of the body, statuses, and the media types
 * of each response. Calls alone would miss what the types allow beyond the document, and the names of path parameters, which are passed by position.
 */
export function declarationStatements(operation: DocumentedOperation): Statement[] {
  const { id, bodies, responses } = operation;
  const type = `Operations['${id}']`;
  const places = ['path', 'query', 'header', 'cookie'] as const;
  return [
    ...places.flatMap((place) =>
      parameterStatements(type, place, operation[`${place}Parameters`], `${place} parameters of ${id}`),
    ),
    sameStatement(
      `Media<${type}['requestBody']>`,
      bodies.map(({ media }) => media),
      `the body of ${id} has the media types of the document`,
    ),
    sameStatement(
      `keyof ${type}['responses']`,
      responses.map(({ status }) => statusKey(status)),
      `${id} has the statuses of the document`,
    ),
    ...responses.map(({ status, media }) =>
      sameStatement(
        `Media<${type}['responses'][${JSON.stringify(statusKey(status))}]>`,
        media === undefined ? [] : [media],
        `the response ${status} of ${id} has the media type of the document`,
      ),
    ),
  ];
}

function parameterStatements(type: string, place: string, all: readonly Parameter[], description: string): Statement[] {
  const inPlace = `NonNullable<${type}['parameters']['${place}']>`;
  if (all.length === 0) return [sameStatement(`Fields<${inPlace}>`, [], `${description} are those of the document`)];
  const schema: Schema = {
    type: 'object',
    properties: Object.fromEntries(all.map(({ name, schema: one }) => [name, one])),
    required: all.filter(({ required }) => required).map(({ name }) => name),
  };
  return objectStatements(inPlace, schema, description);
}

const statusKey = (status: string): string | number => (/^\d+$/.test(status) ? Number(status) : status);

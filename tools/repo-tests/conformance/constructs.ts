import { acceptedBodies } from './accepted-bodies.ts';
import { acceptedDocuments } from './accepted-documents.ts';
import { acceptedParameters } from './accepted-parameters.ts';
import { acceptedSchemas } from './accepted-schemas.ts';
import { rejectedBodies } from './rejected-bodies.ts';
import { rejectedCompositions } from './rejected-compositions.ts';
import { rejectedInDocument } from './rejected-document.ts';
import { rejectedKeywords } from './rejected-keywords.ts';
import { rejectedNames } from './rejected-names.ts';
import { rejectedInOperations } from './rejected-operations.ts';
import { rejectedParameters } from './rejected-parameters.ts';
import { rejectedResponses } from './rejected-responses.ts';
import { rejectedValues } from './rejected-values.ts';
import { rejectedArguments } from './rejected-arguments.ts';
import { rejectedLocations } from './rejected-locations.ts';
import { rejectedBodySchemas } from './rejected-body-schemas.ts';
import { rejectedKeywordValues } from './rejected-keyword-values.ts';
import { rejectedContradictions } from './rejected-contradictions.ts';
import { rejectedDiscriminators } from './rejected-discriminators.ts';
import type { Accepted, Rejected } from './construct.ts';

/** What the lint rejects, by place. */
export const REJECTED: Readonly<Record<string, readonly Rejected[]>> = {
  document: rejectedInDocument,
  operations: rejectedInOperations,
  parameters: rejectedParameters,
  bodies: rejectedBodies,
  responses: rejectedResponses,
  keywords: rejectedKeywords,
  compositions: rejectedCompositions,
  values: rejectedValues,
  arguments: rejectedArguments,
  locations: rejectedLocations,
  'schemas of bodies': rejectedBodySchemas,
  'values of keywords': rejectedKeywordValues,
  discriminators: rejectedDiscriminators,
  contradictions: rejectedContradictions,
  names: rejectedNames,
};

/** What it accepts. */
export const ACCEPTED: Readonly<Record<string, readonly Accepted[]>> = {
  documents: acceptedDocuments,
  parameters: acceptedParameters,
  bodies: acceptedBodies,
  schemas: acceptedSchemas,
};

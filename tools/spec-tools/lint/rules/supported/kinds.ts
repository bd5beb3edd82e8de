import type { Kind } from '../../../spec-files/spec-walk.ts';

/** The kinds of objects as findings call them. */
export const LABELS: Readonly<Record<Kind, string>> = {
  root: 'the root',
  info: 'the info object',
  contact: 'a contact',
  license: 'a license',
  server: 'a server',
  tag: 'a tag',
  components: 'the components',
  securityScheme: 'a security scheme',
  pathItem: 'a path item',
  operation: 'an operation',
  parameter: 'a parameter',
  requestBody: 'a request body',
  response: 'a response',
  media: 'a media type',
  example: 'an example',
  schema: 'a schema',
  discriminator: 'a discriminator',
  reference: 'a reference',
};

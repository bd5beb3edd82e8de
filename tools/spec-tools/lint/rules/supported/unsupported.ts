import type { Kind } from '../../../spec-files/spec-walk.ts';
import { UNSUPPORTED_KEYWORDS } from './unsupported-keywords.ts';
import { ways, type Way } from './ways.ts';

const links = ways({ externalDocs: ['The pipeline shows no externalDocs', 'Write the link in the description'] });

const text = 'Describe each operation instead';

export const UNSUPPORTED: Readonly<Partial<Record<Kind, Record<string, Way>>>> = {
  root: links,
  server: ways({
    variables: ['The environments of the client have no variables', 'Write one server for each URL'],
  }),
  tag: links,
  components: ways({
    headers: ['The client returns no headers as part of a result', 'Describe the header in the response'],
    links: ['Nothing reads links', 'Describe in the operation where the value comes from'],
    callbacks: ['Nothing reads callbacks', 'Describe the request of the server as a webhook'],
    pathItems: ['Generation does not follow a path into components', 'Refer to a file in paths/'],
  }),
  securityScheme: ways({
    flows: ['The grants of the client are written by hand', 'Name them in the description'],
    openIdConnectUrl: ['The client discovers no identity provider', 'Use type: http with scheme: bearer'],
    name: ['The client sends no API key', 'Use type: http with scheme: bearer'],
    in: ['The client sends no API key', 'Use type: http with scheme: bearer'],
  }),
  pathItem: ways({
    head: ['The client has no HEAD', 'Use get'],
    options: ['The client has no OPTIONS', 'Remove it'],
    trace: ['The client has no TRACE, which fetch does not send', 'Remove it'],
    query: ['The client has no QUERY', 'Use post with `x-safe: true`'],
    servers: ['All paths have the base URL of the client', 'Remove it, or describe the host'],
    summary: ['Nothing shows the summary of a path item', text],
    description: ['Nothing shows the description of a path item', text],
  }),
  operation: {
    ...links,
    ...ways({
      servers: ['All operations have the base URL of the client', 'Remove it, or describe the host'],
      security: ['The client sends its token with every operation', 'Remove it, and call such an endpoint by hand'],
      callbacks: ['Nothing reads callbacks', 'Describe the request of the server as a webhook'],
    }),
  },
  parameter: ways({
    content: [
      'The client does not encode a parameter as a media type',
      'Write a schema, with a style for arrays and objects',
    ],
    allowReserved: ['The client escapes every reserved character', 'Remove it'],
    examples: ['The samples do not show several examples of a parameter', 'Write one example'],
  }),
  media: ways({
    encoding: [
      'The client encodes each part of a form by its type',
      'Remove it, and write the format as the schema of the part',
    ],
    example: ['The samples show only examples with a name', 'Write it in examples, with a name'],
  }),
  response: ways({
    headers: ['The client returns no headers as part of a result', 'Describe the header in the response'],
    links: ['Nothing reads links', 'Describe in the operation where the value comes from'],
  }),
  example: ways({
    externalValue: ['No tool loads the value of an example from a URL', 'Write the value'],
    description: ['Nothing shows the description of an example', 'Write it as the summary'],
  }),
  schema: UNSUPPORTED_KEYWORDS,
  reference: ways({
    summary: ['Tools drop what is written next to a $ref', 'Write it in the target'],
    description: ['Tools drop what is written next to a $ref', 'Write it in the target'],
  }),
};

import { METHODS } from '../shared/http-methods.ts';
import { isNode, listOf, nodeOf, type Node } from '../shared/json.ts';
import type { Place, SpecFiles } from './spec-files.ts';

export type Kind =
  | 'root'
  | 'info'
  | 'server'
  | 'tag'
  | 'components'
  | 'securityScheme'
  | 'pathItem'
  | 'operation'
  | 'parameter'
  | 'header'
  | 'requestBody'
  | 'response'
  | 'media'
  | 'example'
  | 'schema';

/** One object of the spec, as what it is there. */
export interface Visit extends Place {
  kind: Kind;
  value: Node;
  /** The path or webhook it was found under first. */
  under?: Under;
}

export interface Under {
  path: string;
  isWebhook: boolean;
}

export interface Walk {
  visits: Visit[];
  /** References that lead nowhere. */
  broken: { from: Place; ref: string }[];
}

const each = (fields: readonly string[], kind: Kind): Record<string, Kind> =>
  Object.fromEntries(fields.map((field) => [field, kind]));

interface Fields {
  one?: Record<string, Kind>;
  list?: Record<string, Kind>;
  named?: Record<string, Kind>;
}

/** The fields of each kind of object that hold others: a single one, a list of them, or one for each name. */
const FIELDS: Record<Kind, Fields> = {
  root: {
    one: { info: 'info', components: 'components' },
    list: { servers: 'server', tags: 'tag' },
    named: { paths: 'pathItem', webhooks: 'pathItem' },
  },
  components: {
    named: {
      schemas: 'schema',
      parameters: 'parameter',
      headers: 'header',
      requestBodies: 'requestBody',
      responses: 'response',
      examples: 'example',
      securitySchemes: 'securityScheme',
      pathItems: 'pathItem',
    },
  },
  pathItem: {
    one: each(METHODS, 'operation'),
    list: { parameters: 'parameter', servers: 'server' },
  },
  operation: {
    one: { requestBody: 'requestBody' },
    list: { parameters: 'parameter', servers: 'server' },
    named: { responses: 'response' },
  },
  parameter: { one: { schema: 'schema' }, named: { content: 'media', examples: 'example' } },
  header: { one: { schema: 'schema' }, named: { examples: 'example' } },
  requestBody: { named: { content: 'media' } },
  response: { named: { content: 'media', headers: 'header' } },
  media: { one: { schema: 'schema' }, named: { examples: 'example' } },
  schema: {
    one: each(['items', 'additionalProperties', 'propertyNames', 'contains', 'not', 'if', 'then', 'else'], 'schema'),
    list: each(['allOf', 'oneOf', 'anyOf', 'prefixItems'], 'schema'),
    named: each(['properties', 'patternProperties', 'dependentSchemas', '$defs'], 'schema'),
  },
  info: {},
  server: {},
  tag: {},
  example: {},
  securityScheme: {},
};

/** Everything that the root of the spec leads to, each object once, whatever file it is in. */
export function walk(files: SpecFiles): Walk {
  const found: Walk = { visits: [], broken: [] };
  const seen = new Set<string>();

  const visit = (kind: Kind, place: Place, under?: Under): void => {
    const key = `${kind} ${place.file.path} ${place.at.join(' ')}`;
    if (!isNode(place.value) || seen.has(key)) return;
    seen.add(key);
    const { value } = place;
    const ref = value['$ref'];
    // What stands beside the reference of a schema counts; elsewhere the reference is all there is.
    if (typeof ref !== 'string' || kind === 'schema')
      found.visits.push({ ...place, value, kind, ...(under && { under }) });
    if (typeof ref === 'string') {
      const target = files.target(place.file, ref);
      if (target) visit(kind, target, under);
      else found.broken.push({ from: place, ref });
    }
    const below = (steps: string[], of: Kind, child: unknown): void =>
      visit(of, { file: place.file, at: [...place.at, ...steps], value: child }, under ?? entry(steps));
    const { one = {}, list = {}, named = {} } = FIELDS[kind];
    for (const [field, of] of Object.entries(one)) below([field], of, value[field]);
    for (const [field, of] of Object.entries(list))
      for (const [index, child] of listOf(value[field]).entries()) below([field, String(index)], of, child);
    for (const [field, of] of Object.entries(named))
      for (const [name, child] of Object.entries(nodeOf(value[field]))) below([field, name], of, child);
  };

  visit('root', files.root());
  return found;
}

function entry([field, name]: string[]): Under | undefined {
  if (name === undefined || (field !== 'paths' && field !== 'webhooks')) return undefined;
  return { path: name, isWebhook: field === 'webhooks' };
}

import { METHODS } from '../shared/http-methods.ts';
import { isNode, listOf, nodeOf, type Node } from '../shared/json.ts';
import type { SpecFiles, SpecPlace } from './spec-files.ts';

export type Kind =
  | 'root'
  | 'info'
  | 'contact'
  | 'license'
  | 'server'
  | 'tag'
  | 'components'
  | 'securityScheme'
  | 'pathItem'
  | 'operation'
  | 'parameter'
  | 'requestBody'
  | 'response'
  | 'media'
  | 'example'
  | 'schema'
  | 'discriminator'
  | 'reference';

/** An object of the spec, with its kind. */
export interface Visit extends SpecPlace {
  kind: Kind;
  value: Node;
  /** The first path or webhook that leads to it. */
  under?: Under;
}

export interface Under {
  path: string;
  isWebhook: boolean;
}

export interface Walk {
  visits: Visit[];
  /** References without a target. */
  broken: { from: SpecPlace; ref: string }[];
}

const each = (fields: readonly string[], kind: Kind): Record<string, Kind> =>
  Object.fromEntries(fields.map((field) => [field, kind]));

/** The fields that contain other objects. */
interface Fields {
  one?: Record<string, Kind>;
  list?: Record<string, Kind>;
  named?: Record<string, Kind>;
}

/** For each kind of object, the fields that contain other objects: one, an array of them, or one per name. */
export const CHILDREN: Readonly<Record<Kind, Fields>> = {
  root: {
    one: { info: 'info', components: 'components' },
    list: { servers: 'server', tags: 'tag' },
    named: { paths: 'pathItem', webhooks: 'pathItem' },
  },
  components: {
    named: {
      schemas: 'schema',
      parameters: 'parameter',
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
  requestBody: { named: { content: 'media' } },
  response: { named: { content: 'media' } },
  media: { one: { schema: 'schema' }, named: { examples: 'example' } },
  schema: {
    one: {
      ...each(['items', 'additionalProperties', 'propertyNames', 'contains', 'not', 'if', 'then', 'else'], 'schema'),
      discriminator: 'discriminator',
    },
    list: each(['allOf', 'oneOf', 'anyOf', 'prefixItems'], 'schema'),
    named: each(['properties', 'patternProperties', 'dependentSchemas', '$defs'], 'schema'),
  },
  info: { one: { contact: 'contact', license: 'license' } },
  contact: {},
  license: {},
  server: {},
  tag: {},
  example: {},
  securityScheme: {},
  discriminator: {},
  reference: {},
};

/** Every object that the root of the spec leads to, once each, in all files. */
export function walk(files: SpecFiles): Walk {
  const found: Walk = { visits: [], broken: [] };
  const seen = new Set<string>();

  const visit = (kind: Kind, place: SpecPlace, under?: Under): void => {
    const key = `${kind} ${place.file.path} ${place.at.join(' ')}`;
    if (!isNode(place.value) || seen.has(key)) return;
    seen.add(key);
    const { value } = place;
    const ref = value['$ref'];
    // A schema can have other keywords next to its `$ref`; other objects cannot.
    const own = typeof ref === 'string' && kind !== 'schema' ? 'reference' : kind;
    found.visits.push({ ...place, value, kind: own, ...(under && { under }) });
    if (typeof ref === 'string') {
      const target = files.target(place.file, ref);
      if (target) visit(kind, target, under);
      else found.broken.push({ from: place, ref });
    }
    const below = (steps: string[], of: Kind, child: unknown): void =>
      visit(of, { file: place.file, at: [...place.at, ...steps], value: child }, under ?? entry(steps));
    const { one = {}, list = {}, named = {} } = CHILDREN[own];
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

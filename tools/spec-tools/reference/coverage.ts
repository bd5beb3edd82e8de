import { deref, listOf, nodeOf, textsOf, type Node } from '../shared/json.ts';
import { keyOf, nameOf, type Inventory, type ReferenceField, type ReferenceOperation } from './inventory.ts';
import { fieldsOf, typesOf, valuesOf } from './schema-facts.ts';
import { METHODS } from '../shared/http-methods.ts';

export interface Coverage {
  held: number;
  total: number;
  /** The facts that the document does not hold, each in the words that excuse it when the list of deviations has them. */
  missing: string[];
}

/**
 * How much of the reference page the document holds. Each operation, parameter, field, type, mark, documented value, status and
 * sample key is one fact. A fact that the text of the deviations names word for word counts as held: it was left out on purpose.
 */
export function coverage(document: unknown, deviations: string, inventory: Inventory): Coverage {
  const count = new Count(document, deviations, inventory);
  count.documentFacts();
  for (const operation of inventory.operations) count.operationFacts(operation);
  return { held: count.held, total: count.total, missing: count.missing };
}

interface Place {
  item: Node;
  operation: Node;
}

class Count {
  held = 0;
  total = 0;
  readonly missing: string[] = [];
  readonly #document: Node;
  readonly #deviations: string;
  readonly #inventory: Inventory;
  readonly #places: Map<string, Place>;

  constructor(document: unknown, deviations: string, inventory: Inventory) {
    this.#document = nodeOf(document);
    this.#deviations = deviations;
    this.#inventory = inventory;
    this.#places = placesOf(this.#document);
  }

  documentFacts(): void {
    const servers = new Set(
      listOf(this.#document['servers']).map((server) => String(nodeOf(server)['url']).replace(/\/+$/, '')),
    );
    for (const [name, url] of Object.entries(this.#inventory.servers)) this.#fact(servers.has(url), `server ${name}`);
    const { scheme } = this.#inventory.security;
    const schemes = Object.values(nodeOf(nodeOf(this.#document['components'])['securitySchemes']));
    this.#fact(
      schemes.some((one) => deref(this.#document, one)['scheme'] === scheme),
      `security ${scheme}`,
    );
  }

  operationFacts(reference: ReferenceOperation): void {
    const name = nameOf(reference);
    const place = this.#places.get(keyOf(reference));
    this.#fact(place !== undefined, name);
    if (!place) {
      // Everything below it is missing too; one line about it is enough.
      const below = 2 * ((reference.pathParams?.length ?? 0) + (reference.body?.length ?? 0));
      this.total += below + reference.statuses.length;
      return;
    }
    const { operation } = place;
    this.#fact(textsOf(operation['tags']).includes(reference.tag), `${name} tag`);
    this.#fact(Boolean(operation['operationId']), `${name} operationId`);
    this.#fact(Boolean(operation['deprecated']) === Boolean(reference.deprecated), `${name} deprecated`);
    this.#parameterFacts(reference, place);
    if (reference.body?.length) this.#bodyFacts(reference, reference.body, operation);
    for (const status of reference.statuses) this.#fact(status in nodeOf(operation['responses']), `${name} ${status}`);
    this.#answerFacts(reference, operation);
  }

  #parameterFacts(reference: ReferenceOperation, { item, operation }: Place): void {
    const name = nameOf(reference);
    const parameters = new Map<string, Node>();
    for (const one of [...listOf(item['parameters']), ...listOf(operation['parameters'])]) {
      const parameter = deref(this.#document, one);
      parameters.set(`${parameter['in']} ${parameter['name']}`, parameter);
    }
    for (const field of reference.pathParams ?? []) {
      const parameter = parameters.get(`path ${field.name}`);
      this.#fact(parameter !== undefined, `${name} ${field.name}`);
      if (parameter && field.values?.length)
        this.#fact(this.#names(parameter['schema'], field), `${name} ${field.name} values`);
    }
    const query = reference.queryParams === 'list' ? this.#inventory.listQueryParams : (reference.queryParams ?? []);
    for (const one of query) this.#fact(parameters.has(`query ${one}`), `${name} ?${one}`);
  }

  #bodyFacts(reference: ReferenceOperation, body: ReferenceField[], operation: Node): void {
    const name = nameOf(reference);
    const content = nodeOf(deref(this.#document, operation['requestBody'])['content']);
    const multipart = reference.path.includes('?multipart');
    const media = Object.entries(content).find(([type]) => type.includes('multipart') === multipart)?.[1];
    this.#fact(media !== undefined, `${name} body`);
    const { fields, required } = fieldsOf(this.#document, nodeOf(media)['schema']);
    for (const field of body) {
      const what = `${name} ${field.name}`;
      const schema = fields[field.name];
      this.#fact(schema !== undefined, what);
      if (schema === undefined) continue;
      const types = typesOf(this.#document, schema);
      this.#fact(fits(field, types), `${what} type`);
      if (field.required) this.#fact(required.has(field.name), `${what} required`);
      if (field.nullable) this.#fact(types.has('null'), `${what} nullable`);
      if (field.deprecated) this.#fact(this.#isDeprecated(schema), `${what} deprecated`);
      // What the page lists as values of an object are names of models.
      if (field.values?.length && field.type !== 'object') this.#fact(this.#names(schema, field), `${what} values`);
    }
  }

  #answerFacts(reference: ReferenceOperation, operation: Node): void {
    const responses = Object.entries(nodeOf(operation['responses']));
    const success = deref(this.#document, responses.find(([status]) => status.startsWith('2'))?.[1]);
    const schema = nodeOf(Object.values(nodeOf(success['content']))[0])['schema'];
    let { fields } = fieldsOf(this.#document, schema);
    if (Object.keys(fields).length === 0)
      ({ fields } = fieldsOf(this.#document, deref(this.#document, schema)['items']));
    for (const key of answerKeys(reference.responseSample))
      this.#fact(key in fields, `${nameOf(reference)} answer ${key}`);
  }

  #names(schema: unknown, field: ReferenceField): boolean {
    const known = valuesOf(this.#document, schema);
    return (field.values ?? []).every((value) => known.has(String(value)));
  }

  #isDeprecated(schema: unknown): boolean {
    return Boolean(nodeOf(schema)['deprecated']) || Boolean(deref(this.#document, schema)['deprecated']);
  }

  #fact(holds: boolean, what: string): void {
    this.total++;
    if (holds || this.#deviations.includes(what)) this.held++;
    else this.missing.push(what);
  }
}

function placesOf(document: Node): Map<string, Place> {
  const places = new Map<string, Place>();
  for (const [path, value] of Object.entries(nodeOf(document['paths']))) {
    const item = nodeOf(value);
    for (const method of METHODS)
      if (method in item) places.set(keyOf({ method, path }), { item, operation: nodeOf(item[method]) });
  }
  return places;
}

function fits({ type, format }: ReferenceField, types: Set<string>): boolean {
  if (type === 'any' || types.has(type)) return true;
  return (type === 'integer' && types.has('number')) || (type === 'string' && format === 'binary');
}

/** The keys of a sample that say something about the answer: not its wrapping, and nothing when it is an error. */
function answerKeys(sample: unknown): string[] {
  const keys = Object.keys(nodeOf(sample)).filter((key) => key !== 'value' && key !== '$ref');
  return ['status', 'supportId', 'error'].every((key) => keys.includes(key)) ? [] : keys;
}

import { deref, listOf, nodeOf, stringsOf, type Node } from '../shared/json.ts';
import { keyOf, nameOf, type Inventory, type ReferenceField, type ReferenceOperation } from './inventory.ts';
import { fieldsOf, typesOf, valuesOf } from './schema-facts.ts';
import { METHODS } from '../shared/http-methods.ts';

export interface Coverage {
  present: number;
  total: number;
  /** The facts that are missing in the document. The same string in DEVIATIONS.md excuses a fact. */
  missing: string[];
}

/**
 * How many facts of the API reference the document has. Each operation, parameter, field, type, flag, documented value, status and sample key
 * is one fact. A fact that DEVIATIONS.md names literally counts as present: it was omitted on purpose.
 */
export function coverage(document: unknown, deviations: string, inventory: Inventory): Coverage {
  const count = new Count(document, deviations, inventory);
  count.documentFacts();
  for (const operation of inventory.operations) count.operationFacts(operation);
  return { present: count.present, total: count.total, missing: count.missing };
}

interface OperationAt {
  item: Node;
  operation: Node;
}

class Count {
  present = 0;
  total = 0;
  readonly missing: string[] = [];
  readonly #document: Node;
  readonly #deviations: string;
  readonly #inventory: Inventory;
  readonly #operations: Map<string, OperationAt>;

  constructor(document: unknown, deviations: string, inventory: Inventory) {
    this.#document = nodeOf(document);
    this.#deviations = deviations;
    this.#inventory = inventory;
    this.#operations = operationsByKey(this.#document);
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
    const place = this.#operations.get(keyOf(reference));
    this.#fact(place !== undefined, name);
    if (!place) {
      // Everything below is missing too; one line covers it.
      const below = 2 * ((reference.pathParams?.length ?? 0) + (reference.body?.length ?? 0));
      this.total += below + reference.statuses.length;
      return;
    }
    const { operation } = place;
    this.#fact(stringsOf(operation['tags']).includes(reference.tag), `${name} tag`);
    this.#fact(Boolean(operation['operationId']), `${name} operationId`);
    this.#fact(Boolean(operation['deprecated']) === Boolean(reference.deprecated), `${name} deprecated`);
    this.#parameterFacts(reference, place);
    if (reference.body?.length) this.#bodyFacts(reference, reference.body, operation);
    for (const status of reference.statuses) this.#fact(status in nodeOf(operation['responses']), `${name} ${status}`);
    this.#responseFacts(reference, operation);
  }

  #parameterFacts(reference: ReferenceOperation, { item, operation }: OperationAt): void {
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
      // The reference lists names of models as values of an object.
      if (field.values?.length && field.type !== 'object') this.#fact(this.#names(schema, field), `${what} values`);
    }
  }

  #responseFacts(reference: ReferenceOperation, operation: Node): void {
    const responses = Object.entries(nodeOf(operation['responses']));
    const success = deref(this.#document, responses.find(([status]) => status.startsWith('2'))?.[1]);
    const schema = nodeOf(Object.values(nodeOf(success['content']))[0])['schema'];
    let { fields } = fieldsOf(this.#document, schema);
    if (Object.keys(fields).length === 0)
      ({ fields } = fieldsOf(this.#document, deref(this.#document, schema)['items']));
    for (const key of responseKeys(reference.responseSample))
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
    if (holds || this.#deviations.includes(what)) this.present++;
    else this.missing.push(what);
  }
}

function operationsByKey(document: Node): Map<string, OperationAt> {
  const operations = new Map<string, OperationAt>();
  for (const [path, value] of Object.entries(nodeOf(document['paths']))) {
    const item = nodeOf(value);
    for (const method of METHODS)
      if (method in item) operations.set(keyOf({ method, path }), { item, operation: nodeOf(item[method]) });
  }
  return operations;
}

function fits({ type, format }: ReferenceField, types: Set<string>): boolean {
  if (type === 'any' || types.has(type)) return true;
  return (type === 'integer' && types.has('number')) || (type === 'string' && format === 'binary');
}

/** The keys of a sample that describe the response: no wrapper keys, and none at all for an error. */
function responseKeys(sample: unknown): string[] {
  const keys = Object.keys(nodeOf(sample)).filter((key) => key !== 'value' && key !== '$ref');
  return ['status', 'supportId', 'error'].every((key) => keys.includes(key)) ? [] : keys;
}

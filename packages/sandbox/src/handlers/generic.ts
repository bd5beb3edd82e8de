import { isoTime } from '../engine/clock.ts';
import { notFound } from '../engine/exception.ts';
import type { Lists } from '../lists/lists.ts';
import { resolve, type JsonSchema } from '../spec/document.ts';
import type { OperationSpec } from '../spec/operations.ts';
import { project, propertiesOf } from '../spec/project.ts';
import { answerSchema, RESOURCES, type ResourceSpec } from '../spec/resources.ts';
import type { Call, Handler } from '../call/call.ts';
import { load, save } from '../call/objects.ts';

/** The last path parameter: the id of the object that the operation is about. */
const idOf = ({ path }: Call): string => Object.values(path).at(-1)!;

/** Handlers for operations without behaviour of their own: they create, read, list, replace, change and delete what is stored. */
export function genericHandler(operation: OperationSpec, lists: Lists): Handler | undefined {
  const resource = RESOURCES.get(operation.resource);
  if (!resource) return undefined;
  if (operation.isList) return listOf(resource, lists);
  switch (operation.verb) {
    case 'get':
      return (call) => shown(resource, load(call, resource.kind, idOf(call)));
    case 'create':
      return (call) => {
        const made = newObject(call, resource, call.body as object);
        call.store.put(resource.kind, made);
        return shown(resource, made);
      };
    case 'update':
    case 'patch':
      return (call) => {
        const existing = load<Record<string, unknown>>(call, resource.kind, idOf(call));
        const changed = { ...existing, ...(project(resource.schema, call.body) as object), id: existing.id };
        return shown(
          resource,
          hasField(resource, 'updated') ? save(call, resource.kind, changed) : put(call, resource, changed),
        );
      };
    case 'delete':
      return (call) => {
        const existing = load(call, resource.kind, idOf(call));
        call.store.delete(resource.kind, existing.id);
        const answer = answerSchema(operation);
        return answer && resolve<JsonSchema>(answer).type === 'array' ? [existing] : existing;
      };
    default:
      return undefined;
  }
}

/** A new object from an input: what the model has of it, with id and time. It is not stored yet. */
export function newObject(
  { ids, clock }: Pick<Call, 'ids' | 'clock'>,
  { schema, kind, prefix }: ResourceSpec,
  input: object,
): Record<string, unknown> & { readonly id: string } {
  const id = prefix ? ids.id(prefix) : ids.hash();
  const time = 'created' in propertiesOf(schema) ? { created: isoTime(clock.now()) } : {};
  return { object: kind, id, ...time, ...(project(schema, input) as object) };
}

function put(call: Call, { kind }: ResourceSpec, object: Record<string, unknown> & { readonly id: string }): object {
  call.store.put(kind, object);
  return object;
}

const hasField = ({ schema }: ResourceSpec, name: string): boolean => name in propertiesOf(schema);

/** Kinds that several resources show with different fields: a contract is `general.contracts` for two. */
const SHARED = new Set(
  [...RESOURCES.values()].map(({ kind }) => kind).filter((kind, index, kinds) => kinds.indexOf(kind) !== index),
);

const shown = ({ kind, schema }: ResourceSpec, object: object): unknown =>
  SHARED.has(kind) ? project(schema, object) : object;

/** A handler for lists, with everything that a query can ask for. */
export function listOf(resource: ResourceSpec, lists: Lists): Handler {
  const { kind, schema } = resource;
  return (call) => {
    const expand = (link: { readonly object: string; readonly id: string }) => call.store.get(link.object, link.id);
    const page = lists.page(kind, call.query, { expand, schema, resolve });
    return { ...page, data: page.data.map((object) => shown(resource, object)) };
  };
}

/** The object of a path parameter, in which `me` is the caller's own. */
export function ownOrLoad<Kind extends object>(call: Call, kind: string, id: string): Kind & { readonly id: string } {
  if (id !== 'me') return load<Kind>(call, kind, id);
  for (const first of call.store.all<Kind>(kind)) return first;
  throw notFound(kind, id);
}

import { isInternal, type Document } from '../document.ts';
import { prefixOf } from '../ids.ts';
import { knownName, nameValues, type NamedValues } from '../named-values.ts';
import { tableOf } from './field-table.ts';
import type { FullSchema } from './fields.ts';
import type { ModelLink } from './type-text.ts';
import { linkFrom } from './type-text.ts';

/** The pages of what is no model: types of values, prefixes of ids, and targets of pushes. */
export function typePages(document: Document): { path: string; text: string }[] {
  const link = linkFrom(document, 'models/');
  return [
    { path: 'types.md', text: typesPage(document, link) },
    { path: 'ids.md', text: idsPage(document, link) },
    { path: 'push-targets.md', text: pushTargetsPage(document, link) },
  ];
}

function typesPage(document: Document, link: ModelLink): string {
  const rows = nameValues(structuredClone(document))
    .toSorted((one, other) => (one.name < other.name ? -1 : 1))
    .map(({ name, model, path, schema, isModel }) => [
      `\`${name}\``,
      `\`${knownName(name)}\``,
      isModel ? link(model) : `${isInternal(document, model) ? `\`${model}\`` : link(model)}: \`${path.join('.')}\``,
      valuesText(schema['x-extensible-enum']),
    ]);
  return `# Types of values

Each field with documented values has two types: an open one, which any string fits, because the API may send more; and a closed one for what a program
knows, such as the keys of a \`Record\`. The page of a model says what its values mean.

${tableOf(['open type', 'documented values only', 'field', 'values'], rows)}
## Types of the whole API

| type | what it is |
| --- | --- |
| \`paths\` | every path with its methods, as openapi-typescript has them |
| \`components\` | the schemas, parameters and responses by their names in the spec |
| \`Resources\` | all resources, as the client has them |
`;
}

const valuesText = (values: NamedValues['schema']['x-extensible-enum'] = []): string =>
  values.map((value) => `\`${value}\``).join(', ');

function idsPage(document: Document, link: ModelLink): string {
  const models = new Map<string, Set<string>>();
  for (const [name, schema] of Object.entries(document.components.schemas)) {
    const prefix = prefixOf(schema.properties?.['id']) ?? prefixOf(schema);
    if (prefix === undefined || isInternal(document, name)) continue;
    models.set(prefix, (models.get(prefix) ?? new Set()).add(name));
  }
  for (const prefix of prefixesIn(document.components.schemas)) if (!models.has(prefix)) models.set(prefix, new Set());
  const rows = [...models]
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .map(([prefix, names]) => [`\`${prefix}_\``, [...names].map(link).join(', ')]);
  return `# Ids

An id begins with a prefix that says what it is the id of. Its type is \`Id\`, such as \`Id<'STX'>\`: a string that rejects the id of another kind of resource.
\`IdPrefix\` has all prefixes, and \`IdArgument\` is the type of an id as a parameter. Ids of old payments have no prefix.

${tableOf(['prefix', 'models with such an id'], rows)}`;
}

function* prefixesIn(value: unknown): Generator<string> {
  if (typeof value !== 'object' || value === null) return;
  const prefix = prefixOf(value as FullSchema);
  if (prefix !== undefined) yield prefix;
  for (const inner of Object.values(value)) yield* prefixesIn(inner);
}

function pushTargetsPage(document: Document, link: ModelLink): string {
  const marked = Object.entries(document.components.schemas as Record<string, FullSchema>).filter(
    ([, schema]) => schema['x-push-target'] !== undefined,
  );
  const byTarget = [...Map.groupBy(marked, ([, schema]) => schema['x-push-target']!)].toSorted();
  const rows = byTarget.map(([target, models]) => {
    const [message, object] = [true, false].map((isPush) => models.find(([name]) => name.endsWith('Push') === isPush));
    return [
      `\`${target}\``,
      message?.[1].description ?? '',
      object ? link(object[0]) : '',
      message ? link(message[0]) : '',
    ];
  });
  return `# Push targets

The \`target\` of a push says what has changed. [Pushes](../guides/pushes.md) has how to receive them.

${tableOf(['target', 'when', 'what to read', 'message'], rows)}`;
}

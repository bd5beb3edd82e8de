import { isInternal, type Document } from '../document.ts';
import { modelIn, alternativesOf, type FullSchema } from './fields.ts';

/** How a page shows a model. */
export type ModelLink = (model: string) => string;

/**
 * Links to the page of a model. One that the packages do not export has no page: its type stands there instead.
 *
 * @param folder Where the pages of the models are, from the page that links, such as `models/`.
 */
export function linkFrom(document: Document, folder: string): ModelLink {
  const link: ModelLink = (model) =>
    isInternal(document, model)
      ? typeText(document.components.schemas[model] as FullSchema, link)
      : `[${model}](${folder}${model}.md)`;
  return link;
}

/** The type of a field for people, in Markdown: models are links, everything else has the font of code. */
export function typeText(schema: FullSchema, link: ModelLink): string {
  const model = modelIn(schema);
  if (model !== undefined) return link(model);
  const alternatives = alternativesOf(schema);
  if (alternatives.length > 0) return unique(alternatives.map((one) => typeText(one, link))).join(' or ');
  const [only] = schema.allOf ?? [];
  if (only && schema.allOf?.length === 1 && !schema.properties) return typeText(only, link);
  return unique(typesOf(schema).map((type) => typeName(type, schema, link))).join(' or ');
}

function typesOf({ type, properties, items, const: value, enum: values }: FullSchema): readonly string[] {
  if (typeof type === 'string') return [type];
  if (type) return type;
  if (properties) return ['object'];
  if (items) return ['array'];
  const [first = value] = values ?? [];
  return first === undefined ? ['anything'] : [typeof first];
}

function typeName(type: string, schema: FullSchema, link: ModelLink): string {
  if (type === 'array') return `list of ${schema.items ? typeText(schema.items as FullSchema, link) : 'anything'}`;
  if (type === 'object' && schema['x-free-form']) return 'object with any fields';
  if (type === 'string' && schema.format === 'binary') return 'file';
  return type === 'anything' ? type : `\`${type}\``;
}

const unique = (texts: readonly string[]): string[] => [...new Set(texts)];

import { isInternal, type Document } from '../document.ts';
import { examplesIn } from './example-values.ts';
import { fieldTable, meaningOf, valueTables } from './field-table.ts';
import { alternativesOf, fieldsOf, modelIn, type FullSchema } from './fields.ts';
import { linkFrom, typeText, type ModelLink } from './type-text.ts';
import { usesOf, type Use } from './uses.ts';

/** A page for each model: its fields, the meaning of its values, and where it is used. */
export function modelPages(document: Document): { path: string; text: string }[] {
  const examples = examplesIn(document);
  const uses = usesOf(document);
  const link = linkFrom(document, '');
  const context = { document, examples, link };
  const names = Object.keys(document.components.schemas).filter((name) => !isInternal(document, name));
  const pages = names.map((name) => {
    const schema = document.components.schemas[name] as FullSchema;
    const fields = fieldsOf(document, schema, name);
    const alternatives = alternativesOf(schema);
    const values = valueTables(document, fields.length > 0 ? fields : [{ name, schema, required: false, owner: name }]);
    const parts = [
      `# ${name}`,
      schema.description ?? '',
      fields.length > 0
        ? fieldTable(context, fields, name)
        : alternatives.length === 0 && plainText(document, schema, link),
      alternatives.length > 0 &&
        `One of:\n\n${alternatives.map((one) => `- ${alternative(document, one, context)}`).join('\n')}`,
      schema['x-push-target'] && `Arrives as a push with the target \`${schema['x-push-target']}\`.`,
      values && `## Values\n\n${values}`,
      uses.has(name) && `## Used by\n\n${usesText(uses.get(name)!, link)}`,
    ];
    return { path: `models/${name}.md`, text: `${parts.filter(Boolean).join('\n\n')}\n` };
  });
  return [...pages, { path: 'models/README.md', text: indexPage(document, names) }];
}

/** What a model is that has no fields. */
const plainText = (document: Document, schema: FullSchema, link: ModelLink): string =>
  [`Type: ${typeText(schema, link)}.`, meaningOf(document, { ...schema, description: '' })].filter(Boolean).join(' ');

/** A member of a union: a model, or its fields. */
function alternative(document: Document, schema: FullSchema, context: Parameters<typeof fieldTable>[0]): string {
  const model = modelIn(schema);
  if (model !== undefined) return context.link(model);
  const fields = fieldsOf(document, schema, '').map(({ name, schema: field }) =>
    field.const === undefined ? `\`${name}\`` : `\`${name}: ${JSON.stringify(field.const)}\``,
  );
  const what = fields.length > 0 ? fields.join(', ') : typeText(schema, context.link);
  return [schema.title, schema.description].filter(Boolean).length > 0
    ? `${schema.title ? `**${schema.title}:** ` : ''}${schema.description ?? ''} (${what})`
    : what;
}

function usesText(uses: readonly Use[], link: (model: string) => string): string {
  return uses
    .map((use) =>
      'model' in use
        ? `- ${link(use.model)}: ${use.field === undefined ? 'as a part' : `\`${use.field}\``}`
        : `- [\`${use.operation}\`](../${use.page}.md#${use.anchor}): ${use.place}`,
    )
    .join('\n');
}

const indexPage = (document: Document, names: readonly string[]): string =>
  `# Models

The types of everything that the API takes and returns, by name. Each is an exported type of \`@secuconnect/client\`; those that end with \`Input\` are sent.

${names
  .toSorted()
  .map((name) => `- [${name}](${name}.md): ${firstSentence(document.components.schemas[name]!.description ?? '')}`)
  .join('\n')}
`;

const firstSentence = (text: string): string => /^.*?[.!?](?=\s|$)/s.exec(text)?.[0] ?? text;

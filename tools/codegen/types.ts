import openapiTS, { astToString } from 'openapi-typescript';
import ts from 'typescript';
import { escapeDoc, withoutTags } from './doc-comment.ts';
import { isInternal, type Document, type Schema } from './document.ts';
import { valueLines } from './enumerations.ts';

/** `schema.ts`: the types of all paths, operations and models, by openapi-typescript with our own rules. */
export async function schemaOf(document: Document): Promise<string> {
  const nodes = await openapiTS(JSON.stringify(withDocs(document)), {
    emptyObjectsUnknown: true,
    // A default is what the server assumes; the field stays optional for the caller.
    defaultNonNullable: false,
    silent: true,
    transform: (schema) => openEnum(schema as Schema) ?? binary(schema as Schema),
  });
  // openapi-typescript indents the further lines of a comment, which makes code of a list.
  return astToString(nodes.map(allowUndefined)).replaceAll(/^(\s*\*) {5}(?=- `)/gm, '$1 ');
}

/**
 * `models.ts`: a named type for every model, so that signatures and editors show `SmartTransaction`; or `internal-models.ts`: the same for the
 * building blocks, which the package does not export.
 */
export function modelsOf(document: Document, internal = false): string {
  const chosen = Object.entries(document.components.schemas).filter(
    ([name]) => isInternal(document, name) === internal,
  );
  const models = chosen.map(([name, schema]) => {
    const lines = [...(schema.description ? [withoutTags(schema.description)] : []), ...valueLines(document, schema)];
    const doc =
      lines.length > 1 ? `/**\n${lines.map((line) => ` * ${escapeDoc(line)}\n`).join('')} */\n` : singleLine(lines[0]);
    return `${doc}export type ${name} = components['schemas']['${name}'];\n`;
  });
  return `import type { components } from './schema.ts';\n\n${models.join('\n')}`;
}

const singleLine = (text: string | undefined): string => (text ? `/** ${escapeDoc(text)} */\n` : '');

/**
 * An enum stays open: editors complete the documented values, and a value that the server adds later is still a valid string.
 * `(string & {})` prevents the compiler from reducing the union to `string`.
 */
function openEnum(schema: Schema): ts.TypeNode | undefined {
  const values = schema['x-extensible-enum'];
  if (!values) return undefined;
  const { factory } = ts;
  const types = [schema.type ?? 'string'].flat();
  const literals = values.map((value) =>
    factory.createLiteralTypeNode(
      typeof value === 'number' ? numericLiteral(value) : factory.createStringLiteral(value, true),
    ),
  );
  const keywords = {
    string: ts.SyntaxKind.StringKeyword,
    integer: ts.SyntaxKind.NumberKeyword,
    number: ts.SyntaxKind.NumberKeyword,
  } as const;
  const anyOther = types
    .filter((type): type is keyof typeof keywords => type in keywords)
    .map((type) =>
      factory.createParenthesizedType(
        factory.createIntersectionTypeNode([
          factory.createKeywordTypeNode(keywords[type]),
          factory.createTypeLiteralNode([]),
        ]),
      ),
    );
  const none = types.includes('null') ? [factory.createLiteralTypeNode(factory.createNull())] : [];
  return factory.createUnionTypeNode([...literals, ...anyOther, ...none]);
}

function numericLiteral(value: number): ts.NumericLiteral | ts.PrefixUnaryExpression {
  const { factory } = ts;
  const literal = factory.createNumericLiteral(Math.abs(value));
  return value < 0 ? factory.createPrefixUnaryExpression(ts.SyntaxKind.MinusToken, literal) : literal;
}

/** Files are `Blob`, not `string`. */
function binary({ format, type }: Schema): ts.TypeNode | undefined {
  if (format !== 'binary') return undefined;
  const { factory } = ts;
  const blob = factory.createTypeReferenceNode('Blob');
  if (![type].flat().includes('null')) return blob;
  return factory.createUnionTypeNode([blob, factory.createLiteralTypeNode(factory.createNull())]);
}

/** `name?: T` becomes `name?: T | undefined`, so that projects with `exactOptionalPropertyTypes` can pass optional values. */
function allowUndefined<Node extends ts.Node>(root: Node): Node {
  const visit = (node: ts.Node): ts.Node => {
    const inner = ts.visitEachChild(node, visit, undefined);
    if (!ts.isPropertySignature(inner) || !inner.questionToken || !inner.type) return inner;
    if (inner.type.kind === ts.SyntaxKind.NeverKeyword) return inner;
    const { factory } = ts;
    const type = factory.createUnionTypeNode([
      inner.type,
      factory.createKeywordTypeNode(ts.SyntaxKind.UndefinedKeyword),
    ]);
    return ts.setSyntheticLeadingComments(
      factory.createPropertySignature(inner.modifiers, inner.name, inner.questionToken, type),
      ts.getSyntheticLeadingComments(node),
    );
  };
  return visit(root) as Node;
}

/** The document with additions to the descriptions that editors show: the unit of an amount, the meaning of each value, and the release that introduced a field. */
function withDocs(document: Document): Document {
  const money = new Set(
    Object.entries(document.components.schemas).flatMap(([name, schema]) =>
      schema['x-money'] ? [`#/components/schemas/${name}`] : [],
    ),
  );
  const visit = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(visit);
    if (value === null || typeof value !== 'object') return value;
    const node = Object.fromEntries(Object.entries(value).map(([key, item]) => [key, visit(item)])) as Schema;
    const unit =
      node.$ref !== undefined && money.has(node.$ref) && !/minor units?/i.test(node.description ?? '')
        ? 'In minor units.'
        : '';
    const since = node['x-since'] ? `\n@since ${node['x-since']}` : '';
    if (typeof node.description === 'string') node.description = withoutTags(node.description);
    const values = valueLines(document, node);
    if (unit || since || values.length > 0)
      node.description = `${[[node.description, unit].filter(Boolean).join(' '), ...values].filter(Boolean).join('\n')}${since}`;
    return node;
  };
  return visit(document) as Document;
}

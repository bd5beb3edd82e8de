import openapiTS, { astToString } from 'openapi-typescript';
import ts from 'typescript';
import { escapeDoc } from './docs.ts';
import type { Document, Schema } from './document.ts';

/** `schema.ts`: the types of every path, operation and model, as openapi-typescript writes them, plus our own rules. */
export async function schemaOf(document: Document): Promise<string> {
  const nodes = await openapiTS(JSON.stringify(withDocs(document)), {
    emptyObjectsUnknown: true,
    // A default says what the server assumes; the caller may still leave the field out.
    defaultNonNullable: false,
    silent: true,
    transform: (schema) => openEnum(schema as Schema) ?? binary(schema as Schema),
  });
  return astToString(nodes.map(allowUndefined));
}

/** `models.ts`: a name of its own for every model, so that signatures and editors show `SmartTransaction`. */
export function modelsOf(document: Document): string {
  const models = Object.entries(document.components.schemas).map(([name, { description }]) => {
    const doc = description ? `/** ${escapeDoc(description)} */\n` : '';
    return `${doc}export type ${name} = components['schemas']['${name}'];\n`;
  });
  return `import type { components } from './schema.ts';\n\n${models.join('\n')}`;
}

/**
 * A list of documented values stays open: the known ones autocomplete, and a value that the server adds tomorrow is still a
 * string. `(string & {})` keeps the compiler from folding the union into `string`.
 */
function openEnum(schema: Schema): ts.TypeNode | undefined {
  const values = schema['x-extensible-enum'];
  if (!values) return undefined;
  const { factory } = ts;
  const types = [schema.type ?? 'string'].flat();
  const literals = values.map((value) =>
    factory.createLiteralTypeNode(
      typeof value === 'number' ? factory.createNumericLiteral(value) : factory.createStringLiteral(value, true),
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

/** Files travel as `Blob`, not as text. */
function binary(schema: Schema): ts.TypeNode | undefined {
  return schema.format === 'binary' ? ts.factory.createTypeReferenceNode('Blob') : undefined;
}

/** `name?: T` becomes `name?: T | undefined`, so that projects with `exactOptionalPropertyTypes` may pass what they have. */
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

/** The document with what editors should show put into the descriptions: units, and the release that brought a field. */
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
      node.$ref !== undefined && money.has(node.$ref) && !/minor (currency )?units?/i.test(node.description ?? '')
        ? 'In minor currency units.'
        : '';
    const since = node['x-since'] ? `\n@since ${node['x-since']}` : '';
    if (unit || since) node.description = `${[node.description, unit].filter(Boolean).join(' ')}${since}`;
    return node;
  };
  return visit(document) as Document;
}

import openapiTS, { astToString } from 'openapi-typescript';
import ts from 'typescript';
import { escapeDoc } from './docs.ts';
import type { Document, Schema } from './document.ts';

const NOTICE = '// Generated from spec/ by `pnpm generate`. Do not edit: change the spec instead.\n';

/** `schema.ts`: the types of every path, operation and model, as openapi-typescript writes them, plus our own rules. */
export async function schemaOf(document: Document): Promise<string> {
  const nodes = await openapiTS(JSON.stringify(document), {
    emptyObjectsUnknown: true,
    // A default says what the server assumes; the caller may still leave the field out.
    defaultNonNullable: false,
    silent: true,
    transform: (schema) => open(schema as Schema) ?? binary(schema as Schema),
  });
  return `${NOTICE}${astToString(nodes)}`;
}

/**
 * A list of documented values stays open: the known ones autocomplete, and a value that the server adds tomorrow is still a
 * string. `(string & {})` keeps the compiler from folding the union into `string`.
 */
function open(schema: Schema): ts.TypeNode | undefined {
  const values = schema['x-extensible-enum'];
  if (!values) return undefined;
  const types = [schema.type ?? 'string'].flat();
  const literals = values.map((value) =>
    ts.factory.createLiteralTypeNode(
      typeof value === 'number' ? ts.factory.createNumericLiteral(value) : ts.factory.createStringLiteral(value, true),
    ),
  );
  const anyOther = [...types]
    .filter((type) => type !== 'null')
    .map((type) =>
      ts.factory.createParenthesizedType(
        ts.factory.createIntersectionTypeNode([
          ts.factory.createKeywordTypeNode(
            type === 'string' ? ts.SyntaxKind.StringKeyword : ts.SyntaxKind.NumberKeyword,
          ),
          ts.factory.createTypeLiteralNode([]),
        ]),
      ),
    );
  const none = types.includes('null') ? [ts.factory.createLiteralTypeNode(ts.factory.createNull())] : [];
  return ts.factory.createUnionTypeNode([...literals, ...anyOther, ...none]);
}

/** Files travel as `Blob`, not as text. */
function binary(schema: Schema): ts.TypeNode | undefined {
  return schema.format === 'binary' ? ts.factory.createTypeReferenceNode('Blob') : undefined;
}

/** `models.ts`: a name of its own for every model, so that signatures and editors show `SmartTransaction`. */
export function modelsOf(document: Document): string {
  const models = Object.entries(document.components.schemas).map(
    ([name, { description }]) =>
      `${description ? `/** ${escapeDoc(description)} */\n` : ''}export type ${name} = components['schemas']['${name}'];\n`,
  );
  return `${NOTICE}import type { components } from './schema.ts';\n\n${models.join('\n')}`;
}

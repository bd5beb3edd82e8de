import openapiTS, { astToString } from 'openapi-typescript';
import ts from 'typescript';
import { escapeDoc, withoutTags } from './doc-comment.ts';
import { isInternal, type Document, type Schema } from './document.ts';
import { valueLines } from './enumerations.ts';
import { idsOf, markModelIds, prefixOf } from './ids.ts';
import { modelDeclarations } from './model-declarations.ts';
import { knownName, nameValues, VALUES_NAME, type NamedValues } from './named-values.ts';

const { factory } = ts;

/** A text for each file of types. */
export interface TypeFiles {
  /** The types of all paths and operations, by openapi-typescript with our own rules. */
  readonly schema: string;
  /** A named type for every model, so that signatures, editors and errors show `SmartTransaction`, and for the documented values of its fields. */
  readonly models: string;
  /** The same for the building blocks, which the package does not export. */
  readonly internalModels: string;
  /** The types of ids. */
  readonly ids: string;
}

export async function typesOf(original: Document): Promise<TypeFiles> {
  const document = withDocs(original);
  markModelIds(document);
  const values = nameValues(document);
  const nodes = await openapiTS(JSON.stringify(document), {
    emptyObjectsUnknown: true,
    // A default is what the server assumes; the field stays optional for the caller.
    defaultNonNullable: false,
    silent: true,
    transform: (schema) => openEnum(schema as Schema) ?? id(schema as Schema) ?? binary(schema as Schema),
  });
  const { schema, models } = modelDeclarations(
    nodes.map(allowUndefined),
    values.filter((one) => typesIn(one.schema).join() === 'string').map(({ name }) => name),
  );
  const names = Object.keys(document.components.schemas);
  const [own, internal] = [false, true].map((wanted) =>
    names.filter((name) => isInternal(document, name) === wanted),
  ) as [string[], string[]];
  const declared = (chosen: readonly string[]): string =>
    chosen
      .map((name) => {
        const doc = docOf(document.components.schemas[name]!.description);
        const ofModel = values.filter(({ model }) => model === name);
        // A model of documented values is one of the types of these values.
        const model = ofModel.some(({ isModel }) => isModel) ? '' : `${doc}${flushLists(models.get(name)!)}\n`;
        return model + ofModel.map((one) => valueTypes(one, doc)).join('');
      })
      .join('\n');
  const valueNames = (chosen: readonly string[]): string[] =>
    values.filter(({ model }) => chosen.includes(model)).map(({ name }) => name);
  const files = {
    models: [...new Set([...own, ...valueNames(own)])],
    'internal-models': [...new Set([...internal, ...valueNames(internal)])],
    ids: ['Id'],
  };
  const withImports = (text: string, file: string): string => importsFor(text, file, files) + text;
  // The only type that openapi-typescript adds and models may use.
  const helper = nodes.find((node) => ts.isTypeAliasDeclaration(node) && node.name.text === 'WithRequired');
  const withHelper = (text: string): string =>
    helper && text.includes('WithRequired<') ? `${text}\n${astToString([helper])}` : text;
  return {
    schema: withImports(flushLists(astToString(schema)), 'schema'),
    models: withImports(withHelper(declared(own)), 'models'),
    internalModels: withImports(withHelper(declared(internal)), 'internal-models'),
    ids: idsOf(document),
  };
}

/** openapi-typescript indents the further lines of a comment, which makes code of a list. */
const flushLists = (text: string): string => text.replaceAll(/^(\s*\*) {5}(?=- `)/gm, '$1 ');

/** A description as a doc comment, with lines if it has a list of values. */
function docOf(description: string | undefined): string {
  const lines = description ? escapeDoc(description).split('\n') : [];
  if (lines.length > 1) return `/**\n${lines.map((line) => ` * ${line}\n`).join('')} */\n`;
  return lines[0] ? `/** ${lines[0]} */\n` : '';
}

/** Imports the names that a text uses from the files that have them. */
function importsFor(text: string, file: string, files: Readonly<Record<string, readonly string[]>>): string {
  const code = text.replaceAll(/\/\*[^]*?\*\/|'[^'\n]*'|"[^"\n]*"/g, '');
  const used = new Set(code.match(/\b[A-Z]\w*/g));
  const lines = Object.entries(files).flatMap(([from, names]) => {
    const wanted = from === file ? [] : names.filter((name) => used.has(name));
    return wanted.length > 0 ? `import type { ${wanted.sort().join(', ')} } from './${from}.ts';\n` : [];
  });
  // Without anything to import or to export, a file would not be a module.
  return lines.join('') || (text.trim() ? '' : 'export {};\n');
}

/** The types of the documented values: a closed one, and an open one for the fields. */
function valueTypes({ name, model, path, isModel, schema }: NamedValues, doc: string): string {
  const known = (schema['x-extensible-enum'] ?? []).map(valueText).join(' | ');
  const open = [knownName(name), ...anyOther(schema)].join(' | ');
  const ofField = `/** The documented values of \`${[model, ...path].join('.')}\`, and any other. */\n`;
  const isNullable = isModel && typesIn(schema).includes('null');
  return `
${isModel ? doc : ofField}export type ${name} = ${open}${isNullable ? ' | null' : ''};

/** Only the documented values of \`${name}\`, for example for a \`Record\`. The API may send others. */
export type ${knownName(name)} = ${known};
`;
}

const valueText = (value: string | number): string =>
  typeof value === 'number' ? String(value) : JSON.stringify(value);

const typesIn = (schema: Schema): readonly string[] => [schema.type ?? 'string'].flat();

/**
 * Documented values stay open: editors complete them, and a value that the server adds later is still valid. `(string & {})` prevents the compiler from
 * reducing the union to `string`.
 */
const anyOther = (schema: Schema): string[] =>
  typesIn(schema).flatMap((type) =>
    type === 'string' ? '(string & {})' : type === 'integer' || type === 'number' ? '(number & {})' : [],
  );

/** In models, documented values are the type with the name that `nameValues` gave them; in parameters they have no name. */
function openEnum(schema: Schema & { [VALUES_NAME]?: string }): ts.TypeNode | undefined {
  const values = schema['x-extensible-enum'];
  if (!values) return undefined;
  const name = schema[VALUES_NAME];
  const types =
    name === undefined ? [...values.map(literal), ...typesIn(schema).flatMap(anyOtherNode)] : [reference(name)];
  return orNull(schema, types);
}

/** An id with a prefix. */
function id(schema: Schema): ts.TypeNode | undefined {
  const prefix = prefixOf(schema);
  return prefix && typesIn(schema).includes('string') ? orNull(schema, [reference('Id', literal(prefix))]) : undefined;
}

const orNull = (schema: Schema, types: readonly ts.TypeNode[]): ts.TypeNode => {
  const isNullable = typesIn(schema).includes('null');
  const all = [...types, ...(isNullable ? [factory.createLiteralTypeNode(factory.createNull())] : [])];
  return all.length === 1 ? all[0]! : factory.createUnionTypeNode(all);
};

const reference = (name: string, ...args: ts.TypeNode[]): ts.TypeNode => factory.createTypeReferenceNode(name, args);

const literal = (value: string | number): ts.TypeNode =>
  factory.createLiteralTypeNode(
    typeof value === 'number' ? numericLiteral(value) : factory.createStringLiteral(value, true),
  );

function anyOtherNode(type: string): ts.TypeNode[] {
  const keyword = type === 'string' ? ts.SyntaxKind.StringKeyword : ts.SyntaxKind.NumberKeyword;
  if (!['string', 'integer', 'number'].includes(type)) return [];
  const { createIntersectionTypeNode, createKeywordTypeNode, createParenthesizedType, createTypeLiteralNode } = factory;
  return [
    createParenthesizedType(createIntersectionTypeNode([createKeywordTypeNode(keyword), createTypeLiteralNode([])])),
  ];
}

function numericLiteral(value: number): ts.NumericLiteral | ts.PrefixUnaryExpression {
  const number = factory.createNumericLiteral(Math.abs(value));
  return value < 0 ? factory.createPrefixUnaryExpression(ts.SyntaxKind.MinusToken, number) : number;
}

/** Files are `Blob`, not `string`. */
function binary({ format, type }: Schema): ts.TypeNode | undefined {
  if (format !== 'binary') return undefined;
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

import { astToString } from 'openapi-typescript';
import ts from 'typescript';

const { factory } = ts;

/**
 * Moves each model out of `components['schemas']` into a declaration of its own. An interface where that is possible: the compiler and editors show its
 * name, and declarations that are inferred from it name it, where the type of a property is written out with all its fields. `openStrings` are the types
 * of documented values that any string fits.
 */
export function modelDeclarations(
  nodes: readonly ts.Node[],
  openStrings: readonly string[],
): { schema: ts.Node[]; models: Map<string, string> } {
  const named = nodes.map((node) => withNames(node));
  const schemas = schemasOf(named);
  const bodies = new Map(
    (schemas?.members ?? []).flatMap((member) =>
      ts.isPropertySignature(member) && member.type ? [[nameOf(member.name), member.type] as const] : [],
    ),
  );
  const reader = new ModelReader(bodies, openStrings);
  const models = new Map([...bodies.keys()].map((name) => [name, astToString([reader.declaration(name)])]));
  const schema = named.map((node) => (schemas && isComponents(node) ? withReferences(node, schemas) : node));
  return { schema, models };
}

const isComponents = (node: ts.Node): node is ts.InterfaceDeclaration =>
  ts.isInterfaceDeclaration(node) && node.name.text === 'components';

function schemasOf(nodes: readonly ts.Node[]): ts.TypeLiteralNode | undefined {
  const members = nodes.find(isComponents)?.members ?? [];
  const found = members.find((one) => one.name && nameOf(one.name) === 'schemas');
  return found && ts.isPropertySignature(found) && found.type && ts.isTypeLiteralNode(found.type)
    ? found.type
    : undefined;
}

const nameOf = (name: ts.PropertyName): string =>
  ts.isIdentifier(name) || ts.isStringLiteral(name) || ts.isNumericLiteral(name) ? name.text : '';

/** `components['schemas']['Contact']` becomes `Contact`. */
function withNames<Node extends ts.Node>(root: Node): Node {
  const visit = (node: ts.Node): ts.Node => {
    const name = modelIn(node);
    return name === undefined ? ts.visitEachChild(node, visit, undefined) : factory.createTypeReferenceNode(name);
  };
  return visit(root) as Node;
}

function modelIn(node: ts.Node): string | undefined {
  if (!ts.isIndexedAccessTypeNode(node) || !ts.isIndexedAccessTypeNode(node.objectType)) return undefined;
  const { objectType: root, indexType: section } = node.objectType;
  if (!ts.isTypeReferenceNode(root) || !ts.isIdentifier(root.typeName) || root.typeName.text !== 'components')
    return undefined;
  return literalText(section) === 'schemas' ? literalText(node.indexType) : undefined;
}

const literalText = (node: ts.TypeNode): string | undefined =>
  ts.isLiteralTypeNode(node) && ts.isStringLiteral(node.literal) ? node.literal.text : undefined;

/** `schemas` with the names of the models. */
function withReferences(components: ts.Node, schemas: ts.TypeLiteralNode): ts.Node {
  const references = factory.createTypeLiteralNode(
    schemas.members.map((member) =>
      factory.createPropertySignature(
        undefined,
        member.name!,
        undefined,
        factory.createTypeReferenceNode(nameOf(member.name!)),
      ),
    ),
  );
  const visit = (node: ts.Node): ts.Node => (node === schemas ? references : ts.visitEachChild(node, visit, undefined));
  return visit(components);
}

/** The fields of an object, and the models that it extends. */
interface Shape {
  readonly bases: readonly string[];
  readonly members: readonly ts.TypeElement[];
}

class ModelReader {
  readonly #types: ReadonlyMap<string, ts.TypeNode>;
  readonly #openStrings: readonly string[];

  constructor(types: ReadonlyMap<string, ts.TypeNode>, openStrings: readonly string[]) {
    this.#types = types;
    this.#openStrings = openStrings;
  }

  declaration(name: string): ts.Node {
    const type = this.#types.get(name)!;
    const exported = [factory.createModifier(ts.SyntaxKind.ExportKeyword)];
    const shape = this.#shape(type);
    if (!shape || this.#conflicts(shape)) return factory.createTypeAliasDeclaration(exported, name, undefined, type);
    const bases = shape.bases.map((base) =>
      factory.createExpressionWithTypeArguments(factory.createIdentifier(base), undefined),
    );
    const heritage = bases.length > 0 ? [factory.createHeritageClause(ts.SyntaxKind.ExtendsKeyword, bases)] : [];
    return factory.createInterfaceDeclaration(exported, name, undefined, heritage, this.#compatible(shape));
  }

  /** What an interface has, or nothing if an interface cannot express the type: a union, a list, a map with other fields. */
  #shape(type: ts.TypeNode, within: readonly string[] = []): Shape | undefined {
    const bare = ts.isParenthesizedTypeNode(type) ? type.type : type;
    if (ts.isTypeLiteralNode(bare)) return { bases: [], members: bare.members };
    if (ts.isTypeReferenceNode(bare) && ts.isIdentifier(bare.typeName)) {
      const name = bare.typeName.text;
      const target = bare.typeArguments || within.includes(name) ? undefined : this.#types.get(name);
      return target && this.#shape(target, [...within, name]) ? { bases: [name], members: [] } : undefined;
    }
    if (!ts.isIntersectionTypeNode(bare)) return undefined;
    const parts = bare.types.map((part) => this.#shape(part, within));
    if (!parts.every((part) => part !== undefined)) return undefined;
    const members = parts.flatMap((part) => part.members);
    const names = members.map((member) => member.name && nameOf(member.name));
    // The fields of a map all have its type, and a field that occurs twice has both types: an interface could have neither.
    if (names.includes(undefined) || new Set(names).size < names.length) return undefined;
    return { bases: [...new Set(parts.flatMap((part) => part.bases))], members };
  }

  /** Whether several models that it extends have a field with different types, which an interface cannot combine. */
  #conflicts({ bases }: Shape): boolean {
    if (bases.length < 2) return false;
    const types = new Map<string, string>();
    return bases
      .flatMap((base) => this.#fields(base))
      .some((field) => {
        const [name, text] = [nameOf(field.name), `${field.questionToken ? '?' : ''}${textOf(field)}`];
        const isOther = types.has(name) && types.get(name) !== text;
        types.set(name, text);
        return isOther;
      });
  }

  /** The members, with the types that a field has in several places combined, as an intersection does. */
  #compatible({ bases, members }: Shape): ts.TypeElement[] {
    const inherited = bases.flatMap((base) => this.#fields(base).map((field) => ({ base, field })));
    const own = members.map((member) => {
      const field = ts.isPropertySignature(member) ? member : undefined;
      const overridden = inherited.filter(
        (one) => field && one.field.name && nameOf(one.field.name) === nameOf(field.name),
      );
      const different = overridden.filter((one) => field && !this.#isNarrowing(field, one.field));
      const isRequired = overridden.some((one) => !one.field.questionToken);
      if (!field?.type || overridden.length === 0 || (different.length === 0 && !(isRequired && field.questionToken)))
        return member;
      const type = isRequired ? withoutUndefined(field.type) : field.type;
      const types = [type, ...different.map((one) => typeOf(one.base, one.field))];
      return ts.setSyntheticLeadingComments(
        factory.createPropertySignature(
          field.modifiers,
          field.name,
          isRequired ? undefined : field.questionToken,
          types.length === 1 ? type : factory.createIntersectionTypeNode(types),
        ),
        ts.getSyntheticLeadingComments(field),
      );
    });
    return own;
  }

  /** Whether a field may replace an inherited one as it is: with the same type, or with another type of strings where any string fits. */
  #isNarrowing(field: ts.PropertySignature, inherited: ts.PropertySignature): boolean {
    const [type, other] = [field, inherited].map((one) => membersOf(one).join(' | ')) as [string, string];
    const isOpen = (text: string): boolean => text === 'string' || this.#openStrings.includes(text);
    const isString = (text: string): boolean => isOpen(text) || /^(["'].*["']|Id<.*>)$/.test(text);
    return type === other || (isOpen(other) && membersOf(field).every(isString));
  }

  /** The fields of a model, also those that it inherits. */
  #fields(name: string): ts.PropertySignature[] {
    const shape = this.#shape(this.#types.get(name)!);
    if (!shape) return [];
    return [...shape.bases.flatMap((base) => this.#fields(base)), ...shape.members.filter(ts.isPropertySignature)];
  }
}

const textOf = ({ type }: ts.PropertySignature): string => (type ? astToString([type]).trim() : '');

/** The members of the union that a field is, without undefined. */
const membersOf = (field: ts.PropertySignature): string[] =>
  // Parentheses around a whole do not matter; those before brackets do.
  (/\)\[\]/.test(textOf(field)) ? [textOf(field)] : textOf(field).replaceAll(/[()]/g, '').split(' | ')).filter(
    (member) => member !== 'undefined',
  );

function withoutUndefined(type: ts.TypeNode): ts.TypeNode {
  if (!ts.isUnionTypeNode(type)) return type;
  return factory.createUnionTypeNode(type.types.filter((one) => one.kind !== ts.SyntaxKind.UndefinedKeyword));
}

const typeOf = (base: string, field: ts.PropertySignature): ts.TypeNode =>
  factory.createIndexedAccessTypeNode(
    factory.createTypeReferenceNode(base),
    factory.createLiteralTypeNode(factory.createStringLiteral(nameOf(field.name), true)),
  );

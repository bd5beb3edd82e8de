import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { fileName } from '../../tools/codegen/names.ts';
import type { Document, Schema } from '../../tools/codegen/document.ts';
import { operationsOf, resolve } from '../../tools/codegen/document.ts';
import { SITE } from './pages.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const PREFIX = '#/components/schemas/';
type AnySchema = Schema & {
  readonly allOf?: readonly AnySchema[];
  readonly oneOf?: readonly AnySchema[];
  readonly anyOf?: readonly AnySchema[];
  readonly additionalProperties?: boolean | AnySchema;
};

/** What the site has to have, by kind, and what it lacks. */
export interface Coverage {
  readonly counts: Readonly<Record<string, number>>;
  readonly missing: readonly string[];
}

/** Compares the built site with the spec and with the exports of the packages. */
export function coverageOf(document: Document): Coverage {
  const counts: Record<string, number> = { operations: 0, models: 0, fields: 0, values: 0, errors: 0, exports: 0 };
  const missing: string[] = [];
  const check = (kind: string, name: string, isThere: boolean): void => {
    counts[kind]! += 1;
    if (!isThere) missing.push(`${kind}: ${name}`);
  };
  const reference = allText('reference');
  for (const { operation } of operationsOf(document)) {
    const dot = operation.operationId.lastIndexOf('.');
    const page = pageText(`reference/${fileName(operation.operationId.slice(0, dot))}.html`);
    check(
      'operations',
      operation.operationId,
      page.includes(` id="${operation.operationId.slice(dot + 1).toLowerCase()}"`),
    );
    for (const [status, response] of Object.entries(operation.responses))
      if (!status.startsWith('2')) {
        const { description } = resolve(document, response);
        check('errors', `${operation.operationId} ${status}`, reference.plain.includes(plain(description)));
      }
  }
  for (const [name, schema] of Object.entries(document.components.schemas)) {
    const own = [`reference/models/${name}.html`, `reference/models/${name}Input.html`].map(pageText).join('');
    // A part of other models, which has no page, is shown with them.
    const text = own === '' ? reference.html : own;
    check('models', name, own !== '' || fieldsIn(schema).every((field) => has(text, field)));
    for (const field of fieldsIn(schema)) check('fields', `${name}.${field}`, has(text, field));
    for (const value of valuesIn(schema)) check('values', `${name} ${value}`, has(text, String(value)));
  }
  for (const [entry, names] of exportsOf())
    for (const name of names) check('exports', `${entry} ${name}`, isExportThere(name));
  return { counts, missing };
}

/** The names of all fields of a model itself, also of those inside of each other. */
function fieldsIn(schema: AnySchema): string[] {
  return partsOf(schema).flatMap(({ properties }) => Object.keys(properties ?? {}));
}

function valuesIn(schema: AnySchema): (string | number)[] {
  return partsOf(schema).flatMap((part) => part['x-extensible-enum'] ?? []);
}

/** The schema and those inside of it that have no name. */
function partsOf(schema: AnySchema): AnySchema[] {
  if (schema.$ref?.startsWith(PREFIX)) return [];
  const { properties = {}, items, allOf = [], oneOf = [], anyOf = [], additionalProperties: map } = schema;
  const inner = [...Object.values(properties), ...(items ? [items] : []), ...allOf, ...oneOf, ...anyOf];
  return [schema, ...[...inner, ...(typeof map === 'object' ? [map] : [])].flatMap((one) => partsOf(one as AnySchema))];
}

/** The names that each entry of each package exports, out of the reports of the public API. */
function exportsOf(): [string, string[]][] {
  return globSync('packages/*/api-report/*.api.md', { cwd: root }).map((file) => {
    const report = readFileSync(join(root, file), 'utf8');
    const declared = [...report.matchAll(/^\/\/ (\w+)(?=$|:)/gm)];
    return [file, [...new Set(declared.map(([, name]) => name!))]];
  });
}

function isExportThere(name: string): boolean {
  if (existsSync(join(SITE, `reference/models/${name}.html`))) return true;
  const id = ` id="${name.toLowerCase()}`;
  return allText('exports').html.includes(id) || has(allText('reference').html, name);
}

const texts = new Map<string, { html: string; plain: string }>();
function allText(folder: string): { html: string; plain: string } {
  let found = texts.get(folder);
  if (!found) {
    const html = globSync(`${folder}/**/*.html`, { cwd: SITE })
      .map((file) => mainOf(readFileSync(join(SITE, file), 'utf8')))
      .join('\n');
    found = { html, plain: plain(html.replaceAll(/<[^>]+>/g, '')) };
    texts.set(folder, found);
  }
  return found;
}

const pageText = (path: string): string =>
  existsSync(join(SITE, path)) ? mainOf(readFileSync(join(SITE, path), 'utf8')) : '';

/** The page without its menus. */
const mainOf = (html: string): string => /<main[\s\S]*<\/main>/.exec(html)?.[0] ?? html;

/** A name in the font of code, alone or at the end of a path. */
const has = (html: string, name: string): boolean =>
  html.includes(`<code>${escape(name)}</code>`) || html.includes(`.${escape(name)}</code>`);
const escape = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** A text without what Markdown and HTML do to it. */
const plain = (text: string): string =>
  text.replaceAll(/&(?:quot|#39|amp|lt|gt);/g, '').replaceAll(/[`"'&<>\s\\*]+/g, '');

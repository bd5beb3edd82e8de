import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Document } from './document.ts';
import { openapiGenerator } from './generator.ts';
import { operationsSpec, treeView } from './operations-spec.ts';
import { templates } from './paths.ts';
import { resourcesOf } from './views.ts';

/** What each template becomes. `API` is written once per resource, `SupportingFiles` once. */
const FILES = {
  'resource.mustache': { templateType: 'API', folder: 'resources', destinationFilename: '.ts' },
  'lists.mustache': { templateType: 'API', folder: 'lists', destinationFilename: '.ts' },
  'operations.mustache': { templateType: 'SupportingFiles', destinationFilename: 'operations.ts' },
  'tree.mustache': { templateType: 'SupportingFiles', destinationFilename: 'tree.ts' },
  'client-tree.mustache': { templateType: 'SupportingFiles', destinationFilename: 'client-tree.ts' },
  'client-index.mustache': { templateType: 'SupportingFiles', destinationFilename: 'client-index.ts' },
  'reference.mustache': { templateType: 'API', folder: 'reference', destinationFilename: '.md' },
  'reference-index.mustache': { templateType: 'SupportingFiles', destinationFilename: 'reference-index.md' },
  'index.mustache': { templateType: 'SupportingFiles', destinationFilename: 'index.ts' },
};

/**
 * What openapi-generator writes from our templates: code, by path below the `src/generated` of each package, and the pages of the
 * reference.
 */
export async function resourceFiles(
  document: Document,
): Promise<Record<'api' | 'client' | 'reference', Map<string, string>>> {
  const resources = resourcesOf(document);
  const folder = mkdtempSync(join(tmpdir(), 'secuconnect-generate-'));
  try {
    const [input, config, output] = ['operations.json', 'config.json', 'out'].map((name) => join(folder, name)) as [
      string,
      string,
      string,
    ];
    writeFileSync(input, JSON.stringify(operationsSpec(document, resources)));
    writeFileSync(config, JSON.stringify({ files: FILES, additionalProperties: treeView(resources) }));
    const supporting = Object.values(FILES).filter((file) => file.templateType === 'SupportingFiles');
    const supportingFiles = supporting.map((file) => file.destinationFilename).join(':');
    await openapiGenerator('generate', {
      'generator-name': 'typescript-fetch',
      'input-spec': input,
      output,
      'template-dir': templates,
      config,
      'global-property': `apis,apiDocs=false,apiTests=false,supportingFiles=${supportingFiles}`,
    });
    const written = (path: string): string => readFileSync(join(output, path), 'utf8');
    return {
      api: new Map([
        ...resources.map((one) => [`resources/${one.file}.ts`, written(`resources/${one.class}Api.ts`)] as const),
        ['operations.ts', written('operations.ts')],
        ['resources.ts', written('tree.ts')],
        ['index.ts', written('index.ts')],
      ]),
      client: new Map([
        ...resources
          .filter((one) => one.lists)
          .map((one) => [`resources/${one.file}.ts`, written(`lists/${one.class}Api.ts`)] as const),
        ['resources.ts', written('client-tree.ts')],
        ['index.ts', written('client-index.ts')],
      ]),
      reference: new Map([
        ...resources.map((one) => [`${one.file}.md`, written(`reference/${one.class}Api.md`)] as const),
        ['README.md', written('reference-index.md')],
      ]),
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Document } from './document.ts';
import { openapiGenerator } from './generator.ts';
import { operationsSpec, treeData } from './operations-spec.ts';
import { templates } from './paths.ts';
import { resourcesOf } from './template-data.ts';

/** The output of each template. `API` is rendered once per resource, `SupportingFiles` once. */
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
} as const;
type Template = keyof typeof FILES;

/** A file that openapi-generator writes from one of our templates. */
export interface GeneratedFile {
  /** Path in the folder that it belongs to: the `src/generated` of a package, or the reference. */
  path: string;
  text: string;
  template: Template;
}

/** Runs openapi-generator with our templates and returns the files of each folder. */
export async function resourceFiles(
  document: Document,
): Promise<Record<'api' | 'client' | 'reference', GeneratedFile[]>> {
  const resources = resourcesOf(document);
  const folder = mkdtempSync(join(tmpdir(), 'secuconnect-generate-'));
  try {
    const [input, config, output] = ['operations.json', 'config.json', 'out'].map((name) => join(folder, name)) as [
      string,
      string,
      string,
    ];
    writeFileSync(input, JSON.stringify(operationsSpec(document, resources)));
    writeFileSync(config, JSON.stringify({ files: FILES, additionalProperties: treeData(document, resources) }));
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
    const once = (path: string, template: Template): GeneratedFile => ({
      path,
      text: readFileSync(join(output, FILES[template].destinationFilename), 'utf8'),
      template,
    });
    const each = (
      ofResources: typeof resources,
      path: (file: string) => string,
      template: 'resource.mustache' | 'lists.mustache' | 'reference.mustache',
    ): GeneratedFile[] => {
      const { folder: from, destinationFilename: ending } = FILES[template];
      return ofResources.map((one) => ({
        path: path(one.file),
        text: readFileSync(join(output, from, `${one.class}Api${ending}`), 'utf8'),
        template,
      }));
    };
    return {
      api: [
        ...each(resources, (file) => `resources/${file}.ts`, 'resource.mustache'),
        once('operations.ts', 'operations.mustache'),
        once('resources.ts', 'tree.mustache'),
        once('index.ts', 'index.mustache'),
      ],
      client: [
        ...each(
          resources.filter((one) => one.lists),
          (file) => `resources/${file}.ts`,
          'lists.mustache',
        ),
        once('resources.ts', 'client-tree.mustache'),
        once('index.ts', 'client-index.mustache'),
      ],
      reference: [
        ...each(resources, (file) => `${file}.md`, 'reference.mustache'),
        once('README.md', 'reference-index.mustache'),
      ],
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

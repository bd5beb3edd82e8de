import { globSync } from 'node:fs';
import { inRepository } from '../../spec-tools/spec-paths.ts';

/** The YAML files below a folder of the repository. */
export const specFilesOf = (folder: string): string[] => globSync(`${folder}/**/*.yaml`, { cwd: inRepository('') });

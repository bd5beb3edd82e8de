import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, join, normalize, relative, sep } from 'node:path';
import { follow, stepsOf } from '../shared/json.ts';
import { SpecFile } from './spec-file.ts';

/** A value in the spec: its file, the keys that lead to it, and the value itself. */
export interface SpecPlace {
  file: SpecFile;
  at: readonly string[];
  value: unknown;
}

/** The files of a spec, which are read on demand. */
export class SpecFiles {
  readonly read = new Map<string, SpecFile>();
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  root(): SpecPlace {
    const file = this.#file(join(this.#folder, 'openapi.yaml'));
    if (!file) throw new Error(`There is no openapi.yaml in ${this.#folder}.`);
    return { file, at: [], value: file.data };
  }

  /** The target of a `$ref` in `from`; `undefined` if the file or the value in it does not exist. */
  target(from: SpecFile, ref: string): SpecPlace | undefined {
    const [path = '', pointer = ''] = ref.split('#');
    const file = path ? this.#file(join(this.#folder, '..', dirname(from.path), path)) : from;
    if (!file) return undefined;
    const value = follow(file.data, pointer);
    return value === undefined && !file.syntaxError ? undefined : { file, at: stepsOf(pointer), value };
  }

  /** Every file in the folder, whether it was read or not. */
  paths(): string[] {
    return readdirSync(this.#folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => this.#displayPath(join(entry.parentPath, entry.name)))
      .sort();
  }

  lineCount(path: string): number {
    return readFileSync(join(this.#folder, '..', path), 'utf8')
      .replace(/\n$/, '')
      .split('\n').length;
  }

  #file(location: string): SpecFile | undefined {
    const path = this.#displayPath(location);
    const known = this.read.get(path);
    if (known) return known;
    if (!existsSync(location) || !statSync(location).isFile()) return undefined;
    const file = new SpecFile(path, readFileSync(location, 'utf8'));
    this.read.set(path, file);
    return file;
  }

  #displayPath(location: string): string {
    return join(basename(this.#folder), relative(this.#folder, normalize(location)))
      .split(sep)
      .join('/');
  }
}

import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, join, normalize, relative, sep } from 'node:path';
import { follow, stepsOf } from '../shared/json.ts';
import { SpecFile } from './spec-file.ts';

/** A value within the spec: the file, the steps that lead to it there, and what stands there. */
export interface Place {
  file: SpecFile;
  at: readonly string[];
  value: unknown;
}

/** The files of a spec, read when something refers to them. */
export class SpecFiles {
  readonly read = new Map<string, SpecFile>();
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  root(): Place {
    const file = this.#file(join(this.#folder, 'openapi.yaml'));
    if (!file) throw new Error(`There is no openapi.yaml in ${this.#folder}.`);
    return { file, at: [], value: file.data };
  }

  /** What a `$ref` in `from` leads to; `undefined` when there is no such file, or nothing at that place in it. */
  target(from: SpecFile, ref: string): Place | undefined {
    const [path = '', pointer = ''] = ref.split('#');
    const file = path ? this.#file(join(this.#folder, '..', dirname(from.path), path)) : from;
    if (!file) return undefined;
    const value = follow(file.data, pointer);
    return value === undefined && !file.mistake ? undefined : { file, at: stepsOf(pointer), value };
  }

  /** Every file in the folder, read or not. */
  paths(): string[] {
    return readdirSync(this.#folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => this.#shown(join(entry.parentPath, entry.name)))
      .sort();
  }

  lineCount(path: string): number {
    return readFileSync(join(this.#folder, '..', path), 'utf8')
      .replace(/\n$/, '')
      .split('\n').length;
  }

  #file(location: string): SpecFile | undefined {
    const path = this.#shown(location);
    const known = this.read.get(path);
    if (known) return known;
    if (!existsSync(location) || !statSync(location).isFile()) return undefined;
    const file = new SpecFile(path, readFileSync(location, 'utf8'));
    this.read.set(path, file);
    return file;
  }

  #shown(location: string): string {
    return join(basename(this.#folder), relative(this.#folder, normalize(location)))
      .split(sep)
      .join('/');
  }
}

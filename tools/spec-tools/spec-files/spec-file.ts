import { isMap, isScalar, isSeq, LineCounter, parseDocument, type Document, type Pair } from 'yaml';
import { oddityIn } from './plain-yaml.ts';

/** A YAML file of the spec, with the line of each value. */
export class SpecFile {
  /** The path in findings, such as `spec/paths/smart/transactions.yaml`. */
  readonly path: string;
  readonly data: unknown;
  readonly lineCount: number;
  /** The first part that is not plain YAML, if there is one. The file has no data then. */
  readonly syntaxError: { line: number; message: string; remedy: string } | undefined;
  readonly #document: Document.Parsed;
  readonly #lines = new LineCounter();

  constructor(path: string, text: string) {
    this.path = path;
    this.lineCount = text.replace(/\n$/, '').split('\n').length;
    this.#document = parseDocument(text, { lineCounter: this.#lines, stringKeys: true });
    const [error] = this.#document.errors;
    const problem = error
      ? { offset: error.pos[0], message: error.message.split(/ at line |\n/)[0]!, remedy: 'Fix the YAML' }
      : oddityIn(this.#document);
    this.syntaxError = problem && {
      line: this.#lines.linePos(problem.offset).line,
      message: problem.message,
      remedy: problem.remedy,
    };
    this.data = problem ? undefined : this.#document.toJS();
  }

  /** The line of a value. For a field, this is the line of its name; for a missing value, the line of the nearest parent. */
  lineOf(steps: readonly string[]): number {
    let node: unknown = this.#document.contents;
    let line = 1;
    for (const step of steps) {
      const pair: Pair | undefined = isMap(node)
        ? node.items.find(({ key }) => String(isScalar(key) ? key.value : key) === step)
        : undefined;
      const next: unknown = pair ? pair.value : isSeq(node) ? node.items[Number(step)] : undefined;
      if (next === undefined) break;
      const [start] = rangeOf(pair ? pair.key : next) ?? [];
      if (start !== undefined) line = this.#lines.linePos(start).line;
      node = next;
    }
    return line;
  }
}

const rangeOf = (node: unknown): readonly number[] | undefined =>
  (node as { range?: readonly number[] | null } | null)?.range ?? undefined;

import { invalid } from '../engine/exception.ts';
import { combine, type Clause } from './clauses.ts';
import { MANY, ONE, type Bound, type Pattern, type QueryNode } from './query-node.ts';

const MAX_LENGTH = 10_000;
const MAX_DEPTH = 20;
const MAX_CLAUSES = 256;
/** Wildcards and ranges look through many values, without a field through very many; phrases too. */
const MAX_WILDCARDS = 32;
const COST_WITHOUT_FIELD = 16;
/** Each field needs an index. */
const MAX_FIELDS = 16;

const SPACE = /[\s\u3000]*/y;
const OPERATOR = /(?:(?:AND|OR)(?=[\s\u3000()"]|$)|&&|\|\|)/y;
const MODIFIER = /(?:NOT(?=[\s\u3000("]|$)|[!+-])/y;
const WORD = /(?:\\[^]|[^\s\u3000()[\]{}"^~:\\])+/y;
const BOUND = /(?:\\[^]|[^\s\u3000[\]{}"\\])+/y;
const QUOTED = /"((?:\\[^]|[^"\\])*)"/y;
const COMPARISON = /[<>]=?/y;
const BOOST = /\^\d+(?:\.\d+)?/y;

/**
 * Reads the query syntax of Lucene, in time proportional to its length.
 *
 * The parsers on npm cannot serve here: a short query brings `lucene` 2.1.1 out of memory, and keeps `lucene-kit`, which has the grammar of
 * `xlucene-parser`, busy for many seconds; both misread operators that the platform's documentation uses.
 *
 * - AND binds more tightly than OR. Elasticsearch itself has no precedence there, so a query for both needs parentheses.
 * - Clauses without an operator are alternatives, unless one has `+`: then all with `+` are needed. `-` and NOT exclude.
 * - A boost (`^2`) changes no match, so it is skipped. Regular expressions and `~` are rejected.
 *
 * @throws ApiException (ProductFormatException) that says where the query cannot be read.
 */
export function parseQuery(text: string): QueryNode {
  if (text.length > MAX_LENGTH) throw invalid(`q is longer than ${MAX_LENGTH} characters`);
  return new QueryParser(text).parse();
}

class QueryParser {
  readonly #text: string;
  readonly #fields = new Set<string | undefined>();
  #position = 0;
  #depth = 0;
  #clauses = 0;
  #wildcards = 0;

  constructor(text: string) {
    this.#text = text;
  }

  parse(): QueryNode {
    this.#take(SPACE);
    if (this.#position === this.#text.length) return { type: 'all' };
    const node = this.#group(undefined);
    if (this.#position < this.#text.length) throw this.#error('unexpected');
    return node;
  }

  /** Clauses up to a closing parenthesis or the end. */
  #group(field: string | undefined): QueryNode {
    if (++this.#depth > MAX_DEPTH) throw this.#error(`more than ${MAX_DEPTH} levels of parentheses`);
    const clauses: Clause[] = [];
    for (;;) {
      this.#take(SPACE);
      const operator = clauses.length ? this.#take(OPERATOR) : undefined;
      this.#take(SPACE);
      if (!operator && clauses.length && (this.#position === this.#text.length || this.#peek() === ')')) break;
      const join = operator === undefined ? 'none' : operator === 'AND' || operator === '&&' ? 'and' : 'or';
      let modifier: Clause['modifier'];
      for (let sign = this.#take(MODIFIER); sign; sign = this.#take(MODIFIER)) {
        modifier = sign === '+' ? (modifier ?? 'must') : modifier === 'not' ? undefined : 'not';
        this.#take(SPACE);
      }
      clauses.push({ join, modifier, node: this.#clause(field) });
    }
    this.#depth -= 1;
    return combine(clauses);
  }

  #clause(outer: string | undefined): QueryNode {
    if (++this.#clauses > MAX_CLAUSES) throw this.#error(`more than ${MAX_CLAUSES} clauses`);
    if (OPERATOR.test(this.#rest(OPERATOR))) throw this.#error('a clause is missing before');
    const start = this.#position;
    const word = this.#take(WORD);
    if (word !== undefined && this.#peek() === ':') {
      this.#position += 1;
      this.#take(SPACE);
      const name = unescape(word);
      if (name === '_exists_') return this.#exists();
      return this.#value(name === '*' ? undefined : name);
    }
    this.#position = start;
    return this.#value(outer);
  }

  #exists(): QueryNode {
    const field = this.#take(WORD);
    if (field === undefined) throw this.#error('a field is missing');
    return { type: 'exists', field: this.#known(unescape(field)) };
  }

  #value(field: string | undefined): QueryNode {
    const char = this.#peek();
    if (char === '(') {
      this.#position += 1;
      const node = this.#group(field);
      if (this.#peek() !== ')') throw this.#error('a closing parenthesis is missing');
      this.#position += 1;
      this.#take(BOOST);
      return node;
    }
    if (char === '/') throw this.#error('regular expressions are not supported:');
    this.#known(field);
    const node = this.#range(field) ?? this.#comparison(field) ?? this.#term(field);
    if (this.#peek() === '~') throw this.#error('similar words and distances are not supported:');
    this.#take(BOOST);
    return node;
  }

  #range(field: string | undefined): QueryNode | undefined {
    const open = this.#peek();
    if (open !== '[' && open !== '{') return undefined;
    this.#countWildcard(field);
    this.#position += 1;
    const low = this.#bound();
    this.#take(SPACE);
    if (this.#take(/TO(?=[\s\u3000"])/y) === undefined) throw this.#error('TO is missing in a range');
    const high = this.#bound();
    this.#take(SPACE);
    const close = this.#peek();
    if (close !== ']' && close !== '}') throw this.#error('the end of a range is missing');
    this.#position += 1;
    return {
      type: 'range',
      field,
      ...(low !== undefined && { low: { text: low, included: open === '[' } }),
      ...(high !== undefined && { high: { text: high, included: close === ']' } }),
    };
  }

  /** A bound of a range; `undefined` for `*`. */
  #bound(): string | undefined {
    this.#take(SPACE);
    const quoted = this.#quoted();
    if (quoted !== undefined) return quoted;
    const word = this.#take(BOUND);
    if (word === undefined) throw this.#error('a bound of a range is missing');
    return word === '*' ? undefined : unescape(word);
  }

  #comparison(field: string | undefined): QueryNode | undefined {
    const sign = this.#take(COMPARISON);
    if (sign === undefined) return undefined;
    this.#countWildcard(field);
    this.#take(SPACE);
    const text = this.#quoted() ?? this.#word();
    const bound: Bound = { text, included: sign.endsWith('=') };
    return { type: 'range', field, ...(sign.startsWith('>') ? { low: bound } : { high: bound }) };
  }

  #term(field: string | undefined): QueryNode {
    const quoted = this.#quoted();
    if (quoted !== undefined) {
      if (/\s/.test(quoted)) this.#countWildcard(field);
      return { type: 'term', field, text: quoted };
    }
    const word = this.#take(WORD);
    if (word === undefined) throw this.#error('a value is missing');
    if (word === '*') return field === undefined ? { type: 'all' } : { type: 'exists', field };
    const pattern = patternOf(word);
    if (pattern.every((part) => typeof part === 'string')) return { type: 'term', field, text: unescape(word) };
    this.#countWildcard(field);
    return { type: 'wildcard', field, pattern };
  }

  #word(): string {
    const word = this.#take(WORD);
    if (word === undefined) throw this.#error('a value is missing');
    return unescape(word);
  }

  #quoted(): string | undefined {
    const quoted = this.#take(QUOTED);
    if (quoted === undefined && this.#peek() === '"') throw this.#error('a quote is not closed');
    return quoted === undefined ? undefined : unescape(quoted.slice(1, -1));
  }

  #known(field: string | undefined): string | undefined {
    if (this.#fields.add(field).size > MAX_FIELDS) throw this.#error(`more than ${MAX_FIELDS} different fields`);
    return field;
  }

  #countWildcard(field: string | undefined): void {
    this.#wildcards += field === undefined ? COST_WITHOUT_FIELD : 1;
    if (this.#wildcards > MAX_WILDCARDS) throw this.#error(`more than ${MAX_WILDCARDS} wildcards, ranges and phrases`);
  }

  #peek(): string | undefined {
    return this.#text[this.#position];
  }

  /** What a sticky expression matches here, which is then behind the position. */
  #take(expression: RegExp): string | undefined {
    const found = expression.exec(this.#rest(expression))?.[0];
    if (found !== undefined) this.#position += found.length;
    return found;
  }

  #rest(expression: RegExp): string {
    expression.lastIndex = this.#position;
    return this.#text;
  }

  #error(problem: string): Error {
    const rest = this.#text.slice(this.#position, this.#position + 20);
    return invalid(`q cannot be read at position ${this.#position}: ${problem} ${rest ? `"${rest}"` : 'at the end'}`);
  }
}

const unescape = (text: string): string => text.replace(/\\([^])/g, '$1');

const patternOf = (word: string): Pattern =>
  [...word.matchAll(/\\?[^]/g)].flatMap(([part]): (string | typeof ONE | typeof MANY)[] =>
    part === '*' ? [MANY] : part === '?' ? [ONE] : [...unescape(part).toLowerCase()],
  );

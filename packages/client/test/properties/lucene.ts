import lucene from 'lucene';

/** What a query means, as an independent parser understands it. */
export type Meaning =
  | { readonly and: readonly Meaning[] }
  | { readonly or: readonly Meaning[] }
  | { readonly not: Meaning }
  | { readonly field: string; readonly equals: string }
  | { readonly field: string; readonly matches: Pattern }
  | { readonly field: string; readonly from: End; readonly to: End };

/** A string in which active wildcards are numbers: `0` for `*`, `1` for `?`. */
export type Pattern = readonly (string | 0 | 1)[];
/** An end of a range. */
export type End = { readonly text: string; readonly included: boolean } | 'unbounded';

/**
 * Parses a query with the package `lucene`, which is independent of our builder. Lucene's rules are applied where its tree is incomplete: it does
 * not resolve escapes, and it supports neither quotes around the ends of a range (`["a b" TO *]`) nor a backslash before a tab or a line end. These
 * are replaced by stand-ins before parsing.
 */
export function meaningOf(query: string): Meaning {
  const ends: string[] = [];
  return new Reader(ends).meaning(lucene.parse(withStandIns(query, ends)) as Node);
}

/** Private characters that stand for a tab and line ends; no string of a test contains them. */
export const STAND_INS = /[\uE009\uE00A\uE00C\uE00D]/g;
const standIn = (character: string): string => String.fromCharCode(character.charCodeAt(0) + 0xe000);
const restored = (text: string): string =>
  text.replace(STAND_INS, (character) => String.fromCharCode(character.charCodeAt(0) - 0xe000));

/** `["a b" TO *]` → `[end0 TO *]` */
function withStandIns(query: string, ends: string[]): string {
  let inRange = false;
  return query.replace(/"(\\[^]|[^"\\])*"|\\[^]|[[\]{}]/g, (token) => {
    if (token.startsWith('"')) return inRange ? `end${ends.push(token) - 1}` : token;
    if (token.startsWith('\\')) return /[\t\n\f\r]/.test(token) ? standIn(token[1]!) : token;
    inRange = token === '[' || token === '{';
    return token;
  });
}

interface Node {
  start?: 'NOT';
  left?: Node;
  operator?: string;
  right?: Node;
  parenthesized?: true;
  field?: string;
  term?: string;
  quoted?: boolean;
  term_min?: string;
  term_max?: string;
  inclusive?: 'both' | 'left' | 'right' | 'none';
}

class Reader {
  readonly #ends: readonly string[];

  constructor(ends: readonly string[]) {
    this.#ends = ends;
  }

  /**
   * A row of clauses, which the parser nests to the right.
   *
   * @throws Error for two operators in one row, because Lucene has no precedence between them.
   */
  meaning(row: Node): Meaning {
    const parts: Meaning[] = [];
    const operators = new Set<string>();
    let negated = row.start === 'NOT';
    for (let at: Node | undefined = row; at;) {
      const hasMore: boolean = at === row || (at.left !== undefined && !at.parenthesized);
      const part = hasMore ? at.left! : at;
      const meaning = part.left ? this.meaning(part) : this.#clause(part);
      parts.push(negated ? { not: meaning } : meaning);
      if (!hasMore || !at.operator) break;
      const [operator, not] = at.operator.split(' ');
      operators.add(operator!);
      negated = not === 'NOT' || (at.right!.start === 'NOT' && !at.right!.parenthesized);
      at = at.right;
    }
    if (operators.size > 1) throw new Error('AND next to OR without brackets is ambiguous.');
    if (parts.length === 1) return parts[0]!;
    const [operator] = operators;
    if (operator !== 'AND' && operator !== 'OR') throw new Error(`The builder must not join clauses with ${operator}.`);
    return operator === 'AND' ? { and: parts } : { or: parts };
  }

  #clause({ field, term, quoted, term_min, term_max, inclusive }: Node): Meaning {
    if (field === undefined || field === '<implicit>') throw new Error('The query contains a clause without a field.');
    if (term_min !== undefined) {
      return {
        field,
        from: this.#end(term_min, inclusive === 'both' || inclusive === 'left'),
        to: this.#end(term_max!, inclusive === 'both' || inclusive === 'right'),
      };
    }
    if (quoted) return { field, equals: term!.replace(/\\([^])/g, '$1') };
    const matches = patternOf(term!);
    return matches.length > 1 ? { field, matches } : { field, equals: String(matches[0]) };
  }

  #end(text: string, included: boolean): End {
    const [, index] = /^end(\d+)$/.exec(text) ?? [];
    if (index) return { text: this.#ends[Number(index)]!.slice(1, -1).replace(/\\([^])/g, '$1'), included };
    return text === '*' ? 'unbounded' : { text, included };
  }
}

/** A backslash escapes any character; `*` and `?` without one are wildcards. */
function patternOf(raw: string): Pattern {
  const parts: (string | 0 | 1)[] = [''];
  for (const [, escaped, plain] of raw.matchAll(/\\([^])|([^\\])/gu)) {
    const last = parts.length - 1;
    if (plain === '*' || plain === '?') parts.push(plain === '*' ? 0 : 1, '');
    else parts[last] = `${parts[last]}${escaped ?? plain}`;
  }
  return parts.map((part) => (typeof part === 'string' ? restored(part) : part));
}

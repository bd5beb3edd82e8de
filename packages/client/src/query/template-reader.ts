import { bracketed, isQuery, type SearchQuery } from './query.ts';
import { insideQuotes, insideRangeQuotes, open, rangeEnd, termPiece, wholeValue } from './value.ts';

/** What follows a hole: the next character of the text, another hole, or nothing. */
const HOLE = '${';
const END = '';

/**
 * Reads a query that a programmer wrote, with values in its holes. What is written acts; what is in a hole never does:
 * - `field:${v}`, `(${a} OR ${b})`, `-${v}`: the hole is a whole value, bare or in quotes.
 * - `[${a} TO ${b}]`: an end of a range; `q.open` is one without a limit.
 * - `"${a} ${b}"`: a part of the phrase.
 * - `*${v}*`, `STX_${v}`, `${v}~`: a part of the term; the wildcards that are written act, those in the value do not.
 * - Another query stands where a clause can stand, in brackets where it needs them.
 * - All other places are refused with a TypeError: a field name, a regular expression, behind a backslash, a boost, or glued to a quote or a
 *   bracket. So are texts whose quotes and brackets do not close, because they could not be combined with others.
 */
export class TemplateReader {
  #written = '';
  #place: 'start' | 'value' | 'term' | 'suffix' | 'end' = 'start';
  #inside: '' | '"' | '[' | '/' = '';
  /** Whether the quotes stand in a range. */
  #quotedEnd = false;
  #depth = 0;
  #escaped = false;
  #term = '';
  #termHasHole = false;

  static read(texts: readonly string[], holes: readonly unknown[]): string {
    const reader = new TemplateReader();
    texts.forEach((text, at) => {
      for (const character of text) reader.#character(character);
      if (at < holes.length) {
        const [next = at + 1 < holes.length ? HOLE : END] = texts[at + 1]!;
        reader.#written += reader.#hole(holes[at], next);
      }
    });
    return reader.#finish();
  }

  #character(character: string): void {
    this.#written += character;
    if (this.#escaped) this.#escaped = false;
    else if (character === '\\') this.#escaped = true;
    else if (this.#inside) return this.#characterInside(character);
    else return this.#characterOutside(character);
    // An escaped character has no meaning of its own.
    if (!this.#inside) this.#inTerm(character);
  }

  #characterInside(character: string): void {
    if (this.#inside === '[' && character === '"') {
      this.#inside = '"';
      this.#quotedEnd = true;
    } else if (this.#quotedEnd && character === '"') {
      this.#inside = '[';
      this.#quotedEnd = false;
    } else if (character === this.#inside || (this.#inside === '[' && (character === ']' || character === '}'))) {
      this.#inside = '';
      this.#place = 'end';
    }
  }

  #characterOutside(character: string): void {
    // `field: value` is the same as `field:value`.
    if (/\s/.test(character)) this.#leaveTerm(this.#place === 'value' ? 'value' : 'start');
    else if (character === '!') this.#leaveTerm('start');
    else if (character === '"' || character === '/' || character === '[' || character === '{') {
      this.#leaveTerm('end');
      this.#inside = character === '{' ? '[' : character;
    } else if (character === '(') {
      this.#leaveTerm('start');
      this.#depth++;
    } else if (character === ')') {
      this.#leaveTerm('end');
      if (--this.#depth < 0) throw this.#refusal('a bracket closes that was never opened');
    } else if (character === ']' || character === '}') throw this.#refusal('a range closes that was never opened');
    else if (/[:^~]/.test(character) && (this.#place === 'start' || this.#place === 'value')) {
      throw this.#refusal(`${character} must stand right behind what it belongs to`);
    } else if (character === ':') {
      if (this.#place !== 'term' || this.#termHasHole)
        throw this.#refusal('the name of a field cannot come from a value; use q.eq(path, value)');
      this.#leaveTerm('value');
    } else if (character === '^' || character === '~') this.#leaveTerm('suffix');
    else if (this.#place !== 'suffix' && !(/[-+]/.test(character) && this.#place === 'start')) this.#inTerm(character);
  }

  #inTerm(character: string): void {
    this.#place = 'term';
    this.#term += character;
  }

  #leaveTerm(place: 'start' | 'value' | 'suffix' | 'end'): void {
    if (this.#termHasHole && /^[-+!]*(AND|OR|NOT|&&|\|\|)?$/.test(this.#term)) {
      throw this.#refusal('an empty value leaves no term');
    }
    this.#place = place;
    this.#term = '';
    this.#termHasHole = false;
  }

  #hole(value: unknown, next: string): string {
    if (this.#escaped) throw this.#refusal('a value cannot stand behind a backslash');
    if (this.#inside === '/') throw this.#refusal('a value cannot stand in a regular expression');
    if (isQuery(value)) return this.#part(value, next);
    if (this.#inside === '"') return this.#quotedEnd ? insideRangeQuotes(value) : insideQuotes(value);
    if (this.#inside === '[') return this.#rangeEnd(value, next);
    if (value === open) throw this.#refusal('q.open is an end of a range');
    if (next === ':') throw this.#refusal('the name of a field cannot come from a value; use q.eq(path, value)');
    if (this.#place === 'suffix') throw this.#refusal('a value cannot stand behind ^ or ~');
    if (this.#place === 'end') throw this.#refusal('a value cannot stand right behind another thing');
    if (this.#place !== 'term' && ends(next)) {
      this.#place = 'end';
      return wholeValue(value);
    }
    if (next === HOLE) throw this.#refusal('two values cannot stand side by side; put quotes around them');
    if (/["([{/\]}]/.test(next)) throw this.#refusal('a value cannot be glued to a quote or a bracket');
    const piece = termPiece(value);
    // What comes next would begin the term, where it can have another meaning: `-` there means NOT.
    if (!piece && !this.#term && !/[*?]/.test(next)) throw this.#refusal('an empty value leaves no term');
    this.#inTerm(piece);
    this.#termHasHole = true;
    return piece;
  }

  #part(query: SearchQuery<string>, next: string): string {
    if (this.#inside || this.#place !== 'start' || !ends(next)) {
      throw this.#refusal('another query can stand only where a clause can');
    }
    this.#place = 'end';
    return bracketed(query, 'clause');
  }

  #rangeEnd(value: unknown, next: string): string {
    if (!/[\s[{]$/.test(this.#written) || !/^[\s\]}]$/.test(next)) {
      throw this.#refusal('a value in a range must be one of its ends');
    }
    return rangeEnd(value);
  }

  #finish(): string {
    if (this.#escaped) throw this.#refusal('it ends with a backslash');
    if (this.#inside) throw this.#refusal(`${this.#inside} is never closed`);
    if (this.#depth > 0) throw this.#refusal('( is never closed');
    this.#leaveTerm('end');
    if (!this.#written.trim()) throw new TypeError('The query is empty.');
    return this.#written;
  }

  /** Says where it happened, but not which values stand there: they may be secret. */
  #refusal(why: string): TypeError {
    return new TypeError(`This query cannot be made safe, ${why}: position ${this.#written.length}.`);
  }
}

/** Whether a term is over before this. */
const ends = (next: string): boolean => next === END || /^[\s)^]$/.test(next);

import { isSearchQuery, parenthesize, type SearchQuery } from './query.ts';
import { escapeInQuotes, escapeInRangeQuotes, escapeInTerm, escapeRangeEnd, escapeValue, unbounded } from './value.ts';

/** What follows an interpolation: the next character of the template, another interpolation, or nothing. */
const INTERPOLATION = '${';
const END = '';

/**
 * Reads a query template. What the programmer wrote is Lucene syntax; an interpolated value never is:
 * - `field:${v}`, `(${a} OR ${b})`, `-${v}`: a whole value, bare or in quotes.
 * - `[${a} TO ${b}]`: an end of a range; `q.unbounded` is one without a limit.
 * - `"${a} ${b}"`: a part of the phrase.
 * - `*${v}*`, `STX_${v}`, `${v}~`: a part of the term. Wildcards of the template are special, those in the value are not.
 * - A query can be interpolated where a clause can be, and is put in parentheses where it needs them.
 * - Everywhere else an interpolation throws a TypeError: in a field name or a regular expression, behind a backslash, as a boost, or next to a quote or
 *   a bracket. So do templates whose quotes and brackets are not closed, because they could not be combined with others.
 */
export class TemplateReader {
  #output = '';
  /** What the reader has just passed. */
  #state: 'start' | 'value' | 'term' | 'suffix' | 'end' = 'start';
  /** The opening character of what the reader is in: a phrase, a range (`[` or `{`), or a regular expression. */
  #enclosure: '' | '"' | '[' | '/' = '';
  /** Whether the phrase is an end of a range. */
  #isRangePhrase = false;
  /** Number of open parentheses. */
  #depth = 0;
  #isEscaped = false;
  #term = '';
  #termHasValue = false;

  static read(strings: readonly string[], interpolations: readonly unknown[]): string {
    const reader = new TemplateReader();
    strings.forEach((string, index) => {
      for (const character of string) reader.#readCharacter(character);
      if (index < interpolations.length) {
        const [next = index + 1 < interpolations.length ? INTERPOLATION : END] = strings[index + 1]!;
        reader.#output += reader.#interpolate(interpolations[index], next);
      }
    });
    return reader.#finish();
  }

  #readCharacter(character: string): void {
    this.#output += character;
    if (this.#isEscaped) this.#isEscaped = false;
    else if (character === '\\') this.#isEscaped = true;
    else if (this.#enclosure) return this.#readEnclosed(character);
    else return this.#readBare(character);
    // An escaped character is not special.
    if (!this.#enclosure) this.#addToTerm(character);
  }

  #readEnclosed(character: string): void {
    if (this.#enclosure === '[' && character === '"') {
      this.#enclosure = '"';
      this.#isRangePhrase = true;
    } else if (this.#isRangePhrase && character === '"') {
      this.#enclosure = '[';
      this.#isRangePhrase = false;
    } else if (character === this.#enclosure || (this.#enclosure === '[' && (character === ']' || character === '}'))) {
      this.#enclosure = '';
      this.#state = 'end';
    }
  }

  #readBare(character: string): void {
    // `field: value` means the same as `field:value`.
    if (/\s/.test(character)) this.#leaveTerm(this.#state === 'value' ? 'value' : 'start');
    else if (character === '!') this.#leaveTerm('start');
    else if (character === '"' || character === '/' || character === '[' || character === '{') {
      this.#leaveTerm('end');
      this.#enclosure = character === '{' ? '[' : character;
    } else if (character === '(') {
      this.#leaveTerm('start');
      this.#depth++;
    } else if (character === ')') {
      this.#leaveTerm('end');
      if (--this.#depth < 0) throw this.#unsafe('a parenthesis is closed that was not opened');
    } else if (character === ']' || character === '}') throw this.#unsafe('a range is closed that was not opened');
    else if (/[:^~]/.test(character) && (this.#state === 'start' || this.#state === 'value')) {
      throw this.#unsafe(`${character} must directly follow a field or a term`);
    } else if (character === ':') {
      if (this.#state !== 'term' || this.#termHasValue) throw this.#unsafe(FIELD_NAME);
      this.#leaveTerm('value');
    } else if (character === '^' || character === '~') this.#leaveTerm('suffix');
    else if (this.#state !== 'suffix' && !(/[-+]/.test(character) && this.#state === 'start'))
      this.#addToTerm(character);
  }

  #addToTerm(text: string): void {
    this.#state = 'term';
    this.#term += text;
  }

  #leaveTerm(state: 'start' | 'value' | 'suffix' | 'end'): void {
    if (this.#termHasValue && /^[-+!]*(AND|OR|NOT|&&|\|\|)?$/.test(this.#term)) throw this.#unsafe(EMPTY_VALUE);
    this.#state = state;
    this.#term = '';
    this.#termHasValue = false;
  }

  #interpolate(value: unknown, next: string): string {
    if (this.#isEscaped) throw this.#unsafe('a value cannot follow a backslash');
    if (this.#enclosure === '/') throw this.#unsafe('a value cannot be part of a regular expression');
    if (isSearchQuery(value)) return this.#interpolateQuery(value, next);
    if (this.#enclosure === '"') return this.#isRangePhrase ? escapeInRangeQuotes(value) : escapeInQuotes(value);
    if (this.#enclosure === '[') return this.#interpolateRangeEnd(value, next);
    if (value === unbounded) throw this.#unsafe('q.unbounded can only be an end of a range');
    if (next === ':') throw this.#unsafe(FIELD_NAME);
    if (this.#state === 'suffix') throw this.#unsafe('a value cannot follow ^ or ~');
    if (this.#state === 'end') throw this.#unsafe('a value cannot directly follow another element');
    if (this.#state !== 'term' && endsTerm(next)) {
      this.#state = 'end';
      return escapeValue(value);
    }
    if (next === INTERPOLATION) throw this.#unsafe('two values cannot be adjacent; put quotes around them');
    if (/["([{/\]}]/.test(next)) throw this.#unsafe('a value cannot be adjacent to a quote or a bracket');
    const term = escapeInTerm(value);
    // Otherwise the next character would start the term, where it can be special: `-` means NOT there.
    if (!term && !this.#term && !/[*?]/.test(next)) throw this.#unsafe(EMPTY_VALUE);
    this.#addToTerm(term);
    this.#termHasValue = true;
    return term;
  }

  #interpolateQuery(query: SearchQuery<string>, next: string): string {
    if (this.#enclosure || this.#state !== 'start' || !endsTerm(next))
      throw this.#unsafe('another query is only possible in the place of a clause');
    this.#state = 'end';
    return parenthesize(query, 'clause');
  }

  #interpolateRangeEnd(value: unknown, next: string): string {
    if (!/[\s[{]$/.test(this.#output) || !/^[\s\]}]$/.test(next))
      throw this.#unsafe('a value in a range must be one of its ends');
    return escapeRangeEnd(value);
  }

  #finish(): string {
    if (this.#isEscaped) throw this.#unsafe('it ends with a backslash');
    if (this.#enclosure) throw this.#unsafe(`${this.#enclosure} is not closed`);
    if (this.#depth > 0) throw this.#unsafe('( is not closed');
    this.#leaveTerm('end');
    if (!this.#output.trim()) throw new TypeError('The query is empty.');
    return this.#output;
  }

  /** An error that says where and why, but quotes no value: it may be secret. */
  #unsafe(reason: string): TypeError {
    return new TypeError(`This query is unsafe at position ${this.#output.length}: ${reason}.`);
  }
}

const FIELD_NAME = 'a value cannot be a field name; use q.eq(path, value)';
const EMPTY_VALUE = 'an empty value leaves no term';

/** Whether this character, or the end, ends a term. */
const endsTerm = (next: string): boolean => next === END || /^[\s)^]$/.test(next);

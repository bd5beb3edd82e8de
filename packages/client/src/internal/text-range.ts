/** A part of a string, from `start` up to but not including `end`. */
export interface TextRange {
  readonly start: number;
  readonly end: number;
}

/** An end that the reader can act on: one sentence that says what is wrong and what to do. Printed without a stack. */
export class Stop extends Error {}

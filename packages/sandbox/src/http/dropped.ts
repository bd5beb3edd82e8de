/** The connection ends here, without an answer: what `fetch` throws when a server hangs up. */
export class Dropped extends TypeError {
  constructor() {
    super('fetch failed', {
      cause: Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET', syscall: 'read' }),
    });
  }
}

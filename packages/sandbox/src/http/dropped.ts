/** The connection ends here, without an answer. */
export class Dropped extends Error {
  override readonly name = 'Dropped';

  constructor() {
    super('The sandbox dropped the connection');
  }
}

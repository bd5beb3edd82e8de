/** Who calls: what a token stands for. */
export interface Session {
  /** Id of the client. */
  readonly client: string;
  readonly grant: string;
  /** The `uuid` of the device, if one has signed in. */
  readonly device?: string;
  /** The user name, if a person has signed in. */
  readonly user?: string;
}

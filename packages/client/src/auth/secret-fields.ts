/** Fields of a token request whose values must never appear in errors, events or logs. */
export const SECRET_FIELDS: readonly string[] = ['client_secret', 'password', 'code', 'refresh_token'];

import client = require('@secuconnect/client');

export const unbounded: typeof client.q.unbounded = client.q.unbounded;

import client = require('@secuconnect/client');

const unbounded: typeof client.q.unbounded = client.q.unbounded;

export = { unbounded };

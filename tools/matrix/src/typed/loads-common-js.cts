import client = require('@secuconnect/client');

export = client.q;
